"""How to get to each prompt of the safety service, with a card and without one."""

import json
import re
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


async def safety_code(stage: Stage, number: str = MARIA) -> str:
    """Ask for a code, and wait until it is on the phone; gives it."""
    stage.bank.control.advance(_HOUR)
    before = newest_code(stage)
    await safety_id(stage, number)
    stage.customer.presses("primary")
    await stage.customer.sees("safety-code")
    return await reads_code(stage, before)


async def reads_code(stage: Stage, after: int) -> str:
    """The newest code on a phone, once one has come in a message with a number above `after`."""
    while newest_code(stage) <= after:
        await stage.let_settle()
    return _codes(stage)[newest_code(stage)]


def newest_code(stage: Stage) -> int:
    """The number of the newest message with a code; 0 where there is none."""
    return max(_codes(stage), default=0)


def _codes(stage: Stage) -> dict[int, str]:
    """The codes on all phones, by the number of the message; the bank writes of other things too."""
    found: dict[int, str] = {}
    for file in stage.bank.sms.glob("*.json"):
        text = json.loads(file.read_text(encoding="utf-8"))["text"]
        if code := re.search(r"(?<!\d)\d{6}(?!\d)", text):
            found[int(file.stem)] = code[0]
    return found


async def code_asked_for(stage: Stage) -> None:
    await safety_code(stage)


async def known_by_phone(stage: Stage, number: str = MARIA) -> None:
    stage.customer.types(await safety_code(stage, number))
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
    Place("safety-code", code_asked_for, press("back"), back_to="safety-id", card_in=False, apart=True),
    Place("safety-code-ended", code_ended, press("primary"), card_in=False, apart=True),
    Place("safety", with_card, press("option:done"), back_to="menu"),
    Place("safety", known_by_phone, press("option:done"), back_to="out", card_in=False, apart=True),
    Place("safety-lose", lose, press("option:no"), back_to="safety"),
    Place("safety-freeze", freeze, press("option:no"), back_to="safety"),
    Place("safety-unknown", not_known, press("primary")),
)
