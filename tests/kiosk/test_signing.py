"""Agreements are read to their last page before they are accepted; a signature is drawn, or done without."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from kiosk.channels import LANGUAGES, MODES, Act, ActKind, Mode, View
from kiosk.keypad import Keypad
from kiosk.presenting import Scene, present
from kiosk.prompts import Accept, Invalid, Sign
from kiosk.row_pages import paragraph_pages
from kiosk.texts import Texts
from tests.kiosk.scene import Scene as Play

_TEXTS = Texts()
_TERMS = Accept("face-consent", paragraphs=("error-document-removed", "error-document-expired") * 12, other="no")
_SIGN = Sign("watch-still-me")
_DRAWN = "1,1 2,2 3,3 4,4;5,5 6,6 7,7 8,8"


def _terms(draft: str = "", *, wide: bool = False) -> View:
    return present(_TERMS, Scene(1, "en", "standard", draft, wide=wide), _TEXTS)


@pytest.mark.parametrize("wide", [False, True])
def test_it_is_accepted_or_refused_where_it_was_read_to_its_end(*, wide: bool) -> None:
    pages = [_terms(str(page), wide=wide) for page in range(_terms(wide=wide).pages)]
    assert len(pages) > 1
    assert [said for page in pages for said in page.paragraphs] == [_TEXTS.say("en", p) for p in _TERMS.paragraphs]
    assert [(page.primary, page.secondary) for page in pages[:-1]] == [("", "")] * (len(pages) - 1)
    assert (pages[-1].primary, pages[-1].secondary, pages[-1].secondary_key) == ("Accept", "No, thank you", "no")
    assert pages[-1].page_previous
    assert not pages[-1].page_next


def test_nothing_to_refuse_offers_no_refusal() -> None:
    short = replace(_TERMS, paragraphs=_TERMS.paragraphs[:1], other="")
    view = present(short, Scene(1, "en", "standard"), _TEXTS)
    assert (view.pages, view.page_words, view.primary, view.secondary) == (1, "", "Accept", "")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lose_no_paragraph(mode: Mode, language: str) -> None:
    said = tuple("word " * (3 * n % 40) + str(n) for n in range(40))
    view = View(1, "p", "accept", next(one for one in LANGUAGES if one == language), mode, "title", paragraphs=said)
    for wide in (False, True):
        pages = paragraph_pages(view, wide=wide)
        assert sum(pages, ()) == said
        assert all(pages)


def test_no_channel_accepts_what_was_not_read() -> None:
    async def story() -> None:
        async with Play() as scene:
            asked = asyncio.create_task(scene.session.ask(_TERMS))
            await scene.script.sees("face-consent")
            for said in ("", "no"):
                scene.script.does(ActKind.ANSWER, said)
            await asyncio.sleep(0.01)
            assert not asked.done()
            while scene.script.view.page_next:
                page = scene.script.view.page
                scene.script.does(ActKind.DRAFT, str(page + 1))
                await scene.script.sees(lambda v, page=page: v.page == page + 1)
            scene.script.does(ActKind.ANSWER, "no")
            assert await asked == "no"

    asyncio.run(story())


def test_keys_turn_the_pages_and_take_strokes_away() -> None:
    acts: list[Act] = []
    keypad = Keypad(_no_keys)
    with pytest.raises(StopIteration):
        keypad.listen(acts.append).send(None)
    keypad.show(_terms())
    keypad.press("enter")
    keypad.show(_terms("99"))
    keypad.press("enter")
    keypad.show(present(_SIGN, Scene(2, "en", "standard", _DRAWN), _TEXTS))
    for key in ("clear", "delete", "1", "enter", "up", "up", "enter"):
        keypad.press(key)
    assert [(act.kind, act.value) for act in acts] == [
        (ActKind.DRAFT, "1"),
        (ActKind.ANSWER, ""),
        (ActKind.KEY, "clear"),
        (ActKind.KEY, "delete"),
        (ActKind.ANSWER, ""),
        (ActKind.FOCUS, "sound:keys"),
        (ActKind.FOCUS, "mode:contrast"),
        (ActKind.MODE, "contrast"),
    ]


def test_who_cannot_sign_finds_the_other_way_by_keys_alone() -> None:
    view = present(_SIGN, Scene(1, "en", "standard"), _TEXTS)
    other = next(target for target in view.targets() if target.id == "secondary")
    assert (other.kind, other.value, view.secondary) == (ActKind.ANSWER, "unsigned", "I cannot sign")
    assert _SIGN.parse(other.value) == "unsigned"


def test_a_signature_is_asked_until_there_is_one_and_is_not_kept() -> None:
    async def story() -> None:
        async with Play() as scene:
            asked = asyncio.create_task(scene.session.ask(_SIGN))
            await scene.script.sees("watch-still-me")
            scene.script.does(ActKind.DRAFT, "1,1")
            scene.script.does(ActKind.ANSWER)
            await scene.script.sees(lambda view: bool(view.error))
            scene.script.does(ActKind.KEY, "clear")
            await scene.script.sees(lambda view: view.draft == "")
            scene.script.does(ActKind.DRAFT, _DRAWN + ";9,9")
            scene.script.does(ActKind.KEY, "delete")
            await scene.script.sees(lambda view: view.draft == _DRAWN)
            scene.script.does(ActKind.ANSWER)
            assert await asked == _DRAWN
            again = asyncio.create_task(scene.session.ask(_SIGN))
            await scene.script.sees(lambda view: view.draft == "")
            scene.script.does(ActKind.ANSWER, "unsigned")
            assert await again == "unsigned"
            assert "1,1" not in str(scene.notes.events)

    asyncio.run(story())


def test_too_little_is_no_signature() -> None:
    with pytest.raises(Invalid, match="error-signature-missing"):
        _SIGN.parse("1,1 2,2")


async def _no_keys() -> AsyncIterator[str]:
    for key in tuple[str, ...]():
        yield key
