"""The card: given back or kept safe, however a visit ends."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from drivers.card_reader.contract import CardData, CardPosition
from drivers.errors import Disconnected, Jammed
from kiosk.channels import ActKind
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Choice, Choose
from tests.kiosk.scene import Scene

MENU = Choose("menu", args={"name": "x"}, options=(Choice("a", "service-inquiry"),), back=False)


def run(story: Callable[[], Any]) -> None:
    asyncio.run(story())


async def _visit(scene: Scene) -> str:
    async with scene.session.card() as card:
        assert isinstance(card, CardData)
        return await scene.session.ask(MENU)


async def _inside(scene: Scene) -> "asyncio.Task[str]":
    visiting = asyncio.create_task(_visit(scene))
    await scene.script.sees("insert-card")
    await asyncio.sleep(0.01)
    scene.reader.insert()
    await scene.script.sees("menu")
    return visiting


def test_the_card_is_given_back_and_taken() -> None:
    async def story() -> None:
        async with Scene() as scene:
            visiting = await _inside(scene)
            scene.script.does(ActKind.ANSWER, "a")
            await scene.script.sees("take-card")
            assert not visiting.done()
            await asyncio.sleep(0.01)
            scene.reader.take()
            assert await visiting == "a"
            assert scene.custody.card is None
            assert scene.notes.fields("card-return-complete")[0]["disposition"] == "taken"

    run(story)


def test_a_card_not_taken_in_thirty_seconds_is_beeped_retained_said_and_journaled() -> None:
    async def story() -> None:
        async with Scene() as scene:
            visiting = await _inside(scene)
            scene.script.does(ActKind.CANCEL)
            await scene.script.sees("take-card")
            await scene.pass_time(29)
            assert "retain" not in scene.reader.calls
            assert scene.signals.beeps >= 5
            await scene.pass_time(1)
            await scene.script.sees("card-retained")
            scene.script.does(ActKind.ANSWER)
            with pytest.raises(CustomerLeft, match="cancelled"):
                await visiting
            assert scene.notes.fields("card-return-complete")[0]["disposition"] == "retained"

    run(story)


def test_a_card_pulled_out_ends_the_visit() -> None:
    async def story() -> None:
        async with Scene() as scene:
            visiting = await _inside(scene)
            scene.reader.card_pulled.set()
            with pytest.raises(CustomerLeft, match="card-pulled"):
                await visiting
            assert scene.custody.card is None
            assert "eject" not in scene.reader.calls
            assert "card-pulled" in scene.notes.names

    run(story)


@pytest.mark.parametrize("error", [Jammed("card-reader"), Disconnected("card-reader")])
def test_a_card_that_cannot_be_given_back_is_said_and_blocks_the_reader(error: Exception) -> None:
    class Staff:
        async def call_assistance(self, where: str, language: str) -> Any:
            from kiosk.bank.errors import BankUnreachable

            raise BankUnreachable("no line")

    async def story() -> None:
        async with Scene(bank=Staff()) as scene:
            visiting = await _inside(scene)
            scene.reader.eject_error = error
            scene.script.does(ActKind.CANCEL)
            await scene.script.sees("take-card")
            await scene.pass_time(40)
            await scene.script.sees("card-stuck")
            scene.script.does(ActKind.ANSWER)
            with pytest.raises(CustomerLeft):
                await visiting
            assert scene.custody.blocked
            assert scene.notes.fields("card-return-complete")[0]["disposition"] == "failed"
            scene.reader.position = CardPosition.ABSENT  # staff took it out
            await scene.custody.recheck()
            assert not scene.custody.blocked

    run(story)


def test_giving_back_outlives_the_session() -> None:
    async def story() -> None:
        async with Scene() as scene:
            visiting = await _inside(scene)
            visiting.cancel()
            await asyncio.wait({visiting}, timeout=0.05)
            settled = asyncio.create_task(scene.custody.settled())
            await asyncio.sleep(0.01)
            assert not settled.done(), "no attract screen while the card is at the gate"
            scene.reader.take()
            await settled
            assert scene.custody.card is None

    run(story)


def test_a_reader_that_is_gone_for_a_moment_does_not_keep_the_card_early() -> None:
    async def story() -> None:
        async with Scene() as scene:
            visiting = await _inside(scene)
            scene.reader.taken_error = Disconnected("card-reader")
            scene.script.does(ActKind.CANCEL)
            await scene.script.sees("take-card")
            await scene.pass_time(5)
            scene.reader.taken_error = None
            await scene.pass_time(20)
            assert "retain" not in scene.reader.calls
            scene.reader.take()
            with pytest.raises(CustomerLeft, match="cancelled"):
                await visiting
            assert scene.notes.fields("card-return-complete")[0]["disposition"] == "taken"

    run(story)


def test_a_card_pulled_out_of_a_reader_that_was_gone_for_a_moment_ends_the_visit() -> None:
    async def story() -> None:
        async with Scene() as scene:
            scene.reader.removed_error = Disconnected("card-reader")
            visiting = await _inside(scene)
            await scene.pass_time(3)
            scene.reader.removed_error = None
            await scene.pass_time(3)
            scene.reader.card_pulled.set()
            with pytest.raises(CustomerLeft, match="card-pulled"):
                await visiting

    run(story)


def test_a_stuck_card_is_not_settled_by_a_reader_that_does_not_answer() -> None:
    async def story() -> None:
        async with Scene() as scene:
            scene.custody.blocked = True
            scene.reader.gone = True  # as the contract says: no card seen, not ready
            await scene.custody.recheck()
            assert scene.custody.blocked
            assert "card-settled" not in scene.notes.names
            scene.reader.gone = False
            await scene.custody.recheck()
            assert not scene.custody.blocked
            assert scene.notes.names == ["card-settled"]

    run(story)


def test_a_card_put_in_as_the_terminal_stops_is_given_back_and_said() -> None:
    async def story() -> None:
        async with Scene() as scene:
            visiting = asyncio.create_task(_visit(scene))
            await scene.script.sees("insert-card")
            await asyncio.sleep(0.01)
            scene.reader.insert()
            scene.session.leave("stopping")
            await scene.script.sees("take-card")
            await asyncio.sleep(0.01)
            scene.reader.take()
            with pytest.raises(CustomerLeft, match="stopping"):
                await visiting

    run(story)


def test_a_reason_to_leave_one_view_does_not_end_the_next() -> None:
    async def story() -> None:
        async with Scene() as scene:
            scene.session.put_up(MENU)
            scene.session.leave("availability-changed", scene.session.serial)
            asked = asyncio.create_task(scene.session.ask(MENU))
            await scene.script.sees(lambda view: view.serial == scene.session.serial == 2)
            scene.script.does(ActKind.ANSWER, "a")
            assert await asked == "a"

    run(story)


def test_what_the_journal_leaves_open_about_a_card_is_settled_by_the_sensors_once() -> None:
    async def story() -> None:
        async with Scene() as scene:
            scene.custody.doubt()
            await scene.custody.recheck()
            await scene.custody.recheck()
            assert scene.notes.names.count("card-settled") == 1

    run(story)
