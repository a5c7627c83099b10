"""The voice channel: says what is shown, and, where there is a microphone, hears what is answered.

Whatever fails here is written down once, and touch goes on.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from drivers.audio.contract import AudioSink
from drivers.errors import DeviceError
from drivers.speech.contract import SpeechSynthesizer
from kiosk.channels import Act, ActKind, SoundKey, View
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.texts import Texts
from kiosk.voice.ahead import Ahead
from kiosk.voice.heard import Heard, Listening
from kiosk.voice.rendering import Rendering, SpeakerVoice
from kiosk.voice.sayings import Sayings, Telling
from kiosk.voice.speaker import Line, Manner, Speaker, manner
from kiosk.voice.tones import tone

_LOOK_EVERY = 30.0  # seconds between looks at the devices
_LISTENED = 10.0  # seconds of listening after which a customer counts as here: who is read to need press nothing
_AGAIN = 5.0  # seconds until a device that failed is asked again
_HEARD_SHOWN = 10.0  # seconds that what was heard is shown at most: it is nobody's to read who comes later
_TO_READ = 2.5  # seconds that what was understood is shown before what is said next takes its place


class Hears(Protocol):
    """The ears (kiosk/voice/listener.py)."""

    def show(self, view: View) -> None: ...
    def hold(self) -> None: ...
    def release(self) -> None: ...
    async def run(self) -> None: ...


class Answer(Protocol):
    """What becomes of something heard (kiosk/voice/dialogue.py)."""

    @property
    def acts(self) -> tuple[Act, ...]: ...
    @property
    def say(self) -> str: ...
    @property
    def shown(self) -> str: ...


class Understands(Protocol):
    """What knows the meaning of what was heard (kiosk/voice/dialogue.py)."""

    def heard(self, heard: Heard, view: View) -> Answer: ...
    def shown(self, view: View) -> None: ...


@dataclass(frozen=True)
class Hearing:
    """What it hears with. `listener` is given where to tell what is heard, how loud it is, and what works or not."""

    listener: Callable[[Callable[[Heard], None], Callable[[float | None], None], Callable[[str, bool], None]], Hears]
    understanding: Understands


class Voice:
    """A channel. `listening` shows beside the view what is said and heard; `let_go` is called when it has ended.

    `trouble` is told, for the technician, why something could not be spoken; the same once.
    """

    name = "voice"
    essential = False

    def __init__(
        self,
        sink: AudioSink,
        synthesizer: SpeechSynthesizer,
        voices: Mapping[str, SpeakerVoice],
        texts: Texts,
        clock: Clock,
        journal: Recorder,
        listening: Callable[[Listening], None],
        *,
        volume: float = 0.7,
        hearing: Hearing | None = None,
        let_go: Callable[[], None] = lambda: None,
        trouble: Callable[[str], None] = lambda reason: None,
    ) -> None:
        self._sink = sink
        self._synthesizer = synthesizer
        self._clock = clock
        self._journal = journal
        self._show_listening = listening
        self._volume = volume
        self._let_go = let_go
        self._rendering = Rendering(synthesizer, voices)
        self._speaker = Speaker(
            sink, self._rendering, clock, caption=self._caption, speaking=self._speaking, failed=self._failed
        )
        self._sayings = Sayings(texts)
        self._ahead = Ahead(texts)
        self._hearing = hearing
        self._ears = hearing.listener(self._heard, self._level, self._is) if hearing else None
        self._listening = Listening()
        self._view: View | None = None
        self._put: Callable[[Act], None] | None = None
        self._down: set[str] = set()  # parts that do not work
        self._plugged = False
        self._plug_told: tuple[int, bool] | None = None
        self._aside = False  # a member of staff is served over the visit
        self._stayed_at = clock.now()
        self._failing = False
        self._trouble = trouble
        self._told = ""
        self._answering = False  # what is being said is an answer to something heard
        self._heard_at = 0  # the serial of the view that it was heard at
        self._heard_since = clock.now()
        self._reply = ""  # to what was heard last: shown until somebody does something or is asked something else

    # -- the channel -----------------------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Say what is to be said of it, now."""
        if view.apart:
            self._stand_aside()
            return
        if self._aside:
            self._aside = False
            self._speaking(False)
        before, self._view = self._view, view
        telling = self._sayings.tell(view)
        new = before is None or (before.serial, before.prompt) != (view.serial, view.prompt)
        if new:
            self._ahead.shown(view)
            if before is not None and view.serial != before.serial:
                self._forget_reply()
            if view.serial > self._heard_at + 1:
                self._publish(heard="")
            self._show_listening(self._listening)  # the screen forgets it where another question is asked
        self._tell_plug(view)
        if view.sound.mute:
            self._speaker.stop()
        elif telling is not None and not self._down & {"sound", "speech"}:
            self._tell(telling, view, new=new)
        if new and not view.sound.mute:
            self._speaker.prepare(self._ahead.likely(view), self._manner(view))
        if self._hearing and self._ears:
            self._hearing.understanding.shown(view)
            self._ears.show(view)

    async def listen(self, put: Callable[[Act], None]) -> None:
        """Watch headset and devices and hear, for as long as the terminal runs."""
        self._put = put
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look(), name="look at the voice's devices")
                group.create_task(self._watch_headset(), name="watch the headset")
                group.create_task(_raised(self._speaker.broken), name="watch the speaker")
                if self._ears:
                    group.create_task(self._ears.run(), name="hear")
        finally:
            await self._speaker.close()
            self._sink.close()
            self._let_go()

    def touched(self, act: Act) -> None:
        """Somebody did something: what is being said gives way. What was only said to it does not count."""
        if act.channel != self.name:
            self._answering = False
            self._forget_reply()
            self._publish(heard="")
            self._speaker.stop()

    @property
    def talking(self) -> bool:
        """Whether something is being said."""
        return self._speaker.talking

    def _stand_aside(self) -> None:
        """What staff see of others is nobody's to hear, in a headset least of all; and nobody answers for them."""
        if not self._aside:
            self._aside = True
            self._speaker.stop()
            if self._ears:
                self._ears.hold()

    # -- speaking --------------------------------------------------------------------------------------------------

    def _tell(self, telling: Telling, view: View, *, new: bool) -> None:
        lines = [Line(saying.text, view.language, saying.private) for saying in telling.sayings]
        sound = tone(telling.tone) if telling.tone else None
        how = self._manner(view)
        if self._answering and self._speaker.talking:
            if new and lines:  # the question that follows waits for the answer to end
                self._speaker.tell_next(lines, how)
        elif telling.gently and self._speaker.talking:
            self._speaker.tell_next(lines, how)
        elif lines or sound:
            self._answering = False
            self._speaker.tell(lines, how, sound)
        else:
            self._speaker.stop()

    def _manner(self, view: View) -> Manner:
        return manner(self._volume, view.sound.volume, view.sound.pace)

    def _caption(self, text: str, spoken_to: int) -> None:
        view = self._view
        own = view is not None and text == view.say
        now = self._clock.now()
        read = bool(text) and now - self._heard_since > _TO_READ  # the customer has seen what was understood
        shown = self._reply if not text else "" if own else text
        self._publish(caption=shown, spoken_to=spoken_to, heard="" if read else None)
        if view and self._put and view.idle_left is None and now - self._stayed_at > _LISTENED:
            self._stayed_at = now
            self._put(Act(ActKind.STAY, serial=view.serial, channel=self.name))

    def _speaking(self, begins: bool) -> None:
        if self._ears:
            if begins:
                self._ears.hold()
            elif not self._aside:
                self._ears.release()
        if not begins:
            self._answering = False

    # -- hearing ---------------------------------------------------------------------------------------------------

    def _heard(self, heard: Heard) -> None:
        view = self._view
        if view is None or self._aside or self._hearing is None or self._put is None:
            return
        answer = self._hearing.understanding.heard(heard, view)
        self._heard_at, self._heard_since = view.serial, self._clock.now()
        # What the terminal answers says what was understood: it is shown in its place, said or not.
        self._publish(heard="" if heard.final and answer.say else answer.shown)
        if not heard.final:
            return
        if answer.say or answer.acts:
            self._forget_reply()
        if answer.say:
            self._reply = answer.say
            self._publish(caption=answer.say, spoken_to=-1)
        if answer.say and not view.sound.mute and not self._down & {"sound", "speech"}:
            self._speaker.tell([Line(answer.say, view.language, private=True)], self._manner(view))
            self._answering = True
        for act in answer.acts:
            self._put(replace(act, serial=act.serial or view.serial, channel=self.name))

    def _forget_reply(self) -> None:
        if self._reply and self._listening.caption == self._reply:
            self._publish(caption="", spoken_to=-1)
        self._reply = ""

    def _level(self, level: float | None) -> None:
        old = self._clock.now() - self._heard_since > _HEARD_SHOWN
        self._publish(level=level, heard="" if old else None)

    def _publish(
        self,
        *,
        caption: str | None = None,
        spoken_to: int | None = None,
        heard: str | None = None,
        level: float | str | None = "",
    ) -> None:
        before = self._listening
        now = Listening(
            before.caption if caption is None else caption,
            before.spoken_to if spoken_to is None else spoken_to,
            before.heard if heard is None else heard,
            before.level if isinstance(level, str) else level,
        )
        if now != before:
            self._listening = now
            self._show_listening(now)

    # -- devices ---------------------------------------------------------------------------------------------------

    async def _look(self) -> None:
        while True:
            sound, speech = await self._sink.status(), await self._synthesizer.status()
            self._is("sound", sound.ready)
            self._is("speech", speech.ready)
            self._failing = False
            await self._clock.until(self._clock.now() + _LOOK_EVERY)

    def _failed(self, error: DeviceError) -> None:
        """A device failed while it spoke: the next thing is tried again, unless it says itself that it is gone."""
        if not self._failing:
            self._failing = True
            self._journal.record("voice-failed", error=type(error).__name__)
        if f"{error}" != self._told:  # a device's own words: what was to be said is not in them
            self._told = f"{error}"
            self._trouble(self._told)

    def _is(self, part: str, ready: bool) -> None:
        """A part works or does not: of what it speaks with, or of what it hears with."""
        if ready == (part not in self._down):
            return
        (self._down.discard if ready else self._down.add)(part)
        self._journal.record("voice-status", part=part, state="ready" if ready else "unavailable")

    async def _watch_headset(self) -> None:
        while True:
            try:
                self._plugged = await self._sink.headset_changed(self._plugged)
            except DeviceError:
                await self._clock.until(self._clock.now() + _AGAIN)
                continue
            if self._view:
                self._tell_plug(self._view)

    def _tell_plug(self, view: View) -> None:
        """Whether a headset is plugged in is the terminal's to know and the visit's to be told, once a prompt."""
        if view.apart:
            return
        told = (view.serial, self._plugged)
        if view.sound.headset == self._plugged or self._put is None or self._plug_told == told:
            return
        self._plug_told = told
        key = SoundKey.HEADSET if self._plugged else SoundKey.NO_HEADSET
        self._put(Act(ActKind.SOUND, key, channel=self.name))


async def _raised(broken: "asyncio.Future[None]") -> None:
    await broken
