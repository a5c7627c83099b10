"""A terminal at which somebody applies, as a process of its own, for real kills before there is a card.

`python -m tests.issuing.applying_process FOLDER`: devices and PIN pad are behind FOLDER's sockets, with hands that lay
the document in and type the PIN; where the bank is stands in FOLDER/told.json. It starts, gives back what it finds,
says "ready" and which prompts it has shown, and reads a line: when it kills itself while somebody applies, and the code
of an application that is taken up again. An empty line, and it stops.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bank.contract import Application, Decision
from bank.control import Control
from drivers.simulator.id_documents import Laid
from kiosk.channels import View
from kiosk.clock import SteppedClock
from kiosk.storyboards.bank_process import BankAccess
from kiosk.storyboards.customer import Customer
from tests.bank.staffing import ANNA
from tests.storyboards import prompts_opening as opening
from tests.storyboards.stage import Stage

BEGUN = "begun.json"  # which application it was, in the test's own folder


class Terminal(Stage):
    """The kiosk of a stage: its world is elsewhere, and lives on."""

    async def __aenter__(self) -> "Terminal":
        self.clock = SteppedClock(await self._bank_time() - timedelta(minutes=30))
        await self.line.start()
        self._build()
        works = (self.link.run(), self.recovery.run(), self.issues.run())
        self._background = [asyncio.create_task(work) for work in works]
        self.attendant.channels.start()
        self.running = asyncio.create_task(self.attendant.run())
        await self.customer.sees(lambda view: True)
        await self.until_open()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.attendant.stop()
        await self.until_ended()
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.attendant.channels.stop()
        self.journal.record("kiosk-stop", reason="told")
        self.journal.close()
        for executor in self._executors:  # what they still ask of the bank passes the line, which is this loop's
            await asyncio.to_thread(executor.shutdown)
        self.client.end()
        await self.line.stop()

    async def lays_document(self, document: str, laid: Laid = Laid.STRAIGHT) -> None:
        """The world's hands do."""

    async def enters_pin(self, pin: str) -> None:
        """The world's hands do."""


class Suicide:
    """Kills this very process at a moment: "before" or "after" a call of the bank, or "at" a prompt."""

    def __init__(self, stage: Stage, folder: Path, when: str) -> None:
        self._folder = folder
        self._how, _, self._what = when.partition(" ")
        if self._how == "at":
            self._watch(stage.customer)
        else:
            self._wrap(stage.client, self._what)
        for call in ("begin_application", "resume_application"):
            self._note(stage.client, call)

    def _watch(self, customer: Customer) -> None:
        show = customer.show

        def shown(view: View) -> None:
            show(view)
            if view.prompt == self._what:
                _dies()

        customer.show = shown  # type: ignore[method-assign] - this customer alone sees it

    def _wrap(self, bank: Any, call: str) -> None:
        asks: Callable[..., Awaitable[object]] = getattr(bank, call)

        async def asked(*args: Any, **more: Any) -> object:
            if self._how == "before":
                _dies()
            answer = await asks(*args, **more)
            if isinstance(answer, Application) and answer.token:
                self._keep(answer)
            _dies()
            return answer

        setattr(bank, call, asked)

    def _note(self, bank: Any, call: str) -> None:
        asks: Callable[..., Awaitable[Application]] = getattr(bank, call)

        async def asked(*args: Any, **more: Any) -> Application:
            answer = await asks(*args, **more)
            self._keep(answer)
            return answer

        setattr(bank, call, asked)

    def _keep(self, application: Application) -> None:
        (self._folder / BEGUN).write_text(json.dumps({"id": application.id, "token": application.token}))


def _dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def terminal(folder: Path) -> None:
    """Start; serve one visit, in which it dies, if one is wanted; stop otherwise."""
    told: dict[str, Any] = json.loads((folder / "told.json").read_text())
    authority, identity, sms = (Path(told[name]) for name in ("authority", "identity", "sms"))
    access = BankAccess(int(told["port"]), Control(Path(told["control"])), authority, identity, sms)
    async with Terminal(folder, access) as stage:
        print(f"ready {' '.join(view.prompt for view in stage.customer.seen)}", flush=True)
        line = (await asyncio.to_thread(sys.stdin.readline)).strip()
        if not line:
            return
        when, _, code = line.partition(";")
        Suicide(stage, folder, when)
        await (_resumes(stage, code) if code else _applies(stage, access, when))
    raise AssertionError(f"{when}: it never came to that")


async def _applies(stage: Stage, access: BankAccess, when: str) -> None:
    """From the first screen to staff, and on with their word; or stopped at the address, and kept."""
    if when.endswith("pause_application"):
        await opening.kept(stage)
    await opening.waiting(stage)
    [waiting] = await asyncio.to_thread(access.control.list_applications, ANNA)
    await asyncio.to_thread(access.control.show_application, waiting.id, ANNA)
    await asyncio.to_thread(access.control.decide_application, waiting.id, ANNA, Decision.APPROVE)
    await stage.pass_time_until("take-new-card")


async def _resumes(stage: Stage, code: str) -> None:
    await opening.code(stage)
    stage.customer.types(code)
    stage.customer.presses("primary")
    await stage.customer.sees("face-consent")


if __name__ == "__main__":
    asyncio.run(terminal(Path(sys.argv[1])))
