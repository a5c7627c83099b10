"""Playing a story of a new card with the machine that plays the dispenser; everything must agree in the end."""

import asyncio
from collections.abc import Awaitable, Callable

from kiosk.issuing.making import Issue
from tests.issuing.agreeing import agree
from tests.issuing.desk import Desk, Hands, desk
from tests.issuing.model_bank import ModelBank
from tests.money.power import PowerCutDisk, Survives

Story = Callable[["Scene"], Awaitable[None]]


class Scene:
    """One terminal, its machine and its bank."""

    def __init__(self, running: Desk, hands: Hands, bank: ModelBank) -> None:
        self.desk = running
        self.hands = hands
        self.machine = hands.machine
        self.bank = bank

    def fault(self, fault: str, on: bool = True) -> None:
        self.machine.set_fault(fault, on)

    async def presented(self) -> Issue:
        issue = self.desk.issue()
        await self.desk.passes(lambda: issue.stage == "at-gate")
        return issue

    async def staff_open_it(self) -> None:
        """Staff take out whatever is inside, and everything works again."""
        self.machine.faults.clear()
        self.machine.position, self.machine.chip = "absent", None
        self.machine.fill_hopper() if self.machine.hopper == 0 else None
        await self.desk.settles()


def play(story: Story, *, adds_up: bool = True) -> None:
    """Play it on a new terminal; everything must agree in the end, and after the next start too."""

    async def whole() -> None:
        disk, hands, bank = PowerCutDisk(), Hands(), ModelBank()
        async with desk(disk, hands, bank) as running:
            await running.settles()
            await story(Scene(running, hands, bank))
            hands.machine.faults.clear()
            await running.settles()
        disk = disk.after(Survives.EVERYTHING)
        async with desk(disk, hands, bank) as running:
            assert running.unsettled == []
            await running.settles()
        if adds_up:
            agree(disk, hands, bank)

    asyncio.run(whole())
