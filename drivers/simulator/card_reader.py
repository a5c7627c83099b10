"""A motorised card reader that is not there."""

import asyncio
from collections.abc import Callable

from drivers.errors import Jammed, Refused
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.simulator.people import SandboxCard
from drivers.wire import JSON


class CardReader(SimulatedDevice):
    """Holds at most one card. Its hands (`insert`, `take`, `pull`) are the customer's; `empty_bin` is staff's."""

    name = "card-reader"
    known_faults = ("jam", "stuck", "unreadable", "slow", "hang", "gone")

    def __init__(self, cards: list[SandboxCard], changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(changed, sleep)
        self.cards = {card.pan: card for card in cards}
        self.position = "absent"
        self.card = ""  # the number of the card inside or at the gate
        self.retained: list[str] = []
        self.gate_open = False
        self._pulls = 0

    # -- the customer's and staff's hands --------------------------------------------------------------------------

    def insert(self, pan: str) -> None:
        """Put a card in. Raises `ValueError` when it cannot go in."""
        if pan not in self.cards:
            raise ValueError("There is no such card.")
        if pan in self.retained:
            raise ValueError("That card was kept by the terminal: empty the bin first.")
        if self.position != "absent":
            raise ValueError("There is a card in the reader already.")
        if "jam" in self.faults:
            raise ValueError("The reader is jammed: the card does not go in.")
        if "gone" in self.faults or not self.gate_open:
            raise ValueError("The gate is closed: the terminal does not ask for a card.")
        self.card, self.position, self.gate_open = pan, "inside", False
        self.touch()

    def take(self) -> None:
        """Take the card that is presented. Raises `ValueError` when none is."""
        if self.position != "at-gate":
            raise ValueError("No card is presented.")
        self._gone_with_the_customer()

    def pull(self) -> None:
        """Pull the card out by force. Raises `ValueError` when there is none; pulling a presented one is taking it."""
        if self.position == "absent":
            raise ValueError("There is no card to pull out.")
        if self.position == "inside":
            self._pulls += 1
        self._gone_with_the_customer()

    def empty_bin(self) -> None:
        """Staff take the retained cards out."""
        self.retained = []
        self.touch()

    def know(self, card: SandboxCard) -> None:
        """From now on this card can be inserted, too."""
        self.cards[card.pan] = card

    def set_fault(self, fault: str, on: bool) -> None:
        """Switch a fault. Without power or host the gate closes by itself."""
        if fault == "gone" and on:
            self.gate_open = False
        super().set_fault(fault, on)

    def close_gate(self) -> None:
        """Let no card in any more. A reader does that by itself when its host is gone."""
        self.gate_open = False
        self.touch()

    def power_cycle(self) -> None:
        """Off and on again: the gate is closed then, and a card inside stays there."""
        self.gate_open = False
        super().power_cycle()

    def _gone_with_the_customer(self) -> None:
        self.card, self.position = "", "absent"
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
                return self._read()
            case "close":
                self.close_gate()
                return self._read() if self.position == "inside" else None
            case "removed":
                pulls = self._pulls
                if self.position == "inside":
                    await self.until(lambda: self._pulls > pulls)
                return None
            case "eject":
                return self._eject()
            case "taken":
                await self.until(lambda: self.position == "absent")
                return None
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
            "trouble": "jam: open the reader" if jammed else "",
        }

    def _accept(self) -> None:
        self.require_not_jammed()
        if self.position != "absent":
            raise Refused(self.name, "a card is in already")
        self.gate_open = True
        self.touch()

    def _read(self) -> JSON:
        self.require_not_jammed()
        if "unreadable" in self.faults:
            self._present()
            raise Refused(self.name, "the chip does not answer")
        card = self.cards[self.card]
        return {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence}

    def _eject(self) -> None:
        self.require_not_jammed()
        if self.position == "absent":
            raise Refused(self.name, "no card")
        if self.position == "inside":
            self._present()

    def _present(self) -> None:
        if "stuck" in self.faults:
            raise Jammed(self.name, "the card does not come out: open the reader")
        self.position = "at-gate"
        self.touch()

    def _retain(self) -> None:
        self.require_not_jammed()
        if self.position == "absent":
            raise Refused(self.name, "no card")
        self.retained.append(self.card)
        self.card, self.position = "", "absent"
        self.touch()

    # -- for the panel and the state folder ------------------------------------------------------------------------

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return super().snapshot() | {
            "position": self.position,
            "gate_open": self.gate_open,
            "card": self.cards[self.card].label if self.card else "",
            "retained": [self.cards[pan].label for pan in self.retained if pan in self.cards],
        }

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator. No full card number: what a canary finds on disk is then a real leak."""
        return super().state() | {
            "position": self.position,
            "card": self.cards[self.card].masked if self.card else "",
            "retained": [self.cards[pan].masked for pan in self.retained],
        }

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says. A card that no longer exists is not there any more."""
        super().restore(state)
        numbers = {card.masked: pan for pan, card in self.cards.items()}
        self.card = numbers.get(state.get("card", ""), "")
        self.position = state["position"] if self.card else "absent"
        self.retained = [numbers[masked] for masked in state.get("retained", []) if masked in numbers]
