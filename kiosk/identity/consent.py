"""Consent to the camera: asked for by itself, before it is first used, with what for and how long, and another way.

Personal Information Protection Law of the People's Republic of China, articles 28 and 29 (sensitive information, a
separate consent), and the rule that a face is never the only way.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.prompts import Choice, Choose, Fact, Step
from kiosk.texts import Text

if TYPE_CHECKING:
    from kiosk.session import Session


@dataclass(frozen=True)
class Consent:
    """What the customer agreed to, and when. Holds for one visit. `watch`: the camera may stay on until it ends.

    `staff`: a member of staff at the terminal may see both pictures.
    """

    at: datetime
    watch: bool
    staff: bool = False


async def ask_consent(
    session: "Session", purpose: str, reference: str, step: Step | None = None, *, staff: bool = False
) -> Consent | None:
    """Ask, unless it was given in this visit. None: the customer would rather have a member of staff.

    `purpose` and `reference` end the text ids of why and against what (consent-why-transfer, consent-how-registry).
    `staff`: where the check does not say enough, a member of staff at the terminal sees both pictures.
    Raises `Back`, `CustomerLeft`, `IdleOut`.
    """
    if session.consent is not None and (session.consent.staff or not staff):
        return session.consent
    prompt = Choose(
        "face-consent",
        rows=(
            Fact("row-consent-why", Text(f"consent-why-{purpose}")),
            Fact("row-consent-how", Text(f"consent-how-{reference}")),
            Fact("row-consent-kept", Text("consent-kept-staff" if staff else "consent-kept"), strong=True),
        ),
        options=(
            Choice("watch", "consent-watch", icon="visible", by_hand=True),
            Choice("once", "consent-once", icon="camera", by_hand=True),
            Choice("other", "consent-other", icon="person"),
        ),
        step=step,
    )
    answer = await session.ask(prompt)
    session.note("face-consent", purpose=purpose, given=answer)
    if answer == "other":
        return None
    session.consent = Consent(session.clock.wall(), watch=answer == "watch", staff=staff)
    return session.consent
