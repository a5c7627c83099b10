"""Who can have what at a terminal, by the document they bring. docs/opening.md says it in prose.

Nothing that the person has at this bank is told to whoever brings a document that is not sound: what the document and
the authority say comes first.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bank.application_tables import applications, not_served, person_tries
from bank.card_states import HELD, State
from bank.clock import BEIJING, business_date
from bank.contract import AccountState, ApplicationKind, ApplicationState, Card, DocumentData, Refusal
from bank.people import Standing
from bank.problems import Code, Problem
from bank.registry import Registry
from bank.tables import Record, accounts, cards, customers
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

AGE = 16
MOST_CARDS = 4  # that somebody may hold at once
REFUSED_A_DAY = 3  # applications of a person that staff refused
DAY = timedelta(hours=24)
OPEN_STATES = (  # an application in one of these can still be bound; or is paused
    ApplicationState.BEGUN,
    ApplicationState.RESERVED,
    ApplicationState.WAITING,
    ApplicationState.TRY_AGAIN,
    ApplicationState.APPROVED,
)
ALIVE = (*OPEN_STATES, ApplicationState.COUNTER)  # somebody is at it, at a terminal or a counter
_GOOD = 4  # where a card stands that nothing is known to be wrong with
_OF_REGISTRY = {
    Standing.UNKNOWN: Refusal.NOT_IN_REGISTRY,
    Standing.DIFFERS: Refusal.REGISTRY_DIFFERS,
    Standing.CANCELLED: Refusal.DOCUMENT_CANCELLED,
    Standing.AWAY: Refusal.REGISTRY_AWAY,
}


@dataclass(frozen=True)
class Eligible:
    """Who may have it. `customer`: None for whom the bank does not know. `old`: the card that is at hand for a new PIN,
    or is replaced."""

    person: str
    customer: str | None
    old: str | None


def judge(
    turn: Turn, vault: Vault, registry: Registry, kind: ApplicationKind, document: DocumentData, card: Card | None
) -> Eligible:
    """Return who may have what they apply for. Raises `Problem` (application-refused)."""
    _judge_document(turn, registry, document)
    person = id_fingerprint(vault, document.number)
    if turn.connection.execute(select(not_served).where(not_served.c.person == person)).first() is not None:
        raise _refused(Refusal.NOT_SERVED)
    customer = turn.connection.scalar(select(customers.c.id).where(customers.c.id_fingerprint == person))
    has_account = customer is not None and _has_account(turn.connection, customer)
    held = _cards(turn.connection, customer) if customer is not None else []
    old: str | None = None
    if kind is ApplicationKind.OPENING:
        if has_account:
            raise _refused(Refusal.HAS_ACCOUNT, _instead(turn, held))
    elif not has_account:
        raise _refused(Refusal.NO_ACCOUNT, [ApplicationKind.OPENING])
    elif kind is ApplicationKind.ADDITIONAL:
        if len(held) >= MOST_CARDS:
            raise _refused(Refusal.TOO_MANY_CARDS, [k for k in _instead(turn, held) if k is not kind])
    else:
        chosen = _at_hand(vault, held, card) if kind is ApplicationKind.PIN_RESET else replaceable(turn, held)
        if chosen is None:
            raise _refused(Refusal.NO_CARD, [k for k in _instead(turn, held) if k is not kind])
        old = chosen.id
    _judge_others(turn, person)
    return Eligible(person, customer, old)


def replaceable(turn: Turn, held: list[Record]) -> Record | None:
    """Return the card that another would replace: a lost one first, then one that has expired or is blocked, then one
    that never came into its customer's hand; else the only one. None where it would be a guess.
    """
    month = month_of(turn)

    def order(card: Record) -> int:
        if card.state == State.LOST:
            return 0
        if card.expiry < month:
            return 1
        return {State.BLOCKED: 2, State.ACTIVE: _GOOD}.get(State(card.state), 3)

    if not held:
        return None
    first = min(held, key=order)
    return first if order(first) < _GOOD or len(held) == 1 else None


def years_old(born: date, day: date) -> int:
    """Return somebody's age on a day. Who was born on 29 February has a birthday on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def month_of(turn: Turn) -> str:
    """Return the present month as cards bear it: YYMM."""
    return turn.now.astimezone(BEIJING).strftime("%y%m")


def tried(connection: Connection, person: str, kind: str, turn: Turn) -> int:
    """Count what was refused of a person within 24 hours: "staff" or "face"."""
    tries = person_tries.c
    counted = select(func.coalesce(func.sum(tries.count), 0))
    mine = counted.where(tries.person == person, tries.kind == kind, tries.at > turn.now - DAY)
    return int(connection.scalars(mine).one())


def _judge_document(turn: Turn, registry: Registry, document: DocumentData) -> None:
    today = business_date(turn.now)
    if document.kind == "passport":
        raise _refused(Refusal.DOCUMENT_KIND)
    if document.valid_until is not None and document.valid_until < today:
        raise _refused(Refusal.DOCUMENT_EXPIRED)
    if years_old(document.born, today) < AGE:
        raise _refused(Refusal.UNDER_AGE)
    standing = registry.standing(document)
    if standing is not Standing.KNOWN:
        raise _refused(_OF_REGISTRY[standing])


def _judge_others(turn: Turn, person: str) -> None:
    """Refuse who has one under way elsewhere, or was refused too often."""
    if tried(turn.connection, person, "staff", turn) >= REFUSED_A_DAY:
        raise _refused(Refusal.TRIED_TOO_OFTEN)
    elsewhere = of_person(person, turn).where(applications.c.terminal != turn.terminal)
    if turn.connection.execute(elsewhere).first() is not None:
        raise _refused(Refusal.OPEN_ELSEWHERE)


def of_person(person: str, turn: Turn, *also: ApplicationState) -> Select[*tuple[Any, ...]]:
    """Build the query for a person's applications that are under way."""
    states = [state.value for state in (*ALIVE, *also)]
    live = applications.c.state.in_(states), applications.c.expires_at > turn.now
    return select(applications.c.id).where(applications.c.person == person, *live)


def _has_account(connection: Connection, customer: str) -> bool:
    mine = select(accounts.c.id).where(accounts.c.customer_id == customer, accounts.c.grade == 1)
    return connection.execute(mine.where(accounts.c.state != AccountState.CLOSED.value)).first() is not None


def _cards(connection: Connection, customer: str) -> list[Record]:
    mine = select(cards).where(cards.c.customer_id == customer, cards.c.state.in_([state.value for state in HELD]))
    return list(connection.execute(mine.order_by(cards.c.expiry, cards.c.id)))


def _at_hand(vault: Vault, held: list[Record], card: Card | None) -> Record | None:
    """Return the card that a new PIN is for, None where it is not one of these, or a PIN would not help."""
    if card is None:
        return None
    number = vault.fingerprint(card.pan)
    return next(
        (
            row
            for row in held
            if row.pan_fingerprint == number
            and (row.expiry, row.sequence) == (card.expiry, card.sequence)
            and row.state in (State.ACTIVE, State.BLOCKED)
        ),
        None,
    )


def _instead(turn: Turn, held: list[Record]) -> list[ApplicationKind]:
    """Return what a customer with an account and these cards could have."""
    kinds = [ApplicationKind.ADDITIONAL] if len(held) < MOST_CARDS else []
    if replaceable(turn, held) is not None:
        kinds.append(ApplicationKind.REPLACEMENT)
    if any(card.state in (State.ACTIVE, State.BLOCKED) and card.expiry >= month_of(turn) for card in held):
        kinds.append(ApplicationKind.PIN_RESET)
    return kinds


def _refused(refusal: Refusal, instead: list[ApplicationKind] | None = None) -> Problem:
    return Problem(Code.APPLICATION_REFUSED, refusal=refusal, instead=instead or [])
