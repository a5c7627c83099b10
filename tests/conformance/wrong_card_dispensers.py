"""Card dispensers that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from drivers.card_dispenser.contract import CardDispenserStatus, PlasticPosition
from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.contract import CardData
from drivers.errors import Disconnected, Empty, Jammed, NotTaken, Refused, TimedOut


class SaysReadyAlways(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        return replace(await super().status(), ready=True, trouble="")


class NeverReady(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        return replace(await super().status(), ready=False)


class LosesSightOfTheCard(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        return replace(await super().status(), position=PlasticPosition.ABSENT)


class RaisesFromStatus(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        if status.position is PlasticPosition.UNKNOWN:
            raise Disconnected("card-dispenser")
        return status


class IsEmptyWhenItIsGone(SimulatedCardDispenser):
    """Whoever asks would believe that no card was ever fed."""

    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        if status.position is PlasticPosition.UNKNOWN:
            return replace(status, position=PlasticPosition.ABSENT)
        return status


class ForgetsItsCounters(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        return replace(await super().status(), fed=0, presented=0)


class CountsFromTheLastConnection(SimulatedCardDispenser):
    """What was counted before the cable was pulled is forgotten."""

    _gone = 0

    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        if status.position is PlasticPosition.UNKNOWN:
            self._gone += 1
        return replace(status, fed=0) if self._gone else status


class LosesCountOfTheBin(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        return replace(status, retained=min(status.retained, 1))


class CountsABinnedCardAsNotPresented(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        return replace(status, presented=status.presented - status.retained)


class NeverSaysLow(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        return replace(await super().status(), low=False)


class StopsWhenLow(SimulatedCardDispenser):
    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        return replace(status, ready=status.ready and not status.low)


class FeedsTwoCards(SimulatedCardDispenser):
    async def feed(self) -> None:
        await super().feed()
        await self.retain()
        await super().feed()


class MakesRoomForASecondCard(SimulatedCardDispenser):
    async def feed(self) -> None:
        if (await self.status()).position is not PlasticPosition.ABSENT:
            await self.retain()
        await super().feed()


class FeedsAgainWhenNobodyAnswers(SimulatedCardDispenser):
    async def feed(self) -> None:
        try:
            await super().feed()
        except TimedOut:
            await self.retain()
            await super().feed()


class PresentsAgainWhenNobodyAnswers(SimulatedCardDispenser):
    async def present(self) -> None:
        try:
            await super().present()
        except TimedOut:
            await super().present()


class CallsAnEmptyHopperARefusal(SimulatedCardDispenser):
    async def feed(self) -> None:
        try:
            await super().feed()
        except Empty:
            raise Refused("card-dispenser") from None


class ReadsWhatItWasAskedToWrite(SimulatedCardDispenser):
    _asked: CardData | None = None

    async def encode(self, card: CardData) -> None:
        self._asked = card
        await super().encode(card)

    async def read(self) -> CardData:
        read = await super().read()
        return self._asked or read


class ReadsTheCardBefore(SimulatedCardDispenser):
    """Its memory of a chip outlives the card."""

    _last: CardData | None = None

    async def encode(self, card: CardData) -> None:
        await super().encode(card)
        self._last = card

    async def read(self) -> CardData:
        try:
            return await super().read()
        except Refused:
            if self._last is None:
                raise
            return self._last


class ForgetsTheSequence(SimulatedCardDispenser):
    async def read(self) -> CardData:
        return replace(await super().read(), sequence="00")


@dataclass(frozen=True)
class Talkative(CardData):
    def __repr__(self) -> str:
        return f"CardData({self.pan})"


class TalksOfTheNumber(SimulatedCardDispenser):
    async def read(self) -> CardData:
        return Talkative(**vars(await super().read()))


class WritesADeadChip(SimulatedCardDispenser):
    async def encode(self, card: CardData) -> None:
        with suppress(Refused):
            await super().encode(card)


class KeepsWhatItCannotWrite(SimulatedCardDispenser):
    async def encode(self, card: CardData) -> None:
        try:
            await super().encode(card)
        except Refused:
            await self.retain()
            raise


class DrawsBackToReadAndWrite(SimulatedCardDispenser):
    """A card at the gate may have been touched by anybody."""

    _chip: CardData | None = None

    async def encode(self, card: CardData) -> None:
        if (await self.status()).position is not PlasticPosition.AT_GATE:
            await super().encode(card)
            self._chip = card

    async def read(self) -> CardData:
        if self._chip and (await self.status()).position is PlasticPosition.AT_GATE:
            return self._chip
        return await super().read()


class SucceedsWithoutACard(SimulatedCardDispenser):
    async def present(self) -> None:
        with suppress(Refused):
            await super().present()

    async def retain(self) -> None:
        with suppress(Refused):
            await super().retain()


class OnlyPretendsToPresent(SimulatedCardDispenser):
    async def present(self) -> None:
        return


class PresentsOnceOnly(SimulatedCardDispenser):
    async def present(self) -> None:
        if (await self.status()).position is PlasticPosition.AT_GATE:
            raise Refused("card-dispenser")
        await super().present()


class CountsEveryCallOfPresent(SimulatedCardDispenser):
    _more = 0

    async def present(self) -> None:
        if (await self.status()).position is PlasticPosition.AT_GATE:
            self._more += 1
        await super().present()

    async def status(self) -> CardDispenserStatus:
        status = await super().status()
        return replace(status, presented=status.presented + self._more)


class CannotHold(SimulatedCardDispenser):
    """What is written falls out."""

    async def encode(self, card: CardData) -> None:
        await super().encode(card)
        await self.present()


class SeesEveryCardTaken(SimulatedCardDispenser):
    async def taken(self) -> None:
        return


class NeverSeesACardTaken(SimulatedCardDispenser):
    async def taken(self) -> None:
        await super().taken()
        await asyncio.Event().wait()


class CallsABinnedCardTaken(SimulatedCardDispenser):
    async def taken(self) -> None:
        with suppress(NotTaken):
            await super().taken()


class KeepsTheCardWhenNobodyWaits(SimulatedCardDispenser):
    async def taken(self) -> None:
        try:
            await super().taken()
        except asyncio.CancelledError:
            await self.retain()
            raise


class WaitsForADispenserThatIsGone(SimulatedCardDispenser):
    async def taken(self) -> None:
        try:
            await super().taken()
        except Disconnected:
            await asyncio.Event().wait()


class OnlyPretendsToRetain(SimulatedCardDispenser):
    async def retain(self) -> None:
        return


class RetainsPresentedCardsOnly(SimulatedCardDispenser):
    async def retain(self) -> None:
        if (await self.status()).position is PlasticPosition.AT_GATE:
            await super().retain()


class NamesAJamATimeOut(SimulatedCardDispenser):
    async def present(self) -> None:
        try:
            await super().present()
        except Jammed:
            raise TimedOut("card-dispenser") from None

    async def feed(self) -> None:
        try:
            await super().feed()
        except Jammed:
            raise TimedOut("card-dispenser") from None


class WaitsForAMotorForEver(SimulatedCardDispenser):
    async def present(self) -> None:
        try:
            await super().present()
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedCardDispenser], tuple[str, ...]] = {
    SaysReadyAlways: ("feeds_one_card_and_counts_it", "says_empty_and_recovers", "is_not_ready_when_jammed_empty"),
    NeverReady: ("is_ready_when_it_has_cards", "presents_the_card_and_sees_it_taken", "says_low_and_goes_on"),
    LosesSightOfTheCard: ("feeds_one_card_and_counts_it", "presents_twice_as_once", "says_jammed_and_recovers"),
    RaisesFromStatus: ("says_disconnected_and_comes_back_with_card_and_counts", "ends_a_call_that_hangs"),
    IsEmptyWhenItIsGone: ("says_disconnected_and_comes_back_with_card_and_counts", "ends_a_call_that_hangs"),
    ForgetsItsCounters: (
        "feeds_one_card_and_counts_it",
        "presents_the_card_and_sees_it_taken",
        "shows_what_became_of_a_move_without_an_answer",
    ),
    CountsFromTheLastConnection: ("says_disconnected_and_comes_back_with_card_and_counts",),
    LosesCountOfTheBin: ("retains_a_card_that_is_inside",),
    CountsABinnedCardAsNotPresented: ("retains_a_presented_card", "shows_what_became_of_a_move_without_an_answer"),
    NeverSaysLow: ("says_low_and_goes_on", "says_empty_and_recovers"),
    StopsWhenLow: ("says_low_and_goes_on",),
    FeedsTwoCards: ("feeds_one_card_and_counts_it", "retains_a_card_that_is_inside"),
    MakesRoomForASecondCard: ("feeds_no_second_card",),
    FeedsAgainWhenNobodyAnswers: ("shows_what_became_of_a_move_without_an_answer",),
    PresentsAgainWhenNobodyAnswers: ("shows_what_became_of_a_move_without_an_answer",),
    CallsAnEmptyHopperARefusal: ("says_empty_and_recovers", "says_low_and_goes_on"),
    ReadsWhatItWasAskedToWrite: ("reads_a_miswritten_chip_as_it_is",),
    ReadsTheCardBefore: ("writes_each_card_for_itself", "writes_and_reads_none_that_hangs_at_the_gate"),
    ForgetsTheSequence: ("reads_back_what_is_on_the_chip",),
    TalksOfTheNumber: ("says_no_number_in_a_log_line",),
    WritesADeadChip: ("refuses_a_chip_that_takes_nothing", "does_nothing_without_a_card"),
    KeepsWhatItCannotWrite: ("refuses_a_chip_that_takes_nothing",),
    DrawsBackToReadAndWrite: ("writes_and_reads_none_that_hangs_at_the_gate",),
    SucceedsWithoutACard: ("does_nothing_without_a_card", "retains_nothing_in_a_full_bin"),
    OnlyPretendsToPresent: ("presents_the_card_and_sees_it_taken", "does_nothing_without_a_card"),
    PresentsOnceOnly: ("presents_twice_as_once",),
    CountsEveryCallOfPresent: ("presents_twice_as_once",),
    CannotHold: ("holds_the_card_until_it_is_told_to_present_it", "reads_back_what_is_on_the_chip"),
    SeesEveryCardTaken: (
        "presents_the_card_and_sees_it_taken",
        "holds_the_card_until_it_is_told_to_present_it",
        "stops_waiting_when_cancelled",
    ),
    NeverSeesACardTaken: ("presents_the_card_and_sees_it_taken", "has_nothing_to_wait_for_without_a_card"),
    CallsABinnedCardTaken: ("says_not_taken_of_one_that_went_into_the_bin",),
    KeepsTheCardWhenNobodyWaits: ("stops_waiting_when_cancelled",),
    WaitsForADispenserThatIsGone: ("ends_a_wait_when_it_goes_away",),
    OnlyPretendsToRetain: ("retains_a_presented_card", "does_nothing_without_a_card"),
    RetainsPresentedCardsOnly: ("retains_a_card_that_is_inside",),
    NamesAJamATimeOut: ("says_jammed_and_recovers", "is_not_ready_when_jammed_empty"),
    WaitsForAMotorForEver: ("ends_a_call_that_hangs",),
}
