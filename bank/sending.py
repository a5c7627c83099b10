"""One transfer in the ledger: amount and fee leave the payer in one entry, at once or when its time has come."""

from datetime import datetime

from sqlalchemy import Connection

from bank.fees import income_account
from bank.ledger import Posted, Posting, post
from bank.masking import masked_name, masked_number
from bank.tables import Record


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
    """Post a transfer between two accounts, given by id, number and their customers' names.

    Raises `OverdrawnError` where less is available; the caller has checked.
    """
    lines = (
        Posting(payer.id, -amount - fee, masked_name(payee.name), masked_number(payee.number), fee),
        Posting(payee.id, amount, masked_name(payer.name), masked_number(payer.number)),
    )
    if fee:
        lines = (*lines, Posting(income_account(connection), fee))
    return post(connection, "transfer", lines, at, terminal, key, note)
