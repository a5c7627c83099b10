"""After a transfer to somebody new: whether to keep them for the next time."""

from collections.abc import Sequence
from typing import cast, get_args

from bank.contract import Payee, PayeeLabel, SavedPayee, TransferOrder
from kiosk.bank.errors import BankDeclined, BankError
from kiosk.money.orders import Done, Outcome
from kiosk.prompts import Browse, Choice, Choose, Entry, Fact, Notice
from kiosk.session import Session
from kiosk.texts import Text

LABELS: tuple[PayeeLabel, ...] = tuple(label for label in get_args(PayeeLabel) if label)
_NOBODY = "none"


async def offer_to_save(
    session: Session, outcome: Outcome, order: TransferOrder, payee: Payee, saved: Sequence[SavedPayee]
) -> None:
    """Offer to keep a payee whose number was typed. Not where nothing was sent, nor an own account or one kept."""
    known = any((one.masked_name, one.masked_number) == (payee.masked_name, payee.masked_number) for one in saved)
    if payee.own or known or not isinstance(outcome, Done):
        return
    rows = (Fact("row-payee", payee.masked_name, strong=True), Fact("row-to-account", payee.masked_number))
    options = (Choice("yes", "save-yes", icon="check"), Choice("no", "save-no", icon="leaf"))
    if await session.ask(Choose("payee-save", rows=rows, options=options, back=False)) == "yes":
        await _save(session, order.to_account)


async def _save(session: Session, number: str) -> None:
    """Keep the payee, and say so. The transfer is done, whatever becomes of this."""
    assert session.customer is not None
    try:
        await session.busy("busy-saving", session.terminal.bank.save_payee(session.customer.token, number))
        if label := await _label(session):
            labelled = session.terminal.bank.save_payee(session.customer.token, number, label)
            await session.busy("busy-saving", labelled)
    except BankDeclined as declined:
        text = "payees-full" if declined.code == "payees-full" else "payee-not-saved"
        await session.ask(Notice(text, back=False))
    except BankError:
        session.terminal.doubt_bank()
        await session.ask(Notice("payee-not-saved", back=False))
    else:
        await session.ask(Notice("payee-saved", kind="success", back=False))


async def _label(session: Session) -> PayeeLabel:
    """Who it is to the customer: what they may say instead of a name, and read in the list."""
    entries = tuple(Entry(label, Text(f"label-{label}"), icon="person") for label in LABELS)
    options = (Choice(_NOBODY, "label-none", icon="leaf"),)
    answer = await session.ask(Browse("payee-label", entries=entries, options=options, back=False))
    return cast(PayeeLabel, answer if answer != _NOBODY else "")
