"""The catalogue: what it lets through, and its documentation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.money.events import CATALOGUE, EVENTS, Field, UnknownEvent, check, documentation
from kiosk.money.fields import Kind

ROOT = Path(__file__).parents[2]
PANS = ["6222020000000010", "4111111111111111", "6217000000000000018"]
SECRETS = [*PANS, "123456", "Zhang San", "张三", "0123456789abcdef0123456789abcdef", "13800138000", "a,b"]


def kinds() -> list[tuple[str, str, Kind]]:
    return [(e.name, name, kind) for e in EVENTS.values() for name, kind in {**e.fields, **e.optional}.items()]


def test_no_event_is_in_the_catalogue_twice() -> None:
    assert len(EVENTS) == sum(len(events) for events in CATALOGUE.values())


def test_what_begins_ends_and_says_how() -> None:
    begun = {name.removesuffix("-init") for name in EVENTS if name.endswith("-init")}
    ended = {name.removesuffix("-complete") for name in EVENTS if name.endswith("-complete")}
    assert begun == ended
    assert all("disposition" in EVENTS[f"{name}-complete"].fields for name in ended)


def test_every_field_is_documented_and_every_event_said() -> None:
    assert all(kind.about for _, _, kind in kinds())
    assert all(event.about.endswith(".") for event in EVENTS.values())


def test_no_field_takes_a_card_number_a_pin_block_a_name_or_a_pin() -> None:
    """But the bank's reference, and the terminal's id, which the settings give: neither is a customer's."""
    let_through = {
        (name, secret)
        for _, name, kind in kinds()
        for secret in SECRETS
        if name not in ("reference", "terminal") and kind.allows(secret)
    }
    assert let_through == set()


@given(st.text(max_size=40))
def test_text_that_could_be_typed_is_no_text_id(text: str) -> None:
    check_text = EVENTS["prompt-shown"].fields["prompt"]
    assert not check_text.allows(text) or (text[0].islower() and sum(c.isdigit() for c in text) <= 2)


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("order-intent", {"amount": 1.5}),
        ("order-intent", {"amount": True}),
        ("order-intent", {"amount": -1}),
        ("order-intent", {"amount": "1"}),
        ("order-intent", {"case": "12345678901"}),
        ("session-end", {"reason": "bored"}),
    ],
)
def test_a_value_of_another_kind_is_refused(event: str, fields: dict[str, Field]) -> None:
    good: dict[str, dict[str, Field]] = {
        "order-intent": {
            "key": "00000000-0000-4000-8000-000000000000",
            "kind": "transfer",
            "amount": 1,
            "case": "123456789012",
        },
        "session-end": {"reason": "finished"},
    }
    check(event, "v1", good[event])
    with pytest.raises(UnknownEvent):
        check(event, "v1", {**good[event], **fields})


def test_the_documentation_is_current() -> None:
    assert (ROOT / "docs/journal.md").read_text() == "\n".join(documentation()) + "\n", "make docs"


def recorded() -> Iterator[tuple[str, int, str, set[str]]]:
    """Every event that the kiosk records by name: file, line, event, fields."""
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            if node.func.attr not in ("record", "note"):
                continue
            names = node.args[0]
            branches = [names.body, names.orelse] if isinstance(names, ast.IfExp) else [names]
            for branch in branches:
                if isinstance(branch, ast.Constant) and isinstance(branch.value, str):
                    fields = {keyword.arg for keyword in node.keywords if keyword.arg and keyword.arg != "session"}
                    yield str(path.relative_to(ROOT)), node.lineno, branch.value, fields


def test_what_the_kiosk_records_is_in_the_catalogue() -> None:
    found = list(recorded())
    assert len(found) > 30
    for file, line, name, fields in found:
        assert name in EVENTS, f"{file}:{line}: {name}"
        event = EVENTS[name]
        assert fields <= {*event.fields, *event.optional}, f"{file}:{line}: {name}"
