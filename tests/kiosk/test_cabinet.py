"""The journal says which door was moved and how the operator switch was turned."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from drivers.errors import DeviceError, Disconnected, TimedOut
from drivers.signals.contract import Door, OperatorSwitch, SignalsStatus
from kiosk.cabinet import watch_cabinet
from kiosk.clock import SteppedClock
from tests.kiosk.scene import Notes, PaperSignals


class Sensors(PaperSignals):
    """Says one thing after the other; an error is raised once."""

    def __init__(self) -> None:
        super().__init__()
        self.says: asyncio.Queue[SignalsStatus | DeviceError] = asyncio.Queue()
        self.asked: list[SignalsStatus] = []

    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        self.asked.append(known)
        said = await self.says.get()
        if isinstance(said, DeviceError):
            raise said
        return said


def state(*doors: Door, switch: OperatorSwitch = OperatorSwitch.CUSTOMER) -> SignalsStatus:
    return SignalsStatus(True, "", frozenset(doors), switch)


@asynccontextmanager
async def watched() -> AsyncGenerator[tuple[Sensors, Notes, SteppedClock]]:
    sensors, notes, clock = Sensors(), Notes(), SteppedClock()
    watching = asyncio.create_task(watch_cabinet(sensors, clock, notes))
    try:
        yield sensors, notes, clock
    finally:
        watching.cancel()
        await asyncio.wait({watching})


async def asked(sensors: Sensors, times: int) -> None:
    """Wait until it was asked so often: everything said before has been written down then."""
    async with asyncio.timeout(10):
        while len(sensors.asked) < times:  # noqa: ASYNC110 - what is asked has no event to wait for
            await asyncio.sleep(0)


def test_each_move_is_written_down_once() -> None:
    async def go() -> None:
        async with watched() as (sensors, notes, _):
            operator = state(Door.SAFE, Door.UPPER, switch=OperatorSwitch.OPERATOR)
            for said in (state(Door.UPPER), operator, state(Door.UPPER)):
                sensors.says.put_nowait(said)
            await asked(sensors, 4)
            assert notes.events == [
                ("door-moved", {"door": "upper", "to": "open"}),
                ("door-moved", {"door": "safe", "to": "open"}),
                ("operator-switch", {"to": "operator"}),
                ("door-moved", {"door": "safe", "to": "closed"}),
                ("operator-switch", {"to": "customer"}),
            ]
            assert sensors.asked == [SignalsStatus(True), state(Door.UPPER), operator, state(Door.UPPER)]

    asyncio.run(go())


@pytest.mark.parametrize("error", [Disconnected("signals"), TimedOut("signals")])
def test_sensors_that_are_gone_are_asked_again_and_nothing_is_missed(error: DeviceError) -> None:
    async def go() -> None:
        async with watched() as (sensors, notes, clock):
            for said in (state(Door.SAFE), error, state()):
                sensors.says.put_nowait(said)
            await asked(sensors, 2)
            for _ in range(4):  # four seconds are not enough
                clock.advance(1)
                await asyncio.sleep(0)
            assert len(sensors.asked) == 2
            async with asyncio.timeout(10):
                while len(sensors.asked) < 4:
                    clock.advance(1)
                    await asyncio.sleep(0)
            assert notes.events == [
                ("door-moved", {"door": "safe", "to": "open"}),
                ("door-moved", {"door": "safe", "to": "closed"}),
            ]

    asyncio.run(go())
