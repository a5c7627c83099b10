"""Cards that are somebody's, inactive, and somewhere: out of a terminal unseen, or in its bin. Staff activate them.

One of which its terminal has said nothing for a day is with them, as *out*: the terminal may never come back to say it.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, insert, or_, select

from bank import issuing
from bank.application_tables import application_blanks, applications
from bank.approvals import is_self
from bank.card_states import ASLEEP
from bank.contract import ApplicationState, StaffCard, StaffCards, StaffRole
from bank.masking import masked_name
from bank.problems import Code, Problem
from bank.staff import Member
from bank.staff_tables import card_activations
from bank.tables import Record, cards, customers
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

SILENCE = timedelta(days=1)
_SOMEWHERE = (ApplicationState.OUT, ApplicationState.KEPT)


def listed(turn: Turn) -> StaffCards:
    """Return them, oldest first."""
    return StaffCards(
        cards=[
            StaffCard(
                id=row.card_id,
                masked=row.masked,
                masked_name=masked_name(row.name),
                where="kept" if row.state == ApplicationState.KEPT else "out",
                terminal=row.terminal,
                since=row.since,
            )
            for row in _rows(turn)
        ]
    )


def activate(turn: Turn, vault: Vault, who: Member, card: str, document_number: str) -> StaffCards:
    """Activate a card whose holder is here with it and an ID document of this number; return those that are left.

    Raises `Problem`: staff-not-allowed, staff-card-unknown, staff-is-applicant, staff-document-differs.
    """
    who.require(StaffRole.APPROVER)
    found = _rows(turn, applications.c.card_id == card)
    if not found:
        raise Problem(Code.STAFF_CARD_UNKNOWN)
    holder = found[0].id_fingerprint
    if is_self(who, holder):
        raise Problem(Code.STAFF_IS_APPLICANT)
    if holder is None or id_fingerprint(vault, document_number) != holder:
        raise Problem(Code.STAFF_DOCUMENT_DIFFERS)
    issuing.activate(turn, found[0].id)
    noted = {"card_id": card, "number": who.number, "place": turn.terminal, "at": turn.now}
    turn.connection.execute(insert(card_activations), noted)
    return listed(turn)


def _rows(turn: Turn, *which: ColumnElement[bool]) -> list[Record]:
    said = (
        select(func.max(application_blanks.c.at))
        .where(application_blanks.c.application_id == applications.c.id)
        .correlate(applications)
        .scalar_subquery()
    )
    told = applications.c.state.in_([state.value for state in _SOMEWHERE])
    silent = and_(applications.c.state == ApplicationState.BOUND.value, said <= turn.now - SILENCE)
    since = func.coalesce(applications.c.ended_at, said).label("since")
    query = (
        select(applications, cards.c.masked, customers.c.name, customers.c.id_fingerprint, since)
        .join_from(applications, cards, applications.c.card_id == cards.c.id)
        .join(customers, cards.c.customer_id == customers.c.id)
        .where(or_(told, silent), *which)
        .where(cards.c.state.in_([state.value for state in ASLEEP]))  # none that was reported lost, or replaced, since
        .order_by(since, applications.c.id)
    )
    return list(turn.connection.execute(query))
