"""One transfer in the ledger: amount and fee leave the payer in one entry, at once or when its time has come."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bank import sms
from bank.fees import income_account
from bank.ledger import Posted, Posting, post
from bank.masking import masked_name, masked_number
from bank.sms_texts import SmsText
from bank.statements import Statement
from bank.tables import Record, accounts, customers

_ALERTED = Statement(
    select(customers.c.id)
    .join_from(accounts, customers, accounts.c.customer_id == customers.c.id)
    .where(accounts.c.id == bindparam("account"), customers.c.alerts.is_(True))
)


def send(
    connection: Connection,
    payer: Record,
    payee: Record,
    amount: int,
    fee: int,
    at: datetime,
    terminal: str,
    key: str,
    note: str,
) -> Posted:
    """Post a transfer between two accounts, given by id, number and their customers' names; tell the payer's phone,
    where the customer wants that.

    Raises `OverdrawnError` where less is available; the caller has checked.
    """
    lines = (
        Posting(payer.id, -amount - fee, masked_name(payee.name), masked_number(payee.number), fee),
        Posting(payee.id, amount, masked_name(payer.name), masked_number(payer.number)),
    )
    if fee:
        lines = (*lines, Posting(income_account(connection), fee))
    posted = post(connection, "transfer", lines, at, terminal, key, note)
    if alerted := _ALERTED.row(connection, account=payer.id):
        spent = f"{(amount + fee) / 100:,.2f}"
        sms.send(connection, alerted.id, SmsText.DEBIT, at, tail=payer.number[-4:], amount=spent)
    return posted
