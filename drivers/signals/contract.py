"""What every signals backend does: lights a customer or staff can see, the beeper, and what staff open and turn.

Conformance: tests/conformance/signals.py.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Light(StrEnum):
    """The lights, by what they stand for."""

    ASSISTANCE = "assistance"  # on top of the terminal: somebody wants a person
    CARD = "card"  # at the card slot
    DISPENSER = "dispenser"  # at the gate where new cards come out
    PAPER = "paper"  # at the slip outlet
    DOCUMENT = "document"  # at the document outlet
    ID_DOCUMENT = "id-document"  # at the slot of the ID document scanner
    PIN_PAD = "pin-pad"


class LightState(StrEnum):
    """What a light shows."""

    OFF = "off"
    ON = "on"
    FLASHING = "flashing"


class Door(StrEnum):
    """The doors of the cabinet."""

    UPPER = "upper"  # before printers, reader and computer
    SAFE = "safe"  # before the blank cards and what was kept


class OperatorSwitch(StrEnum):
    """Whom the terminal is there for, by the switch that staff turn inside."""

    CUSTOMER = "customer"
    OPERATOR = "operator"


@dataclass(frozen=True)
class SignalsStatus:
    """`ready`: lights and beeper obey, and the sensors can be believed. `trouble`: why not, for staff.

    `open_doors` and `switch` are what the sensors say, nothing where it is not `ready`.
    """

    ready: bool
    trouble: str = ""
    open_doors: frozenset[Door] = frozenset()
    switch: OperatorSwitch = OperatorSwitch.CUSTOMER


class Signals(Protocol):
    """Lights, beeper and sensors. Every call raises `Disconnected` and `TimedOut`; no visit ends because of them.

    The wait `changed` has no limit: the caller cancels it.
    """

    async def status(self) -> SignalsStatus:
        """Ask for the state. Never raises `Disconnected`."""
        ...

    async def light(self, light: Light, state: LightState) -> None:
        """Set one light."""
        ...

    async def beep(self) -> None:
        """Sound one short beep."""
        ...

    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        """Wait until doors or switch are not as in `known`, and give the state. At once where they are not already."""
        ...
