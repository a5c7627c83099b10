"""What stories of transfers share: from the menu to a prompt, as a customer would go."""

from typing import Any

from bank.contract import TransferOrder
from kiosk.channels import View
from tests.storyboards.stage import Person, Stage


async def begins(stage: Stage, who: Person, first: str) -> View:
    """Sign in and choose the service; `first` is what is asked first."""
    await stage.signs_in(who)
    stage.customer.presses("option:transfer")
    return await stage.customer.sees(first)


async def names_new_payee(stage: Stage, payee: Person) -> None:
    """From the number to the amount."""
    customer = stage.customer
    customer.types(payee.account)
    customer.presses("primary")
    await customer.sees("transfer-confirm")
    customer.presses("option:yes")
    await customer.sees("transfer-amount")


async def says(stage: Stage, *answers: tuple[str, str]) -> View:
    """Press an option at each prompt, in order: (prompt, option)."""
    for prompt, option in answers:
        await stage.customer.sees(prompt)
        stage.customer.presses(f"option:{option}")
    return stage.customer.view


async def confirms(stage: Stage, who: Person, end: str) -> View:
    """From the review to how it ended."""
    stage.customer.presses("primary")
    await stage.customer.sees("pin-order")
    await stage.enters_pin(who.pin)
    return await stage.customer.sees(end)


def prompts_seen(stage: Stage, prompt: str, since: int = 0) -> bool:
    """Whether a prompt was shown, from the view with that number on."""
    return prompt in [view.prompt for view in stage.customer.seen[since:]]


def plain(words: str) -> str:
    """Without what keeps a figure and its measure word on one line."""
    return words.replace("\u2060", "").replace("\u00a0", " ")


def rows(view: View) -> dict[str, str]:
    return {row.label: row.value for row in view.rows}


def spied_orders(stage: Stage) -> list[TransferOrder]:
    """The orders that are given from now on, as they are given."""
    given: list[TransferOrder] = []
    run = stage.orders.run

    async def noted(kind: str, body: TransferOrder, **how: Any) -> object:
        given.append(body)
        return await run(kind, body, **how)

    stage.orders.run = noted  # type: ignore[method-assign,assignment]  # pyright: ignore  # the same, looked at
    return given
