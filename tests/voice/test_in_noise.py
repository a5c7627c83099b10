"""Spoken answers in noise, and people who talk behind: simulated microphone, real ears, understanding, acts."""

from pathlib import Path

import pytest

from drivers.simulator.customer_voice import Noise
from kiosk.channels import ActKind, Language
from kiosk.prompts import Choice, Choose, EnterAmount, Prompt
from kiosk.voice.grammar import tongue
from tests.voice.babble import babble
from tests.voice.hall import MENU, Hall, in_hall

_ANSWERS: dict[Language, dict[str, str]] = {
    "zh-Hans": {"转账": "transfer", "查询": "inquiry", "挂失": "safety", "第四个": "open-card", "第二个": "inquiry"},
    "en": {
        "transfer money": "transfer",
        "accounts": "inquiry",
        "lost card": "safety",
        "get a card": "open-card",
        "number two": "inquiry",
    },
}
_YES_NO = Choose("transfer-confirm", options=(Choice("yes", "payee-right"), Choice("other", "payee-other")))
_AMOUNT = EnterAmount("transfer-amount", args={"payee": "x"})
_MIXTURES = 6  # at each prompt, of two to five people
_SAYS_AGAIN = 3


@pytest.mark.parametrize("language", _ANSWERS)
def test_an_answer_in_noise_is_taken_for_no_other_and_understood_when_it_is_said_again(
    short_tmp: Path, language: Language
) -> None:
    async def story(hall: Hall) -> None:
        for noise in (Noise.SOME, Noise.MUCH):
            for text, meant in _ANSWERS[language].items():
                hall.shows(MENU, language)
                hall.acts.clear()
                for _ in range(_SAYS_AGAIN):
                    await hall.hears(text, language, noise)
                    if hall.acts:
                        break
                assert [(act.kind, act.value) for act in hall.acts] == [(ActKind.ANSWER, meant)], (text, noise)

    in_hall(short_tmp, story)


@pytest.mark.parametrize("language", _ANSWERS)
def test_from_people_who_talk_behind_nothing_is_taken(short_tmp: Path, language: Language) -> None:
    async def story(hall: Hall) -> None:
        prompts: tuple[Prompt[object], ...] = (MENU, _YES_NO, _AMOUNT)
        for prompt in prompts:
            hall.shows(prompt, language)
            for number in range(_MIXTURES):
                await hall.sounds(babble(tongue(language), number, 2 + number % 4))
            assert hall.heard, "it was listening"
            hall.heard.clear()
            # a sum is read back, and whoever is not understood thrice is helped
            harmless = {ActKind.HELP, ActKind.DRAFT} if prompt is _AMOUNT else {ActKind.HELP}
            assert {act.kind for act in hall.acts} <= harmless, (prompt.text, hall.acts)
            hall.acts.clear()

    in_hall(short_tmp, story)
