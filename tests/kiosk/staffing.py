"""A member of staff on a table top: a PIN pad and a bank that say what a test wants, and what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from bank.contract import (
    Application,
    ApplicationFile,
    ApplicationKind,
    ApplicationState,
    Decision,
    Machine,
    StaffDecision,
    StaffRole,
    StaffSession,
    StaffSignIn,
    StaffVerification,
    StaffVerifications,
    VerificationDecision,
    VerificationFile,
    WaitingApplication,
    WaitingApplications,
)
from drivers.pin_pad.contract import PinBlock
from kiosk.awaiting import Awaited
from kiosk.bank.errors import BankDeclined, BankUnreachable
from kiosk.channels import ActKind
from kiosk.money.events import check
from kiosk.prompts import Choice, Choose, Prompt
from kiosk.session import Session
from kiosk.staff.layer import staff_layer
from kiosk.terminal import SessionSettings
from kiosk.texts import Texts
from tests.kiosk.scene import Notes, Scene
from tests.screens.sample_staff import pictures, staff_file, verification_file

AT = datetime(2026, 11, 25, 2, 31, tzinfo=UTC)
HERE = "stage-001"
_TEXTS = Texts()  # read once for all
WAITING: Prompt[str] = Choose("watch-gone", options=(Choice("me", "watch-still-me"),), idles=False, staff=True)


class Pad:
    """A PIN pad on which `enter` enters a PIN."""

    def __init__(self) -> None:
        self.pans: list[str] = []
        self.aborted = 0
        self.entering = asyncio.Event()
        self._entered: asyncio.Future[PinBlock | None] | None = None

    async def enter_pin(self, pan: str, length: int, digits: Callable[[int], None]) -> PinBlock | None:
        self.pans.append(pan)
        self._entered = asyncio.get_running_loop().create_future()
        self.entering.set()
        digits(1)
        try:
            return await self._entered
        finally:
            self.entering.clear()

    async def enter(self) -> None:
        await self.entering.wait()
        assert self._entered is not None
        self._entered.set_result(PinBlock("f" * 16, 1, "0" * 32))

    async def abort(self) -> None:
        self.aborted += 1
        if self._entered and not self._entered.done():
            self._entered.set_result(None)


class Bank:
    """`says`: what it raises at a call, once, by the call's name. `after`: how an application is after a decision."""

    def __init__(self, machine: Machine = Machine.FOR) -> None:
        self.file: ApplicationFile = staff_file(machine)
        self.doubted: VerificationFile = verification_file()
        self.waits = True
        self.says: dict[str, list[BaseException]] = {}
        self.after: list[Application] = []
        self.signed_in: list[str] = []
        self.signed_out: list[str] = []
        self.decisions: list[tuple[str, StaffDecision | VerificationDecision]] = []
        self.looks: list[str] = []

    def refuses(self, call: str, code: str, **more: Any) -> None:
        self.says.setdefault(call, []).append(BankDeclined(code, **more))

    def _say(self, call: str) -> None:
        if waiting := self.says.get(call):
            raise waiting.pop(0)

    async def call_assistance(self, where: str, language: str) -> Any:
        raise BankUnreachable("no line")

    async def staff_sign_in(self, request: StaffSignIn) -> StaffSession:
        assert request.pin is not None
        self._say("staff_sign_in")
        self.signed_in.append(request.number)
        roles = [StaffRole.APPROVER]
        return StaffSession(token=request.number * 8, number=request.number, name="何静", roles=roles, expires_at=AT)

    async def staff_sign_out(self, session: str) -> None:
        self.signed_out.append(session[:4])

    async def waiting_applications(self, session: str) -> WaitingApplications:
        self._say("waiting_applications")
        if not self.waits:
            return WaitingApplications(applications=[])
        waits = WaitingApplication(
            id=self.file.application.id,
            kind=ApplicationKind.OPENING,
            terminal=HERE,
            since=AT,
            masked_name="*江",
            second=False,
            looked_at=False,
        )
        return WaitingApplications(applications=[waits])

    async def application_file(self, session: str, id: str) -> ApplicationFile:
        assert id == self.file.application.id
        self._say("application_file")
        self.looks.append(session[:4])
        return self.file

    async def decide_application(self, session: str, id: str, decision: StaffDecision) -> Application:
        self._say("decide_application")
        self.decisions.append((session[:4], decision))
        state = ApplicationState.APPROVED if decision.decision is Decision.APPROVE else ApplicationState.REFUSED
        if self.after:
            return self.after.pop(0)
        return self.file.application.model_copy(update={"state": state, "second": False})

    async def waiting_verifications(self, session: str) -> StaffVerifications:
        self._say("waiting_verifications")
        file = self.doubted
        waits = StaffVerification(
            id=file.id,
            purpose=file.purpose,
            terminal=HERE,
            since=file.since,
            until=file.until,
            masked_name="*江",
        )
        return StaffVerifications(verifications=[waits] if self.waits else [])

    async def verification_file(self, session: str, id: str) -> VerificationFile:
        assert id == self.doubted.id
        self._say("verification_file")
        self.looks.append(session[:4])
        return self.doubted

    async def decide_verification(self, session: str, id: str, decision: VerificationDecision) -> StaffVerifications:
        assert id == self.doubted.id
        self._say("decide_verification")
        self.decisions.append((session[:4], decision))
        return StaffVerifications(verifications=[])

    def wants_second(self) -> None:
        self.after.append(self.file.application.model_copy(update={"second": True}))


class Word:
    """What the customer's prompt waits for: the bank's word, which a test gives."""

    def __init__(self) -> None:
        self.said: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def wait(self, report: object) -> str:
        return await asyncio.shield(self.said)

    async def withdraw(self) -> None:
        pass


class _Checked:
    """A journal that takes only what the catalogue knows."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def record(self, event: str, **fields: str | int) -> None:
        check(event, str(fields.get("session", "")), {name: v for name, v in fields.items() if name != "session"})
        self._notes.record(event, **fields)


class StaffScene(Scene):
    """A customer who waits, and a member of staff at the same screen."""

    def __init__(self, bank: Bank) -> None:
        super().__init__(bank=bank, settings=SessionSettings(terminal=HERE))
        self.bank = bank
        self.pad = Pad()
        self.journal = _Checked(self.notes)
        self.terminal = replace(
            self.terminal, texts=_TEXTS, journal=self.journal, pin_pad=cast(Any, self.pad), beside=staff_layer
        )
        self.session = Session("s1", self.terminal)
        self.session.awaited = Awaited("application", bank.file.application.id)

    def doubts(self) -> None:
        """It is a verification that waits: a face was compared with the registry's portrait."""
        portrait, live = pictures()
        self.session.awaited = Awaited("verification", self.bank.doubted.id, portrait, live)

    async def comes(self) -> None:
        """Press where staff begin."""
        await self.script.sees(lambda _: True)
        self.script.does(ActKind.STAFF)
        await self.script.sees("staff-number")

    async def signs_in(self, number: str = "1001", prompt: str = "staff-number") -> None:
        await self.script.sees(prompt)
        self.script.does(ActKind.KEY, "clear")
        self.script.types(number)
        self.script.does(ActKind.ANSWER)
        await self.script.sees("staff-pin")
        await self.pad.enter()

    async def reads(self, prompt: str = "staff-file") -> None:
        """Turn the file's pages to the last."""
        await self.script.sees(prompt)
        while self.script.view.page_next:
            page = self.script.view.page
            assert not self.script.view.options
            self.script.does(ActKind.DRAFT, str(page + 1))
            await self.script.sees(lambda view, page=page: view.page == page + 1)

    async def picks(self, key: str, then: str) -> None:
        assert key in {option.key for option in self.script.view.options}, self.script.view.prompt
        self.script.does(ActKind.ANSWER, key)
        await self.script.sees(then)

    async def settles(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


def played(bank: Bank, story: Callable[[StaffScene], Awaitable[None]]) -> None:
    """Play a story with a deadline of its own: one that hangs has failed."""

    async def play() -> None:
        scene = StaffScene(bank)
        async with asyncio.timeout(30), scene:
            await story(scene)

    asyncio.run(play())
