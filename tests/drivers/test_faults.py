"""What a technician or QA can break, and what still works then."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from drivers.card_reader.contract import CardPosition
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.errors import DeviceError, Disconnected, Empty, Jammed, Refused, TimedOut
from drivers.printer.contract import PaperLevel, PrintJob
from drivers.signals.contract import Light, LightState
from drivers.simulator.device import SLOW_SECONDS
from drivers.simulator.printer import LOW, ROLL
from drivers.simulator.world import Simulator
from tests.drivers.samples import slip
from tests.drivers.worlds import PAN, Host, devices, host, until, world

HUNG = 6  # calls: a pool of threads that they starve would have no more than these


class SlowClock:
    """Sleeps of slow devices, which end when the test says so."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self.over.wait()


@asynccontextmanager
async def served(folder: Path) -> AsyncGenerator[tuple[Simulator, Host], None]:
    async with world(folder) as simulator, host(folder) as kiosk:
        yield simulator, kiosk


def test_six_hung_calls_hold_up_no_other_device(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            simulator.printer.set_fault("hang", True)
            hung = [asyncio.create_task(kiosk.printer.print(slip())) for _ in range(HUNG)]
            await kiosk.reader.eject()
            simulator.reader.take()
            await kiosk.reader.taken()
            await kiosk.signals.light(Light.ASSISTANCE, LightState.ON)
            assert not any(call.done() for call in hung)
            simulator.printer.power_cycle()
            for ended in await asyncio.gather(*hung, return_exceptions=True):
                assert isinstance(ended, Disconnected)
            await kiosk.printer.print(slip())

    asyncio.run(go())


def test_hung_calls_of_one_device_leave_its_own_next_kiosk_alone(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            simulator.reader.set_fault("hang", True)
            impatient = SimulatedCardReader(devices(short_tmp), status_seconds=0.02, move_seconds=0.02)
            for _ in range(HUNG):
                with pytest.raises(TimedOut):
                    await impatient.eject()
            await impatient.disconnect()
            simulator.reader.set_fault("hang", False)
            # what was given up must not happen after all
            assert (await kiosk.reader.status()).position is CardPosition.INSIDE
            await kiosk.reader.eject()

    asyncio.run(go())


def test_a_slow_device_takes_its_time_but_tells_its_state_at_once(short_tmp: Path) -> None:
    async def go() -> None:
        clock = SlowClock()
        async with world(short_tmp, clock.sleep) as simulator, host(short_tmp) as kiosk:
            simulator.reader.set_fault("slow", True)
            accepting = asyncio.create_task(kiosk.reader.accept())
            await until(lambda: clock.asked == [SLOW_SECONDS])
            assert (await kiosk.reader.status()).ready
            assert not accepting.done()
            assert not simulator.reader.gate_open
            clock.over.set()
            await accepting
            assert simulator.reader.gate_open

    asyncio.run(go())


def test_a_slow_device_that_is_switched_off_does_nothing_late(short_tmp: Path) -> None:
    async def go() -> None:
        clock = SlowClock()
        async with world(short_tmp, clock.sleep) as simulator, host(short_tmp) as kiosk:
            simulator.reader.set_fault("slow", True)
            accepting = asyncio.create_task(kiosk.reader.accept())
            await until(lambda: bool(clock.asked))
            simulator.reader.power_cycle()
            clock.over.set()
            with pytest.raises(Disconnected, match="off and on"):
                await accepting
            assert not simulator.reader.gate_open

    asyncio.run(go())


def test_gone_and_back_again(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            pulled = asyncio.create_task(kiosk.reader.removed())
            await kiosk.reader.status()
            simulator.reader.set_fault("gone", True)
            with pytest.raises(Disconnected):
                await pulled
            await kiosk.printer.print(slip())  # behind the same socket, and still there
            with pytest.raises(Disconnected):
                await kiosk.reader.eject()
            simulator.reader.set_fault("gone", False)
            assert (await kiosk.reader.status()).position is CardPosition.INSIDE
            await kiosk.reader.eject()

    asyncio.run(go())


def test_off_and_on_again_ends_what_is_under_way_and_closes_the_gate(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.reader.accept()
            inserted = asyncio.create_task(kiosk.reader.inserted())
            await kiosk.reader.status()
            simulator.reader.set_fault("jam", True)  # a jam is no matter of power
            await simulator.do("power-cycle", {"device": "card-reader"})
            with pytest.raises(DeviceError):
                await inserted
            assert simulator.reader.faults == {"jam"}
            assert not simulator.reader.gate_open

    asyncio.run(go())


def test_a_jammed_reader_keeps_the_card_until_it_is_opened(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            simulator.reader.set_fault("jam", True)
            with pytest.raises(Jammed):
                await kiosk.reader.eject()
            with pytest.raises(Jammed):
                await kiosk.reader.close()
            assert (await kiosk.reader.status()).position is CardPosition.JAMMED
            simulator.reader.set_fault("jam", False)
            await kiosk.reader.eject()

    asyncio.run(go())


def test_a_jam_while_a_card_is_awaited_is_said(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.reader.accept()
            inserted = asyncio.create_task(kiosk.reader.inserted())
            await kiosk.reader.status()
            simulator.reader.set_fault("jam", True)
            with pytest.raises(Jammed):
                await inserted

    asyncio.run(go())


def test_a_stuck_card_does_not_come_out_but_can_be_retained(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            simulator.reader.set_fault("stuck", True)
            with pytest.raises(Jammed, match="does not come out"):
                await kiosk.reader.eject()
            assert (await kiosk.reader.status()).position is CardPosition.INSIDE
            await kiosk.reader.retain()
            assert (await kiosk.reader.status()).retained == 1

    asyncio.run(go())


def test_a_card_that_is_presented_is_out_whatever_sticks_then(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            await kiosk.reader.eject()
            simulator.reader.set_fault("stuck", True)
            await kiosk.reader.eject()
            assert (await kiosk.reader.status()).position is CardPosition.AT_GATE

    asyncio.run(go())


def test_pulling_a_presented_card_is_taking_it(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            removed = asyncio.create_task(kiosk.reader.removed())
            await kiosk.reader.status()
            await kiosk.reader.eject()
            simulator.reader.pull()
            await kiosk.reader.taken()
            assert not removed.done()
            removed.cancel()

    asyncio.run(go())


def test_an_unreadable_card_comes_back_and_the_next_is_read(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            simulator.reader.set_fault("unreadable", True)
            await kiosk.reader.accept()
            simulator.reader.insert(PAN)
            with pytest.raises(Refused, match="chip"):
                await kiosk.reader.inserted()
            simulator.reader.take()
            await kiosk.reader.taken()
            simulator.reader.set_fault("unreadable", False)
            await kiosk.card_in(simulator)

    asyncio.run(go())


def test_an_unreadable_card_that_is_stuck_too_is_a_jam(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            simulator.reader.set_fault("unreadable", True)
            simulator.reader.set_fault("stuck", True)
            await kiosk.reader.accept()
            simulator.reader.insert(PAN)
            with pytest.raises(Jammed):
                await kiosk.reader.inserted()

    asyncio.run(go())


def test_paper_is_used_up_slip_by_slip(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            simulator.printer.paper = LOW + 1
            levels: list[PaperLevel] = []
            while (level := (await kiosk.printer.status()).paper) is not PaperLevel.EMPTY:
                levels.append(level)
                await kiosk.printer.print(slip())
                simulator.printer.take()
            assert levels == [PaperLevel.ENOUGH] + [PaperLevel.LOW] * LOW
            with pytest.raises(Empty):
                await kiosk.printer.print(slip())
            await simulator.do("refill-paper", {})
            assert simulator.printer.paper == ROLL
            await kiosk.printer.print(slip())

    asyncio.run(go())


@pytest.mark.parametrize("image", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", slip().image[:16] + b"\0\0\2\x41"])
def test_only_a_slip_of_the_right_width_is_printed(short_tmp: Path, image: bytes) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            with pytest.raises(Refused, match="576"):
                await kiosk.printer.print(PrintJob(image, "text"))
            assert (simulator.printer.slips(), simulator.printer.paper) == ([], ROLL)

    asyncio.run(go())
