"""Applications: from an ID document to what staff decide by. bank/issuing.py goes on from there.

An application belongs to the terminal where it was begun or resumed, and to whoever has its token; to everybody else it
is not there. What it has of its person is sealed, and is destroyed when it ends. docs/opening.md has the rules.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from pydantic import TypeAdapter
from sqlalchemy import func, insert, select, update

from bank.application_ends import count_refused, give_up, release
from bank.application_tables import application_blanks, application_codes, application_faces, applications, person_tries
from bank.contract import (
    Acceptance,
    Application,
    ApplicationKind,
    ApplicationPart,
    ApplicationRequest,
    ApplicationState,
    Decision,
    Details,
    DocumentData,
    FaceReport,
    Machine,
    PlasticEvent,
    Still,
)
from bank.eligibility import ALIVE, OPEN_STATES, judge, of_person, tried
from bank.faces import CONSENT_UNCLEAR, FACE_REFUSALS, FACE_REFUSALS_A_DAY, consent_holds, kept, machine_of
from bank.masking import masked_phone
from bank.papers import (
    ACCEPTED,
    CARD,
    DETAILS,
    DOCUMENT,
    PHONE,
    SIGNATURE,
    STILL_DOCUMENT,
    STILL_LIVE,
    Papers,
    names_of,
    new_key,
    papers_of,
)
from bank.pictures import jpeg_of
from bank.problems import Code, Problem
from bank.registry import Registry
from bank.tables import Record, cards
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault
from bank.word_lists import OCCUPATIONS, PURPOSES

LIFE = timedelta(hours=1)  # after the last step
STILL_LIFE = timedelta(days=30)
ACCEPTANCES = TypeAdapter(list[Acceptance])
EDITABLE = (ApplicationState.BEGUN, ApplicationState.RESERVED, ApplicationState.TRY_AGAIN)
_WHOLE = "personal-data"  # what an opening needs covers what a card or a PIN does
COVERED = {"personal-data-card", "personal-data-pin"}
ACCEPTED_FIRST = {  # what must have been accepted, at least
    ApplicationKind.OPENING: {"account-agreement", _WHOLE},
    ApplicationKind.ADDITIONAL: {"card-agreement", "personal-data-card"},
    ApplicationKind.REPLACEMENT: {"card-agreement", "personal-data-card"},
    ApplicationKind.PIN_RESET: {"personal-data-pin"},
}


@dataclass(frozen=True)
class Case:
    """An application that somebody with its token works on: its row, and its papers."""

    turn: Turn
    row: Record
    papers: Papers

    @property
    def kind(self) -> ApplicationKind:
        """What is applied for."""
        return ApplicationKind(self.row.kind)

    def document(self) -> DocumentData:
        """What the document says."""
        return DocumentData.model_validate_json(self.papers.text(DOCUMENT))

    def details(self) -> Details | None:
        """What the customer said, None before."""
        said = self.papers.get(DETAILS)
        return None if said is None else Details.model_validate_json(said)

    def set(self, **values: object) -> None:
        """Change the row, and let the application live on."""
        later = {"expires_at": self.turn.now + LIFE} | values
        self.turn.connection.execute(update(applications).where(applications.c.id == self.row.id).values(later))


def begin(turn: Turn, vault: Vault, registry: Registry, asked: ApplicationRequest) -> Application:
    """Begin one, in place of any that the person has at this terminal or has paused.

    Raises `Problem` (request-invalid, application-refused).
    """
    if (asked.card is None) == (asked.kind is ApplicationKind.PIN_RESET):
        raise Problem(Code.REQUEST_INVALID, "card belongs to pin-reset, and only there")
    accepted = {one.name for one in asked.accepted}
    if missing := ACCEPTED_FIRST[asked.kind] - accepted - (COVERED if _WHOLE in accepted else set()):
        raise Problem(Code.REQUEST_INVALID, f"not accepted: {', '.join(sorted(missing))}")
    eligible = judge(turn, vault, registry, asked.kind, asked.document, asked.card)
    for before in turn.connection.scalars(of_person(eligible.person, turn, ApplicationState.PAUSED)):
        give_up(turn, find(turn, before))
    made, token = uuid.uuid4().hex, new_token()
    values = {
        "id": made,
        "kind": asked.kind.value,
        "state": ApplicationState.BEGUN.value,
        "terminal": turn.terminal,
        "token_hash": hash_code(token),
        "person": eligible.person,
        "document": fingerprint_of(vault, asked.document),
        "customer_id": eligible.customer,
        "replaces": eligible.old,
        "language": asked.language,
        "begun_at": turn.now,
        "expires_at": turn.now + LIFE,
        "key": new_key(vault, made),
    }
    turn.connection.execute(insert(applications), values)
    row = find(turn, made)
    papers = papers_of(turn.connection, vault, row)
    papers.put(DOCUMENT, asked.document.model_dump_json(), turn.now)
    papers.put(ACCEPTED, ACCEPTANCES.dump_json(asked.accepted), turn.now)
    if asked.card is not None:
        papers.put(CARD, asked.card.model_copy(update={"cryptogram": ""}).model_dump_json(), turn.now)
    return view(turn, vault, made, token)


def look(turn: Turn, vault: Vault, application: str, token: str) -> Application:
    """Return an application as it is now. Raises `Problem` (application-unknown)."""
    _require(turn, application, token)
    return view(turn, vault, application)


def open_case(turn: Turn, vault: Vault, application: str, token: str, *states: ApplicationState) -> Case:
    """Return an application to work on.

    Raises `Problem`: application-unknown; application-ended; application-state unless it is in one of `states`.
    """
    row = _require(turn, application, token, lock=True)
    if is_over(row, turn):
        raise Problem(Code.APPLICATION_ENDED)
    if row.state not in states:
        raise Problem(Code.APPLICATION_STATE, f"it is {row.state}")
    return Case(turn, row, papers_of(turn.connection, vault, row))


def set_details(turn: Turn, vault: Vault, application: str, token: str, said: Details) -> Application:
    """Keep what the customer says of themselves. Raises `Problem` as `open_case`, and request-invalid."""
    case = open_case(turn, vault, application, token, *EDITABLE)
    require_known_words(said)
    case.papers.put(DETAILS, said.model_dump_json(), turn.now)
    case.set()
    return view(turn, vault, application)


def require_known_words(said: Details) -> None:
    """Raise `Problem` (request-invalid) for an occupation or a purpose that is not of the lists."""
    if said.occupation not in OCCUPATIONS or said.purpose not in PURPOSES:
        raise Problem(Code.REQUEST_INVALID, "occupation or purpose is not of the list")


def report_face(turn: Turn, vault: Vault, application: str, token: str, report: FaceReport) -> Application:
    """Keep a series of face checks, and judge it. One with an attempt too many is kept too, and only staff can help."""
    case = open_case(turn, vault, application, token, *EDITABLE)
    blocked = report.finding.attempts > face_attempts_left(turn, case.row)
    machine = Machine.AGAINST if blocked else machine_of(report.finding, turn.now)
    values = kept(report.finding) | {"application_id": application, "at": turn.now, "machine": machine.value}
    if not consent_holds(report.finding.consented_at, turn.now):
        values["found"] = f"{values['found']} {CONSENT_UNCLEAR}".strip()
    turn.connection.execute(insert(application_faces), values)
    if refused := values["refused_attempts"]:
        tries = {"person": case.row.person, "kind": "face", "count": refused, "at": turn.now}
        turn.connection.execute(insert(person_tries), tries)
    case.set()
    return view(turn, vault, application)


def keep_still(turn: Turn, vault: Vault, application: str, token: str, still: Still) -> Application:
    """Keep a picture for staff, under a consent that holds now.

    Raises `Problem` as `open_case`, and consent-unclear; request-invalid for what is no JPEG.
    """
    case = open_case(turn, vault, application, token, *EDITABLE)
    if not consent_holds(still.consented_at, turn.now):
        raise Problem(Code.CONSENT_UNCLEAR)
    name = STILL_DOCUMENT if still.of == "document" else STILL_LIVE
    case.papers.put(name, jpeg_of(still.jpeg), turn.now, turn.now + STILL_LIFE, still.consented_at)
    case.set()
    return view(turn, vault, application)


def withdraw(turn: Turn, vault: Vault, application: str, token: str) -> Application:
    """End one that is not bound, or whose blank was spoilt with none to take its place. Nothing of it is left.

    One that has ended already is no problem. Raises `Problem` (application-unknown, application-state).
    """
    row = _require(turn, application, token, lock=True)
    if row.state not in (ApplicationState.ENDED, ApplicationState.REFUSED):
        blank = newest_blank(turn, application) if row.state == ApplicationState.BOUND else None
        if row.state not in OPEN_STATES and (blank is None or blank.state != PlasticEvent.SPOILT):
            raise Problem(Code.APPLICATION_STATE, f"it is {row.state}")
        give_up(turn, row)
    return view(turn, vault, application)


def decide(turn: Turn, application_id: str, decision: Decision, reasons: list[str]) -> None:
    """Let one that waits be approved, refused, or tried again. Whoever calls this has seen to who may say so.

    Refused: its number is released, and its person's data destroyed. Raises `Problem` (application-unknown,
    application-ended, application-state).
    """
    row = find(turn, application_id)
    if is_over(row, turn):
        raise Problem(Code.APPLICATION_ENDED)
    if row.state != ApplicationState.WAITING:
        raise Problem(Code.APPLICATION_STATE, f"it is {row.state}")
    values: dict[str, object] = {"reasons": " ".join(reasons), "looked_at": None, "second": False}
    match decision:
        case Decision.APPROVE:
            values |= {"state": ApplicationState.APPROVED.value, "expires_at": turn.now + LIFE, "called_at": None}
        case Decision.TRY_AGAIN:
            values |= {"state": ApplicationState.TRY_AGAIN.value, "expires_at": turn.now + LIFE, "waiting_since": None}
            values |= {name: newest_face(turn, application_id) for name in ("faces_after", "tries_after")}
        case Decision.REFUSE:
            count_refused(turn, row.person)
            release(turn, row)
            values |= {"state": ApplicationState.REFUSED.value, "ended_at": turn.now, "waiting_since": None}
            values |= {"customer_id": None, "replaces": None, "card_id": None}
    turn.connection.execute(update(applications).where(applications.c.id == application_id).values(values))


def note_look(turn: Turn, application_id: str) -> None:
    """Note that a member of staff has it open."""
    seen = update(applications).where(applications.c.id == application_id)
    turn.connection.execute(seen.values(looked_at=turn.now))


def ask_second(turn: Turn, application_id: str) -> None:
    """Let it wait for a second member of staff."""
    asked = update(applications).where(applications.c.id == application_id)
    turn.connection.execute(asked.values(second=True, looked_at=None))


def machine_says(turn: Turn, application_id: str) -> Machine:
    """Say what the machine makes of the face: by the newest check that counts; *against* where nobody looked."""
    row = find(turn, application_id)
    faces = application_faces.c
    newest = select(faces.machine).where(faces.application_id == row.id, faces.id > row.faces_after)
    machine = turn.connection.scalar(newest.order_by(faces.id.desc()).limit(1))
    return Machine.AGAINST if machine is None else Machine(machine)


def find(turn: Turn, application: str) -> Record:
    """Return an application's row. Raises `Problem` (application-unknown)."""
    row = turn.connection.execute(select(applications).where(applications.c.id == application)).one_or_none()
    if row is None:
        raise Problem(Code.APPLICATION_UNKNOWN)
    return row


def view(turn: Turn, vault: Vault, application: str, token: str = "") -> Application:
    """Return what a terminal sees of it."""
    row = find(turn, application)
    over = is_over(row, turn)
    case = None if over or row.key is None else Case(turn, row, papers_of(turn.connection, vault, row))
    phone = case.papers.text(PHONE) if case else ""
    masked = turn.connection.scalar(select(cards.c.masked).where(cards.c.id == _card_of(row)))
    return Application(
        id=row.id,
        kind=ApplicationKind(row.kind),
        state=ApplicationState.ENDED if over else ApplicationState(row.state),
        there=parts(turn, row) if case else [],
        face_attempts_left=face_attempts_left(turn, row) if case else 0,
        expires_at=row.expires_at,
        token=token,
        phone_masked=masked_phone(phone) if phone else "",
        details=case.details() if case else None,
        card=masked if masked and case else "",
        reasons=() if over else tuple(row.reasons.split()),
        waiting_since=row.waiting_since if row.state == ApplicationState.WAITING else None,
        looked_at=row.looked_at is not None,
        second=row.second,
    )


def face_attempts_left(turn: Turn, row: Record) -> int:
    """Return how many face checks may still be refused before only staff can help."""
    faces = application_faces.c
    mine = select(faces.refused_attempts).where(faces.application_id == row.id, faces.id > row.tries_after)
    of_case = sum(turn.connection.scalars(mine))
    of_person = tried(turn.connection, row.person, "face", turn) if row.person else 0
    return max(0, min(FACE_REFUSALS - of_case, FACE_REFUSALS_A_DAY - of_person))


def is_over(row: Record, turn: Turn) -> bool:
    """Say whether nothing can become of it any more, also where nobody has swept it yet."""
    late = row.state in (*ALIVE, ApplicationState.PAUSED) and row.expires_at <= turn.now
    return late or row.state == ApplicationState.ENDED


def newest_face(turn: Turn, application: str) -> int:
    """Return the number of the last face check that was reported, 0 before."""
    faces = application_faces.c
    return turn.connection.scalar(select(func.max(faces.id)).where(faces.application_id == application)) or 0


def newest_blank(turn: Turn, application: str) -> Record | None:
    """Return the blank that is on its way, or was last; None before one is bound."""
    blanks = application_blanks.c
    mine = select(application_blanks).where(blanks.application_id == application)
    return turn.connection.execute(mine.order_by(blanks.attempt.desc()).limit(1)).one_or_none()


def fingerprint_of(vault: Vault, document: DocumentData) -> str:
    """Return what is stored to know the same document by: keyed, of all that it says."""
    return vault.fingerprint(f"application-document|{document.model_dump_json()}")


def new_token() -> str:
    """Make an application's token."""
    return secrets.token_urlsafe(32)


def _require(turn: Turn, application: str, token: str, *, lock: bool = False) -> Record:
    """Return the row. `lock`: let nobody else change it meanwhile, nor insert what both would (where rows lock)."""
    mine = applications.c.id == application, applications.c.terminal == turn.terminal
    query = select(applications).where(*mine, applications.c.token_hash == hash_code(token))
    query = query.with_for_update() if lock else query
    row = turn.connection.execute(query).one_or_none()
    if row is None:
        raise Problem(Code.APPLICATION_UNKNOWN)
    return row


def _card_of(row: Record) -> str | None:
    return row.replaces if row.kind == ApplicationKind.PIN_RESET else row.card_id


def parts(turn: Turn, row: Record) -> list[ApplicationPart]:
    """Say what is there of it."""
    names = names_of(turn.connection, row.id)
    faces, codes = application_faces.c, application_codes.c
    face = select(faces.id).where(faces.application_id == row.id, faces.id > row.faces_after).limit(1)
    confirmed = select(codes.confirmed).where(codes.application_id == row.id)
    there = {
        ApplicationPart.FACE: turn.connection.scalar(face) is not None,
        ApplicationPart.STILLS: {STILL_DOCUMENT, STILL_LIVE} <= names,
        ApplicationPart.PHONE: bool(turn.connection.scalar(confirmed)),
        ApplicationPart.DETAILS: DETAILS in names,
        ApplicationPart.PIN: row.pin_hash is not None,
        ApplicationPart.SIGNATURE: SIGNATURE in names,
    }
    return [part for part, is_there in there.items() if is_there]
