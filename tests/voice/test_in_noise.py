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
_LEAST_UNDERSTOOD = 8  # of 10
_MOST_TAKEN = 4  # of 18


@pytest.mark.parametrize("language", _ANSWERS)
def test_an_answer_in_noise_is_taken_for_no_other_and_mostly_understood_within_three_times(
    short_tmp: Path, language: Language
) -> None:
    """The noise begins all at once, as in no room: some of it is heard as a short word before the answer."""

    async def story(hall: Hall) -> None:
        understood = 0
        for noise in (Noise.SOME, Noise.MUCH):
            for text, meant in _ANSWERS[language].items():
                hall.shows(MENU, language)
                hall.acts.clear()
                for _ in range(_SAYS_AGAIN):
                    await hall.hears(text, language, noise)
                    await hall.falls_still()
                    if hall.acts:
                        break
                answers = {act.value for act in hall.acts if act.kind is ActKind.ANSWER}
                assert answers <= {meant}, (text, noise)
                understood += answers == {meant}
        assert understood >= _LEAST_UNDERSTOOD

    in_hall(short_tmp, story)


@pytest.mark.parametrize("language", _ANSWERS)
def test_little_is_taken_from_people_who_talk_behind_and_nothing_confirmed(short_tmp: Path, language: Language) -> None:
    """Words do sound like others where people talk at once; measured for docs/voice.md."""
    talk = [babble(tongue(language), number, 2 + number % 4) for number in range(_MIXTURES)]

    async def story(hall: Hall) -> None:
        prompts: tuple[Prompt[object], ...] = (MENU, _YES_NO, _AMOUNT)
        taken = 0
        for prompt in prompts:
            hall.shows(prompt, language)
            for sound in talk:
                hall.acts.clear()
                await hall.sounds(sound)
                # whoever is not understood thrice is helped; a sum is read back and waits for a yes
                taken += any(act.kind not in (ActKind.HELP, ActKind.DRAFT) for act in hall.acts)
                assert not [act for act in hall.acts if act.kind is ActKind.CANCEL]
        assert hall.heard, "it was listening"
        assert taken <= _MOST_TAKEN

    in_hall(short_tmp, story)
