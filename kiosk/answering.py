"""How a device answers a prompt: a card put in, a PIN entered, a slip taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kiosk.channels import ActKind

D_co = TypeVar("D_co", covariant=True)


class DeviceAnswer(Protocol[D_co]):
    """A device that answers a prompt: a card put in, a PIN entered."""

    async def wait(self, report: "Report") -> D_co:
        """Wait for the answer, without limit. May report meanwhile. Raises `CustomerLeft` when the device fails."""
        ...

    async def withdraw(self) -> D_co | None:
        """Stop waiting. What the device already has is returned, and wins over whoever wanted to stop it."""
        ...


@dataclass(frozen=True)
class Report:
    """What a device may say while a prompt waits for it."""

    act: Callable[[ActKind, str], None]
    error: Callable[[str], None]  # a text id; empty takes the error away
    pending: Callable[[str], None]  # the text id of what the device is doing with what it got; empty takes it away
