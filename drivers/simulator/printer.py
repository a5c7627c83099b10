"""A receipt printer whose paper is a folder: every slip lands there as PNG and text."""

import asyncio
import base64
from collections.abc import Callable
from pathlib import Path

from drivers.errors import Empty, Refused
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.wire import JSON

ROLL = 200  # slips on a roll
LOW = 20
WIDTH = 576  # dots, as the contract has it
_PNG = b"\x89PNG\r\n\x1a\n"


class Printer(SimulatedDevice):
    """Holds one slip at its outlet. `take` is the customer's hand, `refill` staff's."""

    name = "printer"
    known_faults = ("jam", "empty", "low", "slow", "hang", "gone")

    def __init__(self, folder: Path, changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(changed, sleep)
        self.folder = folder
        self.paper = ROLL
        self.waiting = ""  # the slip at the outlet, by its name
        self.retracted = 0

    def take(self) -> str:
        """Take the slip; gives its name. Raises `ValueError` when there is none."""
        if not self.waiting:
            raise ValueError("No slip hangs at the outlet.")
        name, self.waiting = self.waiting, ""
        self.touch()
        return name

    def refill(self) -> None:
        """Put in a new roll."""
        self.paper = ROLL
        self.faults -= {"empty", "low"}
        self.touch()

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return self._status()
            case "print":
                return self._print(base64.b64decode(args["image"]), args["text"])
            case "taken":
                await self.until(lambda: not self.waiting)
                return None
            case "retract":
                self.require_not_jammed()
                if not self.waiting:
                    raise Refused(self.name, "no slip")
                self.waiting = ""
                self.retracted += 1
                return self.touch()
            case _:
                raise KeyError(call)

    def _status(self) -> JSON:
        trouble = ""
        if "jam" in self.faults:
            trouble = "jam: open the printer"
        elif self._level() == "empty":
            trouble = "no paper: put in a roll"
        return {"ready": not trouble, "paper": self._level(), "waiting": bool(self.waiting), "trouble": trouble}

    def _level(self) -> str:
        if "empty" in self.faults or self.paper <= 0:
            return "empty"
        return "low" if "low" in self.faults or self.paper <= LOW else "enough"

    def _print(self, image: bytes, text: str) -> None:
        self.require_not_jammed()
        if self._level() == "empty":
            raise Empty(self.name, "put in a roll")
        if self.waiting:
            raise Refused(self.name, "a slip hangs at the outlet")
        if not image.startswith(_PNG) or int.from_bytes(image[16:20], "big") != WIDTH:
            raise Refused(self.name, f"not a PNG {WIDTH} dots wide")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{max(map(int, self.slips()), default=0) + 1:04d}"
        (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (self.folder / f"{name}.png").write_bytes(image)
        self.waiting = name
        self.paper -= 1
        self.touch()

    def slips(self) -> list[str]:
        """The names of all slips ever printed, the newest last."""
        return sorted((file.stem for file in self.folder.glob("*.png") if file.stem.isdecimal()), key=int)

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return super().snapshot() | {
            "paper": self.paper,
            "waiting": self.waiting,
            "retracted": self.retracted,
            "slips": self.slips()[-20:],
        }

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator."""
        return super().state() | {"paper": self.paper, "waiting": self.waiting, "retracted": self.retracted}

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says."""
        super().restore(state)
        self.paper = int(state.get("paper", ROLL))
        self.waiting = str(state.get("waiting", ""))
        self.retracted = int(state.get("retracted", 0))
