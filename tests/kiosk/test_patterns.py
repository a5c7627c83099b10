"""What Fluent messages say."""

from pathlib import Path

import pytest

from kiosk.patterns import Messages, PatternError, Values, inserted

SOURCE = """
plain = Hello, { $name }.
    .hint = Two { "{" }braces{ "}" }
lines =
    First
    second { 3 }
count = { $count ->
    [0] none
    [one] one thing
   *[other] { $count } things
}
kind = { $kind ->
    [card] Your card, { $name }
   *[other] Your { $what }
}
other = See { plain } and { plain.hint }
term = { -term }
-term = term
call = { NUMBER($count) }
hint =
    .say = Only said
plain = Twice
"""


@pytest.fixture
def english(tmp_path: Path) -> Messages:
    file = tmp_path / "texts.ftl"
    file.write_text(SOURCE, encoding="utf-8")
    return Messages([file], singular=True)


def say(messages: Messages, id: str, values: Values | None = None, attribute: str = "") -> str:
    pattern = messages.pattern(id, attribute)
    assert pattern is not None
    return messages.say(pattern, values or {})


@pytest.mark.parametrize(
    ("id", "attribute", "values", "words"),
    [
        ("plain", "", {"name": "Li"}, "Hello, Li."),
        ("plain", "hint", {}, "Two {braces}"),
        ("lines", "", {}, "First\nsecond 3"),
        ("count", "", {"count": 0}, "none"),
        ("count", "", {"count": 1}, "one thing"),
        ("count", "", {"count": 12345}, "12,345 things"),
        ("count", "", {"count": "0"}, "0 things"),  # a word is no figure
        ("kind", "", {"kind": "card", "name": "Li"}, "Your card, Li"),
        ("kind", "", {"kind": 1, "what": "slip"}, "Your slip"),
        ("other", "", {"name": "Li"}, "See Hello, Li. and Two {braces}"),
        ("hint", "say", {}, "Only said"),
    ],
)
def test_a_message_is_said_with_its_arguments(
    english: Messages, id: str, attribute: str, values: Values, words: str
) -> None:
    assert say(english, id, values, attribute) == words


def test_a_language_without_a_singular_counts_one_as_any(tmp_path: Path) -> None:
    file = tmp_path / "texts.ftl"
    file.write_text(SOURCE, encoding="utf-8")
    assert say(Messages([file], singular=False), "count", {"count": 1}) == "1 things"


@pytest.mark.parametrize("id", ["plain", "term", "call"])
def test_what_cannot_be_said_is_an_error(english: Messages, id: str) -> None:
    with pytest.raises(PatternError):
        say(english, id, {"count": 1})


def test_what_is_not_there_is_none(english: Messages) -> None:
    assert "plain" in english
    assert "absent" not in english
    assert english.pattern("absent") is None
    assert english.pattern("plain", "absent") is None
    assert english.pattern("hint") is None


def test_arguments_that_only_choose_are_not_inserted(english: Messages) -> None:
    pattern = english.pattern("kind")
    assert pattern is not None
    assert inserted(pattern) == {"name", "what"}
