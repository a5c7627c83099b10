"""An application that was stopped goes on within a day, with its code and the same document, and with nothing else."""

from collections.abc import Callable

import pytest

from bank.clock import SteppedClock
from bank.contract import ApplicationPart, Decision, DocumentData
from bank.opening import Bank
from bank.people import Standing
from bank.registry import FolderRegistry
from bank.resuming import TRIES
from bank.step_up import StepUps
from tests.bank.applying import Applicant, card_row
from tests.bank.phones import other_than
from tests.bank.support import Terminal, card_of, code_of, new_key, ok

Connect = Callable[[str], Terminal]


def wrong(code: str) -> str:
    return code[:2] + other_than(code[2:])


@pytest.mark.both_databases
def test_it_goes_on_elsewhere_and_asks_anew_for_what_only_the_person_can_give(
    applicant: Applicant, connect: Connect, bank: Bank
) -> None:
    applicant.wait()
    reserved = applicant.row().card_id
    given = applicant.pause()
    assert (given.until - bank.clock.now()).total_seconds() == 24 * 3600
    assert given.code not in repr(given)
    assert code_of(applicant.try_to_look()) == "application-unknown"
    elsewhere = connect("terminal-002")
    resumed = applicant.resume(given.code, elsewhere)
    assert (resumed.state, resumed.there) == ("reserved", ["phone", "details"])
    assert (resumed.details, resumed.phone_masked) == (applicant.details, "199 **** 5148")
    assert applicant.row().card_id == reserved
    assert code_of(applicant.ask("submit", applicant.submission())) == "application-incomplete"
    applicant.face()
    applicant.submit(applicant.choose(applicant.reserve().card))
    applicant.decide(Decision.APPROVE)
    binding = applicant.bind()
    applicant.report("encoded", "presented", "taken")
    assert card_row(bank, binding.card.pan).state == "active"


def test_it_begins_where_it_was_when_no_number_was_kept(applicant: Applicant) -> None:
    applicant.begin()
    applicant.say()
    resumed = applicant.resume(applicant.pause().code)
    assert (resumed.state, resumed.there) == ("begun", [ApplicationPart.DETAILS])


def test_five_wrong_codes_end_it(applicant: Applicant) -> None:
    applicant.wait()
    code = applicant.pause().code
    said = [applicant.try_to_resume(wrong(code)) for _ in range(5)]
    assert [reply.json().get("attempts_left") for reply in said] == [4, 3, 2, 1, None]
    assert [code_of(reply) for reply in said] == ["resume-code-wrong"] * 4 + ["resume-ended"]
    assert code_of(applicant.try_to_resume(code)) == "resume-ended"
    assert (applicant.row().state, applicant.row().person) == ("ended", None)


def test_a_miss_is_counted_once_for_its_key(applicant: Applicant) -> None:
    applicant.begin()
    code = applicant.pause().code
    body = {"code": wrong(code), "document": applicant.document}
    key = new_key()
    said = [applicant.terminal.ask("POST", "/applications/resume", body, key=key) for _ in range(6)]
    assert {reply.json()["attempts_left"] for reply in said} == {4}
    applicant.resume(code)


def test_the_document_must_be_the_same(applicant: Applicant, bank: Bank) -> None:
    applicant.begin()
    code = applicant.pause().code
    renewed = applicant.try_to_resume(code, valid_from="2026-02-01")
    assert (code_of(renewed), renewed.json()["attempts_left"]) == ("resume-code-wrong", 4)
    other = Applicant(applicant.terminal, bank, "sadir-tursun")
    assert code_of(other.try_to_resume(code)) == "resume-ended"
    applicant.resume(code)


def test_it_goes_on_for_a_day_and_once(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.begin()
    code = applicant.pause().code
    clock.advance(24 * 3600 - 1)
    applicant.resume(code)
    assert code_of(applicant.try_to_resume(code)) == "resume-ended"
    code = applicant.pause().code
    clock.advance(24 * 3600)
    assert code_of(applicant.try_to_resume(code)) == "resume-ended"


class Saying(FolderRegistry):
    """An authority that says the same of every document."""

    def __init__(self, said: Standing) -> None:
        super().__init__()
        self._said = said

    def standing(self, document: DocumentData) -> Standing:
        return self._said


def test_who_is_no_longer_eligible_does_not_go_on(applicant: Applicant, bank: Bank) -> None:
    applicant.begin()
    code, known = applicant.pause().code, bank.step_ups
    bank.step_ups = StepUps(registry=Saying(Standing.AWAY))
    assert applicant.try_to_resume(code).json()["refusal"] == "registry-away"
    bank.step_ups = known
    applicant.resume(code)  # the authority answers again
    code = applicant.pause().code
    bank.step_ups = StepUps(registry=Saying(Standing.CANCELLED))
    assert applicant.try_to_resume(code).json()["refusal"] == "document-cancelled"
    assert applicant.row().state == "ended"


def test_it_can_be_paused_until_it_is_bound(applicant: Applicant) -> None:
    applicant.approved()
    applicant.resume(applicant.pause().code)
    applicant.submit(applicant.choose(applicant.reserve().card))
    applicant.decide(Decision.APPROVE)
    applicant.bind()
    assert code_of(applicant.ask("pause")) == "application-state"


def test_face_checks_that_were_refused_are_still_counted(applicant: Applicant) -> None:
    applicant.begin()
    applicant.face(matches=False, attempts=2)
    assert applicant.resume(applicant.pause().code).face_attempts_left == 1


def test_the_code_is_the_same_for_its_key(applicant: Applicant) -> None:
    applicant.begin()
    key = new_key()
    first = ok(applicant.ask("pause", key=key))
    assert applicant.row().state == "paused"
    assert ok(applicant.ask("pause", key=key)) == first


def test_a_new_pin_goes_on_with_the_card_it_is_for_alone(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank, "zhao-min", "pin-reset")
    applicant.wait()
    code, card = applicant.pause().code, applicant.body()["card"]
    another = card_of("lin-mei-ling")
    others = {"pan": another.pan, "expiry": another.expiry, "sequence": another.sequence}
    for _ in range(TRIES):  # none of these is a try
        assert code_of(applicant.try_to_resume(code)) == "resume-card-needed"
        assert code_of(applicant.try_to_resume(code, card=others)) == "resume-card-needed"
        assert code_of(applicant.try_to_resume(code, card=card | {"sequence": "77"})) == "resume-card-needed"
    assert applicant.row().code_misses == 0
    assert code_of(applicant.try_to_resume(wrong(code))) == "resume-code-wrong"
    assert applicant.resume(code, card=card).there == []


@pytest.mark.both_databases
def test_what_resumed_it_is_answered_again_under_its_key(applicant: Applicant) -> None:
    applicant.begin()
    body = {"code": applicant.pause().code, "document": applicant.document}
    key = new_key()
    said = [ok(applicant.terminal.ask("POST", "/applications/resume", body, key=key)) for _ in range(2)]
    assert said[0] == said[1]
    applicant.token = said[1]["token"]
    assert applicant.say().details is not None
