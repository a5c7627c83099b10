"""The phone of an application, and the PIN that is chosen for its card."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from bank.clock import SteppedClock
from bank.contract import ApplicationPart, Decision
from bank.opening import Bank
from bank.pins import Known, weakness
from bank.tables import authorisations
from tests.bank.applying import PIN, Applicant, card_row
from tests.bank.phones import other_than
from tests.bank.support import Terminal, card_of, code_of, new_key, ok

Connect = Callable[[str], Terminal]
KNOWN = Known(born=date(1988, 4, 12), phone="19900001011", id_number="990101198804121172")


def test_a_code_is_good_once_and_for_five_minutes(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.begin()
    applicant.send_code()
    clock.advance(299)
    code = applicant.read_code()
    assert code_of(applicant.confirm(other_than(code))) == "phone-code-wrong"
    assert ApplicationPart.PHONE in applicant.step("phone/confirm", {"code": code}).there
    assert code_of(applicant.confirm(code)) == "phone-code-ended"
    clock.advance(60)
    applicant.send_code()
    assert ApplicationPart.PHONE not in applicant.look().there  # a new one must be proved anew
    code = applicant.read_code()
    clock.advance(300)
    assert code_of(applicant.confirm(code)) == "phone-code-ended"


def test_three_wrong_codes_end_it(applicant: Applicant) -> None:
    applicant.begin()
    applicant.send_code()
    code = applicant.read_code()
    said = [applicant.confirm(other_than(code)) for _ in range(3)]
    assert [reply.json().get("attempts_left") for reply in said] == [2, 1, None]
    assert code_of(said[-1]) == "phone-code-ended"
    assert code_of(applicant.confirm(code)) == "phone-code-ended"


def test_codes_are_sent_again_after_a_minute_and_five_an_hour(applicant: Applicant, clock: SteppedClock) -> None:
    applicant.begin()
    assert applicant.send_code().resends_left == 3
    assert code_of(applicant.ask("phone/resend")) == "phone-code-wait"
    assert code_of(applicant.ask("phone", {"phone": applicant.phone})) == "phone-code-wait"
    first = applicant.read_code()
    clock.advance(60)
    assert ok(applicant.ask("phone/resend"))["resends_left"] == 2
    if applicant.read_code() != first:
        assert code_of(applicant.confirm(first)) == "phone-code-wrong"
    applicant.send_code("19900005000")  # a digit was wrong: at once
    applicant.send_code("19900005001")
    applicant.send_code("19900005002")
    refused = applicant.ask("phone", {"phone": "19900005003"})
    assert (code_of(refused), refused.json()["retry_after"]) == ("phone-code-wait", 3540)


def test_nobodys_phone_is_flooded_by_many(connect: Connect, bank: Bank) -> None:
    first = Applicant(connect("terminal-001"), bank, "yusup-kadir")
    second = Applicant(connect("terminal-002"), bank, "sadir-tursun")
    for applicant in (first, second):
        applicant.begin()
    for applicant in (first, second, first, second, first):
        applicant.send_code("19900005999")
        bank.clock.advance(60)
    assert code_of(second.ask("phone", {"phone": "19900005999"})) == "phone-code-wait"
    second.send_code("19900005998")


def test_a_customers_phone_is_the_one_that_the_bank_has(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank, "zhao-min", "additional")
    applicant.begin()
    assert code_of(applicant.ask("phone", {"phone": "19900005148"})) == "phone-not-own"
    applicant.send_code("19900002107")
    ok(applicant.confirm())


# -- PINs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        *((pin, "birthday") for pin in ("880412", "120488", "041288", "881204", "198804", "041988", "198812")),
        *((pin, "repeats") for pin in ("111111", "121212", "112212", "274274", "112233", "274472")),
        *((pin, "run") for pin in ("123456", "987654", "890123", "135791", "210987")),
        *((pin, "phone") for pin in ("199000", "900001", "100009")),
        *((pin, "id-number") for pin in ("121172", "990101", "271121", "101198")),
        *((pin, None) for pin in ("739264", "880413", "123457", "274916")),
    ],
)
def test_a_pin_is_not_easily_guessed(pin: str, why: str | None) -> None:
    assert weakness(pin, KNOWN) == why


def test_pins_that_differ_or_are_weak_are_refused_and_the_counters_are_used(applicant: Applicant) -> None:
    applicant.begin()
    applicant.send_code()
    ok(applicant.confirm())
    card = applicant.reserve().card
    assert code_of(applicant.try_to_choose(card, "739264", "739265")) == "pins-differ"
    weak = {pin: applicant.try_to_choose(card, pin).json()["weakness"] for pin in ("620903", "111111", "005148")}
    assert weak == {"620903": "birthday", "111111": "repeats", "005148": "phone"}
    before = applicant.terminal.counter
    applicant.terminal.counter = 0  # a block that was used
    assert code_of(applicant.try_to_choose(card)) == "pin-counter-used"
    applicant.terminal.counter = before
    ok(applicant.try_to_choose(card))


def test_a_pin_is_for_the_applications_own_card(applicant: Applicant, connect: Connect, bank: Bank) -> None:
    applicant.begin()
    card = applicant.reserve().card
    other = Applicant(applicant.terminal, bank, "sadir-tursun")
    other.begin()
    others = other.reserve().card
    assert code_of(applicant.try_to_choose(others)) == "card-unknown"
    assert code_of(applicant.try_to_choose(card.model_copy(update={"sequence": "02"}))) == "card-unknown"
    token, applicant.token = applicant.token, "x" * 43
    assert code_of(applicant.try_to_choose(card)) == "application-unknown"
    applicant.token = token
    pin = applicant.choose(card)
    other.send_code("19900005285")
    ok(other.confirm())
    other.say()
    assert code_of(other.ask("submit", other.submission(), token=pin)) == "authorisation-invalid"


def test_a_pin_that_was_chosen_can_be_used_once_and_for_two_minutes(applicant: Applicant, clock: SteppedClock) -> None:
    late = applicant.prepare()
    clock.advance(120)
    assert code_of(applicant.ask("submit", applicant.submission(), token=late)) == "authorisation-invalid"
    card = applicant.reserve().card
    pin = applicant.choose(card)
    applicant.submit(pin)
    applicant.decide(Decision.TRY_AGAIN, "light-poor")
    assert code_of(applicant.ask("submit", applicant.submission(), token=pin)) == "authorisation-invalid"


def test_another_phone_asks_for_the_pin_anew(applicant: Applicant) -> None:
    """A PIN that was good may be a part of the new number."""
    pin = applicant.prepare()
    applicant.send_code("19900739264")
    ok(applicant.confirm())
    assert code_of(applicant.ask("submit", applicant.submission(), token=pin)) == "authorisation-invalid"
    assert code_of(applicant.try_to_choose(applicant.reserve().card)) == "pin-weak"


def test_no_pin_is_kept_but_as_a_keyed_hash_for_its_own_card(applicant: Applicant, bank: Bank) -> None:
    applicant.wait()
    kept = bank.store.read(lambda c: list(c.execute(select(authorisations.c.pin_hash, authorisations.c.pin_salt))))
    assert kept == [(None, None)]  # spent: the application has it now
    row = applicant.row()
    assert row.pin_hash == bank.vault.pin_hash(row.card_id, row.pin_salt, PIN)


def test_set_pin_and_the_others_are_not_mixed(applicant: Applicant, terminal: Terminal) -> None:
    applicant.begin()
    card = applicant.reserve().card.model_dump()
    pin = terminal.pin(card["pan"], PIN)
    body = {"purpose": "set-pin", "card": card, "pin": pin}
    headers = {"application": applicant.token}
    assert code_of(terminal.ask("POST", "/authorisations", body, key=new_key(), **headers)) == "request-invalid"
    body = {"purpose": "sign-in", "card": card, "pin": pin, "pin_again": pin}
    assert code_of(terminal.ask("POST", "/authorisations", body, key=new_key())) == "request-invalid"
    body = {"purpose": "sign-in", "card": card, "pin": terminal.pin(card["pan"], PIN)}
    assert code_of(terminal.ask("POST", "/authorisations", body, key=new_key())) == "card-unknown"


@pytest.mark.both_databases
def test_a_forgotten_pin_is_reset_and_a_blocked_card_is_good_again(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank, "liu-yang", "pin-reset")
    binding = applicant.bound()
    card = card_of("liu-yang")
    assert (binding.attempt, binding.card.pan, applicant.look().state) == (0, card.pan, "issued")
    row = card_row(bank, card.pan)
    assert (row.state, row.misses) == ("active", 0)
    assert code_of(terminal.authorise(card)) == "pin-wrong"
    ok(terminal.authorise(card, pin=PIN))


def test_a_new_pin_ends_what_was_given_for_the_old(terminal: Terminal, bank: Bank) -> None:
    name = "lin-mei-ling"
    session = terminal.sign_in(name)
    unused = terminal.token(card_of(name))
    Applicant(terminal, bank, name, "pin-reset").bound()
    assert code_of(terminal.ask("GET", "/accounts", session=session)) == "session-ended"
    card = card_of(name)
    body = {"card": {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence}}
    assert code_of(terminal.ask("POST", "/sessions", body, key=new_key(), token=unused)) == "authorisation-invalid"
