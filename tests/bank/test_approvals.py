"""What branch staff decide about applications: who may, where, by what they were shown, and what stays of it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bank.approvals import OTHER, require_another
from bank.clock import SteppedClock
from bank.contract import DocumentData, Machine, StaffRole, staff_pan
from bank.opening import Bank
from bank.problems import Problem
from bank.staff import NewMember, join, member, retire
from bank.staff_tables import staff_decisions, staff_looks
from bank.turn import Turn
from tests.bank.applying import Applicant, document_of
from tests.bank.deciding import AGAINST, FOR, NOT_EXCLUDED, Desk
from tests.bank.staffing import ANNA, BO, CUSTOMER_TOO, SERVICING
from tests.bank.staffing import member as member_of
from tests.bank.support import Terminal, code_of, new_key, ok, person

Connect = Callable[[str], Terminal]


def waiting_with(terminal: Terminal, bank: Bank, found: dict[str, Any], name: str = "", kind: str = "") -> Applicant:
    """An application that waits for staff, with this as its newest face check."""
    applicant = Applicant(terminal, bank, name or "yusup-kadir", kind or "opening")
    token = applicant.prepare()
    if found:
        applicant.face(**found)
    applicant.submit(token)
    return applicant


def rows(bank: Bank, table: Any) -> list[Any]:
    return bank.store.read(lambda connection: list(connection.execute(select(table).order_by(table.c.id))))


def test_one_that_waits_is_listed_opened_and_approved(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    staff = Desk(terminal, ANNA)
    [listed] = staff.waiting()
    assert (listed.id, listed.kind, listed.terminal) == (applicant.id, "opening", "terminal-001")
    assert (listed.since, listed.second, listed.looked_at) == (clock.now(), False, False)
    assert "玉" not in listed.masked_name
    file = staff.open(applicant.id)
    assert staff.waiting()[0].looked_at
    assert applicant.look().looked_at
    assert file.machine is Machine.FOR
    assert file.document.name == "玉素甫·卡地尔"
    assert (file.portrait is None, file.live is None, file.signature is None) == (False, False, False)
    assert [attempt.liveness for attempt in file.attempts] == ["live"]
    done = staff.decide("approve", applicant.id)
    assert (done.state, done.reasons, staff.waiting()) == ("approved", (), [])


@pytest.mark.both_databases
def test_what_was_decided_stays_when_the_application_is_gone(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, NOT_EXCLUDED)
    staff = Desk(terminal, ANNA)
    shown = staff.open(applicant.id).shown
    staff.decide("refuse", applicant.id, reason="not-the-person")
    [row] = rows(bank, staff_decisions)
    assert (row.application_id, row.number, row.place, row.at_desk) == (applicant.id, ANNA, "terminal-001", False)
    assert (row.decision, row.reason, row.seen, row.shown) == ("refuse", "not-the-person", False, shown)
    assert (row.machine, row.matches, row.liveness, row.distance, row.threshold) == (
        "not-excluded",
        True,
        "not-excluded",
        0.21,
        0.45,
    )
    assert row.attempts == 2
    looks = rows(bank, staff_looks)
    assert {(look.number, look.application_id, look.shown) for look in looks} == {(ANNA, applicant.id, shown)}
    refused = applicant.look()
    assert (refused.state, refused.reasons) == ("refused", ("not-the-person",))


def test_what_is_not_a_word_for_the_customer_stays_at_the_bank(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    Desk(terminal, ANNA).decide("try-again", applicant.id, reason="she seems to be led by somebody")
    assert applicant.look().reasons == (OTHER,)
    assert rows(bank, staff_decisions)[0].reason == "she seems to be led by somebody"


def test_a_refusal_needs_a_reason(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    staff = Desk(terminal, ANNA)
    assert code_of(staff.try_to("refuse", applicant.id, reason="  ")) == "staff-reason-missing"
    assert rows(bank, staff_decisions) == []


def test_whoever_approves_what_is_not_excluded_has_seen_the_person(
    terminal: Terminal, bank: Bank, connect: Connect, desk: Terminal
) -> None:
    applicant = waiting_with(terminal, bank, NOT_EXCLUDED)
    here, elsewhere = Desk(terminal, ANNA), Desk(connect("terminal-002"), BO)
    at_desk = Desk(desk, BO, desk=True)
    assert here.open(applicant.id).machine is Machine.NOT_EXCLUDED
    assert code_of(here.try_to("approve", applicant.id)) == "staff-must-see"
    for seen in (False, True):
        assert code_of(elsewhere.try_to("approve", applicant.id, seen=seen)) == "staff-must-see"
        assert code_of(at_desk.try_to("approve", applicant.id, seen=seen)) == "staff-must-see"
    assert applicant.look().state == "waiting"
    assert here.decide("approve", applicant.id, seen=True).state == "approved"


def test_a_desk_approves_what_the_machine_is_for_and_refuses_anything(
    terminal: Terminal, bank: Bank, desk: Terminal
) -> None:
    at_desk = Desk(desk, ANNA, desk=True)
    sure = waiting_with(terminal, bank, FOR)
    assert at_desk.decide("approve", sure.id).state == "approved"
    doubted = waiting_with(terminal, bank, AGAINST, "sadir-tursun")
    assert at_desk.decide("refuse", doubted.id, reason="ask-at-counter").state == "refused"
    assert [row.at_desk for row in rows(bank, staff_decisions)] == [True, True]


@pytest.mark.parametrize("without", ["document", "live", "live of this look"])
def test_who_is_elsewhere_approves_nothing_without_two_pictures_to_compare(
    terminal: Terminal, bank: Bank, connect: Connect, desk: Terminal, clock: SteppedClock, without: str
) -> None:
    applicant = Applicant(terminal, bank)
    applicant.begin()
    for of in ("document", "live"):
        if of != without:
            ok(applicant.still(of))
    clock.advance(1)
    applicant.face()
    applicant.send_code()
    ok(applicant.confirm())
    applicant.say()
    applicant.submit(applicant.choose(applicant.reserve().card))
    at_desk, elsewhere = Desk(desk, ANNA, desk=True), Desk(connect("terminal-002"), BO)
    assert at_desk.open(applicant.id).machine is Machine.FOR
    for somebody in (at_desk, elsewhere):
        assert code_of(somebody.try_to("approve", applicant.id)) == "staff-must-see"
    assert applicant.look().state == "waiting"
    assert Desk(terminal, ANNA).decide("approve", applicant.id).state == "approved"


def test_a_bank_can_have_every_approval_made_on_the_spot(
    terminal: Terminal, bank: Bank, connect: Connect, desk: Terminal
) -> None:
    bank.on_the_spot = True
    applicant = waiting_with(terminal, bank, FOR)
    at_desk, elsewhere = Desk(desk, ANNA, desk=True), Desk(connect("terminal-002"), BO)
    for somebody in (at_desk, elsewhere):
        assert code_of(somebody.try_to("approve", applicant.id)) == "staff-must-see"
    assert at_desk.decide("try-again", applicant.id).state == "try-again"
    applicant.face()
    applicant.submit("", None)
    assert Desk(terminal, BO).decide("approve", applicant.id).state == "approved"


def test_against_the_machine_it_takes_two_members_of_staff_with_reasons(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, AGAINST)
    anna, bo = Desk(terminal, ANNA), Desk(terminal, BO)
    assert anna.open(applicant.id).machine is Machine.AGAINST
    assert code_of(anna.try_to("approve", applicant.id, seen=True)) == "staff-reason-missing"
    assert code_of(anna.try_to("approve", applicant.id, reason="it is him")) == "staff-must-see"
    first = anna.decide("approve", applicant.id, seen=True, reason="it is him, with a beard now")
    assert (first.state, first.second, first.looked_at) == ("waiting", True, False)
    assert code_of(anna.try_to("approve", applicant.id, seen=True, reason="really")) == "staff-same-person"
    assert code_of(bo.try_to("approve", applicant.id, seen=True)) == "staff-reason-missing"
    file = bo.open(applicant.id)
    assert [(made.by, made.decision, made.seen) for made in file.decisions] == [(ANNA, "approve", True)]
    second = bo.decide("approve", applicant.id, seen=True, reason="I see the scar of the picture")
    assert (second.state, second.second) == ("approved", False)
    assert [(row.number, row.second) for row in rows(bank, staff_decisions)] == [(ANNA, False), (BO, True)]


def test_two_numbers_do_not_make_two_people(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, AGAINST)
    sun_li = Desk(terminal, CUSTOMER_TOO)
    sun_li.decide("approve", applicant.id, seen=True, reason="it is him")
    again = NewMember("2001", "孙丽", (StaffRole.APPROVER,), member_of(CUSTOMER_TOO).pin, person("sun-li").id_number)
    bank.store.write(lambda connection: join(connection, bank.vault, again))
    body = {"number": "2001", "pin": terminal.pin(staff_pan("2001"), again.pin)}
    sun_li.token = ok(terminal.ask("POST", "/staff/sessions", body, key=new_key()))["token"]
    assert code_of(sun_li.try_to("approve", applicant.id, seen=True, reason="really")) == "staff-same-person"
    assert Desk(terminal, BO).decide("approve", applicant.id, seen=True, reason="it is").state == "approved"


def test_who_has_a_number_anew_is_who_they_were(terminal: Terminal, bank: Bank) -> None:
    """Also where they are no customers: the bank has the ID number of each."""
    applicant = waiting_with(terminal, bank, AGAINST)
    anna = Desk(terminal, ANNA)
    anna.decide("approve", applicant.id, seen=True, reason="it is him")
    again = NewMember("2001", "何静", (StaffRole.APPROVER,), member_of(ANNA).pin, member_of(ANNA).id_number)
    bank.store.write(lambda connection: join(connection, bank.vault, again))
    body = {"number": "2001", "pin": terminal.pin(staff_pan("2001"), again.pin)}
    anna.token = ok(terminal.ask("POST", "/staff/sessions", body, key=new_key()))["token"]
    assert code_of(anna.try_to("approve", applicant.id, seen=True, reason="really")) == "staff-same-person"


@pytest.mark.parametrize("number", [ANNA, BO, SERVICING])
def test_staff_who_are_no_customers_do_not_decide_about_themselves(bank: Bank, number: str) -> None:
    own = DocumentData.model_validate(document_of("yusup-kadir", number=member_of(number).id_number))

    def judge(connection: Any) -> None:
        role = StaffRole.SERVICING if number == SERVICING else StaffRole.APPROVER
        turn = Turn(connection, "terminal-001", bank.clock.now())
        require_another(turn, bank.vault, member(connection, number, role), own)

    with pytest.raises(Problem, match="staff-is-applicant"):
        bank.store.read(judge)


@pytest.mark.parametrize("how", ["retired", "no approver any more"])
def test_the_word_of_somebody_who_has_left_since_does_not_count(terminal: Terminal, bank: Bank, how: str) -> None:
    applicant = waiting_with(terminal, bank, AGAINST)
    Desk(terminal, ANNA).decide("approve", applicant.id, seen=True, reason="it is him")
    if how == "retired":
        bank.store.write(lambda connection: retire(connection, ANNA))
    else:
        of = member_of(ANNA)
        moved = NewMember(of.number, of.name, (StaffRole.SERVICING,), of.pin, of.id_number)
        bank.store.write(lambda connection: join(connection, bank.vault, moved))
    bo, sun_li = Desk(terminal, BO), Desk(terminal, CUSTOMER_TOO)
    first = bo.decide("approve", applicant.id, seen=True, reason="it is him")
    assert (first.state, first.second) == ("waiting", True)
    assert sun_li.decide("approve", applicant.id, seen=True, reason="it is him").state == "approved"
    assert [row.second for row in rows(bank, staff_decisions)] == [False, False, True]


def test_the_second_can_refuse(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, AGAINST)
    Desk(terminal, ANNA).decide("approve", applicant.id, seen=True, reason="it is him")
    assert Desk(terminal, BO).decide("refuse", applicant.id, reason="not-the-person").state == "refused"


def test_a_first_approval_is_for_what_was_submitted_then(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    """After another face check the one who approved before is the first again, not the second."""
    applicant = waiting_with(terminal, bank, AGAINST)
    anna, bo = Desk(terminal, ANNA), Desk(terminal, BO)
    anna.decide("approve", applicant.id, seen=True, reason="it is him")
    bo.decide("try-again", applicant.id, reason="light-poor")
    clock.advance(60)
    applicant.face(**AGAINST)
    applicant.submit("", None)
    again = bo.decide("approve", applicant.id, seen=True, reason="it is him")
    assert (again.state, again.second) == ("waiting", True)
    assert anna.decide("approve", applicant.id, seen=True, reason="it is").state == "approved"


def test_nobody_decides_about_something_else_than_they_were_shown(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, AGAINST)
    anna, bo = Desk(terminal, ANNA), Desk(terminal, BO)
    shown = bo.open(applicant.id).shown
    assert anna.open(applicant.id).shown == shown  # the same for everybody
    anna.decide("approve", applicant.id, seen=True, reason="it is him")
    late = bo.try_to("approve", applicant.id, shown=shown, seen=True, reason="it is him")
    assert code_of(late) == "staff-file-changed"
    assert code_of(bo.try_to("refuse", applicant.id, shown="0" * 64, reason="ask-at-counter")) == "staff-file-changed"
    assert len(rows(bank, staff_decisions)) == 1


def test_what_another_was_shown_decides_nothing(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    anna, bo = Desk(terminal, ANNA), Desk(terminal, BO)
    shown = anna.open(applicant.id).shown
    assert code_of(bo.try_to("approve", applicant.id, shown=shown)) == "staff-file-changed"
    assert bo.open(applicant.id).shown == shown
    assert ok(bo.try_to("approve", applicant.id, shown=shown))["state"] == "approved"


def test_every_part_of_the_file_is_in_what_was_shown(terminal: Terminal, bank: Bank) -> None:
    staff = Desk(terminal, ANNA)
    plain = waiting_with(terminal, bank, FOR)
    shown = {staff.open(plain.id).shown}
    staff.decide("try-again", plain.id)
    plain.face(distance=0.22)
    plain.submit("", None)
    shown.add(staff.open(plain.id).shown)
    staff.decide("try-again", plain.id)
    plain.face(distance=0.22)
    ok(plain.still("live", b"\xff\xd8\xff\xe0 another picture \xff\xd9"))
    plain.submit("", None)
    shown.add(staff.open(plain.id).shown)
    assert len(shown) == 3


def test_nobody_decides_about_themselves(terminal: Terminal, bank: Bank) -> None:
    herself = waiting_with(terminal, bank, FOR, "sun-li", "additional")
    staff = Desk(terminal, CUSTOMER_TOO)
    assert code_of(staff.try_to_open(herself.id)) == "staff-is-applicant"
    shown = Desk(terminal, ANNA).open(herself.id).shown
    for decision in ("approve", "refuse", "try-again"):
        told = staff.try_to(decision, herself.id, shown=shown, seen=True, reason="it is me")
        assert code_of(told) == "staff-is-applicant"
    assert rows(bank, staff_decisions) == []
    other = waiting_with(terminal, bank, FOR)
    assert staff.decide("approve", other.id).state == "approved"


def test_a_document_of_another_kind_is_still_themselves(terminal: Terminal, bank: Bank) -> None:
    """By name and birth: a passport has a number of its own. Nobody of the cast has both, so the rule is asked."""
    changes = {"kind": "passport", "number": "E99000001", "name": "SUN LI", "latin_name": "Sun Li"}
    passport = DocumentData.model_validate(document_of("sun-li") | changes)

    def judge(connection: Any, document: DocumentData) -> None:
        turn = Turn(connection, "terminal-001", bank.clock.now())
        require_another(turn, bank.vault, member(connection, CUSTOMER_TOO, StaffRole.APPROVER), document)

    with pytest.raises(Problem, match="staff-is-applicant"):
        bank.store.read(lambda connection: judge(connection, passport))
    another = passport.model_copy(update={"born": passport.born.replace(year=1985)})
    bank.store.read(lambda connection: judge(connection, another))


def test_servicing_staff_decide_nothing(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    staff, shown = Desk(terminal, SERVICING), Desk(terminal, ANNA).open(applicant.id).shown
    assert code_of(terminal.ask("GET", "/staff/applications", staff=staff.token)) == "staff-not-allowed"
    assert code_of(staff.try_to_open(applicant.id)) == "staff-not-allowed"
    assert code_of(staff.try_to("approve", applicant.id, shown=shown, seen=True)) == "staff-not-allowed"


def test_who_is_not_signed_in_is_shown_nothing(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    staff = Desk(terminal, ANNA)
    shown = staff.open(applicant.id).shown
    staff.token = "made-up"
    assert code_of(terminal.ask("GET", "/staff/applications", staff=staff.token)) == "staff-session-ended"
    assert code_of(staff.try_to_open(applicant.id)) == "staff-session-ended"
    assert code_of(staff.try_to("approve", applicant.id, shown=shown)) == "staff-session-ended"


def test_one_that_does_not_wait_is_not_decided(terminal: Terminal, bank: Bank) -> None:
    staff = Desk(terminal, ANNA)
    applicant = waiting_with(terminal, bank, FOR)
    shown = staff.open(applicant.id).shown
    staff.decide("approve", applicant.id)
    assert code_of(staff.try_to_open(applicant.id)) == "application-state"
    assert code_of(staff.try_to("refuse", applicant.id, shown=shown, reason="x")) == "application-state"
    assert code_of(staff.try_to_open("0" * 32)) == "application-unknown"


def test_the_same_decision_sent_again_is_one(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, FOR)
    staff, key = Desk(terminal, ANNA), new_key()
    shown = staff.open(applicant.id).shown
    answers = [staff.try_to("approve", applicant.id, shown=shown, key=key) for _ in range(2)]
    assert ok(answers[0]) == ok(answers[1])
    assert len(rows(bank, staff_decisions)) == 1


def test_nothing_of_the_customer_is_in_what_stays(terminal: Terminal, bank: Bank) -> None:
    applicant = waiting_with(terminal, bank, AGAINST)
    Desk(terminal, ANNA).decide("refuse", applicant.id, reason="not-the-person")
    with bank.store.engine.connect() as connection:
        kept = [
            str(list(connection.exec_driver_sql(f"SELECT * FROM {table}")))
            for table in ("staff_decisions", "staff_looks", "instructions", "staff_sessions")
        ]
    for private in (
        applicant.document["number"],
        applicant.document["name"],
        applicant.phone,
        applicant.details.address,
    ):
        assert not any(str(private) in text for text in kept)
