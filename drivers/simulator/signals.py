"""Lights nobody can see, a beeper nobody can hear, and doors and a switch that the panel moves and shows."""

import asyncio
from collections.abc import Callable

from drivers.signals.contract import Door, Light, LightState, OperatorSwitch
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.wire import JSON

LIGHTS = tuple(light.value for light in Light)


class Signals(SimulatedDevice):
    """The state of each light, how often it has beeped, which doors are open, and how the operator switch stands."""

    name = "signals"
    known_faults = ("slow", "hang", "gone")

    def __init__(self, changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(changed, sleep)
        self.lights = dict.fromkeys(LIGHTS, "off")
        self.beeps = 0
        self.open_doors: set[str] = set()
        self.switch = OperatorSwitch.CUSTOMER.value

    # -- staff's hands ---------------------------------------------------------------------------------------------

    def move_door(self, door: str, *, opened: bool) -> None:
        """Open a door or close it. Raises `ValueError` for one there is not, or that stands so already."""
        if door not in list(Door):
            raise ValueError(f"There is no door {door!r}.")
        if opened is (door in self.open_doors):
            raise ValueError(f"That door is {'open' if opened else 'closed'} already.")
        (self.open_doors.add if opened else self.open_doors.discard)(door)
        self.touch()

    def turn_switch(self, to: str) -> None:
        """Turn the operator switch. Raises `ValueError` when it cannot stand so, or does already."""
        if to not in list(OperatorSwitch):
            raise ValueError(f"The operator switch cannot be turned to {to!r}.")
        if to == self.switch:
            raise ValueError("The operator switch stands there already.")
        self.switch = to
        self.touch()

    # -- what the kiosk asks ---------------------------------------------------------------------------------------

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return self._status()
            case "changed":
                known = {"open_doors": args["open_doors"], "switch": args["switch"]}
                await self.until(lambda: self._sensors() != known)
                return self._status()
            case "light":
                if args["light"] not in self.lights or args["state"] not in list(LightState):
                    raise ValueError(call)
                self.lights[args["light"]] = args["state"]
            case "beep":
                self.beeps += 1
            case _:
                raise KeyError(call)
        return self.touch()

    def _status(self) -> JSON:
        return {"ready": True, "trouble": "", **self._sensors()}

    def _sensors(self) -> dict[str, JSON]:
        return {"open_doors": sorted(self.open_doors), "switch": self.switch}

    # -- for the panel and the state folder ------------------------------------------------------------------------

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of them."""
        return super().snapshot() | {"lights": dict(self.lights), "beeps": self.beeps, **self._sensors()}

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator: a door stays as it was left."""
        return super().state() | self._sensors()

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says."""
        super().restore(state)
        self.open_doors = {str(door) for door in state.get("open_doors", []) if door in list(Door)}
        self.switch = OperatorSwitch(state.get("switch", OperatorSwitch.CUSTOMER)).value
