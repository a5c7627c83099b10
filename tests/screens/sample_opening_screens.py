"""Samples of the two families that opening a card brought: an agreement to accept, and a signature.

What they say is borrowed from other prompts: here it is only as long as such texts are.
"""

import math
from dataclasses import replace

from kiosk.prompts import Accept, Invalid, Sign, Step
from tests.screens.cast import IN, Sample

_SAID = ("error-document-wrong-kind", "error-document-unreadable", "error-document-removed", "error-document-expired")
_STEP = Step(0, 9)


def opening_screens() -> dict[str, Sample]:
    """The samples by name."""
    short = Accept("face-consent", paragraphs=_SAID[:2], other="no", step=_STEP)
    long = replace(short, paragraphs=_SAID * 4)
    sign = Sign("watch-still-me", step=Step(6, 9))
    return {
        "face-consent-accept": (short, IN),
        "face-consent-accept-long": (long, IN),
        "face-consent-accept-long-middle": (long, replace(IN, draft="1", focus="page:previous")),
        "face-consent-accept-long-last": (long, replace(IN, draft="9")),
        "face-consent-accept-alone": (replace(short, other=""), IN),
        "watch-still-me-sign": (sign, IN),
        "watch-still-me-signed": (sign, replace(IN, draft=SIGNATURE)),
        "watch-still-me-missing": (sign, replace(IN, draft="", error=Invalid("error-signature-missing"))),
    }


def _signature() -> str:
    """Loops as a hand writes them, a stroke over them, and a dot."""
    loops = [(120 + 14 * i, 330 + round(130 * math.sin(i / 2.2)) - 2 * i) for i in range(50)]
    strokes = [loops, [(180 + 40 * i, 420 - 7 * i) for i in range(14)], [(860, 250)]]
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


SIGNATURE = _signature()
