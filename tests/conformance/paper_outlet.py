"""What both printers promise: one paper at an outlet, there until it is taken or drawn back."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any, Generic, Protocol, TypeVar

import pytest

from drivers.errors import Disconnected, Empty, Jammed, Refused, TimedOut
from tests.conformance.suite import waits


class _Status(Protocol):
    @property
    def ready(self) -> bool: ...
    @property
    def paper(self) -> str: ...
    @property
    def waiting(self) -> bool: ...
    @property
    def trouble(self) -> str: ...


class _Printer(Protocol):
    async def status(self) -> _Status: ...
    async def print(self, job: Any) -> None: ...
    async def taken(self) -> None: ...
    async def retract(self) -> None: ...


class PaperHand(Protocol):
    """The customer's and staff's hands at the printer."""

    async def take(self) -> None: ...
    async def printed(self) -> list[bytes]:
        """All papers printed so far, as they were given."""
        ...

    async def use_up_paper(self) -> None: ...
    async def refill(self) -> None: ...
    async def jam(self) -> None: ...
    async def clear_jam(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


Printer = TypeVar("Printer", bound=_Printer)
Hand = TypeVar("Hand", bound=PaperHand)


class PaperOutletSuite(ABC, Generic[Printer, Hand]):
    """One method for each promise. A printer's own suite says what is printed, and adds its own promises."""

    def __init__(self, printer: Printer, hand: Hand) -> None:
        self.printer = printer
        self.hand = hand

    @abstractmethod
    def _job(self, words: str = "one") -> Any:
        """Something to print, other than with other words."""

    @abstractmethod
    def _data(self, words: str) -> bytes:
        """What of that comes out."""

    async def is_ready_at_first(self) -> None:
        status = await self.printer.status()
        assert (status.ready, status.paper, status.waiting, status.trouble) == (True, "enough", False, "")

    async def prints_what_it_is_given(self) -> None:
        await self._print_and_take("one")
        await self._print_and_take("two")
        assert await self.hand.printed() == [self._data("one"), self._data("two")]

    async def holds_it_until_it_is_taken(self) -> None:
        await self.printer.print(self._job())
        status = await self.printer.status()
        assert (status.ready, status.waiting) == (True, True)
        taken = asyncio.create_task(self.printer.taken())
        assert await waits(taken, self.printer.status)
        await self.hand.take()
        await taken
        assert not (await self.printer.status()).waiting

    async def has_nothing_to_wait_for_without_one(self) -> None:
        await self.printer.taken()

    async def prints_no_second_over_the_first(self) -> None:
        await self.printer.print(self._job("one"))
        with pytest.raises(Refused):
            await self.printer.print(self._job("two"))
        assert await self.hand.printed() == [self._data("one")]

    async def draws_back_one_not_taken(self) -> None:
        await self.printer.print(self._job("one"))
        await self.printer.retract()
        assert not (await self.printer.status()).waiting
        await self._print_and_take("two")

    async def draws_back_nothing_without_one(self) -> None:
        with pytest.raises(Refused):
            await self.printer.retract()

    async def says_empty_and_recovers(self) -> None:
        await self.hand.use_up_paper()
        status = await self.printer.status()
        assert (status.ready, status.paper) == (False, "empty")
        assert status.trouble
        with pytest.raises(Empty):
            await self.printer.print(self._job())
        assert await self.hand.printed() == []
        await self.hand.refill()
        assert (await self.printer.status()).paper == "enough"
        await self._print_and_take()

    async def says_jammed_and_recovers(self) -> None:
        await self.hand.jam()
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Jammed):
            await self.printer.print(self._job())
        assert await self.hand.printed() == []
        await self.hand.clear_jam()
        await self._print_and_take()

    async def says_jammed_when_it_cannot_draw_back(self) -> None:
        await self.printer.print(self._job())
        await self.hand.jam()
        with pytest.raises(Jammed):
            await self.printer.retract()
        assert (await self.printer.status()).waiting

    async def says_disconnected_and_comes_back_with_it(self) -> None:
        await self.printer.print(self._job())
        await self.hand.unplug()
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble
        for call in (self.printer.retract, self.printer.taken):
            with pytest.raises(Disconnected):
                await call()
        with pytest.raises(Disconnected):
            await self.printer.print(self._job())
        await self.hand.plug_in()
        assert (await self.printer.status()).waiting

    async def ends_a_wait_when_it_goes_away(self) -> None:
        await self.printer.print(self._job())
        taken = asyncio.create_task(self.printer.taken())
        assert await waits(taken, self.printer.status)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await taken

    async def ends_a_call_that_hangs(self) -> None:
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.printer.print(self._job())
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble

    async def _print_and_take(self, words: str = "one") -> None:
        await self.printer.print(self._job(words))
        await self.hand.take()
