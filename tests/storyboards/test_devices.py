"""Devices that break in a visit or before one, and what the next customer finds."""

from pathlib import Path

import pytest

from tests.storyboards import prompts
from tests.storyboards.playing import goes, play, reasons, until_reason
from tests.storyboards.prompts import WANG
from tests.storyboards.stage import BankAccess, Stage


def test_no_paper_is_said_before_it_is_asked_for(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.printer.set_fault("empty", on=True)
        await prompts.transfer_done(stage)
        assert "凭条纸" in reasons(stage.customer.view)["print"]
        assert not reasons(stage.customer.view)["none"]

    play(short_tmp, bank, story)


@pytest.mark.parametrize(
    ("device", "fault", "said"),
    [("card-reader", "gone", "读卡器"), ("card-reader", "jam", "读卡器"), ("pin-pad", "gone", "密码键盘")],
)
def test_a_broken_device_takes_away_what_needs_it_and_comes_back(
    device: str, fault: str, said: str, short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await stage.simulator.do("set-fault", {"device": device, "fault": fault, "on": "true"})
        await until_reason(stage, "transfer", said)
        await stage.simulator.do("set-fault", {"device": device, "fault": fault, "on": "false"})
        await stage.until_open()
        await prompts.menu(stage)  # and a customer can be served again

    play(short_tmp, bank, story)


def test_a_printer_that_is_gone_takes_nothing_but_the_slip(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await stage.simulator.do("set-fault", {"device": "printer", "fault": "gone", "on": "true"})
        await prompts.account(stage)
        assert reasons(stage.customer.view)["print"]
        assert not reasons(stage.customer.view)["transactions"]

    play(short_tmp, bank, story)


def test_a_full_disk_closes_what_needs_orders_and_nothing_more(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(stage: Stage) -> None:
        monkeypatch.setattr(stage.orders, "free_enough", lambda: False)
        await until_reason(stage, "transfer", "存不下")
        assert not reasons(stage.customer.view)["inquiry"]

    play(short_tmp, bank, story)


def test_an_unreadable_card_comes_out_with_a_word_why(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.customer.presses("option:inquiry")
        await stage.customer.sees("insert-card")
        stage.simulator.reader.set_fault("unreadable", on=True)
        await stage.inserts(WANG)
        await stage.customer.sees(lambda v: "读不出" in v.error)
        stage.simulator.reader.set_fault("unreadable", on=False)
        await stage.takes_card()
        await stage.inserts(WANG)
        await stage.customer.sees("pin-sign-in")

    play(short_tmp, bank, story)


async def _unreadable(stage: Stage) -> None:
    """A card that cannot be read is presented, and the customer does not take it yet."""
    stage.customer.presses("option:inquiry")
    await stage.customer.sees("insert-card")
    stage.simulator.reader.set_fault("unreadable", on=True)
    await stage.inserts(WANG)


def test_an_unreadable_card_is_still_given_back_when_the_customer_cancels(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await _unreadable(stage)
        await stage.customer.sees(lambda v: "读不出" in v.error)
        stage.customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")

    play(short_tmp, bank, story)


def test_an_unreadable_card_that_nobody_takes_is_kept_and_said(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await _unreadable(stage)
        await stage.pass_time_until("card-retained")
        await stage.pass_time_until("attract")
        assert stage.simulator.reader.retained
        stage.check_ended_well("idle")

    play(short_tmp, bank, story)


def test_a_card_that_can_neither_be_read_nor_given_back_is_said(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.reader.set_fault("stuck", on=True)
        stage.simulator.reader.set_fault("unreadable", on=True)
        await stage.inserts(WANG)  # at the first screen
        await stage.customer.sees("card-stuck")
        await until_reason(stage, "transfer", "卡")
        assert "card-return-complete" in [e["event"] for e in stage.events()]

    play(short_tmp, bank, story)


def test_a_card_in_a_reader_that_comes_back_is_given_back_and_said(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        reader = stage.simulator.reader
        reader.set_fault("gone", on=True)
        await until_reason(stage, "transfer", "读卡器")
        reader.card, reader.position = WANG.pan, "inside"  # it went in just before
        reader.set_fault("gone", on=False)
        await stage.pass_time_until("take-card")
        await goes(stage)
        await stage.until_open()

    play(short_tmp, bank, story)


@pytest.mark.parametrize("fault", ["gone", "jam"])
def test_a_slip_that_cannot_be_drawn_back_is_said_and_closes_nothing_else(
    fault: str, short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await prompts.account(stage)
        stage.customer.presses("option:print")
        await stage.customer.sees("take-slip")
        stage.simulator.printer.set_fault(fault, on=True)
        await stage.pass_time(28)
        assert stage.customer.view.prompt == "take-slip", "a printer that is gone for a moment ends nothing"
        await stage.pass_time_until("slip-still-there")
        stage.customer.presses("cancel")
        await goes(stage)
        for _ in range(60):
            assert stage.customer.view.prompt == "attract", "nobody waits for it"
            await stage.pass_time(1)
        stage.simulator.printer.set_fault(fault, on=False)
        await stage.pass_time_until("take-slip")
        await stage.pass_time_until("slip-not-taken")
        await stage.pass_time_until("attract")
        assert (stage.simulator.printer.waiting, stage.simulator.printer.retracted) == ("", 1)
        ends = [e["fields"]["end"] for e in stage.events() if e["event"] == "slip-not-taken"]  # type: ignore[index]  # JSON
        assert ends == ["failed", "retracted"]

    play(short_tmp, bank, story)
