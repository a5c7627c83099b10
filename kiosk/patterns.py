"""What Fluent messages say, for the arguments they are given: fluent.syntax reads the files, this puts in the values.

It knows what the terminal's texts use: arguments, literals, other messages, and choices by a word, a figure or a
plural. Functions and terms are none of it, and are an error. fluent.runtime knows all of Fluent, with babel and attrs:
9 MB and 40 ms more before the first screen.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    Message,
    MessageReference,
    NumberLiteral,
    Pattern,
    Placeable,
    SelectExpression,
    StringLiteral,
    TextElement,
    VariableReference,
    Variant,
)

Values = Mapping[str, str | int]


class PatternError(Exception):
    """A pattern cannot be said: an argument is missing, or it uses what is not known here."""


def read(files: Iterable[Path]) -> dict[str, Message]:
    """The messages of some Fluent files, by their ids; of two with one id the first."""
    found: dict[str, Message] = {}
    for file in files:
        # where each word stood would take a fifth of the memory
        for entry in FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                found.setdefault(entry.id.name, entry)
    return found


class Messages:
    """The messages of one language. `singular`: it has one, and `[one]` chooses it."""

    def __init__(self, files: Iterable[Path], *, singular: bool) -> None:
        self._messages = read(files)
        self._singular = singular

    def __contains__(self, id: str) -> bool:
        return id in self._messages

    def pattern(self, id: str, attribute: str = "") -> Pattern | None:
        """The value of a message, or one of its attributes; None where there is none."""
        message = self._messages.get(id)
        if message is None or not attribute:
            return message and message.value
        return next((found.value for found in message.attributes if found.id.name == attribute), None)

    def say(self, pattern: Pattern, values: Values) -> str:
        """`pattern` with its arguments. Raises `PatternError`."""
        return "".join(
            element.value if isinstance(element, TextElement) else self._placed(element.expression, values)
            for element in pattern.elements
        )

    def _placed(self, expression: object, values: Values) -> str:
        if isinstance(expression, Placeable):
            return self._placed(expression.expression, values)
        if isinstance(expression, SelectExpression):
            return self.say(self._chosen(expression, self._value(expression.selector, values)).value, values)
        value = self._value(expression, values)
        return f"{value:,}" if isinstance(value, int) else value

    def _value(self, expression: object, values: Values) -> str | int:
        match expression:
            case VariableReference():
                if expression.id.name not in values:
                    raise PatternError(f"no argument {expression.id.name}")
                return values[expression.id.name]
            case StringLiteral():
                return str(expression.parse()["value"])
            case NumberLiteral():
                return int(expression.value)
            case MessageReference():
                attribute = expression.attribute.name if expression.attribute else ""
                pattern = self.pattern(expression.id.name, attribute)
                if pattern is None:
                    raise PatternError(f"no message {expression.id.name}")
                return self.say(pattern, values)
            case _:
                raise PatternError(f"{type(expression).__name__} is not known here")

    def _chosen(self, choice: SelectExpression, value: str | int) -> Variant:
        """The variant of this figure or word; else of its plural; else the one with the star."""
        keys = [value]
        if isinstance(value, int):
            keys.append("one" if self._singular and value == 1 else "other")
        for key in keys:
            for variant in choice.variants:
                written = int(variant.key.value) if isinstance(variant.key, NumberLiteral) else variant.key.name
                if written == key:
                    return variant
        return next(variant for variant in choice.variants if variant.default)


def inserted(pattern: Pattern) -> frozenset[str]:
    """The arguments that stand in a pattern itself: not those that only choose among its words."""
    found: set[str] = set()
    for element in pattern.elements:
        if isinstance(element, Placeable):
            found |= _inserted(element.expression)
    return frozenset(found)


def _inserted(expression: object) -> frozenset[str]:
    match expression:
        case Placeable():
            return _inserted(expression.expression)
        case SelectExpression():
            return frozenset[str]().union(*(inserted(variant.value) for variant in expression.variants))
        case VariableReference():
            return frozenset([expression.id.name])
        case _:
            return frozenset()
