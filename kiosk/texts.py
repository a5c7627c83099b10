"""What the terminal says: Fluent messages in every language, one message a prompt.

The message's value is the title; its attributes hold the rest: `.hint`, `.say`, `.step`, `.primary`, `.secondary`,
`.body`, `.hear`. Texts live in assets/texts/<language>/*.ftl; first.ftl has what the first screen says. Arguments are
values (Money, datetime, str, int), formatted here for the language, never before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.channels import LANGUAGES, Language
from kiosk.numerals import grouped, money
from kiosk.patterns import Messages, PatternError, inserted, read

ASSETS = Path(__file__).resolve().parent.parent / "assets"
_WITH_SINGULAR = ("en",)  # in Chinese one is no other than many
_MEASURE = re.compile(r"(\d) ?(?=[元张張秒位次笔筆月日])")


@dataclass(frozen=True)
class Money:
    """An amount in fen, as an argument of a text."""

    fen: int


@dataclass(frozen=True)
class Signed:
    """A movement in fen: written with its sign, "+1,200.00" or "−35.00"."""

    fen: int


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    year: int
    month: int


@dataclass(frozen=True)
class Text:
    """A text that is itself an argument of another: its id is looked up in the language shown."""

    id: str


@dataclass(frozen=True)
class Worded:
    """A word from elsewhere: the text `id` where there is one, else `word` as it came."""

    id: str
    word: str


@dataclass(frozen=True)
class Several:
    """Some values in a row, with something between them."""

    values: "tuple[Value, ...]"
    between: str = " · "


@dataclass(frozen=True)
class Grouped:
    """Digits to be read in fours: an account number, a case number."""

    digits: str


@dataclass(frozen=True)
class Named:
    """What has a name in each language: a place."""

    hans: str
    hant: str
    en: str


Value = str | int | Money | Signed | Month | Text | Several | Worded | Grouped | Named | datetime | date


class MissingTextError(Exception):
    """A text id that no file defines. A programming error: tests find it before a customer does."""


class Texts:
    """All texts of all languages. `zone` is the bank's: what customers read is the bank's time."""

    def __init__(self, folder: Path = ASSETS / "texts", zone: str = "Asia/Shanghai") -> None:
        self._folder = folder
        self._zone = ZoneInfo(zone)
        self._first: dict[Language, Messages] = {}
        self._whole: dict[Language, Messages] = {}
        self._inserted: dict[tuple[Language, str, str], frozenset[str]] = {}
        self._phrases: dict[tuple[Language, str, str], tuple[str, ...]] = {}
        self._names = Messages([folder / "languages.ftl"], singular=False)

    def load(self, language: Language) -> None:
        """Read all texts of a language, if they are not read yet: parsing them takes a while. From any thread."""
        if language not in self._whole:
            files = sorted((self._folder / language).glob("*.ftl"))
            self._whole[language] = Messages(files, singular=language in _WITH_SINGULAR)

    def language_name(self, language: Language) -> str:
        """A language by its own name."""
        return self.of_language(language, "")

    def of_language(self, language: Language, attribute: str) -> str:
        """What is said in every language at once, in this one: an attribute of its name."""
        pattern = self._names.pattern(language, attribute)
        assert pattern is not None, "languages.ftl names every language"
        return self._names.say(pattern, {})

    def _messages_with(self, language: Language, text: str) -> Messages:
        """Where to look for a text. The first screen waits for one file of one language only."""
        if language in self._whole:
            return self._whole[language]
        if language not in self._first:
            first = self._folder / language / "first.ftl"
            self._first[language] = Messages([first], singular=language in _WITH_SINGULAR)
        if text in self._first[language]:
            return self._first[language]
        self.load(language)
        return self._whole[language]

    def say(self, language: Language, text: str, args: Mapping[str, Value] | None = None, attribute: str = "") -> str:
        """Give the text `text` (or its attribute) in `language`. Raises `MissingTextError`."""
        found = self.find(language, text, args, attribute)
        if found is None:
            raise MissingTextError(f"{language}: {text}{'.' + attribute if attribute else ''}")
        return found

    def find(
        self, language: Language, text: str, args: Mapping[str, Value] | None = None, attribute: str = ""
    ) -> str | None:
        """Like `say`, but None where there is no such text."""
        messages = self._messages_with(language, text)
        pattern = messages.pattern(text, attribute)
        if pattern is None:
            return None
        ready = {name: self._ready(language, value) for name, value in (args or {}).items()}
        try:
            words = messages.say(pattern, ready)
        except PatternError as error:
            raise MissingTextError(f"{language}: {text}.{attribute}: {error}") from None
        # A figure and its measure word stay on one line.
        return _MEASURE.sub(lambda m: m[1] + ("\u00a0" if m[0].endswith(" ") else "\u2060"), words)

    def inserts(self, language: Language, text: str, attribute: str = "") -> frozenset[str]:
        """The arguments that stand in the text itself: not those that only choose among its words."""
        key = (language, text, attribute)
        if key not in self._inserted:
            pattern = self._messages_with(language, text).pattern(text, attribute)
            self._inserted[key] = inserted(pattern) if pattern else frozenset()
        return self._inserted[key]

    def phrases(self, language: Language, text: str, attribute: str = "") -> tuple[str, ...]:
        """What a customer may say: the phrases of `text` (or of its attribute), which stand with bars between.

        None where there is no such text. They take no arguments, and are read once.
        """
        key = (language, text, attribute)
        if key not in self._phrases:
            found = self.find(language, text, attribute=attribute) or ""
            self._phrases[key] = tuple(phrase.strip() for phrase in found.split("|") if phrase.strip())
        return self._phrases[key]

    def value(self, language: Language, value: Value) -> str:
        """One argument as it is shown in `language`."""
        return str(self._ready(language, value))

    def _ready(self, language: Language, value: Value) -> str | int:
        match value:
            case Money(fen):
                return money(fen)
            case Signed(fen):
                return ("+" if fen > 0 else "\u2212" if fen < 0 else "") + money(abs(fen))
            case Month(year, month):
                return f"{date(year, month, 1):%B %Y}" if language == "en" else f"{year} 年 {month} 月"
            case Grouped(digits):
                return grouped(digits)
            case Named():
                return {"zh-Hans": value.hans, "zh-Hant": value.hant, "en": value.en}[language]
            case Text(id):
                return self.say(language, id)
            case Worded(id, word):
                return self.find(language, id) or word
            case Several(values, between):
                return between.join(str(self._ready(language, value)) for value in values)
            case datetime():
                return self.moment(language, value)
            case date():
                return self.day(language, value)
            case _:
                return value

    def moment(self, language: Language, moment: datetime) -> str:
        """Date and time to the minute, in the bank's zone."""
        local = moment.astimezone(self._zone)
        if language == "en":
            return f"{local.day} {local:%b %Y %H:%M}"
        return f"{local.year} 年 {local.month} 月 {local.day} 日 {local:%H:%M}"

    def day(self, language: Language, day: date) -> str:
        """A calendar day, with its year."""
        return f"{day.day} {day:%b %Y}" if language == "en" else f"{day.year} 年 {day.month} 月 {day.day} 日"

    def clock(self, moment: datetime) -> str:
        """The time of day as four digits, for the abacus."""
        return f"{moment.astimezone(self._zone):%H%M}"

    def time(self, moment: datetime) -> str:
        """The time of day, "10:31"."""
        return f"{moment.astimezone(self._zone):%H:%M}"

    def today(self, language: Language, moment: datetime) -> str:
        """The date with its weekday."""
        local = moment.astimezone(self._zone)
        if language == "en":
            return f"{local:%A} {local.day} {local:%B}"
        return f"{local.month} 月 {local.day} 日　星期{'一二三四五六日'[local.weekday()]}"

    def ids(self, language: Language) -> Iterator[str]:
        """All message ids and `id.attribute` names of a language, for the test that compares languages."""
        for file in sorted((self._folder / language).glob("*.ftl")):
            for name, message in read([file]).items():
                yield name
                for attribute in message.attributes:
                    yield f"{name}.{attribute.id.name}"


__all__ = [
    "LANGUAGES",
    "Grouped",
    "MissingTextError",
    "Money",
    "Month",
    "Named",
    "Several",
    "Signed",
    "Text",
    "Texts",
    "Value",
    "Worded",
]
