"""People's phones: what the bank wrote to them, from the folder that takes the place of a mobile network.

One JSON file a message, {"id", "to" (masked), "text", "at"}; it appears whole, and later messages have later names.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from drivers.simulator.device import Sleep
from drivers.wire import JSON

SHOWN = 10  # messages
_POLL_SECONDS = 0.3


class Phones:
    """`changed` is called when there are other messages; `sleep` is the wait between two looks at the folder."""

    def __init__(self, folder: Path, changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        self._folder = folder
        self._changed = changed
        self._sleep = sleep
        self._names: list[str] = []
        self._watching: asyncio.Task[None] | None = None
        self.messages: list[JSON] = []  # {to, text, at}, the newest first

    def start(self) -> None:
        """Watch the folder, which need not be there yet."""
        self._watching = asyncio.create_task(self._watch(), name="watch the phones")

    async def stop(self) -> None:
        """Watch no more."""
        if self._watching:
            self._watching.cancel()
            await asyncio.wait({self._watching})

    def look(self) -> None:
        """Read what is new. A file that is no message is passed over."""
        names = sorted((file.name for file in self._folder.glob("*.json")), reverse=True)[:SHOWN]
        if names == self._names:
            return
        self._names = names
        self.messages = [message for name in names if (message := _read(self._folder / name))]
        self._changed()

    async def _watch(self) -> None:
        while True:
            self.look()
            await self._sleep(_POLL_SECONDS)


def _read(file: Path) -> JSON:
    try:
        content = cast(dict[str, Any], json.loads(file.read_text(encoding="utf-8")))
        return {name: str(content[name]) for name in ("to", "text", "at")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
