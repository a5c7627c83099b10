"""Transfers that wait for their time: what they are, and cancelling one."""

from contextlib import suppress

from bank.contract import Account, PendingState, PendingTransfer
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.prompts import Browse, Choice, Choose, Entry, Fact, Notice
from kiosk.services.steps import asking_bank
from kiosk.session import Session
from kiosk.texts import Money, Signed, Text
from kiosk.walking import Back

# What has become of it, and the notice for it.
_ENDS = {
    PendingState.CANCELLED: "pending-cancelled",
    PendingState.EXECUTED: "pending-executed",
    PendingState.FAILED: "pending-failed",
    PendingState.WAITING: "pending-kept",
}


async def pending(session: Session, account: Account) -> None:
    """Show the transfers from this account or to it that wait, and those that ended lately. Raises `Back`."""
    while True:
        transfers = await _read(session, account)
        entries = tuple(_entry(transfer, account) for transfer in transfers)
        answer = await session.ask(Browse("pending", entries=entries))
        with suppress(Back):
            await _one(session, account, next(transfer for transfer in transfers if transfer.id == answer))


async def _read(session: Session, account: Account) -> list[PendingTransfer]:
    assert session.customer is not None
    found = await asking_bank(session, "busy-pending", session.terminal.bank.pending_transfers(session.customer.token))
    return [transfer for transfer in found.transfers if account.id in (transfer.from_account, transfer.to_account)]


def _entry(transfer: PendingTransfer, account: Account) -> Entry:
    """A line of the list. What comes from another account of the customer's own is named by that, with a plus."""
    notes = (Text(f"pending-is-{transfer.state.value}"), transfer.executes_at)
    if transfer.from_account == account.id:
        return Entry(transfer.id, transfer.payee_masked_name, Money(transfer.amount), notes)
    return Entry(transfer.id, transfer.from_masked, Signed(transfer.amount), notes)


async def _one(session: Session, account: Account, transfer: PendingTransfer) -> None:
    """One of them, and cancelling it once that is confirmed. Raises `Back` to the list."""
    waits = transfer.state is PendingState.WAITING
    cancel = (Choice("cancel", "pending-cancel-it", icon="cancel"),) if waits else ()
    options = (*cancel, Choice("done", "pending-done", icon="back"))
    while True:
        prompt = Choose("pending-transfer", rows=_facts(transfer), options=options)
        if await session.ask(prompt, draft="0") == "done":  # the page of another transfer is not this one's
            return None
        sure = (
            Choice("yes", "pending-cancel-yes", icon="check", by_hand=True),
            Choice("no", "pending-cancel-no", icon="back"),
        )
        rows = (
            Fact("row-payee", transfer.payee_masked_name, strong=True),
            Fact("row-amount", Money(transfer.amount), strong=True),
        )
        with suppress(Back):
            if await session.ask(Choose("pending-cancel", rows=rows, options=sure)) == "yes":
                return await _cancel(session, account, transfer)


async def _cancel(session: Session, account: Account, transfer: PendingTransfer) -> None:
    """Have it cancelled, and say how it ended: it may have been executed a moment before."""
    assert session.customer is not None
    session.note("transfer-cancel-init")
    try:
        asked = session.terminal.bank.cancel_transfer(session.customer.token, transfer.id)
        ended = await session.busy("busy-cancelling", asked)
    except BankDeclined as declined:
        session.note("transfer-cancel-complete", disposition="declined", problem=declined.code)
        now = next((one for one in await _read(session, account) if one.id == transfer.id), None)
        await _tell(session, now or transfer)
    except (BankUnreachable, BankBadAnswer):
        session.note("transfer-cancel-complete", disposition="unknown")
        session.terminal.doubt_bank()
        await session.ask(Notice("pending-unknown", kind="unknown", back=False))
    else:
        session.note("transfer-cancel-complete", disposition="success")
        await _tell(session, ended)


async def _tell(session: Session, transfer: PendingTransfer) -> None:
    args = {"amount": Money(transfer.amount), "payee": transfer.payee_masked_name}
    kind = "success" if transfer.state is PendingState.CANCELLED else "problem"
    await session.ask(Notice(_ENDS[transfer.state], args=args, kind=kind, back=False))


def _facts(transfer: PendingTransfer) -> tuple[Fact, ...]:
    return (
        Fact("row-payee", transfer.payee_masked_name, note=transfer.payee_masked_number, strong=True),
        Fact("row-amount", Money(transfer.amount), strong=True),
        Fact("row-executes", transfer.executes_at, strong=True),
        Fact("row-state", Text(f"pending-is-{transfer.state.value}")),
        Fact("row-fee", Money(transfer.fee)),
        Fact("row-from-account", transfer.from_masked),
        Fact("row-reference", transfer.reference),
    )
