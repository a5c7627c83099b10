"""Samples of the ID document: laying it in, what is wrong with it, taking it away."""

from dataclasses import replace

from kiosk.prompts import Invalid, Notice, PlaceDocument, TakeDocument
from tests.screens.cast import IN, Sample

_WRONG = ("skewed", "upside-down", "wrong-kind", "unreadable", "removed", "expired", "not-yet", "doubtful")


def document() -> dict[str, Sample]:
    """The samples by name."""
    place = PlaceDocument("place-id-document")
    found: dict[str, Sample] = {
        "place-id-document": (place, IN),
        "place-id-document-reading": (place, replace(IN, pending="pending-document")),
        "take-id-document": (TakeDocument("take-id-document"), IN),
        "goodbye-document-pulled": (
            Notice("goodbye-document-pulled", kind="success", seconds=4, button=False, back=False, cancel=False),
            IN,
        ),
    }
    for why in _WRONG:
        found[f"place-id-document-{why}"] = (place, replace(IN, error=Invalid(f"error-document-{why}")))
    for text in ("id-document-retained", "id-document-stuck"):
        found[text] = (Notice(text, back=False, cancel=False), IN)
    return found
