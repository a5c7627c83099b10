"""Paper at an outlet, a slip or a document: printed, taken, or drawn back before the next customer finds it."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from drivers.errors import DeviceError
from drivers.signals.contract import Light, LightState
from kiosk.clock import Clock
from kiosk.custody.card import CardCustody
from kiosk.recorder import Recorder

if TYPE_CHECKING:
    from kiosk.answering import Report

_TRY_AGAIN = 2.0  # seconds between attempts at a printer that does not answer

Job_contra = TypeVar("Job_contra", contravariant=True)
Paper = Literal["slip", "document"]
"""What comes out; the journal's events begin with it."""

_LIGHTS = {"slip": Light.PAPER, "document": Light.DOCUMENT}


class OutletStatus(Protocol):
    """What an outlet must know of its printer."""

    @property
    def ready(self) -> bool: ...
    @property
    def waiting(self) -> bool: ...


class Printer(Protocol[Job_contra]):
    """What the contracts of receipt printer and document printer have in common."""

    async def status(self) -> OutletStatus: ...
    async def print(self, job: Job_contra) -> None: ...
    async def taken(self) -> None: ...
    async def retract(self) -> None: ...


class PaperEnd(StrEnum):
    """What became of a printed paper."""

    TAKEN = "taken"
    RETRACTED = "retracted"
    FAILED = "failed"  # it is still there, or the printer does not answer


class PaperOutlet(Generic[Job_contra]):
    """Prints papers of one sort and looks after each until it is taken. `taken_seconds`: how long one may hang (30 s).

    `hanging`: one hangs at the outlet and is looked after.
    """

    def __init__(
        self,
        paper: Paper,
        printer: Printer[Job_contra],
        custody: CardCustody,
        clock: Clock,
        journal: Recorder,
        *,
        taken_seconds: float = 30,
    ) -> None:
        self._paper: Paper = paper
        self._light = _LIGHTS[paper]
        self._printer = printer
        self._custody = custody
        self._clock = clock
        self._journal = journal
        self._taken_seconds = taken_seconds
        self._watching: asyncio.Task[PaperEnd] | None = None
        self._in_doubt = True  # one may hang that nobody looks after; at the start, one of an earlier run
        self._failed = False  # the journal says that one hangs
        self._left = False  # it could not be drawn back, and nobody was made to wait for it any longer

    async def print(self, job: Job_contra, session: str, kind: str) -> None:
        """Print one and begin to look after it. Raises device errors; the journal has both ends of it.

        `kind`: which slip, or which document.
        """
        self._journal.record(f"{self._paper}-print-init", session=session, **{self._paper: kind})
        try:
            await self._printer.print(job)
        except DeviceError as error:
            self._in_doubt = True  # it may have come out all the same
            self._journal.record(
                f"{self._paper}-print-complete", session=session, disposition="failed", error=type(error).__name__
            )
            raise
        self._journal.record(f"{self._paper}-print-complete", session=session, disposition="success")
        self._watching = asyncio.create_task(self._watch(session), name=f"look after the {self._paper}")

    async def settled(self) -> PaperEnd | None:
        """Wait until no paper of this customer is looked after. Gives what became of the last one."""
        return await asyncio.shield(self._watching) if self._watching else None

    @property
    def hanging(self) -> bool:
        return self._watching is not None and not self._watching.done()

    def doubt(self) -> None:
        """At a start: the journal of the run before does not say what became of one."""
        self._failed = True

    async def recheck(self) -> None:
        """While nobody is served: look after one that may still hang, of an earlier run or an earlier failure.

        One that could not be drawn back waits until the printer is ready: nobody else is kept from being served by it.
        """
        if not self._in_doubt or self.hanging:
            return
        status = await self._printer.status()
        if status.waiting and (status.ready or not self._left):
            self._in_doubt = False
            self._watching = asyncio.create_task(self._watch(""), name=f"look after the {self._paper}")
        elif status.ready:
            self._in_doubt = self._left = False
            if self._failed:
                self._failed = False
                self._journal.record(f"{self._paper}-settled")

    async def _watch(self, session: str) -> PaperEnd:
        await self._custody.light(self._light, LightState.FLASHING)
        end = await self._end()
        self._in_doubt = self._failed = self._left = end is PaperEnd.FAILED
        await self._custody.light(self._light, LightState.OFF)
        event = "taken" if end is PaperEnd.TAKEN else "not-taken"
        self._journal.record(f"{self._paper}-{event}", session=session, end=end.value)
        return end

    async def _end(self) -> PaperEnd:
        taken = asyncio.create_task(self._taken())
        late = asyncio.create_task(self._clock.until(self._clock.now() + self._taken_seconds))
        try:
            await asyncio.wait({taken, late}, return_when=asyncio.FIRST_COMPLETED)
            if taken.done() and taken.exception() is None:
                return PaperEnd.TAKEN
        finally:
            taken.cancel()
            late.cancel()
            await asyncio.wait({taken, late})
        try:
            await self._printer.retract()
        except DeviceError:
            return PaperEnd.FAILED
        return PaperEnd.RETRACTED

    async def _taken(self) -> None:
        """Wait for the customer's hand, however often the printer goes and comes back meanwhile."""
        while True:
            try:
                return await self._printer.taken()
            except DeviceError:
                await self._clock.until(self._clock.now() + _TRY_AGAIN)

    # -- the answer to "please take your slip" -----------------------------------------------------------------------

    async def wait(self, report: "Report") -> PaperEnd:
        """Wait until it is gone, one way or the other."""
        assert self._watching is not None, "a paper is printed before it is waited for"
        return await asyncio.shield(self._watching)

    async def withdraw(self) -> PaperEnd | None:
        """Nothing stops here: the paper is looked after in any case (see `settled`)."""
        return None
