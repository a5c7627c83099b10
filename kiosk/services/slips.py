"""Slips in the customer's language: what stands on every one of them, and the transfer's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bank.contract import Account, Payee, Receipt, Speed, SpeedQuote, TransferOrder
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


@dataclass(frozen=True)
class Sent:
    """A transfer as the customer asked for it. `way`: the fee and the time that they were told."""

    order: TransferOrder
    account: Account
    payee: Payee
    way: SpeedQuote


def transfer_facts(session: Session, sent: Sent, fee: int | None = None) -> list[Line | Rule]:
    """What the customer asked for, and the fee where there is one to pay."""
    words, payee = Words(session), sent.payee
    return [
        Line(words("row-amount"), f"CNY {words.value(Money(sent.order.amount))}", strong=True),
        *([] if fee is None else [Line(words("row-fee"), words.value(Money(fee)))]),
        Line(words("row-payee"), payee.masked_name),
        Line(words("row-to-account"), payee.masked_number),
        Line(words("row-to-bank"), payee.bank),
        Line(words("row-from-account"), sent.account.masked),
        Line(words("row-arrival"), words(f"arrival-{sent.way.speed.value}")),
        *([Line(words("row-purpose"), words(f"note-{sent.order.note}"))] if sent.order.note else []),
    ]


def done_slip(session: Session, sent: Sent, receipt: Receipt) -> Slip:
    """An executed transfer: what the bank said of it, word for word."""
    words = Words(session)
    parts: list[Line | Rule] = [
        *transfer_facts(session, sent, receipt.fee),
        Line(words("row-reference"), receipt.reference),
        Rule(),
    ]
    code = f"smart-teller;done;{receipt.reference};{receipt.amount}"
    return slip_of(session, "slip-transfer-done", parts, receipt.executed_at, code)


def accepted_slip(session: Session, sent: Sent, receipt: Receipt) -> Slip:
    """A transfer that waits for its time: when it is sent, and that it can be cancelled until then."""
    words = Words(session)
    assert receipt.executes_at is not None, "what waits has a time"
    parts: list[Line | Rule] = [
        Line(words("row-executes"), words.value(receipt.executes_at), strong=True),
        Line(words("slip-later-advice")),
        Rule(),
        *transfer_facts(session, sent, receipt.fee),
        Line(words("row-reference"), receipt.reference),
        Rule(),
    ]
    code = f"smart-teller;accepted;{receipt.reference};{receipt.amount}"
    return slip_of(session, "slip-transfer-accepted", parts, receipt.executed_at, code)


def unknown_slip(session: Session, sent: Sent, number: str) -> Slip:
    """A transfer whose outcome is not known: the case number and what to do."""
    words = Words(session)
    parts: list[Line | Rule] = [
        Line(words("row-case"), words.value(Grouped(number)), strong=True),
        Rule(),
        *transfer_facts(session, sent, sent.way.fee),
        *_planned(words, sent),
        Rule(),
        Line(words("slip-unknown-advice")),
    ]
    code = f"smart-teller;unknown;{number};{sent.order.amount}"
    return slip_of(session, "slip-transfer-unknown", parts, session.clock.wall(), code)


def declined_slip(session: Session, sent: Sent) -> Slip:
    """A transfer that the bank declined: no money moved."""
    words = Words(session)
    parts: list[Line | Rule] = [Line(words("slip-declined-advice")), Rule(), *transfer_facts(session, sent)]
    code = f"smart-teller;declined;;{sent.order.amount}"
    return slip_of(session, "slip-transfer-declined", parts, session.clock.wall(), code)


def _planned(words: Words, sent: Sent) -> list[Line | Rule]:
    """A delayed one says so, also where nobody knows whether the bank has it."""
    if sent.way.speed is Speed.REAL_TIME:
        return []
    return [Line(words("row-executes"), words.value(sent.way.executes_at)), Line(words("slip-later-advice"))]
