"""The conversation: asking, telling, waiting. `ask` alone owns draft, checks, idle clock and language."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar, overload

from kiosk.answering import DeviceAnswer, Report
from kiosk.asking import Asking, one_of, reason_of
from kiosk.channels import LANGUAGES, MODES, Act, ActKind, Language, Mode
from kiosk.identity.staying import PAUSED, WATCHED, PresenceWatch
from kiosk.idle import IdleClock, IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.presenting import Scene, present
from kiosk.prompts import Busy, Invalid, Notice, Pin, Prompt, Sign
from kiosk.terminal import Terminal
from kiosk.walking import Back

T = TypeVar("T")
D = TypeVar("D")

_SHOW_BUSY_AFTER = 0.3  # seconds: quicker answers would only make the screen flicker


class Conversation:
    """One customer's talk with the terminal: which prompt is up, in which language, and what was typed."""

    def __init__(self, id: str, terminal: Terminal, first_serial: int = 0) -> None:
        self.id = id
        self.terminal = terminal
        self.clock = terminal.clock
        self.language: Language = terminal.settings.language
        self.mode: Mode = terminal.settings.mode
        self.serial = first_serial
        self.touched_at = self.clock.now()
        self._texts = terminal.texts
        self._channels = terminal.channels
        self._custody = terminal.custody
        self._assistance = terminal.assistance
        self._settings = terminal.settings
        self.presence = PresenceWatch(self.note, self._channels.inbox.put, self._look_again)
        self._left = ""
        self._asking: Asking | None = None
        self._question = ""
        self._typed: dict[tuple[str, str], str] = {}
        self._assistance.on_change = self._refresh

    # -- asking ----------------------------------------------------------------------------------------------------

    @overload
    async def ask(
        self, prompt: Prompt[T], *, draft: str = "", check: Callable[[T], Awaitable[T]] | None = None
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
        anew = isinstance(asking.prompt, Pin)
        if anew:
            await self._withdraw(device, asking)
        if await self.ask(self.presence.question(), check=self.presence.seen) == "finish":
            raise CustomerLeft("cancelled")
        self.serial += 1
        self._asking = asking
        if anew:
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

        return Report(act, error)

    # -- telling ---------------------------------------------------------------------------------------------------

    async def busy(self, text: str, work: Awaitable[T], *, cancel: bool = False) -> T:
        """Do `work` and say so on the screen. `cancel`: the customer may leave instead, which raises `CustomerLeft`."""
        prompt = Busy(text, cancel=cancel)
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

    def note(self, event: str, **fields: Any) -> None:
        """Record an event of this session in the journal."""
        self.terminal.journal.record(event, session=self.id, **fields)

    @property
    def left(self) -> str:
        """Why the visit must end, or "" while it goes on."""
        return self._left

    def start_anew(self) -> None:
        """Nobody is here: language and mode become what every customer starts with."""
        self.language, self.mode = self._settings.language, self._settings.mode
        self._refresh()

    # -- what is shown ---------------------------------------------------------------------------------------------

    def replace_prompt(self, prompt: Prompt[Any]) -> None:
        """Show `prompt` instead of the one at hand, if they ask the same: what the terminal can do has changed."""
        if self._asking and self._asking.prompt.text == prompt.text:
            self._asking.prompt = prompt
            self._refresh()

    def _look_again(self) -> None:
        """Somebody came near or went: say so at the prompt at hand, or take it back."""
        if (asking := self._asking) and (asking.error is None or asking.error.text == WATCHED):
            asking.error = self.presence.warning(asking.prompt)
            self._refresh()

    def put_up(self, prompt: Prompt[Any], draft: str = "", error: Invalid | None = None) -> Asking:
        """Show a prompt, without waiting for an answer."""
        self.serial += 1
        self._asking = Asking(prompt, draft, error or self.presence.warning(prompt))
        self._refresh()
        return self._asking

    def _refresh(self) -> None:
        asking = self._asking
        if asking is None:
            return
        now = self.clock.wall()
        scene = Scene(
            serial=self.serial,
            language=self.language,
            mode=self.mode,
            draft=asking.draft,
            error=asking.error,
            idle_left=asking.idle_left,
            idle_of=int(self._settings.warning),
            can_stay=asking.can_stay,
            assistance=self._assistance.text,
            assistance_args=self._assistance.args,
            pending=asking.pending,
            focus=asking.focus,
            card_inside=self._custody.card is not None,
            simulated=self._settings.simulated,
            clock=self._texts.clock(now),
            date=self._texts.today(self.language, now),
            wide=self._settings.wide,
        )
        self._channels.show(present(asking.prompt, scene, self._texts))

    # -- acts ------------------------------------------------------------------------------------------------------

    def _ambient(self, act: Act) -> bool:
        """What works everywhere, also while something runs, and loses nothing typed."""
        match act.kind:
            case ActKind.LANGUAGE:
                self.language = one_of(LANGUAGES, act.value, self.language)
                self.note("language-changed", language=self.language)
            case ActKind.MODE:
                self.mode = one_of(MODES, act.value, self.mode)
                self.note("mode-changed", mode=self.mode)
            case ActKind.HELP:
                where = self._asking.prompt.text if self._asking else "attract"
                self._assistance.call(self.id, where, self.language)
            case ActKind.REPEAT:
                self.note("repeated")
            case _:
                return False
        self._refresh()
        return True

    def _stale(self, act: Act) -> bool:
        """An act for an older view: a double tap must not answer the next question. Cancel always means cancel."""
        return act.serial not in (0, self.serial) and act.kind is not ActKind.CANCEL

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
