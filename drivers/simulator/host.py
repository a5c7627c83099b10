"""What the web panel drives: the whole simulated world, and the kiosk's screen."""

from collections.abc import Callable
from typing import Protocol

from drivers.wire import JSON


class Host(Protocol):
    """The simulator, as its panel sees it."""

    def snapshot(self) -> dict[str, JSON]:
        """Everything the panel shows.

        devices: {name: {faults, known_faults, and what the device has}};
        cards: [{card, label, pin, accounts, id_number, phone, dispensed}];
        id_documents: [{document, label}];
        messages: [{to, text, at}], what came to phones, the newest first;
        screen: whether a kiosk shows its; log: lines, the newest last.
        """
        ...

    async def do(self, action: str, args: dict[str, str]) -> None:
        """Do what a hand would do. Raises `ValueError` with a plain sentence when it cannot be done.

        insert-card {card}; take-card; pull-card; take-slip; refill-paper; take-document; refill-tray; empty-bin;
        take-dispensed-card; fill-hopper; empty-dispenser-bin; open-door and close-door {door}; turn-switch {to};
        lay-id-document {document, how: see drivers.simulator.id_documents}; take-id-document; pull-id-document;
        empty-id-bin; key {key}; staff {word, document} (see staff.py);
        before-camera {person, act, obeys: "true" | "false"}; say {text, language, noise: see customer_voice.py};
        plug-headset; unplug-headset;
        set-fault {device, fault, on: "true" | "false"}; power-cycle {device}.
        """
        ...

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` after every change; gives the function that ends it."""
        ...

    async def camera_picture(self) -> bytes:
        """What is before the camera now, as a small JPEG; whether the camera is on or not."""
        ...

    def slip(self, name: str) -> tuple[bytes, str]:
        """A printed slip as PNG and text. Raises `ValueError` when there is none of that name."""
        ...

    def document(self, name: str) -> tuple[bytes, str]:
        """A printed document as PDF and text. Raises `ValueError` when there is none of that name."""
        ...

    def recorded(self) -> str:
        """The story that was recorded last, as YAML. Raises `ValueError` when there is none."""
        ...

    def watch(self, frame: Callable[[bytes], None]) -> Callable[[], None]:
        """Get the kiosk's screen as JPEG frames; gives the function that ends it."""
        ...

    async def screen_input(self, event: dict[str, JSON]) -> None:
        """Touch or type on the kiosk's screen.

        {"kind": "press" | "release" | "move", "x": 0..1, "y": 0..1} or {"kind": "key", "key": "Tab"}.
        """
        ...

    @property
    def screen_attached(self) -> bool:
        """Whether a kiosk shows its screen."""
        ...
