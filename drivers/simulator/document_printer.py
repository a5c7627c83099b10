"""A document printer whose paper is a folder: every document lands there as PDF and text."""

import asyncio
import base64
from collections.abc import Callable
from pathlib import Path

from drivers.errors import Empty, Refused
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.wire import JSON

TRAY = 250  # sheets in a full tray
LOW = 25
_PDF = b"%PDF-"


class DocumentPrinter(SimulatedDevice):
    """Holds one document at its outlet. `take` is the customer's hand, `refill` staff's."""

    name = "document-printer"
    known_faults = ("jam", "empty", "low", "slow", "hang", "gone")

    def __init__(self, folder: Path, changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(changed, sleep)
        self.folder = folder
        self.sheets = TRAY
        self.waiting = ""  # the document at the outlet, by its name
        self.retracted = 0

    def take(self) -> str:
        """Take the document; gives its name. Raises `ValueError` when there is none."""
        if not self.waiting:
            raise ValueError("No document lies at the outlet.")
        name, self.waiting = self.waiting, ""
        self.touch()
        return name

    def refill(self) -> None:
        """Fill the tray."""
        self.sheets = TRAY
        self.faults -= {"empty", "low"}
        self.touch()

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return self._status()
            case "print":
                return self._print(base64.b64decode(args["pdf"]), int(args["pages"]), args["text"])
            case "taken":
                await self.until(lambda: not self.waiting)
                return None
            case "retract":
                self.require_not_jammed()
                if not self.waiting:
                    raise Refused(self.name, "no document")
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
            trouble = "no paper: fill the tray"
        return {
            "ready": not trouble,
            "paper": self._level(),
            "sheets": self._left(),
            "waiting": bool(self.waiting),
            "trouble": trouble,
        }

    def _left(self) -> int:
        """The sheets that could be printed on now."""
        if "empty" in self.faults:
            return 0
        return min(self.sheets, LOW) if "low" in self.faults else self.sheets

    def _level(self) -> str:
        left = self._left()
        return "empty" if left <= 0 else "low" if left <= LOW else "enough"

    def _print(self, pdf: bytes, pages: int, text: str) -> None:
        self.require_not_jammed()
        if self.waiting:
            raise Refused(self.name, "a document lies at the outlet")
        if not pdf.startswith(_PDF) or pages < 1:
            raise Refused(self.name, "not a PDF with pages")
        if pages > self._left():
            raise Empty(self.name, "fill the tray")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{max(map(int, self.documents()), default=0) + 1:04d}"
        (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (self.folder / f"{name}.pdf").write_bytes(pdf)
        self.waiting = name
        self.sheets -= pages
        self.touch()

    def documents(self) -> list[str]:
        """The names of all documents ever printed, the newest last."""
        return sorted((file.stem for file in self.folder.glob("*.pdf") if file.stem.isdecimal()), key=int)

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return super().snapshot() | {
            "sheets": self.sheets,
            "waiting": self.waiting,
            "retracted": self.retracted,
            "documents": self.documents()[-20:],
        }

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator."""
        return super().state() | {"sheets": self.sheets, "waiting": self.waiting, "retracted": self.retracted}

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says."""
        super().restore(state)
        self.sheets = int(state.get("sheets", TRAY))
        self.waiting = str(state.get("waiting", ""))
        self.retracted = int(state.get("retracted", 0))
