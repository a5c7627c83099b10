"""The parts of this terminal that a visit uses, built once by main."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bank.contract import (
    AccountSummary,
    Authorisation,
    AuthorisationRequest,
    Card,
    CustomerSession,
    Payee,
    TransferOrder,
)
from drivers.card_reader.contract import CardReader
from drivers.pin_pad.contract import PinPad
from drivers.printer.contract import ReceiptPrinter
from drivers.signals.contract import Signals
from kiosk.assistance import Assistance
from kiosk.channel_group import ChannelGroup
from kiosk.channels import Language, Mode
from kiosk.clock import Clock
from kiosk.custody import CardCustody
from kiosk.outlet import SlipOutlet
from kiosk.papers import Slip
from kiosk.recorder import Recorder
from kiosk.texts import Texts

if TYPE_CHECKING:
    from kiosk.money.orders import Outcome


class Bank(Protocol):
    """What a visit asks of the bank. Every call raises `BankError` (see kiosk.bank_errors)."""

    async def authorise(self, request: AuthorisationRequest) -> Authorisation:
        """Have a PIN checked."""
        ...

    async def open_session(self, card: Card, token: str) -> CustomerSession:
        """Sign the customer in with a sign-in token."""
        ...

    async def close_session(self, session: str) -> None:
        """Sign the customer out."""
        ...

    async def accounts(self, session: str) -> AccountSummary:
        """The customer's accounts and limits."""
        ...

    async def look_up_payee(self, session: str, account_number: str) -> Payee:
        """Who holds an account, masked."""
        ...


class OrderDesk(Protocol):
    """What a visit asks of the orders."""

    async def run(
        self, kind: str, body: TransferOrder, *, token: str, customer_session: str, session: str
    ) -> "Outcome":
        """Write down what is to happen, send it once, write down what became of it."""
        ...

    def unknown_amount(self, account_id: str) -> int:
        """What orders without a known outcome may still take from this account, in fen."""
        ...

    def free_enough(self) -> bool:
        """Whether orders can be written down now."""
        ...


@dataclass(frozen=True)
class SessionSettings:
    """Times in seconds. `language` and `mode` are what every customer starts with.

    `terminal` and `place` (in each language) are printed on slips; `most` is what this terminal sends at most, in fen.
    """

    idle: float = 60
    warning: float = 20
    extensions: int = 10
    card_taken: float = 30
    paper_taken: float = 30
    ask_staff: float = 3
    most: int = 10**13
    simulated: bool = True
    language: Language = "zh-Hans"
    mode: Mode = "standard"
    terminal: str = ""
    place: Mapping[Language, str] = field(default_factory=dict[Language, str])


@dataclass(frozen=True)
class Terminal:
    """Everything a visit can use."""

    clock: Clock
    texts: Texts
    channels: ChannelGroup
    journal: Recorder
    bank: Bank
    orders: OrderDesk
    reader: CardReader
    pin_pad: PinPad
    printer: ReceiptPrinter
    signals: Signals
    custody: CardCustody
    outlet: SlipOutlet
    assistance: Assistance
    draw: Callable[[Slip], bytes]  # a slip as the PNG a receipt printer takes
    doubt_bank: Callable[[], None]  # a call has failed: look at once whether the bank is still there
    settings: SessionSettings
