"""What the steps of an application share: what is known of it, and asking the bank until it has answered."""

import uuid
from collections.abc import Awaitable, Callable, Generator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bank.contract import (
    Acceptance,
    Application,
    ApplicationKind,
    ApplicationPart,
    Card,
    Details,
    DocumentData,
)
from drivers.id_scanner.contract import IdDocument
from kiosk.bank.errors import TRANSIENT, BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.leaving import ServiceStopped
from kiosk.prompts import Choice, Notice, Step
from kiosk.session import Session

T = TypeVar("T")

_STEPS = 6
READING = Step(0, _STEPS)
PERSON = Step(1, _STEPS)
DETAILS = Step(2, _STEPS)
PIN = Step(3, _STEPS)
STAFF = Step(4, _STEPS)
CARD = Step(5, _STEPS)

GONE = ("application-ended", "application-unknown")
# What the bank may say at any step, and the notice that tells the customer what to do.
_NOTICES = {
    "application-ended": "opening-ended",
    "application-unknown": "opening-ended",
    "bank-closed": "problem-bank-away",
}


@dataclass
class Opening:
    """An application while it is made at this terminal. Lives as long as the service, and is forgotten with it.

    `inside`: what must be given back at the end, in turn. `kind` None: not chosen yet; `chosen`: before the service
    began. `skip`: questions that are not put again, once, because the customer took what the bank has instead.
    `settled`: there is nothing that could be kept for later. `unsure`: the bank was asked to set the PIN. `keeps`: the
    customer has said that it is to be kept. `masked`: the card's number.
    """

    session: Session
    inside: AsyncExitStack
    kind: ApplicationKind | None = None
    chosen: bool = False
    resumes: bool = False
    skip: set[str] = field(default_factory=set[str])
    settled: bool = False
    unsure: bool = False
    keeps: bool = False
    accepted: dict[str, Acceptance] = field(default_factory=dict[str, Acceptance])
    stills_at: datetime | None = None  # when the customer agreed to pictures for the approver
    stills_asked: bool = False
    card: Card | None = field(default=None, repr=False)
    document: IdDocument | None = field(default=None, repr=False)
    application: Application | None = None
    address: str = field(default="", repr=False)
    address_from_document: bool = False
    occupation: str = ""
    purpose: str = ""
    masked: str = ""
    pin_token: str = field(default="", repr=False)
    signature: bytes | None = field(default=None, repr=False)

    @property
    def begun(self) -> Application:
        """The application, once there is one."""
        assert self.application is not None, "asked for before it was begun"
        return self.application

    @property
    def token(self) -> str:
        """The application's. Only the answer that began or resumed it has it."""
        return self.begun.token

    @property
    def paper(self) -> IdDocument:
        """The document, once it is in."""
        assert self.document is not None, "asked for before it was laid in"
        return self.document

    def now(self, application: Application) -> None:
        """It is so now."""
        token = application.token or (self.application.token if self.application else "")
        self.application = application.model_copy(update={"token": token})

    def has(self, part: ApplicationPart) -> bool:
        """Whether the bank has this of it."""
        return part in self.begun.there

    @property
    def details(self) -> Details:
        """What the customer has said of themselves here."""
        return Details(
            address=self.address,
            address_from_document=self.address_from_document,
            occupation=self.occupation,
            purpose=self.purpose,
        )


@contextmanager
def asking(session: Session, what: str) -> Generator[None]:
    """A question to the bank about an application, as a pair of the journal; how it ends is told by what it raises.

    `what` is a word of the journal. A line that fails has the bank looked at.
    """
    session.note("application-init", what=what)
    ended: dict[str, str] = {"disposition": "left"}
    try:
        yield
        ended = {"disposition": "success"}
    except BankDeclined as declined:
        ended = {"disposition": "declined", "problem": declined.code}
        raise
    except (BankUnreachable, BankBadAnswer):
        ended = {"disposition": "unknown"}
        session.terminal.doubt_bank()
        raise
    finally:
        session.note("application-complete", what=what, **ended)


async def ask_bank(
    opening: Opening,
    what: str,
    call: Callable[[str], Awaitable[T]],
    *,
    busy: str = "busy-application",
    expected: tuple[str, ...] = (),
    cancel: bool = True,
) -> T:
    """Have the bank do something, under one key for however often it takes. `what` is a word of the journal.

    A line that is down is said, and tried again when the customer wants it: nothing they gave is lost. `cancel`: they
    may leave meanwhile. Raises `BankDeclined` with one of the codes `expected`, `ServiceStopped` with any other;
    `CustomerLeft`, `IdleOut`.
    """
    session, key = opening.session, str(uuid.uuid4())
    while True:
        try:
            with asking(session, what):
                return await session.busy(busy, call(key), cancel=cancel)
        except BankDeclined as declined:
            if declined.code in expected:
                raise
            opening.settled = opening.settled or declined.code in GONE
            if declined.code not in TRANSIENT:
                raise ServiceStopped(_NOTICES.get(declined.code, "problem-bank-declined")) from declined
        except (BankUnreachable, BankBadAnswer):
            pass
        again = Choice("again", "opening-again", icon="again")
        stop = Choice("stop", "opening-leave", icon="back")
        if await session.ask(Notice("opening-bank-away", options=(again, stop), back=False)) == "stop":
            raise ServiceStopped("problem-bank-away")


def document_data(document: IdDocument) -> DocumentData:
    """What the bank is told of a document: all but the picture."""
    return DocumentData(
        kind=document.kind.value,
        number=document.number,
        name=document.name,
        latin_name=document.latin_name,
        sex=document.sex.value,
        nation=document.nation,
        born=document.born,
        address=document.address,
        issuer=document.issuer,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
    )
