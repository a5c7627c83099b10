"""A sound card keeps the promises of audio: a real PulseAudio with a null sink stands in for it."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from drivers.audio import sound_card
from drivers.audio.card_process import Player
from drivers.audio.sound_card import SoundCardSink, SoundCardSource
from drivers.child_side import Link
from drivers.errors import Disconnected
from tests.conformance.audio import AudioSinkSuite, AudioSourceSuite, tone
from tests.conformance.suite import checks, run
from tests.drivers.null_sink import DEVICE, CardEar, CardMouth, NullSink

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NullSink]:
    card = NullSink(tmp_path_factory.mktemp("pulse"))
    yield card
    card.stop()


@pytest.fixture
def card(shared: NullSink, monkeypatch: pytest.MonkeyPatch) -> NullSink:
    """As it is after a check that broke it, too."""
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    if not shared.running:
        shared.start()
    return shared


@asynccontextmanager
async def sink(card: NullSink) -> AsyncGenerator[tuple[SoundCardSink, CardEar], None]:
    plays, ear = SoundCardSink(DEVICE, seconds=5), CardEar(card)
    await ear.listen()
    try:
        yield plays, ear
    finally:
        plays.close()
        await ear.close()


@asynccontextmanager
async def source(card: NullSink, folder: Path) -> AsyncGenerator[tuple[SoundCardSource, CardMouth], None]:
    yield SoundCardSource(DEVICE, chunk_seconds=1.0), CardMouth(card, folder)


@pytest.mark.parametrize("check", checks(AudioSinkSuite))
def test_plays(check: str, card: NullSink) -> None:
    run(AudioSinkSuite, check, sink(card))
    if "hang" in check:
        card.stop()


@pytest.mark.parametrize("check", checks(AudioSourceSuite))
def test_hears(check: str, card: NullSink, tmp_path: Path) -> None:
    run(AudioSourceSuite, check, source(card, tmp_path))
    if "nothing_comes" in check:
        card.stop()


def test_a_card_there_is_not_is_a_status_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        plays, hears = SoundCardSink("no such card"), SoundCardSource("no such card")
        for status in (await plays.status(), await hears.status()):
            assert not status.ready
            assert "no sound card" in status.trouble
        with pytest.raises(Disconnected):
            await plays.play(tone())
        with pytest.raises(Disconnected):
            await anext(hears.chunks())

    asyncio.run(ask())


def test_without_portaudio_the_status_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')\n")
    program = f"import sys, runpy; sys.path.insert(0, {str(tmp_path)!r}); sys.argv[0] = 'card_process'; "
    program += "runpy.run_module('drivers.audio.card_process', run_name='__main__')"
    monkeypatch.setattr(sound_card, "_COMMAND", (sys.executable, "-c", program))

    async def ask() -> None:
        for status in (await SoundCardSink().status(), await SoundCardSource().status()):
            assert not status.ready
            assert status.trouble == "no PortAudio: install the package libportaudio2"

    asyncio.run(ask())


class Stubborn:
    """A card that refuses to be opened `times` times."""

    class PortAudioError(Exception):
        pass

    def __init__(self, times: int) -> None:
        self.times = times

    def RawOutputStream(self, **options: Any) -> Any:  # noqa: N802 - PortAudio's name
        self.times -= 1
        if self.times >= 0:
            raise self.PortAudioError("busy")
        return MagicMock()


@pytest.mark.parametrize(("times", "plays"), [(2, True), (3, False)])
def test_a_card_that_refuses_for_a_moment_is_tried_again(times: int, plays: bool) -> None:
    player = Player(Stubborn(times), None, MagicMock(spec=Link))
    if plays:
        player.play(tone())
    else:
        with pytest.raises(Disconnected, match="busy"):
            player.play(tone())


# as card_process, but that a stop takes a moment, as it does on a card
SLOW_TO_STOP = """
import sys, threading, time
from drivers.child_side import begin
link = begin(int(sys.argv[-1]))
link.say({})
stopped = threading.Event()
def end(length):
    link.say({"begun": True})
    link.say({"ended": not stopped.wait(length)})
for asked in link.heard():
    if "stop" in asked:
        time.sleep(0.04)
        stopped.set()
    else:
        sound = link.data(asked["bytes"])
        stopped.clear()
        threading.Thread(target=end, args=(len(sound) / 2 / asked["rate"],), daemon=True).start()
"""


def test_a_sound_stopped_twice_is_no_other_sounds_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A touch stops it, and so does the prompt that follows, a moment later; then that is spoken."""
    monkeypatch.setattr(sound_card, "_COMMAND", (sys.executable, "-c", SLOW_TO_STOP))

    async def story() -> None:
        sink, begun = SoundCardSink(), asyncio.Event()
        first = asyncio.create_task(sink.play(tone(5.0), begun=begun.set))
        await begun.wait()
        first.cancel()
        await asyncio.sleep(0)
        first.cancel()
        began: list[str] = []
        await sink.play(tone(0.2), begun=lambda: began.append("another"))
        assert began == ["another"]
        with pytest.raises(asyncio.CancelledError):
            await first
        await sink.play(tone(0.1))
        sink.close()

    asyncio.run(story())
