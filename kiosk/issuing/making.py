"""A card from the hopper into the customer's hand, by a task that outlives the session (docs/issuing.md).

Bound inactive, fed, encoded, read back, presented, taken: only that activates it. Whatever goes wrong, the sensors say
what became of the card, the bank hears it, and no attract screen is shown until then.
"""

import asyncio
from contextlib import suppress
from enum import StrEnum
from typing import Literal, Protocol

from bank.contract import Binding, PlasticEvent
from drivers.card_dispenser.contract import CardDispenser, PlasticPosition
from drivers.card_reader.contract import CardData
from drivers.errors import DeviceError, NotTaken, Refused
from drivers.signals.contract import Light, LightState, Signals
from kiosk.bank.errors import TRANSIENT, BankDeclined, BankError
from kiosk.clock import Clock
from kiosk.custody.giving_back import beeping
from kiosk.issuing.moves import counts
from kiosk.issuing.settling import CardSettling, IssueBook
from kiosk.money.disk import DiskError
from kiosk.money.issue_files import Counts, Move, Step
from kiosk.recorder import Recorder

_MOST_BLANKS = 3
_BINDING_TRIES = 3
_TRY_AGAIN = 2.0  # seconds

Stage = Literal["making", "at-gate", "activating", "ended"]


class IssueEnd(StrEnum):
    """What became of it."""

    TAKEN = "taken"  # and active
    LATER = "later"  # taken; active as soon as the bank hears of it
    KEPT = "kept"  # in the bin: staff hand it out against the ID document
    OUT = "out"  # may be in the customer's hand, but nobody saw it: staff activate it against the ID document
    NOT_MADE = "not-made"  # a number is bound, and there is no card: staff help
    NOT_BEGUN = "not-begun"  # nothing was done; the application is as before


class IssuingBank(Protocol):
    """The part of the bank client that binds a number to a blank."""

    async def bind(self, application: str, token: str) -> Binding:
        """Bind. Asked again it is the same. Raises `BankError`."""
        ...


class Issue:
    """One card being issued. `stage`: how far it is, for whoever shows it to the customer."""

    def __init__(self) -> None:
        self.stage: Stage = "making"
        self.ending: asyncio.Task[IssueEnd]
        self._moved = asyncio.Event()

    def enters(self, stage: Stage) -> None:
        """It is so far now."""
        self.stage = stage
        self._moved.set()

    async def leaves(self, stage: Stage) -> None:
        """Wait until it is no longer at this stage."""
        while self.stage == stage and not self.ending.done():
            self._moved.clear()
            moved = asyncio.ensure_future(self._moved.wait())
            await asyncio.wait({moved, self.ending}, return_when=asyncio.FIRST_COMPLETED)
            moved.cancel()


class CardIssuing(CardSettling):
    """Owns the dispenser: is there a card in it, whose, and what has become of it?

    `taken_seconds`: how long a card may wait to be taken before it is kept safe. `bank_seconds`: how long the customer
    waits for the bank to hear of it.
    """

    def __init__(
        self,
        dispenser: CardDispenser,
        signals: Signals,
        bank: IssuingBank,
        book: IssueBook,
        clock: Clock,
        journal: Recorder,
        *,
        taken_seconds: float = 30,
        bank_seconds: float = 20,
        answer_seconds: float = 30,
    ) -> None:
        super().__init__(dispenser, book, clock, journal, answer_seconds=answer_seconds)
        self._signals = signals
        self._bank = bank
        self._taken_seconds = taken_seconds
        self._bank_seconds = bank_seconds
        self._running: Issue | None = None
        self._stopping = False

    # -- for a visit -----------------------------------------------------------------------------------------------

    def issue(self, application: str, token: str, session: str, language: str, mode: str) -> Issue:
        """Begin to issue the card of an approved application. It goes on whatever happens to its caller.

        `token`: the application's; written nowhere.
        """
        assert self._running is None or self._running.ending.done(), "one card at a time"
        self._running = issue = Issue()

        async def whole() -> IssueEnd:
            try:
                return await self._issue(issue, application, token, session, language, mode)
            finally:
                issue.enters("ended")

        issue.ending = asyncio.create_task(whole(), name="issue a card")
        return issue

    async def settled(self) -> None:
        """Wait until no card is on its way."""
        if self._running:
            await asyncio.wait({self._running.ending})
            self._running.ending.exception()  # whoever began it may be gone: then nobody else asks
            self._running = None

    def stop(self) -> None:
        """The terminal must stop: no further blank is begun. A card on its way is taken, or kept safe, first."""
        self._stopping = True

    async def recheck(self) -> None:
        if self._running is None or self._running.ending.done():
            await super().recheck()

    # -- the way of a card -----------------------------------------------------------------------------------------

    async def _issue(
        self, issue: Issue, application: str, token: str, session: str, language: str, mode: str
    ) -> IssueEnd:
        if self._stopping or not await self.ready():
            return IssueEnd.NOT_BEGUN
        self._note_counts(await self._dispenser.status())
        try:
            key = self._book.begin(application, session, language, mode)
        except DiskError:
            return IssueEnd.NOT_BEGUN
        try:
            return await self._blanks(issue, key, application, token)
        except BaseException:
            self.blocked = True  # a programming error: `recheck` has the sensors settle it
            raise
        finally:
            await self._light(LightState.OFF)

    async def _blanks(self, issue: Issue, key: str, application: str, token: str) -> IssueEnd:
        """One blank after the other, until one is a card that was presented."""
        used, event = 0, PlasticEvent.SPOILT
        while used < _MOST_BLANKS and not self.blocked and not self._stopping:
            if not await self.ready():
                break
            binding = await self._bound(key, application, token, used + 1)
            if binding is None:
                break
            if binding.attempt <= used:  # never two cards of one sequence
                break
            used = binding.attempt
            event = await self._one_blank(issue, key, binding)
            if event is not PlasticEvent.SPOILT:
                break
            if not await self._book.told(key, self._bank_seconds):
                break  # what is not known to be spoilt could be bound again
        began = bool(self._book.get(key).reports)
        self._end(key, event)
        if event is PlasticEvent.TAKEN:
            issue.enters("activating")
            heard = await self._book.told(key, self._bank_seconds) and self._book.accepted(key, event)
            return IssueEnd.TAKEN if heard else IssueEnd.LATER
        ends = {PlasticEvent.KEPT: IssueEnd.KEPT, PlasticEvent.OUT: IssueEnd.OUT}
        return ends.get(event, IssueEnd.NOT_MADE if began else IssueEnd.NOT_BEGUN)

    async def _bound(self, key: str, application: str, token: str, attempt: int) -> Binding | None:
        """Have a number bound to the next blank. None where that cannot be.

        Where it may have been bound all the same, the bank hears that no card was made.
        """
        try:
            self._book.step(key, Step("bind", attempt))
        except DiskError:
            return None
        unsure = False
        for tried in range(1, _BINDING_TRIES + 1):
            try:
                binding = await self._bank.bind(application, token)
            except BankDeclined as declined:
                if declined.code not in TRANSIENT:
                    break
                unsure = unsure or declined.code == "order-running"
            except BankError:
                unsure = True
            else:
                card = f"{binding.card.pan[:6]}******{binding.card.pan[-4:]}"
                self._note("issue-bound", key, card=card)
                return binding
            if tried < _BINDING_TRIES:
                await self._clock.until(self._clock.now() + _TRY_AGAIN)
        if unsure:
            self._spoilt(key, "not-bound")
        return None

    async def _one_blank(self, issue: Issue, key: str, binding: Binding) -> PlasticEvent:
        """From the hopper to the hand, or the bin. Gives the event that ends this blank."""
        card = CardData(binding.card.pan, binding.card.expiry, binding.card.sequence)
        reason = "not-taken"
        try:
            before = await self._write_down(key, "feed", binding.attempt)
            await self._moves.feed(before)
            self._note("issue-fed", key, fed=before.fed + 1)
            if flaw := await self._flaw(card):
                return await self._conclude(key, flaw, self._moves)
            self._note("issue-encoded", key)
            self._book.report(key, PlasticEvent.ENCODED)
            before = await self._write_down(key, "present", binding.attempt)
            await self._moves.present()
            self._presented(key, before.presented + 1)
            issue.enters("at-gate")
            await self._light(LightState.FLASHING)
            if await self._seen_taken():
                self._note("issue-taken", key)
                self._book.report(key, PlasticEvent.TAKEN)
                return PlasticEvent.TAKEN
        except (DeviceError, DiskError) as error:
            reason = _REASONS.get(type(error).__name__, "device-failed")
        return await self._conclude(key, reason, self._moves)

    async def _write_down(self, key: str, move: Move, attempt: int) -> Counts:
        """The counters before a move, on disk. Raises `DiskError`, or a device error: it must not be done."""
        status = await self._moves.answer()
        if status is None or (move == "feed" and not self._can_feed(status)):
            raise Refused("card-dispenser", "not ready")
        self._book.step(key, Step(move, attempt, counts(status)))
        return counts(status)

    async def _flaw(self, card: CardData) -> str:
        """Write the card and read it back. Gives what is wrong with it, "" where it is right."""
        with suppress(DeviceError):  # a lost answer is no matter: what counts is what can be read
            await self._dispenser.encode(card)
        try:
            written = await self._dispenser.read()
        except Refused:
            return "unreadable"
        except DeviceError as error:
            return _REASONS.get(type(error).__name__, "device-failed")
        right = (written.pan, written.expiry, written.sequence) == (card.pan, card.expiry, card.sequence)
        return "" if right else "wrongly-encoded"

    async def _seen_taken(self) -> bool:
        """Wait for the customer's hand. False: nobody saw it taken, and the sensors must say what became of it."""
        end = self._clock.now() + self._taken_seconds
        beeps = asyncio.create_task(beeping(self._signals, self._clock))
        late = asyncio.create_task(self._clock.until(end))
        try:
            while not late.done():
                taken = asyncio.create_task(self._dispenser.taken())
                try:
                    await asyncio.wait({taken, late}, return_when=asyncio.FIRST_COMPLETED)
                    if taken.done() and taken.exception() is None:
                        return True
                finally:
                    taken.cancel()
                    await asyncio.wait({taken})
                if taken.cancelled() or isinstance(taken.exception(), NotTaken):
                    break
                status = await self._moves.answer()  # gone for a while: what happened meanwhile nobody saw
                if status is None or status.position is not PlasticPosition.AT_GATE:
                    break
        finally:
            for task in (beeps, late):
                task.cancel()
            await asyncio.wait({beeps, late})
        return False

    async def _light(self, state: LightState) -> None:
        with suppress(DeviceError):
            await self._signals.light(Light.DISPENSER, state)


_REASONS = {
    "Jammed": "jammed",
    "Empty": "hopper-empty",
    "TimedOut": "no-answer",
    "Disconnected": "dispenser-gone",
    "Refused": "refused",
    "DiskError": "disk",
    "DiskFull": "disk",
}
