"""Which texts of a view hold what is the customer's own, and are not spoken to a room unless the customer wants it."""

from kiosk.channels import View
from kiosk.prompts import Choose, Invalid, Prompt
from kiosk.wording import Words

_ATTRIBUTES = {"title": "", "help": "hint", "body": "body", "say": "say"}


def personal(view: View, prompt: Prompt[object], error: Invalid | None, words: Words) -> tuple[str, ...]:
    """The names of those of its texts. Rows, items, sums, numbers and what was typed always are, and not named here."""
    found = {name for name, attribute in _ATTRIBUTES.items() if words.personal(prompt.text, attribute)}
    if view.say == view.title.replace("\n", ""):  # what has no words of its own to be spoken
        found = found | {"say"} if "title" in found else found - {"say"}
    if error and words.personal(error.text, args=error.values):
        found.add("error")
    if isinstance(prompt, Choose):
        found |= {f"option:{o.key}" for o in prompt.options if words.personal(o.text, args=o.args)}
    return tuple(sorted(found))
