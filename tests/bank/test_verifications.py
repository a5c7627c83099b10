"""What a terminal found out is judged by the bank's own rules, or by staff who have seen the person."""

import base64
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from bank.clock import SteppedClock
from bank.contract import RegistryPortrait, StaffRole, Verification
from bank.opening import Bank
from bank.registry import MOST_BYTES, FolderRegistry, NoRegistry
from bank.staff import NewMember, join
from bank.staff_tables import staff
from bank.step_up import StepUps
from bank.tables import customers, portraits_given, verifications
from tests.bank.phones import safety_session
from tests.bank.support import Terminal, code_of, new_key, number_of, ok, person
from tests.bank.transfers import Customer
from tests.bank.verifying import (
    JPEG,
    MINUTE,
    at_desk,
    look,
    report,
    try_to_verify,
    verify,
    with_portraits,
)
from tests.system.canary import found_in

Connect = Callable[[str], Terminal]
NAME = "wang-xiaoming"


@pytest.fixture
def customer(terminal: Terminal, bank: Bank, tmp_path: Path) -> Customer:
    with_portraits(bank, tmp_path, NAME)
    return Customer(terminal, NAME)


def about(customer: Customer, way: str = "registry", **changes: Any) -> dict[str, Any]:
    return report("transfer", customer.order(100), way, NAME, **changes)


def found(customer: Customer, way: str = "registry", **changes: Any) -> Verification:
    return verify(customer.terminal, customer.session, about(customer, way, **changes))


def rows(bank: Bank) -> list[Any]:
    query = select(verifications).order_by(verifications.c.reported_at)
    return bank.store.read(lambda c: list(c.execute(query)))


# -- the bank's rules ------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
@pytest.mark.parametrize("way", ["registry", "document"])
def test_a_live_face_that_is_this_persons_is_enough(customer: Customer, clock: SteppedClock, way: str) -> None:
    given = found(customer, way)
    assert (given.state, given.reasons, given.face_attempts_left) == ("accepted", [], 3)
    assert given.expires_at is not None
    assert (given.expires_at - clock.now()).total_seconds() == 5 * MINUTE
    assert len(given.token) == 64
    assert given.token not in repr(given)
    assert look(customer.terminal, customer.session, given.id) == given


@pytest.mark.parametrize(
    ("changes", "reasons", "left"),
    [
        ({"liveness": "not-excluded"}, ["not-excluded"], 3),
        ({"profile": "five-point", "liveness": "not-excluded"}, ["not-excluded"], 3),
        ({"profile": "five-point"}, ["not-excluded"], 3),  # five points never say live, whatever a terminal says
        ({"liveness": "refused"}, ["liveness-refused"], 2),
        ({"matches": False, "distance": 0.6}, ["face-refused"], 2),
        ({"matches": False, "distance": None}, ["face-refused"], 2),
        ({"distance": None}, ["face-refused"], 2),
        ({"distance": 0.46, "threshold": 0.6}, ["face-refused"], 2),  # the bank's threshold is smaller
        ({"distance": 0.41, "threshold": 0.4}, ["face-refused"], 2),
        ({"distance": 0.3, "threshold": 0.46}, ["threshold-too-high"], 3),
        ({"matches": False, "distance": 0.6, "attempts": 3}, ["face-refused"], 0),
        ({"attempts": 2, "liveness": "not-excluded"}, ["not-excluded"], 2),
        ({"attempts": 4}, ["face-blocked"], 0),  # three were refused: there is no fourth, whatever a terminal does
    ],
)
def test_what_is_not_enough_alone_needs_staff(
    customer: Customer, changes: dict[str, Any], reasons: list[str], left: int
) -> None:
    given = found(customer, **changes)
    assert (given.state, given.reasons, given.token) == ("needs-staff", reasons, "")
    assert given.face_attempts_left == left


@pytest.mark.parametrize(
    ("minutes", "state"),
    [(-60.1, "needs-staff"), (-59.9, "accepted"), (0, "accepted"), (4.9, "accepted"), (5.1, "needs-staff")],
)
def test_the_consent_is_of_this_hour_and_not_still_to_come(
    customer: Customer, clock: SteppedClock, minutes: float, state: str
) -> None:
    """By five minutes it may be ahead: clocks differ."""
    given = found(customer, consented_at=(clock.now() + timedelta(minutes=minutes)).isoformat())
    assert (given.state, given.reasons) == (state, [] if state == "accepted" else ["consent-unclear"])
    assert bool(given.token) == (state == "accepted")


@pytest.mark.parametrize("distance", [0.0, 0.45])
def test_up_to_the_threshold_it_matches(customer: Customer, distance: float) -> None:
    assert found(customer, distance=distance).state == "accepted"


@pytest.mark.parametrize("why", ["asked", "consent-refused", "face-unavailable"])
def test_without_a_face_check_there_is_staff(customer: Customer, why: str) -> None:
    given = found(customer, "staff", staff_reason=why)
    assert (given.state, given.reasons, given.face_attempts_left) == ("needs-staff", [why], 3)


def test_another_persons_document_is_refused(customer: Customer) -> None:
    for number in (person("chen-guiying").id_number, "E12345678"):
        body = about(customer, "document") | {"document_number": number}
        given = verify(customer.terminal, customer.session, body)
        assert (given.state, given.reasons, given.token) == ("refused", ["document-not-own"], "")


def test_a_face_refused_three_times_leaves_staff_alone(customer: Customer) -> None:
    no: dict[str, Any] = {"matches": False, "distance": 0.7}
    assert [found(customer, **no).face_attempts_left for _ in range(3)] == [2, 1, 0]
    late = found(customer)
    assert (late.state, late.reasons) == ("needs-staff", ["face-blocked"])
    customer.sign_in()
    assert found(customer).state == "accepted"  # in another session


def test_a_card_put_in_again_does_not_begin_anew_for_ever(customer: Customer, clock: SteppedClock) -> None:
    for _ in range(3):
        found(customer, matches=False, distance=0.7, attempts=3)
        customer.sign_in()
    assert found(customer).reasons == ["face-blocked"]
    clock.advance(24 * 60 * MINUTE)
    customer.sign_in()
    assert found(customer, consented_at=clock.now().isoformat()).state == "accepted"


def test_the_ways_left_are_told(customer: Customer, bank: Bank) -> None:
    bank.step_ups = StepUps(above=0, registry=bank.step_ups.registry)
    first = customer.quote(100, number_of("li-na")).step_up
    assert first is not None
    assert (first.ways, first.face_attempts_left) == (["registry", "document", "staff"], 3)
    found(customer, liveness="refused", attempts=3)
    then = customer.quote(100, number_of("li-na")).step_up
    assert then is not None
    assert (then.ways, then.face_attempts_left) == (["staff"], 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"face": None},
        {"staff_reason": "asked"},
        {"document_number": "E12345678"},
        {"way": "document"},
        {"way": "staff"},
        {"way": "staff", "face": None},
        {"subject": "x"},
        {"purpose": "sign-in"},
        {"face": {"distance": 0.1}},
    ],
)
def test_what_does_not_go_together_is_refused(customer: Customer, changes: dict[str, Any]) -> None:
    reply = try_to_verify(customer.terminal, customer.session, about(customer) | changes)
    assert code_of(reply) == "request-invalid"


def test_a_document_number_is_not_quoted(customer: Customer) -> None:
    number = person(NAME).id_number
    reply = try_to_verify(customer.terminal, customer.session, about(customer) | {"document_number": number + "?"})
    assert code_of(reply) == "request-invalid"
    assert number not in reply.text


# -- sessions, keys, times -------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_the_same_key_is_answered_the_same_way(customer: Customer, bank: Bank) -> None:
    key, body = new_key(), about(customer, liveness="refused")
    replies = [try_to_verify(customer.terminal, customer.session, body, key) for _ in range(2)]
    assert replies[0].text == replies[1].text
    assert len(rows(bank)) == 1
    other = about(customer)
    assert code_of(try_to_verify(customer.terminal, customer.session, other, key)) == "key-other-body"


def test_it_is_the_sessions_own(customer: Customer, connect: Connect, bank: Bank) -> None:
    given = found(customer)
    other, elsewhere = customer.terminal.sign_in("chen-guiying"), connect("terminal-002")
    for terminal, session in (
        (customer.terminal, other),
        (customer.terminal, customer.terminal.sign_in(NAME)),
        (elsewhere, elsewhere.sign_in(NAME)),
    ):
        assert code_of(terminal.ask("GET", f"/verifications/{given.id}", session=session)) == "verification-unknown"
    for session in ("x", safety_session(bank, customer.terminal, NAME)):
        reply = customer.terminal.ask("GET", f"/verifications/{given.id}", session=session)
        assert code_of(reply) == "session-ended"
        assert code_of(try_to_verify(customer.terminal, session, about(customer))) == "session-ended"


def test_it_ends(customer: Customer, clock: SteppedClock) -> None:
    accepted, waiting = found(customer), found(customer, "staff")
    clock.advance(5 * MINUTE)
    ended = look(customer.terminal, customer.session, accepted.id)
    assert (ended.state, ended.token, ended.expires_at) == ("ended", "", None)
    assert look(customer.terminal, customer.session, waiting.id).state == "needs-staff"
    clock.advance(10 * MINUTE)
    assert look(customer.terminal, customer.session, waiting.id).state == "ended"


def test_a_newer_one_ends_the_one_that_waits(customer: Customer) -> None:
    waiting = found(customer, "staff")
    other = verify(customer.terminal, customer.session, report("unfreeze", customer.order(200), "staff"))
    found(customer)
    states = [look(customer.terminal, customer.session, one.id).state for one in (waiting, other)]
    assert states == ["ended", "needs-staff"]


# -- staff -----------------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_staff_see_what_was_found_and_give_their_word(customer: Customer, bank: Bank) -> None:
    waiting = found(customer, liveness="not-excluded", profile="five-point", reasons=["too-dark"], attempts=2)
    [listed] = at_desk(bank, "list-verifications")["result"]
    told = {"name", "terminal", "purpose", "way", "reasons", "profile", "matches", "liveness", "distance", "threshold"}
    assert {name: listed[name] for name in told} == {
        "name": "王小明",
        "terminal": "terminal-001",
        "purpose": "transfer",
        "way": "registry",
        "reasons": ["not-excluded"],
        "profile": "five-point",
        "matches": True,
        "liveness": "not-excluded",
        "distance": 0.21,
        "threshold": 0.45,
    }
    assert (listed["found"], listed["attempts"], listed["challenges"][0]) == (["too-dark"], 2, "turn-left")
    assert at_desk(bank, "approve-verification", id=waiting.id, by="1001", seen=True)["ok"]
    given = look(customer.terminal, customer.session, waiting.id)
    assert (given.state, len(given.token)) == ("accepted", 64)
    [row] = rows(bank)
    assert (row.state, row.decided_by, row.staff_note) == ("accepted", "1001", None)
    assert at_desk(bank, "list-verifications")["result"] == []


@pytest.mark.both_databases
def test_staff_refuse_and_say_why(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    waiting = found(customer, "staff")
    clock.advance(MINUTE)
    assert at_desk(bank, "refuse-verification", id=waiting.id, by="1002", reason="somebody else's card")["ok"]
    given = look(customer.terminal, customer.session, waiting.id)
    assert (given.state, given.reasons, given.token) == ("refused", ["asked", "refused-by-staff"], "")
    [row] = rows(bank)
    assert (row.decided_by, row.staff_note, row.decided_at) == ("1002", "somebody else's card", clock.now())
    again = at_desk(bank, "approve-verification", id=waiting.id, by="1002", seen=True)
    assert again == {"ok": False, "error": "verification-unknown"}


def test_what_does_not_wait_cannot_be_approved(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    refused = verify(
        customer.terminal, customer.session, about(customer, "document") | {"document_number": "E12345678"}
    )
    left = found(customer, "staff")
    customer.terminal.ask("DELETE", "/sessions", key=new_key(), session=customer.session)
    customer.sign_in()
    late = found(customer, "staff")
    assert [one["id"] for one in at_desk(bank, "list-verifications")["result"]] == [late.id]
    clock.advance(15 * MINUTE)
    assert at_desk(bank, "list-verifications")["result"] == []
    for one in (refused.id, left.id, late.id, "none"):
        assert not at_desk(bank, "approve-verification", id=one, by="1001", seen=True)["ok"]
    assert {row.state for row in rows(bank)} == {"refused", "needs-staff"}


@pytest.mark.parametrize("fields", [{"by": "1"}, {"by": "1", "seen": False}, {"by": "", "seen": True}])
def test_staff_must_have_seen_the_person(customer: Customer, bank: Bank, fields: dict[str, Any]) -> None:
    waiting = found(customer, "staff")
    assert "not understood" in at_desk(bank, "approve-verification", id=waiting.id, **fields)["error"]
    assert look(customer.terminal, customer.session, waiting.id).state == "needs-staff"


# -- what is kept ----------------------------------------------------------------------------------------------------


def test_everything_is_kept_in_numbers(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    found(customer, "document", liveness="refused", distance=0.31, reasons=["flat"], attempts=2)
    [row] = rows(bank)
    assert (row.customer_id, row.terminal, row.purpose, row.way) == (NAME, "terminal-001", "transfer", "document")
    assert (row.distance, row.threshold, row.liveness, row.profile) == (0.31, 0.45, "refused", "sixty-eight-point")
    assert (row.challenges, row.found) == ("turn-left blink open-mouth", "flat")
    assert (row.attempts, row.refused_attempts, row.reported_at) == (2, 2, clock.now())
    assert row.consented_at.isoformat() == "2026-03-02T02:29:00+00:00"
    own = bank.vault.fingerprint(f"id-number|{person(NAME).id_number}")
    assert row.document_fingerprint == own


def test_what_the_bank_decided_itself_says_so(customer: Customer, bank: Bank) -> None:
    found(customer)
    [row] = rows(bank)
    assert (row.decided_by, row.used_at) == ("bank", None)


def test_no_document_number_and_no_portrait_is_written(customer: Customer, bank: Bank, tmp_path: Path) -> None:
    found(customer, "document")
    customer.terminal.ask("POST", "/registry/portrait", session=customer.session)
    with sqlite3.connect(tmp_path / "bank" / "bank.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    secrets = {"document number": person(NAME).id_number, "portrait": JPEG.decode("latin-1")[4:-2]}
    for file in (tmp_path / "bank").rglob("*"):
        assert found_in(file.read_bytes(), secrets) == []


# -- the registry ----------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_the_customers_own_portrait(customer: Customer, bank: Bank) -> None:
    def ask(session: str) -> Any:
        return customer.terminal.ask("POST", "/registry/portrait", session=session)

    reply = ask(customer.session)
    portrait = RegistryPortrait.model_validate(ok(reply))
    assert base64.b64decode(portrait.jpeg) == JPEG
    assert portrait.jpeg not in repr(portrait)
    assert reply.headers["cache-control"] == "no-store"
    assert code_of(ask(customer.terminal.sign_in("chen-guiying"))) == "no-portrait"
    assert code_of(ask(safety_session(bank, customer.terminal, NAME))) == "session-ended"


def test_each_handing_out_of_a_portrait_is_written_down(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    times = [clock.now()]
    ok(customer.terminal.ask("POST", "/registry/portrait", session=customer.session))
    clock.advance(MINUTE)
    times.append(clock.now())
    ok(customer.terminal.ask("POST", "/registry/portrait", session=customer.session))
    refused = customer.terminal.ask("POST", "/registry/portrait", session=customer.terminal.sign_in("chen-guiying"))
    assert code_of(refused) == "no-portrait"  # nothing was given
    given = bank.store.read(lambda c: list(c.execute(select(portraits_given).order_by(portraits_given.c.id))))
    own = bank.store.read(lambda c: c.scalars(select(customers.c.id).where(customers.c.name == "王小明")).one())
    assert [(row.at, row.terminal, row.customer_id) for row in given] == [(at, "terminal-001", own) for at in times]
    assert len({row.session_hash for row in given}) == 1


def test_a_face_cannot_be_compared_with_a_portrait_that_there_is_not(customer: Customer, bank: Bank) -> None:
    bank.step_ups = StepUps()
    reply = try_to_verify(customer.terminal, customer.session, about(customer))
    assert code_of(reply) == "no-portrait"
    assert rows(bank) == []


def test_a_folder_of_portraits(tmp_path: Path) -> None:
    registry = FolderRegistry(tmp_path)
    for name, content in {
        "good": JPEG,
        "png": b"\x89PNG",
        "large": JPEG + bytes(MOST_BYTES),
    }.items():
        (tmp_path / f"{name}.jpg").write_bytes(content)
    assert [registry.has(name) for name in ("good", "png", "large", "missing")] == [True, False, False, False]
    (tmp_path / "inner").mkdir()
    assert FolderRegistry(tmp_path / "inner").portrait("../good") is None
    assert NoRegistry().portrait("good") is None


def test_a_member_of_staff_who_became_a_customer_later_does_not_verify_themselves(
    customer: Customer, bank: Bank
) -> None:
    """The bank knows them by the ID number that they joined with, before there was a customer of it."""
    number = person(NAME).id_number
    joins = NewMember("2001", "王小明", (StaffRole.APPROVER,), "804917", number)

    def before(connection: Connection) -> None:
        join(connection, bank.vault, joins)
        connection.execute(update(staff).where(staff.c.number == "2001").values(customer_id=None))

    bank.store.write(before)
    waits = found(customer, "staff")
    told = at_desk(bank, "approve-verification", id=waits.id, by="2001", seen=True)
    assert told == {"ok": False, "error": "staff-is-applicant"}
