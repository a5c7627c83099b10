"""A story that is recorded at the panel can be checked and played."""

import asyncio
from pathlib import Path

import httpx
import pytest

from drivers.simulator.panel.server import create_app
from drivers.simulator.screen_link import ScreenLink
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.stage import Stage
from kiosk.storyboards.story import check_story, read_story
from kiosk.storyboards.verbs import Known
from kiosk.witness import Witness
from tests.panel.visitor import HOME, OURS, PORT, TOKEN
from tests.storyboard_files.conftest import Write

NOON = (12, 0)


class AtThePanel:
    """Somebody who plays a customer at the panel: everything goes over its HTTP but touches of the screen."""

    def __init__(self, stage: Stage, client: httpx.AsyncClient, link: ScreenLink) -> None:
        self._stage = stage
        self._link = link
        self._client = client

    async def does(self, action: str, **args: str) -> None:
        """Move a hand, when the screen has told everything that came before."""
        telling = self._link._telling  # pyright: ignore[reportPrivateUsage]  # nothing else waits for it
        if telling:
            await telling
        answer = await self._client.post("/do", json={"do": action, "args": args}, headers=OURS)
        assert answer.status_code == 200, answer.text

    async def presses(self, target: str, then: str) -> None:
        self._stage.customer.presses(target)
        await self._stage.customer.sees(then)

    async def recorded(self) -> httpx.Response:
        return await self._client.get("/recording.yaml")

    async def enters_pin(self, pin: str) -> None:
        while not self._stage.simulator.snapshot()["devices"]["pin-pad"]["entering"]:
            await self._stage.let_settle()
        for key in [*pin, "enter"]:
            await self.does("key", key=key)


async def record(stage: Stage, known: Known) -> str:
    """Record a visit: a number that is not there, the balance, a slip, a fault; and give the story."""
    wang = known.people["wang-xiaoming"]
    link = ScreenLink(stage.folder / "devices.sock", watching=lambda on: None, event=lambda event: None)
    witness = Witness(link.tell)
    link.recording_begins = witness.begins
    stage.attendant.channels.watched_by(witness)
    linked = asyncio.create_task(link.run())
    app = create_app(stage.simulator, port=PORT, token=TOKEN)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME) as client:
        assert (await client.get(f"/?token={TOKEN}")).status_code == 303
        panel = AtThePanel(stage, client, link)
        assert (await panel.recorded()).status_code == 404
        while not stage.simulator.screen_attached:
            await stage.let_settle()
        stage.customer.presses("language:en")  # before, as whoever cannot read Chinese does
        await stage.customer.sees(lambda view: view.language == "en")
        await panel.does("start-recording")
        while not link._recorded:  # pyright: ignore[reportPrivateUsage]  # nothing else waits for it
            await stage.let_settle()
        await panel.presses("option:transfer", "insert-card")
        while not stage.simulator.reader.gate_open:
            await stage.let_settle()
        await panel.does("insert-card", card=wang.cards[0].pan)
        await stage.customer.sees("pin-sign-in")
        await panel.enters_pin(wang.cards[0].pin)
        await stage.customer.sees("transfer-payee")
        stage.customer.types("6200008999999999")
        stage.customer.presses("primary")
        await stage.customer.sees(lambda view: bool(view.error))
        stage.customer.presses_key("clear")
        stage.customer.types(known.people["chen-guiying"].accounts[0])
        await panel.presses("primary", "transfer-confirm")
        await panel.presses("back", "transfer-payee")
        await panel.presses("back", "menu")
        await panel.presses("mode:elder", "menu")
        await panel.presses("option:inquiry", "account")
        stage.customer.presses("reveal")
        await stage.customer.sees(lambda view: view.figure != "****")
        stage.customer.presses("reveal")
        await stage.customer.sees(lambda view: view.figure == "****")
        await panel.does("set-fault", device="printer", fault="low", on="true")
        await panel.presses("option:print", "take-slip")
        while not stage.simulator.printer.waiting:
            await stage.let_settle()
        await panel.does("take-slip")
        await stage.customer.sees("account")
        await panel.presses("cancel", "take-card")
        while stage.simulator.reader.position != "at-gate":
            await stage.let_settle()
        await panel.does("take-card")
        await stage.customer.sees("goodbye-cancelled")
        await stage.pass_time_until("attract")
        await panel.does("stop-recording")
        story = await panel.recorded()
    linked.cancel()
    await asyncio.wait({linked})
    assert story.headers["content-type"].startswith("application/yaml")
    assert 'filename="story.yaml"' in story.headers["content-disposition"]
    return story.text


@pytest.mark.slow
def test_a_story_recorded_at_the_panel_plays(short_tmp: Path, banks: FreshBanks, known: Known, write: Write) -> None:
    async def whole() -> str:
        with banks.bank(NOON) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(NOON)) as stage:
                return await record(stage, known)

    text = asyncio.run(whole())
    assert known.people["wang-xiaoming"].cards[0].pin not in text, "a PIN is never seen"
    assert known.people["wang-xiaoming"].cards[0].pan not in text
    steps = [
        '  - press: "transfer"',
        '  - see: "insert-card"',
        '  - insert: "card of wang-xiaoming"',
        '  - see: "pin-sign-in"',
        '  - enter pin: "right"',
        '  - see: "transfer-payee"',
        '  - type: "6200008999999999"',
        '  - press: "continue"',
        '  - type: "clear"',
        '  - type: "account of chen-guiying"',
        '  - press: "continue"',
        '  - see: "transfer-confirm"',
        '  - press: "back"',
        '  - see: "transfer-payee"',
        '  - press: "back"',
        '  - see: "menu"',
        '  - mode: "elder"',
        '  - press: "inquiry"',
        '  - see: "account"',
        '  - press: "show"',
        '  - press: "hide"',
        '  - break: "printer low"',
        '  - press: "print"',
        '  - see: "take-slip"',
        '  - take: "slip"',
        '  - see: "account"',
        '  - press: "cancel"',
        '  - see: "take-card"',
        '  - take: "card"',
        '  - see: "goodbye-cancelled"',
        '  - wait for: "attract"',
    ]
    assert text.splitlines() == [
        *("title: Recorded at the panel", "customer: wang-xiaoming"),
        *('language: "en"', 'time: "12:00"', "steps:"),
        *steps,
        *("ends: cancelled", "ledger: any"),
    ]
    file = write(text)
    assert check_story(file, known) == []
    with banks.bank(NOON) as bank:
        assert play(read_story(file, known), bank, known.people, banks.moment(NOON)).failure == ""
