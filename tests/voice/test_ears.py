"""The ears' process with the shipped models, and what happens when it is lost."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.channels import LANGUAGES, Language
from kiosk.clock import SteppedClock, SystemClock
from kiosk.voice.ears import SHIPPED, Ears, EarsLost, NoModel
from kiosk.voice.grammar import Tongue, grammar_of, tongue
from kiosk.voice.heard import Grammar, Heard
from kiosk.voice.phrases import covered
from tests.screens.samples import views
from tests.voice.said import pieces, said

MENU = {
    "zh": Grammar("zh", ("转账", "查询", "取消")),
    "en": Grammar("en", ("transfer money", "check my balance", "cancel")),
}


def _with(ears: Ears, story: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        try:
            await story()
        finally:
            ears.close()

    asyncio.run(whole())


async def _heard(ears: Ears, samples: bytes) -> list[Heard]:
    found: list[Heard] = []
    for piece in pieces(samples):
        found += (await ears.hear(piece)).heard
    return found


def _finals(heard: list[Heard]) -> list[str]:
    return [one.text for one in heard if one.final]


def test_one_process_hears_two_languages_one_after_the_other() -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        assert await ears.attend(MENU["zh"]) == ()
        first = ears.pid
        heard = await _heard(ears, said("转账", "zh"))
        assert _finals(heard) == ["转账"]
        assert all(word.confidence >= 0.9 for word in heard[-1].words)
        await ears.attend(MENU["en"])
        heard = await _heard(ears, said("check my balance", "en"))
        assert _finals(heard) == ["check my balance"]  # one word of the model, several of the language
        assert heard[0] == Heard("check my balance", (), final=False)
        assert ears.pid == first

    _with(ears, story)


def test_a_whole_phrase_is_taken_soon_and_half_of_one_is_waited_for() -> None:
    """Counted in tenths of a second of sound: no clock."""
    ears = Ears(SystemClock())
    two = Grammar("en", ("transfer money", "cancel"), number_words=("five", "thousand", "hundred"))

    async def tenths(samples: bytes) -> tuple[str, int]:
        for place, piece in enumerate(pieces(samples)):
            for one in (await ears.hear(piece)).heard:
                if one.final:
                    return one.text, place
        raise AssertionError("nothing was heard")

    async def story() -> None:
        await ears.attend(two)
        speech = said("transfer money", "en")
        ends = max(i for i, piece in enumerate(pieces(speech)) if _loud(piece))
        text, place = await tenths(speech)
        assert text == "transfer money"
        assert place - ends <= 4
        await ears.forget()
        number = said("five thousand", "en")
        ends = max(i for i, piece in enumerate(pieces(number)) if _loud(piece))
        text, place = await tenths(number)
        assert text == "five thousand"
        assert 5 <= place - ends <= 8  # more could follow

    _with(ears, story)


def _loud(piece: bytes) -> bool:
    return any(abs(int.from_bytes(piece[i : i + 2], "little", signed=True)) > 150 for i in range(0, len(piece), 2))


@pytest.mark.parametrize(("language", "text"), [("zh", "今天天气怎么样"), ("en", "what is the weather today")])
def test_what_is_not_in_the_grammar_is_unknown(language: Tongue, text: str) -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        await ears.attend(MENU[language])
        finals = _finals(await _heard(ears, said(text, language)))
        assert all("[unk]" in one for one in finals)

    _with(ears, story)


def test_quiet_is_no_speech_and_the_meter_follows_the_voice() -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        await ears.attend(MENU["en"])
        levels = [(await ears.hear(piece)).level for piece in pieces(said("cancel", "en"))]
        assert max(levels) > 0.5
        assert max(levels[:6]) < 0.2
        silence = said("cancel", "en")[: 3200 * 6]
        assert await _heard(ears, silence * 10) == []
        assert _finals(await _heard(ears, said("cancel", "en"))) == ["cancel"]  # after six seconds of it

    _with(ears, story)


def test_what_was_begun_is_dropped_when_it_is_told_to_forget() -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        await ears.attend(MENU["en"])
        speech = pieces(said("cancel", "en"))
        for piece in speech[:12]:
            await ears.hear(piece)
        await ears.forget()
        assert _finals(await _heard(ears, b"".join(speech[16:]))) == []

    _with(ears, story)


def test_phrases_without_words_in_the_model_are_told_and_names_are_not() -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        grammar = Grammar("en", ("cancel", "xylophone"), names=("zanzibar",))
        assert await ears.attend(grammar) == ("xylophone",)
        with pytest.raises(NoModel):
            await ears.attend(Grammar("fr", ("oui",)))
        assert await ears.attend(MENU["zh"]) == ()

    _with(ears, story)


def test_a_folder_that_is_no_model_is_said_to_be_none(tmp_path: Path) -> None:
    ears = Ears(SystemClock(), {"zh": tmp_path, "en": SHIPPED["en"]})

    async def story() -> None:
        with pytest.raises(NoModel):
            await ears.attend(MENU["zh"])
        assert await ears.attend(MENU["en"]) == ()

    _with(ears, story)


def test_a_process_that_dies_is_replaced() -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        await ears.attend(MENU["en"])
        first = ears.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        with pytest.raises(EarsLost):
            await _heard(ears, said("cancel", "en"))
        assert ears.pid not in (None, first)
        await ears.attend(MENU["en"])
        assert _finals(await _heard(ears, said("cancel", "en"))) == ["cancel"]

    _with(ears, story)


def test_a_process_that_hangs_is_replaced_when_its_time_is_up() -> None:
    clock = SteppedClock()
    ears = Ears(clock, answer_seconds=5)

    async def story() -> None:
        await ears.attend(MENU["en"])
        first = ears.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        hearing = asyncio.create_task(ears.hear(bytes(3200)))
        while not hearing.done():
            clock.advance(5)
            await asyncio.sleep(0)
        with pytest.raises(EarsLost):
            await hearing
        assert ears.pid not in (None, first)
        assert not Path(f"/proc/{first}").exists()  # noqa: ASYNC240 - not a file on any disk

    _with(ears, story)


def test_nothing_that_was_heard_stays_in_the_shared_memory() -> None:
    ears = Ears(SystemClock())

    async def story() -> None:
        await ears.attend(MENU["en"])
        await ears.hear(b"\x05" * 3200)
        assert bytes(ears._link._memory[:3200]) == bytes(3200)  # type: ignore[attr-defined] - what a test may look at

    _with(ears, story)


# -- every prompt ------------------------------------------------------------------------------------------------------

_STAFF = "staff-"  # what a member of staff decides is pressed by them


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_model_can_hear_a_phrase_for_all_that_can_be_chosen(language: Language) -> None:
    ears = Ears(SystemClock())
    spoken = tongue(language)

    async def story() -> None:
        deaf: dict[str, tuple[str, ...]] = {}
        whole = [view for view in views(language, "standard").values() if not covered(view)]
        phrases = tuple({phrase for view in whole for phrase in grammar_of(view).phrases})
        names = tuple({name for view in whole for name in grammar_of(view).names})
        unheard = {*await ears.attend(Grammar(spoken, (*phrases, *names)))}
        for view in whole:
            if view.prompt.startswith(_STAFF):
                continue
            for option in view.options:
                said_so = grammar_of(replace(view, options=(option,), items=(), hear=(), primary="", secondary=""))
                if not {*said_so.phrases, *said_so.names} - unheard:
                    deaf[option.title] = option.hear
            for name, said_by in view.hear:
                forms = {*grammar_of(replace(view, options=(), items=(), hear=((name, said_by),))).phrases}
                if not forms - unheard:
                    deaf[name if ":" in name else f"{view.prompt} {name}"] = said_by
        assert deaf == {}

    _with(ears, story)
