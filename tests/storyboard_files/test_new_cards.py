"""Stories take cards out of the dispenser and use them, open doors and turn the switch; recorded ones say so."""

import asyncio

import pytest

from drivers.card_reader.contract import CardData
from drivers.errors import DeviceError
from drivers.simulator.people import SandboxCard, read_cards
from drivers.simulator.recording import Recording
from kiosk.prompts import Notice
from kiosk.services import visit
from kiosk.session import Session
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.story import read_story
from kiosk.storyboards.verbs import Known
from tests.storyboard_files.conftest import Write

MADE = CardData("6200001700000016", "3611", "01")
STORY = """\
title: A jam, a lost answer, a card taken, and the bank that does not know it
customer: wang-xiaoming
steps:
  - staff: open the upper door
  - break: card dispenser jam-at-feed
  - press: inquiry
  - insert: card
  - enter pin: "582914"
  - see: pin-sign-in
  - enter pin: right
  - see: statement-failed
  - mend: card dispenser
  - staff: fill the hopper
  - staff: empty the dispenser bin
  - press: ok
  - take: new card
  - see: menu
  - press: finish
  - take: card
  - wait for: attract
  - staff: close the upper door
  - wait for: attract
  - press: transfer
  - insert: new card
  - enter pin: right
  - see: problem-card-unknown
  - press: ok
  - take: card
ends: stopped
ledger: any
"""


async def service(session: Session) -> None:
    """A card is made here, after a notice where the first attempt jams."""
    dispenser = session.terminal.dispenser
    try:
        await dispenser.feed()
    except DeviceError:
        await session.ask(Notice("statement-failed"))
        await dispenser.retain()
        await dispenser.feed()
    await dispenser.encode(MADE)
    assert await dispenser.read() == MADE
    await dispenser.present()
    async with asyncio.timeout(60):
        await dispenser.taken()


def test_a_story_with_a_new_card_plays(
    write: Write, banks: FreshBanks, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(visit.SERVICES, dict)
    monkeypatch.setitem(visit.SERVICES, "inquiry", service)
    story = read_story(write(STORY), known)
    with banks.bank(story.time) as bank:
        assert play(story, bank, known.people, banks.moment(story.time)).failure == ""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("insert: new card", "expected a card that came out of the dispenser; none was taken"),
        ("staff: close the safe door", "expected that this can be done; That door is closed already."),
    ],
)
def test_what_cannot_be_done_fails_the_story(
    step: str, said: str, write: Write, banks: FreshBanks, known: Known
) -> None:
    text = (
        f"title: Cannot\ncustomer: wang-xiaoming\nsteps:\n  - press: inquiry\n  - {step}\nends: stopped\nledger: any\n"
    )
    story = read_story(write(text), known)
    with banks.bank(story.time) as bank:
        assert said in play(story, bank, known.people, banks.moment(story.time)).failure


def test_what_is_recorded_can_be_read(write: Write, known: Known) -> None:
    cards = read_cards()
    recording = Recording(cards)
    recording.start()
    recording.hand("open-door", {"door": "safe"})
    recording.hand("fill-hopper", {})
    recording.hand("empty-dispenser-bin", {})
    recording.hand("close-door", {"door": "safe"})
    recording.hand("turn-switch", {"to": "operator"})
    recording.hand("set-fault", {"device": "card-dispenser", "fault": "jam-at-feed", "on": "true"})
    recording.hand("set-fault", {"device": "camera", "fault": "dark", "on": "true"})
    recording.hand("take-dispensed-card", {})
    cards.append(SandboxCard(MADE.pan, MADE.expiry, MADE.sequence, "new", "", owner="wang-xiaoming", dispensed=True))
    recording.hand("insert-card", {"card": MADE.pan})
    recording.stop()
    story = read_story(write(recording.text), known)
    assert story.customer == "wang-xiaoming"
    assert [step.words for step in story.steps] == [
        "staff: open the safe door",
        "staff: fill the hopper",
        "staff: empty the dispenser bin",
        "staff: close the safe door",
        "staff: turn the switch to operator",
        "break: card dispenser jam-at-feed",
        "break: camera dark",
        "take: new card",
        "insert: new card",
    ]
