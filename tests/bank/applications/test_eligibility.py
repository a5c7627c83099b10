"""Who can have what: by document, authority, age, and what the bank has of the person."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from bank.clock import SteppedClock
from bank.contract import Decision
from bank.eligibility import years_old
from bank.opening import Bank
from bank.tables import accounts, cards
from tests.bank.applying import Applicant, document_of
from tests.bank.support import Terminal, card_of, code_of, ok

Connect = Callable[[str], Terminal]
MARIA, BLOCKED, EXPIRED = "maria-fernandez-okonkwo", "liu-yang", "zhao-min"


class Asking:
    """Says what the bank says to somebody who applies."""

    def __init__(self, terminal: Terminal, bank: Bank) -> None:
        self._terminal = terminal
        self._bank = bank

    def __call__(
        self, who: str, kind: str = "opening", paper: str = "resident-id", **changes: Any
    ) -> tuple[str, list[str]]:
        """Return the refusal and what can be had instead; nothing of either where there is none."""
        applicant = Applicant(self._terminal, self._bank, "yusup-kadir", kind="opening")
        applicant.name, applicant.kind = who, type(applicant.kind)(kind)
        applicant.document = document_of(who, paper, **changes)
        reply = applicant.try_to_begin()
        if reply.status_code == 200:
            return "", []
        assert (code_of(reply), reply.status_code) == ("application-refused", 409)
        problem = reply.json()
        assert not any(str(applicant.document[field]) in reply.text for field in ("number", "name"))
        return problem["refusal"], problem["instead"]


@pytest.fixture
def ask(terminal: Terminal, bank: Bank) -> Asking:
    return Asking(terminal, bank)


def test_a_document_must_be_sound(ask: Asking) -> None:
    nothing: list[str] = []
    assert ask("priya-raman", paper="residence-permit") == ("", nothing)
    assert ask("sadir-tursun") == ("", nothing)
    assert ask("kwame-mensah", paper="passport") == ("document-kind", nothing)
    assert ask("andrei-wang") == ("under-age", nothing)
    assert ask("yusup-kadir", valid_until="2026-03-01") == ("document-expired", nothing)
    assert ask("elyar-emet") == ("not-in-registry", nothing)
    assert ask("yusup-kadir", number="990101196209035999") == ("not-in-registry", nothing)
    assert ask("gao-xin") == ("registry-differs", nothing)
    assert ask("yusup-kadir", name="玉素甫·卡德尔") == ("registry-differs", nothing)
    assert ask("yusup-kadir", born="1962-09-04") == ("registry-differs", nothing)
    assert ask("yusup-kadir", valid_until="2036-09-04") == ("registry-differs", nothing)
    assert ask("themba-ndlovu", paper="residence-permit") == ("document-cancelled", nothing)
    assert ask("he-ping") == ("registry-away", nothing)
    assert ask("karim-abdu") == ("not-served", nothing)


def test_a_document_is_good_on_its_last_day_there(ask: Asking, clock: SteppedClock) -> None:
    last = document_of("priya-raman", "residence-permit")["valid_until"]
    assert last == "2033-05-31"
    clock.advance((date(2033, 5, 31) - date(2026, 3, 2)).days * 86_400 + 4 * 3600)  # 14:30 in Beijing
    assert ask("priya-raman", paper="residence-permit") == ("", [])
    clock.advance(10 * 3600)  # 00:30 on 1 June there, and still 31 May in UTC
    assert ask("priya-raman", paper="residence-permit") == ("document-expired", [])


def test_sixteen_is_old_enough_on_the_birthday_there(ask: Asking, clock: SteppedClock) -> None:
    assert ask("andrei-wang") == ("under-age", [])
    clock.advance((date(2027, 2, 9) - date(2026, 3, 2)).days * 86_400 + 13 * 3600)  # 23:30 the day before
    assert ask("andrei-wang") == ("under-age", [])
    clock.advance(3600)
    assert ask("andrei-wang") == ("", [])


def test_who_was_born_on_a_leap_day_is_older_in_march() -> None:
    leap = date(2008, 2, 29)
    assert [years_old(leap, day) for day in (date(2024, 2, 28), date(2024, 2, 29))] == [15, 16]
    assert [years_old(leap, day) for day in (date(2025, 2, 28), date(2025, 3, 1))] == [16, 17]


def test_who_has_an_account_gets_no_other_and_is_told_what_instead(ask: Asking, bank: Bank) -> None:
    assert ask(MARIA, paper="residence-permit") == ("has-account", ["additional", "replacement", "pin-reset"])
    assert ask(EXPIRED) == ("has-account", ["additional", "replacement"])
    assert ask("zhou-jianguo") == ("", [])  # who closed his account
    bank.store.write(lambda c: c.execute(update(accounts).where(accounts.c.state == "active").values(state="frozen")))
    assert ask(EXPIRED)[0] == "has-account"


def test_who_has_none_gets_no_card(ask: Asking) -> None:
    for kind in ("additional", "replacement"):
        assert ask("yusup-kadir", kind) == ("no-account", ["opening"])


def test_a_new_pin_is_for_ones_own_card_that_is_good(terminal: Terminal, bank: Bank, ask: Asking) -> None:
    def reset(name: str, of: str, **changes: str) -> tuple[str, list[str]]:
        applicant = Applicant(terminal, bank, BLOCKED, "pin-reset")
        applicant.document = document_of(name)
        card = card_of(of)
        body = {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence} | changes
        reply = applicant.try_to_begin(card=body)
        problem: dict[str, Any] = {} if reply.status_code == 200 else reply.json()
        return problem.get("refusal", ""), problem.get("instead", [])

    assert reset(BLOCKED, BLOCKED) == ("", [])
    assert reset(BLOCKED, "lin-mei-ling") == ("no-card", ["additional", "replacement"])
    assert reset(BLOCKED, BLOCKED, sequence="02")[0] == "no-card"
    assert reset("yusup-kadir", BLOCKED) == ("no-account", ["opening"])
    lost = update(cards).where(cards.c.state == "blocked").values(state="lost")
    bank.store.write(lambda c: c.execute(lost))
    assert reset(BLOCKED, BLOCKED) == ("no-card", ["additional", "replacement"])


def test_nobody_has_more_than_four_cards(terminal: Terminal, bank: Bank, ask: Asking) -> None:
    for _ in range(3):
        Applicant(terminal, bank, EXPIRED, "additional").issued()
    assert ask(EXPIRED, "additional") == ("too-many-cards", ["replacement", "pin-reset"])


def test_which_card_is_replaced_is_no_guess(terminal: Terminal, bank: Bank, ask: Asking) -> None:
    """A lost one; else an expired one; of several that are good, none."""
    Applicant(terminal, bank, "lin-mei-ling", "additional").issued()
    assert ask("lin-mei-ling", "replacement") == ("no-card", ["additional", "pin-reset"])
    number = bank.vault.fingerprint(card_of("lin-mei-ling").pan)
    lost = update(cards).where(cards.c.pan_fingerprint == number).values(state="lost")
    bank.store.write(lambda c: c.execute(lost))
    assert ask("lin-mei-ling", "replacement") == ("", [])


def test_one_is_open_at_one_terminal_at_a_time(
    applicant: Applicant, bank: Bank, connect: Connect, clock: SteppedClock
) -> None:
    applicant.begin()
    other = Applicant(connect("terminal-002"), bank)
    assert other.try_to_begin().json()["refusal"] == "open-elsewhere"
    applicant.pause()
    other.begin()  # what was paused is over with this
    assert applicant.row().state == "ended"
    clock.advance(3600)
    applicant.begin()  # nobody went on there


def test_who_was_refused_three_times_comes_again_tomorrow(applicant: Applicant, clock: SteppedClock) -> None:
    for _ in range(3):
        clock.advance(3600)  # as many codes may be sent again
        applicant.wait()
        applicant.decide(Decision.REFUSE, "not-the-person")
    refused = applicant.try_to_begin()
    assert refused.json()["refusal"] == "tried-too-often"
    clock.advance(24 * 3600)
    ok(applicant.try_to_begin())


def test_giving_up_what_staff_were_called_for_counts_as_refused(applicant: Applicant, clock: SteppedClock) -> None:
    """Else whoever they are about to refuse would begin anew, as often as they like."""
    for way in ("withdraw", "begin", "pause and begin"):
        clock.advance(3600)  # as many codes may be sent again
        applicant.wait()
        if way == "withdraw":
            applicant.step("withdraw")
        elif way == "begin":
            applicant.begin()
        else:
            applicant.pause()
            applicant.begin()
    assert applicant.try_to_begin().json()["refusal"] == "tried-too-often"


def test_giving_up_before_staff_are_called_or_after_they_approved_counts_for_nothing(
    applicant: Applicant, clock: SteppedClock
) -> None:
    for _ in range(4):
        clock.advance(3600)
        applicant.prepare()
        applicant.step("withdraw")
        clock.advance(3600)
        applicant.approved()
        applicant.step("withdraw")
    applicant.begin()
