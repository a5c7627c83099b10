"""The number that a card will have, the PIN for it, and calling staff."""

import secrets
import uuid

from sqlalchemy import insert, select, update

from bank.application_tables import applications
from bank.applications import EDITABLE, Case, open_case, view
from bank.card_states import State
from bank.cards import find, give, spend
from bank.clock import BEIJING
from bank.contract import (
    AccountState,
    Application,
    ApplicationKind,
    ApplicationPart,
    ApplicationState,
    Authorisation,
    AuthorisationRequest,
    Card,
    Details,
    Purpose,
    Reservation,
    Submission,
    fingerprint,
)
from bank.masking import masked_number
from bank.numbers import new_account_number, new_card_number
from bank.papers import ACCOUNT, CARD, PHONE, SIGNATURE
from bank.pictures import png_of
from bank.pin_blocks import count_up, digits
from bank.pins import Known, weakness
from bank.problems import Code, Problem
from bank.tables import Record, accounts, authorisations, cards, customers
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault

YEARS = 10  # that a new card is good for
FIRST = "01"  # the sequence of the first blank


def reserve(turn: Turn, vault: Vault, application: str, token: str) -> Reservation:
    """Keep a number for an application; asked again it is the same. Of a PIN reset it is the card at hand.

    Raises `Problem` as `open_case`.
    """
    case = open_case(turn, vault, application, token, *EDITABLE)
    if not case.papers.get(ACCOUNT):
        opens = case.kind is ApplicationKind.OPENING
        number = new_account_number(turn) if opens else first_account(turn, case.row.customer_id).number
        case.papers.put(ACCOUNT, number, turn.now)
    values: dict[str, object] = {}
    if case.kind is not ApplicationKind.PIN_RESET and case.row.card_id is None:
        values["card_id"] = _new_card(case, vault)
    if case.row.state == ApplicationState.BEGUN:
        values["state"] = ApplicationState.RESERVED.value
    case.set(**values)
    card = card_of(case)
    masked = masked_number(case.papers.text(ACCOUNT))
    return Reservation(card=card, masked=masked_number(card.pan), account_masked=masked)


def choose_pin(turn: Turn, vault: Vault, asked: AuthorisationRequest, token: str | None) -> Authorisation:
    """Take a new PIN, entered twice, for the card of an application; return what stands for it when it is submitted.

    Raises `Problem`: request-invalid, application-unknown, application-ended, application-state; card-unknown unless it
    is the application's; pin-key-unknown, pin-counter-used, pin-block-invalid, pins-differ, pin-weak.
    """
    if asked.pin_again is None or asked.order_hash is not None:
        raise Problem(Code.REQUEST_INVALID, "set-pin takes pin_again, and no order_hash")
    case = open_case(turn, vault, _application_of(turn, token), token or "", *EDITABLE[1:])
    count_up(turn, asked.pin)
    count_up(turn, asked.pin_again)
    card = find(turn, vault, asked.card)
    if card.id != _card_id(case.row):
        raise Problem(Code.CARD_UNKNOWN)
    pin, again = (digits(vault, block, asked.card.pan) for block in (asked.pin, asked.pin_again))
    if not secrets.compare_digest(pin, again):
        raise Problem(Code.PINS_DIFFER)
    document = case.document()
    if why := weakness(pin, Known(document.born, _phone(case), document.number)):
        raise Problem(Code.PIN_WEAK, weakness=why)
    salt = secrets.token_hex(16)
    case.set()
    return give(turn, Purpose.SET_PIN, card.id, case.row.id, salt, vault.pin_hash(card.id, salt, pin))


def submit(
    turn: Turn, vault: Vault, application: str, token: str, asked: Submission, authorisation: str | None
) -> Application:
    """Call staff. Raises `Problem` as `open_case`, and application-incomplete, application-changed,
    authorisation-invalid, request-invalid.
    """
    case = open_case(turn, vault, application, token, *EDITABLE[1:])
    details = case.details()
    _require_parts(case, details, vault, authorisation)
    if asked.reviewed != fingerprint(details or case.document()):
        raise Problem(Code.APPLICATION_CHANGED)
    values: dict[str, object] = {}
    if authorisation is not None:
        chosen = select(authorisations).where(authorisations.c.token_hash == hash_code(authorisation))
        row = turn.connection.execute(chosen).one_or_none()
        spend(turn, authorisation, Purpose.SET_PIN, _card_id(case.row) or "", application)
        if row is None or row.pin_hash is None:
            raise Problem(Code.AUTHORISATION_INVALID)
        values |= {"pin_salt": row.pin_salt, "pin_hash": row.pin_hash}
        forgotten = update(authorisations).where(authorisations.c.token_hash == row.token_hash)
        turn.connection.execute(forgotten.values(pin_salt=None, pin_hash=None))
    if asked.signature is not None:
        case.papers.put(SIGNATURE, png_of(asked.signature), turn.now)
    values |= {"unsigned": case.papers.get(SIGNATURE) is None, "reasons": "", "looked_at": None, "second": False}
    called = turn.now if case.row.called_at is None else case.row.called_at
    case.set(state=ApplicationState.WAITING.value, waiting_since=turn.now, called_at=called, **values)
    return view(turn, vault, application)


def card_of(case: Case) -> Card:
    """Return the card that a number was reserved for, or that is at hand."""
    return Card.model_validate_json(case.papers.text(CARD))


def first_account(turn: Turn, customer: str) -> Record:
    """Return a customer's account of Class I."""
    mine = select(accounts).where(accounts.c.customer_id == customer, accounts.c.grade == 1)
    there = mine.where(accounts.c.state != AccountState.CLOSED.value)
    return turn.connection.execute(there.order_by(accounts.c.kind.desc(), accounts.c.number).limit(1)).one()


def _new_card(case: Case, vault: Vault) -> str:
    """Make the row of a card that is only a number."""
    turn, made = case.turn, uuid.uuid4().hex
    local = turn.now.astimezone(BEIJING)
    expiry = f"{(local.year + YEARS) % 100:02}{local.month:02}"
    card = Card(pan=new_card_number(turn, vault), expiry=expiry, sequence=FIRST)
    values = {
        "id": made,
        "pan_fingerprint": vault.fingerprint(card.pan),
        "masked": masked_number(card.pan),
        "expiry": card.expiry,
        "sequence": card.sequence,
        "state": State.RESERVED.value,
        "pin_salt": "",
        "pin_hash": "",
    }
    turn.connection.execute(insert(cards), values)
    case.papers.put(CARD, card.model_dump_json(), turn.now)
    return made


def _card_id(row: Record) -> str | None:
    return row.replaces if row.kind == ApplicationKind.PIN_RESET else row.card_id


def _phone(case: Case) -> str:
    """Return the phone that was given, or that the bank knows."""
    given = case.papers.text(PHONE)
    if given or case.row.customer_id is None:
        return given
    known = select(customers.c.phone).where(customers.c.id == case.row.customer_id)
    return case.turn.connection.scalar(known) or ""


def _require_parts(case: Case, details: Details | None, vault: Vault, authorisation: str | None) -> None:
    there = view(case.turn, vault, case.row.id).there
    missing: list[ApplicationPart] = []
    if case.kind is ApplicationKind.OPENING:
        missing += [part for part in (ApplicationPart.PHONE, ApplicationPart.DETAILS) if part not in there]
    if authorisation is None and ApplicationPart.PIN not in there:
        missing.append(ApplicationPart.PIN)
    if missing:
        raise Problem(Code.APPLICATION_INCOMPLETE, ", ".join(missing))


def _application_of(turn: Turn, token: str | None) -> str:
    """Return the application whose token this is. Raises `Problem` (application-unknown)."""
    if token is None:
        raise Problem(Code.APPLICATION_UNKNOWN)
    found = turn.connection.scalar(select(applications.c.id).where(applications.c.token_hash == hash_code(token)))
    if found is None:
        raise Problem(Code.APPLICATION_UNKNOWN)
    return found
