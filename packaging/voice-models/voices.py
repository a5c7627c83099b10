"""The voices of espeak-ng, by name: which are trained on, which are for tuning, and which only for the final figures.

Nothing held out is ever trained or tuned on: voices, rates, pitches, one English accent, the values of `texts.held_out`
and the seeds of speech and noise.
"""

from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
Part = Literal["tuning", "final"]

_MEN = (
    "m1 m3 m5 m7 adam antonio caleb david ed edward2 gustave iven iven3 john marcelo max michel miguel norbert pablo "
    "paul pedro quincy rob robert sandro shelby travis zac Alex Denis Diogo Gene Henrique Hugo Jacky Lee Marco Mario "
    "Michael Mike Nguyen announcer croak klatt klatt3 klatt5 klatt6 grandpa edward Gene2 iven2 kaukovalta RicishayMax"
)
_WOMEN = "f1 f3 f4 Alicia Andrea anika aunty belinda steph steph3 grandma"

TUNING = ("m4", "f2", "boris", "Annie", "klatt4", "max")
FINAL = ("m2", "m6", "m8", "f5", "linda", "benjamin", "victor", "Andy", "klatt2", "steph2")
HELD_OUT: dict[Part, tuple[str, ...]] = {"tuning": TUNING, "final": FINAL}
TRAINED = tuple(voice for voice in f"{_MEN} {_WOMEN}".split() if voice not in TUNING + FINAL)

# words a minute, and espeak-ng's pitch; nothing near the held-out ones is trained on
HELD_OUT_RATES = (125, 150, 175, 205)
HELD_OUT_PITCHES = (28, 41, 59, 72)
RATES = tuple(rate for rate in range(110, 231) if all(abs(rate - held) > 3 for held in HELD_OUT_RATES))
PITCHES = tuple(pitch for pitch in range(20, 86) if all(abs(pitch - held) > 2 for held in HELD_OUT_PITCHES))

# the more often one is listed, the more of it
ACCENTS: dict[Language, tuple[str, ...]] = {
    "en": (
        *("en-us", "en-us", "en-us", "en-gb", "en-gb"),
        *("en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029"),
    ),
    "zh": ("cmn-latn-pinyin",),
}
# en-gb-x-rp is neither trained on nor in the lexicon
HELD_OUT_ACCENTS: dict[Language, tuple[str, ...]] = {
    "en": ("en-us", "en-us", "en-gb", "en-gb-x-rp"),
    "zh": ("cmn-latn-pinyin",),
}

# seeds of random numbers; those of training are in data.py, with 5000 added for the voices behind
TEXT_SEEDS: dict[Part, int] = {"tuning": 101, "final": 202}
BEHIND_SEEDS: dict[Part, int] = {"tuning": 1000, "final": 999}
NOISE_SEED, NOISE_KIND_SEED = 11, 12
HELD_OUT_AMOUNTS_SEED = 77
