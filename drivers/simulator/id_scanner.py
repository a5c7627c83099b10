"""A motorised ID document scanner that is not there."""

import asyncio
from collections.abc import Callable

from drivers.errors import Jammed, NotTaken, Refused, Removed
from drivers.id_scanner.contract import Misplaced
from drivers.simulator.device import SLOW_SECONDS, SimulatedDevice, Sleep
from drivers.simulator.id_documents import Laid, SandboxDocument
from drivers.wire import JSON

_REFUSED = {
    Laid.SKEWED: Misplaced.SKEWED,
    Laid.UPSIDE_DOWN: Misplaced.UPSIDE_DOWN,
    Laid.WRONG_KIND: Misplaced.WRONG_KIND,
    Laid.DAMAGED: Misplaced.UNREADABLE,
}


class IdScanner(SimulatedDevice):
    """Holds at most one document. Its hands (`lay`, `take`, `pull`) are the customer's; `empty_bin` is staff's."""

    name = "id-scanner"
    known_faults = ("jam", "stuck", "unreadable", "slow", "hang", "gone")

    def __init__(
        self, documents: list[SandboxDocument], changed: Callable[[], None], sleep: Sleep = asyncio.sleep
    ) -> None:
        super().__init__(changed, sleep)
        self.documents = {document.id: document for document in documents}
        self.position = "absent"
        self.document = ""  # the id of the one inside or at the slot
        self.laid = Laid.STRAIGHT
        self.retained: list[str] = []
        self.slot_open = False
        self._pulls = 0
        self._bins = 0  # how often one went into the bin
        self._snatched = False  # one was pulled out before anybody read it
        self._read_once = False

    # -- the customer's and staff's hands --------------------------------------------------------------------------

    def lay(self, document: str, laid: Laid = Laid.STRAIGHT) -> None:
        """Lay a document in. Raises `ValueError` when it cannot go in."""
        if document not in self.documents:
            raise ValueError("There is no such document.")
        if document in self.retained:
            raise ValueError("That document was kept by the terminal: empty the bin first.")
        if self.position != "absent":
            raise ValueError("There is a document in the scanner already.")
        if "jam" in self.faults:
            raise ValueError("The scanner is jammed: the document does not go in.")
        if "gone" in self.faults or not self.slot_open:
            raise ValueError("The slot is closed: the terminal does not ask for a document.")
        self.document, self.laid, self.position, self.slot_open = document, laid, "inside", False
        self._read_once = False
        if laid is Laid.SNATCHED:
            self.pull()
        self.touch()

    def take(self) -> None:
        """Take the document that is presented. Raises `ValueError` when none is."""
        if self.position != "at-slot":
            raise ValueError("No document is presented.")
        self._out()

    def pull(self) -> None:
        """Pull the document out by force. Raises `ValueError` when there is none."""
        if self.position == "absent":
            raise ValueError("There is no document to pull out.")
        if self.position == "inside":
            self._pulls += 1
            self._snatched = not self._read_once
        self._out()

    def empty_bin(self) -> None:
        """Staff take the retained documents out."""
        self.retained = []
        self.touch()

    def set_fault(self, fault: str, on: bool) -> None:
        """Switch a fault. Without power or host the slot closes by itself."""
        if fault == "gone" and on:
            self.slot_open = False
        super().set_fault(fault, on)

    def close_slot(self) -> None:
        """Let no document in any more. A scanner does that by itself when its host is gone."""
        self.slot_open = False
        self.touch()

    def power_cycle(self) -> None:
        """Off and on again: the slot is closed then, and a document inside stays there."""
        self.slot_open = False
        super().power_cycle()

    def _out(self) -> None:
        self.document, self.position = "", "absent"
        self.touch()

    # -- what the kiosk asks ---------------------------------------------------------------------------------------

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return self._status()
            case "accept":
                return self._accept()
            case "inserted":
                await self.until(lambda: self.position == "inside" or "jam" in self.faults)
                self.require_not_jammed()
                return None
            case "read":
                return await self._wait_and_read()
            case "close":
                self.close_slot()
                return self._read() if self.position == "inside" else None
            case "removed":
                pulls = self._pulls
                if self.position == "inside":
                    await self.until(lambda: self._pulls > pulls)
                return None
            case "eject":
                return self._eject()
            case "taken":
                return await self._taken()
            case "retain":
                return self._retain()
            case _:
                raise KeyError(call)

    def _status(self) -> JSON:
        jammed = "jam" in self.faults
        return {
            "ready": not jammed and self.position == "absent",
            "position": "jammed" if jammed and self.position != "absent" else self.position,
            "retained": len(self.retained),
            "trouble": "jam: open the scanner" if jammed else "",
        }

    def _accept(self) -> None:
        self.require_not_jammed()
        if self.position != "absent":
            raise Refused(self.name, "a document is in already")
        self.slot_open, self._snatched = True, False
        self.touch()

    async def _wait_and_read(self) -> JSON:
        await self.until(lambda: self.position == "inside" or self._snatched or "jam" in self.faults)
        if "slow" in self.faults and self.position == "inside":
            await self._sleep(SLOW_SECONDS)
        if self._snatched:
            self._snatched = False
            raise Removed(self.name, "it was pulled out before it was read")
        return self._read()

    def _read(self) -> JSON:
        self.require_not_jammed()
        self._read_once = True
        why = Misplaced.UNREADABLE if "unreadable" in self.faults else _REFUSED.get(self.laid)
        if why:
            self._present()
            raise Refused(self.name, why.value)
        return self.documents[self.document].read(self.laid)

    def _eject(self) -> None:
        self.require_not_jammed()
        if self.position == "absent":
            raise Refused(self.name, "no document")
        if self.position == "inside":
            self._present()

    def _present(self) -> None:
        if "stuck" in self.faults:
            raise Jammed(self.name, "the document does not come out: open the scanner")
        self.position = "at-slot"
        self.touch()

    async def _taken(self) -> None:
        bins = self._bins
        await self.until(lambda: self.position == "absent" or self._bins > bins)
        if self._bins > bins:
            raise NotTaken(self.name, "it went into the bin")

    def _retain(self) -> None:
        self.require_not_jammed()
        if self.position == "absent":
            raise Refused(self.name, "no document")
        self.retained.append(self.document)
        self._bins += 1
        self._out()

    # -- for the panel and the state folder ------------------------------------------------------------------------

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return super().snapshot() | {
            "position": self.position,
            "slot_open": self.slot_open,
            "document": self._label(self.document) if self.document else "",
            "laid": self.laid.value,
            "retained": [self._label(document) for document in self.retained],
        }

    def _label(self, document: str) -> str:
        return self.documents[document].label

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator: whose document it is, nothing of what stands in it."""
        return super().state() | {
            "position": self.position,
            "document": self.document,
            "laid": self.laid.value,
            "retained": self.retained,
        }

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says. A document that no longer exists is not there any more."""
        super().restore(state)
        document = state.get("document", "")
        self.document = document if document in self.documents else ""
        self.position = state["position"] if self.document else "absent"
        self.laid = Laid(state.get("laid", Laid.STRAIGHT.value))
        self.retained = [document for document in state.get("retained", []) if document in self.documents]
