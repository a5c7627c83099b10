"""Texts that a story expects: words as they stand, or a text of the terminal by its id, in the language at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.channels import LANGUAGES, Language
from kiosk.storyboards.marks import Marked, unknown
from kiosk.texts import MissingTextError, Texts

TEXTS = Texts()
_EXPECTED = "expected a text, {text: ID} with the id of one, or a list of these"


@dataclass(frozen=True)
class TextId:
    """A text of assets/texts, or its attribute ("opening-kept.body"), with its arguments."""

    id: str
    attribute: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict[str, str | int])

    def __str__(self) -> str:
        return f"{self.id}.{self.attribute}" if self.attribute else self.id


Words = str | TextId


def wording(words: Words, language: Language) -> str:
    """What is to stand there in this language."""
    return words if isinstance(words, str) else TEXTS.say(language, words.id, words.args, words.attribute)


def read_wordings(marked: Marked) -> tuple[Words, ...]:
    """Read one text, or a list of them. Raises `Problem`."""
    entries = marked.value if isinstance(marked.value, list) else [marked]
    return tuple(read_wording(entry) for entry in entries)


def read_wording(marked: Marked) -> Words:
    """Read one text. Raises `Problem`: it is empty, or there is no such text, in some language or with these
    arguments."""
    if not isinstance(marked.value, dict):
        return marked.text(_EXPECTED)
    if "text" not in marked.value:
        raise marked.wrong(_EXPECTED)
    value = marked.value["text"]
    id, _, attribute = value.text("expected the id of a text").partition(".")
    args = {name: _argument(arg.text()) for name, arg in marked.value.items() if name != "text"}
    named = TextId(id, attribute, args)
    for language in LANGUAGES:
        try:
            found = TEXTS.find(language, id, args, attribute)
        except MissingTextError as error:
            raise value.wrong(f"expected the arguments of {named}, beside 'text' ({error})") from error
        if found is None:
            raise value.wrong(unknown(str(named), list(TEXTS.ids(language)), "the id of a text"))
    return named


def _argument(written: str) -> str | int:
    return int(written) if written.isdecimal() else written
