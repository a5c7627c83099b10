"""What does not fit on the paper stands on another page; what is confirmed was read."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from kiosk.channels import MODES, Act, ActKind, Mode, Row, View
from kiosk.keypad import Keypad
from kiosk.presenting import PAGE, SHOWN, Scene, present
from kiosk.prompts import Browse, Choose, EnterAmount, Entry, Fact, Notice, Review
from kiosk.row_pages import row_pages
from kiosk.texts import Money, Text, Texts
from tests.kiosk.scene import Scene as Play

_TEXTS = Texts()
_COMPANY = "Maria Fernandez-Okonkwo International Trading Ltd."
_REVIEW = Review(
    "transfer-review",
    args={"payee": _COMPANY, "tail": "4821", "amount": Money(8888888888)},
    rows=(
        Fact("row-payee", _COMPANY, strong=True),
        Fact("row-to-account", "6200 00** **** 4821"),
        Fact("row-fee", Money(500)),
        Fact("row-arrival", Text("arrival-real-time"), strong=True),
        Fact("row-from-account", "6200 00** **** 9016"),
        Fact("row-purpose", Text("note-family")),
    ),
    figure=8888888888,
    wording="wording-real-time",
    other="amount",
)


def _review(draft: str = "", mode: Mode = "elder", *, wide: bool = True) -> View:
    return present(_REVIEW, Scene(1, "en", mode, draft, wide=wide), _TEXTS)


def test_a_review_is_confirmed_where_its_last_row_was_read_and_not_before() -> None:
    first, last = _review(), _review("1")
    assert (first.pages, first.page_next, last.page_previous) == (2, "Next page", "Previous page")
    assert [row.label for row in first.rows] == ["Payee", "To account", "Fee"]
    assert [row.label for row in (*first.rows, *last.rows)] == [row.label for row in _review(wide=False).rows]
    assert (first.primary, last.primary) == ("", "Confirm transfer")
    assert (first.secondary, last.secondary) == ("Change amount", "")
    assert first.wording == last.wording != ""
    targets = [{target.id: (target.kind, target.value) for target in view.targets()} for view in (first, last)]
    assert "primary" not in targets[0]
    assert targets[0]["page:next"] == (ActKind.DRAFT, "1")
    assert "primary" in targets[1]
    assert targets[1]["page:previous"] == (ActKind.DRAFT, "0")


def test_a_review_that_fits_is_one_page() -> None:
    whole = _review(wide=False)
    assert (whole.pages, whole.page_words, whole.primary) == (1, "", "Confirm transfer")


def test_enter_turns_to_what_is_not_read_yet() -> None:
    acts: list[Act] = []
    keypad = Keypad(_no_keys)
    coroutine = keypad.listen(acts.append)
    with pytest.raises(StopIteration):
        coroutine.send(None)
    for draft in ("", "1"):
        keypad.show(_review(draft))
        keypad.press("enter")
    assert [(act.kind, act.value) for act in acts] == [(ActKind.DRAFT, "1"), (ActKind.ANSWER, "")]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("wide", [False, True])
def test_pages_lose_no_row_and_keep_together_what_belongs_together(mode: Mode, *, wide: bool) -> None:
    rows = tuple(
        Row("" if number % 3 else f"label {number}", f"value {number}", strong=number % 2 == 0) for number in range(60)
    )
    view = View(serial=1, prompt="p", layout="choose", language="en", mode=mode, title="title", rows=rows)
    pages = row_pages(view, wide=wide)
    assert len(pages) > 2
    assert sum(pages, ()) == rows
    assert all(page[0].label for page in pages)


def test_a_row_that_alone_is_too_much_has_a_page_of_its_own() -> None:
    rows = (Row("a", "one"), Row("b", "long " * 200), Row("c", "three"))
    view = View(serial=1, prompt="p", layout="choose", language="en", mode="elder", title="title", rows=rows)
    assert [len(page) for page in row_pages(view, wide=True)] == [1, 1, 1]


def test_elder_mode_leaves_out_what_can_be_spared() -> None:
    told = Notice("payee-saved", rows=(Fact("row-reference", "1"), Fact("row-fee", Money(1), spare=True)))
    labels = {mode: [row.label for row in present(told, Scene(1, "en", mode), _TEXTS).rows] for mode in MODES}
    assert labels == {"standard": ["Reference", "Fee"], "elder": ["Reference"], "contrast": ["Reference", "Fee"]}


def test_showing_and_covering_sums_turns_no_page() -> None:
    entries = tuple(Entry(str(n), f"account {n}", Money(100 * n)) for n in range(3 * PAGE["standard"]))
    prompt = Browse("inquiry", entries=entries, concealed=True)

    def seen(draft: str) -> View:
        return present(prompt, Scene(1, "en", "standard", draft), _TEXTS)

    covered = seen("2")
    shown = seen(covered.reveal_value)
    again = seen(shown.reveal_value)
    assert covered.page == shown.page == again.page == 2
    assert covered.items[0].figure == again.items[0].figure == "****"
    assert shown.items[0].figure != "****"
    assert (seen("").reveal_value, seen(SHOWN).reveal_value) == (SHOWN, "hidden")


def test_turning_a_page_neither_shows_nor_covers_sums() -> None:
    entries = tuple(Entry(str(n), f"account {n}", Money(100 * n)) for n in range(3 * PAGE["standard"]))
    prompt = Browse("inquiry", entries=entries, concealed=True)

    def turned(view: View, to: str) -> View:
        (target,) = (target for target in view.targets() if target.id == to)
        return present(prompt, Scene(1, "en", "standard", target.value), _TEXTS)

    for view in (present(prompt, Scene(1, "en", "standard", draft), _TEXTS) for draft in ("", SHOWN)):
        onward = turned(view, "page:next")
        back = turned(onward, "page:previous")
        assert (onward.page, back.page) == (1, 0)
        covers = [seen.items[0].figure == "****" for seen in (view, onward, back)]
        assert len(set(covers)) == 1, covers


@pytest.mark.parametrize(("today", "words"), [(False, "a transfer"), (True, "more today")])
def test_the_limit_says_which_it_is(words: str, *, today: bool) -> None:
    prompt = EnterAmount("transfer-amount", args={"payee": "*"}, available=100, limit=50, today=today)
    assert present(prompt, Scene(1, "en", "standard"), _TEXTS).note == f"Available 1.00\nAt most 0.50 {words}"
    assert present(prompt, Scene(1, "en", "elder"), _TEXTS).note == f"At most 0.50 {words}"
    less = replace(prompt, available=49)
    assert present(less, Scene(1, "en", "elder"), _TEXTS).note == "Available 0.49", "the lower of the two"


def test_an_empty_list_says_so_once() -> None:
    args = {"what": "x", "count": 0, "more": "no"}
    for language in ("zh-Hans", "zh-Hant", "en"):
        view = present(Browse("transactions", args=args), Scene(1, language, "standard"), _TEXTS)
        assert view.empty
        assert not view.help
        assert view.say == view.title


def test_other_prompts_with_rows_keep_what_can_be_pressed_on_each_page() -> None:
    prompt = Choose("limits", rows=tuple(Fact("row-card", str(n)) for n in range(30)))
    views = [present(prompt, Scene(1, "en", "standard", str(n), wide=True), _TEXTS) for n in range(3)]
    assert [view.page for view in views] == [0, 1, 2]
    assert [bool(view.page_previous) for view in views] == [False, True, True]


async def _no_keys() -> AsyncIterator[str]:
    for key in tuple[str, ...]():
        yield key


def test_nothing_is_confirmed_that_was_not_read_to_its_last_page() -> None:
    """Whichever channel says "confirm": a voice has no button that could be missing."""

    async def story() -> None:
        async with Play() as scene:
            asked = asyncio.create_task(scene.session.ask(replace(_REVIEW, rows=_REVIEW.rows * 4)))
            view = await scene.script.sees("transfer-review")
            assert view.page_next
            assert view.primary == ""
            scene.script.does(ActKind.ANSWER)
            await asyncio.sleep(0.01)
            assert not asked.done()
            while scene.script.view.page_next:
                page = scene.script.view.page
                scene.script.does(ActKind.DRAFT, str(page + 1))
                await scene.script.sees(lambda v, page=page: v.page == page + 1)
            scene.script.does(ActKind.ANSWER)
            assert await asked == "confirmed"

    asyncio.run(story())
