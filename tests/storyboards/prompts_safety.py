"""How to get to each prompt of the safety service, with a card and without one."""

import json
import re
import tomllib

from drivers.simulator.people import PEOPLE
from tests.storyboards.books import undoes_stops
from tests.storyboards.prompts import Place, chosen, menu, press
from tests.storyboards.stage import Stage, person

_HOUR = 3700.0  # seconds: after that the bank counts the codes it has sent anew


def id_number(person: str) -> str:
    """The ID number of somebody of assets/sandbox/people.toml."""
    people = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"]
    return next(entry for entry in people if entry["id"] == person)["id_number"]


MARIA = id_number("maria-fernandez-okonkwo")
OUYANG = id_number("ouyang-zhiyuan")
ZHAO = id_number("zhao-min")  # whose card has expired
ZHOU = id_number("zhou-jianguo")  # who has closed his account
LIN = "lin-mei-ling"  # who stops what she has in each of these cells, and in no other story at that bank


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
        try:
            text = json.loads(file.read_text(encoding="utf-8"))["text"]
        except FileNotFoundError:
            continue  # the folder keeps the newest messages only: an old one went just now
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


# -- what it came to -----------------------------------------------------------------------------------------------


async def _lins(stage: Stage) -> None:
    """Lin's things, by her card; nothing of them is stopped yet."""
    undoes_stops(stage.bank, LIN)
    await stage.signs_in(person(LIN))
    stage.customer.presses("option:safety")
    await stage.customer.sees("safety")


async def _lins_by_phone(stage: Stage) -> None:
    undoes_stops(stage.bank, LIN)
    await known_by_phone(stage, id_number(LIN))


async def _stops(stage: Stage, kind: str, asked: str, told: str) -> None:
    stage.customer.presses(thing(stage, kind))
    await stage.customer.sees(asked)
    stage.customer.presses("option:yes")
    await stage.customer.sees(told)


async def _chooses_again(stage: Stage, kind: str, told: str) -> None:
    stage.customer.presses("option:none")
    await stage.customer.sees("safety")
    stage.customer.presses(thing(stage, kind))
    await stage.customer.sees(told)


async def frozen(stage: Stage) -> None:
    await _lins(stage)
    await _stops(stage, "account", "safety-freeze", "safety-frozen")


async def frozen_already(stage: Stage) -> None:
    """Without a card: with it, the account can be released."""
    await _lins_by_phone(stage)
    await _stops(stage, "account", "safety-freeze", "safety-frozen")
    await _chooses_again(stage, "account", "safety-frozen-already")


async def lost_here(stage: Stage) -> None:
    await _lins(stage)
    await _stops(stage, "card", "safety-lose", "safety-lost-here")


async def lost(stage: Stage) -> None:
    await _lins_by_phone(stage)
    await _stops(stage, "card", "safety-lose", "safety-lost")


async def lost_already(stage: Stage) -> None:
    await lost(stage)
    await _chooses_again(stage, "card", "safety-lost-already")


async def expired_already(stage: Stage) -> None:
    await known_by_phone(stage, ZHAO)
    stage.customer.presses(thing(stage, "card"))
    await stage.customer.sees("safety-expired-already")


async def closed_already(stage: Stage) -> None:
    await known_by_phone(stage, ZHOU)
    stage.customer.presses(thing(stage, "account"))
    await stage.customer.sees("safety-closed-already")


async def refused(stage: Stage) -> None:
    """The bank has ended the customer's session meanwhile."""
    await _lins(stage)
    stage.customer.presses(thing(stage, "account"))
    await stage.customer.sees("safety-freeze")
    stage.bank.control.advance(_HOUR)
    stage.customer.presses("option:yes")
    await stage.customer.sees("problem-safety")


SAFETY = (
    Place("safety-id", safety_id, press("primary"), back_to="out", card_in=False, draft=MARIA, apart=True),
    Place("safety-code", code_asked_for, press("back"), back_to="safety-id", card_in=False, apart=True),
    Place("safety-code-ended", code_ended, press("primary"), card_in=False, apart=True),
    Place("safety", with_card, press("option:done"), back_to="menu"),
    Place("safety", known_by_phone, press("option:done"), back_to="out", card_in=False, apart=True),
    Place("safety-lose", lose, press("option:no"), back_to="safety"),
    Place("safety-freeze", freeze, press("option:no"), back_to="safety"),
    Place("safety-unknown", not_known, press("primary")),
    Place("safety-frozen", frozen, press("option:none"), apart=True),
    Place("safety-frozen-already", frozen_already, press("primary"), back_to="safety", card_in=False, apart=True),
    Place("safety-lost-here", lost_here, press("option:none"), apart=True),
    Place("safety-lost", lost, press("option:none"), card_in=False, apart=True),
    Place("safety-lost-already", lost_already, press("primary"), back_to="safety", card_in=False, apart=True),
    Place("safety-expired-already", expired_already, press("primary"), back_to="safety", card_in=False, apart=True),
    Place("safety-closed-already", closed_already, press("primary"), back_to="safety", card_in=False, apart=True),
    Place("problem-safety", refused, press("primary"), back_to="menu", apart=True),
)
