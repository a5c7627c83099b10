"""At a counter: what was stopped at a terminal is taken over with code and document, told more, given back or ended."""

from typing import Any

import pytest
from sqlalchemy import select

from bank.api_desk import create_desk_app
from bank.application_tables import application_papers, person_tries
from bank.clock import SteppedClock
from bank.contract import Application, ApplicationFile, Details, ResumeCode
from bank.opening import Bank
from bank.resuming import TRIES
from bank.staff_tables import counter_acts, staff_looks
from bank.tables import cards
from bank.terminals import Kind
from tests.bank.applying import Applicant, count
from tests.bank.deciding import Desk
from tests.bank.phones import other_than
from tests.bank.staffing import ANNA, BO, CUSTOMER_TOO, SERVICING
from tests.bank.support import Reply, Terminal, code_of, new_key, ok, person

LIVES = Details(address="沙盒市外，没有门牌", address_from_document=False, occupation="farming", purpose="family")


class Counter:
    """A member of staff at a desk, and an application that somebody brings the code of."""

    def __init__(self, at: Terminal, number: str = ANNA) -> None:
        self.at = at
        self.token = Desk(at, number, desk=True).token

    def ask(self, path: str, body: Any = None, key: str = "") -> Reply:
        return self.at.ask("POST", f"/staff/counter{path}", body, key=key or new_key(), staff=self.token)

    def try_to_take(self, code: str, number: str, key: str = "") -> Reply:
        return self.ask("", {"code": code, "document_number": number}, key)

    def take(self, applicant: Applicant, code: str) -> Application:
        return Application.model_validate(ok(self.try_to_take(code, str(applicant.document["number"]))))

    def try_to_show(self, application: str) -> Reply:
        return self.at.ask("GET", f"/staff/counter/{application}", staff=self.token)

    def listed(self) -> list[str]:
        found = ok(self.at.ask("GET", "/staff/counter", staff=self.token))["applications"]
        return [one["id"] for one in found]

    def close(self, applicant: Applicant, how: str, reason: str = "") -> Application:
        return Application.model_validate(ok(self.ask(f"/{applicant.id}/close", {"how": how, "reason": reason})))


@pytest.fixture
def counter(desk: Terminal) -> Counter:
    return Counter(desk)


@pytest.fixture
def applicant(terminal: Terminal, bank: Bank) -> Applicant:
    return Applicant(terminal, bank)


def acts(bank: Bank) -> list[tuple[str, str, str, str]]:
    query = select(counter_acts).order_by(counter_acts.c.id)
    rows = bank.store.read(lambda connection: list(connection.execute(query)))
    return [(row.number, row.place, row.act, row.reason) for row in rows]


def wrong(code: str) -> str:
    return code[:2] + other_than(code[2:])


@pytest.mark.both_databases
def test_it_is_taken_over_seen_gone_on_with_and_given_back(
    applicant: Applicant, counter: Counter, bank: Bank, clock: SteppedClock
) -> None:
    applicant.wait()
    code = applicant.pause().code
    clock.advance(1200)
    taken = counter.take(applicant, code)
    assert (taken.id, taken.state, taken.token) == (applicant.id, "counter", "")
    assert code_of(applicant.try_to_resume(code)) == "resume-ended"  # not at a terminal as well
    assert counter.listed() == [applicant.id]
    file = ApplicationFile.model_validate(ok(counter.try_to_show(applicant.id)))
    assert (file.document.name, file.application.details) == (applicant.document["name"], applicant.details)
    assert (file.phone_masked, len(file.attempts), file.live, file.signature) == ("199 **** 5148", 1, None, None)
    said = Application.model_validate(ok(counter.ask(f"/{applicant.id}/details", LIVES)))
    assert said.details == LIVES
    given = ResumeCode.model_validate(ok(counter.ask(f"/{applicant.id}/hand-back")))
    assert (given.until - clock.now()).total_seconds() == 24 * 3600
    assert (counter.listed(), code_of(counter.try_to_show(applicant.id))) == ([], "application-state")
    applicant.details = LIVES
    resumed = applicant.resume(given.code)
    assert (resumed.there, resumed.details) == (["phone", "details"], LIVES)
    applicant.face()
    applicant.submit(applicant.choose(applicant.reserve().card))
    assert acts(bank) == [(ANNA, "desk-001", act, "") for act in ("taken-over", "details", "handed-back")]
    [look] = bank.store.read(lambda c: list(c.execute(select(staff_looks))))
    assert (look.number, look.place, look.shown) == (ANNA, "desk-001", file.shown)


@pytest.mark.parametrize(
    ("how", "reason", "counted"), [("served", "", 0), ("withdrawn", "", 1), ("refused", "document-doubtful", 1)]
)
def test_it_ends_there_and_nothing_of_it_is_left(
    applicant: Applicant, counter: Counter, bank: Bank, how: str, reason: str, counted: int
) -> None:
    applicant.wait()
    reserved = applicant.row().card_id
    counter.take(applicant, applicant.pause().code)
    ended = counter.close(applicant, how, reason)
    assert (ended.state, ended.details) == ("ended", None)
    row = applicant.row()
    assert (row.key, row.person, row.card_id) == (None, None, None)
    assert count(bank, application_papers) == 0
    assert acts(bank)[1:] == [(ANNA, "desk-001", how, reason)]
    left = bank.store.read(lambda c: c.scalars(select(cards.c.state).where(cards.c.id == reserved)).one())
    assert left == "void"
    applicant.begin()  # and it counts for the limit of a day, unless it was served
    assert count(bank, person_tries) == counted


def test_a_refusal_needs_a_reason(applicant: Applicant, counter: Counter) -> None:
    applicant.begin()
    counter.take(applicant, applicant.pause().code)
    said = counter.ask(f"/{applicant.id}/close", {"how": "refused", "reason": "  "})
    assert code_of(said) == "staff-reason-missing"
    assert applicant.row().state == "counter"


@pytest.mark.both_databases
def test_misses_at_terminals_and_counters_are_counted_together(applicant: Applicant, counter: Counter) -> None:
    applicant.begin()
    code, number, key = applicant.pause().code, str(applicant.document["number"]), new_key()
    said = [counter.try_to_take(wrong(code), number, key) for _ in range(3)]
    assert {reply.json()["attempts_left"] for reply in said} == {TRIES - 1}  # once for its key
    assert applicant.try_to_resume(wrong(code)).json()["attempts_left"] == TRIES - 2
    for left in (TRIES - 3, TRIES - 4):
        assert counter.try_to_take(wrong(code), number).json()["attempts_left"] == left
    assert code_of(counter.try_to_take(wrong(code), number)) == "resume-ended"
    assert code_of(counter.try_to_take(code, number)) == "resume-ended"
    assert applicant.row().state == "ended"


def test_another_document_finds_nothing(applicant: Applicant, counter: Counter) -> None:
    applicant.begin()
    code = applicant.pause().code
    assert code_of(counter.try_to_take(code, person("li-na").id_number)) == "resume-ended"
    counter.take(applicant, code)


def test_a_code_is_good_for_a_day_there_too(applicant: Applicant, counter: Counter, clock: SteppedClock) -> None:
    applicant.begin()
    code = applicant.pause().code
    clock.advance(24 * 3600)
    counter.token = Desk(counter.at, ANNA, desk=True).token
    assert code_of(counter.try_to_take(code, str(applicant.document["number"]))) == "resume-ended"


def test_one_that_a_counter_has_ends_with_its_day_or_an_hour_after_the_last_step(
    applicant: Applicant, counter: Counter, bank: Bank, clock: SteppedClock
) -> None:
    applicant.begin()
    code = applicant.pause().code
    clock.advance(24 * 3600 - 60)
    counter.token = Desk(counter.at, ANNA, desk=True).token
    counter.take(applicant, code)
    clock.advance(1790)
    bank.tidy()
    ok(counter.ask(f"/{applicant.id}/details", LIVES))
    clock.advance(1790)
    assert counter.listed() == [applicant.id]
    clock.advance(1790)
    assert counter.listed() == [applicant.id]
    clock.advance(20)
    assert counter.listed() == []
    assert code_of(counter.ask(f"/{applicant.id}/hand-back")) == "application-ended"
    bank.tidy()
    assert (applicant.row().state, applicant.row().key) == ("ended", None)


def test_nobody_begins_anew_elsewhere_meanwhile(applicant: Applicant, counter: Counter) -> None:
    applicant.begin()
    counter.take(applicant, applicant.pause().code)
    assert applicant.try_to_begin().json()["refusal"] == "open-elsewhere"
    counter.close(applicant, "withdrawn")
    applicant.begin()


def test_it_is_that_desks_and_approvers_who_are_not_the_applicant(
    terminal: Terminal, bank: Bank, counter: Counter, in_process: Any
) -> None:
    bank.register_terminal("desk-002", Kind.DESK)
    other = Counter(Terminal(in_process(create_desk_app(bank, lambda request: "desk-002")), "", ""), BO)
    herself = Applicant(terminal, bank, "sun-li", "additional")
    herself.begin()
    code, number = herself.pause().code, str(herself.document["number"])
    own, servicing = Counter(counter.at, CUSTOMER_TOO), Counter(counter.at, SERVICING)
    assert code_of(own.try_to_take(code, number)) == "staff-is-applicant"
    assert code_of(servicing.try_to_take(code, number)) == "staff-not-allowed"
    counter.take(herself, code)
    assert (counter.listed(), other.listed()) == ([herself.id], [])
    steps: list[tuple[str, Any]] = [("details", LIVES), ("hand-back", None), ("close", {"how": "served"})]
    for somebody, why in ((own, "staff-is-applicant"), (servicing, "staff-not-allowed"), (other, "application-state")):
        assert code_of(somebody.try_to_show(herself.id)) == why
        assert {code_of(somebody.ask(f"/{herself.id}/{step}", body)) for step, body in steps} == {why}
    assert code_of(servicing.at.ask("GET", "/staff/counter", staff=servicing.token)) == "staff-not-allowed"
    assert len(acts(bank)) == 1


def test_one_that_is_not_taken_over_is_not_touched_there(applicant: Applicant, counter: Counter) -> None:
    applicant.wait()
    assert code_of(counter.try_to_show(applicant.id)) == "application-state"
    assert code_of(counter.ask(f"/{applicant.id}/close", {"how": "withdrawn"})) == "application-state"
    assert code_of(counter.try_to_show("0" * 32)) == "application-unknown"
    assert applicant.look().state == "waiting"


def test_words_that_no_list_has_are_refused(applicant: Applicant, counter: Counter) -> None:
    applicant.begin()
    counter.take(applicant, applicant.pause().code)
    said = counter.ask(f"/{applicant.id}/details", LIVES.model_copy(update={"occupation": "spy"}))
    assert code_of(said) == "request-invalid"


def test_every_answer_comes_again_for_its_key_and_is_kept_sealed(
    applicant: Applicant, counter: Counter, bank: Bank
) -> None:
    applicant.begin()
    applicant.say()
    code, number = applicant.pause().code, str(applicant.document["number"])
    keys = [new_key() for _ in range(4)]
    taken = [ok(counter.try_to_take(code, number, keys[0])) for _ in range(2)]
    said = [ok(counter.ask(f"/{applicant.id}/details", LIVES, keys[1])) for _ in range(2)]
    given = [ok(counter.ask(f"/{applicant.id}/hand-back", key=keys[2])) for _ in range(2)]
    assert (taken[0], said[0], given[0]) == (taken[1], said[1], given[1])
    assert code_of(counter.ask(f"/{applicant.id}/hand-back", key=keys[1])) == "key-other-body"
    with bank.store.engine.connect() as connection:
        kept = str(list(connection.exec_driver_sql("SELECT * FROM instructions")))
        kept += str(list(connection.exec_driver_sql("SELECT * FROM counter_acts")))
    private = (LIVES.address, applicant.details.address, given[0]["code"], number, code)
    assert [one for one in private if one in kept] == []


def test_no_terminal_has_these(applicant: Applicant, terminal: Terminal) -> None:
    applicant.begin()
    code, number = applicant.pause().code, str(applicant.document["number"])
    body = {"code": code, "document_number": number}
    token = Desk(terminal, ANNA).token
    assert code_of(terminal.ask("POST", "/staff/counter", body, key=new_key(), staff=token)) == "not-found"
    assert applicant.row().state == "paused"
