"""Branch staff: number and PIN, waits, sessions."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bank.clock import SteppedClock
from bank.contract import StaffRole, staff_pan
from bank.opening import Bank, open_bank
from bank.people import load_cast
from bank.pins import Known, weakness
from bank.staff import LONGEST_WAIT, NewMember, join, retire
from tests.bank.staffing import (
    ANNA,
    BO,
    CUSTOMER_TOO,
    NOBODY,
    SERVICING,
    body_at_desk,
    body_at_terminal,
    member,
    staff_session,
    staff_token,
    try_to_sign_in,
)
from tests.bank.support import PEOPLE, Terminal, code_of, new_key, ok

Connect = Callable[[str], Terminal]
WRONG = "000001"


def waits(at: Terminal, number: str, count: int) -> list[tuple[str, int | None]]:
    replies = [try_to_sign_in(at, number, WRONG) for _ in range(count)]
    return [(code_of(reply), reply.json().get("retry_after")) for reply in replies]


def is_in(at: Terminal, token: str) -> bool:
    return at.ask("GET", "/staff/cards", staff=token).status_code == 200


def test_a_member_of_staff_signs_in_at_a_terminal_and_at_a_desk(
    terminal: Terminal, desk: Terminal, clock: SteppedClock
) -> None:
    for session in (staff_session(terminal), staff_session(desk, desk=True)):
        assert (session.number, session.name) == (ANNA, member(ANNA).name)
        assert session.roles == [StaffRole.APPROVER, StaffRole.SERVICING]
        assert session.expires_at == clock.now() + timedelta(minutes=30)
    assert staff_session(terminal, SERVICING).roles == [StaffRole.SERVICING]


def test_a_pin_comes_as_a_block_at_a_terminal_and_as_digits_at_a_desk(terminal: Terminal, desk: Terminal) -> None:
    block = body_at_terminal(terminal, ANNA)
    for at, body in ((desk, block), (terminal, body_at_desk(ANNA)), (terminal, {"number": ANNA})):
        assert code_of(at.ask("POST", "/staff/sessions", body, key=new_key())) == "request-invalid"


def test_a_block_is_good_for_one_number_and_once(terminal: Terminal) -> None:
    body = body_at_terminal(terminal, ANNA)
    other = body | {"number": BO}
    assert code_of(terminal.ask("POST", "/staff/sessions", other, key=new_key())) in (
        "staff-pin-wrong",
        "pin-block-invalid",
    )
    assert code_of(terminal.ask("POST", "/staff/sessions", body, key=new_key())) == "pin-counter-used"


def test_the_pads_of_other_terminals_are_strangers(terminal: Terminal, connect: Connect) -> None:
    body = body_at_terminal(connect("terminal-002"), ANNA)
    assert code_of(terminal.ask("POST", "/staff/sessions", body, key=new_key())) == "pin-key-unknown"


@pytest.mark.parametrize("number", [ANNA, NOBODY])
def test_waits_double_after_five_misses(terminal: Terminal, clock: SteppedClock, number: str) -> None:
    assert waits(terminal, number, 4) == [("staff-pin-wrong", None)] * 4
    for seconds in (15, 30, 60, 120):
        assert waits(terminal, number, 1) == [("staff-wait", seconds)]
        clock.advance(seconds - 1)
        assert waits(terminal, number, 2) == [("staff-wait", 1)] * 2  # the PIN is not looked at, and counts as no miss
        clock.advance(1)


def test_a_right_pin_within_the_wait_is_not_looked_at(terminal: Terminal, clock: SteppedClock) -> None:
    waits(terminal, ANNA, 5)
    assert code_of(try_to_sign_in(terminal, ANNA)) == "staff-wait"
    clock.advance(15)
    staff_token(terminal)
    assert waits(terminal, ANNA, 1) == [("staff-pin-wrong", None)]  # in a row: it counts anew


def test_a_wait_is_for_one_number_at_every_place(terminal: Terminal, connect: Connect, desk: Terminal) -> None:
    waits(terminal, ANNA, 5)
    assert code_of(try_to_sign_in(connect("terminal-002"), ANNA)) == "staff-wait"
    assert code_of(try_to_sign_in(desk, ANNA, desk=True)) == "staff-wait"
    staff_token(terminal, BO)


def test_no_wait_is_longer_than_four_hours(terminal: Terminal, clock: SteppedClock) -> None:
    longest = 0
    for _ in range(20):
        wait = waits(terminal, ANNA, 1)[0][1] or 0
        clock.advance(wait)
        longest = max(longest, wait)
    assert longest == LONGEST_WAIT.total_seconds()


def test_the_same_wrong_pin_sent_again_is_one_miss(terminal: Terminal) -> None:
    body, key = body_at_terminal(terminal, ANNA, WRONG), new_key()
    for _ in range(9):
        assert code_of(terminal.ask("POST", "/staff/sessions", body, key=key)) == "staff-pin-wrong"
    staff_token(terminal)


def test_waits_survive_a_restart(tmp_path: Path, bank: Bank, terminal: Terminal, clock: SteppedClock) -> None:
    waits(terminal, ANNA, 5)
    bank.close()
    clock.advance(5)
    again = open_bank(tmp_path / "bank", "sandbox", clock)
    try:
        bank.store = again.store  # the application goes on with what is on disk
        assert waits(terminal, ANNA, 1) == [("staff-wait", 10)]
        clock.advance(10)
        assert waits(terminal, ANNA, 1) == [("staff-wait", 30)]
    finally:
        again.close()


def test_a_session_ends_half_an_hour_after_its_last_use(terminal: Terminal, clock: SteppedClock) -> None:
    token = staff_token(terminal)
    for _ in range(3):
        clock.advance(29 * 60)
        assert is_in(terminal, token)
    clock.advance(30 * 60)
    assert code_of(terminal.ask("GET", "/staff/cards", staff=token)) == "staff-session-ended"


def test_a_session_ends_after_twelve_hours_whatever_is_done(terminal: Terminal, clock: SteppedClock) -> None:
    token = staff_token(terminal)
    for _ in range(35):
        clock.advance(20 * 60)
        assert is_in(terminal, token)
    clock.advance(20 * 60)
    assert not is_in(terminal, token)


def test_a_session_is_good_where_it_began(terminal: Terminal, connect: Connect, desk: Terminal) -> None:
    token = staff_token(terminal)
    assert not is_in(connect("terminal-002"), token)
    assert not is_in(desk, token)
    assert is_in(terminal, token)


def test_signing_out(terminal: Terminal, bank: Bank) -> None:
    token, other = staff_token(terminal), staff_token(terminal, BO)
    for _ in range(2):  # one who is out already is no problem
        assert terminal.ask("DELETE", "/staff/sessions", key=new_key(), staff=token).status_code == 204
    assert not is_in(terminal, token)
    assert is_in(terminal, other)


def test_a_session_is_no_customers_and_the_other_way_round(terminal: Terminal) -> None:
    token, customer = staff_token(terminal), terminal.sign_in("sun-li")
    assert code_of(terminal.ask("GET", "/accounts", session=token)) == "session-ended"
    assert code_of(terminal.ask("GET", "/staff/cards", staff=customer)) == "staff-session-ended"


def test_what_has_ended_is_dropped(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    staff_token(terminal)
    clock.advance(31 * 60)
    bank.tidy()
    with bank.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM staff_sessions").scalar_one() == 0


def test_who_has_left_signs_in_no_more(terminal: Terminal, bank: Bank) -> None:
    token = staff_token(terminal)
    bank.store.write(lambda connection: retire(connection, ANNA))
    assert not is_in(terminal, token)
    assert code_of(try_to_sign_in(terminal, ANNA)) == "staff-pin-wrong"


def test_somebody_joins_and_gets_a_new_pin(terminal: Terminal, bank: Bank) -> None:
    for pin in ("730284", "917356"):
        new = NewMember("2001", "Joins", (StaffRole.SERVICING,), pin)
        bank.store.write(lambda connection, new=new: join(connection, bank.vault, new))
        body = {"number": "2001", "pin": terminal.pin(staff_pan("2001"), pin)}
        assert ok(terminal.ask("POST", "/staff/sessions", body, key=new_key()))["roles"] == ["servicing"]
        assert pin not in repr(new)


def test_the_cast_has_whom_tests_need() -> None:
    staff = load_cast().staff
    roles = {one.number: set(one.roles) for one in staff}
    assert len({one.number for one in staff}) == len({one.pin for one in staff}) == len(staff) >= 4
    assert sum(StaffRole.APPROVER in of_one for of_one in roles.values()) >= 3
    assert roles[SERVICING] == {StaffRole.SERVICING}
    assert member(CUSTOMER_TOO).person in PEOPLE
    for one in staff:
        assert one.pin not in repr(one)


def test_no_pin_of_staff_is_weak() -> None:
    for one in load_cast().staff:
        who = PEOPLE.get(one.person)
        known = Known(who.born, who.phone, who.id_number) if who else Known(date(1985, 1, 1))
        assert weakness(one.pin, known) is None
