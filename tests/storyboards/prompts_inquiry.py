"""How to get to each prompt of the inquiry, and how a customer goes on from there."""

from tests.storyboards.playing import goes
from tests.storyboards.prompts import Place, account, chosen, press, transfer_accepted
from tests.storyboards.stage import Stage

months = chosen(account, "option:transactions", "transactions-month")
limits = chosen(account, "option:limits", "limits")
pending = chosen(account, "option:pending", "pending")
transactions = chosen(months, "option:year", "transactions")
transaction = chosen(transactions, "item:0", "transaction")
narrow = chosen(transactions, "option:narrow", "transactions-narrow")
by_amount = chosen(narrow, "option:amount", "narrow-amount")
by_payee = chosen(narrow, "option:payee", "narrow-payee")
by_kind = chosen(narrow, "option:kind", "narrow-kind")


async def least(stage: Stage) -> None:
    await by_amount(stage)
    stage.customer.presses("option:typed")
    await stage.customer.sees("narrow-least")
    stage.customer.types("12.5")
    await stage.customer.sees(lambda view: view.draft == "12.5")


async def waiting(stage: Stage) -> None:
    """A transfer of this very visit that waits for its time."""
    await transfer_accepted(stage)
    stage.customer.presses("option:none")
    view = await stage.customer.sees(lambda view: view.prompt in ("menu", "payee-save"))
    if view.prompt == "payee-save":
        stage.customer.presses("option:no")
        await stage.customer.sees("menu")
    stage.customer.presses("option:inquiry")
    await stage.customer.sees("account")
    stage.customer.presses("option:pending")
    view = await stage.customer.sees("pending")
    stage.customer.presses(f"item:{view.items[0].key}")
    await stage.customer.sees("pending-transfer")


cancelling = chosen(waiting, "option:cancel", "pending-cancel")
cancelled = chosen(cancelling, "option:yes", "pending-cancelled")


async def cancelling_what_is_due(stage: Stage) -> str:
    """A transfer of an earlier visit that is due in a minute, and whether to cancel it; gives its key on the list."""
    await waiting(stage)
    stage.customer.presses("cancel")
    await goes(stage)
    stage.bank.control.advance(2 * 3600 - 60)
    await pending(stage)
    key = stage.customer.view.items[0].key
    for target, prompt in ((f"item:{key}", "pending-transfer"), ("option:cancel", "pending-cancel")):
        stage.customer.presses(target)
        await stage.customer.sees(prompt)
    return key


async def not_known(stage: Stage) -> None:
    """The line is cut at that moment: nobody can tell whether it was cancelled."""
    await cancelling(stage)
    stage.line.cut()
    stage.customer.presses("option:yes")
    await stage.customer.sees("pending-unknown")
    stage.line.mend()


INQUIRY = (
    Place("transactions-month", months, press("item:1"), back_to="account"),
    Place("transactions", transactions, press("item:0"), back_to="transactions-month"),
    Place("transaction", transaction, press("option:done"), back_to="transactions", draft="0"),
    Place("transactions-narrow", narrow, press("option:kind"), back_to="transactions"),
    Place("narrow-amount", by_amount, press("option:under-100"), back_to="transactions-narrow"),
    Place("narrow-least", least, press("primary"), back_to="narrow-amount", draft="12.5"),
    Place("narrow-payee", by_payee, press("item:0"), back_to="transactions-narrow"),
    Place("narrow-kind", by_kind, press("item:salary"), back_to="transactions-narrow"),
    Place("limits", limits, press("option:done"), back_to="account"),
    Place("pending", pending, press("back"), back_to="account"),
    Place("pending-transfer", waiting, press("option:cancel"), back_to="pending", draft="0"),
    Place("pending-cancel", cancelling, press("option:yes"), back_to="pending-transfer"),
    Place("pending-cancelled", cancelled, press("primary")),
    Place("pending-unknown", not_known, press("primary")),
)
