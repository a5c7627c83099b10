"""The face against the portrait on the document, live; and pictures for whoever approves, under a consent of their own.

A face is never the only way: without a consent, or a camera, staff alone decide.
"""

import base64
from datetime import datetime, timedelta
from typing import Literal

from bank.contract import FaceReport, StaffReason, Still
from drivers.camera.contract import Frame
from kiosk.bank.errors import BankDeclined
from kiosk.identity.consent import ask_consent
from kiosk.services.face_checks import Newest, attempts, finding
from kiosk.services.opening import PERSON, Opening, ask_bank
from kiosk.services.opening_agreements import accept

_AGREED_FOR = timedelta(minutes=45)  # the bank takes no picture an hour after it was agreed to


async def show_face(opening: Opening) -> str:
    """Let the customer look into the camera, if they agree; tell the bank what came of it.

    Gives what there is for the approver: "seen", or "staff" where nobody but they will look. Raises `Back`.
    """
    session = opening.session
    faces = session.terminal.faces
    await session.presence.stop()  # one look at a time
    left = opening.begun.face_attempts_left
    if faces is None or not left or not (await faces.camera.status()).ready:
        return "staff"
    faces.make_ready()
    consent = await ask_consent(session, "application", "document", PERSON)
    if consent is None:
        return "staff"
    await _ask_stills(opening)
    newest = Newest(faces)
    found = await attempts(session, newest.faces, opening.paper.photo, min(faces.attempts, left), PERSON)
    if isinstance(found, StaffReason):
        faces.engine.forget()
        return "staff"
    verdict, tried = found
    bank, id, token = session.terminal.bank, opening.begun.id, opening.token
    report = FaceReport(finding=finding(verdict, tried, consent.at))
    try:
        opening.now(
            await ask_bank(
                opening,
                "face",
                lambda key: bank.report_face(id, token, report, key),
                expected=("application-state",),
            )
        )
    except BankDeclined:
        return "staff"
    if opening.stills_at is not None:
        await _send(opening, newest.frame, opening.stills_at)
    if verdict.accepted and consent.watch:
        session.presence.watch(faces)
    else:
        faces.engine.forget()
    return "seen"


async def _ask_stills(opening: Opening) -> None:
    """May whoever approves see the two pictures? Once a visit; who agreed is asked anew once that is long ago."""
    now, agreed = opening.session.clock.wall(), opening.stills_at
    if not opening.stills_asked or (agreed is not None and now - agreed > _AGREED_FOR):
        given = await accept(opening, "stills", PERSON)
        opening.stills_asked = True
        opening.stills_at = opening.session.clock.wall() if given else None


async def _send(opening: Opening, frame: Frame | None, consented_at: datetime) -> None:
    from kiosk.identity.stills import shrunk, still_of

    pictures: list[tuple[Literal["document", "live"], bytes]] = [("document", shrunk(opening.paper.photo))]
    if frame is not None:
        pictures.append(("live", still_of(frame)))
    bank, id, token = opening.session.terminal.bank, opening.begun.id, opening.token
    for of, jpeg in pictures:
        still = Still(of=of, jpeg=base64.b64encode(jpeg).decode(), consented_at=consented_at)
        try:
            kept = await ask_bank(
                opening,
                "stills",
                lambda key, still=still: bank.send_still(id, token, still, key),
                expected=("consent-unclear",),
            )
        except BankDeclined:
            return  # the clocks are far apart: staff decide without pictures, as where nobody agreed to any
        opening.now(kept)
