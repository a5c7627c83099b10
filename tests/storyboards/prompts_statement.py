"""How to get to each prompt of the statement, and how a customer goes on from there."""

from tests.storyboards.prompts import Place, account, chosen, press
from tests.storyboards.stage import Stage

days = chosen(account, "option:statement", "statement-days")
offer = chosen(days, "option:days", "statement-offer")
take = chosen(offer, "option:print", "take-document")


async def failed(stage: Stage) -> None:
    await offer(stage)
    stage.simulator.documents.set_fault("jam", on=True)
    stage.customer.presses("option:print")
    await stage.customer.sees("statement-failed")


async def short(stage: Stage) -> None:
    """Somebody took paper out of the tray after it was looked at."""
    await offer(stage)
    stage.simulator.documents.sheets = 1
    stage.customer.presses("option:print")
    await stage.customer.sees("statement-paper-short")


async def not_taken(stage: Stage) -> None:
    await take(stage)
    await stage.pass_time_until("statement-not-taken")
    assert stage.simulator.documents.waiting == ""


async def still_there(stage: Stage) -> None:
    await take(stage)
    stage.simulator.documents.set_fault("jam", on=True)
    await stage.pass_time_until("statement-still-there")
    stage.simulator.documents.set_fault("jam", on=False)


async def _take(stage: Stage) -> None:
    await stage.takes_document()


STATEMENT = (
    Place("statement-days", days, press("option:last"), back_to="account"),
    Place("statement-offer", offer, press("option:print"), back_to="statement-days"),
    Place("take-document", take, _take, idles=False),
    Place("statement-failed", failed, press("primary")),
    Place("statement-paper-short", short, press("primary")),
    Place("statement-not-taken", not_taken, press("primary")),
    Place("statement-still-there", still_there, press("primary")),
)
