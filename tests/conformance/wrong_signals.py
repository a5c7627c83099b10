"""Signals that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from dataclasses import replace

from drivers.errors import Disconnected, TimedOut
from drivers.signals.contract import Door, Light, LightState, OperatorSwitch, SignalsStatus
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


class SeesEveryDoorOpen(SimulatedSignals):
    async def status(self) -> SignalsStatus:
        return replace(await super().status(), open_doors=frozenset(Door))


class HasOneDoor(SimulatedSignals):
    async def status(self) -> SignalsStatus:
        status = await super().status()
        return replace(status, open_doors=status.open_doors & {Door.SAFE})


class TakesADoorForTheSwitch(SimulatedSignals):
    async def status(self) -> SignalsStatus:
        status = await super().status()
        return replace(status, switch=OperatorSwitch.OPERATOR if status.open_doors else OperatorSwitch.CUSTOMER)


class WaitsForTheNextChange(SimulatedSignals):
    """What has happened since `known` is missed."""

    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        return await super().changed(await self.status())


class AlwaysSeesAChange(SimulatedSignals):
    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        return await self.status()


class NeverSeesAChange(SimulatedSignals):
    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        await super().changed(known)
        return await asyncio.Event().wait() and known


class SeesADoorOnlyOpen(SimulatedSignals):
    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        while (status := await super().changed(known)).open_doors < known.open_doors:
            known = status
        return status


class LooksNoMoreWhenItIsGone(SimulatedSignals):
    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        try:
            return await super().changed(known)
        except Disconnected:
            return await asyncio.Event().wait() and known


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
    SeesEveryDoorOpen: ("stands_shut_and_for_customers_at_first", "says_which_doors_are_open"),
    HasOneDoor: ("says_which_doors_are_open",),
    TakesADoorForTheSwitch: ("says_how_the_switch_stands",),
    WaitsForTheNextChange: ("does_not_wait_for_what_has_changed_already",),
    AlwaysSeesAChange: (
        "wakes_whoever_waits_when_a_door_moves",
        "wakes_whoever_waits_when_the_switch_is_turned",
        "wakes_nobody_for_a_light",
    ),
    NeverSeesAChange: (
        "wakes_whoever_waits_when_a_door_moves",
        "wakes_whoever_waits_when_the_switch_is_turned",
        "does_not_wait_for_what_has_changed_already",
    ),
    SeesADoorOnlyOpen: ("wakes_whoever_waits_when_a_door_moves",),
    LooksNoMoreWhenItIsGone: ("ends_a_wait_when_it_goes_away",),
    SwallowsEveryError: ("says_disconnected_and_comes_back",),
    WaitsForEver: ("ends_a_call_that_hangs",),
}
