"""From approval to a card in its customer's hand: account and card exist from `bind`, and only *taken* activates it."""

import uuid
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from bank import sms
from bank.application_tables import acceptances, application_blanks, applications
from bank.applications import ACCEPTANCES, Case, find, newest_blank, open_case, parts, view
from bank.card_states import BOUND, NEXT, State, can_become, change, is_late
from bank.contract import (
    Application,
    ApplicationKind,
    ApplicationPart,
    ApplicationState,
    Binding,
    Offers,
    PlasticEvent,
    PlasticReport,
)
from bank.ledger import open_account
from bank.papers import ACCEPTED, ACCOUNT, CARD, PHONE, drop_papers, forget, names_of
from bank.problems import Code, Problem
from bank.reserving import card_of
from bank.sms_texts import SmsText
from bank.tables import Record, authorisations, cards, customers, sessions
from bank.turn import Turn
from bank.vault import Vault

PER_TRANSFER, PER_DAY = 5_000_000, 20_000_000  # fen: the bank's own limits of a new customer
MOST_BLANKS = 9
OFFERS_LIFE = timedelta(minutes=10)
# what goes to the phone that the bank knew before; who opens an account stands here with theirs
_TOLD = {ApplicationKind.ADDITIONAL: SmsText.CARD_ADDED, ApplicationKind.REPLACEMENT: SmsText.CARD_REPLACED}
_WITH_CARD = (ApplicationState.BOUND, ApplicationState.OUT, ApplicationState.KEPT)


def bind(turn: Turn, vault: Vault, application: str, token: str) -> Binding:
    """Let account and card exist, the card inactive; asked again, and nothing spoilt, it is the same.

    Of a PIN reset it sets the PIN, and that is all. Raises `Problem` as `open_case`: of an application that staff have
    not approved application-state, and so when too many blanks were spoilt, or the card was reported lost meanwhile.
    """
    case = open_case(turn, vault, application, token, ApplicationState.APPROVED, ApplicationState.BOUND)
    if case.kind is ApplicationKind.PIN_RESET:
        return _set_pin(case)
    if case.row.state == ApplicationState.APPROVED:
        _make(case, vault)
        return _blank(case, 1)
    last = newest_blank(turn, application)
    attempt = 1 if last is None else last.attempt
    if last is None or last.state != PlasticEvent.SPOILT:
        return _binding(case, attempt)
    if attempt >= MOST_BLANKS:
        raise Problem(Code.APPLICATION_STATE, "too many blanks were spoilt")
    if not can_become(_card(turn, case.row), State.ACTIVE):
        raise Problem(Code.APPLICATION_STATE, "its card was reported lost")
    return _blank(case, attempt + 1)


def report(turn: Turn, vault: Vault, application: str, said: PlasticReport) -> Application:
    """Take what the terminal that bound it says of a blank. Said again, or late, it changes nothing.

    A card that its customer reported lost meanwhile stays lost, also when it is taken: the application is *out* then.
    Raises `Problem` (application-unknown, application-ended, plastic-out-of-order).
    """
    row = find(turn, application)
    if row.terminal != turn.terminal:
        raise Problem(Code.APPLICATION_UNKNOWN)
    blanks = application_blanks.c
    mine = blanks.application_id == application, blanks.attempt == said.attempt
    blank = turn.connection.execute(select(application_blanks).where(*mine)).one_or_none()
    if blank is None:
        raise Problem(Code.PLASTIC_OUT_OF_ORDER)
    if not is_late(blank.state, said.event):
        if row.state != ApplicationState.BOUND:
            raise Problem(Code.APPLICATION_ENDED)
        if said.event not in NEXT[blank.state]:
            raise Problem(Code.PLASTIC_OUT_OF_ORDER)
        values = {"state": said.event.value, "at": turn.now, "reason": said.reason}
        turn.connection.execute(update(application_blanks).where(*mine).values(values))
        match said.event:
            case PlasticEvent.TAKEN if can_become(_card(turn, row), State.ACTIVE):
                activate(turn, application)
            case PlasticEvent.TAKEN:
                _ended(turn, row.id, ApplicationState.OUT)
            case PlasticEvent.KEPT:
                _put_away(turn, row, State.KEPT, ApplicationState.KEPT)
            case PlasticEvent.OUT:
                _put_away(turn, row, State.OUT, ApplicationState.OUT)
            case _:
                pass
    return view(turn, vault, application)


def activate(turn: Turn, application: str) -> None:
    """Let the card of an application be active, and the one that it replaces be good no more.

    For a card that was seen taken; and for staff, whose customer is there with it and the ID document. Raises `Problem`
    (application-state) unless its card is inactive.
    """
    row = find(turn, application)
    card = turn.connection.execute(select(cards).where(cards.c.id == row.card_id)).one_or_none()
    if card is None or row.state not in _WITH_CARD or not can_become(card, State.ACTIVE):
        raise Problem(Code.APPLICATION_STATE, f"it is {row.state}")
    change(turn.connection, card.id, State.ACTIVE)
    if row.replaces is not None:
        old = turn.connection.execute(select(cards).where(cards.c.id == row.replaces)).one()
        if can_become(old, State.REPLACED):
            change(turn.connection, old.id, State.REPLACED)
    if row.kind in _TOLD:  # its owner learns of it, whoever stood there
        sms.send(turn.connection, card.customer_id, _TOLD[row.kind], turn.now, tail=card.masked[-4:])
    _ended(turn, application, ApplicationState.ISSUED)


def choose(turn: Turn, vault: Vault, application: str, token: str, asked: Offers) -> Application:
    """Keep what the customer chose, within ten minutes. Raises `Problem` as `open_case`, and limit-above-banks."""
    case = open_case(turn, vault, application, token, ApplicationState.ISSUED)
    if turn.now >= case.row.ended_at + OFFERS_LIFE:
        raise Problem(Code.APPLICATION_STATE, "ten minutes are over")
    mine = customers.c.id == case.row.customer_id
    known = turn.connection.execute(select(customers).where(mine)).one()
    opened = case.kind is ApplicationKind.OPENING
    most_once = PER_TRANSFER if opened else known.limit_per_transfer
    most_a_day = PER_DAY if opened else known.limit_per_day
    once = most_once if asked.per_transfer is None else asked.per_transfer
    a_day = most_a_day if asked.per_day is None else asked.per_day
    if once > most_once or a_day > most_a_day:
        raise Problem(Code.LIMIT_ABOVE_BANKS)
    values = {"limit_per_transfer": once, "limit_per_day": a_day, "alerts": asked.alerts}
    turn.connection.execute(update(customers).where(mine).values(values))
    return view(turn, vault, application)


def _set_pin(case: Case) -> Binding:
    """Let the card at hand have the new PIN; one that wrong PINs had blocked is good again."""
    connection, row = case.turn.connection, case.row
    card = connection.execute(select(cards).where(cards.c.id == row.replaces)).one()
    values = {"pin_salt": row.pin_salt, "pin_hash": row.pin_hash, "misses": 0}
    if card.state == State.BLOCKED:
        change(connection, card.id, State.ACTIVE, **values)
    elif card.state == State.ACTIVE:
        connection.execute(update(cards).where(cards.c.id == card.id).values(values))
    else:
        raise Problem(Code.APPLICATION_STATE, f"the card is {card.state}")
    # what was given for the old PIN is good no more
    connection.execute(delete(authorisations).where(authorisations.c.card_id == card.id))
    connection.execute(delete(sessions).where(sessions.c.card_id == card.id))
    sms.send(connection, row.customer_id, SmsText.PIN_SET, case.turn.now, tail=card.masked[-4:])
    binding = Binding(attempt=0, card=card_of(case), account_number=case.papers.text(ACCOUNT))
    _ended(case.turn, row.id, ApplicationState.ISSUED)
    return binding


def _make(case: Case, vault: Vault) -> None:
    """Let customer, account and card exist."""
    turn, row = case.turn, case.row
    customer = row.customer_id
    if customer is None:
        customer = _new_customer(case)
    _know(case, vault, customer)
    if case.kind is ApplicationKind.OPENING:
        open_account(turn.connection, case.papers.text(ACCOUNT), "savings", customer=customer)
    pin = {"pin_salt": row.pin_salt, "pin_hash": row.pin_hash}
    change(turn.connection, row.card_id, State.INACTIVE, customer_id=customer, **pin)
    _accept(case, customer)
    if gone := names_of(turn.connection, row.id) - {CARD, ACCOUNT}:
        drop_papers(turn.connection, row.id, *gone)
    case.set(state=ApplicationState.BOUND.value, customer_id=customer, pin_salt=None, pin_hash=None, waiting_since=None)


def _new_customer(case: Case) -> str:
    """Enter somebody whom the bank did not know."""
    made, document = uuid.uuid4().hex, case.document()
    values = {
        "id": made,
        "name": document.name,
        "name_latin": document.latin_name,
        "born": document.born,
        "language": case.row.language,
        "limit_per_transfer": PER_TRANSFER,
        "limit_per_day": PER_DAY,
        "id_fingerprint": case.row.person,
    }
    case.turn.connection.execute(insert(customers), values)
    return made


def _know(case: Case, vault: Vault, customer: str) -> None:
    """Keep of phone and details what the customer gave. A phone that the bank has is changed at a counter alone."""
    values: dict[str, object] = {}
    known = case.turn.connection.scalar(select(customers.c.phone).where(customers.c.id == customer))
    if known is None and ApplicationPart.PHONE in parts(case.turn, case.row):
        values["phone"] = case.papers.text(PHONE)
    if details := case.details():
        values["details"] = vault.seal(details.model_dump_json().encode(), f"customer-details|{customer}")
    if values:
        case.turn.connection.execute(update(customers).where(customers.c.id == customer).values(values))


def _accept(case: Case, customer: str) -> None:
    rows = [
        one.model_dump() | {"customer_id": customer, "application_id": case.row.id}
        for one in ACCEPTANCES.validate_json(case.papers.text(ACCEPTED))
    ]
    case.turn.connection.execute(insert(acceptances), rows)


def _blank(case: Case, attempt: int) -> Binding:
    """Give the card to a new blank, with a sequence of its own: the one before is unknown from now on."""
    sequence = f"{attempt:02}"
    values = {"application_id": case.row.id, "attempt": attempt, "sequence": sequence, "state": BOUND}
    case.turn.connection.execute(insert(application_blanks), values | {"at": case.turn.now})
    mine = update(cards).where(cards.c.id == case.row.card_id)
    case.turn.connection.execute(mine.values(sequence=sequence))
    card = card_of(case).model_copy(update={"sequence": sequence})
    case.papers.put(CARD, card.model_dump_json(), case.turn.now)
    return _binding(case, attempt)


def _binding(case: Case, attempt: int) -> Binding:
    return Binding(attempt=attempt, card=card_of(case), account_number=case.papers.text(ACCOUNT))


def _card(turn: Turn, row: Record) -> Record:
    """Return the card that is bound."""
    return turn.connection.execute(select(cards).where(cards.c.id == row.card_id)).one()


def _put_away(turn: Turn, row: Record, card: State, application: ApplicationState) -> None:
    """Leave the card inactive, where it is."""
    if can_become(_card(turn, row), card):
        change(turn.connection, row.card_id, card)
    _ended(turn, row.id, application)


def _ended(turn: Turn, application: str, state: ApplicationState) -> None:
    """Let an application be over for the terminal; its papers are destroyed, its key a day later."""
    forget(turn.connection, application)
    values = {"state": state.value, "ended_at": turn.now, "pin_salt": None, "pin_hash": None, "waiting_since": None}
    turn.connection.execute(update(applications).where(applications.c.id == application).values(values))
