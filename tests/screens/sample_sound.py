"""Samples of how it is spoken: the sheet of sound keys in its states, and a blank screen."""

from dataclasses import replace

from kiosk.channels import Sounding
from kiosk.prompts import Choice, Home
from tests.screens.cast import HOME, IN, Sample
from tests.screens.sample_transfer import transfer


def sound() -> dict[str, Sample]:
    """The samples by name."""
    services = tuple(Choice(name, f"service-{name}", icon=name) for name in ("transfer", "inquiry", "open-card"))
    attract = Home("attract", options=services, back=False, cancel=False, idles=False)
    review = transfer()["transfer-review"]
    open_sheet = Sounding(keys=True)
    least = Sounding(keys=True, volume=-2, pace=-2, mute=True, aloud=True)
    most = Sounding(keys=True, volume=2, pace=2, eyes_shut=True)
    return {
        "attract-sound": (attract, replace(HOME, sound=open_sheet, focus="sound:louder")),
        "attract-sound-least": (attract, replace(HOME, sound=least)),
        "attract-sound-most": (attract, replace(HOME, sound=most, focus="sound-done")),
        "transfer-review-sound": (review[0], replace(review[1], sound=most)),
        "attract-no-sound": (attract, replace(HOME, spoken=False)),
        "attract-blank": (attract, replace(IN, sound=Sounding(eyes_shut=True, blank=True))),
        "attract-muted": (attract, replace(HOME, sound=Sounding(mute=True))),
    }
