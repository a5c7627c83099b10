"""From a microphone of paper to ears of paper: what is listened to when, and what is told when there is nothing."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import replace

import pytest

from drivers.audio.contract import Chunk, SourceStatus
from drivers.errors import DeviceError, Disconnected
from kiosk.channels import ActKind, View
from kiosk.clock import SteppedClock, SystemClock
from kiosk.presenting import Scene, present
from kiosk.prompts import Choice, Choose, EnterAmount, Home, Prompt
from kiosk.texts import Texts
from kiosk.voice.dialogue import Dialogue
from kiosk.voice.ears import Ears, EarsLost, Hearing, NoModel
from kiosk.voice.heard import Grammar, Heard
from kiosk.voice.listener import Listener
from tests.voice.said import pieces, said

TEXTS = Texts()
MENU = Choose("menu", args={"name": "x"}, options=(Choice("transfer", "service-transfer"),), back=False)


def _view(prompt: Prompt[object] = MENU, serial: int = 1, draft: str = "") -> View:
    return present(prompt, Scene(serial, "en", "standard", draft), TEXTS)


class Microphone:
    """Gives the sounds of a queue, a tenth of a second each, at moments that a test counts."""

    def __init__(self, *, ready: bool = True) -> None:
        self.ready = ready
        self.on = 0
        self.taken = asyncio.Event()
        self._queue: asyncio.Queue[Chunk | DeviceError] = asyncio.Queue()
        self._number = 0

    @property
    def now(self) -> float:
        return self._number / 10

    async def give(self, *sounds: bytes, lost: int = 0) -> None:
        """Returns when all of them were taken in."""
        self._number += lost
        for sound in sounds:
            self._number += 1
            self._queue.put_nowait(Chunk(sound, self.now, self._number))
        await self._queue.join()

    def fail(self) -> None:
        self._queue.put_nowait(Disconnected("audio"))

    async def status(self) -> SourceStatus:
        return SourceStatus(self.ready)

    async def chunks(self) -> AsyncGenerator[Chunk]:
        self.on += 1
        try:
            while True:
                one = await self._queue.get()
                try:
                    if isinstance(one, DeviceError):
                        raise one
                    yield one
                finally:
                    self._queue.task_done()
        finally:
            self.on -= 1


class PaperEars(Ears):
    """Writes down what it is asked. What it hears is what the sound says."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.grammars: list[Grammar] = []
        self.unheard: tuple[str, ...] = ()
        self.model = True

    async def attend(self, grammar: Grammar) -> tuple[str, ...]:
        self.asked.append("attend")
        if not self.model:
            raise NoModel(grammar.language)
        self.grammars.append(grammar)
        return self.unheard

    async def hear(self, samples: bytes) -> Hearing:
        self.asked.append(samples.decode())
        if samples == b"lost":
            raise EarsLost
        return Hearing(0.5, (Heard(samples.decode()),) if samples.isalpha() else ())

    async def forget(self) -> None:
        self.asked.append("forget")

    def close(self) -> None:
        """There is no process."""


class Table:
    """A listener with everything it stands between."""

    def __init__(self, *, barge_in: bool = False, ready: bool = True) -> None:
        self.microphone = Microphone(ready=ready)
        self.ears = PaperEars()
        self.clock = SteppedClock()
        self.heard: list[str] = []
        self.levels: list[float | None] = []
        self.told: list[tuple[str, bool]] = []
        self.unheard: list[tuple[str, ...]] = []
        self.listener = Listener(
            self.microphone,
            self.ears,
            self.clock,
            lambda heard: self.heard.append(heard.text),
            self.levels.append,
            told=lambda part, ready: self.told.append((part, ready)),
            unheard=self.unheard.append,
            barge_in=barge_in,
            now=lambda: self.microphone.now,
        )


def _at_table(story: Callable[[Table], Awaitable[None]], **how: bool) -> Table:
    async def whole() -> Table:
        table = Table(**how)
        table.listener.show(_view())
        running = asyncio.create_task(table.listener.run())
        try:
            await story(table)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        assert table.microphone.on == 0
        return table

    return asyncio.run(whole())


def test_what_is_heard_is_passed_on_with_the_level() -> None:
    async def story(table: Table) -> None:
        await table.microphone.give(b"yes", b"1")

    table = _at_table(story)
    assert table.ears.asked == ["attend", "yes", "1"]
    assert table.heard == ["yes"]
    assert table.levels[:2] == [0.5, 0.5]
    assert table.levels[-1] is None  # closed


def test_what_is_heard_while_the_terminal_speaks_and_just_after_is_dropped() -> None:
    async def story(table: Table) -> None:
        await table.microphone.give(b"before")
        table.listener.hold()
        await table.microphone.give(b"echo")
        table.listener.release()
        await table.microphone.give(b"c", b"d", b"e", b"after")

    table = _at_table(story)
    # what begins less than 250 ms after is dropped, and what was begun before is forgotten
    assert table.ears.asked == ["attend", "before", "forget", "after"]
    assert table.heard == ["before", "after"]
    assert None in table.levels[:-1]


def test_with_barge_in_the_terminal_is_spoken_over() -> None:
    async def story(table: Table) -> None:
        table.listener.hold()
        await table.microphone.give(b"stop")
        table.listener.release()
        await table.microphone.give(b"on")

    assert _at_table(story, barge_in=True).heard == ["stop", "on"]


def test_a_new_prompt_is_listened_for_anew_and_another_draft_is_not() -> None:
    amount = EnterAmount("transfer-amount", args={"payee": "x"})

    async def story(table: Table) -> None:
        await table.microphone.give(b"a")
        table.listener.show(_view(serial=2))  # the same words, another question
        await table.microphone.give(b"b")
        table.listener.show(_view(amount, 3))
        await table.microphone.give(b"c")
        table.listener.show(_view(amount, 3, draft="5"))
        await table.microphone.give(b"d")

    table = _at_table(story)
    assert table.ears.asked == ["attend", "a", "forget", "b", "attend", "c", "d"]
    assert "five" in table.ears.grammars[-1].number_words
    assert table.ears.grammars[0].number_words == ()


def test_a_gap_in_the_sound_is_not_joined() -> None:
    async def story(table: Table) -> None:
        await table.microphone.give(b"a")
        await table.microphone.give(b"b", lost=1)

    assert _at_table(story).ears.asked == ["attend", "a", "forget", "b"]


def test_ears_that_are_lost_begin_anew_and_it_is_told() -> None:
    async def story(table: Table) -> None:
        await table.microphone.give(b"lost", b"a", b"b")

    table = _at_table(story)
    assert table.told == [("ears", False), ("ears", True)]
    assert table.ears.asked == ["attend", "lost", "attend", "a", "b"]


def test_ears_that_are_lost_again_and_again_are_tried_less_and_less_often() -> None:
    waits: list[float] = []

    async def story(table: Table) -> None:
        await table.microphone.give(b"lost", b"lost", b"lost")  # replaced at once, but for the third
        for _ in range(6):
            waits.append(await _waited(table))
            await table.microphone.give(b"lost")
        await _waited(table)
        await table.microphone.give(*[b"1"] * 100)
        await table.microphone.give(b"lost", b"a")  # after ten good seconds all of that is forgotten

    table = _at_table(story)
    assert waits == [1, 2, 4, 8, 16, 30]
    assert table.told == [("ears", False), ("ears", True)] * 2
    assert table.heard == ["a"]


async def _waited(table: Table) -> float:
    """How many seconds pass until it listens again."""
    await _until(lambda: table.microphone.on == 0)
    before = table.clock.now()
    while not table.microphone.on:
        await asyncio.sleep(0)
        if not table.microphone.on:
            table.clock.advance(1)
        for _ in range(5):
            await asyncio.sleep(0)
    return table.clock.now() - before


async def _until(fits: Callable[[], bool]) -> None:
    while not fits():  # noqa: ASYNC110 - told by plain calls
        await asyncio.sleep(0)


def test_no_microphone_is_told_once_and_it_is_looked_for_again() -> None:
    waits: list[float] = []

    async def story(table: Table) -> None:
        await _until(lambda: bool(table.told))
        for _ in range(8):
            table.clock.advance(30)
            for _ in range(5):
                await asyncio.sleep(0)
        assert table.told == [("microphone", False)]
        assert table.ears.asked == []
        table.microphone.ready = True
        waits.append(await _waited(table))
        await table.microphone.give(b"a")

    table = _at_table(story, ready=False)
    assert waits == [30]
    assert table.told == [("microphone", False), ("microphone", True)]
    assert table.heard == ["a"]


def test_a_microphone_that_goes_away_is_looked_for_again() -> None:
    async def story(table: Table) -> None:
        await table.microphone.give(b"a")
        for _ in range(2):
            table.microphone.fail()
            while table.microphone.on:  # noqa: ASYNC110 - the end of a generator
                await asyncio.sleep(0)
            while not table.microphone.on:
                table.clock.advance(30)
                await asyncio.sleep(0)
        await table.microphone.give(b"b")

    table = _at_table(story)
    assert table.told == [("microphone", False), ("microphone", True)]
    assert table.heard == ["a", "b"]


def test_no_model_is_told_once_and_another_language_is_heard() -> None:
    async def story(table: Table) -> None:
        table.ears.model = False
        await table.microphone.give(b"a", b"b")
        table.ears.model = True
        table.listener.show(replace(_view(), language="zh-Hans"))
        await table.microphone.give(b"c")

    table = _at_table(story)
    assert table.told == [("model", False)]
    assert table.heard == ["c"]


def test_phrases_that_cannot_be_heard_are_reported_once() -> None:
    async def story(table: Table) -> None:
        table.ears.unheard = ("xylophone",)
        await table.microphone.give(b"a")
        table.listener.show(_view(EnterAmount("transfer-amount", args={"payee": "x"}), 2))
        await table.microphone.give(b"b")

    assert _at_table(story).unheard == [("xylophone",)]


def test_whole_wishes_are_heard_on_the_first_screen_alone() -> None:
    home = Home("attract", options=MENU.options, back=False, cancel=False, idles=False)

    async def story(table: Table) -> None:
        await table.microphone.give(b"a")
        table.listener.show(_view(home, 2))
        await table.microphone.give(b"b")

    first, second = _at_table(story).ears.grammars
    assert "send five hundred to my daughter" not in first.phrases
    assert "send five hundred to my daughter" in second.phrases


@pytest.mark.parametrize(
    ("language", "speech", "acts"),
    [
        ("en", ("five hundred", "yes"), [(ActKind.DRAFT, "500"), (ActKind.ANSWER, "")]),
        ("zh", ("三百五", "对"), [(ActKind.DRAFT, "350"), (ActKind.ANSWER, "")]),
    ],
)
def test_an_amount_is_said_and_confirmed_by_voice_in_earnest(
    language: str, speech: Sequence[str], acts: list[tuple[ActKind, str]]
) -> None:
    """Speech, the process with its model, grammar, understanding and dialogue: all of it as it is."""
    amount = EnterAmount("transfer-amount", args={"payee": "x"})
    view = replace(present(amount, Scene(1, "en" if language == "en" else "zh-Hant", "standard"), TEXTS))
    spoken = "en" if language == "en" else "zh"
    found: list[tuple[ActKind, str]] = []

    async def story() -> None:
        microphone, ears, dialogue = Microphone(), Ears(SystemClock()), Dialogue(TEXTS)

        def heard(one: Heard) -> None:
            found.extend((act.kind, act.value) for act in dialogue.heard(one, view).acts)

        listener = Listener(microphone, ears, SystemClock(), heard, lambda level: None)
        listener.show(view)
        running = asyncio.create_task(listener.run())
        for text in speech:
            await microphone.give(*pieces(said(text, spoken)))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        ears.close()

    asyncio.run(story())
    assert found == acts
