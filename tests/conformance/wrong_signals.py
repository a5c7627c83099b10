"""Signals that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio

from drivers.errors import Disconnected, TimedOut
from drivers.signals.contract import Light, LightState, SignalsStatus
from drivers.signals.simulated import SimulatedSignals


class NeverReady(SimulatedSignals):
    async def status(self) -> SignalsStatus:
        return SignalsStatus(False, (await super().status()).trouble)


class SaysReadyAlways(SimulatedSignals):
    async def status(self) -> SignalsStatus:
        await super().status()
        return SignalsStatus(True)


class DoesNotFlash(SimulatedSignals):
    async def light(self, light: Light, state: LightState) -> None:
        await super().light(light, LightState.OFF if state is LightState.OFF else LightState.ON)


class HasOneLight(SimulatedSignals):
    async def light(self, light: Light, state: LightState) -> None:
        for one in Light:
            await super().light(one, state)


class BeepsTwice(SimulatedSignals):
    async def beep(self) -> None:
        await super().beep()
        await super().beep()


class SwallowsEveryError(SimulatedSignals):
    async def beep(self) -> None:
        try:
            await super().beep()
        except Disconnected:
            return


class WaitsForEver(SimulatedSignals):
    async def beep(self) -> None:
        try:
            await super().beep()
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedSignals], tuple[str, ...]] = {
    NeverReady: ("is_ready_and_dark_at_first",),
    SaysReadyAlways: ("says_disconnected_and_comes_back",),
    DoesNotFlash: ("shows_every_state_of_every_light", "sets_one_light_and_no_other"),
    HasOneLight: ("sets_one_light_and_no_other",),
    BeepsTwice: ("beeps_once_a_call",),
    SwallowsEveryError: ("says_disconnected_and_comes_back",),
    WaitsForEver: ("ends_a_call_that_hangs",),
}
