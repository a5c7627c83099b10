"""What every backend of `drivers.signals.contract` must do."""

import asyncio
from typing import Protocol

import pytest

from drivers.errors import Disconnected, TimedOut
from drivers.signals.contract import Door, Light, LightState, OperatorSwitch, Signals
from tests.conformance.suite import waits


class SignalsEye(Protocol):
    """Whoever sees the lights, hears the beeper, has the keys of doors and switch, and holds the cable."""

    async def lights(self) -> dict[Light, LightState]: ...
    async def beeps(self) -> int: ...
    async def open(self, door: Door) -> None: ...
    async def shut(self, door: Door) -> None: ...
    async def turn(self, switch: OperatorSwitch) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class SignalsSuite:
    """One method for each promise."""

    def __init__(self, signals: Signals, eye: SignalsEye) -> None:
        self.signals = signals
        self.eye = eye

    async def is_ready_and_dark_at_first(self) -> None:
        status = await self.signals.status()
        assert (status.ready, status.trouble) == (True, "")
        assert await self.eye.lights() == dict.fromkeys(Light, LightState.OFF)

    async def shows_every_state_of_every_light(self) -> None:
        for light in Light:
            for state in (LightState.ON, LightState.FLASHING, LightState.OFF):
                await self.signals.light(light, state)
                assert (await self.eye.lights())[light] is state

    async def sets_one_light_and_no_other(self) -> None:
        await self.signals.light(Light.CARD, LightState.FLASHING)
        await self.signals.light(Light.ASSISTANCE, LightState.ON)
        lit = {light: state for light, state in (await self.eye.lights()).items() if state is not LightState.OFF}
        assert lit == {Light.CARD: LightState.FLASHING, Light.ASSISTANCE: LightState.ON}

    async def beeps_once_a_call(self) -> None:
        for _ in range(3):
            await self.signals.beep()
        assert await self.eye.beeps() == 3

    async def stands_shut_and_for_customers_at_first(self) -> None:
        status = await self.signals.status()
        assert (status.open_doors, status.switch) == (frozenset(), OperatorSwitch.CUSTOMER)

    async def says_which_doors_are_open(self) -> None:
        for door in Door:
            await self.eye.open(door)
            assert (await self.signals.status()).open_doors == {door}
            await self.eye.shut(door)
        for door in Door:
            await self.eye.open(door)
        assert (await self.signals.status()).open_doors == set(Door)

    async def says_how_the_switch_stands(self) -> None:
        for switch in (OperatorSwitch.OPERATOR, OperatorSwitch.CUSTOMER):
            await self.eye.turn(switch)
            status = await self.signals.status()
            assert (status.switch, status.open_doors) == (switch, frozenset())

    async def wakes_whoever_waits_when_a_door_moves(self) -> None:
        known = await self.signals.status()
        for move, there in ((self.eye.open, {Door.SAFE}), (self.eye.shut, set[Door]())):
            waiting = asyncio.create_task(self.signals.changed(known))
            assert await waits(waiting, self.signals.status)
            await move(Door.SAFE)
            known = await waiting
            assert known.open_doors == there

    async def wakes_whoever_waits_when_the_switch_is_turned(self) -> None:
        waiting = asyncio.create_task(self.signals.changed(await self.signals.status()))
        assert await waits(waiting, self.signals.status)
        await self.eye.turn(OperatorSwitch.OPERATOR)
        assert await waiting == await self.signals.status()
        assert (await waiting).switch is OperatorSwitch.OPERATOR

    async def does_not_wait_for_what_has_changed_already(self) -> None:
        known = await self.signals.status()
        await self.eye.open(Door.UPPER)
        assert (await self.signals.changed(known)).open_doors == {Door.UPPER}

    async def wakes_nobody_for_a_light(self) -> None:
        waiting = asyncio.create_task(self.signals.changed(await self.signals.status()))
        assert await waits(waiting, self.signals.status)
        await self.signals.light(Light.DISPENSER, LightState.ON)
        await self.signals.beep()
        assert await waits(waiting, self.signals.status)
        waiting.cancel()
        await asyncio.wait({waiting})

    async def ends_a_wait_when_it_goes_away(self) -> None:
        waiting = asyncio.create_task(self.signals.changed(await self.signals.status()))
        assert await waits(waiting, self.signals.status)
        await self.eye.unplug()
        with pytest.raises(Disconnected):
            await waiting

    async def says_disconnected_and_comes_back(self) -> None:
        await self.eye.unplug()
        status = await self.signals.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Disconnected):
            await self.signals.beep()
        with pytest.raises(Disconnected):
            await self.signals.light(Light.CARD, LightState.ON)
        await self.eye.plug_in()
        await self.signals.beep()
        assert await self.eye.beeps() == 1

    async def ends_a_call_that_hangs(self) -> None:
        await self.eye.hang()
        with pytest.raises(TimedOut):
            await self.signals.beep()
        assert not (await self.signals.status()).ready
