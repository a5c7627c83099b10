"""Makes one text into speech and ends (see pyttsx3_child.py, which starts it).

    python -m drivers.speech.utter PARENT MEMORY

A line `{}` goes out when it could begin, then one request comes in,
`{"text", "voice", "rate"}`, and `{"words": [[start, length, at], ...]}` goes out when the WAV is in the descriptor
MEMORY. In place of either: `{"error": the name of a device error, "detail"}`, which is the last.

pyttsx3 is not to be trusted with a second utterance, nor with ending a process (docs/sound.md): hence one child each,
which ends by `os._exit`. libespeak-ng (GPL) is loaded here and nowhere else.
"""

import ctypes
import os
import signal
import sys
import threading
from typing import Any

from drivers.child_side import begin
from drivers.errors import DeviceError, Disconnected, Refused, TimedOut

NAME = "speech"
UTTER_SECONDS = 20  # for one text: five times what the longest takes on a slow machine
LIBRARY = "libespeak-ng.so.1"
LOADED_AS = {"en-gb": "gmw/en"}  # listed by one name, loaded by another

_WORD, _END_OF_LIST = 1, 0
_UTF8, _END_PAUSE = 1, 0x1000


class _Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Utterance:
    """pyttsx3, ready for one text."""

    def __init__(self) -> None:
        """Raises `Disconnected` where there is no espeak-ng."""
        import pyttsx3

        try:
            self._engine = pyttsx3.init("espeak")
            self._library = ctypes.CDLL(LIBRARY)
        except (RuntimeError, OSError, ImportError) as error:
            raise Disconnected(NAME, f"no espeak-ng ({error}): install the package espeak-ng") from None

    def write(self, text: str, voice: str, rate: int, memory: int) -> list[tuple[int, int, float]]:
        """Write `text` as WAV to the descriptor `memory`; give the place, length and moment of its words.

        Raises `Refused` for a voice there is not, `TimedOut` where pyttsx3 never says that it has finished.
        """
        finished = threading.Event()
        wrong: list[Exception] = []

        # called by these names
        def on_finished(name: str | None, completed: bool) -> None:
            if completed:
                finished.set()

        def on_error(name: str | None, exception: Exception) -> None:
            wrong.append(exception)

        self._engine.connect("finished-utterance", on_finished)
        self._engine.connect("error", on_error)
        # Else it does all in one go when it runs: it cancels what the library has not done yet, as the new rate.
        self._engine.proxy.setBusy(False)
        self._engine.setProperty("voice", LOADED_AS.get(voice, voice))
        self._engine.setProperty("rate", rate)
        self._library.espeak_Synchronize()
        if wrong:
            raise Refused(NAME, f"espeak-ng has no voice {voice!r}")
        self._engine.save_to_file(text, f"/proc/self/fd/{memory}")
        self._engine.runAndWait()
        if not finished.wait(UTTER_SECONDS):
            raise TimedOut(NAME, "pyttsx3 did not finish")
        return self._words(text)

    def _words(self, text: str) -> list[tuple[int, int, float]]:
        """When each word is spoken: the library makes the same speech again, and tells of it.

        pyttsx3 passes on no times. Asking the library itself costs 20 ms a sentence.
        """
        words: list[tuple[int, int, float]] = []

        def heard(samples: object, count: int, events: Any) -> int:
            place = 0
            while (event := events[place]).type != _END_OF_LIST:
                if event.type == _WORD:
                    words.append((event.text_position - 1, event.length, event.audio_position / 1000))
                place += 1
            return 0

        callback = _Heard(heard)
        self._library.espeak_SetSynthCallback(callback)
        content = text.encode()
        size = ctypes.c_size_t(len(content) + 1)
        self._library.espeak_Synth(content, size, 0, 1, 0, _END_PAUSE | _UTF8, None, None)
        self._library.espeak_Synchronize()  # keeps `callback` in use until the last word
        return _rising(words, len(text))


def _rising(words: list[tuple[int, int, float]], size: int) -> list[tuple[int, int, float]]:
    """Those that rise in place and time, and lie within the text."""
    kept: list[tuple[int, int, float]] = []
    for start, length, at in words:
        after, since = (kept[-1][0] + kept[-1][1], kept[-1][2]) if kept else (0, 0.0)
        if after <= start and length > 0 and start + length <= size and since <= at:
            kept.append((start, length, at))
    return kept


def main(parent: int, memory: int) -> None:
    """Make one utterance."""
    link = begin(parent)
    try:
        utterance = Utterance()
        link.say({})
        for asked in link.heard():
            signal.alarm(UTTER_SECONDS * 2)  # whatever hangs in there, it does not stay
            link.say({"words": utterance.write(asked["text"], asked["voice"], asked["rate"], memory)})
            break
    except DeviceError as error:
        link.fail(error)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
    os._exit(0)  # at the usual end of a process pyttsx3 can wait for ever
