"""Puts the conversation together from its parts: the same for the terminal and for its storyboards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from drivers.card_dispenser.contract import CardDispenser
from drivers.card_reader.contract import CardReader
from drivers.document_printer.contract import DocumentPrinter
from drivers.id_scanner.contract import IdScanner
from drivers.pin_pad.contract import PinPad
from drivers.printer.contract import ReceiptPrinter
from drivers.signals.contract import Signals
from kiosk.assistance import Assistance, AssistanceBank
from kiosk.attendant import Attendant
from kiosk.availability import Availability
from kiosk.channel_group import ChannelGroup
from kiosk.channels import Channel
from kiosk.clock import Clock
from kiosk.custody.card import CardCustody
from kiosk.custody.document import DocumentCustody
from kiosk.custody.outlet import PaperOutlet
from kiosk.identity.faces import Faces
from kiosk.issuing.making import CardIssuing
from kiosk.issuing.settling import IssueBook
from kiosk.papers import Slip, Statement
from kiosk.recorder import Recorder
from kiosk.terminal import Bank, OrderDesk, SessionSettings, Terminal
from kiosk.texts import Texts

if TYPE_CHECKING:
    from kiosk.conversation import Conversation

# What a visit needs and the first screen does not: imported when that stands, or when it is needed.
LATER = ("kiosk.services.visit", "kiosk.staff.layer")


@dataclass(frozen=True)
class Devices:
    """The devices of a terminal."""

    reader: CardReader
    printer: ReceiptPrinter
    document_printer: DocumentPrinter
    pin_pad: PinPad
    id_scanner: IdScanner
    signals: Signals
    dispenser: CardDispenser


def assemble(
    *,
    clock: Clock,
    texts: Texts,
    channels: Sequence[Channel],
    devices: Devices,
    bank: Bank,
    staff: AssistanceBank,
    orders: OrderDesk,
    issues: IssueBook,
    journal: Recorder,
    bank_reason: Callable[[], str],
    business_date: Callable[[], date | None],
    staffed: Callable[[], bool],
    doubt_bank: Callable[[], None],
    draw: Callable[[Slip], bytes],
    draw_statement: Callable[[Statement], tuple[bytes, int]],
    draw_signature: Callable[[str], bytes],
    settings: SessionSettings,
    faces: Faces | None = None,
) -> Attendant:
    """Build an attendant with everything it needs. Its channels must be started (`attendant.channels.start`).

    `business_date`: the bank's, None until it has told one.
    """

    def lost(channel: Channel, error: BaseException | None) -> None:
        journal.record("channel-dropped", channel=channel.name, error=type(error).__name__)

    group = ChannelGroup(channels, lost)
    custody = CardCustody(devices.reader, devices.signals, clock, journal, taken_seconds=settings.card_taken)
    terminal = Terminal(
        clock=clock,
        texts=texts,
        channels=group,
        journal=journal,
        bank=bank,
        orders=orders,
        reader=devices.reader,
        pin_pad=devices.pin_pad,
        printer=devices.printer,
        document_printer=devices.document_printer,
        id_scanner=devices.id_scanner,
        signals=devices.signals,
        dispenser=devices.dispenser,
        custody=custody,
        document_custody=DocumentCustody(
            devices.id_scanner, devices.signals, clock, journal, taken_seconds=settings.card_taken
        ),
        outlet=PaperOutlet("slip", devices.printer, custody, clock, journal, taken_seconds=settings.paper_taken),
        document_outlet=PaperOutlet(
            "document", devices.document_printer, custody, clock, journal, taken_seconds=settings.paper_taken
        ),
        assistance=Assistance(
            staff,
            devices.signals,
            clock,
            journal,
            lambda: texts.time(clock.wall()),
            ask_seconds=settings.ask_staff,
        ),
        draw=draw,
        draw_statement=draw_statement,
        draw_signature=draw_signature,
        business_date=lambda: business_date() or clock.wall().date(),
        doubt_bank=doubt_bank,
        settings=settings,
        beside=_beside,
        faces=faces,
        issuing=CardIssuing(
            devices.dispenser, devices.signals, bank, issues, clock, journal, taken_seconds=settings.card_taken
        ),
    )
    return Attendant(terminal, Availability(terminal, bank_reason, staffed))


async def _beside(talk: "Conversation") -> int:
    from kiosk.staff.layer import staff_layer

    return await staff_layer(talk)
