"""What a story needs to find in the bank's books and no customer can bring about in one visit."""

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from bank.contract import TransactionKind
from bank.ledger import EQUITY, Posting, open_account, post
from bank.store import Store
from bank.tables import accounts, cards
from tests.storyboards.stage import BankAccess, today_at


def pays_in(bank: BankAccess, number: str, times: int) -> None:
    """Pay one fen in, so many times, early this day."""

    def enter(connection: Connection) -> None:
        ids = {row.number: row.id for row in connection.execute(select(accounts.c.number, accounts.c.id))}
        lines = (Posting(ids[EQUITY], -1), Posting(ids[number], 1))
        for _ in range(times):
            post(connection, TransactionKind.INTEREST, lines, today_at(9))

    _write(bank, enter)


def opens_accounts(bank: BankAccess, customer: str, count: int) -> list[str]:
    """Open accounts for somebody of the cast, those that are not open yet; gives their numbers."""
    numbers = [f"62000089{number:08}" for number in range(count)]

    def enter(connection: Connection) -> None:
        there = set(connection.scalars(select(accounts.c.number)))
        for number in numbers:
            if number not in there:
                open_account(connection, number, "savings", customer=customer)

    _write(bank, enter)
    return numbers


def stops(bank: BankAccess, customer: str) -> None:
    """Report somebody's cards lost and freeze the accounts, as the customer does elsewhere."""

    def stop(connection: Connection) -> None:
        connection.execute(update(cards).where(cards.c.customer_id == customer).values(state="lost"))
        connection.execute(update(accounts).where(accounts.c.customer_id == customer).values(state="frozen"))

    _write(bank, stop)


def cards_are(bank: BankAccess, customer: str, state: str) -> None:
    """Let somebody's cards be in a state: a word of bank/card_states.py."""
    _write(bank, lambda c: c.execute(update(cards).where(cards.c.customer_id == customer).values(state=state)))


def undoes_stops(bank: BankAccess, customer: str) -> None:
    """Let somebody's cards and accounts be used again, as staff do at the counter."""

    def undo(connection: Connection) -> None:
        connection.execute(update(cards).where(cards.c.customer_id == customer).values(state="active"))
        connection.execute(update(accounts).where(accounts.c.customer_id == customer).values(state="active"))

    _write(bank, undo)


def _write(bank: BankAccess, work: Callable[[Connection], object]) -> None:
    store = Store(f"sqlite:///{bank.sms.parent}/bank.db")  # beside the phones' folder
    try:
        store.write(work)
    finally:
        store.close()
