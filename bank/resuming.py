"""An application that is stopped, and goes on within 24 hours here or elsewhere: with a code and the same document."""

import secrets
from datetime import timedelta
from hmac import compare_digest

from sqlalchemy import delete, select, update

from bank.application_ends import end
from bank.application_tables import application_codes, applications
from bank.applications import LIFE as STEP_LIFE
from bank.applications import fingerprint_of, is_over, new_token, newest_face, open_case, view
from bank.contract import Application, ApplicationKind, ApplicationState, Card, Refusal, ResumeCode, ResumeRequest
from bank.eligibility import OPEN_STATES, Eligible, judge
from bank.papers import CARD, PHONE, SIGNATURE, STILL_DOCUMENT, STILL_LIVE, drop_papers, papers_of
from bank.problems import Code, Problem
from bank.registry import Registry
from bank.tables import Record, authorisations, customers
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

LIFE = timedelta(hours=24)
TRIES = 5
_PASSES = (Refusal.REGISTRY_AWAY, Refusal.OPEN_ELSEWHERE, Refusal.TRIED_TOO_OFTEN)  # another time it can go on


def pause(turn: Turn, vault: Vault, application: str, token: str) -> ResumeCode:
    """Stop an application; return the code that resumes it within 24 hours.

    PIN, signature, stills and face checks count no more. The number stays reserved. Raises `Problem` as `open_case`.
    """
    open_case(turn, vault, application, token, *OPEN_STATES)
    return keep(turn, vault, application)


def keep(turn: Turn, vault: Vault, application: str) -> ResumeCode:
    """Let an application rest; return the code that resumes it within 24 hours. Whoever calls this may say so."""
    code = f"{secrets.randbelow(10**8):08}"
    until = turn.now + LIFE
    drop_papers(turn.connection, application, SIGNATURE, STILL_DOCUMENT, STILL_LIVE)
    turn.connection.execute(delete(authorisations).where(authorisations.c.order_hash == application))
    _set(
        turn,
        application,
        state=ApplicationState.PAUSED.value,
        token_hash=None,
        expires_at=until,
        code_hash=_hash(vault, application, code),
        code_until=until,
        code_misses=0,
        pin_salt=None,
        pin_hash=None,
        unsigned=False,
        reasons="",
        waiting_since=None,
        looked_at=None,
        second=False,
    )
    return ResumeCode(code=code, until=until)


def resume(turn: Turn, vault: Vault, registry: Registry, asked: ResumeRequest) -> Application:
    """Go on with an application at this terminal, for the right code and the document that it was begun with.

    The fifth wrong code ends it. Of a PIN reset the card must be at hand again. Whether the person is still eligible is
    judged again; if not, that ends it too, unless it may be otherwise later.
    Raises `Problem` (resume-code-wrong, resume-ended, resume-card-needed, application-refused).
    """
    row = paused(turn, vault, asked.document.number)
    same = compare_digest(fingerprint_of(vault, asked.document), row.document)
    require_code(turn, vault, row, asked.code, also=same)
    if row.kind == ApplicationKind.PIN_RESET:
        _require_card(turn, vault, row, asked.card)
    eligible = _judge_again(turn, vault, registry, row, asked)
    _doubt_phone(turn, vault, row, eligible)
    token = new_token()
    state = ApplicationState.BEGUN if row.card_id is None else ApplicationState.RESERVED
    _set(
        turn,
        row.id,
        state=state.value,
        terminal=turn.terminal,
        token_hash=hash_code(token),
        expires_at=turn.now + STEP_LIFE,
        faces_after=newest_face(turn, row.id),
        code_hash=None,
        customer_id=eligible.customer,  # whom the bank has come to know since, or whose card was replaced meanwhile
        replaces=eligible.old,
    )
    return view(turn, vault, row.id, token)


def paused(turn: Turn, vault: Vault, document_number: str) -> Record:
    """Return what the person with this document has paused, locked where rows lock.

    Raises `Problem` (resume-ended) where there is nothing, or it is too old.
    """
    mine = applications.c.person == id_fingerprint(vault, document_number)
    query = select(applications).where(mine, applications.c.state == ApplicationState.PAUSED.value)
    newest = query.order_by(applications.c.begun_at.desc()).limit(1).with_for_update()
    row = turn.connection.execute(newest).one_or_none()
    if row is None or is_over(row, turn):
        raise Problem(Code.RESUME_ENDED)
    return row


def require_code(turn: Turn, vault: Vault, row: Record, code: str, *, also: bool = True) -> None:
    """Raise `Problem` (resume-code-wrong) unless it is the code, and `also`; at the fifth miss end it (resume-ended).

    The misses of terminals and counters are counted together.
    """
    if compare_digest(_hash(vault, row.id, code), row.code_hash) and also:
        return
    misses = row.code_misses + 1
    if misses >= TRIES:
        end(turn, row.id)
        raise Problem(Code.RESUME_ENDED)
    _set(turn, row.id, code_misses=misses)
    raise Problem(Code.RESUME_CODE_WRONG, attempts_left=TRIES - misses)


def _require_card(turn: Turn, vault: Vault, row: Record, card: Card | None) -> None:
    """Raise `Problem` (resume-card-needed) unless it is the card that the new PIN is for."""
    kept = Card.model_validate_json(papers_of(turn.connection, vault, row).text(CARD))
    if card is None or (card.pan, card.expiry, card.sequence) != (kept.pan, kept.expiry, kept.sequence):
        raise Problem(Code.RESUME_CARD_NEEDED)


def _doubt_phone(turn: Turn, vault: Vault, row: Record, eligible: Eligible) -> None:
    """Forget a phone that was confirmed before the pause, where the bank knows another by now: it is asked for anew."""
    known = turn.connection.scalar(select(customers.c.phone).where(customers.c.id == eligible.customer))
    if known is not None and papers_of(turn.connection, vault, row).text(PHONE) != known:
        turn.connection.execute(delete(application_codes).where(application_codes.c.application_id == row.id))
        drop_papers(turn.connection, row.id, PHONE)


def _judge_again(turn: Turn, vault: Vault, registry: Registry, row: Record, asked: ResumeRequest) -> Eligible:
    try:
        return judge(turn, vault, registry, ApplicationKind(row.kind), asked.document, asked.card)
    except Problem as problem:
        if problem.refusal not in _PASSES:
            end(turn, row.id)
        raise


def _set(turn: Turn, application: str, **values: object) -> None:
    turn.connection.execute(update(applications).where(applications.c.id == application).values(values))


def _hash(vault: Vault, application: str, code: str) -> str:
    """Keyed: a hundred million codes are soon tried."""
    return vault.fingerprint(f"resume-code|{application}|{code}")
