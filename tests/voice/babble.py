"""People who talk behind a customer: several synthetic voices at once, saying what no prompt asks for."""

import io
import subprocess
import wave
from functools import cache

import numpy as np
import numpy.typing as npt

from drivers.audio.contract import HEARD_RATE, Sound
from drivers.audio.samples import CHUNK_BYTES, resampled
from kiosk.voice.grammar import Tongue

# voices that no model is trained on (packaging/voice-models/voices.py)
_VOICES = ("m2", "f5", "linda", "benjamin", "Andy", "steph2")
_BEHIND = 0.25  # as loud as whoever stands before the terminal: 12 dB less
_ACCENT: dict[Tongue, str] = {"zh": "cmn-latn-pinyin", "en": "en-us"}
_TALK: dict[Tongue, tuple[str, ...]] = {
    "zh": (
        "昨天下雨我就没有出门，在家里看了一天电视",
        "孩子放学以后要去学钢琴，晚上还有很多作业",
        "这家饭馆的鱼做得很好，下次我们一起来吃",
        "听说地铁又要修新的一条线，从东边到西边",
        "她上个星期去海边玩，拍了好多照片回来",
        "天气预报说明天会刮大风，你记得带外套",
    ),
    "en": (
        "it was raining all day yesterday so we stayed at home and watched television",
        "the children have piano lessons after school and then a lot of homework",
        "the fish in that restaurant is wonderful we should eat there again together",
        "they say a new railway will be built from the east side to the river",
        "she went to the seaside last week and took a great many pictures",
        "there will be strong wind in the morning so remember your coat",
    ),
}


def babble(language: Tongue, number: int, voices: int) -> bytes:
    """So many people at once, as a microphone gives it: another mixture for each `number`, always the same."""
    talks = _TALK[language]
    chance = np.random.default_rng(number)
    parts = [
        _spoken(talks[(number + i) % len(talks)], language, (number * 5 + i) % len(_VOICES)) for i in range(voices)
    ]
    begins = [round(HEARD_RATE * (0.5 + chance.uniform(0, 0.5))) for _ in parts]
    ends = max(len(part) + first for part, first in zip(parts, begins, strict=True))
    whole = chance.normal(0, 8, ends + HEARD_RATE)
    for part, first in zip(parts, begins, strict=True):
        whole[first : first + len(part)] += part * _BEHIND * chance.uniform(0.4, 1) / voices**0.5
    samples = np.clip(np.rint(whole), -32768, 32767).astype("<i2").tobytes()
    return samples[: len(samples) // CHUNK_BYTES * CHUNK_BYTES]


@cache
def _spoken(text: str, language: Tongue, voice: int) -> npt.NDArray[np.float64]:
    said = subprocess.run(
        ["espeak-ng", "-v", f"{_ACCENT[language]}+{_VOICES[voice]}", "-s", "150", "--stdout", "--stdin"],
        input=text.encode(),
        capture_output=True,
        check=True,
    ).stdout
    with wave.open(io.BytesIO(said)) as file:
        sound = Sound(file.readframes(file.getnframes()), file.getframerate())
    return np.frombuffer(resampled(sound, HEARD_RATE).samples, "<i2").astype(np.float64)
