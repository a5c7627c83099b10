"""The customer's card while the terminal has it: taken in, watched, given back or kept safe, never forgotten.

Giving back is a supervised task that outlives the session: no attract screen until it has ended.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from drivers.card_reader.contract import CardData, CardPosition, CardReader
from drivers.errors import DeviceError, Disconnected, Refused, TimedOut
from drivers.signals.contract import Light, LightState, Signals
from kiosk.clock import Clock
from kiosk.leaving import CustomerLeft
from kiosk.recorder import Recorder

if TYPE_CHECKING:
    from kiosk.answering import Report

_BEEP_EVERY = 5.0  # seconds, while the card waits at the gate
_TRY_AGAIN = 2.0  # seconds between attempts at a reader that does not answer


class Returned(StrEnum):
    """What became of the card."""

    TAKEN = "taken"
    RETAINED = "retained"
    STUCK = "stuck"  # still inside or at the gate: staff must open the reader


class CardCustody:
    """Owns the answer to 'is there a card in the machine, and whose turn is it?'.

    `taken_seconds`: how long a card may wait at the gate before it is kept safe (30 s).
    `card` is the card inside, or None. `blocked`: a card could not be given back and staff must settle it.
    `untold`: a card is on its way out, or out, and nobody has been told what became of it.
    `of_before`: that card was left inside by the run before.
    """

    def __init__(
        self, reader: CardReader, signals: Signals, clock: Clock, journal: Recorder, *, taken_seconds: float = 30
    ) -> None:
        self.card: CardData | None = None
        self.blocked = False
        self.untold: asyncio.Task[Returned] | None = None
        self.of_before = False
        self._reader = reader
        self._signals = signals
        self._clock = clock
        self._journal = journal
        self._taken_seconds = taken_seconds
        self._giving: asyncio.Task[Returned] | None = None
        self._gate_open = False
        self._in_doubt = False

    # -- in --------------------------------------------------------------------------------------------------------

    def insertion(self, session: str) -> "CardIn":
        """The answer to 'please insert your card'."""
        return CardIn(self, session)

    async def pulled(self, session: str) -> None:
        """Wait until the card inside is pulled out by force. A reader that was gone meanwhile is asked again."""
        await self._lasting(self._reader.removed)
        self.card = None
        self._journal.record("card-pulled", session=session)

    async def open_gate(self) -> None:
        """Let one card in. Raises device errors."""
        self._gate_open = True
        await self._reader.accept()
        await self.light(Light.CARD, LightState.FLASHING)

    async def read(self, session: str) -> CardData:
        """Wait for a card and read it. Raises device errors."""
        card = await self._reader.inserted()
        self._accepted(card, session)
        return card

    async def close_gate(self, session: str) -> CardData | None:
        """Let no card in any more. Gives the card that got in before that; one that cannot be read is given back."""
        await self.light(Light.CARD, LightState.OFF)
        try:
            card = await self._reader.close()
        except DeviceError:
            await self.rescue(session)
        else:
            if card is not None:
                self._accepted(card, session)
        self._gate_open = False
        return self.card

    async def unreadable(self, session: str) -> None:
        """A card that could not be read waits at the gate. Raises `CustomerLeft` when it is not taken."""
        returned = await asyncio.shield(self.give_back(session))
        if returned is not Returned.TAKEN:
            raise CustomerLeft("idle" if returned is Returned.RETAINED else "device-failed")
        self.untold = None

    async def rescue(self, session: str) -> None:
        """Begin to give back a card that nobody looks after: it was never read, or is there from an earlier run."""
        if self.card is None and not self.blocked and (await self._reader.status()).position is not CardPosition.ABSENT:
            self.give_back(session)

    def _accepted(self, card: CardData, session: str) -> None:
        if self.card is None:
            self.card = card
            self._journal.record("card-inserted", session=session, card=card.masked)

    async def _lasting(self, wait: Callable[[], Awaitable[None]]) -> None:
        """Wait for the customer's hand, however often the reader goes and comes back meanwhile."""
        while True:
            try:
                return await wait()
            except DeviceError:
                await self._clock.until(self._clock.now() + _TRY_AGAIN)

    # -- out -------------------------------------------------------------------------------------------------------

    def give_back(self, session: str) -> asyncio.Task[Returned]:
        """Begin to give the card back, unless that runs already. The task goes on whatever happens to its caller."""
        if self._giving is None or self._giving.done():
            self.of_before = self._in_doubt
            self._giving = self.untold = asyncio.create_task(self._give_back(session), name="give card back")
        return self._giving

    async def settled(self) -> None:
        """Wait until no card is on its way out; gives back one that nobody has given back yet."""
        if self.card is not None and (self._giving is None or self._giving.done()):
            self.give_back("")
        if self._giving:
            await asyncio.shield(self._giving)
        self.untold = None

    def doubt(self) -> None:
        """At a start: the journal of the run before does not say what became of a card."""
        self._in_doubt = True

    async def recheck(self) -> None:
        """While nobody is served: a card that was stuck may be settled, and one from an earlier run still inside."""
        if not self.blocked and not self._gate_open:
            await self.rescue("")
        doubtful = self.untold is None and (self.blocked or self._in_doubt)
        # A reader that is ready answers and holds no card; one that is gone says neither.
        if doubtful and (await self._reader.status()).ready:
            self.blocked = self._in_doubt = False
            self._journal.record("card-settled")

    async def _give_back(self, session: str) -> Returned:
        self._in_doubt = False  # what becomes of it is recorded from here on
        self._journal.record("card-return-init", session=session)
        await self.light(Light.CARD, LightState.FLASHING)
        try:
            returned = await self._present() if await self._ejected() else Returned.STUCK
        except DeviceError:
            returned = Returned.STUCK
        await self.light(Light.CARD, LightState.OFF)
        self.card = None
        self.blocked = returned is Returned.STUCK
        self._journal.record("card-return-complete", session=session, disposition=_DISPOSITION[returned])
        return returned

    async def _ejected(self) -> bool:
        """Whether the card is at the gate or gone. A reader that does not answer is asked again for a while."""
        end = self._clock.now() + self._taken_seconds
        while True:
            try:
                await self._reader.eject()
                return True
            except Refused:
                return True  # no card inside: pulled out, or taken meanwhile
            except (Disconnected, TimedOut):
                if self._clock.now() >= end:
                    return False
                await self._clock.until(self._clock.now() + _TRY_AGAIN)

    async def _present(self) -> Returned:
        taken = asyncio.create_task(self._lasting(self._reader.taken))
        beeps = asyncio.create_task(self._beep())
        end = asyncio.create_task(self._clock.until(self._clock.now() + self._taken_seconds))
        try:
            await asyncio.wait({taken, end}, return_when=asyncio.FIRST_COMPLETED)
            if taken.done() and taken.exception() is None:
                return Returned.TAKEN
        finally:
            for task in (taken, beeps, end):
                task.cancel()
            await asyncio.wait({taken, beeps, end})
        try:
            await self._reader.retain()
        except Refused:
            return Returned.TAKEN  # taken in the last moment
        return Returned.RETAINED

    async def _beep(self) -> None:
        while True:
            with suppress(DeviceError):
                await self._signals.beep()
            await self._clock.until(self._clock.now() + _BEEP_EVERY)

    async def light(self, light: Light, state: LightState) -> None:
        """Set a light; a light that fails is not the customer's business."""
        with suppress(DeviceError):
            await self._signals.light(light, state)


_DISPOSITION = {Returned.TAKEN: "taken", Returned.RETAINED: "retained", Returned.STUCK: "failed"}


class CardIn:
    """A card put in: the reader's answer to a prompt. Unreadable cards come out again, with a word why."""

    def __init__(self, custody: CardCustody, session: str) -> None:
        self._custody = custody
        self._session = session

    async def wait(self, report: "Report") -> CardData:
        """Wait for a readable card. Raises `CustomerLeft` when the reader fails."""
        while True:
            try:
                await self._custody.open_gate()
                return await self._custody.read(self._session)
            except Refused:
                report.error("error-card-unreadable")
                await self._custody.unreadable(self._session)
            except DeviceError as error:
                await self._custody.rescue(self._session)
                raise CustomerLeft("device-failed") from error

    async def withdraw(self) -> CardData | None:
        """Close the gate. A card already in is the answer."""
        return await self._custody.close_gate(self._session)
