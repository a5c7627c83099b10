"""What every backend of `drivers.speech.contract` must do."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

import pytest

from drivers.errors import Refused
from drivers.speech.contract import Speech, SpeechSynthesizer

TEXTS = {"zh": "请插入银行卡，然后输入密码。", "en": "Please insert your card, then enter your PIN."}
RATE = 170


class SpeechHand(Protocol):
    """Whoever knows its voices."""

    @property
    def voices(self) -> Mapping[str, str]:
        """A voice for each language of `TEXTS`."""
        ...

    @property
    def no_voice(self) -> str:
        """The name of none."""
        ...


class SpeechSuite:
    """One method for each promise."""

    def __init__(self, speech: SpeechSynthesizer, hand: SpeechHand) -> None:
        self.speech = speech
        self.hand = hand

    async def is_ready(self) -> None:
        status = await self.speech.status()
        assert (status.ready, status.trouble) == (True, "")

    async def speaks_each_language(self) -> None:
        for language in TEXTS:
            sound = (await self._says(language)).sound
            assert len(sound.samples) % 2 == 0
            assert 1 < sound.seconds < 10

    async def takes_longer_for_more(self) -> None:
        once, twice = await self._render(TEXTS["en"]), await self._render(TEXTS["en"] * 2)
        assert twice.sound.seconds > once.sound.seconds * 1.6

    async def keeps_the_pace_it_is_given(self) -> None:
        slow, fast = await self._render(TEXTS["en"], 120), await self._render(TEXTS["en"], 240)
        assert slow.sound.seconds > fast.sound.seconds * 1.3

    async def says_when_each_word_comes(self) -> None:
        for language, text in TEXTS.items():
            speech = await self._says(language)
            ends = [0, *(word.start + word.length for word in speech.words)]
            moments = [word.at for word in speech.words]
            assert all(word.start >= end for word, end in zip(speech.words, ends, strict=False))
            assert all(text[word.start : word.start + word.length].isalnum() for word in speech.words)
            assert moments == sorted(moments)
            assert all(0 <= at < speech.sound.seconds for at in moments)
            assert len(set(moments)) > len(moments) / 2
            assert len(speech.words) == {"zh": 12, "en": 8}[language]

    async def says_the_same_in_the_same_way(self) -> None:
        assert await self._says("zh") == await self._says("zh")

    async def makes_several_side_by_side(self) -> None:
        texts = ["one", "one two", "one two three", "one two three four"]
        made = await asyncio.gather(*(self._render(text) for text in texts))
        assert [len(speech.words) for speech in made] == [1, 2, 3, 4]

    async def refuses_a_voice_there_is_not(self) -> None:
        with pytest.raises(Refused):
            await self.speech.render("hello", voice=self.hand.no_voice, rate=RATE)

    async def refuses_what_cannot_be_said(self) -> None:
        for text in ("", "  \n", "a" * 2001):
            with pytest.raises(Refused):
                await self._render(text)

    async def goes_on_after_one_that_was_cancelled(self) -> None:
        making = asyncio.create_task(self._render(TEXTS["en"] * 20))
        await asyncio.sleep(0)
        making.cancel()
        await asyncio.wait({making})
        await self._says("en")

    async def _says(self, language: str) -> Speech:
        return await self.speech.render(TEXTS[language], voice=self.hand.voices[language], rate=RATE)

    async def _render(self, text: str, rate: int = RATE) -> Speech:
        return await self.speech.render(text, voice=self.hand.voices["en"], rate=rate)
