"""Every prompt has a sample: what nobody has drawn, nobody has looked at."""

import re
from pathlib import Path

from kiosk.texts import ASSETS, Texts
from tests.screens.samples import samples

_ROOT = Path(__file__).parents[2] / "kiosk"
_FAMILIES = (
    "Home|Choose|Browse|Notice|Review|EnterAmount|EnterDigits|Pin|InsertCard|TakeCard|PlaceDocument|TakeDocument"
    "|TakePaper|Busy|Look|Accept|Sign|Dossier"
)
# Written by attributes that only prompts have.
_PROMPTS_ONLY = (".body", ".say", ".hint", ".primary", ".empty", ".step")
_NO_PROMPTS = ("idle",)  # covers whichever prompt is shown


def test_every_prompt_of_the_code_has_a_sample() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted(_ROOT.rglob("*.py")))
    asked = set(re.findall(rf"\b(?:{_FAMILIES})\(\s*\"([a-z-]+)\"", code))
    asked |= set(re.findall(r"\"(busy-[a-z-]+)\"", code))
    assert len(asked) > 50
    assert asked - {prompt.text for prompt, _ in samples().values()} == set()


def test_every_text_that_only_a_prompt_can_have_has_a_sample() -> None:
    """Finds those that are asked by a name made up at run time."""
    ids = set(Texts(ASSETS / "texts").ids("zh-Hans"))
    prompts = {name.partition(".")[0] for name in ids if name.endswith(_PROMPTS_ONLY)}
    assert prompts - {prompt.text for prompt, _ in samples().values()} - set(_NO_PROMPTS) == set()


def test_every_error_is_drawn_at_a_field() -> None:
    errors = {name for name in Texts(ASSETS / "texts").ids("zh-Hans") if name.startswith("error-")}
    drawn = {scene.error.text for _, scene in samples().values() if scene.error}
    assert errors - drawn == {"error-not-answerable"}  # of prompts that a device answers: never shown at a field
