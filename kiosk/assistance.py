"""A person, please: the calls to the bank's staff, the light, and an honest word about whether anybody has answered.

Several calls can stand at once: the visit's, and one for each device that only staff can open, which outlive visits.
None takes the place of another: the newest is what the screen tells of, and when it is over the older stands there.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol

import bank.contract as contract
from drivers.errors import DeviceError
from drivers.signals.contract import Light, LightState, Signals
from kiosk.bank.errors import BankError
from kiosk.channels import Language
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.texts import Value

_FAILED = "assistance-failed"
_VISIT = ""


class AssistanceBank(Protocol):
    """The part of the bank client that calls for help."""

    async def call_assistance(self, where: str, language: Language) -> contract.Assistance:
        """Call a person. Raises `BankError`."""
        ...

    async def assistance(self, id: str) -> contract.Assistance:
        """Ask whether anybody has answered. Raises `BankError`."""
        ...


class _Call:
    """One that stands. `text` and `args` say how; `came`: whoever was called is there, without a word to the bank."""

    def __init__(self) -> None:
        self.text = ""
        self.args: Mapping[str, Value] = {}
        self.came = False
        self.task: asyncio.Task[None] | None = None


class Assistance:
    """What was called for. `on_change` is told when what is to be said of it changes."""

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
        self.on_change: Callable[[], None] | None = None
        self._bank = bank
        self._signals = signals
        self._clock = clock
        self._journal = journal
        self._time_of_day = time_of_day
        self._ask_seconds = ask_seconds
        self._calls: dict[str, _Call] = {}  # by what is stuck, _VISIT for the visit's own; the newest last

    @property
    def text(self) -> str:
        """What is to be said: of the newest call that stands, "" where none does."""
        return self._newest.text

    @property
    def args(self) -> Mapping[str, Value]:
        """What belongs into `text`."""
        return self._newest.args

    @property
    def _newest(self) -> _Call:
        return next(reversed(self._calls.values()), _Call())

    def call(self, session: str, where: str, language: Language, *, stuck: bool = False) -> None:
        """Call a person, unless one has been called for that already.

        `stuck`: for a device that staff must open; it stands until `settled`, and the visit's own until `end`.
        """
        what = where if stuck else _VISIT
        standing = self._calls.get(what)
        if standing is not None and standing.text != _FAILED:
            return
        self._calls.pop(what, None)
        made = self._calls[what] = _Call()
        made.task = asyncio.create_task(self._call(made, session, where, language), name="call for assistance")

    async def end(self, *, came: bool = False) -> None:
        """The visit is over, or what they were called for in it (`came`: they did): forget that call.

        The light goes out unless a device still needs them.
        """
        if _VISIT in self._calls:
            await self._forget(_VISIT, came=came)

    def at_work(self, *, looking: bool) -> None:
        """Whoever was called for the visit has come, by what they do: they are at it (`looking`), or were."""
        call = self._calls.get(_VISIT)
        if call is None or not (looking or call.came):
            return
        call.came = True
        self._say(call, "assistance-looking" if looking else "assistance-answered")

    async def settled(self) -> None:
        """No device has anything inside any more: forget their calls. The light goes out unless the visit needs it."""
        for what in [what for what in self._calls if what != _VISIT]:
            await self._forget(what)

    async def _forget(self, what: str, *, came: bool = False) -> None:
        over = self._calls[what]
        over.came = came
        if over.task:
            over.task.cancel()
            await asyncio.wait({over.task})
        if self._calls.get(what) is over:
            del self._calls[what]
        if self._calls:
            self._changed()
            return
        with suppress(DeviceError):
            await self._signals.light(Light.ASSISTANCE, LightState.OFF)

    async def _call(self, call: _Call, session: str, where: str, language: Language) -> None:
        self._journal.record("assistance-init", session=session, prompt=where)
        self._say(call, "assistance-calling")
        with suppress(DeviceError):
            await self._signals.light(Light.ASSISTANCE, LightState.ON)
        disposition = "unanswered"
        try:
            await self._answered(call, await self._bank.call_assistance(where, language))
            disposition = "answered"
        except BankError:
            disposition = "failed"
        finally:  # the visit may end before anybody has answered
            if call.came and disposition == "unanswered":
                disposition = "answered"
            self._journal.record("assistance-complete", session=session, prompt=where, disposition=disposition)
        if not call.came:
            self._say(call, f"assistance-{disposition}")

    async def _answered(self, call: _Call, made: contract.Assistance) -> None:
        """Say since when nobody has answered, until somebody has."""
        since = self._time_of_day()
        while made.answered_at is None and not call.came:
            self._say(call, "assistance-called", time=since)
            await self._clock.until(self._clock.now() + self._ask_seconds)
            with suppress(BankError):
                made = await self._bank.assistance(made.id)

    def _say(self, call: _Call, text: str, **args: Value) -> None:
        if (text, args) == (call.text, call.args):
            return
        call.text, call.args = text, args
        self._changed()

    def _changed(self) -> None:
        if self.on_change:
            self.on_change()
