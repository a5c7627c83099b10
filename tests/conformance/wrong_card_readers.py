"""Card readers that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from contextlib import suppress

from drivers.card_reader.contract import CardData, CardPosition, CardReaderStatus
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.errors import Disconnected, Jammed, Refused, TimedOut


class SaysReadyAlways(SimulatedCardReader):
    async def status(self) -> CardReaderStatus:
        status = await super().status()
        return CardReaderStatus(True, status.position, status.retained)


class NeverReady(SimulatedCardReader):
    async def status(self) -> CardReaderStatus:
        status = await super().status()
        return CardReaderStatus(False, status.position, status.retained, status.trouble)


class LosesSightOfTheCard(SimulatedCardReader):
    async def status(self) -> CardReaderStatus:
        status = await super().status()
        return CardReaderStatus(status.ready, CardPosition.ABSENT, status.retained, status.trouble)


class RaisesFromStatus(SimulatedCardReader):
    async def status(self) -> CardReaderStatus:
        status = await super().status()
        if status.trouble:
            raise Disconnected("card-reader")
        return status


class ReadsAnotherCard(SimulatedCardReader):
    async def inserted(self) -> CardData:
        await super().inserted()
        return CardData("6200000000000000000", "3012")


class TakesAnyNumberOfCards(SimulatedCardReader):
    async def accept(self) -> None:
        try:
            await super().accept()
        except Refused:
            return


class ForgetsTheCardInTheClosingGate(SimulatedCardReader):
    async def close(self) -> CardData | None:
        with suppress(Refused):
            await super().close()


class InventsACard(SimulatedCardReader):
    async def close(self) -> CardData | None:
        return await super().close() or CardData("6200000000000000000", "3012")


class KeepsAnUnreadableCard(SimulatedCardReader):
    async def inserted(self) -> CardData:
        try:
            return await super().inserted()
        except Refused:
            await self.retain()
            raise


class NamesAnUnreadableCardJammed(SimulatedCardReader):
    async def inserted(self) -> CardData:
        try:
            return await super().inserted()
        except Refused:
            raise Jammed("card-reader") from None


class CannotBeCancelled(SimulatedCardReader):
    async def inserted(self) -> CardData:
        return await asyncio.shield(asyncio.ensure_future(self._swallow()))

    async def _swallow(self) -> CardData:
        card = await super().inserted()
        await self.eject()
        return card


class SeesEveryCardTaken(SimulatedCardReader):
    async def taken(self) -> None:
        return


class NeverSeesACardTaken(SimulatedCardReader):
    async def taken(self) -> None:
        await super().taken()
        await asyncio.Event().wait()


class SeesEveryCardPulled(SimulatedCardReader):
    async def removed(self) -> None:
        return


class NeverSeesACardPulled(SimulatedCardReader):
    async def removed(self) -> None:
        await super().removed()
        await asyncio.Event().wait()


class CallsATakenCardPulled(SimulatedCardReader):
    async def removed(self) -> None:
        await super().taken()


class OnlyPretendsToEject(SimulatedCardReader):
    async def eject(self) -> None:
        return


class EjectsOnceOnly(SimulatedCardReader):
    async def eject(self) -> None:
        if (await self.status()).position is CardPosition.AT_GATE:
            raise Refused("card-reader")
        await super().eject()


class OnlyPretendsToRetain(SimulatedCardReader):
    async def retain(self) -> None:
        return


class RetainsPresentedCardsOnly(SimulatedCardReader):
    async def retain(self) -> None:
        if (await self.status()).position is CardPosition.AT_GATE:
            await super().retain()


class NamesAJamATimeOut(SimulatedCardReader):
    async def eject(self) -> None:
        try:
            await super().eject()
        except Jammed:
            raise TimedOut("card-reader") from None


class WaitsForAReaderThatIsJammed(SimulatedCardReader):
    async def inserted(self) -> CardData:
        try:
            return await super().inserted()
        except Jammed:
            await asyncio.Event().wait()
            raise


class ClosesOverAJam(SimulatedCardReader):
    async def close(self) -> CardData | None:
        try:
            return await super().close()
        except Jammed:
            return None


class WaitsForAReaderThatIsGone(SimulatedCardReader):
    async def inserted(self) -> CardData:
        try:
            return await super().inserted()
        except Disconnected:
            await asyncio.Event().wait()
            raise


class WaitsForAMotorForEver(SimulatedCardReader):
    async def eject(self) -> None:
        try:
            await super().eject()
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedCardReader], tuple[str, ...]] = {
    SaysReadyAlways: ("reads_the_card", "says_jammed_and_recovers", "is_not_ready_when_jammed_empty"),
    NeverReady: ("is_ready_when_empty", "presents_the_card_and_sees_it_taken"),
    LosesSightOfTheCard: ("reads_the_card", "presents_the_card_and_sees_it_taken", "says_jammed_and_recovers"),
    RaisesFromStatus: ("says_disconnected_and_comes_back_with_the_card",),
    ReadsAnotherCard: ("reads_the_card", "reads_a_card_that_was_faster", "serves_the_next_card"),
    TakesAnyNumberOfCards: ("takes_no_second_card",),
    ForgetsTheCardInTheClosingGate: (
        "says_which_card_got_in_before_the_gate_closed",
        "ejects_an_unreadable_card_when_it_closes",
    ),
    InventsACard: ("closes_an_empty_gate",),
    KeepsAnUnreadableCard: ("ejects_an_unreadable_card",),
    NamesAnUnreadableCardJammed: ("ejects_an_unreadable_card",),
    CannotBeCancelled: ("stops_waiting_for_a_card_when_cancelled",),
    SeesEveryCardTaken: ("presents_the_card_and_sees_it_taken", "waits_for_a_card_that_is_still_inside"),
    NeverSeesACardTaken: ("presents_the_card_and_sees_it_taken", "has_nothing_to_wait_for_without_a_card"),
    SeesEveryCardPulled: ("sees_a_card_pulled_out", "does_not_call_a_taken_card_pulled"),
    NeverSeesACardPulled: (
        "sees_a_card_pulled_out",
        "sees_a_card_that_was_pulled_before_it_was_watched",
        "has_nothing_to_wait_for_without_a_card",
    ),
    CallsATakenCardPulled: ("does_not_call_a_taken_card_pulled",),
    OnlyPretendsToEject: ("presents_the_card_and_sees_it_taken", "ejects_nothing_from_an_empty_reader"),
    EjectsOnceOnly: ("ejects_twice_as_once",),
    OnlyPretendsToRetain: ("retains_a_presented_card", "retains_nothing_from_an_empty_reader"),
    RetainsPresentedCardsOnly: ("retains_a_card_that_is_inside",),
    NamesAJamATimeOut: ("says_jammed_and_recovers",),
    WaitsForAReaderThatIsJammed: ("says_jammed_while_it_waits_for_a_card",),
    ClosesOverAJam: ("says_jammed_when_it_closes_on_a_stuck_card",),
    WaitsForAReaderThatIsGone: ("ends_a_wait_when_it_goes_away",),
    WaitsForAMotorForEver: ("ends_a_call_that_hangs",),
}
