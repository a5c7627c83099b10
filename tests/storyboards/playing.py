"""Playing a story on a stage of its own, and what stories share."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk.channels import View
from tests.storyboards.stage import BankAccess, Stage


def play(folder: Path, bank: BankAccess, story: Callable[[Stage], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with Stage(folder, bank) as stage:
            await story(stage)

    asyncio.run(whole())


async def goes(stage: Stage) -> None:
    await stage.customer.sees("take-card")
    await stage.takes_card()
    await stage.pass_time_until("attract")


def reasons(view: View) -> dict[str, str]:
    return {option.key: option.reason for option in view.options}


async def until_reason(stage: Stage, service: str, said: str) -> None:
    """Let time pass until the attract screen says why a service cannot be had."""
    for _ in range(100):
        if stage.customer.view.prompt == "attract" and said in reasons(stage.customer.view)[service]:
            return
        stage.clock.advance(1)
        await stage.let_settle()
    raise AssertionError(f"{service}: {reasons(stage.customer.view)}")


async def comes_to(stage: Stage, *prompts: str, most: int = 120) -> str:
    """Let time pass until one of these is shown, `most` seconds at most; gives which it was.

    The rest is the work of bank and devices, which takes as long as it takes.
    """
    passed = 0
    async with asyncio.timeout(300):
        while (shown := stage.customer.view.prompt) not in prompts:
            if passed < most and not shown.startswith("busy-"):
                stage.clock.advance(1)
                passed += 1
            await stage.let_settle()
    return shown
