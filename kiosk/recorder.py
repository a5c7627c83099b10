"""What the conversation needs of the journal: to record an event."""

from typing import Protocol


class Recorder(Protocol):
    """Records events of the catalogue (kiosk/money/events.py)."""

    def record(self, event: str, **fields: str | int) -> object:
        """Record one event. An event or field that the catalogue does not know is a programming error."""
        ...
