"""The words of one prompt, in the language and mode of whoever reads it."""

from collections.abc import Mapping, Sequence

from kiosk.channels import Language, Mode, Row
from kiosk.numerals import capitals, english
from kiosk.prompts import Fact, Prompt
from kiosk.texts import Text, Texts, Value

# rows that say what the terminal does or what anybody should do: nothing of the customer's
_ANYBODYS = frozenset(
    ("row-consent-why", "row-consent-how", "row-consent-kept", "row-then", "row-undo", "row-we-will", "row-please",
     "row-face-reason", "row-staff-state")
)  # fmt: skip


class Words:
    """The texts of one prompt in one language and mode."""

    def __init__(self, texts: Texts, prompt: Prompt[object], language: Language, mode: Mode) -> None:
        self.texts = texts
        self.language: Language = language
        self._prompt = prompt
        self._args: dict[str, Value] = {**prompt.args, "mode": mode}
        self._elder = mode == "elder"

    def text(self, text: str, attribute: str = "", args: Mapping[str, Value] | None = None) -> str:
        return self.texts.say(self.language, text, {**self._args, **(args or {})}, attribute)

    def optional(self, attribute: str) -> str:
        return self.texts.find(self.language, self._prompt.text, self._args, attribute) or ""

    def attribute(self, text: str, attribute: str, args: Mapping[str, Value]) -> str:
        return self.texts.find(self.language, text, {**self._args, **args}, attribute) or ""

    def personal(self, text: str, attribute: str = "", args: Mapping[str, Value] | None = None) -> bool:
        """Whether a text holds what is the customer's own: a name, a sum, a number, a time. A count is nobody's."""
        values = self._args if args is None else args
        inserted = self.texts.inserts(self.language, text, attribute)
        return any(not isinstance(values[name], int | Text) for name in inserted if name in values)

    def phrases(self, text: str, attribute: str = "") -> tuple[str, ...]:
        """What is said for `text`: those of its attribute, with a bar between; none where there are none."""
        return self.texts.phrases(self.language, text, attribute)

    def row(self, fact: Fact) -> Row:
        note = self.texts.value(self.language, fact.note) if fact.note else ""
        label = self.text(fact.label) if fact.label else ""
        own = fact.label not in _ANYBODYS or not isinstance(fact.value, Text)
        return Row(label, self.texts.value(self.language, fact.value), note, fact.strong, personal=own)

    def kept(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """Elder mode shows fewer things."""
        return tuple(fact for fact in facts if not (fact.spare and self._elder))

    def value(self, value: Value) -> str:
        return self.texts.value(self.language, value) if value else ""

    def reading(self, fen: int) -> str:
        """The sum in words: Chinese capitals, or English."""
        return english(fen) if self.language == "en" else capitals(fen, self.language)
