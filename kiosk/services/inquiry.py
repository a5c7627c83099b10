"""Inquiry: how much is there."""

from bank.contract import Account, AccountState, AccountSummary
from kiosk.papers import Line, Rule, Slip
from kiosk.prompts import Choice, Choose, Fact
from kiosk.services.slips import Words, slip_of
from kiosk.services.steps import accounts, print_slip
from kiosk.session import Session
from kiosk.texts import Money, Text


async def balance(session: Session) -> None:
    """Show the balances of the customer's accounts, and print them if wanted."""
    summary = await accounts(session)
    while True:
        answer = await session.ask(await _shown(session, summary))
        if answer != "print":
            return
        await print_slip(session, _slip(session, summary), "balance")


async def _shown(session: Session, summary: AccountSummary) -> Choose:
    printer = await session.terminal.printer.status()
    options = (
        Choice("print", "balance-print", icon="slip", reason="" if printer.ready else "reason-no-paper"),
        Choice("done", "balance-done", icon="check"),
    )
    if len(summary.accounts) == 1:
        account = summary.accounts[0]
        return Choose("balance", figure=account.available, rows=tuple(_facts(account)), options=options)
    rows = tuple(fact for account in summary.accounts for fact in _lines(account))
    return Choose("balances", rows=rows, options=options)


def _facts(account: Account) -> list[Fact]:
    facts = [Fact("row-account", account.masked), Fact("row-kind", Text(f"account-{account.kind}"))]
    if account.balance != account.available:
        facts.append(Fact("row-balance", Money(account.balance)))
    facts.append(
        Fact("row-state", Text(f"account-{account.state.value}"), strong=account.state is not AccountState.ACTIVE)
    )
    return facts


def _lines(account: Account) -> list[Fact]:
    line = Fact(f"account-{account.kind}", Money(account.available), note=account.masked, strong=True)
    if account.state is AccountState.ACTIVE:
        return [line]
    return [line, Fact("row-state", Text(f"account-{account.state.value}"))]


def _slip(session: Session, summary: AccountSummary) -> Slip:
    words = Words(session)
    parts: list[Line | Rule] = []
    for account in summary.accounts:
        parts += [
            Line(words("row-account"), account.masked),
            Line(words("row-kind"), words(f"account-{account.kind}")),
            Line(words("row-available"), words.value(Money(account.available)), strong=True),
            Line(words("row-balance"), words.value(Money(account.balance))),
            Line(words("row-state"), words(f"account-{account.state.value}")),
            Rule(),
        ]
    return slip_of(session, "slip-balance", parts, summary.at)
