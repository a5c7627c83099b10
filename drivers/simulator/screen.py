"""The kiosk's screen, as far as the simulator has it: frames come in while somebody watches, touches go out."""

import base64
from collections.abc import Callable
from contextlib import suppress

from drivers.wire import JSON, Connection


class Screen:
    """Passes frames on to whoever watches, and tells the kiosk whether anybody does."""

    def __init__(
        self,
        changed: Callable[[], None],
        told: Callable[[dict[str, JSON]], None],
        movement: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._changed = changed
        self._told = told
        self._movement = movement
        self._recording = False
        self._kiosk: Connection | None = None
        self._watchers: list[Callable[[bytes], None]] = []
        self._last = b""

    @property
    def attached(self) -> bool:
        """Whether a kiosk shows its screen."""
        return self._kiosk is not None

    async def call(self, call: str, args: dict[str, JSON], connection: Connection) -> JSON:
        """What the kiosk asks: `attach` lasts for as long as its screen is shown; `frame` brings a picture, `told`
        what happened there."""
        match call:
            case "attach":
                await self._attach(connection)
            case "frame":
                self._last = base64.b64decode(args["jpeg"])
                for watcher in list(self._watchers):
                    watcher(self._last)
            case "told" if "movement" in args:
                self._movement(str(args["movement"]))
            case "told":
                self._told(args)
            case _:
                raise KeyError(call)

    def watch(self, frame: Callable[[bytes], None]) -> Callable[[], None]:
        """Begin to watch; gives the function that ends it."""
        self._watchers.append(frame)
        self._tell()
        if self._last:
            frame(self._last)

        def end() -> None:
            with suppress(ValueError):
                self._watchers.remove(frame)
            self._tell()

        return end

    def record(self, on: bool) -> None:
        """Have the kiosk tell what happens on its screen, or no more."""
        self._recording = on
        self._tell()

    def input(self, event: dict[str, JSON]) -> None:
        """Send a touch or a key to the kiosk. Raises `ValueError` when there is none."""
        if self._kiosk is None:
            raise ValueError("No kiosk shows its screen.")
        self._kiosk.event("input", input=event)

    async def _attach(self, connection: Connection) -> None:
        self._kiosk = connection
        self._changed()
        self._tell()
        try:
            await connection.closed.wait()
        finally:
            if self._kiosk is connection:
                self._kiosk, self._last = None, b""
                self._changed()

    def _tell(self) -> None:
        if self._kiosk:
            self._kiosk.event("watch", on=bool(self._watchers))
            self._kiosk.event("record", on=self._recording)
