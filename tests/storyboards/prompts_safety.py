"""How to get to each prompt of the safety service, with a card and without one."""

import json
import tomllib

from drivers.simulator.people import PEOPLE
from tests.storyboards.prompts import Place, menu, press
from tests.storyboards.prompts_inquiry import chosen
from tests.storyboards.stage import Stage

_HOUR = 3700.0  # seconds: after that the bank counts the codes it has sent anew


def id_number(person: str) -> str:
    """The ID number of somebody of assets/sandbox/people.toml."""
    people = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"]
    return next(entry for entry in people if entry["id"] == person)["id_number"]


MARIA = id_number("maria-fernandez-okonkwo")
OUYANG = id_number("ouyang-zhiyuan")


async def safety_id(stage: Stage, number: str = MARIA) -> None:
    stage.customer.presses("option:safety")
    await stage.customer.sees("safety-id")
    stage.visited = stage.attendant.session
    stage.customer.types(number)
    await stage.customer.sees(lambda view: view.draft == number)


async def safety_code(stage: Stage, number: str = MARIA) -> None:
    stage.bank.control.advance(_HOUR)
    await safety_id(stage, number)
    stage.customer.presses("primary")
    await stage.customer.sees("safety-code")


async def reads_code(stage: Stage, after: int = 0) -> str:
    """The newest code on a phone, once one has come with a number above `after`."""
    while newest_message(stage) <= after:
        await stage.let_settle()
    file = stage.bank.sms / f"{newest_message(stage):010d}.json"
    text = json.loads(file.read_text(encoding="utf-8"))["text"]
    return next(word for word in text.replace("，", " ").replace(",", " ").split() if word.isdecimal())


def newest_message(stage: Stage) -> int:
    """The number of the newest message on any phone; 0 where there is none."""
    return max((int(file.stem) for file in stage.bank.sms.glob("*.json")), default=0)


async def known_by_phone(stage: Stage, number: str = MARIA) -> None:
    before = newest_message(stage)
    await safety_code(stage, number)
    stage.customer.types(await reads_code(stage, before))
    stage.customer.presses("primary")
    await stage.customer.sees("safety")


async def code_ended(stage: Stage) -> None:
    await safety_code(stage)
    for typed in ("000000", "000001", "000002"):
        stage.customer.types(typed)
        await stage.customer.sees(lambda view, typed=typed: view.draft == typed)
        stage.customer.presses("primary")
        if typed != "000002":
            await stage.customer.sees(lambda view: view.error != "")
            stage.customer.presses_key("clear")
    await stage.customer.sees("safety-code-ended")


def thing(stage: Stage, kind: str) -> str:
    """The target of the first card or account on the list."""
    return next(f"item:{item.key}" for item in stage.customer.view.items if item.key.startswith(f"{kind}:"))


with_card = chosen(menu, "option:safety", "safety")


async def lose(stage: Stage) -> None:
    await with_card(stage)
    stage.customer.presses(thing(stage, "card"))
    await stage.customer.sees("safety-lose")


async def freeze(stage: Stage) -> None:
    await with_card(stage)
    stage.customer.presses(thing(stage, "account"))
    await stage.customer.sees("safety-freeze")


async def not_known(stage: Stage) -> None:
    """The line is cut at that moment: nobody can tell whether it was done."""
    await freeze(stage)
    stage.line.cut()
    stage.customer.presses("option:yes")
    await stage.customer.sees("safety-unknown")
    stage.line.mend()


SAFETY = (
    Place("safety-id", safety_id, press("primary"), back_to="out", card_in=False, draft=MARIA, apart=True),
    Place("safety-code", safety_code, press("back"), back_to="safety-id", card_in=False, apart=True),
    Place("safety-code-ended", code_ended, press("primary"), card_in=False, apart=True),
    Place("safety", with_card, press("option:done"), back_to="menu"),
    Place("safety", known_by_phone, press("option:done"), back_to="out", card_in=False, apart=True),
    Place("safety-lose", lose, press("option:no"), back_to="safety"),
    Place("safety-freeze", freeze, press("option:no"), back_to="safety"),
    Place("safety-unknown", not_known, press("primary")),
)
