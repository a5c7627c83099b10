"""The simulated card dispenser: what goes wrong at each step, and what is counted."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from drivers.card_dispenser.contract import PlasticPosition
from drivers.card_reader.contract import CardData
from drivers.errors import Disconnected, Empty, Jammed, Refused, TimedOut
from drivers.simulator.card_dispenser import BIN, HOPPER, LOW
from tests.drivers.dispensing import NEW, NEXT, encoded, refusal, served

# -- what goes wrong, by step ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["feed", "present", "retain"])
def test_a_jam_at_a_step_is_a_jam_until_it_is_cleared(step: str, short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            if step != "feed":
                await encoded(dispenser)
            simulator.dispenser.set_fault(f"jam-at-{step}", True)
            calls = {"feed": dispenser.feed, "present": dispenser.present, "retain": dispenser.retain}
            for _ in range(2):
                with pytest.raises(Jammed):
                    await calls[step]()
            status = await dispenser.status()
            assert (status.position, status.fed, status.presented) == (PlasticPosition.JAMMED, 1, 0)
            assert (status.hopper, status.retained) == (HOPPER - 1, 0)
            assert simulator.dispenser.faults == {"jam"}
            simulator.dispenser.set_fault("jam", False)
            assert (await dispenser.status()).position is PlasticPosition.INSIDE
            await dispenser.retain()
            assert (await dispenser.status()).retained == 1

    asyncio.run(go())


def test_a_card_that_does_not_come_out_can_be_kept(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            await encoded(dispenser)
            simulator.dispenser.set_fault("stuck", True)
            with pytest.raises(Jammed):
                await dispenser.present()
            status = await dispenser.status()
            assert (status.position, status.presented) == (PlasticPosition.INSIDE, 0)
            await dispenser.retain()
            assert (await dispenser.status()).retained == 1

    asyncio.run(go())


@pytest.mark.parametrize(
    ("fault", "read"),
    [
        ("wrong-digit", CardData("6200001700000017", "3611", "01")),
        ("one-wrong-card", CardData("6200001700000017", "3611", "01")),
        ("wrong-sequence", CardData("6200001700000016", "3611", "02")),
    ],
)
def test_another_number_is_written(fault: str, read: CardData, short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            simulator.dispenser.set_fault(fault, True)
            await encoded(dispenser)
            assert await dispenser.read() == read
            await dispenser.retain()
            await encoded(dispenser, NEXT)
            assert (await dispenser.read() == NEXT) is (fault == "one-wrong-card")

    asyncio.run(go())


def test_a_nine_is_written_wrong_as_a_digit_too(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            simulator.dispenser.set_fault("wrong-digit", True)
            await encoded(dispenser, CardData("6200001700000099", "3611", "99"))
            assert (await dispenser.read()).pan == "6200001700000090"

    asyncio.run(go())


@pytest.mark.parametrize(("fault", "again"), [("dead-chip", True), ("one-dead-card", False)])
def test_a_dead_chip_stays_dead_and_the_next_is_another(fault: str, again: bool, short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            simulator.dispenser.set_fault(fault, True)
            await dispenser.feed()
            for _ in range(2):
                with pytest.raises(Refused):
                    await dispenser.encode(NEW)
            with pytest.raises(Refused):
                await dispenser.read()
            await dispenser.retain()
            await dispenser.feed()
            if again:
                with pytest.raises(Refused):
                    await dispenser.encode(NEW)
            else:
                await dispenser.encode(NEW)
                assert await dispenser.read() == NEW

    asyncio.run(go())


@pytest.mark.parametrize("step", ["feed", "encode", "present", "retain"])
def test_an_answer_is_lost_once_and_the_move_is_done(step: str, short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            simulator.dispenser.set_fault(f"lost-{step}", True)
            steps: dict[str, Callable[[], Awaitable[None]]] = {
                "feed": dispenser.feed,
                "encode": lambda: dispenser.encode(NEW),
                "present": dispenser.present,
                "retain": dispenser.retain,
            }
            for name, call in steps.items():
                if name == step:
                    with pytest.raises(TimedOut):
                        await call()
                else:
                    await call()
            status = await dispenser.status()
            assert (status.fed, status.presented, status.retained) == (1, 1, 1)
            assert simulator.dispenser.faults == set()

    asyncio.run(go())


def test_hopper_and_bin_have_an_end_and_staff_see_to_them(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            for _ in range(BIN):
                assert not (await dispenser.status()).bin_full
                await dispenser.feed()
                await dispenser.retain()
            status = await dispenser.status()
            assert (status.bin_full, status.retained, status.hopper) == (True, BIN, HOPPER - BIN)
            await dispenser.feed()
            with pytest.raises(Refused):
                await dispenser.retain()
            await simulator.do("empty-dispenser-bin", {})
            await dispenser.retain()
            simulator.dispenser.hopper = LOW + 1
            for low in (False, True):
                assert (await dispenser.status()).low is low
                await dispenser.feed()
                await dispenser.retain()
            simulator.dispenser.hopper = 0
            with pytest.raises(Empty):
                await dispenser.feed()
            await simulator.do("fill-hopper", {})
            assert (await dispenser.status()).hopper == HOPPER

    asyncio.run(go())


@pytest.mark.parametrize(
    ("fault", "mends", "left", "low", "full"),
    [
        ("empty", "fill-hopper", 0, True, False),
        ("low", "fill-hopper", LOW, True, False),
        ("bin-full", "empty-dispenser-bin", HOPPER, False, True),
    ],
)
def test_what_is_only_said_to_be_empty_or_full(
    fault: str, mends: str, left: int, low: bool, full: bool, short_tmp: Path
) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            simulator.dispenser.set_fault(fault, True)
            status = await dispenser.status()
            assert (status.hopper, status.low, status.bin_full) == (left, low, full)
            assert status.ready is (fault != "empty")
            await simulator.do(mends, {})
            status = await dispenser.status()
            assert (status.hopper, status.low, status.bin_full, status.ready) == (HOPPER, False, False, True)

    asyncio.run(go())


def test_off_and_on_moves_no_card_and_keeps_what_is_jammed(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            await encoded(dispenser)
            await dispenser.present()
            waiting = asyncio.create_task(dispenser.taken())
            before = await dispenser.status()
            await simulator.do("power-cycle", {"device": "card-dispenser"})
            with pytest.raises(Disconnected):
                await waiting
            assert await dispenser.status() == before
            for fault in ("jam", "hang", "lost-feed"):
                simulator.dispenser.set_fault(fault, True)
            await simulator.do("power-cycle", {"device": "card-dispenser"})
            assert simulator.dispenser.faults == {"jam", "lost-feed"}
            assert (await dispenser.status()).position is PlasticPosition.JAMMED

    asyncio.run(go())


# -- hands -------------------------------------------------------------------------------------------------------------


def test_a_card_is_taken_only_where_it_hangs_free(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            assert "presents no card" in await refusal(simulator.do("take-dispensed-card", {}))
            await encoded(dispenser)
            assert "presents no card" in await refusal(simulator.do("take-dispensed-card", {}))
            await dispenser.present()
            simulator.dispenser.set_fault("jam", True)
            assert "sticks" in await refusal(simulator.do("take-dispensed-card", {}))
            simulator.dispenser.set_fault("jam", False)
            simulator.dispenser.set_fault("gone", True)  # without power it hangs there all the same
            await simulator.do("take-dispensed-card", {})
            assert simulator.dispenser.position == "absent"

    asyncio.run(go())
