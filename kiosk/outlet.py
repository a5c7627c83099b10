"""The slip at the outlet: printed, taken, or drawn back so that the next customer does not find it."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING

from drivers.errors import DeviceError
from drivers.printer.contract import PrintJob, ReceiptPrinter
from drivers.signals.contract import Light, LightState
from kiosk.clock import Clock
from kiosk.custody import CardCustody
from kiosk.recorder import Recorder

if TYPE_CHECKING:
    from kiosk.answering import Report

_TRY_AGAIN = 2.0  # seconds between attempts at a printer that does not answer


class SlipEnd(StrEnum):
    """What became of a printed slip."""

    TAKEN = "taken"
    RETRACTED = "retracted"
    FAILED = "failed"  # it hangs there, or the printer does not answer


class SlipOutlet:
    """Prints slips and looks after each until it is taken. `taken_seconds`: how long a slip may hang (30 s).

    `hanging`: a slip hangs at the outlet and is looked after.
    """

    def __init__(
        self,
        printer: ReceiptPrinter,
        custody: CardCustody,
        clock: Clock,
        journal: Recorder,
        *,
        taken_seconds: float = 30,
    ) -> None:
        self._printer = printer
        self._custody = custody
        self._clock = clock
        self._journal = journal
        self._taken_seconds = taken_seconds
        self._watching: asyncio.Task[SlipEnd] | None = None
        self._in_doubt = True  # a slip may hang that nobody looks after; at the start, one of an earlier run
        self._failed = False  # the journal says that one hangs

    async def print(self, job: PrintJob, session: str, kind: str) -> None:
        """Print one slip and begin to look after it. Raises device errors; the journal has both ends of it."""
        self._journal.record("slip-print-init", session=session, slip=kind)
        try:
            await self._printer.print(job)
        except DeviceError as error:
            self._in_doubt = True  # it may have come out all the same
            self._journal.record(
                "slip-print-complete", session=session, disposition="failed", error=type(error).__name__
            )
            raise
        self._journal.record("slip-print-complete", session=session, disposition="success")
        self._watching = asyncio.create_task(self._watch(session), name="look after the slip")

    async def settled(self) -> None:
        """Wait until no slip of this customer hangs at the outlet."""
        if self._watching:
            await asyncio.shield(self._watching)

    @property
    def hanging(self) -> bool:
        return self._watching is not None and not self._watching.done()

    def doubt(self) -> None:
        """At a start: the journal of the run before does not say what became of a slip."""
        self._failed = True

    async def recheck(self) -> None:
        """While nobody is served: look after a slip that may still hang, of an earlier run or an earlier failure."""
        if not self._in_doubt or self.hanging:
            return
        status = await self._printer.status()
        if status.waiting:
            self._in_doubt = False
            self._watching = asyncio.create_task(self._watch(""), name="look after the slip")
        elif status.ready:
            self._in_doubt = False
            if self._failed:
                self._failed = False
                self._journal.record("slip-settled")

    async def _watch(self, session: str) -> SlipEnd:
        await self._custody.light(Light.PAPER, LightState.FLASHING)
        end = await self._end()
        self._in_doubt = self._failed = end is SlipEnd.FAILED
        await self._custody.light(Light.PAPER, LightState.OFF)
        self._journal.record("slip-taken" if end is SlipEnd.TAKEN else "slip-not-taken", session=session, end=end.value)
        return end

    async def _end(self) -> SlipEnd:
        taken = asyncio.create_task(self._taken())
        late = asyncio.create_task(self._clock.until(self._clock.now() + self._taken_seconds))
        try:
            await asyncio.wait({taken, late}, return_when=asyncio.FIRST_COMPLETED)
            if taken.done() and taken.exception() is None:
                return SlipEnd.TAKEN
        finally:
            taken.cancel()
            late.cancel()
            await asyncio.wait({taken, late})
        try:
            await self._printer.retract()
        except DeviceError:
            return SlipEnd.FAILED
        return SlipEnd.RETRACTED

    async def _taken(self) -> None:
        """Wait for the customer's hand, however often the printer goes and comes back meanwhile."""
        while True:
            try:
                return await self._printer.taken()
            except DeviceError:
                await self._clock.until(self._clock.now() + _TRY_AGAIN)

    # -- the answer to "please take your slip" -----------------------------------------------------------------------

    async def wait(self, report: "Report") -> SlipEnd:
        """Wait until the slip is gone, one way or the other."""
        assert self._watching is not None, "a slip is printed before it is waited for"
        return await asyncio.shield(self._watching)

    async def withdraw(self) -> SlipEnd | None:
        """Nothing stops here: the slip is looked after in any case (see `settled`)."""
        return None
