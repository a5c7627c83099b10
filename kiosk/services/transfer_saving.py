"""After a transfer to somebody new: whether to keep them for the next time."""

from collections.abc import Sequence

from bank.contract import Payee, SavedPayee, TransferOrder
from kiosk.bank_errors import BankDeclined, BankError
from kiosk.money.orders import Done, Outcome
from kiosk.prompts import Choice, Choose, Fact, Notice
from kiosk.session import Session


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
    except BankDeclined as declined:
        text = "payees-full" if declined.code == "payees-full" else "payee-not-saved"
        await session.ask(Notice(text, back=False))
    except BankError:
        session.terminal.doubt_bank()
        await session.ask(Notice("payee-not-saved", back=False))
    else:
        await session.ask(Notice("payee-saved", kind="success", back=False))
