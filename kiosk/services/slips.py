"""Slips in the customer's language: what stands on every one of them, and the transfer's."""

from collections.abc import Sequence
from datetime import datetime

from bank.contract import Account, Payee, Receipt, TransferOrder
from kiosk.channels import Language
from kiosk.papers import Line, Rule, Slip
from kiosk.session import Session
from kiosk.texts import Grouped, Money, Value


class Words:
    """The texts of a session's language."""

    def __init__(self, session: Session) -> None:
        self._texts = session.terminal.texts
        self._language: Language = session.language

    def __call__(self, text: str, **args: Value) -> str:
        """The text `text`."""
        return self._texts.say(self._language, text, args)

    def value(self, value: Value) -> str:
        """A value as this language writes it."""
        return self._texts.value(self._language, value)


def slip_of(session: Session, title: str, parts: Sequence[Line | Rule], at: datetime, code: str = "") -> Slip:
    """A slip with what stands on every one: bank, title, terminal, place, time, stamp."""
    words = Words(session)
    settings = session.terminal.settings
    foot = [
        Line(words("row-time"), words.value(at)),
        Line(words("row-terminal"), settings.terminal),
        *([Line(words("row-place"), place)] if (place := settings.place.get(session.language)) else []),
        Line(words("slip-keep")),
    ]
    return Slip(
        language=session.language,
        bank=words("bank-name"),
        title=words(title),
        parts=(*parts, *foot),
        code=code,
        stamp=words("simulated") if settings.simulated else "",
    )


def transfer_facts(session: Session, order: TransferOrder, account: Account, payee: Payee) -> list[Line | Rule]:
    """What the customer asked for."""
    words = Words(session)
    return [
        Line(words("row-amount"), f"CNY {words.value(Money(order.amount))}", strong=True),
        Line(words("row-payee"), payee.masked_name),
        Line(words("row-to-account"), payee.masked_number),
        Line(words("row-to-bank"), payee.bank),
        Line(words("row-from-account"), account.masked),
        Line(words("row-arrival"), words("arrival-real-time")),
    ]


def done_slip(session: Session, order: TransferOrder, account: Account, payee: Payee, receipt: Receipt) -> Slip:
    """An executed transfer: what the bank said of it, word for word."""
    words = Words(session)
    parts: list[Line | Rule] = [
        *transfer_facts(session, order, account, payee),
        Line(words("row-fee"), words.value(Money(receipt.fee))),
        Line(words("row-reference"), receipt.reference),
        Rule(),
    ]
    code = f"smart-teller;done;{receipt.reference};{receipt.amount}"
    return slip_of(session, "slip-transfer-done", parts, receipt.executed_at, code)


def unknown_slip(session: Session, order: TransferOrder, account: Account, payee: Payee, number: str) -> Slip:
    """A transfer whose outcome is not known: the case number and what to do."""
    words = Words(session)
    parts: list[Line | Rule] = [
        Line(words("row-case"), words.value(Grouped(number)), strong=True),
        Rule(),
        *transfer_facts(session, order, account, payee),
        Rule(),
        Line(words("slip-unknown-advice")),
    ]
    code = f"smart-teller;unknown;{number};{order.amount}"
    return slip_of(session, "slip-transfer-unknown", parts, session.clock.wall(), code)


def declined_slip(session: Session, order: TransferOrder, account: Account, payee: Payee) -> Slip:
    """A transfer that the bank declined: no money moved."""
    words = Words(session)
    parts: list[Line | Rule] = [
        Line(words("slip-declined-advice")),
        Rule(),
        *transfer_facts(session, order, account, payee),
    ]
    return slip_of(
        session, "slip-transfer-declined", parts, session.clock.wall(), f"smart-teller;declined;;{order.amount}"
    )
