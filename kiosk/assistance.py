"""A person, please: the call to the bank's staff, the light, and an honest word about whether anybody has answered."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol

import bank.contract as contract
from drivers.errors import DeviceError
from drivers.signals.contract import Light, LightState, Signals
from kiosk.bank_errors import BankError
from kiosk.channels import Language
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.texts import Value


class AssistanceBank(Protocol):
    """The part of the bank client that calls for help."""

    async def call_assistance(self, where: str, language: Language) -> contract.Assistance:
        """Call a person. Raises `BankError`."""
        ...

    async def assistance(self, id: str) -> contract.Assistance:
        """Ask whether anybody has answered. Raises `BankError`."""
        ...


class Assistance:
    """One call at a time. `text` and `args` say how it stands; `on_change` is told when that changes."""

    def __init__(
        self,
        bank: AssistanceBank,
        signals: Signals,
        clock: Clock,
        journal: Recorder,
        time_of_day: Callable[[], str],
        *,
        ask_seconds: float = 3,
    ) -> None:
        self.text = ""
        self.args: Mapping[str, Value] = {}
        self.on_change: Callable[[], None] | None = None
        self._bank = bank
        self._signals = signals
        self._clock = clock
        self._journal = journal
        self._time_of_day = time_of_day
        self._ask_seconds = ask_seconds
        self._calling: asyncio.Task[None] | None = None
        self._came = False  # whoever was called, without a word to the bank that they would

    def call(self, session: str, where: str, language: Language) -> None:
        """Call a person, unless one has been called already in this visit."""
        if self._calling is None or self.text == "assistance-failed":
            self._came = False
            self._calling = asyncio.create_task(self._call(session, where, language), name="call for assistance")

    async def end(self, *, came: bool = False) -> None:
        """The visit is over, or what they were called for (`came`: they did): forget the call, put the light out."""
        if self._calling is None:
            return
        self._came = came
        self._calling.cancel()
        await asyncio.wait({self._calling})
        self._calling = None
        self.text, self.args = "", {}
        with suppress(DeviceError):
            await self._signals.light(Light.ASSISTANCE, LightState.OFF)

    async def _call(self, session: str, where: str, language: Language) -> None:
        self._journal.record("assistance-init", session=session, prompt=where)
        self._say("assistance-calling")
        with suppress(DeviceError):
            await self._signals.light(Light.ASSISTANCE, LightState.ON)
        disposition = "unanswered"
        try:
            await self._answered(await self._bank.call_assistance(where, language))
            disposition = "answered"
        except BankError:
            disposition = "failed"
        finally:  # the visit may end before anybody has answered
            if self._came and disposition == "unanswered":
                disposition = "answered"
            self._journal.record("assistance-complete", session=session, disposition=disposition)
        self._say(f"assistance-{disposition}")

    async def _answered(self, call: contract.Assistance) -> None:
        """Say since when nobody has answered, until somebody has."""
        since = self._time_of_day()
        while call.answered_at is None:
            self._say("assistance-called", time=since)
            await self._clock.until(self._clock.now() + self._ask_seconds)
            with suppress(BankError):
                call = await self._bank.assistance(call.id)

    def _say(self, text: str, **args: Value) -> None:
        if (text, args) == (self.text, self.args):
            return
        self.text, self.args = text, args
        if self.on_change:
            self.on_change()
