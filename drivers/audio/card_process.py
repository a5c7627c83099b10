"""Plays to a sound card, or hears from one, by PortAudio, in a process of its own (see sound_card.py, which starts it).

    python -m drivers.audio.card_process play|hear|look DEVICE PARENT

DEVICE is a name, a part of one, or a number, as PortAudio knows it; "" is its default. The first line out is `{}` once
the card is there. A player then hears `{"rate", "bytes"}` and so many bytes after it, and `{"stop": true}`; it says
`{"begun"}`, and `{"ended": whether it was played to its end}`. A microphone says `{"samples", "at", "number"}` ten
times a second.
"""

import base64
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE, Sound
from drivers.child_side import Link, begin
from drivers.errors import DeviceError, Disconnected, Refused

if TYPE_CHECKING:
    import sounddevice

NAME = "audio"
_BLOCK_SECONDS = 0.02
_LATENCY_SECONDS = 0.06  # of what is played: as little as is safe beside a screen that moves
_TAIL_SECONDS = 0.1  # of silence after a sound: what a card still holds when it stops is not played
_TRIES, _AGAIN_SECONDS = 3, 0.05  # a card may refuse for a moment, while it lets go of the sound before
_STALLED_SECONDS = 1.5  # without a sample being wanted: the card is gone
_CHUNK = round(HEARD_RATE * CHUNK_SECONDS)


class Player:
    """Plays one sound at a time."""

    def __init__(self, card: Any, device: str | int | None, link: Link) -> None:
        self._card = card
        self._device = device
        self._link = link
        self._stream: sounddevice.RawOutputStream | None = None
        self._sound = memoryview(b"")
        self._place = 0
        self._stopped = False

    def play(self, sound: Sound) -> None:
        """Begin to play; that it has ended is said later."""
        self.stop()
        tail = bytes(2 * round(_TAIL_SECONDS * sound.rate))
        self._sound, self._place, self._stopped = memoryview(sound.samples + tail), 0, False
        ended = threading.Event()
        for left in reversed(range(_TRIES)):
            try:
                self._stream = self._opened(sound.rate, ended)
                self._stream.start()
                break
            except self._card.PortAudioError as error:
                if not left:
                    raise Disconnected(NAME, f"the card does not play: {error}") from None
                time.sleep(_AGAIN_SECONDS)
        threading.Thread(target=self._tell_end, args=(ended,), daemon=True).start()

    def stop(self) -> None:
        """Play no more, at once."""
        self._stopped = True
        if self._stream is not None:
            self._stream.abort()
            self._stream.close()
            self._stream = None

    def _opened(self, rate: int, ended: threading.Event) -> "sounddevice.RawOutputStream":
        return self._card.RawOutputStream(
            samplerate=rate,
            blocksize=round(rate * _BLOCK_SECONDS),
            device=self._device,
            channels=1,
            dtype="int16",
            latency=_LATENCY_SECONDS,
            callback=self._fill,
            finished_callback=ended.set,
        )

    def _fill(self, out: Any, frames: int, moment: object, status: object) -> None:
        """On PortAudio's thread: the next `frames`."""
        if self._place == 0:
            self._link.say({"begun": True})
        part = self._sound[self._place : self._place + 2 * frames] if not self._stopped else memoryview(b"")
        self._place += len(part)
        out[: len(part)] = bytes(part)
        if len(part) < 2 * frames:
            out[len(part) :] = bytes(2 * frames - len(part))
            raise self._card.CallbackStop

    def _tell_end(self, ended: threading.Event) -> None:
        place = -1
        while not ended.wait(_STALLED_SECONDS):
            if place == self._place < len(self._sound):
                self._link.fail(Disconnected(NAME, "the card takes no more sound: check it, and its cable"))
                return
            place = self._place
        self._link.say({"ended": not self._stopped and self._place >= len(self._sound)})


def main(what: str, device: str, parent: int) -> None:
    """Play or hear until nobody wants it any more."""
    link = begin(parent)
    os.environ.setdefault("PULSE_LATENCY_MSEC", "60")  # PulseAudio and PipeWire would hold back up to two seconds
    try:
        card = _loaded()
        chosen = int(device) if device.isdecimal() else device or None
        _require(card, chosen, "output" if what == "play" else "input")
        link.say({})
        if what == "play":
            _play(card, chosen, link)
        elif what == "hear":
            _hear(card, chosen, link)
    except DeviceError as error:
        link.fail(error)


def _loaded() -> Any:
    try:
        import sounddevice as card
    except OSError:
        raise Disconnected(NAME, "no PortAudio: install the package libportaudio2") from None
    return card


def _require(card: Any, device: str | int | None, kind: str) -> None:
    try:
        card.query_devices(device, kind)
    except (card.PortAudioError, ValueError) as error:
        raise Disconnected(NAME, f"no sound card for {kind}: {error}") from None


def _play(card: Any, device: str | int | None, link: Link) -> None:
    player = Player(card, device, link)
    for asked in link.heard():
        if "stop" in asked:
            player.stop()
        else:
            player.play(Sound(link.data(asked["bytes"]), asked["rate"]))


def _hear(card: Any, device: str | int | None, link: Link) -> None:
    try:
        with card.RawInputStream(
            samplerate=HEARD_RATE, blocksize=_CHUNK, device=device, channels=1, dtype="int16"
        ) as stream:
            number = 0
            while True:
                samples, overflowed = stream.read(_CHUNK)
                number += 1 + bool(overflowed)
                content = base64.b64encode(bytes(samples)).decode()
                link.say({"samples": content, "at": time.monotonic(), "number": number})
    except card.PortAudioError as error:
        advice = "name a device that converts (plughw:, default, pulse)"
        raise Refused(NAME, f"the card gives no {HEARD_RATE} samples a second: {error}: {advice}") from None


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    os._exit(0)  # PortAudio can wait for a card at the usual end
