"""What every signals backend does: lights a customer or staff can see, and the beeper."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Light(StrEnum):
    """The lights, by what they stand for."""

    ASSISTANCE = "assistance"  # on top of the terminal: somebody wants a person
    CARD = "card"  # at the card slot
    PAPER = "paper"  # at the slip outlet
    DOCUMENT = "document"  # at the document outlet
    ID_DOCUMENT = "id-document"  # at the slot of the ID document scanner
    PIN_PAD = "pin-pad"


class LightState(StrEnum):
    """What a light shows."""

    OFF = "off"
    ON = "on"
    FLASHING = "flashing"


@dataclass(frozen=True)
class SignalsStatus:
    """`ready`: lights and beeper obey. `trouble`: why not, for staff."""

    ready: bool
    trouble: str = ""


class Signals(Protocol):
    """Lights and beeper. Every call raises `Disconnected` and `TimedOut`; no visit ends because of them."""

    async def status(self) -> SignalsStatus:
        """Ask for the state. Never raises `Disconnected`."""
        ...

    async def light(self, light: Light, state: LightState) -> None:
        """Set one light."""
        ...

    async def beep(self) -> None:
        """Sound one short beep."""
        ...
