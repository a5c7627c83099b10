"""What the tests of the ID document share: a service that asks for one, says something meanwhile, and lets it go."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from drivers.id_scanner.contract import DocumentKind
from kiosk.channels import View
from kiosk.prompts import Notice
from kiosk.services import visit
from kiosk.session import Session
from tests.drivers.samples import ID_DOCUMENTS
from tests.storyboards import prompts
from tests.storyboards.playing import goes
from tests.storyboards.stage import Stage

MINE = "wang-xiaoming/resident-id"
PASSPORT = ID_DOCUMENTS[1]
HELD = "statement-failed"  # any notice that is shown while the document is in

Story = Callable[[Stage], Awaitable[None]]


async def service(session: Session) -> None:
    async with session.document() as document:
        assert session.terminal.document_custody.document == document
        await session.ask(Notice(HELD))


async def residents_only(session: Session) -> None:
    async with session.document([DocumentKind.RESIDENT_ID]):
        await session.ask(Notice(HELD))


def serve_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the menu's inquiry be the service of these tests."""
    monkeypatch.setitem(dict_of_services(), "inquiry", service)


def dict_of_services() -> dict[str, visit.Service]:
    assert isinstance(visit.SERVICES, dict)
    return visit.SERVICES


async def asked(stage: Stage) -> View:
    await prompts.menu(stage)
    stage.customer.presses("option:inquiry")
    return await stage.customer.sees("place-id-document")


async def held(stage: Stage) -> None:
    await asked(stage)
    await stage.lays_document(MINE)
    await stage.customer.sees(HELD)


def named(stage: Stage, event: str) -> list[object]:
    return [record["fields"] for record in stage.events() if record["event"] == event]


async def light(stage: Stage, name: str, state: str) -> None:
    """Wait until a light shows this."""
    async with asyncio.timeout(10):
        while stage.simulator.signals.snapshot()["lights"][name] != state:
            await stage.let_settle()


async def leaves_with_everything(stage: Stage, reason: str) -> None:
    """The document is presented first, then the card; then nothing is left."""
    await stage.customer.sees("take-id-document")
    assert stage.simulator.reader.position == "inside"
    await stage.takes_id_document()
    await goes(stage)
    stage.check_ended_well(reason)
    assert named(stage, "id-document-return-complete") == [{"disposition": "taken"}]


async def cancels(stage: Stage) -> str:
    stage.customer.presses("cancel")
    return "cancelled"


async def goes_away(stage: Stage) -> str:
    await stage.pass_time(79)
    assert stage.customer.view.idle_left is not None, "warned before it ends"
    stage.clock.advance(2)
    return "idle"


async def pulls_the_card(stage: Stage) -> str:
    stage.simulator.reader.pull()
    return "card-pulled"
