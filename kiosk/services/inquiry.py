"""Inquiry: the accounts, and for each what is there, what happened, what waits; limits and cards."""

from contextlib import suppress

from bank.contract import Account, AccountState, AccountSummary
from kiosk.papers import Line, Rule, Slip
from kiosk.prompts import Browse, Choice, Choose, Entry, Fact
from kiosk.services.pending import pending
from kiosk.services.safety import freeze
from kiosk.services.slips import Words, slip_of
from kiosk.services.statement import statement, unavailable
from kiosk.services.steps import accounts, asking_bank, print_slip
from kiosk.services.transactions import transactions
from kiosk.session import Session
from kiosk.texts import Money, Text
from kiosk.walking import Back


async def inquiry(session: Session) -> None:
    """Show the customer's accounts and what belongs to them. Sums stay covered until they are asked for."""
    session.forget_typed()
    summary = await accounts(session)
    if len(summary.accounts) == 1:
        await _account(session, summary.accounts[0].id)
    while True:
        answer = await session.ask(await _accounts(session, summary))
        match answer:
            case "limits":
                with suppress(Back):
                    await _limits(session)
            case "print":
                await print_slip(session, _slip(session, summary), "balance")
            case "done":
                return
            case _:
                with suppress(Back):
                    await _account(session, answer)
                summary = await accounts(session)


async def _accounts(session: Session, summary: AccountSummary) -> Browse:
    entries = tuple(
        Entry(
            account.id,
            Text(f"account-{account.kind}"),
            Money(account.available),
            (account.masked, *_unusual(account)),
            icon="card",
        )
        for account in summary.accounts
    )
    options = (
        Choice("limits", "inquiry-limits", icon="lock"),
        Choice("print", "balance-print", icon="slip", reason=await _no_paper(session)),
        Choice("done", "balance-done", icon="check"),
    )
    return Browse("inquiry", entries=entries, options=options, concealed=True)


async def _account(session: Session, id: str) -> None:
    """One account, and what can be asked of it. Raises `Back`."""
    while True:
        summary = await accounts(session)
        account = next(account for account in summary.accounts if account.id == id)
        with session.within(f"account-{id}"):  # uncovered here is not uncovered elsewhere
            answer = await session.ask(await _page(session, account))
        with suppress(Back):
            match answer:
                case "transactions":
                    await transactions(session, account)
                case "statement":
                    await statement(session, account)
                case "pending":
                    await pending(session, account)
                case "limits":
                    await _limits(session)
                case "freeze":
                    assert session.customer is not None
                    await freeze(session, session.customer.token, account.id, account.masked, account.state)
                case _:
                    only = summary.model_copy(update={"accounts": [account]})
                    await print_slip(session, _slip(session, only), "balance")


async def _page(session: Session, account: Account) -> Choose:
    stopped = account.state is not AccountState.ACTIVE
    options = (
        Choice("transactions", "account-transactions", icon="inquiry"),
        Choice("statement", "account-statement", icon="slip", reason=await unavailable(session)),
        Choice("pending", "account-pending", icon="soon"),
        Choice("limits", "inquiry-limits", icon="card"),
        Choice("freeze", "account-freeze", icon="lock", reason="reason-stopped" if stopped else ""),
        Choice("print", "balance-print", icon="slip", reason=await _no_paper(session)),
    )
    rows = [Fact(f"account-{account.kind}", account.masked)]
    if account.balance != account.available:
        rows.append(Fact("row-balance", Money(account.balance), spare=True))
    rows += [Fact("row-state", state, strong=True) for state in _unusual(account)]
    return Choose("account", figure=account.available, rows=tuple(rows), options=options, concealed=True)


async def _limits(session: Session) -> None:
    """How much may be sent, how much was, and what state the cards are in. Raises `Back`."""
    assert session.customer is not None
    bank, token = session.terminal.bank, session.customer.token
    limits = await asking_bank(session, "busy-limits", bank.limits(token))
    safety = await asking_bank(session, "busy-limits", bank.safety(token))
    rows = (
        Fact("row-tier", Text(f"tier-{limits.tier.value}")),
        Fact("row-per-transfer", Money(min(limits.per_transfer, session.terminal.settings.most))),
        Fact("row-per-day", Money(limits.per_day)),
        Fact("row-sent-today", Money(limits.sent_today)),
        Fact("row-left-today", Money(limits.left_today), strong=True),
        *(Fact("row-card", Text(f"card-is-{card.state.value}"), note=card.masked) for card in safety.cards),
    )
    await session.ask(Choose("limits", rows=rows, options=(Choice("done", "limits-done", icon="check"),)))


def _unusual(account: Account) -> tuple[Text, ...]:
    """The state, where it keeps the customer from something."""
    return () if account.state is AccountState.ACTIVE else (Text(f"account-{account.state.value}"),)


async def _no_paper(session: Session) -> str:
    return "" if (await session.terminal.printer.status()).ready else "reason-no-paper"


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
