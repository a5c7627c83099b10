"""The states of a card and of a blank, and how each may change: two tables. Whatever changes a card asks here.

| card | is | can become |
| --- | --- | --- |
| reserved | a number kept for an application; no customer, no account | inactive, void |
| inactive | bound to its customer; nobody can use it | active, out, kept, lost, replaced, void |
| out | left a terminal unseen: inactive, on the staff's list | active, lost, replaced, void |
| kept | lies in a terminal's bin: inactive, on the staff's list | active, lost, replaced, void |
| active | in use | blocked, lost, replaced |
| blocked | after wrong PINs | active (a new PIN), lost, replaced |
| lost | reported by its customer | replaced |
| replaced | another took its place | nothing |
| void | never was, and never will be good | nothing |

Expired is no state: a card is, from the month after the one it bears, whatever else it is. A spoilt blank is none
either: the card has another sequence then, and the one before is unknown.
"""

from enum import StrEnum

from sqlalchemy import Connection, update

from bank.contract import CardState, PlasticEvent
from bank.tables import Record, cards


class State(StrEnum):
    """What a card is."""

    RESERVED = "reserved"
    INACTIVE = "inactive"
    OUT = "out"
    KEPT = "kept"
    ACTIVE = "active"
    BLOCKED = "blocked"
    LOST = "lost"
    REPLACED = "replaced"
    VOID = "void"


_UNUSED = frozenset({State.ACTIVE, State.LOST, State.REPLACED, State.VOID})
CHANGES: dict[State, frozenset[State]] = {
    State.RESERVED: frozenset({State.INACTIVE, State.VOID}),
    State.INACTIVE: _UNUSED | {State.OUT, State.KEPT},
    State.OUT: _UNUSED,
    State.KEPT: _UNUSED,
    State.ACTIVE: frozenset({State.BLOCKED, State.LOST, State.REPLACED}),
    State.BLOCKED: frozenset({State.ACTIVE, State.LOST, State.REPLACED}),
    State.LOST: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
    State.VOID: frozenset(),
}
ASLEEP = (State.INACTIVE, State.OUT, State.KEPT)  # a customer's, and good for nothing yet
HELD = (*ASLEEP, State.ACTIVE, State.BLOCKED, State.LOST)  # what a customer sees as their cards
NOBODYS = (State.RESERVED, State.VOID)

BOUND = "bound"  # a blank of which nothing was reported yet
# what may be reported of a blank next, by what was reported last
NEXT: dict[str, frozenset[PlasticEvent]] = {
    BOUND: frozenset({PlasticEvent.ENCODED, PlasticEvent.SPOILT}),
    PlasticEvent.ENCODED: frozenset({PlasticEvent.PRESENTED, PlasticEvent.SPOILT}),
    PlasticEvent.PRESENTED: frozenset({PlasticEvent.TAKEN, PlasticEvent.KEPT, PlasticEvent.OUT}),
    PlasticEvent.TAKEN: frozenset(),
    PlasticEvent.KEPT: frozenset(),
    PlasticEvent.OUT: frozenset(),
    PlasticEvent.SPOILT: frozenset(),
}
# what may have been said before, so that hearing it late changes nothing
_BEFORE: dict[str, frozenset[PlasticEvent]] = {
    BOUND: frozenset(),
    PlasticEvent.ENCODED: frozenset(),
    PlasticEvent.SPOILT: frozenset({PlasticEvent.ENCODED}),
    PlasticEvent.PRESENTED: frozenset({PlasticEvent.ENCODED}),
    **dict.fromkeys(
        (PlasticEvent.TAKEN, PlasticEvent.KEPT, PlasticEvent.OUT),
        frozenset({PlasticEvent.ENCODED, PlasticEvent.PRESENTED}),
    ),
}


class ForbiddenChangeError(Exception):
    """A card cannot become this from what it is. Whoever changes it looks first; this undoes the transaction."""


def change(connection: Connection, card: str, to: State, **values: object) -> None:
    """Let a card become something else, with `values` of its row. Raises `ForbiddenChangeError`."""
    before = [state.value for state, after in CHANGES.items() if to in after]
    allowed = update(cards).where(cards.c.id == card, cards.c.state.in_(before))
    if connection.execute(allowed.values(state=to.value, **values)).rowcount != 1:
        raise ForbiddenChangeError(f"a card cannot become {to}")


def can_become(card: Record, to: State) -> bool:
    """Say whether a card, given by its row, can become this."""
    return to in CHANGES[State(card.state)]


def is_late(state: str, event: PlasticEvent) -> bool:
    """Say whether an event of a blank was said already, or comes late: it changes nothing then."""
    return event == state or event in _BEFORE[state]


def shown(card: Record, month: str) -> CardState:
    """Return what a card's customer is told. `month`: the present one, YYMM."""
    state = State(card.state)
    if state is State.LOST:
        return CardState.LOST
    if card.expiry < month:
        return CardState.EXPIRED
    if state is State.BLOCKED:
        return CardState.BLOCKED
    return CardState.INACTIVE if state in ASLEEP else CardState.ACTIVE
