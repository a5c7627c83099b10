"""Orders: checked, then executed in real time, or held for later (`bank.schedule`)."""

from datetime import date

from sqlalchemy import bindparam, insert, update

from bank import payees, schedule
from bank.accounts import sent_on
from bank.cards import spend
from bank.clock import business_date
from bank.contract import Purpose, Receipt, Speed, TransferOrder, fingerprint
from bank.destinations import Way, find_way
from bank.fees import fee_for
from bank.posting import post_transfer
from bank.problems import Code, Problem
from bank.sessions import SignedIn, signed_in
from bank.statements import Statement
from bank.tables import acknowledgements, customers
from bank.terminals import note_journal_head
from bank.turn import Turn

_SENT = Statement(
    update(customers)
    .where(customers.c.id == bindparam("customer"))
    .values(sent_on=bindparam("day"), sent=bindparam("total"))
)


def transfer(turn: Turn, key: str, order: TransferOrder, session: str, token: str, head: str) -> Receipt:
    """Send money at once, or take the order for later. The token is spent even if the order is then declined.

    Raises `Problem`: session-ended, authorisation-invalid (nothing happened), and what `find_way` and `require_room`
    raise (declined).
    """
    who = signed_in(turn, session)
    spend(turn, token, Purpose.ORDER, who.card, fingerprint(order))
    note_journal_head(turn.connection, turn.terminal, head, turn.now)
    way = find_way(turn, who, order.from_account, order.to_account)
    fee = fee_for(who.tier, order.speed, order.amount, own=way.own)
    day = business_date(turn.now)
    total = order.amount + fee
    require_room(who, way, total, day)
    _SENT.run(turn.connection, customer=who.customer, day=day, total=sent_on(who, day) + total)
    payees.note_use(turn.connection, who.customer, way.payee.id, day)
    if order.acknowledged:
        _keep_acknowledged(turn, key, order, who)
    if order.speed is not Speed.REAL_TIME:
        return schedule.accept(turn, key, order, who, way, fee)
    return _execute(turn, key, order, way, fee, day)


def require_room(who: SignedIn, way: Way, total: int, day: date) -> None:
    """Check limits and funds. `total` in fen: the amount with its fee.

    Raises `Problem` (limit-per-transfer, limit-today, insufficient-funds).
    """
    if total > who.limit_per_transfer:
        raise Problem(Code.LIMIT_PER_TRANSFER)
    if sent_on(who, day) + total > who.limit_per_day:
        raise Problem(Code.LIMIT_TODAY)
    if total > way.payer.available:
        raise Problem(Code.INSUFFICIENT_FUNDS)


def _execute(turn: Turn, key: str, order: TransferOrder, way: Way, fee: int, day: date) -> Receipt:
    total = order.amount + fee
    posted = post_transfer(
        turn.connection, way.payer, way.payee, order.amount, fee, turn.now, turn.terminal, key, order.note
    )
    return Receipt(
        reference=posted.reference,
        amount=order.amount,
        fee=fee,
        executed_at=turn.now,
        business_date=day,
        payee_masked_name=posted.payee_masked_name,
        payee_masked_number=posted.payee_masked_number,
        balance_after=way.payer.available - total,
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
