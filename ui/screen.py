"""The screen channel: shows the view with Qt Quick and puts what is pressed."""

import asyncio
from collections.abc import Callable

from kiosk.channels import Act, View
from kiosk.voice.heard import Listening
from ui.live import HeldPictures, LivePicture
from ui.model import ViewModel
from ui.touch import Touch


class ScreenLostError(Exception):
    """The window is gone or cannot draw: the terminal has to give everything back and start again."""


class Screen:
    """A channel. `keys` takes the names of a keyboard's keys (see `kiosk.keypad`): the focus is not the screen's work.

    `now` gives seconds that only rise. The window that draws it is built by `ui.window.open_window`.
    """

    name = "screen"
    essential = True

    def __init__(self, keys: Callable[[str], None], now: Callable[[], float]) -> None:
        self.keys = keys
        self._put: Callable[[Act], None] | None = None
        self._lost: asyncio.Future[None] | None = None
        self._reason = ""
        self._first: Callable[[], None] | None = None
        self._touch = Touch(self._act, now)
        self._model = ViewModel(self._touch)
        self.values = self._model.values
        self.live = LivePicture(self._model.picture)
        self.held = HeldPictures()

    def at_first_view(self, call: Callable[[], None]) -> None:
        """Have `call` called once there is something to show."""
        self._first = call

    def show(self, view: View) -> None:
        """Show the view instead of the one before. Raises `ScreenLostError` where there is nothing left to show it."""
        if self._reason:
            raise ScreenLostError(self._reason)
        self._model.show(view, self.held.hold([picture.image for picture in view.pictures]))
        if self._first:
            self._first, first = None, self._first
            first()

    def listening(self, now: Listening) -> None:
        """Show what is being said and heard, beside the view. A new question shows none of it until this is called."""
        self._model.listening(now)

    async def listen(self, put: Callable[[Act], None]) -> None:
        """Put what is pressed for as long as the window lives. Raises `ScreenLostError` when it is gone."""
        if self._reason:
            raise ScreenLostError(self._reason)
        self._put = put
        self._lost = asyncio.get_running_loop().create_future()
        try:
            await self._lost
        finally:
            self._put = None

    def lose(self, reason: str) -> None:
        """Say that the window is gone or cannot draw any more."""
        self._reason = reason
        if self._lost and not self._lost.done():
            self._lost.set_exception(ScreenLostError(reason))

    def _act(self, act: Act) -> None:
        if self._put:
            self._put(act)
