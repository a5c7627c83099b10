"""The power goes before each single operation on the disk: afterwards bank, orders and journal agree."""

import itertools

import pytest

from kiosk.money.orders import Declined, Done, Outcome, Unknown
from tests.money.model_bank import Line, ModelBank
from tests.money.power import PowerCut, PowerCutDisk, Survives
from tests.money.terminal import MoneyPart, agree

OUTCOMES = {Line.GOOD: Done, Line.ANSWER_LOST: Unknown, Line.ORDER_LOST: Unknown, Line.DECLINED: Declined}


def live(disk: PowerCutDisk, bank: ModelBank, orders: int = 2) -> Outcome | None:
    """A start, orders, an end. What the customer of the last order was told, if there was time for it."""
    outcome = None
    try:
        money = MoneyPart(disk, bank)
        for _ in range(orders - 1):
            money.order()
        outcome = money.order()
        money.stop()
    except PowerCut:
        return outcome
    return outcome


def recover(disk: PowerCutDisk, bank: ModelBank) -> bool:
    """A start, and the bank asked about what is open. False when the power went."""
    try:
        money = MoneyPart(disk, bank)
        money.ask()
        money.stop()
    except PowerCut:
        return False
    return True


def operations(line: Line, orders: int = 2) -> int:
    """How many operations a life without a power cut takes."""
    disk = PowerCutDisk()
    assert live(disk, ModelBank(line), orders)
    return len(disk.operations)


@pytest.mark.parametrize("line", Line)
def test_without_a_power_cut_the_customer_is_told_what_happened(line: Line) -> None:
    disk, bank = PowerCutDisk(), ModelBank(line)
    assert isinstance(live(disk, bank), OUTCOMES[line])
    disk = disk.after(Survives.NOTHING)
    assert recover(disk, bank)
    agree(disk, bank)


@pytest.mark.parametrize("survives", Survives)
@pytest.mark.parametrize("line", Line)
def test_a_power_cut_at_each_operation_of_an_order(line: Line, survives: Survives) -> None:
    for cut_at in range(operations(line) + 1):
        disk, bank = PowerCutDisk(cut_at), ModelBank(line)
        told = live(disk, bank)
        disk = disk.after(survives)
        assert recover(disk, bank)
        agree(disk, bank)
        if isinstance(told, Done):
            assert sum(bank.moved.values()) == 2
        if isinstance(told, Declined):
            assert sum(bank.moved.values()) == 0


@pytest.mark.drill
@pytest.mark.parametrize("survives", Survives)
@pytest.mark.parametrize("line", [Line.GOOD, Line.ANSWER_LOST])
def test_a_power_cut_at_each_operation_of_a_recovery(line: Line, survives: Survives) -> None:
    first = len(started().operations)
    for cut_at in range(first, operations(line, 1) + 1):
        before, bank = PowerCutDisk(cut_at), ModelBank(line)
        live(before, bank, 1)
        for again in itertools.count():
            disk = before.after(survives)
            disk.cut_at = again
            whole = recover(disk, bank)
            if whole:
                break
            disk = disk.after(survives)
            assert recover(disk, bank)
            agree(disk, bank)


def started() -> PowerCutDisk:
    """The disk of a terminal that has just started."""
    disk = PowerCutDisk()
    MoneyPart(disk, ModelBank())
    return disk


def test_the_double_forgets_what_was_not_synced() -> None:
    disk = started()
    file = MoneyPart(disk.after(Survives.NOTHING), ModelBank()).root / "unsynced"
    disk.cut_at = len(disk.operations) + 1
    with pytest.raises(PowerCut):
        disk.write_new(file, b"0123456789")
    assert disk.exists(file)
    assert not disk.after(Survives.NOTHING).exists(file)
    assert disk.after(Survives.NAMES).read(file) == b""
    assert disk.after(Survives.EVERYTHING).read(file) == b"0123456789"


def test_the_customer_waits_for_four_syncs() -> None:
    """The order's file and its name, the journal, the outcome. Everything else comes before or after."""
    disk, bank = PowerCutDisk(), ModelBank()
    money = MoneyPart(disk, bank)
    money.order()
    before = len(disk.operations)
    money.order()
    syncs = [operation for operation in disk.operations[before:] if operation.startswith("sync")]
    outcome = max(number for number, operation in enumerate(syncs) if operation.endswith(".open"))
    assert outcome + 1 == 4, syncs
