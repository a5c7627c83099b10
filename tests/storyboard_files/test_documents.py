"""Stories lay ID documents in, take them and pull them out; and a story that is recorded says so."""

import pytest

from drivers.simulator.people import read_cards
from drivers.simulator.recording import Recording
from drivers.simulator.staff import WORDS
from kiosk.prompts import Notice
from kiosk.services import visit
from kiosk.session import Session
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.story import read_story
from kiosk.storyboards.verbs import Known
from tests.storyboard_files.conftest import Write

STORY = """\
title: Wrong, right, taken; then pulled out
customer: wang-xiaoming
steps:
  - press: inquiry
  - insert: card
  - enter pin: right
  - see: place-id-document
  - lay: id document of li-na, upside down
  - see: {prompt: place-id-document, error: 放反}
  - take: id document
  - lay: id document
  - see: statement-failed
  - press: ok
  - take: id document
  - see: menu
  - press: inquiry
  - lay: resident id
  - see: statement-failed
  - pull: id document
  - see: take-card
  - take: card
ends: document-pulled
ledger: any
"""


async def service(session: Session) -> None:
    async with session.document():
        await session.ask(Notice("statement-failed"))


def test_a_story_with_documents_plays(
    write: Write, banks: FreshBanks, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(visit.SERVICES, dict)
    monkeypatch.setitem(visit.SERVICES, "inquiry", service)
    story = read_story(write(STORY), known)
    with banks.bank(story.time) as bank:
        assert play(story, bank, known.people, banks.moment(story.time)).failure == ""


def test_what_is_recorded_can_be_read(write: Write, known: Known) -> None:
    recording = Recording(read_cards())
    recording.start()
    recording.hand("lay-id-document", {"document": "wang-xiaoming/resident-id", "how": "upside-down"})
    recording.hand("take-id-document", {})
    recording.hand("lay-id-document", {"document": "wang-xiaoming/resident-id"})
    recording.hand("pull-id-document", {})
    recording.hand("set-fault", {"device": "id-scanner", "fault": "jam", "on": "true"})
    recording.hand("empty-id-bin", {})
    recording.stop()
    story = read_story(write(recording.text), known)
    assert [step.words for step in story.steps] == [
        "lay: resident id of wang-xiaoming, upside down",
        "take: id document",
        "lay: resident id of wang-xiaoming",
        "pull: id document",
        "break: id scanner jam",
        "staff: empty the document bin",
    ]


def test_who_stood_there_and_what_staff_said_is_recorded(write: Write, known: Known) -> None:
    recording = Recording(read_cards())
    recording.start("li-na", "photo:wang-xiaoming:bent")
    recording.hand("insert-card", {"card": next(card.pan for card in read_cards() if card.owner == "wang-xiaoming")})
    recording.screen({"shown": "face-look"})
    recording.hand("before-camera", {"person": "card-owner", "act": "dark", "obeys": "true"})
    recording.hand("before-camera", {"person": "nobody", "act": "still", "obeys": "true"})
    recording.hand("before-camera", {"person": "card-owner", "act": "still", "obeys": "true"})
    recording.hand("set-fault", {"device": "camera", "fault": "dark", "on": "true"})
    for word in WORDS:
        recording.hand("staff", {"word": word})
    recording.stop()
    story = read_story(write(recording.text), known)
    assert [step.words for step in story.steps] == [
        "before the camera: li-na photo:wang-xiaoming:bent",
        "insert: card of wang-xiaoming",
        "before the camera: wang-xiaoming dark",
        "before the camera: nobody",
        "before the camera: wang-xiaoming",
        "break: camera dark",
        "staff: answer the call",
        "staff: approve the person",
        "staff: refuse the person",
    ]


def test_whoever_owns_the_card_is_no_step() -> None:
    recording = Recording(read_cards())
    recording.start()
    recording.hand("take-card", {})
    recording.stop()
    assert "before the camera" not in recording.text
