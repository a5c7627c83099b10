"""Says things: one at a time, at once, and not a moment longer than anybody wants to hear them."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from drivers.audio.contract import AudioSink, Sound
from drivers.errors import DeviceError
from drivers.speech.contract import Speech
from kiosk.clock import Clock
from kiosk.voice.rendering import Rendering
from kiosk.voice.spoken import Piece, spoken

_VOLUMES = {-2: 0.4, -1: 0.65, 0: 1.0, 1: 1.3, 2: 1.7}  # of the settings' volume, by steps
_PACES = {-2: 0.7, -1: 0.85, 0: 1.0, 1: 1.2, 2: 1.4}


@dataclass(frozen=True)
class Line:
    """A text as it is shown in `language`. `private`: it is not kept once it has been said."""

    text: str = field(repr=False)
    language: str
    private: bool = False


@dataclass(frozen=True)
class Manner:
    """How it is said: `volume` from 0 to 1; `pace`: how many times as fast as normal."""

    volume: float
    pace: float


def manner(volume: float, louder: int, faster: int) -> Manner:
    """The settings' `volume` and the customer's steps from it, each from -2 to 2."""
    return Manner(min(1.0, volume * _VOLUMES[louder]), _PACES[faster])


class Speaker:
    """Renders and plays. `caption(text, spoken_to)` follows what is said; ("", -1) when it has ended.

    `speaking` is told when sound begins and ends. `failed` is told what a device raised; then it is quiet. What goes
    wrong in the program itself is in `broken`, for whoever runs this.
    """

    def __init__(
        self,
        sink: AudioSink,
        rendering: Rendering,
        clock: Clock,
        *,
        caption: Callable[[str, int], None],
        speaking: Callable[[bool], None],
        failed: Callable[[DeviceError], None],
    ) -> None:
        self._sink = sink
        self._rendering = rendering
        self._clock = clock
        self._caption = caption
        self._speaking = speaking
        self._failed = failed
        self._telling: asyncio.Task[None] | None = None
        self._waiting: tuple[Sequence[Line], Manner] | None = None
        self._ahead: asyncio.Task[None] | None = None
        self._one = asyncio.Lock()
        self._quiet = asyncio.Event()  # nothing is being rendered that somebody waits for
        self._quiet.set()
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def talking(self) -> bool:
        """Whether something is being said."""
        return self._telling is not None and not self._telling.done()

    def tell(self, lines: Sequence[Line], how: Manner, sound: Sound | None = None) -> None:
        """Say `lines`, after `sound`, instead of what is being said."""
        self.stop()
        self._telling = self._begin(lines, how, sound)

    def tell_next(self, lines: Sequence[Line], how: Manner) -> None:
        """Say `lines` when what is being said has ended, instead of what waits already."""
        if self.talking:
            self._waiting = (lines, how)
        else:
            self.tell(lines, how)

    def stop(self) -> None:
        """Be quiet, within 100 ms."""
        self._waiting = None
        if self._telling:
            self._telling.cancel()

    def prepare(self, lines: Sequence[Line], how: Manner) -> None:
        """Render what will likely be said next, instead of what was thought likely before."""
        if self._ahead:
            self._ahead.cancel()
        pieces = [piece for line in lines if not line.private for piece in spoken(line.text, line.language)]
        self._ahead = asyncio.create_task(self._render_ahead(pieces, how.pace), name="render ahead")
        self._ahead.add_done_callback(self._made_ahead)

    async def close(self) -> None:
        """Be quiet for good."""
        self.stop()
        tasks = [task for task in (self._telling, self._ahead) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.broken.cancel()

    def _begin(self, lines: Sequence[Line], how: Manner, sound: Sound | None = None) -> "asyncio.Task[None]":
        task = asyncio.create_task(self._tell(lines, how, sound), name="speak")
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled():
            error = None
        elif (error := task.exception()) is not None:
            self._waiting = None
            if isinstance(error, DeviceError):
                self._failed(error)
            else:
                self._break(error)
        if self._telling is not task:
            return  # something else is said already
        self._quiet.set()
        if self._waiting:
            (lines, how), self._waiting = self._waiting, None
            self._telling = self._begin(lines, how)
            return
        self._caption("", -1)
        self._speaking(False)

    def _made_ahead(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._break(error)

    def _break(self, error: BaseException) -> None:
        if not self.broken.done():
            self.broken.set_exception(error)

    async def _tell(self, lines: Sequence[Line], how: Manner, sound: Sound | None) -> None:
        self._quiet.clear()
        todo = [(line, piece) for line in lines for piece in spoken(line.text, line.language)]
        coming = self._coming(todo, how, 0)
        try:
            self._speaking(True)
            if sound:
                await self._play(sound, how)
            for number, (line, piece) in enumerate(todo, 1):
                assert coming is not None, "there is a task for each piece"
                speech = await coming
                coming = self._coming(todo, how, number)
                if coming is None:
                    self._quiet.set()
                if speech:
                    await self._say(line, piece, speech, how)
        finally:
            if coming:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)

    def _coming(self, todo: list[tuple[Line, Piece]], how: Manner, number: int) -> "asyncio.Task[Speech | None] | None":
        """The piece of this number, being made while the one before is heard."""
        if number >= len(todo):
            return None
        line, piece = todo[number]
        return asyncio.create_task(self._rendering.render(piece, how.pace, private=line.private), name="render")

    async def _say(self, line: Line, piece: Piece, speech: Speech, how: Manner) -> None:
        following: asyncio.Task[None] | None = None

        def begun() -> None:
            nonlocal following
            following = asyncio.create_task(self._follow(line, piece, speech), name="caption")

        try:
            await self._play(speech.sound, how, piece.text.strip(), begun)
        finally:
            if following:
                following.cancel()
                await asyncio.wait({following})
        if following and not following.cancelled():
            following.result()  # raises what went wrong in the program
        self._caption(line.text, piece.places[-1])

    async def _play(self, sound: Sound, how: Manner, text: str = "", begun: Callable[[], None] | None = None) -> None:
        async with self._one:  # what was stopped a moment ago may not have ended yet
            await self._sink.play(sound, volume=how.volume, text=text, begun=begun)

    async def _follow(self, line: Line, piece: Piece, speech: Speech) -> None:
        """Tell how far it is, word by word."""
        begun = self._clock.now()
        if not speech.words:
            self._caption(line.text, piece.places[-1])
        for word in speech.words:
            await self._clock.until(begun + word.at)
            last = min(max(word.start + word.length, 1), len(piece.places)) - 1
            self._caption(line.text, piece.places[last])

    async def _render_ahead(self, pieces: list[Piece], pace: float) -> None:
        with suppress(DeviceError):  # whoever needs it will be told
            await self._rendering.render_ahead(pieces, pace, self._quiet)
