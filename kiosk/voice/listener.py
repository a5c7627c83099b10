"""From the microphone to what was heard: half duplex, with a guard against the terminal hearing itself. Nothing is
kept."""

import asyncio
import time
from collections.abc import Callable, Sequence

from drivers.audio.contract import CHUNK_SECONDS, AudioSource, Chunk
from drivers.errors import DeviceError
from kiosk.channels import View
from kiosk.clock import Clock
from kiosk.voice.ears import Ears, EarsLost, NoModel
from kiosk.voice.grammar import TONGUES, grammar_of, wish_phrases
from kiosk.voice.heard import Grammar, Heard

GUARD_SECONDS = 0.25  # after the terminal has spoken: what is heard then may be its echo
_LOST_AT_ONCE = 3  # processes in a row that are replaced without a pause
_AGAIN_SECONDS, _AGAIN_AT_MOST = 1.0, 30.0  # until what went away is tried again; then twice as long
_STEADY_CHUNKS = 100  # ten seconds without trouble: what was wrong before is forgotten


class Listener:
    """Hears what the prompt at hand accepts.

    `heard` gets partials and finals; `level` the microphone's, from 0 to 1, and None while it is not listened to.
    `told` gets "microphone", "model" (of one language or another) or "ears", and whether it works, each time that this
    has changed: for journal and status. What went away is tried again, after 1 s, 2 s, and 30 s at last. `unheard` gets
    the phrases that the model has no words for, each once. `extra`: phrases of a view besides its own. `barge_in`:
    listen while the terminal speaks, where the hardware takes the echo away. `now`: the clock of `Chunk.at`.
    """

    def __init__(
        self,
        source: AudioSource,
        ears: Ears,
        clock: Clock,
        heard: Callable[[Heard], None],
        level: Callable[[float | None], None],
        *,
        told: Callable[[str, bool], None] = lambda part, ready: None,
        unheard: Callable[[tuple[str, ...]], None] = lambda phrases: None,
        extra: Callable[[View], Sequence[str]] = wish_phrases,
        barge_in: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._ears = ears
        self._clock = clock
        self._heard = heard
        self._level = level
        self._told = told
        self._unheard = unheard
        self._extra = extra
        self._barge_in = barge_in
        self._now = now
        self._down: set[str] = set()
        self._no_model: set[str] = set()
        self._serial = 0
        self._pause = _AGAIN_SECONDS
        self._lost = 0  # processes, one after another
        self._steady = 0  # chunks that nothing went wrong with
        self._known_unheard: set[str] = set()
        self._view: View | None = None
        self._wanted: Grammar | None = None
        self._attended: Grammar | None = None
        self._asked = asyncio.Event()
        self._held = False
        self._deaf_until = float("-inf")
        self._anew = False
        self._last: Chunk | None = None

    def show(self, view: View) -> None:
        """Listen for what `view` accepts. The same prompt with another draft changes nothing."""
        if view.serial != self._serial:  # what was begun before does not answer this one
            self._serial, self._anew = view.serial, True
        self._view = view
        self._asked.set()

    def hold(self) -> None:
        """The terminal speaks: what is heard is dropped."""
        if not self._barge_in:
            self._held = True
            self._level(None)

    def release(self) -> None:
        """The terminal has spoken: listen again, after the guard."""
        if self._held:
            self._held = False
            self._anew = True
            self._deaf_until = self._now() + GUARD_SECONDS

    async def run(self) -> None:
        """Listen until it is cancelled. Where there is nothing to hear with, look for it again and again."""
        try:
            await asyncio.to_thread(_prepare)
            await self._asked.wait()
            while True:
                await self._listened()
                await self._clock.until(self._clock.now() + self._pause)
                self._pause = min(2 * self._pause, _AGAIN_AT_MOST)
        finally:
            self._level(None)

    async def _listened(self) -> None:
        """Listen while the microphone is there and the ears live, or are replaced."""
        if not (await self._source.status()).ready:
            self._tell("microphone", False)
            return
        while True:
            self._steady = 0
            chunks = self._source.chunks()
            try:
                async for chunk in chunks:
                    self._tell("microphone", True)
                    await self._take(chunk)
                    self._steady += 1
                    if self._steady == _STEADY_CHUNKS:
                        self._lost, self._pause = 0, _AGAIN_SECONDS
                self._tell("microphone", False)
                return
            except EarsLost:
                self._lost += 1
                self._attended = None
                self._tell("ears", False)
                if self._lost >= _LOST_AT_ONCE:
                    return
            except DeviceError:
                self._tell("microphone", False)
                return
            finally:
                await chunks.aclose()
                self._level(None)

    async def _take(self, chunk: Chunk) -> None:
        """One tenth of a second. It counts for the prompt that is shown when it is taken in."""
        missed = self._last is not None and chunk.number != self._last.number + 1
        self._last = chunk
        if self._held or chunk.at - CHUNK_SECONDS < self._deaf_until:
            return
        if self._view is not None:
            self._wanted, self._view = grammar_of(self._view, self._extra(self._view)), None
        assert self._wanted is not None, "shown before it is heard"
        if self._wanted != self._attended and not await self._attend(self._wanted):
            return
        if self._anew or missed:
            self._anew = False
            await self._ears.forget()
        hearing = await self._ears.hear(chunk.samples)
        self._tell("ears", True)
        if self._held or self._anew:
            return  # it was for a prompt that is gone, or the terminal began to speak
        self._level(hearing.level)
        for one in hearing.heard:
            self._heard(one)

    async def _attend(self, grammar: Grammar) -> bool:
        """Listen for `grammar` from now on; False where there is no model for its language."""
        if grammar.language in self._no_model:
            return False
        try:
            unheard = await self._ears.attend(grammar)
        except NoModel:
            self._no_model.add(grammar.language)
            self._level(None)
            self._tell("model", False)
            return False
        self._report(unheard)
        self._attended, self._anew = grammar, False
        return True

    def _report(self, phrases: tuple[str, ...]) -> None:
        new = tuple(phrase for phrase in phrases if phrase not in self._known_unheard)
        if new:
            self._known_unheard |= {*new}
            self._unheard(new)

    def _tell(self, part: str, ready: bool) -> None:
        if ready is (part in self._down):
            (self._down.discard if ready else self._down.add)(part)
            self._told(part, ready)


def _prepare() -> None:
    from kiosk.voice.understanding import prepare

    for spoken in dict.fromkeys(TONGUES.values()):
        prepare(spoken)
