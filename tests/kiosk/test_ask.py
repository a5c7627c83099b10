"""The semantics of `ask`, each of which broke in a sketch once."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from drivers.card_reader.contract import CardData
from kiosk.channels import Act, ActKind, View
from kiosk.idle import IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Busy, Choice, Choose, EnterAmount, EnterDigits, InsertCard, Invalid, Notice
from kiosk.terminal import SessionSettings
from kiosk.walking import Back
from tests.kiosk.scene import CARD, Scene

AMOUNT = EnterAmount("transfer-amount", args={"payee": "*小明"})
NUMBER = EnterDigits("transfer-payee", least=4, most=19)
YES_NO = Choose("transfer-confirm", options=(Choice("yes", "payee-right"), Choice("other", "payee-other")))


def run(story: Callable[[], Any]) -> None:
    asyncio.run(story())


class DeadMicrophone:
    name = "voice"
    essential = False

    def show(self, view: View) -> None:
        pass

    async def listen(self, put: Callable[[Act], None]) -> None:
        raise OSError("no microphone")


def test_an_answer_typed_key_by_key() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(scene.session.ask(AMOUNT))
            await scene.script.sees("transfer-amount")
            scene.script.types("1200.5")
            await scene.script.sees(lambda v: v.draft == "1200.5")
            assert scene.script.view.shown == "1,200.5"
            assert scene.script.view.reading == "壹仟贰佰元伍角整"
            scene.script.does(ActKind.ANSWER)
            assert await asked == 120050

    run(story)


def test_a_dead_microphone_is_not_the_customers_business() -> None:
    async def story() -> None:
        async with Scene(DeadMicrophone()) as scene:
            asked = asyncio.create_task(scene.session.ask(YES_NO))
            await scene.script.sees("transfer-confirm")
            scene.script.does(ActKind.ANSWER, "yes")
            assert await asked == "yes"
            assert scene.lost == ["voice"]
            assert not scene.group.essential_lost

    run(story)


def test_a_screen_that_fails_ends_the_visit() -> None:
    async def story() -> None:
        async with Scene() as scene:

            def broken(view: View) -> None:
                raise RuntimeError("no screen")

            asked = asyncio.create_task(scene.session.ask(YES_NO))
            await scene.script.sees("transfer-confirm")
            scene.script.show = broken  # type: ignore[method-assign]  # the screen breaks now
            scene.script.does(ActKind.LANGUAGE, "en")
            with pytest.raises(CustomerLeft, match="screen-lost"):
                await asked
            assert scene.group.essential_lost

    run(story)


def test_language_and_mode_change_lose_nothing_typed() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(scene.session.ask(AMOUNT))
            await scene.script.sees("transfer-amount")
            scene.script.types("88")
            scene.script.does(ActKind.LANGUAGE, "en")
            scene.script.does(ActKind.MODE, "elder")
            view = await scene.script.sees(lambda v: v.mode == "elder")
            assert (view.title, view.draft, view.reading) == ("How much?", "88", "Eighty-eight yuan")
            scene.script.does(ActKind.ANSWER)
            assert await asked == 8800

    run(story)


def test_what_the_bank_refuses_is_said_at_the_field_and_keeps_the_draft() -> None:
    async def story() -> None:
        async with Scene() as scene:

            async def check(amount: int) -> int:
                await asyncio.sleep(0)
                if amount > 50000:
                    raise Invalid("error-bank-away")
                return amount

            asked = asyncio.create_task(scene.session.ask(AMOUNT, check=check))
            await scene.script.sees("transfer-amount")
            scene.script.types("900")
            scene.script.does(ActKind.ANSWER)
            view = await scene.script.sees(lambda v: v.error != "")
            assert view.draft == "900"
            scene.script.does(ActKind.KEY, "delete")
            await scene.script.sees(lambda v: v.draft == "90" and not v.error)
            scene.script.does(ActKind.ANSWER)
            assert await asked == 9000

    run(story)


def test_the_idle_clock_stands_still_while_the_bank_is_asked() -> None:
    async def story() -> None:
        async with Scene() as scene:
            answered = asyncio.Event()

            async def check(amount: int) -> int:
                await answered.wait()
                raise Invalid("error-bank-away")

            asked = asyncio.create_task(scene.session.ask(AMOUNT, check=check))
            await scene.script.sees("transfer-amount")
            scene.script.types("5")
            scene.script.does(ActKind.ANSWER)
            await asyncio.sleep(0)
            await scene.pass_time(300)
            assert scene.script.view.pending
            answered.set()
            await scene.script.sees(lambda v: v.error != "")
            await scene.pass_time(59)
            assert scene.script.view.idle_left is None
            assert not asked.done()
            await scene.pass_time(81)
            with pytest.raises(IdleOut):
                await asked

    run(story)


def test_cancel_wins_over_a_slow_bank() -> None:
    async def story() -> None:
        async with Scene() as scene:

            async def check(amount: int) -> int:
                await asyncio.Event().wait()
                return amount

            asked = asyncio.create_task(scene.session.ask(AMOUNT, check=check))
            await scene.script.sees("transfer-amount")
            scene.script.types("5")
            scene.script.does(ActKind.ANSWER)
            scene.script.does(ActKind.CANCEL)
            with pytest.raises(CustomerLeft, match="cancelled"):
                await asked

    run(story)


def test_idle_warns_then_ends_and_staying_extends_ten_times() -> None:
    async def story() -> None:
        async with Scene(settings=SessionSettings(idle=60, warning=20, extensions=10)) as scene:
            asked = asyncio.create_task(scene.session.ask(AMOUNT))
            await scene.script.sees("transfer-amount")
            scene.script.types("7")
            await scene.script.sees(lambda v: v.draft == "7")
            for _ in range(10):
                await scene.pass_time(60)
                view = await scene.script.sees(lambda v: v.idle_left == 20)
                assert view.idle_stay
                await scene.pass_time(19)
                await scene.script.sees(lambda v: v.idle_left == 1)
                scene.script.does(ActKind.STAY)
                view = await scene.script.sees(lambda v: v.idle_left is None)
                assert view.draft == "7"
            await scene.pass_time(60)
            view = await scene.script.sees(lambda v: v.idle_left == 20)
            assert not view.idle_stay, "warned all the same, with nothing left to extend"
            scene.script.does(ActKind.STAY)
            await scene.pass_time(19)
            assert scene.script.view.idle_left == 1
            await scene.pass_time(1)
            with pytest.raises(IdleOut):
                await asked

    run(story)


def test_a_warning_that_nobody_answers_ends_after_twenty_seconds() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(scene.session.ask(YES_NO))
            await scene.script.sees("transfer-confirm")
            await scene.pass_time(79)
            assert not asked.done()
            await scene.pass_time(1)
            with pytest.raises(IdleOut):
                await asked
            assert "idle-warned" in scene.notes.names

    run(story)


def test_a_double_tap_does_not_answer_the_next_question() -> None:
    async def story() -> None:
        async with Scene() as scene:
            first = asyncio.create_task(scene.session.ask(YES_NO))
            view = await scene.script.sees("transfer-confirm")
            scene.script.does(ActKind.ANSWER, "yes")
            scene.script.does(ActKind.ANSWER, "other")
            assert await first == "yes"
            second = asyncio.create_task(scene.session.ask(YES_NO))
            await scene.script.sees(lambda v: v.serial > view.serial)
            await asyncio.sleep(0.01)
            assert not second.done()
            scene.script.does(ActKind.ANSWER, "other")
            assert await second == "other"

    run(story)


def test_an_option_that_cannot_be_had_is_not_taken() -> None:
    async def story() -> None:
        async with Scene() as scene:
            options = (Choice("print", "slip-print", reason="reason-no-paper"), Choice("none", "slip-none"))
            asked = asyncio.create_task(scene.session.ask(Choose("transfer-confirm", options=options)))
            await scene.script.sees("transfer-confirm")
            scene.script.does(ActKind.ANSWER, "print")
            await scene.script.sees(lambda v: v.error != "")
            scene.script.does(ActKind.ANSWER, "none")
            assert await asked == "none"

    run(story)


def test_back_raises_back_and_only_where_there_is_one() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(scene.session.ask(Choose("menu", args={"name": "x"}, back=False)))
            await scene.script.sees("menu")
            scene.script.does(ActKind.BACK)
            await asyncio.sleep(0.01)
            assert not asked.done()
            scene.script.does(ActKind.CANCEL)
            with pytest.raises(CustomerLeft):
                await asked
            asked_2 = asyncio.create_task(scene.session.ask(AMOUNT))
            await scene.script.sees("transfer-amount")
            scene.script.does(ActKind.BACK)
            with pytest.raises(Back):
                await asked_2

    run(story)


@pytest.mark.parametrize("card_first", [True, False])
def test_a_card_already_in_wins_over_cancel(card_first: bool) -> None:
    """Cancel and card in the same tick: the reader is asked, and its word counts."""

    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(
                scene.session.ask(InsertCard("insert-card"), device=scene.custody.insertion("s1"))
            )
            await scene.script.sees("insert-card")
            await asyncio.sleep(0.01)
            if card_first:
                scene.reader.insert()
                scene.script.does(ActKind.CANCEL)
            else:
                scene.script.does(ActKind.CANCEL)
                scene.reader.insert()
            card: CardData = await asked
            assert card == CARD
            assert scene.custody.card == CARD

    run(story)


def test_cancel_without_a_card_closes_the_gate() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(
                scene.session.ask(InsertCard("insert-card"), device=scene.custody.insertion("s1"))
            )
            await scene.script.sees("insert-card")
            await asyncio.sleep(0.01)
            scene.script.does(ActKind.CANCEL)
            with pytest.raises(CustomerLeft, match="cancelled"):
                await asked
            assert scene.reader.calls == ["accept", "close"]

    run(story)


def test_a_terminal_that_stops_does_not_wait_for_the_customer() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(scene.session.ask(AMOUNT))
            await scene.script.sees("transfer-amount")
            scene.session.leave("stopping")
            with pytest.raises(CustomerLeft, match="stopping"):
                await asked
            with pytest.raises(CustomerLeft, match="stopping"):
                await scene.session.ask(AMOUNT)

    run(story)


def test_busy_is_shown_only_when_it_takes_a_moment_and_help_works_meanwhile() -> None:
    class Staff:
        async def call_assistance(self, where: str, language: str) -> Any:
            from kiosk.bank.errors import BankUnreachable

            raise BankUnreachable("no line")

    async def story() -> None:
        async with Scene(bank=Staff()) as scene:
            await scene.session.busy("busy-pin", asyncio.sleep(0))
            assert not scene.script.views
            done = asyncio.Event()
            work = asyncio.create_task(scene.session.busy("busy-order", done.wait()))
            await asyncio.sleep(0)
            await scene.pass_time(1)
            await scene.script.sees("busy-order")
            scene.script.does(ActKind.HELP)
            view = await scene.script.sees(lambda v: "没有呼叫到人" in v.assistance)
            assert view.prompt == "busy-order"
            scene.script.does(ActKind.CANCEL)
            await asyncio.sleep(0.01)
            assert not work.done(), "an order is not abandoned"
            done.set()
            assert await work

    run(story)


def test_something_told_goes_away_by_itself_or_when_answered() -> None:
    async def story() -> None:
        async with Scene() as scene:
            told = asyncio.create_task(scene.session.tell(Notice("goodbye-cancelled", kind="success", seconds=4)))
            await scene.script.sees("goodbye-cancelled")
            await scene.pass_time(3)
            assert not told.done()
            await scene.pass_time(1)
            await told
            told = asyncio.create_task(scene.session.tell(Notice("goodbye-cancelled", kind="success", seconds=4)))
            await scene.script.sees("goodbye-cancelled")
            await asyncio.sleep(0)
            scene.script.does(ActKind.ANSWER)
            await told

    run(story)


def test_typed_text_never_reaches_the_journal() -> None:
    async def story() -> None:
        async with Scene() as scene:
            asked = asyncio.create_task(scene.session.ask(NUMBER))
            await scene.script.sees("transfer-payee")
            scene.script.types("62000099")
            scene.script.does(ActKind.ANSWER)
            assert await asked == "62000099"
            assert "62000099" not in repr(scene.notes.events)
            assert "62000099" not in repr(Act(ActKind.DRAFT, "62000099"))

    run(story)


def test_busy_is_not_a_question() -> None:
    with pytest.raises(Invalid):
        Busy("busy-pin").parse("anything")
