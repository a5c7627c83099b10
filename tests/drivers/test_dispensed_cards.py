"""The cards that come out of the simulated dispenser: cards like others, and what of them outlives the simulator."""

import asyncio
import json
from pathlib import Path

import pytest

from drivers.card_dispenser.contract import PlasticPosition
from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.contract import CardData
from drivers.errors import Refused
from drivers.simulator.world import Simulator, SimulatorError
from tests.drivers.dispensing import MASKED, NEW, NEXT, encoded, handed_out, refusal, served
from tests.drivers.samples import CARDS
from tests.drivers.worlds import Host, devices, host, world


async def inserted(simulator: Simulator, kiosk: Host, pan: str) -> CardData:
    await kiosk.reader.accept()
    await simulator.do("insert-card", {"card": pan})
    return await kiosk.reader.inserted()


def test_a_taken_card_can_be_inserted_also_after_a_restart(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            assert [card["dispensed"] for card in simulator.snapshot()["cards"]] == [False] * len(CARDS)
            await handed_out(simulator, kiosk.dispenser)
            made = simulator.snapshot()["cards"][-1]
            assert (made["card"], made["pin"], made["dispensed"]) == (NEW.pan, "", True)
            assert await inserted(simulator, kiosk, NEW.pan) == NEW
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            assert simulator.snapshot()["cards"][-1] == made
            assert (await kiosk.reader.close()) == NEW  # it was inside all the time
            await kiosk.reader.eject()
            simulator.reader.take()
            assert await inserted(simulator, kiosk, NEW.pan) == NEW

    asyncio.run(go())
    assert len(CARDS) == 2, "what was made in one world is in no other"


def test_a_card_is_named_after_whoever_stands_there(short_tmp: Path) -> None:
    async def go() -> list[tuple[str, str]]:
        async with served(short_tmp) as (simulator, dispenser):
            await handed_out(simulator, dispenser)
            await simulator.do("before-camera", {"person": "li-na", "act": "still"})
            await handed_out(simulator, dispenser, NEXT)
            return [(card.label, card.owner) for card in simulator.cards if card.dispensed]

    async def again() -> None:
        async with world(short_tmp) as simulator:
            assert [(card.label, card.owner) for card in simulator.cards if card.dispensed] == made

    made = asyncio.run(go())
    assert made == [(MASKED, ""), ("李娜 · 620000******0024", "li-na")]
    asyncio.run(again())


def test_what_is_on_the_chip_is_what_the_card_says(short_tmp: Path) -> None:
    """Also where something else was to be written: it is the card that the customer then has."""

    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            simulator.dispenser.set_fault("wrong-digit", True)
            await handed_out(simulator, kiosk.dispenser)
            assert (await inserted(simulator, kiosk, "6200001700000017")).pan == "6200001700000017"

    asyncio.run(go())


def test_a_blank_is_no_card(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            await dispenser.feed()
            await dispenser.present()
            await simulator.do("take-dispensed-card", {})
            assert len(simulator.snapshot()["cards"]) == len(CARDS)
            assert "the card that was taken is blank" in simulator.snapshot()["log"]

    asyncio.run(go())


def test_a_retained_new_card_is_found_in_the_readers_bin_after_a_restart(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await handed_out(simulator, kiosk.dispenser)
            await inserted(simulator, kiosk, NEW.pan)
            await kiosk.reader.retain()
        async with world(short_tmp) as simulator:
            assert simulator.reader.retained == [NEW.pan]
            assert "kept by the terminal" in await refusal(simulator.do("insert-card", {"card": NEW.pan}))

    asyncio.run(go())


# -- what survives, and where numbers are written ----------------------------------------------------------------------


@pytest.mark.parametrize("position", ["inside", "at-gate"])
def test_a_card_on_its_way_and_all_counts_survive_a_restart(position: str, short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            await encoded(dispenser, NEXT)
            await dispenser.retain()
            await encoded(dispenser)
            if position == "at-gate":
                await dispenser.present()
            simulator.dispenser.set_fault("jam-at-retain", True)
            before = await dispenser.status()
        async with served(short_tmp) as (simulator, dispenser):
            assert await dispenser.status() == before
            assert before.position.value == position
            assert simulator.dispenser.faults == {"jam-at-retain"}
            assert simulator.dispenser.snapshot()["retained"] == ["620000******0024"]
            if position == "inside":
                assert await dispenser.read() == NEW
                await dispenser.present()
            await simulator.do("take-dispensed-card", {})
            assert simulator.cards[-1].pan == NEW.pan

    asyncio.run(go())


def test_a_dead_card_is_dead_after_a_restart(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            simulator.dispenser.set_fault("one-dead-card", True)
            await dispenser.feed()
            with pytest.raises(Refused):
                await dispenser.encode(NEW)
        async with served(short_tmp) as (_, dispenser):
            with pytest.raises(Refused):
                await dispenser.encode(NEW)

    asyncio.run(go())


def test_full_numbers_stand_in_one_file_that_is_for_our_user_alone(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await handed_out(simulator, kiosk.dispenser, NEXT)
            await inserted(simulator, kiosk, NEXT.pan)
            await encoded(kiosk.dispenser)
            shown = simulator.snapshot()
            assert NEW.pan not in json.dumps(shown["devices"]) + "".join(shown["log"])
            assert NEXT.pan not in json.dumps(shown["devices"]) + "".join(shown["log"])

    asyncio.run(go())
    files = {file.name: file.read_text() for file in short_tmp.iterdir() if file.suffix == ".json"}
    assert {name for name, text in files.items() if NEW.pan in text or NEXT.pan in text} == {"plastic.json"}
    assert (short_tmp / "plastic.json").stat().st_mode & 0o777 == 0o600
    assert NEW.pan not in repr(simulated_chip(short_tmp))


def simulated_chip(folder: Path) -> object:
    return Simulator(folder, folder / "no-pad.sock", CARDS).dispenser.chip


@pytest.mark.parametrize("content", ["", "{", "[]", '{"carried": [{}]}', '{"dispenser": {"hopper": "much"}}'])
def test_a_broken_file_is_said_so(short_tmp: Path, content: str) -> None:
    (short_tmp / "plastic.json").write_text(content)
    with pytest.raises(SimulatorError, match=r"plastic\.json: cannot be read"):
        Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS)


def test_a_killed_simulator_has_what_was_last_done(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, dispenser):
            await handed_out(simulator, dispenser)
            killed = Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS)  # reads while nobody has said goodbye
            assert killed.dispenser.position == "absent"
            assert [card.pan for card in killed.cards if card.dispensed] == [NEW.pan]

    asyncio.run(go())


def test_another_kiosk_finds_the_card_that_the_one_before_left(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp):
            async with host(short_tmp) as kiosk:
                await encoded(kiosk.dispenser)
            dispenser = SimulatedCardDispenser(devices(short_tmp))
            status = await dispenser.status()
            assert (status.position, status.fed, status.presented) == (PlasticPosition.INSIDE, 1, 0)
            assert await dispenser.read() == NEW
            with pytest.raises(Refused):
                await dispenser.feed()
            await dispenser.disconnect()

    asyncio.run(go())
