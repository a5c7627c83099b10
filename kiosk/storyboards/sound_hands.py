"""A customer's mouth and ears on a stage, and the headset in their hand."""

from drivers.errors import DeviceError
from kiosk.channels import Language
from kiosk.storyboards import doing
from kiosk.storyboards.hands import Failed, Hands
from kiosk.storyboards.stage import Stage
from kiosk.storyboards.stage_voice import StageVoice
from kiosk.storyboards.wording import wording
from kiosk.voice.spoken import said


class SoundHands:
    """Does with the customer's `hands` what is said and heard at the same terminal."""

    def __init__(self, stage: Stage, hands: Hands) -> None:
        self._stage = stage
        self._hands = hands
        self._told = 0  # of what was said: so much has been heard by the story

    async def say(self, say: doing.Say) -> None:
        """Say something, once the terminal listens."""
        language = self._hands.view.language
        text = say.texts.get(language)
        if text is None:
            raise Failed(f"expected what is said in {language}; the story has {', '.join(say.texts)}")
        await self._hands.next_question()
        try:
            await self._voice.hears(text, language, say.noise)
        except (ValueError, DeviceError) as error:
            raise Failed(f"expected {text!r} to be said; {error}") from error
        await self._stage.let_settle()

    async def hear(self, hear: doing.Hear) -> None:
        """Wait until it has been said, after what was heard before: as it is written, or as it is spoken."""
        for words in hear.texts:
            language = self._hands.view.language
            text = wording(words, language)
            await self._hands.until(
                lambda text=text, language=language: self._heard(text, language),
                lambda text=text: (
                    f"expected {text!r} to be said; there was: {' | '.join(self._voice.said[self._told :])}"
                ),
            )

    async def headset(self, headset: doing.Headset) -> None:
        """Plug a headset in, or pull it out; the terminal has noticed when this ends."""
        audio = self._stage.simulator.audio
        try:
            (audio.plug if headset.plugged else audio.unplug)()
        except ValueError as error:
            raise Failed(str(error)) from error
        await self._hands.until(
            lambda: self._hands.view.sound.headset is headset.plugged,
            lambda: "expected the terminal to notice the headset; it did not",
        )

    def _heard(self, text: str, language: Language) -> bool:
        """Whether it has been said; what was said up to there has been heard then."""
        spoken = self._voice.said
        for end in range(self._told + 1, len(spoken) + 1):
            so_far = _bare("".join(spoken[self._told : end]))
            if _bare(text) in so_far or _bare(said(text, language)) in so_far:
                self._told = end
                return True
        return False

    @property
    def _voice(self) -> StageVoice:
        assert self._stage.voice is not None, "a story in which something is said or heard has a voice"
        return self._stage.voice


def _bare(text: str) -> str:
    """Letters and digits alone: how it is parted into sentences does not count."""
    return "".join(character for character in text.lower() if character.isalnum())
