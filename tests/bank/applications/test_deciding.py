"""What staff decide by, and what becomes of it; what stays of somebody when it is over."""

import base64
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bank import applications
from bank.application_files import File, file_of, waiting
from bank.application_tables import application_papers
from bank.clock import SteppedClock
from bank.contract import Decision, Machine
from bank.opening import Bank
from bank.problems import Problem
from bank.tables import metadata
from bank.turn import Turn
from tests.bank.applying import JPEG, PNG, Applicant, card_row, count
from tests.bank.support import Terminal, code_of, ok
from tests.system.canary import found_in

Connect = Callable[[str], Terminal]


def at_desk(bank: Bank, work: Callable[[Turn], Any]) -> Any:
    return bank.store.write(lambda c: work(Turn(c, "desk", bank.clock.now())))


def machine(bank: Bank, applicant: Applicant) -> Machine:
    return at_desk(bank, lambda turn: applications.machine_says(turn, applicant.id))


def file(bank: Bank, applicant: Applicant) -> File:
    return at_desk(bank, lambda turn: file_of(turn, bank.vault, applicant.id))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "for"),
        ({"matches": False}, "against"),
        ({"distance": None}, "against"),
        ({"distance": 0.46, "threshold": 0.6}, "against"),
        ({"distance": 0.44, "threshold": 0.6}, "not-excluded"),
        ({"liveness": "refused"}, "against"),
        ({"liveness": "not-excluded"}, "not-excluded"),
        ({"profile": "five-point"}, "not-excluded"),
    ],
)
def test_the_bank_makes_its_own_of_what_a_terminal_found(
    applicant: Applicant, bank: Bank, changes: dict[str, Any], says: str
) -> None:
    applicant.begin()
    assert machine(bank, applicant) == "against"  # nobody looked
    applicant.face(**changes)
    assert machine(bank, applicant) == says


@pytest.mark.parametrize("seconds", [-3601, 301])
def test_a_look_without_a_consent_of_its_time_is_not_enough_alone(
    applicant: Applicant, bank: Bank, seconds: int
) -> None:
    applicant.begin()
    at = bank.clock.now() + timedelta(seconds=seconds)
    applicant.face(consented_at=at.isoformat(), reasons=["too-dark"])
    assert machine(bank, applicant) == "not-excluded"
    assert file(bank, applicant).attempts[0].reasons == ["too-dark", "consent-unclear"]
    applicant.face(consented_at=(bank.clock.now() - timedelta(hours=1)).isoformat())
    assert machine(bank, applicant) == "for"


def test_a_picture_is_kept_with_its_consent_or_not_at_all(applicant: Applicant, bank: Bank) -> None:
    applicant.begin()
    now = bank.clock.now()
    for unclear in (now - timedelta(seconds=3601), now + timedelta(seconds=301)):
        assert code_of(applicant.still("live", consented_at=unclear.isoformat())) == "consent-unclear"
    assert count(bank, application_papers, application_papers.c.name == "still-live") == 0
    agreed = now - timedelta(minutes=10)
    ok(applicant.still("live", consented_at=agreed.isoformat()))
    query = select(application_papers.c.consented_at).where(application_papers.c.name == "still-live")
    assert bank.store.read(lambda c: c.scalars(query).all()) == [agreed]


def test_the_newest_face_check_counts_and_after_three_refusals_only_staff_help(
    applicant: Applicant, bank: Bank
) -> None:
    applicant.begin()
    assert applicant.face(liveness="refused", attempts=2).face_attempts_left == 1
    assert applicant.face(attempts=1).face_attempts_left == 1
    assert machine(bank, applicant) == "for"
    assert applicant.face(matches=False).face_attempts_left == 0
    applicant.face()
    assert machine(bank, applicant) == "against"
    assert len(file(bank, applicant).attempts) == 4


def test_an_attempt_after_the_third_refused_one_is_none(applicant: Applicant, bank: Bank) -> None:
    applicant.begin()
    assert applicant.face(attempts=3).face_attempts_left == 1
    assert machine(bank, applicant) == "for"
    assert applicant.face(attempts=2).face_attempts_left == 0
    assert machine(bank, applicant) == "against"


def test_a_day_has_nine_refusals_for_a_person(applicant: Applicant, clock: SteppedClock) -> None:
    for left in (2, 1, 0):
        applicant.begin()
        assert applicant.look().face_attempts_left == 3
        applicant.face(matches=False, attempts=3)
        assert left >= 0
    assert applicant.begin().face_attempts_left == 0
    clock.advance(24 * 3600)
    assert applicant.begin().face_attempts_left == 3


def test_staff_see_everything_there_is(applicant: Applicant, bank: Bank) -> None:
    applicant.wait()
    [row] = bank.store.read(lambda c: waiting(c, bank.clock.now()))
    assert (row.id, row.person) == (applicant.id, applicant.row().person)
    shown = file(bank, applicant)
    assert shown.document.model_dump(mode="json") == applicant.document
    pictures = [base64.b64decode(picture or "") for picture in (shown.portrait, shown.live, shown.signature)]
    assert pictures == [JPEG, JPEG, PNG]
    assert (shown.terminal, shown.machine, shown.unsigned) == ("terminal-001", "for", False)
    assert (shown.phone_masked, shown.history) == ("199 **** 5148", {})
    assert shown.application.details == applicant.details
    assert not any(str(secret) in repr(shown) for secret in (applicant.document["number"], shown.portrait))


def test_staff_see_what_the_bank_knows_of_the_person(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank, "liu-yang", "replacement")
    applicant.wait()
    applicant.decide(Decision.REFUSE, "document-doubtful")
    applicant.wait()
    assert file(bank, applicant).history == {"accounts-active": 1, "applications-refused": 1, "cards-blocked": 1}


def test_another_try_asks_for_the_face_anew_and_keeps_the_rest(applicant: Applicant, bank: Bank) -> None:
    applicant.wait()
    at_desk(bank, lambda turn: applications.note_look(turn, applicant.id))
    assert applicant.look().looked_at
    applicant.decide(Decision.TRY_AGAIN, "light-poor")
    again = applicant.look()
    assert (again.state, again.reasons, again.looked_at) == ("try-again", ("light-poor",), False)
    assert again.there == ["stills", "phone", "details", "pin", "signature"]
    assert machine(bank, applicant) == "against"
    applicant.face()
    waits = applicant.submit("", signature=None)  # PIN and signature stay
    assert (waits.state, waits.reasons) == ("waiting", ())
    assert "signature" in waits.there
    assert machine(bank, applicant) == "for"


def test_a_second_member_of_staff_is_waited_for(applicant: Applicant, bank: Bank) -> None:
    applicant.wait()
    at_desk(bank, lambda turn: applications.ask_second(turn, applicant.id))
    assert (applicant.look().state, applicant.look().second) == ("waiting", True)
    applicant.decide(Decision.APPROVE)
    assert not applicant.look().second


def test_only_what_waits_is_decided_once(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.begin()
    for decision in Decision:
        with pytest.raises(Problem, match="application-state"):
            applicant.decide(decision)
    applicant.wait()
    applicant.decide(Decision.APPROVE)
    with pytest.raises(Problem, match="application-state"):
        applicant.decide(Decision.REFUSE)
    applicant.wait()
    clock.advance(3600)
    with pytest.raises(Problem, match="application-ended"):
        applicant.decide(Decision.APPROVE)


# -- what stays ------------------------------------------------------------------------------------------------------


def everything(bank: Bank) -> str:
    """All rows of all tables."""

    def read(connection: Any) -> str:
        rows: list[tuple[Any, ...]] = []
        for table in metadata.sorted_tables:
            rows += [tuple(row) for row in connection.execute(select(table))]
        return "\n".join(repr(row) for row in rows)

    return bank.store.read(read)


def withdrawn(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.step("withdraw")


def too_old(applicant: Applicant, clock: SteppedClock) -> None:
    clock.advance(3600)


def paused_too_long(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.pause()
    clock.advance(24 * 3600)


def refused(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.decide(Decision.REFUSE, "not-the-person")


@pytest.mark.parametrize("over", [withdrawn, too_old, paused_too_long, refused])
def test_afterwards_nothing_of_the_person_stays(
    applicant: Applicant, bank: Bank, clock: SteppedClock, over: Callable[[Applicant, SteppedClock], None]
) -> None:
    applicant.wait()
    row = applicant.row()
    number = applicant.reserve if over is refused else None
    card = bank.store.read(lambda c: c.execute(select(metadata.tables["cards"]).where(_id(row.card_id))).one())
    over(applicant, clock)
    bank.tidy()
    assert number is None or code_of(applicant.ask("reserve")) == "application-state"
    clock.advance(24 * 3600)  # what limits count by is kept for a day
    bank.tidy()
    rest = everything(bank)
    known = (row.person, row.document, row.pin_hash, row.pin_salt)
    said = (applicant.document["number"], applicant.document["name"], applicant.phone, applicant.details.address)
    assert [one for one in (*known, *said) if one in rest] == []
    assert count(bank, application_papers) == 0
    after = applicant.row()
    assert (after.key, after.person, after.document, after.pin_hash) == (None, None, None, None)
    assert (after.card_id, after.customer_id, after.replaces) == (None, None, None)
    left = bank.store.read(lambda c: c.execute(select(metadata.tables["cards"]).where(_id(row.card_id))).one())
    assert (card.state, left.state, left.pin_hash, left.customer_id) == ("reserved", "void", "", None)


def _id(card: str) -> Any:
    return metadata.tables["cards"].c.id == card


def test_an_answer_of_what_has_ended_can_be_read_no_more(applicant: Applicant) -> None:
    key = "5f0c1a5e-8d57-4a53-9f0e-3f6f7c3f0d11"
    applicant.begin(key)
    applicant.say()
    applicant.step("withdraw")
    assert code_of(applicant.try_to_begin(key)) == "application-ended"


def test_after_issuing_the_customer_stays_and_the_papers_do_not(
    applicant: Applicant, bank: Bank, clock: SteppedClock
) -> None:
    binding = applicant.issued()
    assert count(bank, application_papers) == 0
    assert card_row(bank, binding.card.pan).state == "active"
    clock.advance(24 * 3600)
    bank.tidy()
    row = applicant.row()
    assert (row.state, row.key, row.person) == ("issued", None, None)
    assert row.customer_id is not None
    assert applicant.phone in everything(bank)  # of the customer


def test_pictures_end_after_thirty_days_at_the_latest(applicant: Applicant, bank: Bank, clock: SteppedClock) -> None:
    applicant.begin()
    ok(applicant.still("live"))
    for _ in range(30):
        assert count(bank, application_papers, application_papers.c.name == "still-live") == 1
        for _ in range(30):
            clock.advance(48 * 60)
            applicant.say()
        bank.tidy()
    assert count(bank, application_papers, application_papers.c.name == "still-live") == 0


def test_nothing_of_it_lies_open_in_the_databases_files(applicant: Applicant, bank: Bank, tmp_path: Path) -> None:
    binding = applicant.bound()
    applicant.report("encoded")
    other = Applicant(applicant.terminal, bank, "sadir-tursun")
    other.begin()
    other.send_code("19900005285")
    ok(other.confirm())
    other.say()
    ok(other.still("document"))
    other.submit(other.choose(other.reserve().card))
    code = other.pause().code
    with sqlite3.connect(tmp_path / "bank" / "bank.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(FULL)")
    secrets = {field: str(other.document[field]) for field in ("number", "name", "address", "issuer")}
    secrets |= {"own number": applicant.document["number"], "own address": applicant.document["address"]}
    secrets |= {"card": binding.card.pan, "phone": "19900005285", "said": other.details.address, "code": code}
    secrets |= {"picture": "drawn face at the terminal", "signature": "a name in a hand"}
    files = [path for path in (tmp_path / "bank").iterdir() if path.name.startswith("bank.db")]
    assert files
    assert [found for path in files for found in found_in(path.read_bytes(), secrets)] == []
    assert found_in(b"".join(path.read_bytes() for path in files), {"there": "Maria Fernandez-Okonkwo"})
