"""A member of staff has a file open when what keeps the visit is pulled out: nothing is decided, nothing stays open."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.storyboards.fresh_banks import FreshBanks
from tests.storyboards import prompts_opening as opening
from tests.storyboards.documents import named
from tests.storyboards.stage import Stage

pytestmark = pytest.mark.slow
_TIME = (10, 30)


@pytest.fixture(scope="module")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as made:
        yield made


@pytest.mark.parametrize("what", ["id-document", "card"])
def test_pulled_out_under_the_eyes_of_staff(what: str, short_tmp: Path, banks: FreshBanks) -> None:
    async def story(stage: Stage) -> None:
        await (opening.waiting if what == "id-document" else opening.new_pin)(stage)
        await opening.dossier(stage)
        [waiting] = stage.bank.control.list_applications("1002")
        device = stage.simulator.scanner if what == "id-document" else stage.simulator.reader
        device.pull()
        await stage.customer.sees("opening-kept")
        assert stage.bank.control.list_applications("1002") == [], f"{waiting.id} rests"
        if what == "card":
            await stage.pass_time_until("take-id-document")
            await stage.takes_id_document()
        await stage.pass_time_until("attract")
        [ended] = cast("list[dict[str, Any]]", named(stage, "staff-layer-complete"))
        assert ended["disposition"] == "ended"
        assert named(stage, "staff-decision-init") == []
        assert named(stage, f"{what}-pulled")
        shown = [view.prompt for view in stage.customer.seen]
        assert "staff-file" not in shown[shown.index("opening-kept") :], "whoever comes next sees nothing of it"

    async def whole() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await story(stage)

    asyncio.run(whole())
