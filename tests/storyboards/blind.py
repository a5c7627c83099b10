"""A customer with their eyes shut: knows what was said and nothing else, answers by the keypad's keys and by voice, and
puts a hand only where a place was named."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence

from drivers.simulator.customer_voice import Noise
from kiosk.channels import Language
from kiosk.storyboards.wording import TEXTS
from kiosk.voice.spoken import said
from tests.storyboards.stage import Person, Stage

_PATIENCE = 60.0  # seconds of the real clock
_SAID_AT_MOST = 3  # until somebody would give up speaking
_MOST_MOVES = 40
_PLACE = {
    "zh": re.compile(r"(?P<what>.+?)，第(?P<number>.)项，共.{1,2}项"),
    "en": re.compile(r"(?P<what>.+), (?P<number>\w+) of \w+"),
}
_DIGITS = {
    "zh": {word: str(n) for n, word in enumerate("零一二三四五六七八九")},
    "en": {
        word: str(n)
        for n, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
    },
}


class Blind:
    """`heard`: all that was said to them. Nothing here looks at a view. `by_voice`: they answer by speaking where they
    can, else by keys; `noise`: in so much of it, for the real ears."""

    def __init__(
        self, stage: Stage, language: Language = "zh-Hans", *, by_voice: bool = False, noise: str = Noise.NONE
    ) -> None:
        assert stage.voice is not None
        self.language: Language = language
        self.by_voice = by_voice
        self._stage = stage
        self._voice = stage.voice
        self._noise = noise
        self._asked = 0  # of what was said: from here on it belongs to the question at hand
        self._done = 0  # from here on it follows what was done last

    @property
    def heard(self) -> list[str]:
        """All that was said, oldest first."""
        return self._voice.said

    @property
    def now(self) -> list[str]:
        """What was said since the question at hand."""
        return self.heard[self._asked :]

    # -- listening -------------------------------------------------------------------------------------------------

    async def hears(self, *words: str, passing: int = 0) -> None:
        """Listen until all of this was said since the question at hand, and to the end of it. `passing`: so many
        seconds may go by meanwhile."""
        end = time.monotonic() + _PATIENCE
        while not all(self._was_said(word, self._asked) for word in words):
            assert time.monotonic() < end, f"never heard {words}; heard since: {' | '.join(self.now)}"
            if passing > 0:
                self._stage.clock.advance(1)
                passing -= 1
            await self._stage.let_settle()
        await self._voice.until_quiet()

    def never_heard(self, *words: str) -> bool:
        """Whether none of this was ever said."""
        return not any(self._was_said(word, 0) for word in words)

    def _was_said(self, words: str, since: int) -> bool:
        heard = _bare("".join(self.heard[since:]))
        return _bare(words) in heard or _bare(said(words, self.language)) in heard

    def words(self, text: str, attribute: str = "", **args: str | int) -> str:
        """What a text of the terminal says in their language: what they listen for."""
        return TEXTS.say(self.language, text, args, attribute).replace("\n", " " if self.language == "en" else "")

    async def answers(self, text: str, *, by_hand: bool = False) -> None:
        """Choose the option of this text, by its number or by what is said for it. `by_hand`: whoever only says it is
        told to press Enter, and does."""
        await self.hears(self.words(text))
        if self.by_voice:
            await self.says(self.words(text, "hear").partition("|")[0], self.words(text))
            if by_hand:
                await self.hears(self.words("heard-by-hand", what=self.words(text)))
                await self.presses("enter")
        else:
            await self.chooses(self.words(text))

    # -- keys ------------------------------------------------------------------------------------------------------

    async def presses(self, *keys: str) -> None:
        """Press keys of the pad. Enter, Cancel and 0 by itself answer: what is said then is of another question."""
        for key in keys:
            self._done = len(self.heard)
            if key in ("enter", "cancel"):
                self._asked = len(self.heard)
            await self._stage.simulator.press(key)
            await self._stage.let_settle()

    async def chooses(self, words: str) -> None:
        """Press the number that was said with these words, listen whether it is the right one, and take it."""
        await self.hears(words)
        number = self._place_of(words)
        await self.presses(number)
        await self._follows(words)
        await self.presses("enter")

    async def finds(self, words: str, key: str = "down") -> None:
        """Go on with the arrows until these words are said, and take that."""
        for _ in range(_MOST_MOVES):
            await self.presses(key)
            await self._follows("")
            if self._was_said(words, self._done):
                await self.presses("enter")
                return
        raise AssertionError(f"{words} was never said; heard since: {' | '.join(self.now)}")

    async def types(self, digits: str) -> None:
        """Type and take it."""
        await self.presses(*digits, "enter")

    async def reads(self, more: str) -> None:
        """Listen to page after page, as long as `more` is said at the end of one."""
        for _ in range(_MOST_MOVES):
            await self._follows_question()
            if not self._was_said(more, self._asked):
                return
            await self.presses("enter")
        raise AssertionError(f"never came to the end; heard since: {' | '.join(self.now)}")

    def _place_of(self, words: str) -> str:
        family = "en" if self.language == "en" else "zh"
        for text in reversed(self.now):
            found = _PLACE[family].search(text)
            if found and (_bare(words) in _bare(found["what"]) or _bare(said(words, self.language)) in _bare(text)):
                return _DIGITS[family][found["number"]]
        raise AssertionError(f"{words} has no number; heard: {' | '.join(self.now)}")

    async def _follows(self, words: str) -> None:
        """Something is said to what was done last, and these words are in it."""
        end = time.monotonic() + _PATIENCE
        while len(self.heard) == self._done or not self._was_said(words, self._done):
            assert time.monotonic() < end, f"nothing of {words!r} was said; there was {self.heard[self._done :]}"
            await self._stage.let_settle()
        await self._voice.until_quiet()

    async def _follows_question(self) -> None:
        end = time.monotonic() + _PATIENCE
        while len(self.heard) == self._asked:
            assert time.monotonic() < end, "nothing more was said"
            await self._stage.let_settle()
        await self._voice.until_quiet()

    # -- voice -----------------------------------------------------------------------------------------------------

    async def says(self, words: str, meaning: str = "") -> None:
        """Say something, once the terminal has ended; again where it did not understand, as people do, three times at
        most. `meaning`: what it may ask about: then that is what was meant."""
        for _ in range(_SAID_AT_MOST):
            await self._speaks(words)
            if meaning and self._was_said(self.words("heard-ask", what=meaning), self._asked):
                await self._speaks(self.words("hear-yes").partition("|")[0])
            if not self._not_understood():
                return
        raise AssertionError(f"{words} was not understood; heard since: {' | '.join(self.now)}")

    async def _speaks(self, words: str) -> None:
        """Say it, and listen to the end of what follows."""
        await self._voice.until_quiet()
        self._done = self._asked = len(self.heard)
        await self._voice.hears(words, self.language, self._noise)
        await self._follows("")

    def _not_understood(self) -> bool:
        said = [self.words("heard-nothing", what="|").partition("|")[0], self.words("heard-nothing-amount")]
        return any(self._was_said(one, self._asked) for one in (*said, self.words("heard-person")))

    # -- hands -----------------------------------------------------------------------------------------------------

    async def goes_to_language(self) -> None:
        """Go to their language with the arrows, from below: it says its own name."""
        if self.language != "zh-Hans":
            await self.finds(TEXTS.language_name(self.language), "up")

    async def hand(self, hand: Callable[[], Awaitable[object]], *place: str) -> None:
        """Put a hand where it was said to be, and do something there."""
        await self.hears(*place)
        self._asked = len(self.heard)
        await hand()

    async def inserts(self, who: Person, *place: str) -> None:
        """Put the card in."""
        await self.hand(lambda: self._stage.inserts(who), *place)

    async def enters_pin(self, pin: str, *words: str) -> None:
        """Enter a PIN where these words asked for it: each key gives a tone, and no digit is said."""
        await self.hears(*words)
        before = len(self.heard)
        self._asked = before
        await self._stage.enters_pin(pin)
        await self._voice.until_quiet()
        spoken = "".join(self.heard[before:])
        assert pin not in spoken
        assert said(" ".join(pin), self.language) not in spoken

    async def moves(self, person: str, act: str) -> None:
        """Make a movement before the camera, and look ahead again."""
        camera = self._stage.simulator.camera
        self._asked = len(self.heard)
        camera.put(person, act, obeys=False)
        await asyncio.sleep(0.05)  # a movement takes a moment: the watcher looks every hundredth of a second
        camera.put(person, "still", obeys=False)

    async def any_of(self, answers: Sequence[tuple[str, Callable[[], Awaitable[None]]]]) -> str:
        """Listen until one of these was said, and do what belongs to it; gives which."""
        end = time.monotonic() + _PATIENCE
        while True:
            for words, answer in answers:
                if self._was_said(words, self._asked):
                    await self._voice.until_quiet()
                    await answer()
                    return words
            assert time.monotonic() < end, f"heard since: {' | '.join(self.now)}"
            await self._stage.let_settle()


def _bare(text: str) -> str:
    """Letters and digits alone: how it is parted into sentences does not count."""
    return "".join(character for character in text.lower() if character.isalnum())
