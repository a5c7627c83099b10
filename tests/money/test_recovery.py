"""What a start finds of the run before, and how long it asks the bank."""

import asyncio
from typing import Any

import pytest

from bank.contract import OrderState, Settlement
from kiosk.money.orders import Done, Unknown
from kiosk.money.recovery import Unsettled
from tests.money.model_bank import Line, ModelBank
from tests.money.power import PowerCutDisk, Survives
from tests.money.terminal import BODY, ROOT, MoneyPart, agree

CARD = {"card": "622202******0010"}


def again(disk: PowerCutDisk, bank: ModelBank, **options: Any) -> MoneyPart:
    """The next start after the process was killed."""
    return MoneyPart(disk.after(Survives.EVERYTHING), bank, **options)


# -- the run before --------------------------------------------------------------------------------------------------


def test_the_first_start_and_one_after_an_orderly_stop_are_proper() -> None:
    disk = PowerCutDisk()
    money = MoneyPart(disk, ModelBank())
    money.stop()
    money = MoneyPart(disk, ModelBank())
    assert money.records("improper-shutdown") == []
    assert [record.event for record in money.records()] == ["kiosk-start", "kiosk-stop", "kiosk-start"]


@pytest.mark.parametrize("last", ["kiosk-start", "session-end", "order-send-complete"])
def test_a_run_that_did_not_stop_is_an_improper_shutdown(last: str) -> None:
    disk, bank = PowerCutDisk(), ModelBank()
    money = MoneyPart(disk, bank)
    if last == "session-end":
        money.journal.record("session-end", session="v1", reason="finished")
    if last == "order-send-complete":
        money.order()
    assert money.records()[-1].event == last
    money = again(disk, bank)
    assert [record.event for record in money.records()[-2:]] == ["improper-shutdown", "kiosk-start"]


# -- what the owner of a card left inside must be told ---------------------------------------------------------------


def visit(bank: ModelBank, *shown_after: str) -> tuple[PowerCutDisk, MoneyPart]:
    """A visit in English with one order, and what was shown after it."""
    money = MoneyPart(disk := PowerCutDisk(), bank)
    money.journal.record("session-begin", session="v1", language="en", mode="standard")
    money.journal.record("card-inserted", session="v1", **CARD)
    money.journal.record("prompt-shown", session="v1", prompt="pin-order")
    money.order()
    for prompt in shown_after:
        money.journal.record("prompt-shown", session="v1", prompt=prompt)
    return disk, money


def test_an_order_that_was_done_and_not_told_is_told() -> None:
    disk, _ = visit(bank := ModelBank())
    owed = again(disk, bank).recovery.interrupted
    assert owed
    assert (owed.state, owed.language, owed.mode) == ("done", "en", "standard")


def test_an_order_that_was_told_is_not_told_again() -> None:
    disk, _ = visit(bank := ModelBank(), "transfer-done")
    assert again(disk, bank).recovery.interrupted is None


def test_an_unknown_order_is_told_until_its_card_is_out_and_with_what_the_bank_has_said_by_then() -> None:
    bank = ModelBank(Line.ANSWER_LOST)
    disk, _ = visit(bank, "transfer-unknown")
    disk = disk.after(Survives.EVERYTHING)
    first = MoneyPart(disk, bank)
    assert first.recovery.interrupted
    assert first.recovery.interrupted.state == "open"
    first.ask()
    assert first.recovery.interrupted.state == "done"
    disk = disk.after(Survives.EVERYTHING)
    second = MoneyPart(disk, bank)  # killed again, and the card is still inside
    assert second.recovery.interrupted
    assert second.recovery.interrupted.state == "done"
    second.journal.record("card-return-complete", session="v2", disposition="taken")
    assert again(disk, bank).recovery.interrupted is None


def test_without_a_card_inside_nobody_is_told() -> None:
    disk, money = visit(bank := ModelBank())
    money.journal.record("card-pulled", session="v1")
    assert again(disk, bank).recovery.interrupted is None


PASSPORT = {"kind": "passport"}
ACTS: list[tuple[list[tuple[str, dict[str, str]]], list[Unsettled]]] = [
    ([], []),
    ([("card-inserted", CARD)], [Unsettled("card-reader", "card-inside", "v1")]),
    ([("card-return-init", {})], [Unsettled("card-reader", "card-return", "v1")]),
    ([("card-return-init", {}), ("card-return-complete", {"disposition": "taken"})], []),
    ([("card-return-init", {}), ("card-return-complete", {"disposition": "retained"})], []),
    (
        [("card-return-init", {}), ("card-return-complete", {"disposition": "failed"})],
        [Unsettled("card-reader", "card-stuck", "v1")],
    ),
    ([("card-return-complete", {"disposition": "failed"}), ("card-settled", {})], []),
    ([("card-inserted", CARD), ("card-pulled", {})], []),
    ([("id-document-inserted", PASSPORT)], [Unsettled("id-scanner", "id-document-inside", "v1")]),
    ([("id-document-return-init", {})], [Unsettled("id-scanner", "id-document-return", "v1")]),
    ([("id-document-return-init", {}), ("id-document-return-complete", {"disposition": "taken"})], []),
    ([("id-document-return-complete", {"disposition": "retained"})], []),
    (
        [("id-document-return-complete", {"disposition": "failed"})],
        [Unsettled("id-scanner", "id-document-stuck", "v1")],
    ),
    ([("id-document-return-complete", {"disposition": "failed"}), ("id-document-settled", {})], []),
    ([("id-document-inserted", PASSPORT), ("id-document-pulled", {})], []),
    (
        [("id-document-inserted", PASSPORT), ("id-document-refused", {"reason": "skewed"})],
        [Unsettled("id-scanner", "id-document-inside", "v1")],
    ),
    (
        [("card-inserted", CARD), ("id-document-inserted", PASSPORT)],
        [Unsettled("card-reader", "card-inside", "v1"), Unsettled("id-scanner", "id-document-inside", "v1")],
    ),
    ([("slip-print-init", {"slip": "transfer"})], [Unsettled("printer", "slip-print", "v1")]),
    ([("slip-print-complete", {"disposition": "failed"})], []),
    ([("slip-print-complete", {"disposition": "success"})], [Unsettled("printer", "slip-hanging", "v1")]),
    ([("slip-taken", {"end": "taken"})], []),
    ([("slip-not-taken", {"end": "retracted"})], []),
    ([("slip-not-taken", {"end": "failed"})], [Unsettled("printer", "slip-hanging", "v1")]),
    ([("document-print-init", {"document": "statement"})], [Unsettled("document-printer", "document-print", "v1")]),
    ([("document-print-complete", {"disposition": "failed"})], []),
    (
        [("document-print-complete", {"disposition": "success"})],
        [Unsettled("document-printer", "document-hanging", "v1")],
    ),
    ([("document-taken", {"end": "taken"})], []),
    ([("document-not-taken", {"end": "retracted"})], []),
    ([("document-not-taken", {"end": "failed"})], [Unsettled("document-printer", "document-hanging", "v1")]),
    ([("document-not-taken", {"end": "failed"}), ("document-settled", {})], []),
    (
        [
            ("card-inserted", CARD),
            ("slip-print-init", {"slip": "balance"}),
            ("document-print-init", {"document": "statement"}),
        ],
        [
            Unsettled("card-reader", "card-inside", "v1"),
            Unsettled("document-printer", "document-print", "v1"),
            Unsettled("printer", "slip-print", "v1"),
        ],
    ),
    (
        [("card-inserted", CARD), ("slip-print-init", {"slip": "balance"})],
        [Unsettled("card-reader", "card-inside", "v1"), Unsettled("printer", "slip-print", "v1")],
    ),
]


@pytest.mark.parametrize(("recorded", "found"), ACTS)
def test_a_physical_act_without_an_end_is_reported(
    recorded: list[tuple[str, dict[str, str]]], found: list[Unsettled]
) -> None:
    disk, bank = PowerCutDisk(), ModelBank()
    money = MoneyPart(disk, bank)
    for event, fields in recorded:
        money.journal.record(event, session="v1", **fields)
    money = again(disk, bank)
    assert money.unsettled == found
    assert [record.fields["act"] for record in money.records("unsettled-found")] == [act.act for act in found]
    assert again(money_disk(money), bank).unsettled == found, "and at every start until it is settled"


def money_disk(money: MoneyPart) -> PowerCutDisk:
    assert isinstance(money.disk, PowerCutDisk)
    return money.disk


def test_what_was_settled_since_is_not_reported_again() -> None:
    disk, bank = PowerCutDisk(), ModelBank()
    money = MoneyPart(disk, bank)
    money.journal.record("card-return-init", session="v1")
    money = again(disk, bank)
    assert money.unsettled
    money.journal.record("card-return-complete", disposition="retained")
    assert again(money_disk(money), bank).unsettled == []


# -- orders ----------------------------------------------------------------------------------------------------------


def test_an_order_the_bank_never_saw_is_closed_there_and_declined() -> None:
    disk, bank = PowerCutDisk(), ModelBank(Line.ORDER_LOST)
    MoneyPart(disk, bank).order()
    money = again(disk, bank)
    money.ask()
    (said,) = money.records("order-settle-complete")
    assert (said.fields["disposition"], said.fields["problem"]) == ("declined", "order-never-received")
    agree(money.disk, bank)
    bank.line = Line.GOOD
    assert not bank.moved, "a late copy would be refused"


def test_a_settled_order_whose_closing_a_power_cut_undid_is_closed_by_the_start_itself() -> None:
    disk, bank = PowerCutDisk(), ModelBank()
    MoneyPart(disk, bank).order()
    disk = disk.after(Survives.NOTHING)
    assert [name.rpartition(".")[2] for name in disk.list(ROOT / "orders")] == ["open"]
    bank.reached = False
    MoneyPart(disk, bank).stop()
    agree(disk, bank)
    assert bank.asked == 0


def test_a_damaged_order_file_is_asked_about_by_the_key_in_its_name() -> None:
    disk, bank = PowerCutDisk(), ModelBank(Line.ANSWER_LOST)
    money = MoneyPart(disk, bank)
    money.order()
    (name,) = disk.list(ROOT / "orders")
    secret = f"{money.orders.unsettled()[0].secret}.secret"
    disk.change(ROOT / "orders" / name, b'{"key":')
    money = again(disk, bank)
    (said,) = money.records("order-unreadable")
    assert said.fields["case"] == money.records("order-intent")[0].fields["case"]
    money.ask()
    assert money.records("order-settle-complete")[-1].fields["disposition"] == "done"
    assert money.orders.unsettled() == []
    assert secret not in money.disk.list(ROOT / "order-secrets")
    assert len(money.records("order-intent")) == 1


def test_a_lost_secret_keeps_no_order_from_being_settled() -> None:
    disk, bank = PowerCutDisk(), ModelBank(Line.ANSWER_LOST)
    money = MoneyPart(disk, bank)
    money.order()
    disk.change(ROOT / "order-secrets" / f"{money.orders.unsettled()[0].secret}.secret", bytes(32))
    money = again(disk, bank)
    assert money.orders.unknown_amount(BODY.from_account) == 0
    money.ask()
    agree(money.disk, bank)


def test_what_the_journal_lacks_is_added_from_the_order_file() -> None:
    disk, bank = PowerCutDisk(), ModelBank(Line.ANSWER_LOST)
    money = MoneyPart(disk, bank)
    before = disk.after(Survives.EVERYTHING)
    money.order()
    for folder in ("orders", "order-secrets"):
        for name in disk.list(ROOT / folder):
            before.write_new(ROOT / folder / name, disk.read(ROOT / folder / name))
    bank.head = ""  # this journal never had the records the bank was told of
    money = MoneyPart(before, bank)
    (intent,), (sent,) = money.records("order-intent"), money.records("order-send-complete")
    assert intent.fields["added"] == sent.fields["added"] == "recovery"
    assert sent.fields["disposition"] == "unknown"
    money.ask()
    agree(before, bank)


# -- asking ----------------------------------------------------------------------------------------------------------


async def turns() -> None:
    for _ in range(30):
        await asyncio.sleep(0)


def test_an_order_is_asked_about_with_growing_waits_and_a_person_told_after_six_tries() -> None:
    bank = ModelBank(Line.ANSWER_LOST)
    bank.reached = False
    money = MoneyPart(PowerCutDisk(), bank, first_wait_seconds=1, longest_wait_seconds=20)
    asked_at: list[float] = []

    async def ask() -> None:
        await money.orders.run("transfer", BODY, token="t", customer_session="s", session="v1")
        running = asyncio.ensure_future(money.recovery.run())
        await turns()
        while bank.asked < 9:
            if len(asked_at) < bank.asked:
                asked_at.append(money.clock.now())
            if bank.asked == 5:
                assert money.told == []
            money.clock.advance(1)
            await turns()
        assert len(money.told) == 1
        bank.reached = True
        money.clock.advance(20)
        await turns()
        assert money.orders.unsettled() == []
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(ask())
    assert asked_at == [0, 1, 3, 7, 15, 31, 51, 71]
    (person,) = money.records("order-needs-person")
    assert person.fields["case"] == money.told[0]
    assert [r.fields["error"] for r in money.records("order-settle-complete")[:-1]] == ["BankUnreachable"] * 9
    agree(money.disk, bank)


def test_an_order_that_becomes_unknown_later_is_asked_about_too() -> None:
    bank = ModelBank()
    money = MoneyPart(PowerCutDisk(), bank)

    async def later() -> None:
        running = asyncio.ensure_future(money.recovery.run())
        await turns()
        bank.line = Line.ANSWER_LOST
        outcome = await money.orders.run("transfer", BODY, token="t", customer_session="s", session="v1")
        assert isinstance(outcome, Unknown)
        await turns()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert money.orders.unsettled() == []

    asyncio.run(later())
    agree(money.disk, bank)


def test_a_receipt_over_another_amount_settles_nothing() -> None:
    class Odd(ModelBank):
        def settle(self, key: str) -> Settlement:
            answer = super().settle(key)
            assert answer.receipt
            return answer.model_copy(update={"receipt": answer.receipt.model_copy(update={"amount": 1})})

    money = MoneyPart(PowerCutDisk(), Odd(Line.ANSWER_LOST))
    money.order()
    money.ask()
    assert len(money.orders.unsettled()) == 1


def test_still_running_at_the_bank_is_asked_again() -> None:
    class Running(ModelBank):
        def settle(self, key: str) -> Settlement:
            return Settlement(state=OrderState.RUNNING)

    money = MoneyPart(PowerCutDisk(), Running(Line.ANSWER_LOST))
    money.order()
    money.ask()
    assert money.records()[-1].fields["disposition"] == "unknown"
    assert len(money.orders.unsettled()) == 1


def test_an_outcome_that_a_full_disk_did_not_take_is_written_when_there_is_room() -> None:
    disk, bank = PowerCutDisk(), ModelBank()

    def fill() -> None:
        disk.full = True

    bank.before = fill
    money = MoneyPart(disk, bank)
    assert isinstance(money.order(), Done), "the customer is told the truth"
    disk.full = False
    assert len(money.orders.unsettled()) == 1
    money.ask()
    money.stop()
    agree(disk, bank)
    assert bank.asked == 1
