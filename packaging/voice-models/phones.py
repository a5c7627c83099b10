"""Phones: what espeak-ng names them, and what the models take for one. Without tones: no feature tells the pitch."""

import re

from voices import Language

SILENCE = "SIL"
_PAUSES = ("_", "_:", "_::", "_!", "")
# sounds that English voices of espeak-ng name apart, and no listener tells apart
_ENGLISH = {
    "I2": "I",
    "3:": "ER",
    "3": "@r",
    "0": "OH",
    "0:": "OH",
    "02": "OH",
    "i": "i:",
    "a#": "@",
    "@2": "@",
    "@5": "@",
    "t2": "t",
    "A": "A:",
    "u": "u:",
    "e": "E",
    "IR": "ER",
    "VR": "ER",
    "aI2": "aI",
    "O2": "O:",
}


def phone(name: str, language: Language) -> str | None:
    """Give the models' phone for espeak's `name`; None for what has no sound of its own."""
    if name.startswith("_") or name == "":
        return SILENCE if name in _PAUSES else None
    if name == ";":
        return None
    if language == "zh":
        return re.sub(r"[0-9|,'%=~&]+$", "", name) or None
    name = re.sub(r"[;#\-%',]", "", name)
    return _ENGLISH.get(name, name.rstrip("~") or None)
