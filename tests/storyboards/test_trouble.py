"""Visits in which something goes wrong, and what the next customer finds."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from kiosk.bank.client import BankClient
from kiosk.channels import ActKind, View
from tests.storyboards import prompts
from tests.storyboards.playing import goes, play, reasons
from tests.storyboards.prompts import CHEN, WANG
from tests.storyboards.stage import BankAccess, Stage, person

FORGETFUL = person("lin-mei-ling")
FROZEN = person("huang-kwok-tung")
EXPIRED = person("zhao-min")
NEARLY = person("zhang-wei")  # 200.00 left today
POOR = person("li-na")
ABDULLA = person("abdulla-mamatjan")  # whom nobody else pays


def test_three_wrong_pins_block_the_card_and_say_so(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await stage.inserts(FORGETFUL)
        await stage.customer.sees("pin-sign-in")
        await stage.enters_pin("111111")
        view = await stage.customer.sees(lambda v: "2" in v.error)
        assert view.prompt == "pin-sign-in"
        await stage.enters_pin("222222")
        await stage.customer.sees(lambda v: "1" in v.error)
        await stage.enters_pin("333333")
        await stage.customer.sees("problem-card-blocked")
        stage.customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("stopped")
        await stage.inserts(FORGETFUL)  # and it stays blocked, also for the right PIN
        await stage.customer.sees("pin-sign-in")
        await stage.enters_pin(FORGETFUL.pin)
        await stage.customer.sees("problem-card-blocked")

    play(short_tmp, bank, story)


@pytest.mark.parametrize(("who", "notice"), [(EXPIRED, "problem-card-expired")])
def test_a_card_the_bank_refuses_comes_back(who: object, notice: str, short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await stage.inserts(EXPIRED)
        await stage.customer.sees("pin-sign-in")
        await stage.enters_pin(EXPIRED.pin)
        await stage.customer.sees(notice)
        stage.customer.presses("primary")
        await goes(stage)
        stage.check_ended_well("stopped")

    play(short_tmp, bank, story)


def test_a_frozen_account_is_shown_but_pays_nothing(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        view = await prompts.account(stage, FROZEN)
        assert any("冻结" in row.value for row in view.rows)
        stage.customer.presses("back")
        await stage.customer.sees("menu")
        stage.customer.presses("option:transfer")
        await stage.customer.sees("problem-no-account")

    play(short_tmp, bank, story)


def test_limit_and_balance_are_refused_at_the_field_and_keep_what_was_typed(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        for who, sum_typed, said in ((NEARLY, "201", "今天连手续费最多再转"), (POOR, "1", "超过可用的")):
            await stage.signs_in(who)
            customer.presses("option:transfer")
            await customer.sees("transfer-payee")
            assert customer.view.draft == "", "nothing of the last customer's"
            customer.types(CHEN.account)
            customer.presses("primary")
            await customer.sees("transfer-confirm")
            customer.presses("option:yes")
            await customer.sees("transfer-amount")
            customer.types(sum_typed)
            customer.presses("primary")
            view = await customer.sees(lambda v: v.error != "")
            assert said in view.error
            assert view.draft == sum_typed
            customer.presses("cancel")
            await goes(stage)

    play(short_tmp, bank, story)


def test_a_payee_that_is_not_there_and_ones_own_account(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts.menu(stage)
        customer.presses("option:transfer")
        await customer.sees("transfer-payee")
        closed = person("zhou-jianguo").account
        for number, said in (("6200008999999999", "没有这个账号"), (closed, "不能收款"), (WANG.account, "正在转出")):
            customer.presses_key("clear")
            customer.types(number)
            customer.presses("primary")
            view = await customer.sees(lambda v, said=said: said in v.error)
            assert view.draft == number

    play(short_tmp, bank, story)


def test_the_next_transfer_of_a_visit_begins_with_empty_fields(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.payee_save(stage)
        stage.customer.presses("option:no")
        await stage.customer.sees("menu")
        stage.customer.presses("option:transfer")
        view = await stage.customer.sees("transfer-payee")
        assert view.draft == ""

    play(short_tmp, bank, story)


def test_a_lost_answer_is_settled_by_itself_and_the_sum_is_held_meanwhile(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.line.cut()
        stage.line.mend()
        await prompts.transfer_unknown(stage)
        assert stage.customer.view.number.replace(" ", "").isdigit()
        stage.customer.presses("option:print")
        await stage.customer.sees("take-slip")
        slip = await stage.takes_slip()
        assert stage.customer.seen
        assert ";unknown;" in slip
        await stage.customer.sees("menu")
        for _ in range(60):
            stage.clock.advance(1)
            await stage.let_settle()
            if any(e["event"] == "order-settle-complete" for e in stage.events()):
                break
        settled = [e for e in stage.events() if e["event"] == "order-settle-complete"]
        assert settled[-1]["fields"]["disposition"] == "done"  # type: ignore[index]  # JSON

    play(short_tmp, bank, story)


def test_the_menu_says_what_has_broken_since_the_card_went_in(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.account(stage)
        await stage.simulator.do("set-fault", {"device": "pin-pad", "fault": "gone", "on": "true"})
        stage.customer.presses("back")
        view = await stage.customer.sees("menu")
        assert "密码键盘" in reasons(view)["transfer"]
        assert not reasons(view)["inquiry"], "the PIN for that was given"

    play(short_tmp, bank, story)


def test_a_bank_that_does_not_answer_does_not_keep_the_card(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(stage: Stage) -> None:
        await prompts.menu(stage)
        answers = asyncio.Event()

        async def close_session(self: BankClient, session: str) -> None:
            await answers.wait()

        monkeypatch.setattr(BankClient, "close_session", close_session)
        stage.customer.presses("option:finish")
        await stage.customer.sees("take-card")
        await stage.takes_card()
        await stage.customer.sees("goodbye")
        answers.set()
        await stage.pass_time_until("attract")
        stage.check_ended_well("finished")

    play(short_tmp, bank, story)


def test_a_stop_while_the_order_is_at_the_bank_still_says_what_became_of_it(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(stage: Stage) -> None:
        await prompts.pin_order(stage)
        run = stage.orders.run

        async def stopped_meanwhile(*args: Any, **kwargs: Any) -> Any:
            stage.attendant.stop()
            await stage.let_settle()
            return await run(*args, **kwargs)

        monkeypatch.setattr(stage.orders, "run", stopped_meanwhile)
        await stage.enters_pin(WANG.pin)
        await stage.customer.sees("transfer-done")
        await stage.pass_time_until("take-card")
        await stage.takes_card()
        await stage.until_ended()
        stage.check_stopped_well()

    play(short_tmp, bank, story)


def test_help_is_called_and_honest_about_the_answer(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.transfer_amount(stage)
        stage.customer.presses("help")
        await stage.customer.sees(lambda v: "还没有人应答" in v.assistance)
        assert stage.simulator.signals.lights["assistance"] == "on"
        assert stage.customer.view.draft == "0.01"
        (call,) = [c for c in stage.bank.control.list_assistance() if c.where == "transfer-amount"]
        stage.bank.control.answer_assistance(call.id, "4711")
        for _ in range(20):
            stage.clock.advance(1)
            await stage.let_settle()
        await stage.customer.sees(lambda v: "已应答" in v.assistance)
        stage.customer.presses("cancel")
        await goes(stage)
        assert stage.simulator.signals.lights["assistance"] == "off"
        assert not stage.customer.view.assistance

    play(short_tmp, bank, story)


def test_a_call_that_nobody_answered_has_an_end_in_the_journal(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.menu(stage)
        stage.customer.presses("help")
        await stage.customer.sees(lambda v: "还没有人应答" in v.assistance)
        stage.customer.presses("option:finish")
        await goes(stage)
        ends = [e["fields"] for e in stage.events() if e["event"] == "assistance-complete"]
        assert ends == [{"disposition": "unanswered", "prompt": "menu"}]

    play(short_tmp, bank, story)


def test_language_and_mode_are_the_next_customers_again(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.customer.presses("language:en")
        await stage.customer.sees(lambda v: v.language == "en")
        stage.customer.presses("mode:elder")
        await stage.customer.sees(lambda v: v.mode == "elder")
        await stage.pass_time(70)  # whoever chose that has walked away
        assert (stage.customer.view.language, stage.customer.view.mode) == ("zh-Hans", "standard")

    play(short_tmp, bank, story)


def test_the_whole_visit_by_keypad_alone(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer

        async def keys(*names: str) -> None:
            for name in names:
                await stage.simulator.press(name)
                await stage.let_settle()

        async def focus_on(target: str) -> None:
            for _ in range(20):
                if customer.view.focus == target:
                    return
                await keys("down")
                await stage.let_settle()
            raise AssertionError(f"the ring never reached {target}")

        await keys("1", "enter")  # transfer
        await customer.sees("insert-card")
        await stage.inserts(WANG)
        await customer.sees("pin-sign-in")
        await stage.enters_pin(WANG.pin)
        await customer.sees("transfer-payee")
        await keys(*ABDULLA.account)
        await customer.sees(lambda v: v.draft == ABDULLA.account)
        await keys("enter")
        await customer.sees("transfer-confirm")
        await keys("1", "enter")
        await customer.sees("transfer-amount")
        await keys("5", "clear", "1", "enter")
        await customer.sees("transfer-when")
        await keys("1", "enter")  # now
        await customer.sees("transfer-note")
        await keys("7", "enter")  # nothing
        await customer.sees("risk-guided")
        await keys("1", "enter")  # no
        await customer.sees("risk-urgent")
        await keys("1", "enter")
        await customer.sees("transfer-review")
        await focus_on("language:en")
        await keys("enter")
        await customer.sees(lambda v: v.language == "en")
        await focus_on("primary")
        await keys("enter")
        await customer.sees("pin-order")
        await stage.enters_pin(WANG.pin)
        view = await customer.sees("transfer-done")
        assert "1.00" in view.title
        await keys("2", "enter")
        await customer.sees("payee-save")
        await keys("2", "enter")
        await customer.sees("menu")
        await keys("5", "enter")
        await goes(stage)
        stage.check_ended_well("finished")

    play(short_tmp, bank, story)


def test_cancel_on_the_pin_pad_is_cancel(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.pin_order(stage)
        while not stage.simulator.snapshot()["devices"]["pin-pad"]["entering"]:
            await stage.let_settle()
        assert stage.simulator.signals.lights["pin-pad"] == "flashing"
        await stage.simulator.press("1")
        await stage.customer.sees(lambda v: v.draft == "1")
        await stage.simulator.press("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")
        assert stage.simulator.signals.lights["pin-pad"] == "off"
        assert not [e for e in stage.events() if e["event"] == "order-intent"]

    play(short_tmp, bank, story)


def test_a_programming_error_gives_the_card_back(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(session: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.services.visit.SERVICES", {"transfer": broken, "inquiry": broken})

    async def story(stage: Stage) -> None:
        await prompts.menu(stage)
        stage.customer.presses("option:inquiry")
        await stage.customer.sees("take-card")
        await stage.takes_card()
        await stage.customer.sees("problem-terminal")
        await stage.pass_time_until("attract")
        stage.check_ended_well("crashed")
        crashed = [e for e in stage.events() if e["event"] == "session-crashed"]
        assert crashed[0]["fields"] == {"error": "ZeroDivisionError"}

    play(short_tmp, bank, story)


def test_a_screen_that_is_lost_gives_everything_back_and_ends(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.menu(stage)

        def lost(view: View) -> None:
            raise RuntimeError("no screen")

        stage.customer.show = lost  # type: ignore[method-assign]  # the screen breaks now
        stage.customer._do(ActKind.LANGUAGE, "en")  # pyright: ignore[reportPrivateUsage]  # as a last touch would
        await stage.takes_card()
        await stage.until_ended()
        assert stage.attendant.channels.essential_lost
        ends = [e for e in stage.events() if e["event"] == "session-end"]
        assert ends[-1]["fields"] == {"reason": "screen-lost"}

    play(short_tmp, bank, story)
