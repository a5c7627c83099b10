"""Every prompt x every way out. A cell counts only when it has asserted: card out or retained and said, data wiped,
journal closed, attract screen shown. `check_ended_well` asserts that; a generated list says which cells there are.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.prompts import Busy
from tests.screens.sample_staff import staff
from tests.screens.samples import samples
from tests.storyboards.playing import until_reason
from tests.storyboards.prompts import PLACES, Place
from tests.storyboards.prompts_face import FACE
from tests.storyboards.prompts_inquiry import INQUIRY
from tests.storyboards.prompts_issuing import ISSUING
from tests.storyboards.prompts_opening import OPENING
from tests.storyboards.prompts_opening_refused import REFUSED
from tests.storyboards.prompts_safety import SAFETY
from tests.storyboards.prompts_seldom import SELDOM
from tests.storyboards.prompts_statement import STATEMENT
from tests.storyboards.stage import BankAccess, Stage

Exit = Callable[[Stage, Place], Awaitable[str]]
"""Takes the way out; gives the reason that the journal must have, "" where no visit had begun, "any" for whichever."""


async def cancel(stage: Stage, place: Place) -> str:
    if not stage.customer.view.cancel:
        return await _not_offered(stage, place, "cancel")
    stage.customer.presses("cancel")
    return "cancelled"


async def idle(stage: Stage, place: Place) -> str:
    """Nobody answers any more."""
    if not place.idles:
        await stage.pass_time_until("attract")
        return "any"
    for _ in range(79):
        stage.clock.advance(1)
        await stage.let_settle()
    assert stage.customer.view.prompt == place.prompt
    assert stage.customer.view.idle_left is not None, "warned before it ends"
    stage.clock.advance(2)
    return "idle"


async def back(stage: Stage, place: Place) -> str:
    """Back loses nothing typed, and leads where the customer came from."""
    if not place.back_to:
        return await _not_offered(stage, place, "back")
    stage.customer.presses("back")
    if place.back_to == "out":
        return "back"
    view = await stage.customer.sees(place.back_to)
    if place.back_to == "transfer-payee":
        assert view.draft, "what was typed is still there"
    if place.back_to == "transfer-amount":
        assert view.draft == "0.01"
    return "any"


async def language(stage: Stage, place: Place) -> str:
    """The same prompt in English, with what was typed."""
    title = stage.customer.view.title
    stage.customer.presses("language:en")
    view = await stage.customer.sees(lambda view: view.language == "en")
    assert view.prompt == place.prompt
    assert view.draft == place.draft
    assert view.title != title
    return "any"


async def card_pulled(stage: Stage, place: Place) -> str:
    if not place.card_in:
        with pytest.raises(ValueError, match="no card"):
            stage.simulator.reader.pull()
        return "any"
    stage.simulator.reader.pull()
    if place.prompt in ("take-card", "take-id-document", "id-document-retained", *(row.prompt for row in ISSUING)):
        return "any"  # what is being given back, or was kept, is told to its end
    await stage.customer.sees(lambda view: view.prompt != place.prompt)  # the reader has told the terminal
    return "card-pulled"


async def bank_gone(stage: Stage, place: Place) -> str:
    """The line is cut, and the customer goes on: told where the bank is needed, and nothing is lost."""
    stage.line.cut()
    await place.go_on(stage)
    return "any"


async def stopping(stage: Stage, place: Place) -> str:
    """The terminal is told to stop: the card comes back first."""
    stage.attendant.stop()
    return "stopping"


async def _not_offered(stage: Stage, place: Place, target: str) -> str:
    """What a prompt does not offer does nothing when it is pressed all the same."""
    before = stage.customer.view
    assert target not in {t.id for t in before.targets()}
    stage.customer.forces(target)
    await stage.let_settle()
    assert stage.customer.view.prompt == place.prompt
    return "any"


EXITS: dict[str, Exit] = {
    "cancel": cancel,
    "idle": idle,
    "back": back,
    "language": language,
    "card-pulled": card_pulled,
    "bank-gone": bank_gone,
    "stopping": stopping,
}
ROWS = (*PLACES, *INQUIRY, *SAFETY, *STATEMENT, *SELDOM, *FACE, *ISSUING)
CELLS = [(place, name) for place in ROWS for name in EXITS]


async def _gets_out(stage: Stage) -> None:
    """Do whatever leads out, as a customer in a hurry would: take what is given back, finish, cancel, wait."""
    for _ in range(600):
        view = stage.customer.view
        if stage.running.done() or view.prompt == "attract":
            return
        reader, printer, documents = stage.simulator.reader, stage.simulator.printer, stage.simulator.documents
        if reader.position == "at-gate":
            reader.take()
        elif stage.simulator.dispenser.position == "at-gate" and not stage.simulator.dispenser.faults:
            stage.simulator.dispenser.take()
        elif printer.waiting:
            printer.take()
        elif documents.waiting:
            documents.take()
        else:
            targets = {target.id for target in view.targets()}
            way = next((t for t in ("idle-leave", "option:finish", "cancel") if t in targets), None)
            if way and not view.pending:
                stage.customer.presses(way)
        stage.clock.advance(1)
        await stage.let_settle()
    raise AssertionError(f"no way out of {stage.customer.view.prompt}")


@pytest.mark.parametrize(
    ("place", "way"), CELLS, ids=[f"{place.prompt}{'' if place.card_in else '-no-card'}-{way}" for place, way in CELLS]
)
def test_cell(place: Place, way: str, short_tmp: Path, request: pytest.FixtureRequest) -> None:
    bank: BankAccess = request.getfixturevalue("bank_apart" if place.apart else "bank")

    async def story() -> None:
        async with Stage(short_tmp, bank) as stage:
            await place.reach(stage)
            assert stage.customer.view.prompt == place.prompt
            reason = await EXITS[way](stage, place)
            await stage.let_settle()
            await _gets_out(stage)
            if way == "stopping":
                await stage.until_ended()
                stage.check_stopped_well()
                return
            await stage.customer.sees("attract")
            await stage.let_settle()
            if stage.visited is not None:
                stage.check_ended_well(reason)
            if way == "bank-gone":
                await until_reason(stage, "transfer", "连不上")
                stage.line.mend()
            stage.simulator.printer.set_fault("jam", on=False)
            stage.simulator.dispenser.faults.clear()
            await stage.until_open()  # and the terminal serves again, by itself

    asyncio.run(story())


def test_every_prompt_has_its_row() -> None:
    """The matrix is generated: a prompt without a way to reach it here fails this. What there is, is what is drawn."""
    asked = {prompt.text for prompt, _ in samples().values() if not isinstance(prompt, Busy)}
    rows = {place.prompt for place in (*ROWS, *OPENING, *REFUSED)}  # those of opening a card: test_opening.py
    assert rows <= asked
    # What staff are asked over a visit has a matrix of its own (tests/kiosk/test_staff_matrix.py).
    asked -= {prompt.text for prompt, _ in staff().values()} - rows
    # Elsewhere: a programming error (test_trouble.py), a bank that is too busy (test_seldom.py).
    missing = asked - rows
    assert len(missing) <= 0.05 * len(asked), missing
