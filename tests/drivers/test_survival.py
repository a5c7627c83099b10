"""Devices live on when the kiosk dies, and their state lives on when the simulator dies."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from drivers.card_reader.contract import CardPosition
from drivers.errors import Disconnected, Refused
from drivers.simulator.printer import ROLL
from drivers.simulator.world import Simulator, SimulatorError
from tests.drivers.samples import CARDS, slip
from tests.drivers.worlds import PAN, devices, host, until, world

ROOT = Path(__file__).parents[2]

# A kiosk with a customer's card in, for as long as it lives.
KIOSK = """
import asyncio, sys
from pathlib import Path
from drivers.card_reader.simulated import SimulatedCardReader

async def serve():
    reader = SimulatedCardReader(Path(sys.argv[1]))
    await reader.accept()
    print("accepting", flush=True)
    await reader.inserted()
    print("serving", flush=True)
    await reader.removed()

asyncio.run(serve())
"""


async def kiosk(folder: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KIOSK, str(devices(folder)), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert await says(process) == "accepting"
    return process


async def says(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


def test_a_killed_kiosk_leaves_the_card_where_it_is(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            process = await kiosk(short_tmp)
            simulator.reader.insert(PAN)
            assert await says(process) == "serving"
            process.kill()
            await process.wait()
            async with host(short_tmp) as next_kiosk:
                assert (await next_kiosk.reader.status()).position is CardPosition.INSIDE
                card = await next_kiosk.reader.close()
                assert card
                assert card.pan == PAN
                await next_kiosk.reader.eject()
                simulator.reader.take()
                await next_kiosk.reader.taken()

    asyncio.run(go())


def test_a_killed_kiosk_leaves_no_open_gate(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            process = await kiosk(short_tmp)
            assert simulator.reader.gate_open
            process.kill()
            await process.wait()
            await until(lambda: not simulator.reader.gate_open)
            with pytest.raises(ValueError, match="gate is closed"):
                simulator.reader.insert(PAN)

    asyncio.run(go())


def test_only_whoever_opened_the_gate_closes_it_by_going(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as one, host(short_tmp) as other:
            await one.reader.accept()
            await other.reader.status()
            await other.die()
            for _ in range(9):  # by then the other's end has been seen
                await one.reader.status()
            simulator.reader.insert(PAN)

    asyncio.run(go())


def test_all_that_moved_survives_the_simulator(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.card_in(simulator, CARDS[1].pan)
            await kiosk.reader.retain()
            await kiosk.card_in(simulator)
            await kiosk.printer.print(slip("one"))
            await kiosk.printer.retract()
            await kiosk.printer.print(slip("two"))
            simulator.printer.set_fault("low", True)
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            reader = await kiosk.reader.status()
            assert (reader.position, reader.retained) == (CardPosition.INSIDE, 1)
            printer = await kiosk.printer.status()
            assert (printer.waiting, printer.paper.value) == (True, "low")
            assert simulator.printer.paper == ROLL - 2
            assert simulator.printer.retracted == 1
            assert simulator.slip(simulator.printer.take()) == (slip("two").image, "two")
            card = await kiosk.reader.close()
            assert card
            assert card.pan == PAN
            await kiosk.reader.eject()
            simulator.reader.take()
            await kiosk.reader.accept()
            with pytest.raises(ValueError, match="kept"):
                simulator.reader.insert(CARDS[1].pan)

    asyncio.run(go())


def test_a_presented_card_and_faults_survive_a_simulator_that_was_killed(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.card_in(simulator)
            await kiosk.reader.eject()
            simulator.reader.set_fault("jam", True)
            killed = Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS)  # reads while nobody has said goodbye
        assert killed.reader.position == "at-gate"
        assert killed.reader.faults == {"jam"}

    asyncio.run(go())


def test_the_gate_is_closed_after_a_restart(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp), host(short_tmp) as kiosk:
            await kiosk.reader.accept()
        async with world(short_tmp) as simulator:
            with pytest.raises(ValueError, match="gate is closed"):
                simulator.reader.insert(PAN)

    asyncio.run(go())


def test_a_wait_ends_when_the_simulator_does_and_the_next_call_connects_again(short_tmp: Path) -> None:
    async def go() -> None:
        async with host(short_tmp) as kiosk:
            async with world(short_tmp) as simulator:
                await kiosk.card_in(simulator)
                waits = asyncio.create_task(kiosk.reader.removed())
                await kiosk.reader.status()
            with pytest.raises(Disconnected):
                await waits
            gone = await kiosk.reader.status()
            assert (gone.ready, bool(gone.trouble)) == (False, True)
            with pytest.raises(Disconnected):
                await kiosk.reader.eject()
            async with world(short_tmp):
                assert (await kiosk.reader.status()).position is CardPosition.INSIDE
                await kiosk.reader.eject()

    asyncio.run(go())


def test_what_is_written_is_for_our_user_alone_and_names_no_card(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.card_in(simulator)

    asyncio.run(go())
    file = short_tmp / "world.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["card-reader"]["position"] == "inside"
    assert PAN not in file.read_text()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"printer": {"paper": "much"}}', '{"card-reader": 5}'])
def test_a_broken_state_is_said_so(short_tmp: Path, content: str) -> None:
    (short_tmp / "world.json").write_text(content)
    with pytest.raises(SimulatorError, match=r"world\.json: cannot be read"):
        Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS)


def test_a_card_that_exists_no_more_is_not_in_the_reader(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.card_in(simulator)
        other = Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS[1:])
        assert (other.reader.position, other.reader.card) == ("absent", "")
        await other.start(devices(short_tmp))
        async with host(short_tmp) as kiosk:
            with pytest.raises(Refused):
                await kiosk.reader.eject()
        await other.stop()

    asyncio.run(go())
