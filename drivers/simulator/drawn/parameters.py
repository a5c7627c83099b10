"""What makes one drawn person differ from another, and people drawn at random from it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from drivers.simulator.drawn.arrays import Colour

FACES = Path(__file__).resolve().parents[3] / "assets" / "sandbox" / "faces.json"


@dataclass(frozen=True)
class Features:
    """One person. Numbers lie in the ranges of `RANGES`; those of 0 to 1 are amounts, lengths are in units."""

    # head
    temple: float
    cheekbone: float
    jaw: float
    chin_width: float
    chin: float
    crown: float
    flatness: float
    muzzle: float
    chin_out: float
    brow_ridge: float
    cheek_mass: float
    jowl: float
    neck: float
    ear: float
    # eyes and brows
    eye_x: float
    eye_width: float
    eye_up: float
    eye_low: float
    eye_tilt: float
    socket: float
    crease: float
    crease_height: float
    lash: float
    bags: float
    brow_height: float
    brow_arch: float
    brow_tilt: float
    brow_width: float
    brow_thick: float
    brow_dark: float
    # nose
    nose_y: float
    nose_width: float
    nose_bridge: float
    nose_root: float
    nose_tip: float
    nose_hump: float
    nose_up: float
    nostril: float
    # mouth
    mouth_y: float
    mouth_width: float
    lip_up: float
    lip_low: float
    lip_red: float
    lip_curve: float
    # surface
    age: float
    ruddy: float
    freckles: float
    moles: float
    gloss: float
    beard: float
    moustache: float
    makeup: float
    form: float  # bumps that no other number describes
    tone: float  # zones of colour that no other number describes
    # hair and glasses
    hairline: float
    recession: float
    parting: float
    hair_volume: float
    temple_hair: float
    curl: float
    glasses_width: float
    glasses_height: float
    # what is no number
    seed: int  # of everything that is random in this person
    look: str  # a key of SKINS
    style: str  # of the hair, one of STYLES
    skin: Colour
    hair: Colour
    iris: Colour
    glasses: bool
    shirt: Colour
    scarf: Colour


RANGES: dict[str, tuple[float, float]] = {
    "temple": (0.92, 1.06), "cheekbone": (0.94, 1.08), "jaw": (0.66, 0.92), "chin_width": (0.36, 0.62),
    "chin": (1.42, 1.78), "crown": (1.55, 1.80), "flatness": (2.05, 2.75), "muzzle": (-0.05, 0.10),
    "chin_out": (-0.08, 0.12), "brow_ridge": (0.0, 0.10), "cheek_mass": (-0.04, 0.10), "jowl": (0.0, 0.12),
    "neck": (0.56, 0.78), "ear": (0.08, 0.22),
    "eye_x": (0.40, 0.51), "eye_width": (0.185, 0.245), "eye_up": (0.060, 0.098), "eye_low": (0.035, 0.07),
    "eye_tilt": (-0.03, 0.05), "socket": (0.02, 0.16), "crease": (0.15, 0.95), "crease_height": (0.035, 0.075),
    "lash": (0.5, 1.0), "bags": (0.0, 0.6), "brow_height": (0.24, 0.40), "brow_arch": (-0.02, 0.08),
    "brow_tilt": (-0.06, 0.06), "brow_width": (0.24, 0.34), "brow_thick": (0.042, 0.09), "brow_dark": (0.35, 0.95),
    "nose_y": (0.58, 0.82), "nose_width": (0.17, 0.31), "nose_bridge": (0.09, 0.17), "nose_root": (0.03, 0.18),
    "nose_tip": (0.20, 0.38), "nose_hump": (-0.06, 0.08), "nose_up": (-0.05, 0.07), "nostril": (0.4, 0.95),
    "mouth_y": (0.24, 0.36), "mouth_width": (0.30, 0.46), "lip_up": (0.04, 0.11), "lip_low": (0.06, 0.14),
    "lip_red": (0.1, 1.0), "lip_curve": (-0.03, 0.04),
    "age": (0.0, 1.0), "ruddy": (0.0, 1.0), "freckles": (0.0, 0.6), "moles": (0.0, 4.0), "gloss": (0.1, 0.9),
    "beard": (-1.2, 1.0), "moustache": (-1.2, 1.0), "makeup": (-0.8, 1.0), "form": (0.0, 0.06), "tone": (0.0, 0.08),
    "hairline": (-1.22, -0.80), "recession": (0.0, 0.35), "parting": (-0.7, 0.7), "hair_volume": (0.05, 0.30),
    "temple_hair": (1.02, 1.28), "curl": (0.0, 1.0), "glasses_width": (0.26, 0.33), "glasses_height": (0.18, 0.27),
}  # fmt: skip
SKINS: dict[str, tuple[Colour, ...]] = {  # light to dark
    "european": ((238, 205, 186), (226, 184, 158), (214, 168, 138), (232, 190, 172)),
    "east_asian": ((236, 203, 172), (224, 186, 150), (208, 166, 128)),
    "south_asian": ((176, 126, 92), (150, 104, 74), (196, 148, 112)),
    "african": ((98, 66, 50), (124, 84, 62), (78, 54, 44), (142, 98, 72)),
    "west_asian": ((214, 170, 136), (196, 150, 116), (226, 184, 152)),
}
HAIRS: dict[str, tuple[Colour, ...]] = {
    "european": ((52, 36, 26), (92, 64, 42), (158, 122, 76), (196, 162, 108), (124, 62, 34), (34, 26, 22)),
    "east_asian": ((26, 22, 22), (38, 28, 26)),
    "south_asian": ((26, 20, 20), (40, 28, 24)),
    "african": ((24, 20, 20), (34, 26, 24)),
    "west_asian": ((30, 24, 22), (56, 38, 28)),
}
GREYS: tuple[Colour, ...] = ((150, 148, 146), (204, 202, 198), (98, 94, 92))
IRISES: dict[str, tuple[Colour, ...]] = {"european": ((84, 112, 140), (96, 116, 84), (98, 66, 40), (120, 132, 138))}
DARK_IRISES: tuple[Colour, ...] = ((62, 40, 28), (44, 30, 24))
STYLES = ("bald", "buzz", "short", "fringe", "bob", "long", "bun", "afro", "scarf")
_COLOURS = ("skin", "hair", "iris", "shirt", "scarf")
LONG_STYLES = ("bob", "long", "bun", "scarf")  # drawn without a beard
# parameters whose range is narrower for a look, as fractions of it
SHIFTS: dict[str, dict[str, tuple[float, float]]] = {
    "east_asian": {
        "nose_root": (0, 0.35), "socket": (0, 0.3), "crease": (0, 0.4), "eye_up": (0.1, 0.6), "eye_tilt": (0.5, 1),
        "brow_ridge": (0, 0.4), "nose_tip": (0, 0.5), "cheekbone": (0.4, 1), "freckles": (0, 0.1),
    },
    "african": {
        "nose_width": (0.5, 1), "lip_up": (0.5, 1), "lip_low": (0.5, 1), "muzzle": (0.5, 1), "nose_tip": (0, 0.6),
        "curl": (0.8, 1), "freckles": (0, 0.1), "nose_root": (0, 0.6),
    },
    "south_asian": {
        "brow_dark": (0.6, 1), "brow_thick": (0.4, 1), "bags": (0.3, 1), "freckles": (0, 0.1), "socket": (0.3, 1),
    },
    "west_asian": {
        "nose_hump": (0.4, 1), "brow_dark": (0.6, 1), "brow_thick": (0.4, 1), "nose_tip": (0.4, 1),
        "nose_root": (0.5, 1),
    },
    "european": {"nose_root": (0.4, 1), "nose_tip": (0.3, 1), "nose_width": (0, 0.6), "lip_up": (0, 0.6)},
}  # fmt: skip


def random_features(seed: int) -> Features:
    """A person drawn at random; the same for the same seed."""
    rng = np.random.default_rng(seed)
    look = str(rng.choice(list(SKINS)))
    values = dict[str, float]()
    for name, (low, high) in RANGES.items():
        first, last = SHIFTS[look].get(name, (0.0, 1.0))
        values[name] = round(float(low + (high - low) * (first + (last - first) * rng.beta(0.6, 0.6))), 4)
    old = values["age"] > 0.80
    weights = np.array([1, 2, 4, 2, 2, 3, 2, 1 + 2 * (look == "african"), 1], float)
    style = str(rng.choice(STYLES, p=weights / weights.sum()))
    if style in LONG_STYLES:
        values["beard"] = values["moustache"] = 0.0
        values["recession"] *= 0.3
    else:
        values["makeup"] = 0.0

    def pick(colours: tuple[Colour, ...]) -> Colour:
        return colours[int(rng.integers(len(colours)))]

    def any_colour(low: int, high: int) -> Colour:
        red, green, blue = rng.integers(low, high, 3)
        return int(red), int(green), int(blue)

    return Features(
        **values,
        seed=seed,
        look=look,
        style=style,
        skin=pick(SKINS[look]),
        hair=pick(GREYS if old else HAIRS[look]),
        iris=pick(IRISES.get(look, DARK_IRISES)),
        glasses=bool(rng.random() < 0.18),
        shirt=any_colour(30, 190),
        scarf=any_colour(40, 200),
    )


def read_faces(file: Path = FACES) -> dict[str, Features]:
    """The cast by its face names. Raises `OSError`, and `ValueError` or `TypeError` for what is no cast."""
    return {name: features(values) for name, values in json.loads(file.read_text(encoding="utf-8")).items()}


def features(values: dict[str, Any]) -> Features:
    """A person from what JSON carries. Raises `TypeError` when a name is missing or unknown."""
    whole: dict[str, Any] = values | {name: tuple(values[name]) for name in _COLOURS if name in values}
    return Features(**whole)


def written(face: Features) -> dict[str, Any]:
    """A person as JSON carries them."""
    values = asdict(face)
    return values | {name: list(values[name]) for name in _COLOURS}
