"""The conversation: asking, telling, waiting. `ask` alone owns draft, checks, idle clock and language."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, TypeVar, overload

from kiosk.answering import DeviceAnswer, Report
from kiosk.asking import Asking, reason_of
from kiosk.awaiting import Awaited
from kiosk.channels import Act, ActKind
from kiosk.identity.staying import PAUSED
from kiosk.idle import IdleClock, IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Busy, Home, Invalid, Notice, Pin, Prompt, Sign
from kiosk.showing import Showing
from kiosk.terminal import Beside, Terminal
from kiosk.walking import Back

T = TypeVar("T")
D = TypeVar("D")

_SHOW_BUSY_AFTER = 0.3  # seconds: quicker answers would only make the screen flicker


class Conversation(Showing):
    """One customer's talk with the terminal: what is asked, what was typed, and how it ends."""

    def __init__(self, id: str, terminal: Terminal, first_serial: int = 0) -> None:
        super().__init__(id, terminal, first_serial)
        self.beside: Beside | None = None  # what a member of staff does over this talk
        self.awaited: Awaited | None = None  # what they are to decide
        self.decided = asyncio.Event()  # they have, here: the bank need not be asked in its turn
        self.touched_at = self.clock.now()
        self._left = ""
        self._question = ""
        self._typed: dict[tuple[str, str], str] = {}

    # -- asking ----------------------------------------------------------------------------------------------------

    @overload
    async def ask(
        self,
        prompt: Prompt[T],
        *,
        draft: str = "",
        check: Callable[[T], Awaitable[T]] | None = None,
        error: Invalid | None = None,
    ) -> T: ...

    @overload
    async def ask(self, prompt: Prompt[T], *, device: DeviceAnswer[D], error: Invalid | None = None) -> T | D: ...

    async def ask(
        self,
        prompt: Prompt[Any],
        *,
        draft: str = "",
        check: Callable[[Any], Awaitable[Any]] | None = None,
        device: DeviceAnswer[Any] | None = None,
        error: Invalid | None = None,
    ) -> Any:
        """Ask until there is a value. `check` lets the bank refuse at the field: it raises `Invalid`.

        What was typed here before, in this walk, is shown again; `error` is what was wrong the last time.
        Raises `Back`, `CustomerLeft` or `IdleOut`, nothing else.
        """
        if self._left:
            raise CustomerLeft(self._left)
        slot = (self._question, prompt.text)
        asking = self.put_up(prompt, draft or self._typed.get(slot, ""), error)
        idle = self._idle_clock() if prompt.idles else None
        self._listen(device, asking)
        self.note("prompt-shown", prompt=prompt.text)
        try:
            value = await self._answer(asking, idle, device, check)
        except BaseException as ending:
            late = await self._withdraw(device, asking)
            if not isinstance(ending, Back | CustomerLeft | IdleOut):
                raise
            # A card already in wins over Cancel; nothing wins over a terminal that must stop.
            if late is not None and not self._left:
                return late
            self.note("prompt-left", prompt=prompt.text, reason=reason_of(ending))
            raise
        finally:
            if asking.draft and device is None and not isinstance(prompt, Sign):  # a signature is given anew
                self._typed[slot] = asking.draft
        await self._withdraw(device, asking)
        self.note("prompt-answered", prompt=prompt.text)
        return value

    async def _answer(
        self,
        asking: Asking,
        idle: IdleClock | None,
        device: DeviceAnswer[Any] | None,
        check: Callable[[Any], Awaitable[Any]] | None,
    ) -> Any:
        while True:
            act = await self._next(asking, idle)
            if act is None:
                assert asking.waiting is not None
                return asking.waiting.result()
            if act.kind is ActKind.PAUSE:
                await self._pause(asking, device)
                if idle:
                    idle.restart()
                continue
            if act.kind is ActKind.STAFF:
                if not self._stale(act) and not isinstance(asking.prompt, Home):
                    asking.idle_left = None
                    await self._aside(asking, device)
                    if idle:
                        idle.restart()
                continue
            if idle:
                idle.touched(stayed=act.kind is ActKind.STAY)
                asking.can_stay = idle.can_stay
                if (left := idle.left()) != asking.idle_left:
                    asking.idle_left = left
                    self._refresh()
            if self._ambient(act) or self._stale(act) or self._channels.withheld(asking.prompt, act):
                continue
            if act.kind is not ActKind.ANSWER:
                self._edit(act, asking)
                continue
            try:
                value = asking.prompt.parse(act.value or asking.draft)
                return await self._checked(value, check, asking) if check else value
            except Invalid as error:
                asking.error = error
                self._refresh()
                if idle:
                    idle.restart()  # the bank's time is not the customer's

    async def _next(self, asking: Asking, idle: IdleClock | None) -> Act | None:
        """The next act, or None when the device has answered. What was pressed first is served first."""
        while True:
            if act := self._channels.inbox.take():
                self.touched_at = self.clock.now()
                return act
            if asking.waiting and asking.waiting.done():
                return None
            if idle and (left := idle.left()) != asking.idle_left:
                if asking.idle_left is None:
                    self.note("idle-warned", prompt=asking.prompt.text)
                asking.idle_left, asking.can_stay = left, idle.can_stay
                self._refresh()
            await self._wait(asking.waiting, idle.next_moment() if idle else None)

    def _edit(self, act: Act, asking: Asking) -> None:
        """An act that changes what is asked, or ends it."""
        prompt = asking.prompt
        match act.kind:
            case ActKind.KEY:
                asking.draft, asking.error = prompt.typed(asking.draft, act.value), None
            case ActKind.DRAFT:
                asking.draft, asking.error = act.value, None
            case ActKind.FOCUS:
                asking.focus = act.value
            case ActKind.BACK if prompt.back:
                raise Back
            case ActKind.CANCEL if prompt.cancel:
                raise CustomerLeft("cancelled")
            case ActKind.LEFT:
                self._left = act.value
                raise CustomerLeft(act.value)
            case _:
                return
        self._refresh()

    async def _checked(self, value: T, check: Callable[[T], Awaitable[T]], asking: Asking) -> T:
        def pending() -> None:
            asking.pending = "pending-bank"
            self._refresh()

        asking.error = None
        try:
            return await self._run(check(value), show=pending, prompt=asking.prompt)
        finally:
            asking.pending = ""

    async def _pause(self, asking: Asking, device: DeviceAnswer[Any] | None) -> None:
        """Nobody is there, or somebody else: ask who it is, and go on where it was. A PIN is begun anew."""
        if not self.presence.away or asking.prompt.text in PAUSED:
            return
        async with self._stopped(asking, device):
            if await self.ask(self.presence.question(), check=self.presence.seen) == "finish":
                raise CustomerLeft("cancelled")

    async def _aside(self, asking: Asking | None, device: DeviceAnswer[Any] | None = None) -> None:
        """A member of staff works over this talk, which waits as it is."""
        if self.beside is None:
            return
        async with self._stopped(asking, device):
            self.covered = True
            try:
                self.serial = await self.beside(self)
            finally:
                self.covered = False
                self._assistance.on_change = self._refresh
        if away := self.presence.away:  # who went, or came, while staff stood there
            self._channels.inbox.put(Act(ActKind.PAUSE, away, channel="camera"))

    @asynccontextmanager
    async def _stopped(self, asking: Asking | None, device: DeviceAnswer[Any] | None) -> AsyncGenerator[None]:
        """What is asked stands still for the block, and goes on where it was. A PIN is begun anew."""
        anew = asking is not None and isinstance(asking.prompt, Pin)
        if asking and anew:
            await self._withdraw(device, asking)
        yield
        self.serial += 1
        self._asking = asking
        if asking and anew:
            asking.draft = ""
            self._listen(device, asking)
        self._refresh()

    def _listen(self, device: DeviceAnswer[Any] | None, asking: Asking) -> None:
        if device:
            asking.waiting = asyncio.create_task(device.wait(self._report_to(asking)))

    async def _withdraw(self, device: DeviceAnswer[D] | None, asking: Asking) -> D | None:
        waiting = asking.waiting
        if not device or not waiting:
            return None
        try:
            return await device.withdraw()
        finally:
            waiting.cancel()
            with suppress(asyncio.CancelledError, CustomerLeft):
                await waiting

    def _report_to(self, asking: Asking) -> Report:
        serial = self.serial

        def act(kind: ActKind, value: str) -> None:
            self._channels.inbox.put(Act(kind, value, serial, "device"))

        def error(text: str) -> None:
            asking.error = Invalid(text) if text else None
            self._refresh()

        def pending(text: str) -> None:
            if asking.pending != text:
                asking.pending = text
                self._refresh()

        return Report(act, error, pending)

    # -- telling ---------------------------------------------------------------------------------------------------

    async def busy(self, text: str, work: Awaitable[T], *, cancel: bool = False, staff: bool = False) -> T:
        """Do `work` and say so on the screen. `cancel`: the customer may leave instead, which raises `CustomerLeft`.

        `staff`: it is done by staff, who find on it where to begin.
        """
        prompt = Busy(text, cancel=cancel, staff=staff)
        self.serial += 1  # what is pressed on the screen before must not answer what comes after
        return await self._run(work, show=lambda: self.put_up(prompt), prompt=prompt)

    async def tell(self, notice: Notice) -> None:
        """Say something that must be said even when the customer has left: for `seconds`, or until it is answered."""
        asking = self.put_up(notice)
        self.note("prompt-shown", prompt=notice.text)
        end = self.clock.now() + (notice.seconds or 30)
        while self.clock.now() < end:
            act = self._channels.inbox.take()
            if act is None:
                await self._wait(None, end)
            elif act.kind is ActKind.LEFT and not self._stale(act):
                self._left = self._left or act.value
                if act.value in ("stopping", "screen-lost"):
                    return
            elif self._ambient(act) or self._stale(act):
                continue
            elif act.kind is ActKind.ANSWER or (act.kind is ActKind.CANCEL and notice.cancel):
                return
            elif act.kind is ActKind.FOCUS:
                asking.focus = act.value
                self._refresh()

    async def _run(self, work: Awaitable[T], *, show: Callable[[], object], prompt: Prompt[Any]) -> T:
        """Wait for `work`; help, language and mode work meanwhile, Back and Cancel where the prompt has them."""
        inbox = self._channels.inbox
        task = asyncio.ensure_future(work)
        later: list[Act] = []
        shown, moment = False, self.clock.now() + _SHOW_BUSY_AFTER
        try:
            while not task.done():
                act = inbox.take()
                if act is None:
                    if not shown and self.clock.now() >= moment:
                        show()
                        shown = True
                    await self._wait(task, None if shown else moment)
                elif act.kind is ActKind.LEFT and not self._stale(act):
                    self._left = act.value
                    if prompt.cancel:
                        raise CustomerLeft(act.value)
                elif self._ambient(act):
                    continue
                elif act.kind is ActKind.STAFF and isinstance(prompt, Busy) and prompt.cancel and not self._stale(act):
                    await self._aside(self._asking if shown else None)
                elif act.kind is ActKind.CANCEL and prompt.cancel:
                    raise CustomerLeft("cancelled")
                elif act.kind is ActKind.BACK and prompt.back and not self._stale(act):
                    raise Back
                else:
                    later.append(act)
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
            inbox.put_back(later)

    @contextmanager
    def awaiting(self, what: Awaited) -> Generator[None]:
        """This is what staff are to decide in this visit."""
        self.awaited = what
        try:
            yield
        finally:
            self.awaited = None

    async def until_decided(self, moment: float) -> None:
        """Wait for `moment` of the clock, or until a member of staff has decided something here."""
        waits = {asyncio.create_task(self.clock.until(moment)), asyncio.create_task(self.decided.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()
            await asyncio.wait(waits)
        self.decided.clear()

    @contextmanager
    def within(self, question: str) -> Generator[None]:
        """What is typed belongs to this question of a walk."""
        before, self._question = self._question, question
        try:
            yield
        finally:
            self._question = before

    def forget_typed(self, question: str | None = None) -> None:
        """Drop what was typed for a question whose inputs have changed; without a question, all that was typed."""
        self._typed = {slot: draft for slot, draft in self._typed.items() if question and slot[0] != question}

    @property
    def left(self) -> str:
        """Why the visit must end, or "" while it goes on."""
        return self._left

    # -- waiting ---------------------------------------------------------------------------------------------------

    def _idle_clock(self) -> IdleClock:
        settings = self._settings
        return IdleClock(self.clock, settings.idle, settings.warning, settings.extensions)

    async def _wait(self, work: "asyncio.Future[Any] | None", moment: float | None) -> None:
        """Wait for the next act, for `work`, or for `moment`."""
        mine = {asyncio.create_task(self._channels.inbox.arrived())}
        if moment is not None:
            mine.add(asyncio.create_task(self.clock.until(moment)))
        try:
            await asyncio.wait({*mine, work} if work else mine, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in mine:
                task.cancel()
            await asyncio.wait(mine)
