"""Knowing a customer better than by card and PIN, where the bank wants it: by the face, or by a member of staff.

The bank decides when and judges what was found (docs/verification.md). A face is never the only way: at each step a
member of staff can be asked for instead.
"""

from dataclasses import dataclass, field

from bank.contract import (
    StaffReason,
    StepUp,
    Verification,
    VerificationRequest,
    VerificationState,
    VerificationWay,
)
from drivers.id_scanner.contract import DocumentKind
from kiosk.awaiting import Awaited
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.identity.consent import ask_consent
from kiosk.leaving import ServiceStopped
from kiosk.prompts import Step
from kiosk.services.face_checks import Newest, attempts, finding
from kiosk.services.steps import asking_bank
from kiosk.session import Session


@dataclass(frozen=True)
class _Portrait:
    """What the face is compared with. `number`: that of the document it is on, empty for the registry's."""

    way: VerificationWay
    jpeg: bytes = field(repr=False)
    number: str = field(default="", repr=False)


@dataclass(frozen=True)
class _Found:
    """What the bank is told; and, of a face check, the two pictures, which it is not."""

    request: VerificationRequest
    portrait: bytes = field(default=b"", repr=False)
    newest: Newest | None = None

    def pictures(self) -> tuple[bytes, bytes]:
        """Portrait and face, JPEG, for whoever decides here; empty where nobody looked."""
        if self.newest is None or self.newest.frame is None:
            return self.portrait, b""
        from kiosk.identity.stills import still_of

        return self.portrait, still_of(self.newest.frame)


async def verify(session: Session, step_up: StepUp, subject: str, step: Step | None = None) -> str:
    """Have the bank know that this is its customer. Gives a token for exactly `subject` (see `VerificationRequest`).

    Raises `Back`, `CustomerLeft`, `IdleOut`; `ServiceStopped` where it could not be confirmed.
    """
    found = await _found(session, step_up, subject, step)
    verification = await _report(session, found.request)
    if verification.state is VerificationState.NEEDS_STAFF:
        verification = await _staff(session, verification, found)
    match verification.state:
        case VerificationState.ACCEPTED:
            return verification.token
        case VerificationState.ENDED:
            raise ServiceStopped("staff-not-there")
        case _:
            raise ServiceStopped("staff-refused")


async def _found(session: Session, step_up: StepUp, subject: str, step: Step | None) -> _Found:
    """What can be said of the person: a face finding, or that a member of staff must look."""

    def by_staff(reason: StaffReason) -> _Found:
        return _Found(
            VerificationRequest(
                purpose=step_up.purpose, subject=subject, way=VerificationWay.STAFF, staff_reason=reason
            )
        )

    faces = session.terminal.faces
    await session.presence.stop()  # one look at a time
    way = await _way(session, step_up)
    if faces is None or way is None:
        return by_staff(StaffReason.FACE_UNAVAILABLE)
    faces.make_ready()
    consent = await ask_consent(session, step_up.purpose.value, way.value, step, staff=True)
    if consent is None:
        return by_staff(StaffReason.CONSENT_REFUSED)
    newest, most = Newest(faces), min(faces.attempts, step_up.face_attempts_left)
    portrait = await _registry(session) if way is VerificationWay.REGISTRY else None
    if portrait is not None:
        found = await attempts(session, newest.faces, portrait.jpeg, most, step)
    elif not await _by_document(session, step_up):
        return by_staff(StaffReason.FACE_UNAVAILABLE)
    else:
        # the bank knows its customers by their resident ID number alone
        async with session.document([DocumentKind.RESIDENT_ID]) as document:
            portrait = _Portrait(VerificationWay.DOCUMENT, document.photo, document.number)
            found = await attempts(session, newest.faces, portrait.jpeg, most, step)
    if isinstance(found, StaffReason):
        return by_staff(found)
    verdict, tried = found
    if verdict.accepted and consent.watch:
        session.presence.watch(faces)
    else:
        faces.engine.forget()
    request = VerificationRequest(
        purpose=step_up.purpose,
        subject=subject,
        way=portrait.way,
        face=finding(verdict, tried, consent.at),
        document_number=portrait.number or None,
    )
    return _Found(request, portrait.jpeg, newest)


async def _way(session: Session, step_up: StepUp) -> VerificationWay | None:
    """The bank's first choice of what the face is compared with, of those that can be had here now."""
    faces = session.terminal.faces
    if faces is None or not step_up.face_attempts_left or not (await faces.camera.status()).ready:
        return None
    for way in step_up.ways:
        if way is VerificationWay.REGISTRY or (
            way is VerificationWay.DOCUMENT and await _by_document(session, step_up)
        ):
            return way
    return None


async def _by_document(session: Session, step_up: StepUp) -> bool:
    """Whether the portrait on the ID document may be used, and a document could be laid in now."""
    return VerificationWay.DOCUMENT in step_up.ways and (await session.terminal.id_scanner.status()).ready


async def _registry(session: Session) -> _Portrait | None:
    assert session.customer is not None
    fetching = session.terminal.bank.registry_portrait(session.customer.token)
    try:
        return _Portrait(VerificationWay.REGISTRY, await session.busy("busy-portrait", fetching, cancel=True))
    except BankDeclined:
        return None
    except (BankUnreachable, BankBadAnswer) as failed:
        session.terminal.doubt_bank()
        raise ServiceStopped("problem-bank-away") from failed


async def _report(session: Session, request: VerificationRequest) -> Verification:
    assert session.customer is not None
    session.note("verification-init", purpose=request.purpose.value, way=request.way.value)
    state = "unknown"
    try:
        asking = session.terminal.bank.verify(session.customer.token, request)
        verification = await asking_bank(session, "busy-verification", asking)
        state = verification.state.value
        return verification
    finally:
        session.note("verification-complete", disposition=state)


async def _staff(session: Session, verification: Verification, found: _Found) -> Verification:
    """Call a member of staff and wait for their word, here or from a desk. The customer may leave meanwhile."""
    terminal = session.terminal
    terminal.assistance.call(session.id, "busy-staff-check", session.language)
    session.note("staff-check-init")
    state = "left"
    try:
        with session.awaiting(Awaited("verification", verification.id, *found.pictures())):
            asking = _answered(session, verification.id)
            answered = await session.busy("busy-staff-check", asking, cancel=True, staff=True)
        state = answered.state.value
        return answered
    finally:
        session.note("staff-check-complete", disposition=state)
        await terminal.assistance.end(came=state in ("accepted", "refused"))


async def _answered(session: Session, id: str) -> Verification:
    """Ask the bank again and again until staff have answered or may not any more. A line that drops is waited for."""
    assert session.customer is not None
    terminal = session.terminal
    while True:
        await session.until_decided(terminal.clock.now() + terminal.settings.ask_staff)
        try:
            verification = await terminal.bank.verification(session.customer.token, id)
        except BankDeclined as declined:
            raise ServiceStopped("problem-bank-declined") from declined
        except (BankUnreachable, BankBadAnswer):
            terminal.doubt_bank()
            continue
        if verification.state is not VerificationState.NEEDS_STAFF:
            return verification
