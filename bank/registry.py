"""The authority that keeps everybody's portrait; in the sandbox, a folder.

A real one is asked with name and ID number, over a line of its own, and says whether a face is that person's. The
sandbox's gives the portrait itself, as the terminal's own engine compares.
"""

import re
from pathlib import Path
from typing import Protocol

PORTRAITS = Path(__file__).parent.parent / "assets" / "sandbox" / "portraits"
MOST_BYTES = 200_000  # of a portrait: as base64 it must pass where an answer is read whole
_NAME = re.compile(r"[a-z0-9-]{1,60}")
_JPEG = b"\xff\xd8\xff"


class Registry(Protocol):
    """Has portraits."""

    def has(self, customer: str) -> bool:
        """Whether there is a portrait of this customer."""
        ...

    def portrait(self, customer: str) -> bytes | None:
        """Return the portrait as JPEG, None without one."""
        ...


class NoRegistry:
    """For a bank that has no line to the authority: nobody has a portrait."""

    def has(self, customer: str) -> bool:
        """Say no."""
        return False

    def portrait(self, customer: str) -> bytes | None:
        """Return None."""
        return None


class FolderRegistry:
    """The simulated authority: `<customer's id>.jpg` in a folder. A file that is no JPEG, or too large, is none."""

    def __init__(self, folder: Path = PORTRAITS) -> None:
        self._folder = folder

    def has(self, customer: str) -> bool:
        """Whether there is a portrait of this customer."""
        return self.portrait(customer) is not None

    def portrait(self, customer: str) -> bytes | None:
        """Return the portrait as JPEG, None without one."""
        if not _NAME.fullmatch(customer):
            return None
        try:
            found = (self._folder / f"{customer}.jpg").read_bytes()
        except OSError:
            return None
        return found if found.startswith(_JPEG) and len(found) <= MOST_BYTES else None
