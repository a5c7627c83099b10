"""A session on a table top: scripted customer, a card reader made of paper, a clock that is moved by hand."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from drivers.card_dispenser.contract import CardDispenserStatus, PlasticPosition
from drivers.card_reader.contract import CardData, CardPosition, CardReaderStatus
from drivers.signals.contract import Light, LightState, SignalsStatus
from kiosk.assistance import Assistance
from kiosk.channel_group import ChannelGroup
from kiosk.channels import Act, ActKind, Channel, View
from kiosk.clock import SteppedClock
from kiosk.custody.card import CardCustody
from kiosk.custody.document import DocumentCustody
from kiosk.session import Session
from kiosk.terminal import SessionSettings, Terminal
from kiosk.texts import Texts

CARD = CardData("6200001234567890123", "3012")


class PaperReader:
    """A card reader without a motor: a test sets `inside`, and what each call does."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.position = CardPosition.ABSENT
        self.card_in: asyncio.Event = asyncio.Event()
        self.card_out: asyncio.Event = asyncio.Event()
        self.card_pulled: asyncio.Event = asyncio.Event()
        self.eject_error: Exception | None = None
        self.taken_error: Exception | None = None
        self.removed_error: Exception | None = None
        self.gone = False

    def insert(self) -> None:
        self.position = CardPosition.INSIDE
        self.card_in.set()

    def take(self) -> None:
        self.position = CardPosition.ABSENT
        self.card_out.set()

    async def status(self) -> CardReaderStatus:
        if self.gone:
            return CardReaderStatus(False, CardPosition.ABSENT)
        return CardReaderStatus(self.position is CardPosition.ABSENT, self.position)

    async def accept(self) -> None:
        self.calls.append("accept")

    async def inserted(self) -> CardData:
        await self.card_in.wait()
        return CARD

    async def close(self) -> CardData | None:
        self.calls.append("close")
        return CARD if self.position is CardPosition.INSIDE else None

    async def removed(self) -> None:
        if self.removed_error:
            raise self.removed_error
        await self.card_pulled.wait()
        self.position = CardPosition.ABSENT

    async def eject(self) -> None:
        self.calls.append("eject")
        if self.eject_error:
            raise self.eject_error
        self.position = CardPosition.AT_GATE

    async def taken(self) -> None:
        if self.taken_error:
            raise self.taken_error
        await self.card_out.wait()

    async def retain(self) -> None:
        self.calls.append("retain")
        self.position = CardPosition.ABSENT


class PaperDispenser:
    """A card dispenser made of paper: a test takes what is presented, and sets what each call raises."""

    def __init__(self, hopper: int = 20) -> None:
        self.calls: list[str] = []
        self.errors: dict[str, Exception] = {}
        self.now = CardDispenserStatus(True, PlasticPosition.ABSENT, hopper)
        self.chip: CardData | None = None
        self.card_out: asyncio.Event = asyncio.Event()

    def take(self) -> None:
        self._moved(PlasticPosition.ABSENT)
        self.card_out.set()

    async def status(self) -> CardDispenserStatus:
        return self.now

    async def feed(self) -> None:
        self._called("feed")
        hopper = (self.now.hopper or 0) - 1
        self.now = replace(self.now, ready=False, position=PlasticPosition.INSIDE, hopper=hopper, fed=self.now.fed + 1)

    async def encode(self, card: CardData) -> None:
        self._called("encode")
        self.chip = card

    async def read(self) -> CardData:
        self._called("read")
        assert self.chip is not None
        return self.chip

    async def present(self) -> None:
        self._called("present")
        self._moved(PlasticPosition.AT_GATE)
        self.now = replace(self.now, presented=self.now.presented + 1)

    async def taken(self) -> None:
        if error := self.errors.get("taken"):
            raise error
        await self.card_out.wait()

    async def retain(self) -> None:
        self._called("retain")
        self._moved(PlasticPosition.ABSENT)
        self.now = replace(self.now, retained=self.now.retained + 1)

    def _called(self, call: str) -> None:
        self.calls.append(call)
        if error := self.errors.get(call):
            raise error

    def _moved(self, position: PlasticPosition) -> None:
        self.now = replace(self.now, position=position, ready=position is PlasticPosition.ABSENT)


class PaperSignals:
    """Lights and beeps, written down; nobody opens a door."""

    def __init__(self) -> None:
        self.lights: dict[Light, LightState] = {}
        self.beeps = 0

    async def status(self) -> SignalsStatus:
        return SignalsStatus(True)

    async def light(self, light: Light, state: LightState) -> None:
        self.lights[light] = state

    async def beep(self) -> None:
        self.beeps += 1

    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        await asyncio.Event().wait()
        return known


class Notes:
    """A journal made of a list."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, str | int]]] = []

    def record(self, event: str, **fields: str | int) -> None:
        self.events.append((event, fields))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.events]

    def fields(self, event: str) -> list[dict[str, str | int]]:
        return [fields for name, fields in self.events if name == event]


class Script:
    """A customer who does what a test says."""

    name = "script"
    essential = True

    def __init__(self) -> None:
        self.views: list[View] = []
        self._shown = asyncio.Event()
        self._put: Callable[[Act], None] | None = None

    @property
    def view(self) -> View:
        return self.views[-1]

    def show(self, view: View) -> None:
        self.views.append(view)
        self._shown.set()

    async def listen(self, put: Callable[[Act], None]) -> None:
        self._put = put
        await asyncio.Event().wait()

    async def sees(self, wanted: Callable[[View], bool] | str) -> View:
        """Wait until a view is shown that is `wanted` (a prompt's text id, or a test of the view)."""
        fits: Callable[[View], bool] = (lambda v: v.prompt == wanted) if isinstance(wanted, str) else wanted
        try:
            async with asyncio.timeout(10):
                while not self.views or not fits(self.view):
                    self._shown.clear()
                    await self._shown.wait()
        except TimeoutError:
            raise AssertionError(f"never saw {wanted}; saw {[v.prompt for v in self.views]}") from None
        return self.view

    def does(self, kind: ActKind, value: str = "", serial: int | None = None) -> None:
        assert self._put is not None
        self._put(Act(kind, value, self.view.serial if serial is None else serial, self.name))

    def types(self, keys: str) -> None:
        for key in keys:
            self.does(ActKind.KEY, key)


class NoBank:
    """No part of a bank; a test that needs one gives its own."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"this test has no bank, but {name} was called")


class Scene:
    """A session with everything around it."""

    def __init__(self, *more: Channel, settings: SessionSettings | None = None, bank: object = None) -> None:
        self.clock = SteppedClock()
        self.reader = PaperReader()
        self.dispenser = PaperDispenser()
        self.signals = PaperSignals()
        self.notes = Notes()
        self.script = Script()
        self.lost: list[str] = []
        self.group = ChannelGroup([self.script, *more], lambda channel, _: self.lost.append(channel.name))
        self.custody = CardCustody(self.reader, self.signals, self.clock, self.notes)
        bank = bank or NoBank()
        texts = Texts()
        self.assistance = Assistance(
            cast(Any, bank), self.signals, self.clock, self.notes, lambda: texts.time(self.clock.wall())
        )
        self.terminal = Terminal(
            clock=self.clock,
            texts=texts,
            channels=self.group,
            journal=self.notes,
            bank=cast(Any, bank),
            orders=cast(Any, None),
            reader=self.reader,
            pin_pad=cast(Any, None),
            printer=cast(Any, None),
            document_printer=cast(Any, None),
            id_scanner=cast(Any, None),
            signals=self.signals,
            dispenser=self.dispenser,
            custody=self.custody,
            document_custody=DocumentCustody(cast(Any, None), self.signals, self.clock, self.notes),
            outlet=cast(Any, None),
            document_outlet=cast(Any, None),
            assistance=self.assistance,
            draw=lambda _: b"",
            draw_statement=lambda _: (b"", 0),
            draw_signature=lambda _: b"",
            business_date=lambda: self.clock.wall().date(),
            doubt_bank=lambda: None,
            settings=settings or SessionSettings(),
        )
        self.session = Session("s1", self.terminal)

    async def __aenter__(self) -> "Scene":
        self.group.start()
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.assistance.end()
        await self.assistance.settled()
        await self.group.stop()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass second by second, as it does."""
        for _ in range(int(seconds)):
            self.clock.advance(1)
            for _ in range(8):
                await asyncio.sleep(0)
