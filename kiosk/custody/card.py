"""The customer's card while the terminal has it: taken in, watched, given back or kept safe, never forgotten."""

from typing import TYPE_CHECKING

from drivers.card_reader.contract import CardData, CardReader
from drivers.errors import DeviceError, Refused
from drivers.signals.contract import Light, LightState, Signals
from kiosk.clock import Clock
from kiosk.custody.giving_back import GivingBack
from kiosk.leaving import CustomerLeft
from kiosk.recorder import Recorder

if TYPE_CHECKING:
    from kiosk.answering import Report


class CardCustody(GivingBack):
    """The card in the reader. `card` is the card inside, or None."""

    def __init__(
        self, reader: CardReader, signals: Signals, clock: Clock, journal: Recorder, *, taken_seconds: float = 30
    ) -> None:
        super().__init__("card", reader, signals, clock, journal, taken_seconds=taken_seconds)
        self.card: CardData | None = None
        self._reader = reader

    @property
    def held(self) -> bool:
        return self.card is not None

    def _forget(self) -> None:
        self.card = None

    def insertion(self, session: str) -> "CardIn":
        """The answer to 'please insert your card'."""
        return CardIn(self, session)

    async def open_gate(self) -> None:
        """Let one card in. Raises device errors."""
        self._open = True
        await self._reader.accept()
        await self.light(Light.CARD, LightState.FLASHING)

    async def read(self, session: str) -> CardData:
        """Wait for a card and read it. Raises device errors."""
        card = await self._reader.inserted()
        self._accepted(card, session)
        return card

    async def close_gate(self, session: str) -> CardData | None:
        """Let no card in any more. Gives the card that got in before that; one that cannot be read is given back."""
        await self.light(Light.CARD, LightState.OFF)
        try:
            card = await self._reader.close()
        except DeviceError:
            await self.rescue(session)
        else:
            if card is not None:
                self._accepted(card, session)
        self._open = False
        return self.card

    def _accepted(self, card: CardData, session: str) -> None:
        if self.card is None:
            self.card = card
            self._journal.record("card-inserted", session=session, card=card.masked)


class CardIn:
    """A card put in: the reader's answer to a prompt. Unreadable cards come out again, with a word why."""

    def __init__(self, custody: CardCustody, session: str) -> None:
        self._custody = custody
        self._session = session

    async def wait(self, report: "Report") -> CardData:
        """Wait for a readable card. Raises `CustomerLeft` when the reader fails."""
        while True:
            try:
                await self._custody.open_gate()
                return await self._custody.read(self._session)
            except Refused:
                report.error("error-card-unreadable")
                await self._custody.out_again(self._session)
            except DeviceError as error:
                await self._custody.rescue(self._session)
                raise CustomerLeft("device-failed") from error

    async def withdraw(self) -> CardData | None:
        """Close the gate. A card already in is the answer."""
        return await self._custody.close_gate(self._session)
