"""When card and PIN are not enough, and the bank wants to know the person better.

A card and its PIN can be in another's hands, and a customer can be led by somebody on the phone. So the person must be
known where the harm would be great and hard to undo:

- A transfer of more than a limit to a payee the customer has not paid before today. What goes there on the first day
  counts together, as else the sum would be sent in parts, or a fen before it.
- A transfer of more than the limit that is unusual (`bank.risks`). Unusual alone only brings the fraud questions: for
  whoever sends little, 600 yuan can be unusual, and a check at each would teach people to look into any camera.
- A statement, or a list of transactions, that reaches back more than a year: it tells a thief how somebody lives, and
  its owner seldom needs it.
- Undoing a freeze: else whoever has card and PIN undoes what its owner froze to stop them.

What goes to the customer's own accounts stays the customer's, and wants nothing.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, func, or_, select

from bank.accounts import sent_on
from bank.clock import business_date
from bank.contract import (
    PendingState,
    StepUp,
    StepUpReason,
    VerificationPurpose,
    VerificationWay,
)
from bank.destinations import Way
from bank.faces import ENOUGH_ALONE, FACE_REFUSALS, FACE_REFUSALS_A_DAY, MOST_THRESHOLD
from bank.registry import NoRegistry, Registry
from bank.risks import is_unusual, paid_before, sent_lately
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.tables import accounts, customers, postings, verifications
from bank.tables import scheduled_transfers as scheduled
from bank.turn import Turn

ABOVE = 2_000_000  # fen
_DAY = timedelta(hours=24)
_EARLIER = Statement(  # what was ordered on a day before, and goes to an account today or later
    select(scheduled.c.number)
    .where(scheduled.c.customer_id == bindparam("customer"), scheduled.c.to_account == bindparam("payee"))
    .where(scheduled.c.business_date < bindparam("today"))
    .where(or_(scheduled.c.state == PendingState.WAITING.value, scheduled.c.ended_on == bindparam("today")))
    .limit(1)
)


@dataclass(frozen=True)
class StepUps:
    """The bank's rules. `above` in fen."""

    above: int = ABOVE
    registry: Registry = field(default_factory=NoRegistry)

    def for_transfer(self, turn: Turn, who: SignedIn, way: Way, amount: int) -> StepUp | None:
        """Return what a transfer wants, None if card and PIN are enough."""
        day = business_date(turn.now)
        if way.own:
            return None
        # whoever sends less than that in a day sends less than that to anybody: most orders need not be looked into
        little = sent_on(who, day) + amount <= self.above
        if little and _EARLIER.row(turn.connection, customer=who.customer, payee=way.payee.id, today=day) is None:
            return None
        reasons: list[StepUpReason] = []
        if not paid_before(turn.connection, who.customer, way.payee.id, day):
            sent = _sent_today(turn.connection, who.customer, way.payee.id, day)
            if sent + amount > self.above:
                reasons.append(StepUpReason.NEW_PAYEE)
        if amount > self.above and is_unusual(amount, sent_lately(turn.connection, who.customer, turn.now)):
            reasons.append(StepUpReason.UNUSUAL_AMOUNT)
        return self._of(turn, who, VerificationPurpose.TRANSFER, reasons) if reasons else None

    def for_statement(self, turn: Turn, who: SignedIn, since: date) -> StepUp | None:
        """Return what a statement wants, None if card and PIN are enough."""
        if since >= year_before(business_date(turn.now)):
            return None
        return self._of(turn, who, VerificationPurpose.STATEMENT, [StepUpReason.OLD_STATEMENT])

    def for_transactions(self, turn: Turn, who: SignedIn, since: date | None) -> StepUp | None:
        """Return what a list of transactions wants, None if card and PIN are enough. `since` None: from the first."""
        return self.for_statement(turn, who, since or date.min)

    def for_unfreeze(self, turn: Turn, who: SignedIn) -> StepUp:
        """Return what undoing a freeze wants."""
        return self._of(turn, who, VerificationPurpose.UNFREEZE, [StepUpReason.UNFREEZE])

    def _of(self, turn: Turn, who: SignedIn, purpose: VerificationPurpose, reasons: list[StepUpReason]) -> StepUp:
        left = face_attempts_left(turn, who)
        ways = [VerificationWay.STAFF]
        if left:
            known = select(customers.c.id_fingerprint).where(customers.c.id == who.customer)
            if turn.connection.scalar(known) is not None:
                ways.insert(0, VerificationWay.DOCUMENT)
            if self.registry.has(who.customer):
                ways.insert(0, VerificationWay.REGISTRY)
        return StepUp(
            purpose=purpose,
            reasons=reasons,
            ways=ways,
            face_attempts_left=left,
            most_threshold=MOST_THRESHOLD,
            enough_alone=list(ENOUGH_ALONE),
        )


def face_attempts_left(turn: Turn, who: SignedIn) -> int:
    """Return how many face checks may still be refused before only staff can help."""
    refused = select(func.coalesce(func.sum(verifications.c.refused_attempts), 0))
    of_session = turn.connection.scalars(refused.where(verifications.c.session_hash == who.session)).one()
    of_customer = turn.connection.scalars(
        refused.where(verifications.c.customer_id == who.customer, verifications.c.reported_at > turn.now - _DAY)
    ).one()
    return max(0, min(FACE_REFUSALS - int(of_session), FACE_REFUSALS_A_DAY - int(of_customer)))


def year_before(day: date) -> date:
    """Return the same day of the year before; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _sent_today(connection: Connection, customer: str, account: str, day: date) -> int:
    """What went to an account on a day and what waits to go there, in fen, without fees."""
    paid, got = postings.alias("paid"), postings.alias("got")
    gone = (
        select(func.coalesce(func.sum(got.c.amount), 0))
        .join_from(accounts, paid, paid.c.account_id == accounts.c.id)
        .join(got, (got.c.account_id == account) & (got.c.entry_id == paid.c.entry_id))
        .where(got.c.business_date == paid.c.business_date, paid.c.business_date == day)
        .where(accounts.c.customer_id == customer, paid.c.kind == "transfer", paid.c.amount < 0, got.c.amount > 0)
    )
    waits = select(func.coalesce(func.sum(scheduled.c.amount), 0)).where(
        scheduled.c.customer_id == customer,
        scheduled.c.to_account == account,
        scheduled.c.state == PendingState.WAITING.value,
    )
    return int(connection.scalars(gone).one()) + int(connection.scalars(waits).one())
