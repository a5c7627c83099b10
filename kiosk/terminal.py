"""The parts of this terminal that a visit uses, built once by main."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from bank import contract as c
from drivers.card_dispenser.contract import CardDispenser
from drivers.card_reader.contract import CardReader
from drivers.document_printer.contract import DocumentJob, DocumentPrinter
from drivers.id_scanner.contract import IdScanner
from drivers.pin_pad.contract import PinPad
from drivers.printer.contract import PrintJob, ReceiptPrinter
from drivers.signals.contract import Signals
from kiosk.assistance import Assistance
from kiosk.channel_group import ChannelGroup
from kiosk.channels import Language, Mode
from kiosk.clock import Clock
from kiosk.custody.card import CardCustody
from kiosk.custody.document import DocumentCustody
from kiosk.custody.outlet import Paper, PaperOutlet
from kiosk.papers import Slip, Statement
from kiosk.recorder import Recorder
from kiosk.texts import Texts

if TYPE_CHECKING:
    from kiosk.conversation import Conversation
    from kiosk.identity.faces import Faces
    from kiosk.issuing.making import CardIssuing
    from kiosk.money.orders import Outcome

Beside = Callable[["Conversation"], Awaitable[int]]
"""What a member of staff does over a customer's talk: gives the serial of the last view that was shown meanwhile."""


class Bank(Protocol):
    """What a visit asks of the bank (kiosk.bank.client). Every call raises `BankError` (see kiosk.bank.errors)."""

    async def authorise(
        self, request: c.AuthorisationRequest, key: str = "", application: str = ""
    ) -> c.Authorisation: ...
    async def open_session(self, card: c.Card, token: str) -> c.CustomerSession: ...
    async def close_session(self, session: str) -> None: ...
    async def accounts(self, session: str) -> c.AccountSummary: ...
    async def limits(self, session: str) -> c.Limits: ...
    async def transactions(
        self, session: str, query: c.TransactionQuery, verification: str = ""
    ) -> c.TransactionPage: ...
    async def statement(self, session: str, query: c.StatementQuery, verification: str = "") -> c.StatementData: ...
    async def look_up_payee(self, session: str, destination: str) -> c.Payee: ...
    async def saved_payees(self, session: str) -> c.SavedPayees: ...
    async def save_payee(self, session: str, account_number: str, label: c.PayeeLabel = "") -> c.SavedPayee: ...
    async def forget_payee(self, session: str, payee: str) -> None: ...
    async def quote(self, session: str, query: c.QuoteQuery) -> c.Quote: ...
    async def pending_transfers(self, session: str) -> c.PendingTransfers: ...
    async def cancel_transfer(self, session: str, transfer: str) -> c.PendingTransfer: ...
    async def safety(self, session: str) -> c.Safety: ...
    async def report_lost(self, session: str, card: str) -> c.Safety: ...
    async def freeze(self, session: str, account: str) -> c.Safety: ...
    async def unfreeze(self, session: str, account: str, token: str = "", verification: str = "") -> c.Safety: ...
    async def verify(self, session: str, request: c.VerificationRequest) -> c.Verification: ...
    async def verification(self, session: str, id: str) -> c.Verification: ...
    async def registry_portrait(self, session: str) -> bytes: ...
    async def send_phone_code(self, id_number: str) -> c.PhoneCode: ...
    async def resend_phone_code(self, id: str) -> c.PhoneCode: ...
    async def open_safety_session(self, id: str, code: str) -> c.SafetySession: ...
    async def begin_application(self, request: c.ApplicationRequest, key: str = "") -> c.Application: ...
    async def resume_application(self, request: c.ResumeRequest, key: str = "") -> c.Application: ...
    async def application(self, id: str, token: str) -> c.Application: ...
    async def report_face(self, id: str, token: str, report: c.FaceReport, key: str = "") -> c.Application: ...
    async def send_still(self, id: str, token: str, still: c.Still, key: str = "") -> c.Application: ...
    async def send_application_code(self, id: str, token: str, phone: str, key: str = "") -> c.PhoneCode: ...
    async def resend_application_code(self, id: str, token: str, key: str = "") -> c.PhoneCode: ...
    async def confirm_application_code(self, id: str, token: str, code: str, key: str = "") -> c.Application: ...
    async def give_details(self, id: str, token: str, details: c.Details, key: str = "") -> c.Application: ...
    async def reserve_card(self, id: str, token: str, key: str = "") -> c.Reservation: ...
    async def submit_application(
        self, id: str, token: str, submission: c.Submission, authorisation: str, key: str = ""
    ) -> c.Application: ...
    async def pause_application(self, id: str, token: str, key: str = "") -> c.ResumeCode: ...
    async def withdraw_application(self, id: str, token: str, key: str = "") -> c.Application: ...
    async def choose_offers(self, id: str, token: str, offers: c.Offers, key: str = "") -> c.Application: ...
    async def staff_sign_in(self, request: c.StaffSignIn) -> c.StaffSession: ...
    async def staff_sign_out(self, session: str) -> None: ...
    async def waiting_applications(self, session: str) -> c.WaitingApplications: ...
    async def application_file(self, session: str, id: str) -> c.ApplicationFile: ...
    async def decide_application(self, session: str, id: str, decision: c.StaffDecision) -> c.Application: ...
    async def waiting_verifications(self, session: str) -> c.StaffVerifications: ...
    async def verification_file(self, session: str, id: str) -> c.VerificationFile: ...
    async def decide_verification(
        self, session: str, id: str, decision: c.VerificationDecision
    ) -> c.StaffVerifications: ...
    async def staff_cards(self, session: str) -> c.StaffCards: ...
    async def activate_card(self, session: str, card: str, document_number: str) -> c.StaffCards: ...
    async def bind(self, application: str, token: str) -> c.Binding: ...


class OrderDesk(Protocol):
    """What a visit asks of the orders."""

    async def run(
        self,
        kind: str,
        body: c.TransferOrder,
        *,
        token: str,
        customer_session: str,
        session: str,
        fee: int = 0,
        verification: str = "",
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
    `wide`: its screen lies. `spoken`: it makes sound.
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
    wide: bool = False
    spoken: bool = True
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
    document_printer: DocumentPrinter
    id_scanner: IdScanner
    signals: Signals
    dispenser: CardDispenser
    custody: CardCustody
    document_custody: DocumentCustody
    outlet: PaperOutlet[PrintJob]
    document_outlet: PaperOutlet[DocumentJob]
    assistance: Assistance
    draw: Callable[[Slip], bytes]  # a slip as the PNG a receipt printer takes
    draw_statement: Callable[[Statement], tuple[bytes, int]]  # as a PDF, and its pages; may run on any thread
    draw_signature: Callable[[str], bytes]  # the strokes of a `Sign` as a PNG; raises ValueError for what are none
    business_date: Callable[[], date]  # the bank's, as it told it last
    doubt_bank: Callable[[], None]  # a call has failed: look at once whether the bank is still there
    settings: SessionSettings
    beside: Beside | None = None
    faces: "Faces | None" = None  # None: no camera, staff look instead
    issuing: "CardIssuing | None" = None  # None: no card is made here

    @property
    def outlets(self) -> Mapping[Paper, PaperOutlet[Any]]:
        """Where papers come out."""
        return {"slip": self.outlet, "document": self.document_outlet}

    @property
    def stuck(self) -> frozenset[str]:
        """The devices in which something is that they cannot give out: staff were called, or the sensors settle it."""
        holders = {"card-reader": self.custody, "id-scanner": self.document_custody, "card-dispenser": self.issuing}
        return frozenset(name for name, holder in holders.items() if holder is not None and holder.blocked)
