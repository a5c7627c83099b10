"""A real bank that is killed between the steps of an opening: nothing is lost, and nothing is there twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bank import applications
from bank.application_tables import application_blanks, given_numbers
from bank.contract import Decision
from bank.store import Store
from bank.tables import accounts, cards, customers
from bank.turn import Turn
from tests.bank.applying import Applicant
from tests.bank.process import BankProcess, enrol, terminal_at
from tests.bank.support import new_key, ok

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]


class Outside:
    """Looks into the database of a bank that runs elsewhere, and decides as staff do."""

    def __init__(self, process: BankProcess) -> None:
        self._process = process

    def count(self, table: Any, *where: Any) -> int:
        return self._do(lambda c: c.scalars(select(func.count()).select_from(table).where(*where)).one())

    def approve(self, applicant: Applicant) -> None:
        waits = applicant.look().waiting_since
        assert waits is not None
        self._do(lambda c: applications.decide(Turn(c, "desk", waits), applicant.id, Decision.APPROVE, []))

    def _do(self, work: Callable[[Connection], Any]) -> Any:
        store = Store(self._process.database)
        try:
            return store.write(work)
        finally:
            store.close()


def test_killed_after_each_step_the_bank_goes_on_where_it_was(process: BankProcess, folder: Path) -> None:
    outside = Outside(process)
    applicant = Applicant(terminal_at(process, enrol(process, folder, "terminal-001")), None, "zhao-min", "additional")

    def killed() -> None:
        process.kill()
        process.start()

    before = outside.count(cards), outside.count(accounts), outside.count(customers)
    keys = {step: new_key() for step in ("begin", "reserve", "bind")}
    begun = applicant.begin(keys["begin"])
    killed()
    assert applicant.begin(keys["begin"]) == begun
    applicant.face()
    reserved = applicant.reserve(keys["reserve"])
    killed()
    assert applicant.reserve(keys["reserve"]) == reserved
    applicant.submit(applicant.choose(reserved.card))
    outside.approve(applicant)
    killed()
    assert applicant.look().state == "approved"
    binding = applicant.bind(keys["bind"])
    killed()
    assert applicant.bind(keys["bind"]) == binding
    assert applicant.bind() == binding
    applicant.report("encoded", "presented")
    killed()
    assert applicant.report("presented").state == "bound"
    key = new_key()
    taken = ok(applicant.try_to_report("taken", key=key))
    killed()
    assert ok(applicant.try_to_report("taken", key=key)) == taken
    assert taken["state"] == "issued"
    assert (outside.count(cards), outside.count(accounts), outside.count(customers)) == (before[0] + 1, *before[1:])
    assert outside.count(application_blanks) == 1
    assert outside.count(given_numbers) == 0  # the account was there
    assert outside.count(cards, cards.c.state == "reserved") == 0
