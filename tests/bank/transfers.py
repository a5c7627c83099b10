"""Transfers as the bank's tests send them: orders, quotes, and what waits."""

import asyncio
from typing import Any

from sqlalchemy import func, select, update

from bank.contract import (
    PendingTransfer,
    PendingTransfers,
    Quote,
    QuoteQuery,
    Receipt,
    SavedPayee,
    SavedPayees,
    Speed,
    TransferOrder,
)
from bank.opening import Bank
from bank.scheduler import Scheduler
from bank.step_up import StepUps
from bank.store import Store
from bank.tables import accounts, customers, entries
from bank.tables import scheduled_transfers as scheduled
from tests.bank.support import Reply, Terminal, new_key, number_of, ok

PAYER, PAYEE = "ouyang-zhiyuan", "chen-guiying"  # rich: no limit is near


class Customer:
    """Somebody signed in, with what they ask of the bank."""

    def __init__(self, terminal: Terminal, name: str = PAYER) -> None:
        self.terminal = terminal
        self.name = name
        self.session = terminal.sign_in(name)
        self.account = terminal.account(self.session).id

    def sign_in(self) -> None:
        """Again: a session ends after half an hour."""
        self.session = self.terminal.sign_in(self.name)

    @property
    def available(self) -> int:
        return self.terminal.account(self.session).available

    @property
    def left_today(self) -> int:
        return self.terminal.summary(self.session).limit_left_today

    def order(self, amount: int, to: str = "", **fields: Any) -> TransferOrder:
        to = to or number_of(PAYEE)
        return TransferOrder.model_validate(
            {"from_account": self.account, "to_account": to, "amount": amount, **fields}
        )

    def try_to_send(self, amount: int, to: str = "", *, key: str = "", **fields: Any) -> Reply:
        return self.terminal.transfer(self.name, self.session, self.order(amount, to, **fields), key=key)

    def send(self, amount: int, to: str = "", *, key: str = "", **fields: Any) -> Receipt:
        return Receipt.model_validate(ok(self.try_to_send(amount, to, key=key, **fields)))

    def later(self, amount: int, to: str = "", speed: Speed = Speed.TWO_HOURS, **fields: Any) -> Receipt:
        return self.send(amount, to, speed=speed, **fields)

    def pending(self) -> list[PendingTransfer]:
        reply = self.terminal.ask("GET", "/transfers/pending", session=self.session)
        return PendingTransfers.model_validate(ok(reply)).transfers

    def states(self) -> dict[str, str]:
        return {transfer.id: transfer.state.value for transfer in self.pending()}

    def try_to_cancel(self, transfer: str, key: str = "") -> Reply:
        path = f"/transfers/pending/{transfer}/cancel"
        return self.terminal.ask("POST", path, key=key or new_key(), session=self.session)

    def cancel(self, transfer: str, key: str = "") -> PendingTransfer:
        return PendingTransfer.model_validate(ok(self.try_to_cancel(transfer, key)))

    def try_to_quote(self, amount: int, to: str = "") -> Reply:
        body = QuoteQuery(from_account=self.account, to_account=to or number_of(PAYEE), amount=amount)
        return self.terminal.ask("POST", "/quotes", body, session=self.session)

    def quote(self, amount: int, to: str = "") -> Quote:
        return Quote.model_validate(ok(self.try_to_quote(amount, to)))

    def try_to_save(self, number: str, label: str = "") -> Reply:
        body = {"account_number": number, "label": label}
        return self.terminal.ask("POST", "/payees", body, key=new_key(), session=self.session)

    def save(self, number: str) -> SavedPayee:
        return SavedPayee.model_validate(ok(self.try_to_save(number)))

    def payees(self) -> list[SavedPayee]:
        return SavedPayees.model_validate(ok(self.terminal.ask("GET", "/payees", session=self.session))).payees

    def forget(self, payee: str) -> Reply:
        return self.terminal.ask("DELETE", f"/payees/{payee}", key=new_key(), session=self.session)


def look(bank: Bank) -> None:
    """Let the scheduler look once."""
    asyncio.run(Scheduler(bank.store, bank.clock).execute_due())


def made(store: Store, key: str) -> int:
    """How many entries of the ledger are of this order."""
    return store.read(lambda c: c.scalars(select(func.count()).where(entries.c.key == key)).one())


def set_state(bank: Bank, name: str, state: str) -> None:
    """What staff or the customer do to an account: all of a customer's together."""
    bank.store.write(lambda c: c.execute(update(accounts).where(accounts.c.customer_id == name).values(state=state)))


def set_tier(bank: Bank, name: str, tier: str) -> None:
    bank.store.write(lambda c: c.execute(update(customers).where(customers.c.id == name).values(tier=tier)))


def want_no_step_up(bank: Bank) -> None:
    """Let card and PIN be enough for any sum: for tests that are about something else."""
    bank.step_ups = StepUps(above=10**13)


def holds_are_right(store: Store) -> bool:
    """Whether each account's hold is what its waiting transfers come to, and no more than its balance."""
    waiting = (
        select(scheduled.c.from_account, func.sum(scheduled.c.amount + scheduled.c.fee).label("total"))
        .where(scheduled.c.state == "waiting")
        .group_by(scheduled.c.from_account)
    )
    wanted = dict(store.read(lambda c: c.execute(waiting).all()))
    rows = store.read(lambda c: c.execute(select(accounts).where(accounts.c.customer_id.is_not(None))).all())
    return all(row.held == wanted.get(row.id, 0) and row.balance >= row.held for row in rows)
