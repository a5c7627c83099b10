"""Lights nobody can see and a beeper nobody can hear: the panel shows them."""

import asyncio
from collections.abc import Callable

from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.wire import JSON

LIGHTS = ("assistance", "card", "paper", "document", "id-document", "pin-pad")


class Signals(SimulatedDevice):
    """The state of each light, and how often it has beeped."""

    name = "signals"
    known_faults = ("slow", "hang", "gone")

    def __init__(self, changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(changed, sleep)
        self.lights = dict.fromkeys(LIGHTS, "off")
        self.beeps = 0

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return {"ready": True, "trouble": ""}
            case "light":
                if args["light"] not in self.lights or args["state"] not in ("off", "on", "flashing"):
                    raise ValueError(call)
                self.lights[args["light"]] = args["state"]
            case "beep":
                self.beeps += 1
            case _:
                raise KeyError(call)
        return self.touch()

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of them."""
        return super().snapshot() | {"lights": dict(self.lights), "beeps": self.beeps}
