"""Speech by espeak-ng's library, with the times of its words and phones. It keeps one state: one thread a process."""

import ctypes
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

_WORD, _PHONE = 1, 7  # kinds of espeak's events
_RETRIEVAL, _WITH_PHONES = 2, 1
_RATE, _PITCH = 1, 3


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


@dataclass(frozen=True)
class Event:
    """A word or a phone begins, `at` milliseconds from the start: espeak's name of the phone, or the word's place."""

    at: int
    kind: Literal["word", "phone"]
    phone: str = ""
    position: int = 0  # of the word's first character, counted from 1


class _Voice:
    def __init__(self) -> None:
        self.library = ctypes.CDLL("libespeak-ng.so.1")
        self.samples: list[Any] = []
        self.events: list[Event] = []
        self.rate = int(self.library.espeak_Initialize(_RETRIEVAL, 0, None, _WITH_PHONES))
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
        self.callback = kind(self._take)  # kept: the library has only a pointer to it
        self.library.espeak_SetSynthCallback(self.callback)
        number, size, place = ctypes.c_uint, ctypes.c_size_t, ctypes.c_void_p
        self.library.espeak_Synth.argtypes = [place, size, number, ctypes.c_int, number, number, place, place]

    def _take(self, samples: Any, count: int, events: Any) -> int:
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == _WORD:
                self.events.append(Event(event.audio_position, "word", position=event.text_position))
            elif event.type == _PHONE:
                name = bytes(event.id.string).split(b"\0")[0].decode("utf-8", "ignore")
                self.events.append(Event(event.audio_position, "phone", phone=name))
            index += 1
        if count > 0 and samples:
            self.samples.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0


_voice = _Voice()
RATE = _voice.rate  # samples a second


def speak(text: str, voice: str, rate: int = 160, pitch: int = 50) -> tuple[np.ndarray, list[Event]]:
    """Speak `text`: samples at `RATE`, on the scale of 16-bit numbers, and what they say when."""
    _voice.samples.clear()
    _voice.events.clear()
    library = _voice.library
    library.espeak_SetVoiceByName(voice.encode())
    library.espeak_SetParameter(_RATE, rate, 0)
    library.espeak_SetParameter(_PITCH, pitch, 0)
    content = text.encode() + b"\0"
    library.espeak_Synth(content, len(content), 0, 1, 0, 1, None, None)
    samples = _voice.samples
    return (np.concatenate(samples).astype(np.float32) if samples else np.zeros(0, np.float32)), list(_voice.events)
