"""Codes to phones: good for five minutes and three tries, not many of them, and nothing learnt by a stranger."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bank.clock import SteppedClock
from bank.contract import PhoneCode, SafetySession
from bank.opening import Bank
from bank.phone_codes import PER_NUMBER, PER_TERMINAL
from bank.tables import customers, phone_code_sends, phone_codes, sms_outbox
from tests.bank.phones import answer, ask, ask_for, newest_text, other_than, read_code, resend
from tests.bank.support import Terminal, code_of, new_key, ok, person

pytestmark = pytest.mark.both_databases

Connect = Callable[[str], Terminal]
NAME = "wang-xiaoming"
NOBODY = "990101197001019998"


def test_the_code_on_the_phone_opens_a_safety_session(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    asked = ask_for(terminal, NAME)
    assert asked.expires_at == clock.now() + timedelta(minutes=5)
    assert asked.resend_at == clock.now() + timedelta(seconds=60)
    assert asked.resends_left == 3
    opened = SafetySession.model_validate(ok(answer(terminal, asked.id, read_code(bank))))
    assert opened.masked_name == "*小明"
    assert ok(terminal.ask("GET", "/safety", session=opened.token))


@pytest.mark.parametrize(
    ("name", "word"), [(NAME, "验证码"), ("lin-mei-ling", "驗證碼"), ("nguyen-thi-minh-khai", "code")]
)
def test_the_message_is_in_the_customers_language(terminal: Terminal, bank: Bank, name: str, word: str) -> None:
    ask_for(terminal, name)
    assert word in newest_text(bank)


def test_a_code_is_good_once(terminal: Terminal, bank: Bank) -> None:
    asked, key = ask_for(terminal, NAME), new_key()
    first = answer(terminal, asked.id, read_code(bank), key)
    assert ok(answer(terminal, asked.id, read_code(bank), key)) == ok(first)  # sent again is not asked again
    assert code_of(answer(terminal, asked.id, read_code(bank))) == "phone-code-ended"


def test_three_tries(terminal: Terminal, bank: Bank) -> None:
    asked = ask_for(terminal, NAME)
    code = read_code(bank)
    answers = [answer(terminal, asked.id, other_than(code)) for _ in range(3)]
    assert [code_of(a) for a in answers] == ["phone-code-wrong", "phone-code-wrong", "phone-code-ended"]
    assert [a.json().get("attempts_left") for a in answers] == [2, 1, None]
    assert code_of(answer(terminal, asked.id, code)) == "phone-code-ended"
    assert code_of(resend(terminal, asked.id)) == "phone-code-ended"


def test_the_same_wrong_code_sent_again_is_one_try(terminal: Terminal, bank: Bank) -> None:
    asked, key = ask_for(terminal, NAME), new_key()
    wrong = other_than(read_code(bank))
    assert {answer(terminal, asked.id, wrong, key).json()["attempts_left"] for _ in range(4)} == {2}
    ok(answer(terminal, asked.id, read_code(bank)))


def test_a_code_lasts_five_minutes(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    asked = ask_for(terminal, NAME)
    clock.advance(5 * 60 - 1)
    assert code_of(answer(terminal, asked.id, other_than(read_code(bank)))) == "phone-code-wrong"
    clock.advance(1)
    assert code_of(answer(terminal, asked.id, read_code(bank))) == "phone-code-ended"


def test_a_resend_replaces_the_code_after_a_minute_three_times(
    terminal: Terminal, bank: Bank, clock: SteppedClock
) -> None:
    asked = ask_for(terminal, NAME)
    codes = [read_code(bank)]
    for left in (2, 1, 0):
        clock.advance(59)
        early = resend(terminal, asked.id)
        assert (code_of(early), early.json()["retry_after"]) == ("phone-code-wait", 1)
        assert early.headers["Retry-After"] == "1"
        clock.advance(1)
        again = PhoneCode.model_validate(ok(resend(terminal, asked.id)))
        assert (again.id, again.resends_left) == (asked.id, left)
        assert again.expires_at == clock.now() + timedelta(minutes=5)
        codes.append(read_code(bank))
    clock.advance(60)
    refused = resend(terminal, asked.id)
    assert (code_of(refused), refused.json()["retry_after"]) == ("phone-code-wait", 3600 - 4 * 60)
    old = next(code for code in codes if code != codes[-1])
    assert code_of(answer(terminal, asked.id, old)) == "phone-code-wrong"
    ok(answer(terminal, asked.id, codes[-1]))


def test_a_new_code_has_tries_of_its_own(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    asked = ask_for(terminal, NAME)
    for _ in range(2):
        answer(terminal, asked.id, other_than(read_code(bank)))
    clock.advance(60)
    ok(resend(terminal, asked.id))
    assert answer(terminal, asked.id, other_than(read_code(bank))).json()["attempts_left"] == 2


def test_five_codes_an_hour_for_one_id_number_wherever_they_are_asked_for(
    connect: Connect, clock: SteppedClock
) -> None:
    terminals = [connect(f"terminal-00{number}") for number in range(3)]
    asked = ask_for(terminals[0], NAME)
    clock.advance(600)
    ok(resend(terminals[0], asked.id))
    for number in range(PER_NUMBER - 2):
        ask_for(terminals[number % 3], NAME)
    refused = ask(terminals[1], person(NAME).id_number)
    assert (code_of(refused), refused.json()["retry_after"]) == ("phone-code-wait", 3000)
    clock.advance(60)
    assert code_of(resend(terminals[0], asked.id)) == "phone-code-wait"
    ask_for(terminals[1], "chen-guiying")  # nobody else is held up
    clock.advance(2940)
    ask_for(terminals[1], NAME)


def test_a_terminal_asks_for_so_many_and_no_more(connect: Connect) -> None:
    one, two = connect("terminal-001"), connect("terminal-002")
    for number in range(PER_TERMINAL):
        ok(ask(one, f"9901011970{number:07}0"))
    assert code_of(ask(one, NOBODY)) == "phone-code-wait"
    ok(ask(two, NOBODY))


def test_an_id_number_nobody_has_is_answered_the_same_way(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    def play(id_number: str) -> list[tuple[int, object]]:
        first = ask(terminal, id_number)
        code_id = ok(first)["id"]
        wrong = other_than(read_code(bank)) if id_number != NOBODY else "123456"
        replies = [first, resend(terminal, code_id), *(answer(terminal, code_id, wrong) for _ in range(4))]
        replies += [resend(terminal, code_id), *(ask(terminal, id_number) for _ in range(PER_NUMBER))]
        return [(reply.status_code, {**reply.json(), "id": ""}) for reply in replies]

    assert play(person(NAME).id_number) == play(NOBODY)

    for table in (phone_codes, phone_code_sends):
        rows = select(func.count()).select_from(table).group_by(table.c.id_fingerprint)
        assert bank.store.read(lambda c, q=rows: list(c.scalars(q))) == [PER_NUMBER] * 2


def test_nobody_signs_in_for_nobody_not_even_with_the_right_code(terminal: Terminal, bank: Bank) -> None:
    asked = ok(ask(terminal, NOBODY))
    hash_ = bank.vault.fingerprint(f"phone-code|{asked['id']}|123456")
    bank.store.write(lambda c: c.execute(phone_codes.update().values(code_hash=hash_)))
    assert code_of(answer(terminal, asked["id"], "123456")) == "phone-code-wrong"


def test_a_code_belongs_to_its_terminal(connect: Connect, bank: Bank) -> None:
    one, two = connect("terminal-001"), connect("terminal-002")
    asked = ask_for(one, NAME)
    assert code_of(answer(two, asked.id, read_code(bank))) == "phone-code-ended"
    assert code_of(resend(two, asked.id)) == "phone-code-ended"
    assert code_of(answer(one, "0" * 32, "123456")) == "phone-code-ended"


@pytest.mark.parametrize("id_number", ["", "1", "9901011988041211x2", "99010119880412117x", "990101198804121172 "])
def test_what_is_no_id_number_is_refused_without_quoting_it(terminal: Terminal, id_number: str) -> None:
    refused = ask(terminal, id_number)
    assert code_of(refused) == "request-invalid"
    assert len(id_number) < 2 or id_number not in refused.text


def test_neither_id_number_nor_code_is_kept(terminal: Terminal, bank: Bank) -> None:
    asked = ask_for(terminal, NAME)
    code = read_code(bank)
    answer(terminal, asked.id, other_than(code))
    ok(answer(terminal, asked.id, code))
    bank.store.write(lambda c: c.execute(sms_outbox.update().values(text="")))  # as when it is delivered
    dump = bank.store.read(
        lambda c: "\n".join(
            str(row) for table in customers.metadata.sorted_tables for row in c.execute(table.select()) if row
        )
    )
    assert person(NAME).id_number not in dump
    for secret in (code, other_than(code)):
        assert f"'{secret}'" not in dump
        assert f'"{secret}"' not in dump


def test_what_no_limit_counts_any_more_is_dropped(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    ask_for(terminal, NAME)
    clock.advance(3601)
    bank.tidy()
    for table in (phone_codes, phone_code_sends, sms_outbox):
        assert bank.store.read(lambda c, t=table: c.execute(t.select()).all()) == []
