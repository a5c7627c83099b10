"""Orders: checked, then executed in real time, or held for later (`bank.schedule`)."""

from datetime import date

from sqlalchemy import bindparam, insert, update

from bank import payees, schedule, verifications
from bank.accounts import sent_on
from bank.cards import spend
from bank.clock import business_date
from bank.contract import Purpose, Receipt, Speed, TransferOrder, fingerprint
from bank.destinations import Way, find_way
from bank.fees import fee_for
from bank.masking import masked_name, masked_number
from bank.problems import Code, Problem
from bank.sending import send
from bank.sessions import SignedIn, signed_in
from bank.statements import Statement
from bank.step_up import StepUps
from bank.tables import acknowledgements, customers
from bank.terminals import note_journal_head
from bank.turn import Turn

_SENT = Statement(
    update(customers)
    .where(customers.c.id == bindparam("customer"))
    .values(sent_on=bindparam("day"), sent=bindparam("total"))
)


def transfer(
    turn: Turn,
    step_ups: StepUps,
    key: str,
    order: TransferOrder,
    session: str,
    token: str,
    head: str,
    verification: str | None = None,
) -> Receipt:
    """Send money at once, or take the order for later. The token is spent even if the order is then declined.

    `verification`: the token of one, spent where the order wants it and nothing else is against the order.
    Raises `Problem`: session-ended, authorisation-invalid (nothing happened), and what `decide` raises (declined).
    """
    who = signed_in(turn, session)
    spend(turn, token, Purpose.ORDER, who.card, fingerprint(order))
    note_journal_head(turn.connection, turn.terminal, head, turn.now)
    return decide(turn, step_ups, key, order, who, verification)


def decide(
    turn: Turn, step_ups: StepUps, key: str, order: TransferOrder, who: SignedIn, verification: str | None = None
) -> Receipt:
    """Check an order and carry it out.

    Raises `Problem`: what `find_way` raises and `lacks_room` returns, and verification-required. That is judged here
    again, whatever the quote said, as the quote is only told; and it is final, so that a copy of the order that comes
    later with a token moves no money under a key that was declined.
    """
    way = find_way(turn, who, order.from_account, order.to_account)
    fee = fee_for(who.tier, order.speed, order.amount, own=way.own)
    day = business_date(turn.now)
    total = order.amount + fee
    if lacking := lacks_room(who, way, total, day):
        raise Problem(lacking)
    if step_up := step_ups.for_transfer(turn, who, way, order.amount):
        verifications.require(turn, who, step_up, fingerprint(order), verification)
    _SENT.run(turn.connection, customer=who.customer, day=day, total=sent_on(who, day) + total)
    payees.note_use(turn.connection, who.customer, way.payee.id, day)
    if order.acknowledged:
        _keep_acknowledged(turn, key, order, who)
    if order.speed is not Speed.REAL_TIME:
        return schedule.accept(turn, key, order, who, way, fee)
    return _execute(turn, key, order, way, fee, day)


def lacks_room(who: SignedIn, way: Way, total: int, day: date) -> Code | None:
    """Check limits and funds. `total` in fen: the amount with its fee.

    Return what is lacking: limit-per-transfer, limit-today, insufficient-funds; None if nothing is.
    """
    if total > who.limit_per_transfer:
        return Code.LIMIT_PER_TRANSFER
    if sent_on(who, day) + total > who.limit_per_day:
        return Code.LIMIT_TODAY
    return Code.INSUFFICIENT_FUNDS if total > way.payer.available else None


def _execute(turn: Turn, key: str, order: TransferOrder, way: Way, fee: int, day: date) -> Receipt:
    payer, payee = way.payer, way.payee
    posted = send(turn.connection, payer, payee, order.amount, fee, turn.now, turn.terminal, key, order.note)
    return Receipt(
        reference=posted.reference,
        amount=order.amount,
        fee=fee,
        executed_at=turn.now,
        business_date=day,
        payee_masked_name=masked_name(payee.name),
        payee_masked_number=masked_number(payee.number),
        balance_after=payer.available - order.amount - fee,
    )


def _keep_acknowledged(turn: Turn, key: str, order: TransferOrder, who: SignedIn) -> None:
    values = {
        "terminal": turn.terminal,
        "key": key,
        "customer_id": who.customer,
        "risks": " ".join(order.acknowledged),
        "at": turn.now,
    }
    turn.connection.execute(insert(acknowledgements), values)
