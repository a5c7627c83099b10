"""What the terminal holds of the customer's: given back or kept safe, by a task that outlives the session.

No attract screen until it has ended.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum
from typing import Literal, Protocol

from drivers.errors import DeviceError, Disconnected, NotTaken, Refused, TimedOut
from drivers.signals.contract import Light, LightState, Signals
from kiosk.clock import Clock
from kiosk.leaving import CustomerLeft
from kiosk.recorder import Recorder

_BEEP_EVERY = 5.0  # seconds, while it waits to be taken
_TRY_AGAIN = 2.0  # seconds between attempts at a device that does not answer

Belonging = Literal["card", "id-document"]
"""What is held; the journal's events begin with it."""

_LIGHTS = {"card": Light.CARD, "id-document": Light.ID_DOCUMENT}


async def beeping(signals: Signals, clock: Clock) -> None:
    """Beep for ever, that something waits to be taken."""
    while True:
        with suppress(DeviceError):
            await signals.beep()
        await clock.until(clock.now() + _BEEP_EVERY)


class HolderStatus(Protocol):
    """What must be known of the device that holds it."""

    @property
    def ready(self) -> bool: ...
    @property
    def position(self) -> StrEnum: ...


class Holder(Protocol):
    """What the contracts of card reader and ID document scanner have in common."""

    async def status(self) -> HolderStatus: ...
    async def removed(self) -> None: ...
    async def eject(self) -> None: ...
    async def taken(self) -> None: ...
    async def retain(self) -> None: ...


class Returned(StrEnum):
    """What became of it."""

    TAKEN = "taken"
    RETAINED = "retained"
    STUCK = "stuck"  # still inside or at the opening: staff must open the device


class GivingBack(ABC):
    """Owns the answer to 'is there one in the machine, and whose turn is it?'.

    `taken_seconds`: how long one may wait to be taken before it is kept safe (30 s).
    `blocked`: one could not be given back and staff must settle it. `untold`: one is on its way out, or out, and nobody
    has been told what became of it. `of_before`: that one was left inside by the run before.
    """

    def __init__(
        self,
        belonging: Belonging,
        holder: Holder,
        signals: Signals,
        clock: Clock,
        journal: Recorder,
        *,
        taken_seconds: float = 30,
    ) -> None:
        self.blocked = False
        self.untold: asyncio.Task[Returned] | None = None
        self.of_before = False
        self._belonging = belonging
        self._light = _LIGHTS[belonging]
        self._holder = holder
        self._signals = signals
        self._clock = clock
        self._journal = journal
        self._taken_seconds = taken_seconds
        self._giving: asyncio.Task[Returned] | None = None
        self._open = False  # somebody has been asked to put one in
        self._in_doubt = False

    @property
    @abstractmethod
    def held(self) -> bool:
        """Whether one is in that has been read and accepted."""

    @abstractmethod
    def _forget(self) -> None:
        """It is gone, or out of our hands."""

    # -- while it is inside ----------------------------------------------------------------------------------------

    async def pulled(self, session: str) -> None:
        """Wait until what is inside is pulled out by force. A device that was gone meanwhile is asked again."""
        await self._lasting(self._holder.removed)
        self._forget()
        self._journal.record(f"{self._belonging}-pulled", session=session)

    async def rescue(self, session: str) -> None:
        """Begin to give back what nobody looks after: it was never read, or is there from an earlier run."""
        if not self.held and not self.blocked and await self._something_is_in():
            self.give_back(session)

    async def _something_is_in(self) -> bool:
        return (await self._holder.status()).position.value != "absent"

    async def _lasting(self, wait: Callable[[], Awaitable[None]]) -> None:
        """Wait for the customer's hand, however often the device goes and comes back meanwhile."""
        while True:
            try:
                return await wait()
            except NotTaken:
                raise
            except DeviceError:
                await self._clock.until(self._clock.now() + _TRY_AGAIN)

    # -- out -------------------------------------------------------------------------------------------------------

    def give_back(self, session: str) -> asyncio.Task[Returned]:
        """Begin to give it back, unless that runs already. The task goes on whatever happens to its caller."""
        if self._giving is None or self._giving.done():
            self.of_before = self._in_doubt
            name = f"give {self._belonging} back"
            self._giving = self.untold = asyncio.create_task(self._give_back(session), name=name)
        return self._giving

    async def out_again(self, session: str) -> None:
        """What cannot be used waits to be taken. Raises `CustomerLeft` when it is not."""
        returned = await asyncio.shield(self.give_back(session))
        if returned is not Returned.TAKEN:
            raise CustomerLeft("idle" if returned is Returned.RETAINED else "device-failed")
        self.untold = None

    async def settled(self) -> None:
        """Wait until none is on its way out; gives back one that nobody has given back yet."""
        if self.held and (self._giving is None or self._giving.done()):
            self.give_back("")
        if self._giving:
            await asyncio.shield(self._giving)
        self.untold = None

    def doubt(self) -> None:
        """At a start: the journal of the run before does not say what became of one."""
        self._in_doubt = True

    async def recheck(self) -> None:
        """While nobody is served: one that was stuck may be settled, and one from an earlier run still inside."""
        if not self.blocked and not self._open:
            await self.rescue("")
        doubtful = self.untold is None and (self.blocked or self._in_doubt)
        # A device that is ready answers and holds none; one that is gone says neither.
        if doubtful and (await self._holder.status()).ready:
            self.blocked = self._in_doubt = False
            self._journal.record(f"{self._belonging}-settled")

    async def _give_back(self, session: str) -> Returned:
        self._in_doubt = False  # what becomes of it is recorded from here on
        self._journal.record(f"{self._belonging}-return-init", session=session)
        await self.light(self._light, LightState.FLASHING)
        try:
            returned = await self._present() if await self._ejected() else Returned.STUCK
        except DeviceError:
            returned = Returned.STUCK
        await self.light(self._light, LightState.OFF)
        self._forget()
        self.blocked = returned is Returned.STUCK
        self._journal.record(f"{self._belonging}-return-complete", session=session, disposition=_DISPOSITION[returned])
        return returned

    async def _ejected(self) -> bool:
        """Whether it is presented or gone. A device that does not answer is asked again for a while."""
        end = self._clock.now() + self._taken_seconds
        while True:
            try:
                await self._holder.eject()
                return True
            except Refused:
                return True  # none inside: pulled out, or taken meanwhile
            except (Disconnected, TimedOut):
                if self._clock.now() >= end:
                    return False
                await self._clock.until(self._clock.now() + _TRY_AGAIN)

    async def _present(self) -> Returned:
        taken = asyncio.create_task(self._lasting(self._holder.taken))
        beeps = asyncio.create_task(beeping(self._signals, self._clock))
        end = asyncio.create_task(self._clock.until(self._clock.now() + self._taken_seconds))
        try:
            await asyncio.wait({taken, end}, return_when=asyncio.FIRST_COMPLETED)
            if taken.done() and taken.exception() is None:
                return Returned.TAKEN
            if taken.done() and isinstance(taken.exception(), NotTaken):
                return Returned.RETAINED  # by the device itself
        finally:
            for task in (taken, beeps, end):
                task.cancel()
            await asyncio.wait({taken, beeps, end})
        try:
            await self._holder.retain()
        except Refused:
            return Returned.TAKEN  # taken in the last moment
        return Returned.RETAINED

    async def light(self, light: Light, state: LightState) -> None:
        """Set a light; a light that fails is not the customer's business."""
        with suppress(DeviceError):
            await self._signals.light(light, state)


_DISPOSITION = {Returned.TAKEN: "taken", Returned.RETAINED: "retained", Returned.STUCK: "failed"}
