"""Samples of the check by the camera, from consent to a member of staff."""

from dataclasses import replace

from kiosk.identity.looking import looking
from kiosk.identity.verdicts import Challenge, Guidance, Sight
from kiosk.prompts import Busy, Choice, Choose, Fact, Invalid, Notice, Pin, Step
from kiosk.services.face_checks import reason_text
from kiosk.texts import Text
from tests.screens.cast import IN, Sample

_ASKED = (Challenge.TURN_RIGHT, Challenge.BLINK, Challenge.OPEN_MOUTH)
_TURNS = (Challenge.TURN_LEFT, Challenge.TURN_RIGHT, Challenge.TURN_LEFT)
_STEP = Step(3, 5)
_LONG = (Guidance.NO_FACE, Guidance.SEVERAL_FACES, Guidance.AGAINST_LIGHT, Guidance.COVERED, Guidance.FINE)


def face() -> dict[str, Sample]:
    """The samples by name."""
    return {**_consent(), **_looks(), **_ended()}


def _consent() -> dict[str, Sample]:
    return {
        f"face-consent-{why}-{how}": (
            Choose(
                "face-consent",
                rows=(
                    Fact("row-consent-why", Text(f"consent-why-{why}")),
                    Fact("row-consent-how", Text(f"consent-how-{how}")),
                    Fact("row-consent-kept", Text(kept), strong=True),
                ),
                options=(
                    Choice("watch", "consent-watch", icon="visible"),
                    Choice("once", "consent-once", icon="camera"),
                    Choice("other", "consent-other", icon="person"),
                ),
                step=_STEP,
            ),
            IN,
        )
        for why, how, kept in (
            ("transfer", "registry", "consent-kept-staff"),
            ("statement", "document", "consent-kept-staff"),
            ("unfreeze", "registry", "consent-kept-staff"),
            ("application", "document", "consent-kept"),
        )
    }


def _looks() -> dict[str, Sample]:
    sights = {
        **{f"guide-{guidance}": Sight(guidance) for guidance in _LONG},
        "turn": Sight(Guidance.FINE, Challenge.TURN_RIGHT, 0, 3),
        "blink": Sight(Guidance.FINE, Challenge.BLINK, 1, 3),
        "mouth": Sight(Guidance.CLOSER, Challenge.OPEN_MOUTH, 2, 3),
        "between": Sight(Guidance.LOOK_AHEAD, None, 1, 3),
        "done": Sight(Guidance.FINE, None, 3, 3),
    }
    return {
        "face-look-starting": (looking(_ASKED, None, _STEP), IN),
        **{f"face-look-{name}": (looking(_ASKED, sight, _STEP), IN) for name, sight in sights.items()},
        "face-look-left": (looking(_TURNS, Sight(Guidance.FINE, Challenge.TURN_LEFT, 0, 3), _STEP), IN),
    }


def _ended() -> dict[str, Sample]:
    again = (Choice("again", "face-again", icon="camera"), Choice("other", "face-staff", icon="person"))
    return {
        **{
            f"face-failed-{reason}": (
                Notice("face-failed", rows=(Fact("row-face-reason", Text(reason_text(reason))),), options=again),
                IN,
            )
            for reason in ("no-match", "turn-unclear", "reference-unreadable", "several-faces")  # the longest
        },
        "face-broken": (Notice("face-broken", options=again[1:]), IN),
        "busy-verification": (Busy("busy-verification"), IN),
        "busy-portrait": (Busy("busy-portrait", cancel=True), IN),
        "busy-staff-check": (Busy("busy-staff-check", cancel=True), IN),
        "staff-refused": (Notice("staff-refused"), IN),
        "staff-not-there": (Notice("staff-not-there"), IN),
        "watch-gone": (_stopped("watch-gone"), IN),
        "watch-other": (_stopped("watch-other"), IN),
        "watch-other-not-seen": (_stopped("watch-other"), replace(IN, error=Invalid("error-watch-not-seen"))),
        "pin-order-watched": (
            Pin("pin-order", args={"length": 6}, step=Step(4, 5)),
            replace(IN, error=Invalid("pin-watched")),
        ),
    }


def _stopped(text: str) -> Choose:
    options = (Choice("me", "watch-still-me", icon="check"), Choice("finish", "watch-finish", icon="cancel"))
    return Choose(text, options=options, back=False)
