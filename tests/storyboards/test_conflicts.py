"""What a customer is told where the bank's database is one that has writers in each other's way."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.storyboards.bank_process import BankProcess, enrolled
from tests.bank.postgres import Cluster, programs
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import CHEN, goes_on_to_review
from tests.storyboards.stage import BankAccess, Stage, person, today_at
from tests.storyboards.transferring import begins, confirms, names_new_payee, plain, says

LIN = person("lin-mei-ling")
# A transaction that comes to this point always has to give way, as if another had been quicker each time.
_IN_THE_WAY = (
    "CREATE FUNCTION give_way() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure'; END $$",
    "CREATE TRIGGER in_the_way BEFORE UPDATE ON scheduled_transfers FOR EACH ROW EXECUTE FUNCTION give_way()",
)


@dataclass(frozen=True)
class Crowded:
    """A bank on PostgreSQL, and what puts others in the way of its writers."""

    bank: BankAccess
    cluster: Cluster
    database: str

    def conflicts(self, *, always: bool) -> None:
        """Let whoever ends a transfer that waits meet somebody else, or nobody any more."""
        clear = "DROP TRIGGER in_the_way ON scheduled_transfers"
        self.cluster.do(self.database, *(_IN_THE_WAY if always else [clear]))


@pytest.fixture
def crowded() -> Iterator[Crowded]:
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    cluster, folder = Cluster(found), Path(tempfile.mkdtemp(prefix="st-"))
    try:
        cluster.start()
        database = cluster.new_database()
        (folder / "bank").mkdir()
        with BankProcess(folder / "bank", today_at(10), cluster.url(database)) as process:
            yield Crowded(enrolled(process, folder, "stage-001"), cluster, database)
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_transfer_that_the_bank_would_not_cancel_is_said_to_be_sent_still(short_tmp: Path, crowded: Crowded) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await begins(stage, CHEN, "transfer-payee")
        await names_new_payee(stage, LIN)
        customer.types("5")
        await goes_on_to_review(stage, "two-hours")
        await confirms(stage, CHEN, "transfer-accepted")
        await says(stage, ("transfer-accepted", "none"), ("payee-save", "no"))
        await says(stage, ("menu", "inquiry"), ("account", "pending"))
        crowded.conflicts(always=True)
        await cancels(stage)
        view = await customer.sees("pending-kept")
        assert view.notice == "problem"
        assert "给 *美玲 的 5.00 元到时间还会转出。请找人帮忙" in plain(view.body)
        customer.presses("primary")
        view = await customer.sees("pending")
        assert "等待中" in view.items[0].note
        crowded.conflicts(always=False)
        await cancels(stage)  # and the next time the bank does it
        await customer.sees("pending-cancelled")
        ends = [event["fields"] for event in stage.events() if event["event"] == "transfer-cancel-complete"]
        assert ends == [{"disposition": "declined", "problem": "bank-busy"}, {"disposition": "success"}]
        customer.presses("primary")
        await customer.sees("pending")
        customer.presses("cancel")
        await goes(stage)
        assert crowded.bank.control.ledger_check().sound

    play(short_tmp, crowded.bank, story)


async def cancels(stage: Stage) -> None:
    """From the list to the bank's answer."""
    view = await stage.customer.sees("pending")
    stage.customer.presses(f"item:{view.items[0].key}")
    await says(stage, ("pending-transfer", "cancel"), ("pending-cancel", "yes"))
