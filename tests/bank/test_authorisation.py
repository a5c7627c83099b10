"""Cards, PINs, counters and sessions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bank.clock import SteppedClock
from bank.opening import Bank, open_bank
from tests.bank.support import Terminal, card_fields, card_of, code_of, new_key, ok

Connect = Callable[[str], Terminal]


def test_three_misses_block_the_card(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    answers = [terminal.authorise(card, pin="000000") for _ in range(3)]
    assert [code_of(a) for a in answers] == ["pin-wrong", "pin-wrong", "card-blocked"]
    assert [a.json().get("attempts_left") for a in answers] == [2, 1, None]
    assert code_of(terminal.authorise(card)) == "card-blocked"


def test_a_right_pin_forgives_the_misses(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    for _ in range(3):
        for _ in range(2):
            assert code_of(terminal.authorise(card, pin="000000")) == "pin-wrong"
        terminal.token(card)


def test_the_same_wrong_pin_sent_again_is_one_miss(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    body, key = terminal.authorisation_body(card, pin="000000"), new_key()
    answers = [terminal.ask("POST", "/authorisations", body, key=key) for _ in range(5)]
    assert {code_of(a) for a in answers} == {"pin-wrong"}
    assert {a.json()["attempts_left"] for a in answers} == {2}


def test_misses_survive_a_restart(tmp_path: Path, bank: Bank, terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    for _ in range(2):
        terminal.authorise(card, pin="000000")
    bank.close()
    again = open_bank(tmp_path / "bank", "sandbox", SteppedClock())
    try:
        bank.store = again.store  # the application goes on with what is on disk
        assert code_of(terminal.authorise(card, pin="000000")) == "card-blocked"
    finally:
        again.close()


@pytest.mark.parametrize(("name", "code"), [("liu-yang", "card-blocked"), ("zhao-min", "card-expired")])
def test_cards_that_are_no_good(terminal: Terminal, name: str, code: str) -> None:
    assert code_of(terminal.authorise(card_of(name))) == code


@pytest.mark.parametrize("change", [{"pan": "6200001999999999"}, {"expiry": "3601"}, {"sequence": "02"}])
def test_every_field_of_the_card_must_be_right(terminal: Terminal, change: dict[str, str]) -> None:
    card = card_of("wang-xiaoming").model_copy(update=change)
    assert code_of(terminal.authorise(card)) == "card-unknown"


def test_an_expired_card_was_good_until_its_month_ended(connect: Connect, clock: SteppedClock) -> None:
    clock.advance((3590 - 17) * 86400)  # December 2035
    terminal = connect("terminal-001")
    card = card_of("wang-xiaoming")
    assert clock.now().strftime("%y%m") == card.expiry == "3512"
    terminal.token(card)
    clock.advance(31 * 86400)
    assert code_of(terminal.authorise(card)) == "card-expired"


def test_a_counter_is_used_once(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    body = terminal.authorisation_body(card)
    key = new_key()
    first = ok(terminal.ask("POST", "/authorisations", body, key=key))
    assert ok(terminal.ask("POST", "/authorisations", body, key=key)) == first  # the same key: the same answer
    assert code_of(terminal.ask("POST", "/authorisations", body, key=new_key())) == "pin-counter-used"


def test_counters_only_rise_and_may_have_gaps(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    early = terminal.authorisation_body(card)
    terminal.counter += 100
    terminal.token(card)
    assert code_of(terminal.ask("POST", "/authorisations", early, key=new_key())) == "pin-counter-used"


def test_a_pin_keys_counter_counts_for_that_key_alone(connect: Connect) -> None:
    one, two = connect("terminal-001"), connect("terminal-002")
    one.counter = 500
    one.token(card_of("wang-xiaoming"))
    two.token(card_of("wang-xiaoming"))


def test_another_terminals_pin_key_is_unknown(connect: Connect) -> None:
    one, two = connect("terminal-001"), connect("terminal-002")
    body = two.authorisation_body(card_of("wang-xiaoming"))
    assert code_of(one.ask("POST", "/authorisations", body, key=new_key())) == "pin-key-unknown"


def test_a_block_for_another_card_is_no_miss(terminal: Terminal) -> None:
    body = terminal.authorisation_body(card_of("chen-guiying")) | {"card": card_fields(card_of("wang-xiaoming"))}
    assert code_of(terminal.ask("POST", "/authorisations", body, key=new_key())) == "pin-block-invalid"
    reply = terminal.authorise(card_of("wang-xiaoming"), pin="000000")
    assert reply.json()["attempts_left"] == 2


def test_an_order_hash_belongs_to_orders_alone(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    wrong = [
        terminal.authorisation_body(card, "order"),
        terminal.authorisation_body(card, "sign-in") | {"order_hash": "0" * 64},
    ]
    for body in wrong:
        assert code_of(terminal.ask("POST", "/authorisations", body, key=new_key())) == "request-invalid"


def test_signing_in_greets_by_name_and_masks_the_card(terminal: Terminal) -> None:
    card = card_of("wang-xiaoming")
    body = {"card": card_fields(card)}
    signed_in = ok(terminal.ask("POST", "/sessions", body, key=new_key(), token=terminal.token(card)))
    assert signed_in["name"] == "王小明"
    assert signed_in["card_masked"] == f"6200 00** **** {card.pan[-4:]}"


def test_a_sign_in_token_is_for_one_card_once(terminal: Terminal) -> None:
    card, other = card_of("wang-xiaoming"), card_of("sun-li")
    token = terminal.token(card)

    def sign_in(fields: dict[str, str]) -> str:
        return code_of(terminal.ask("POST", "/sessions", {"card": fields}, key=new_key(), token=token))

    assert sign_in(card_fields(other)) == "authorisation-invalid"
    ok(terminal.ask("POST", "/sessions", {"card": card_fields(card)}, key=new_key(), token=token))
    assert sign_in(card_fields(card)) == "authorisation-invalid"


def test_a_session_ends_by_sign_out_by_time_and_when_the_card_is_blocked(
    terminal: Terminal, clock: SteppedClock
) -> None:
    session = terminal.sign_in("wang-xiaoming")
    key = new_key()
    for _ in range(2):
        assert terminal.ask("DELETE", "/sessions", key=key, session=session).status_code == 204
    assert code_of(terminal.ask("GET", "/accounts", session=session)) == "session-ended"

    session = terminal.sign_in("wang-xiaoming")
    clock.advance(30 * 60)
    assert code_of(terminal.ask("GET", "/accounts", session=session)) == "session-ended"

    session = terminal.sign_in("wang-xiaoming")
    for _ in range(3):
        terminal.authorise(card_of("wang-xiaoming"), pin="000000")
    assert code_of(terminal.ask("GET", "/accounts", session=session)) == "session-ended"


def test_a_session_is_good_at_its_own_terminal_alone(connect: Connect) -> None:
    one, two = connect("terminal-001"), connect("terminal-002")
    session = one.sign_in("wang-xiaoming")
    assert code_of(two.ask("GET", "/accounts", session=session)) == "session-ended"
    two.ask("DELETE", "/sessions", key=new_key(), session=session)
    assert one.summary(session).accounts


def test_the_status_names_the_terminals_pin_keys(connect: Connect) -> None:
    one, two = connect("terminal-001"), connect("terminal-002")
    status = ok(one.ask("GET", "/status"))
    assert status["pin_key_ids"] == [one.key_id]
    assert one.key_id[:8] == two.key_id[:8] == b"SAND".hex()
    assert status["business_date"] == "2026-03-02"
    assert status["environment"] == "sandbox"
