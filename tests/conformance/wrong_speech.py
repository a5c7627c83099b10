"""Speech that is wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from dataclasses import replace

from drivers.audio.contract import Sound
from drivers.errors import Refused
from drivers.speech.contract import Speech, SpeechStatus, Word
from drivers.speech.silent import SilentSpeech


class NeverReady(SilentSpeech):
    async def status(self) -> SpeechStatus:
        return SpeechStatus(False, "no")


class SpeaksEnglishOnly(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        speech = await super().render(text, voice=voice, rate=rate)
        return speech if text.isascii() else replace(speech, sound=Sound(b"", 16_000))


class IsCutOff(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        speech = await super().render(text, voice=voice, rate=rate)
        return replace(speech, sound=Sound(speech.sound.samples[:64_000], speech.sound.rate))


class HasOnePace(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        return await super().render(text, voice=voice, rate=160)


class CountsBytes(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        speech = await super().render(text, voice=voice, rate=rate)
        places = [len(text[: word.start].encode()) for word in speech.words]
        moved = [replace(word, start=place) for word, place in zip(speech.words, places, strict=True)]
        return replace(speech, words=tuple(moved))


class SaysAllWordsAtOnce(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        speech = await super().render(text, voice=voice, rate=rate)
        return replace(speech, words=tuple(replace(word, at=0.0) for word in speech.words))


class IsNeverTheSame(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        speech = await super().render(text, voice=voice, rate=rate)
        return replace(speech, sound=Sound(bytes(2 * self.asked) + speech.sound.samples, speech.sound.rate))


class MixesThemUp(SilentSpeech):
    """Says to all what was asked last."""

    _text = ""

    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        self._text = text
        await asyncio.sleep(0.01)
        return await super().render(self._text, voice=voice, rate=rate)


class TakesAnyVoice(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        return await super().render(text, voice=voice or "another", rate=rate)


class SaysNothing(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        return await super().render(text.strip()[:2000] or "a", voice=voice, rate=rate)


class HasOneTry(SilentSpeech):
    """Is lost when a call is cancelled."""

    _making = False

    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        if self._making:
            raise Refused("speech", "busy")
        self._making = True
        await asyncio.sleep(0)
        speech = await super().render(text, voice=voice, rate=rate)
        self._making = False
        return speech


class KnowsNoWords(SilentSpeech):
    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        return replace(await super().render(text, voice=voice, rate=rate), words=(Word(0, 1, 0.0),))


WRONG: dict[type[SilentSpeech], tuple[str, ...]] = {
    NeverReady: ("is_ready",),
    SpeaksEnglishOnly: ("speaks_each_language",),
    IsCutOff: ("takes_longer_for_more",),
    HasOnePace: ("keeps_the_pace_it_is_given",),
    CountsBytes: ("says_when_each_word_comes",),
    SaysAllWordsAtOnce: ("says_when_each_word_comes",),
    KnowsNoWords: ("says_when_each_word_comes", "makes_several_side_by_side"),
    IsNeverTheSame: ("says_the_same_in_the_same_way",),
    MixesThemUp: ("makes_several_side_by_side",),
    TakesAnyVoice: ("refuses_a_voice_there_is_not",),
    SaysNothing: ("refuses_what_cannot_be_said",),
    HasOneTry: ("goes_on_after_one_that_was_cancelled",),
}
