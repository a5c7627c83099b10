"""How to get to what is said of a new card: a service that makes one, at a bank that has approved already."""

from collections.abc import Callable

from kiosk.session import Session
from tests.issuing.desk import APPLICATION, TOKEN
from tests.issuing.model_bank import ModelBank
from tests.storyboards.documents import dict_of_services
from tests.storyboards.prompts import Place, Story, menu, press
from tests.storyboards.stage import Stage


async def makes_a_card(stage: Stage, bank: ModelBank | None = None) -> ModelBank:
    """Behind the menu's inquiry, once: the card of an approved application. Its bank is the one given."""
    bank = bank or ModelBank()
    for where, name, what in ((stage.client, "bind", bank.bind), (stage.issues, "_tell", bank.tell)):
        setattr(where, name, what)
    services = dict_of_services()
    usual = services["inquiry"]

    async def service(session: Session) -> None:
        services["inquiry"] = usual
        await session.issue_card(APPLICATION, TOKEN)

    await menu(stage)
    services["inquiry"] = service
    stage.customer.presses("option:inquiry")
    return bank


async def at_the_gate(stage: Stage) -> ModelBank:
    bank = await makes_a_card(stage)
    await stage.customer.sees("take-new-card")
    return bank


async def taken(stage: Stage) -> None:
    await stage.takes_new_card()


def with_fault(fault: str, prompt: str) -> Story:
    """The dispenser has this fault when the card is to be made."""

    async def reach(stage: Stage) -> None:
        stage.simulator.dispenser.set_fault(fault, on=True)
        await makes_a_card(stage)
        await stage.pass_time_until(prompt)

    return reach


def after(what: Callable[[Stage, ModelBank], None], prompt: str) -> Story:
    """This happens while the card waits at the gate."""

    async def reach(stage: Stage) -> None:
        what(stage, await at_the_gate(stage))
        await stage.let_settle()
        await stage.pass_time_until(prompt)

    return reach


async def out_of_sight(stage: Stage) -> None:
    """The dispenser does not answer while somebody takes the card."""
    await at_the_gate(stage)
    stage.simulator.dispenser.set_fault("gone", on=True)
    await stage.let_settle()
    stage.simulator.dispenser.take()
    stage.simulator.dispenser.set_fault("gone", on=False)
    await stage.pass_time_until("new-card-out")


def bank_is_away(stage: Stage, bank: ModelBank) -> None:
    bank.away = True
    stage.simulator.dispenser.take()


def nothing(stage: Stage, bank: ModelBank) -> None:
    return


ISSUING = (
    Place("take-new-card", at_the_gate, taken, idles=False),
    Place("new-card-kept", after(nothing, "new-card-kept"), press("primary"), idles=False),
    Place("new-card-out", out_of_sight, press("primary"), idles=False),
    Place("new-card-later", after(bank_is_away, "new-card-later"), press("primary"), idles=False),
    Place("new-card-not-made", with_fault("dead-chip", "new-card-not-made"), press("primary"), idles=False),
    Place("new-card-not-begun", with_fault("empty", "new-card-not-begun"), press("primary"), idles=False),
)
