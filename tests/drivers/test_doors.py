"""Doors and operator switch of the simulated cabinet: staff's hands, and what outlives the simulator."""

import asyncio
from pathlib import Path

import pytest

from drivers.errors import Disconnected
from drivers.signals.contract import Door, OperatorSwitch, SignalsStatus
from tests.drivers.dispensing import refusal
from tests.drivers.worlds import host, world

OPERATOR = SignalsStatus(True, "", frozenset({Door.SAFE}), OperatorSwitch.OPERATOR)


def test_staff_open_and_turn_and_the_terminal_sees_it(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await simulator.do("open-door", {"door": "safe"})
            await simulator.do("turn-switch", {"to": "operator"})
            assert await kiosk.signals.status() == OPERATOR
            shown = simulator.snapshot()
            assert shown["devices"]["signals"]["open_doors"] == ["safe"]
            assert shown["devices"]["signals"]["switch"] == "operator"
            assert shown["log"][-2:] == ["open-door safe", "turn-switch operator"]
            await simulator.do("close-door", {"door": "safe"})
            await simulator.do("turn-switch", {"to": "customer"})
            assert await kiosk.signals.status() == SignalsStatus(True)

    asyncio.run(go())


@pytest.mark.parametrize(
    ("action", "args", "said"),
    [
        ("open-door", {"door": "cellar"}, "no door 'cellar'"),
        ("open-door", {}, "no door ''"),
        ("close-door", {"door": "safe"}, "closed already"),
        ("turn-switch", {"to": "customer"}, "stands there already"),
        ("turn-switch", {"to": "off"}, "cannot be turned to 'off'"),
    ],
)
def test_what_cannot_be_done_is_said(action: str, args: dict[str, str], said: str, short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            before = simulator.snapshot()["devices"]
            assert said in await refusal(simulator.do(action, args))
            assert simulator.snapshot()["devices"] == before

    asyncio.run(go())


def test_an_open_door_is_not_opened_twice(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            await simulator.do("open-door", {"door": "upper"})
            assert "open already" in await refusal(simulator.do("open-door", {"door": "upper"}))

    asyncio.run(go())


def test_a_door_stays_as_it_was_left(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            await simulator.do("open-door", {"door": "safe"})
            await simulator.do("turn-switch", {"to": "operator"})
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            assert await kiosk.signals.changed(SignalsStatus(True)) == OPERATOR
            await simulator.do("power-cycle", {"device": "signals"})
            assert await kiosk.signals.status() == OPERATOR

    asyncio.run(go())


def test_who_waits_is_told_when_the_power_goes(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            waiting = asyncio.create_task(kiosk.signals.changed(await kiosk.signals.status()))
            await kiosk.signals.status()
            await simulator.do("power-cycle", {"device": "signals"})
            with pytest.raises(Disconnected):
                await waiting

    asyncio.run(go())
