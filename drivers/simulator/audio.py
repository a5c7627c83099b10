"""A loudspeaker nobody can hear, a headset socket, and a microphone that hears what the panel says."""

import asyncio
import base64
import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE, Sound
from drivers.audio.pace import Pace, RealTime
from drivers.audio.samples import CHUNK_BYTES, chunks, to_wav
from drivers.errors import DeviceError, Refused
from drivers.simulator.customer_voice import CustomerVoice, Noise, quiet_hall
from drivers.simulator.device import SLOW_SECONDS, SimulatedDevice, Sleep
from drivers.simulator.echo import Echo
from drivers.wire import JSON

KEPT = 50  # sounds in the folder; the oldest makes room
CAPTIONS = 6  # that the panel shows
REMEMBERED = 500  # texts in `spoken`
QUIET_SECONDS = 0.3  # that a customer waits for after the terminal has spoken
_LATE_SECONDS = 0.5  # that a slow microphone gives a chunk late
_MOST_BYTES = 64 * 2**20  # of one sound: a quarter of an hour

Progress = Callable[[JSON], None]


@dataclass
class Spoken:
    """Something the terminal plays or has played. `state`: "playing", "whole" or "stopped"."""

    text: str = field(repr=False)
    seconds: float
    state: str = "playing"


@dataclass(eq=False)
class _Said:
    """What the microphone is to hear: `left` of it; `out` chunks have gone out; the voice ends after `ends` seconds."""

    left: deque[bytes]
    ends: float
    ended: asyncio.Future[None]
    out: int = 0


class Audio(SimulatedDevice):
    """`spoken`: texts of what the terminal has begun to play, the newest last. `headset`: whether one is plugged in.

    `playing` and `listening`: whether sound goes out, and whether somebody listens. `voice_ended`: when the last voice
    ended at the microphone, by `pace`. In `haste` a sound is played as soon as it begins, and what is said is heard as
    fast as it is taken. `folder`: where WAV and text of the last sounds lie. `told`: called when the panel shows
    something else. Faults of its own: `dead-microphone` (it hears nothing at all); `echo` (it hears the loudspeaker,
    while no headset is plugged in).
    """

    name = "audio"
    known_faults = ("dead-microphone", "echo", "slow", "hang", "gone")

    def __init__(
        self,
        folder: Path,
        changed: Callable[[], None],
        sleep: Sleep = asyncio.sleep,
        *,
        told: Callable[[], None] = lambda: None,
        voice: CustomerVoice | None = None,
    ) -> None:
        super().__init__(changed, sleep)
        self.folder = folder
        self.pace: Pace = RealTime()
        self.haste = False
        self.headset = False
        self.listening = False
        self.voice_ended = 0.0
        self.history = deque[Spoken](maxlen=REMEMBERED)
        self._told = told
        self._voice = voice or CustomerVoice()
        self._loaded = bytearray()
        self._quiet_since = 0.0
        self._said = deque[_Said]()
        self._background: list[bytes] = []
        self._echo = Echo()

    @property
    def spoken(self) -> list[str]:
        """What has been said, without sounds that say nothing."""
        return [one.text for one in self.history if one.text]

    @property
    def playing(self) -> bool:
        """Whether a sound goes out now."""
        return bool(self.history) and self.history[-1].state == "playing"

    @property
    def hearing(self) -> bool:
        """Whether something said is on its way through the microphone."""
        return bool(self._said)

    # -- hands -----------------------------------------------------------------------------------------------------

    def plug(self) -> None:
        """Plug a headset in. Raises `ValueError` when there is one."""
        self._put_headset(True)

    def unplug(self) -> None:
        """Pull the headset out. Raises `ValueError` when there is none."""
        self._put_headset(False)

    async def say(self, text: str, language: str, noise: str = Noise.NONE, *, patience: float = 10.0) -> None:
        """Say something to the terminal, and be done when the voice has ended. As `hear` otherwise.

        `language`: "zh-Hans", "zh-Hant" or "en". `noise`: see `Noise`. Raises `ValueError` with a sentence for what
        cannot be said, too.
        """
        utterance = await self._voice.say(text, language, noise)
        await self.hear(utterance.samples, utterance.voice_ends, patience=patience)

    async def hear(self, samples: bytes, voice_ends: float | None = None, *, patience: float = 10.0) -> None:
        """Have the microphone hear `samples` at `HEARD_RATE`, of which the voice ends after so many seconds.

        Polite: waits until somebody listens and the terminal is quiet. Raises `ValueError` with a sentence when that
        is not within `patience` seconds, or nobody listens any more before the voice has ended.
        """
        ends = len(samples) / 2 / HEARD_RATE if voice_ends is None else voice_ends
        said = _Said(deque(chunks(samples)), ends, asyncio.get_running_loop().create_future())
        try:
            async with asyncio.timeout(patience):
                await self._until_quiet()
        except TimeoutError:
            raise ValueError(
                "The terminal does not listen." if not self.listening else "It goes on speaking."
            ) from None
        except DeviceError as error:
            raise ValueError(f"The microphone hears nothing: {error.detail}.") from None
        self._said.append(said)
        self._bell.ring()
        try:
            await said.ended
        except asyncio.CancelledError:
            with suppress(ValueError):
                self._said.remove(said)
            raise

    def close(self) -> None:
        """End what waits to speak."""
        self._voice.close()

    # -- what the kiosk asks ---------------------------------------------------------------------------------------

    async def stream(self, call: str, args: dict[str, JSON], progress: Progress) -> JSON:
        """The calls that tell something on their way: `play` when it begins, `chunks` what is heard."""
        starts = self._starts
        await self.until(lambda: True)
        if call == "play":
            if "slow" in self.faults:
                await self._sleep(SLOW_SECONDS)
                self._require_on_since(starts)
            await self._play(Sound(bytes(self._loaded), int(args["rate"])), args, starts, progress)
        else:
            await self._listen(starts, progress)

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "sink":
                return {"ready": True, "trouble": "", "headset": self.headset}
            case "source":
                return {"ready": True, "trouble": ""}
            case "headset":
                known = bool(args["known"])
                await self.until(lambda: self.headset is not known)
                return self.headset
            case "load":
                if args["first"]:
                    self._loaded.clear()
                self._loaded += base64.b64decode(args["samples"])
                if len(self._loaded) > _MOST_BYTES:
                    self._loaded.clear()
                    raise Refused(self.name, "a sound that is too long")
                return None
            case _:
                raise KeyError(call)

    async def _play(self, sound: Sound, args: dict[str, JSON], starts: int, progress: Progress) -> None:
        if self.playing:
            raise Refused(self.name, "it plays a sound already")
        if not args["bytes"]:
            sound = Sound(b"", sound.rate)
        if len(sound.samples) != args["bytes"]:
            raise Refused(self.name, "not all of the sound has come")
        one = Spoken(str(args["text"]), sound.seconds)
        self.history.append(one)
        self._show()
        began = self.pace.now()
        if "echo" in self.faults and not self.headset and not self.haste:
            self._echo.begins(sound, began)
        try:
            progress({"begun": True})
            while not self.haste and (now := self.pace.now()) < began + sound.seconds:
                await self.pace.until(min(began + sound.seconds, now + CHUNK_SECONDS))
                await self.until(lambda: True)
                self._require_on_since(starts)
            one.state = "whole"
        finally:
            if one.state == "playing":
                one.state = "stopped"
                played = round((self.pace.now() - began) * sound.rate)
                sound = Sound(sound.samples[: 2 * played], sound.rate)
            self._write(sound, one.text)
            self._quiet_since = self.pace.now()
            self._echo.ends(self._quiet_since)
            self._show()

    async def _listen(self, starts: int, progress: Progress) -> None:
        if self.listening:
            raise Refused(self.name, "somebody listens already")
        self.listening = True
        self._show()
        try:
            number, due = 0, self.pace.now()
            while True:
                due = await self._next_due(due)
                await self.until(lambda: True)
                self._require_on_since(starts)
                missed = int((self.pace.now() - due) // CHUNK_SECONDS)
                if missed > 10:  # it hung: what would have been heard meanwhile is lost
                    number, due = number + missed, due + missed * CHUNK_SECONDS
                number += 1
                samples = base64.b64encode(self._heard(number, due)).decode()
                progress({"samples": samples, "at": self.pace.now(), "number": number})
        finally:
            self.listening = False
            for said in self._said:
                if not said.ended.done():
                    said.ended.set_exception(ValueError("The terminal listens no more."))
            self._said.clear()
            self._show()

    async def _next_due(self, last: float) -> float:
        """Wait for the end of the next tenth of a second; gives when it was."""
        if self.haste and self._said:
            await asyncio.sleep(0)
            return self.pace.now()
        due = last + CHUNK_SECONDS
        await self.pace.until(due + (_LATE_SECONDS if "slow" in self.faults else 0.0))
        return due

    def _heard(self, number: int, due: float) -> bytes:
        """The next tenth of a second, which ended at `due`."""
        self._background = self._background or quiet_hall()
        heard = self._background[number % len(self._background)]
        if self._said:
            said = self._said[0]
            heard = said.left.popleft()
            said.out += 1
            if said.out * CHUNK_SECONDS >= said.ends and not said.ended.done():
                self.voice_ended = self.pace.now() - (said.out * CHUNK_SECONDS - said.ends)
                said.ended.set_result(None)
            if not said.left:
                self._said.popleft()
        if "dead-microphone" in self.faults:
            return bytes(CHUNK_BYTES)
        return self._echo.in_chunk(heard, due)

    async def _until_quiet(self) -> None:
        while True:
            await self.until(lambda: self.listening and not self.playing)
            if self.haste or (now := self.pace.now()) >= self._quiet_since + QUIET_SECONDS:
                return
            await self.pace.until(now + CHUNK_SECONDS)

    # -- for the panel and the state folder ------------------------------------------------------------------------

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        last = list(self.history)[-CAPTIONS:]
        return super().snapshot() | {
            "headset": self.headset,
            "listening": self.listening,
            "spoken": [{"text": one.text, "seconds": one.seconds, "state": one.state} for one in last],
        }

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator."""
        return super().state() | {"headset": self.headset}

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says."""
        super().restore(state)
        self.headset = bool(state.get("headset", False))

    def _put_headset(self, plugged: bool) -> None:
        if self.headset is plugged:
            raise ValueError("A headset is plugged in already." if plugged else "No headset is plugged in.")
        self.headset = plugged
        self.touch()

    def _show(self) -> None:
        """What is not kept has changed."""
        self._bell.ring()
        self._told()

    def _write(self, sound: Sound, text: str) -> None:
        """Put a sound into the folder, as far as it was played, and its text."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        names = sorted(int(file.stem) for file in self.folder.glob("*.wav") if file.stem.isdecimal())
        name = f"{(names[-1] if names else 0) + 1:06d}"
        _write_private(self.folder / f"{name}.txt", text.encode())
        _write_private(self.folder / f"{name}.wav", to_wav(sound))
        for old in names[: max(0, len(names) + 1 - KEPT)]:
            for kind in ("wav", "txt"):
                (self.folder / f"{old:06d}.{kind}").unlink(missing_ok=True)


def _write_private(file: Path, content: bytes) -> None:
    """Write what only our own user may read."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(content)
