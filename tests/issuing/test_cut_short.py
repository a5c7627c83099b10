"""The terminal dies at each single step of a card's way: afterwards plastic, bank, journal and files agree."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bank.contract import PlasticEvent
from kiosk.issuing.making import IssueEnd
from tests.issuing.agreeing import agree
from tests.issuing.desk import Desk, Hands, desk, settle
from tests.issuing.model_bank import ModelBank
from tests.money.power import PowerCut, PowerCutDisk, Survives

E = PlasticEvent


class Killed(BaseException):
    """Nothing runs any more."""


@dataclass
class Blow:
    """Kills before step number `at`: a call of the dispenser, or of the bank."""

    at: int | None = None
    steps: int = 0
    dead: bool = False

    def __call__(self, what: str) -> None:
        if self.at is not None and self.steps >= self.at:
            self.dead = True
            raise Killed
        self.steps += what != "status"


Hand = Callable[[Desk, Hands], bool]


def takes(running: Desk, hands: Hands) -> bool:
    """The customer takes the card as soon as it is there."""
    if hands.machine.position == "at-gate":
        hands.machine.take()
    return True


def leaves(running: Desk, hands: Hands) -> bool:
    """Nobody takes it."""
    return True


def takes_it_then(running: Desk, hands: Hands) -> bool:
    """Nobody takes it while the terminal lives; somebody does as soon as it is dead."""
    return True


async def live(disk: PowerCutDisk, hands: Hands, bank: ModelBank, blow: Blow, hand: Hand) -> IssueEnd | None:
    """A start and a card. What became of it as the customer was told, if there was time for that."""
    bank.before = blow
    try:
        async with desk(disk, hands, bank, blow) as running:
            await running.settles()
            issue = running.issue()
            for _ in range(200):
                await settle()
                if not blow.dead:
                    hand(running, hands)
                if issue.ending.done():
                    return issue.ending.result()
                if blow.dead or disk.is_cut:
                    return None
                running.clock.advance(1)
            raise AssertionError("it never ended")
    except (PowerCut, Killed):
        return None


def comes_back(disk: PowerCutDisk, hands: Hands, bank: ModelBank) -> None:
    """The next start settles everything that can be settled without a customer."""
    bank.before = lambda what: None

    async def whole() -> None:
        async with desk(disk, hands, bank) as running:
            await running.settles()

    asyncio.run(whole())


def one(cut_at: int | None, blow: Blow, hand: Hand, survives: Survives, *, flaw: str = "") -> bool:
    """One life and the next. Gives whether the first one was cut short."""
    disk, hands, bank = PowerCutDisk(cut_at), Hands(), ModelBank()
    if flaw:
        hands.machine.set_fault(flaw, on=True)
    try:
        told = asyncio.run(live(disk, hands, bank, blow, hand))
    except (PowerCut, Killed):
        told = None
    unseen = told is None and hand is takes_it_then and hands.machine.position == "at-gate"
    if unseen:
        hands.machine.take()
    in_hand = bool(hands.taken)
    disk = disk.after(survives)
    comes_back(disk, hands, bank)
    agree(disk, hands, bank)
    assert bool(hands.taken) == in_hand, "what is left inside, or at the gate, is never handed to whoever stands there"
    if unseen:
        assert bank.state == E.OUT, "nobody saw it taken: it is not good yet"
    if told is IssueEnd.TAKEN:
        assert bank.active
    if told is IssueEnd.KEPT:
        assert bank.state == E.KEPT
    return told is None


@pytest.mark.drill
@pytest.mark.parametrize("survives", Survives)
@pytest.mark.parametrize(("hand", "flaw"), [(takes, ""), (leaves, ""), (takes_it_then, ""), (takes, "one-wrong-card")])
def test_a_power_cut_at_each_operation_of_the_disk(hand: Hand, flaw: str, survives: Survives) -> None:
    for cut_at in range(1000):
        if not one(cut_at, Blow(), hand, survives, flaw=flaw):
            assert cut_at > 20
            return
    raise AssertionError("it never got through")


@pytest.mark.drill
@pytest.mark.parametrize(("hand", "flaw"), [(takes, ""), (leaves, ""), (takes_it_then, ""), (takes, "one-wrong-card")])
def test_a_kill_before_each_call_of_dispenser_and_bank(hand: Hand, flaw: str) -> None:
    for at in range(1000):
        if not one(None, Blow(at), hand, Survives.EVERYTHING, flaw=flaw):
            assert at >= 8
            return
    raise AssertionError("it never got through")


@pytest.mark.parametrize("lost", ["feed", "present", "retain"])
def test_a_kill_between_a_move_and_its_record(lost: str) -> None:
    """The machine has done it; nobody has heard."""

    async def dies(disk: PowerCutDisk, hands: Hands, bank: ModelBank) -> None:
        async with desk(disk, hands, bank) as running:
            await running.settles()
            hands.machine.set_fault(f"lost-{lost}", on=True)
            running.issue()
            for _ in range(40):
                await settle()
                if f"lost-{lost}" not in hands.machine.faults:
                    return
                running.clock.advance(1)
            raise AssertionError("it never moved")

    disk, hands, bank = PowerCutDisk(), Hands(), ModelBank()
    asyncio.run(dies(disk, hands, bank))
    disk = disk.after(Survives.EVERYTHING)
    comes_back(disk, hands, bank)
    agree(disk, hands, bank)
    assert not hands.taken


def test_a_start_says_what_it_found_and_blocks_the_dispenser_until_it_answers() -> None:
    async def whole() -> None:
        disk, hands, bank = PowerCutDisk(), Hands(), ModelBank()
        async with desk(disk, hands, bank) as running:
            issue = running.issue()
            await running.passes(lambda: issue.stage == "at-gate")
        hands.machine.set_fault("gone", on=True)
        async with desk(disk.after(Survives.EVERYTHING), hands, bank) as running:
            assert [(act.device, act.act) for act in running.unsettled] == [("card-dispenser", "card-issue")]
            await running.issuing.recheck()
            assert running.issuing.blocked
            assert running.issues.unended()
            running.clock.advance(5)
            hands.machine.set_fault("gone", on=False)
            await running.settles()
            assert bank.state == E.KEPT
            assert running.issuing.untold is not None
            assert running.issuing.untold.ended == "kept"
            assert [r.fields["added"] for r in running.records("issue-complete")] == ["recovery"]

    asyncio.run(whole())


def test_a_dispenser_that_stays_away_is_not_waited_for_longer_than_half_a_minute() -> None:
    async def whole() -> None:
        disk, hands, bank = PowerCutDisk(), Hands(), ModelBank()
        async with desk(disk, hands, bank) as running:
            issue = running.issue()
            await running.passes(lambda: issue.stage == "at-gate")
        hands.machine.set_fault("gone", on=True)
        async with desk(disk.after(Survives.EVERYTHING), hands, bank) as running:
            for _ in range(35):
                await running.issuing.recheck()
                running.clock.advance(1)
            await running.passes(lambda: bank.state == E.OUT)
            assert running.issuing.blocked
            hands.machine.set_fault("gone", on=False)
            await running.settles()
            assert len(hands.machine.retained) == 1, "whatever the bank was told, nobody finds it at the gate"

    asyncio.run(whole())
