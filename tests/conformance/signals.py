"""What every backend of `drivers.signals.contract` must do."""

from typing import Protocol

import pytest

from drivers.errors import Disconnected, TimedOut
from drivers.signals.contract import Light, LightState, Signals


class SignalsEye(Protocol):
    """Whoever sees the lights, hears the beeper, and holds the cable."""

    async def lights(self) -> dict[Light, LightState]: ...
    async def beeps(self) -> int: ...
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
