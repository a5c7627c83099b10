"""Safety: cards reported lost and accounts frozen, with a card and without one; and what a code forgives."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.storyboards import prompts_safety
from tests.storyboards.playing import goes, play, reasons, until_reason
from tests.storyboards.prompts_safety import MARIA, OUYANG, id_number, known_by_phone, newest_code, reads_code
from tests.storyboards.stage import BankAccess, Stage, person

ABDULLA = person("abdulla-mamatjan")
SUN = id_number("sun-li")
NOBODY = "110101199003074370"  # a right check character, and no customer


async def types_instead(stage: Stage, text: str) -> None:
    stage.customer.presses_key("clear")
    await stage.customer.sees(lambda view: view.draft == "")
    stage.customer.types(text)
    await stage.customer.sees(lambda view: view.draft == text)
    stage.customer.presses("primary")


def test_a_card_lost_is_reported_without_a_card_and_works_no_more(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        assert customer.view.prompt == "attract"
        await known_by_phone(stage, id_number("abdulla-mamatjan"))
        assert not stage.simulator.reader.gate_open
        customer.presses(prompts_safety.thing(stage, "card"))
        view = await customer.sees("safety-lose")
        assert any("柜台" in row.value for row in view.rows), "that undoing it takes a person"
        customer.presses("option:yes")
        view = await customer.sees("safety-lost")
        assert ABDULLA.pan[-4:] in view.body
        customer.presses("option:print")
        await customer.sees("take-slip")
        slip = await stage.takes_slip()
        assert "卡片挂失" in slip
        assert ABDULLA.pan not in slip
        view = await customer.sees("safety")
        assert any("已挂失" in item.figure for item in view.items)
        customer.presses(prompts_safety.thing(stage, "card"))
        await customer.sees("safety-lost-already")
        customer.presses("primary")
        await customer.sees("safety")
        customer.presses("option:done")
        view = await customer.sees("goodbye-without-card")
        assert "凭条" in view.body
        await stage.pass_time_until("attract")
        stage.check_ended_well("finished")
        names = [event["event"] for event in stage.events()]
        for name in ("phone-code", "phone-sign-in", "card-stop"):
            assert names.count(f"{name}-init") == names.count(f"{name}-complete") == 1
        assert "card-inserted" not in names
        await stage.inserts(ABDULLA)
        await customer.sees("pin-sign-in")
        await stage.enters_pin(ABDULLA.pin)
        view = await customer.sees(lambda v: v.prompt.startswith("problem-"))
        assert view.prompt == "problem-card-lost"

    play(short_tmp, bank_apart, story)


def test_the_card_in_the_machine_reported_lost_ends_the_visit_and_comes_back(
    short_tmp: Path, bank_apart: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await stage.signs_in(person("zhang-wei"))
        customer.presses("option:safety")
        view = await customer.sees("safety")
        assert "插在机器里" in view.items[0].note
        customer.presses(prompts_safety.thing(stage, "card"))
        await customer.sees("safety-lose")
        customer.presses("option:yes")
        await customer.sees("safety-lost-here")
        customer.presses("option:none")
        await goes(stage)
        stage.check_ended_well("finished")
        assert "menu" not in [v.prompt for v in customer.seen[-5:]]

    play(short_tmp, bank_apart, story)


def test_an_account_is_frozen_without_a_card(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await known_by_phone(stage, OUYANG)
        customer.presses(prompts_safety.thing(stage, "account"))
        await customer.sees("safety-freeze")
        customer.presses("option:no")
        await customer.sees("safety")
        customer.presses(prompts_safety.thing(stage, "account"))
        await customer.sees("safety-freeze")
        customer.presses("option:yes")
        await customer.sees("safety-frozen")
        customer.presses("option:none")
        await customer.sees("safety")
        customer.presses(prompts_safety.thing(stage, "account"))
        await customer.sees("safety-frozen-already")
        customer.presses("cancel")
        await stage.pass_time_until("attract")
        stage.check_ended_well("cancelled")

    play(short_tmp, bank_apart, story)


def test_an_id_number_is_checked_at_the_field_before_any_message_is_sent(
    short_tmp: Path, bank_apart: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        customer, before = stage.customer, newest_code(stage)
        await prompts_safety.safety_id(stage, MARIA[:-2])
        customer.presses("primary")
        view = await customer.sees(lambda v: v.error != "")
        assert "18" in view.error
        wrong = MARIA[:-1] + str((int(MARIA[-1]) + 1) % 10)
        await types_instead(stage, wrong)
        view = await customer.sees(lambda v: "核对" in v.error)
        assert view.draft == wrong
        assert newest_code(stage) == before
        assert "phone-code-init" not in [event["event"] for event in stage.events()]

    play(short_tmp, bank_apart, story)


def test_a_number_that_nobody_has_is_told_nothing_else(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts_safety.safety_id(stage, NOBODY)
        stage.customer.presses("primary")
        await stage.customer.sees("safety-code")
        await types_instead(stage, "123456")
        view = await stage.customer.sees(lambda v: v.error != "")
        assert "2" in view.error

    play(short_tmp, bank_apart, story)


def test_a_wrong_code_says_how_often_it_can_be_tried_and_the_right_one_still_works(
    short_tmp: Path, bank_apart: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        right = await prompts_safety.safety_code(stage)
        await types_instead(stage, right[::-1] if right != right[::-1] else "123456")
        view = await stage.customer.sees(lambda v: v.error != "")
        assert "2" in view.error
        await types_instead(stage, right)
        await stage.customer.sees("safety")
        assert stage.visited is not None
        typed = stage.visited._typed  # pyright: ignore[reportPrivateUsage] - nothing else shows that it is forgotten
        assert not typed, "number and code are forgotten"

    play(short_tmp, bank_apart, story)


def test_another_code_can_be_sent_when_the_bank_allows_it(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        first = await prompts_safety.safety_code(stage)
        before = newest_code(stage)
        customer.presses("secondary")
        view = await customer.sees(lambda v: v.error != "")
        assert "秒" in view.error
        stage.bank.control.advance(61)
        customer.types("12")
        customer.presses("secondary")
        view = await customer.sees(lambda v: v.prompt == "safety-code" and "又发了" in v.help)
        assert view.draft == "", "what was typed belonged to the code before"
        second = await reads_code(stage, before)
        if first != second:
            await types_instead(stage, first)
            await customer.sees(lambda v: v.error != "")
        await types_instead(stage, second)
        await customer.sees("safety")

    play(short_tmp, bank_apart, story)


def test_a_code_that_is_too_old_begins_again_with_the_id_number(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        code = await prompts_safety.safety_code(stage)
        stage.bank.control.advance(301)
        await types_instead(stage, code)
        await stage.customer.sees("safety-code-ended")
        stage.customer.presses("primary")
        view = await stage.customer.sees("safety-id")
        assert view.draft == MARIA

    play(short_tmp, bank_apart, story)


def test_back_to_the_id_number_and_on_again_sends_no_second_message(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        code = await prompts_safety.safety_code(stage)
        customer.presses("back")
        await customer.sees("safety-id")
        customer.presses("primary")
        await customer.sees("safety-code")
        await types_instead(stage, code)
        await customer.sees("safety")
        assert [event["event"] for event in stage.events()].count("phone-code-init") == 1

    play(short_tmp, bank_apart, story)


def test_too_many_codes_are_refused_at_the_field(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        stage.bank.control.advance(3700)
        for _ in range(5):
            before = newest_code(stage)
            await prompts_safety.safety_id(stage, SUN)
            customer.presses("primary")
            await customer.sees("safety-code")
            await reads_code(stage, before)
            customer.presses("cancel")
            await stage.pass_time_until("attract")
        await prompts_safety.safety_id(stage, SUN)
        customer.presses("primary")
        view = await customer.sees(lambda v: v.error != "")
        assert "找人帮忙" in view.error
        assert view.draft == SUN

    play(short_tmp, bank_apart, story)


async def _reader_gone(stage: Stage) -> None:
    await stage.simulator.do("set-fault", {"device": "card-reader", "fault": "gone", "on": "true"})


async def _pad_gone(stage: Stage) -> None:
    await stage.simulator.do("set-fault", {"device": "pin-pad", "fault": "gone", "on": "true"})


@pytest.mark.parametrize("breaks", [_reader_gone, _pad_gone])
def test_it_needs_the_bank_and_nothing_else(
    breaks: Callable[[Stage], Awaitable[None]], short_tmp: Path, bank_apart: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await breaks(stage)
        await until_reason(stage, "transfer", "暂停")
        assert not reasons(stage.customer.view)["safety"]
        await known_by_phone(stage)

    play(short_tmp, bank_apart, story)


def test_nothing_of_the_number_or_the_code_is_in_what_was_written(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        code = await prompts_safety.safety_code(stage)
        await types_instead(stage, code)
        await stage.customer.sees("safety")
        stage.customer.presses("help")
        stage.customer.presses("option:done")
        await stage.pass_time_until("attract")
        stage.check_ended_well("finished")
        written = b"".join(f.read_bytes() for f in (stage.folder / "kiosk").rglob("*") if f.is_file())
        assert MARIA.encode() not in written
        assert b"safety-id" in written
        assert not [event for event in stage.events() if code in str(event["fields"])]

    play(short_tmp, bank_apart, story)


def test_a_wish_that_cannot_be_had_after_the_card_leads_to_the_menu(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.customer.presses("option:transfer")
        await stage.customer.sees("insert-card")
        stage.orders.free_enough = lambda: False  # type: ignore[method-assign]  # the disk fills up now
        who = person("wang-xiaoming")
        await stage.inserts(who)
        await stage.customer.sees("pin-sign-in")
        await stage.enters_pin(who.pin)
        view = await stage.customer.sees("menu")
        assert next(option for option in view.options if option.key == "transfer").reason

    play(short_tmp, bank, story)
