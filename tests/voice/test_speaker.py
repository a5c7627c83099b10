"""Saying things: at once, to the end or not, from memory, and in time with the caption."""

import asyncio
from collections.abc import Awaitable, Callable

from drivers.errors import DeviceError, Disconnected
from kiosk.clock import SteppedClock
from kiosk.voice.rendering import Rendering
from kiosk.voice.speaker import Line, Speaker, manner
from kiosk.voice.spoken import spoken
from kiosk.voice.tones import tone
from tests.voice.paper_sound import VOICES, PaperSink, PaperSpeech, pass_time, settle

HOW = manner(0.5, 0, 0)
ONE, TWO, THREE = (Line(text, "en") for text in ("One thing", "Another", "Last"))


class Desk:
    def __init__(self) -> None:
        self.clock = SteppedClock()
        self.sink, self.speech = PaperSink(self.clock), PaperSpeech()
        self.captions: list[tuple[str, int]] = []
        self.states: list[bool] = []
        self.failures: list[DeviceError] = []
        self.rendering = Rendering(self.speech, VOICES, most_bytes=8000)
        self.speaker = Speaker(
            self.sink,
            self.rendering,
            self.clock,
            caption=lambda text, to: self.captions.append((text, to)),
            speaking=self.states.append,
            failed=self.failures.append,
        )


def at_desk(story: Callable[[Desk], Awaitable[None]]) -> None:
    async def run() -> None:
        desk = Desk()
        await story(desk)
        await desk.speaker.close()

    asyncio.run(run())


def test_one_after_the_other_and_then_quiet() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([ONE, TWO], HOW)
        await pass_time(desk.clock, 3)
        assert desk.sink.played == ["One thing", "Another"]
        assert desk.sink.stopped == []
        assert desk.states == [True, False]
        assert not desk.speaker.talking
        assert desk.captions[-1] == ("", -1)

    at_desk(story)


def test_what_is_told_takes_the_place_of_what_is_said() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([ONE, TWO], HOW)
        await settle()
        desk.speaker.tell([THREE], HOW)
        await pass_time(desk.clock, 2)
        assert desk.sink.played == ["One thing", "Last"]
        assert desk.sink.stopped == ["One thing"]
        assert desk.states == [True, True, False]  # nobody listens in between

    at_desk(story)


def test_quiet_at_once_also_before_it_begins() -> None:
    async def story(desk: Desk) -> None:
        desk.speech.go.clear()
        desk.speaker.tell([ONE], HOW)
        await settle()
        desk.speaker.stop()
        await settle()
        assert desk.speech.cancelled == 1
        desk.speech.go.set()
        desk.speaker.tell([TWO], HOW)
        await settle()
        desk.speaker.stop()
        await settle()
        assert (desk.sink.played, desk.sink.stopped) == (["Another"], ["Another"])
        assert desk.states[-1] is False

    at_desk(story)


def test_of_what_waits_only_the_newest_is_said() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([ONE], HOW)
        await settle()
        desk.speaker.tell_next([TWO], HOW)
        desk.speaker.tell_next([THREE], HOW)
        await pass_time(desk.clock, 3)
        assert desk.sink.played == ["One thing", "Last"]
        assert desk.sink.stopped == []

    at_desk(story)


def test_the_next_piece_is_made_while_one_is_heard() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([ONE, TWO, THREE], HOW)
        await settle()
        assert desk.sink.played == ["One thing"]
        assert [text for text, _, _ in desk.speech.rendered] == ["One thing", "Another"]

    at_desk(story)


def test_the_same_is_made_once_but_never_what_is_private() -> None:
    async def story(desk: Desk) -> None:
        for _ in range(2):
            desk.speaker.tell([ONE, Line("Five yuan", "en", private=True)], HOW)
            await pass_time(desk.clock, 3)
        made = [text for text, _, _ in desk.speech.rendered]
        assert made == ["One thing", "Five yuan", "Five yuan"]
        assert "Five" not in repr(Line("Five yuan", "en", private=True))

    at_desk(story)


def test_what_is_kept_has_a_bound() -> None:
    async def story(desk: Desk) -> None:
        texts = [f"Number {chr(65 + n)} of many" for n in range(8)]
        for text in texts:
            for piece in spoken(text, "en"):
                await desk.rendering.render(piece, 1.0, private=False)
        kept = [text for text in texts if desk.rendering.has(spoken(text, "en")[0], 1.0)]
        assert kept == texts[-len(kept) :]
        assert 1 <= len(kept) < len(texts)

    at_desk(story)


def test_rendered_ahead() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.prepare([TWO, Line("Mine", "en", private=True)], HOW)
        await settle()
        assert [text for text, _, _ in desk.speech.rendered] == ["Another"]
        desk.speech.go.clear()
        desk.speaker.tell([TWO], HOW)
        await settle()
        assert desk.sink.played == ["Another"]  # nothing had to be made

    at_desk(story)


def test_nothing_is_made_ahead_while_somebody_waits() -> None:
    async def story(desk: Desk) -> None:
        desk.speech.go.clear()
        desk.speaker.tell([ONE], HOW)
        desk.speaker.prepare([TWO], HOW)
        await settle()
        assert [text for text, _, _ in desk.speech.rendered] == ["One thing"]
        desk.speech.go.set()
        await settle()
        assert [text for text, _, _ in desk.speech.rendered] == ["One thing", "Another"]

    at_desk(story)


def test_slower_and_louder() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([ONE], manner(0.5, 2, -1))
        await settle()
        assert desk.speech.rendered == [("One thing", "english", 128)]
        assert desk.sink.volumes == [0.85]
        assert manner(0.9, 2, 0).volume == 1.0

    at_desk(story)


def test_the_caption_follows_word_by_word() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([Line("2 元", "zh-Hans")], HOW)
        await settle()
        assert desk.captions == [("2 元", 1)]
        await pass_time(desk.clock, 0.1)
        assert desk.captions[-1] == ("2 元", 3)
        await pass_time(desk.clock, 1)
        assert desk.captions[-1] == ("", -1)

    at_desk(story)


def test_another_language_has_its_own_voice_and_a_dumb_one_is_silent() -> None:
    async def story(desk: Desk) -> None:
        desk.speaker.tell([Line("To *小明", "en"), Line("Guten Tag", "de"), Line("再見", "zh-Hant")], HOW)
        await pass_time(desk.clock, 3)
        assert [(text.strip(), voice) for text, voice, _ in desk.speech.rendered] == [
            ("To", "english"),
            ("某小明", "mandarin"),
            ("再見", "mandarin"),
        ]
        assert not desk.rendering.speaks("de")

    at_desk(story)


def test_a_device_that_fails_is_told_and_tried_again() -> None:
    async def story(desk: Desk) -> None:
        desk.sink.error = Disconnected("audio")
        desk.speaker.tell([ONE, TWO], HOW)
        await settle()
        assert [type(error) for error in desk.failures] == [Disconnected]
        assert not desk.speaker.talking
        desk.sink.error = None
        desk.speech.error = Disconnected("speech")
        desk.speaker.prepare([THREE], HOW)  # nobody waits for it: nobody is told
        await settle()
        assert len(desk.failures) == 1
        desk.speech.error = None
        desk.speaker.tell([ONE], HOW)
        await settle()
        assert desk.sink.played == ["One thing"]

    at_desk(story)


def test_a_mistake_in_the_program_is_lost_nowhere() -> None:
    """Neither where a caption follows nor where something is made ahead, which nobody waits for."""

    stumbled: list[int] = []

    def stumbling(text: str, to: int) -> None:
        if text and not stumbled:  # at the first word alone
            stumbled.append(to)
            raise IndexError(to)

    async def caption(desk: Desk) -> None:
        desk.speaker = Speaker(
            desk.sink,
            desk.rendering,
            desk.clock,
            caption=stumbling,
            speaking=desk.states.append,
            failed=desk.failures.append,
        )
        desk.speaker.tell([ONE], HOW)
        await pass_time(desk.clock, 2)
        assert isinstance(desk.speaker.broken.exception(), IndexError)

    async def ahead(desk: Desk) -> None:
        desk.speech.error = ValueError("a mistake")  # type: ignore[assignment]  # what no device raises
        desk.speaker.prepare([ONE], HOW)
        await settle()
        assert isinstance(desk.speaker.broken.exception(), ValueError)

    at_desk(caption)
    at_desk(ahead)


def test_tones_differ_and_every_digit_sounds_the_same() -> None:
    assert len({tone(name).samples for name in ("", "key", "accepted", "refused")}) == 4
    assert tone("key").samples == tone("key").samples
    assert 0.05 < tone("key").seconds < 0.15
