"""What branch staff who are signed in decide about verifications: who may, where, by what they were shown."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bank.clock import SteppedClock
from bank.contract import StaffVerifications, VerificationFile
from bank.opening import Bank
from bank.staff_tables import verification_looks
from bank.tables import verifications
from tests.bank.deciding import Desk
from tests.bank.staffing import ANNA, BO, CUSTOMER_TOO, SERVICING
from tests.bank.support import Reply, Terminal, code_of, new_key, ok
from tests.bank.transfers import Customer
from tests.bank.verifying import MINUTE, look, report, verify

Connect = Callable[[str], Terminal]
NAME = "wang-xiaoming"


class Decider(Desk):
    """A member of staff who decides about verifications."""

    def listed(self) -> list[str]:
        reply = self.at.ask("GET", "/staff/verifications", staff=self.token)
        return [one.id for one in StaffVerifications.model_validate(ok(reply)).verifications]

    def try_to_see(self, verification: str) -> Reply:
        return self.at.ask("GET", f"/staff/verifications/{verification}", staff=self.token)

    def file(self, verification: str) -> VerificationFile:
        return VerificationFile.model_validate(ok(self.try_to_see(verification)))

    def says(self, verification: str, decision: str, key: str = "", **said: Any) -> Reply:
        """Decide by what is shown now, unless `shown` is given."""
        body = {"decision": decision, **said}
        body.setdefault("shown", self.file(verification).shown if "shown" not in said else "")
        path = f"/staff/verifications/{verification}/decisions"
        return self.at.ask("POST", path, body, key=key or new_key(), staff=self.token)


def doubted(customer: Customer, amount: int = 100, **changes: Any) -> str:
    """A verification that waits for staff: the face matches, and is not surely alive."""
    found = {"liveness": "not-excluded", "profile": "five-point"} | changes
    body = report("transfer", customer.order(amount), "document", NAME, **found)
    return verify(customer.terminal, customer.session, body).id


def row(bank: Bank, verification: str) -> Any:
    return bank.store.read(lambda c: c.execute(select(verifications).where(verifications.c.id == verification)).one())


@pytest.mark.both_databases
def test_one_that_waits_is_listed_opened_and_accepted_by_who_has_seen_the_person(
    terminal: Terminal, bank: Bank, clock: SteppedClock
) -> None:
    customer = Customer(terminal, NAME)
    first = doubted(customer, 1, matches=False, distance=0.7, attempts=2)
    clock.advance(5)
    waits = doubted(customer)
    staff = Decider(terminal, ANNA)
    assert staff.listed() == [first, waits]
    file = staff.file(waits)
    assert (file.name, file.purpose, file.way, file.terminal) == ("王小明", "transfer", "document", "terminal-001")
    assert file.reasons == ["not-excluded"]
    assert [(one.liveness, one.attempts, one.distance) for one in file.attempts] == [
        ("not-excluded", 2, 0.7),
        ("not-excluded", 1, 0.21),
    ], "every series of the visit"
    done = StaffVerifications.model_validate(ok(staff.says(waits, "approve", seen=True)))
    assert [one.id for one in done.verifications] == [first]
    assert look(terminal, customer.session, waits).token
    assert (row(bank, waits).decided_by, row(bank, waits).state) == (ANNA, "accepted")
    looks = bank.store.read(lambda c: list(c.execute(select(verification_looks).order_by(verification_looks.c.id))))
    assert [(one.verification_id, one.number, one.place, one.shown) for one in looks] == [
        (waits, ANNA, "terminal-001", file.shown)
    ] * 2
    assert code_of(staff.try_to_see(waits)) == "verification-unknown"


def test_a_refusal_has_a_reason_that_stays_at_the_bank(terminal: Terminal, bank: Bank) -> None:
    customer = Customer(terminal, NAME)
    waits = doubted(customer)
    staff = Decider(terminal, ANNA)
    assert code_of(staff.says(waits, "refuse", reason="  ")) == "staff-reason-missing"
    ok(staff.says(waits, "refuse", reason="not-the-person"))
    told = look(terminal, customer.session, waits)
    assert (told.state, told.token) == ("refused", "")
    assert "not-the-person" not in told.model_dump_json()
    assert row(bank, waits).staff_note == "not-the-person"


def test_only_who_stands_there_has_seen_anybody(terminal: Terminal, desk: Terminal, connect: Connect) -> None:
    customer = Customer(terminal, NAME)
    waits = doubted(customer)
    for staff in (Decider(desk, ANNA, desk=True), Decider(connect("terminal-002"), ANNA)):
        assert staff.listed() == [waits]
        assert code_of(staff.says(waits, "approve", seen=True)) == "staff-must-see"
    here = Decider(terminal, ANNA)
    assert code_of(here.says(waits, "approve")) == "staff-must-see"
    assert look(terminal, customer.session, waits).state == "needs-staff"
    ok(Decider(desk, BO, desk=True).says(waits, "refuse", reason="known to the police"))


def test_nobody_decides_by_what_they_were_not_shown(terminal: Terminal) -> None:
    customer = Customer(terminal, NAME)
    waits, other = doubted(customer, 1), doubted(customer, 2)
    anna, bo = Decider(terminal, ANNA), Decider(terminal, BO)
    shown = anna.file(waits).shown
    assert code_of(bo.says(waits, "approve", seen=True, shown=shown)) == "staff-file-changed"
    assert code_of(anna.says(other, "approve", seen=True, shown=shown)) == "staff-file-changed"
    assert code_of(anna.says(waits, "approve", seen=True, shown="0" * 64)) == "staff-file-changed"
    assert len(anna.listed()) == 2


def test_neither_the_customer_nor_who_may_not(terminal: Terminal) -> None:
    own = Customer(terminal, "sun-li")
    body = report("transfer", own.order(1), "staff")
    waits = verify(terminal, own.session, body).id
    assert code_of(Decider(terminal, CUSTOMER_TOO).try_to_see(waits)) == "staff-is-applicant"
    servicing = Decider(terminal, SERVICING)
    for path in ("/staff/verifications", f"/staff/verifications/{waits}"):
        assert code_of(terminal.ask("GET", path, staff=servicing.token)) == "staff-not-allowed"
    said = servicing.says(waits, "approve", seen=True, shown="0" * 64)
    assert code_of(said) == "staff-not-allowed"
    assert code_of(Decider(terminal, ANNA).try_to_see("0" * 32)) == "verification-unknown"


def test_one_that_is_too_old_or_whose_customer_has_gone_waits_no_more(terminal: Terminal, clock: SteppedClock) -> None:
    customer, staff = Customer(terminal, NAME), Decider(terminal, ANNA)
    waits = doubted(customer)
    shown = staff.file(waits).shown
    clock.advance(15 * MINUTE)
    assert staff.listed() == []
    assert code_of(staff.says(waits, "approve", seen=True, shown=shown)) == "verification-unknown"
    customer.sign_in()
    waits = doubted(customer, consented_at=clock.now().isoformat())
    assert terminal.ask("DELETE", "/sessions", key=new_key(), session=customer.session).status_code == 204
    assert staff.listed() == []
    assert code_of(staff.try_to_see(waits)) == "verification-unknown"


def test_a_decision_whose_answer_was_lost_is_asked_for_again_and_made_once(terminal: Terminal) -> None:
    customer, staff, key = Customer(terminal, NAME), Decider(terminal, ANNA), new_key()
    waits = doubted(customer)
    shown = staff.file(waits).shown
    first = ok(staff.says(waits, "approve", key, seen=True, shown=shown))
    assert ok(staff.says(waits, "approve", key, seen=True, shown=shown)) == first
    assert code_of(staff.says(waits, "refuse", key, reason="no", shown=shown)) == "key-other-body"
