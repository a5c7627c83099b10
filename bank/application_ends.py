"""How an application ends: what it has of its person is destroyed, and its number released."""

from sqlalchemy import delete, insert, select, update

from bank.application_tables import application_faces, applications, person_tries
from bank.card_states import State, can_become, change
from bank.contract import ApplicationState
from bank.papers import forget, forget_key
from bank.tables import Record, authorisations, cards
from bank.turn import Turn


def end(turn: Turn, application: str) -> None:
    """Destroy whatever an application has of its person, release its number, and let it be over."""
    row = turn.connection.execute(select(applications).where(applications.c.id == application)).one()
    release(turn, row)
    turn.connection.execute(delete(application_faces).where(application_faces.c.application_id == row.id))
    nothing = {
        "state": ApplicationState.ENDED.value,
        "ended_at": turn.now,
        "customer_id": None,
        "replaces": None,
        "card_id": None,
        "reasons": "",
        "waiting_since": None,
        "looked_at": None,
        "second": False,
    }
    turn.connection.execute(update(applications).where(applications.c.id == row.id).values(nothing))


def give_up(turn: Turn, row: Record) -> None:
    """End one because its customer wants no more of it. Once staff were called that counts as one they refused, unless
    they approved: else whoever they are about to refuse would begin anew, as often as they like.
    """
    if row.called_at is not None:
        count_refused(turn, row.person)
    end(turn, row.id)


def count_refused(turn: Turn, person: str) -> None:
    """Count an application that staff refused, or might have, for the limit of a day."""
    tries = {"person": person, "kind": "staff", "count": 1, "at": turn.now}
    turn.connection.execute(insert(person_tries), tries)


def release(turn: Turn, row: Record) -> None:
    """Give the reserved number up for good, and destroy papers, PIN, codes and key.

    A card that its customer has reported lost meanwhile stays theirs, and lost.
    """
    card = turn.connection.execute(select(cards).where(cards.c.id == row.card_id)).one_or_none()
    if card is not None and can_become(card, State.VOID):
        change(turn.connection, card.id, State.VOID, pin_salt="", pin_hash="", customer_id=None)
    gone = delete(authorisations).where(authorisations.c.order_hash == row.id)
    turn.connection.execute(gone)
    forget(turn.connection, row.id)
    nothing = {"pin_salt": None, "pin_hash": None, "code_hash": None, "code_until": None}
    turn.connection.execute(update(applications).where(applications.c.id == row.id).values(nothing))
    forget_key(turn.connection, row.id)
