"""The simulator's sound: what it writes down, when the customer speaks, and in what time."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest

from drivers.audio.contract import HEARD_RATE, Sound
from drivers.audio.samples import CHUNK_BYTES, from_wav
from drivers.audio.simulated import PIECE_BYTES, SimulatedSink, SimulatedSource
from drivers.errors import Disconnected
from drivers.simulator.audio import KEPT, Audio
from drivers.simulator.customer_voice import CustomerVoice
from drivers.simulator.world import Simulator
from kiosk.clock import SteppedClock
from tests.conformance.audio import peak, tone
from tests.drivers.samples import CARDS
from tests.drivers.worlds import devices, until, world


@asynccontextmanager
async def sounding(folder: Path) -> AsyncGenerator[tuple[Audio, SimulatedSink, SimulatedSource], None]:
    async with world(folder) as simulator:
        sink, source = SimulatedSink(devices(folder)), SimulatedSource(devices(folder))
        yield simulator.audio, sink, source
        await sink.disconnect()
        await source.disconnect()


@asynccontextmanager
async def listened(audio: Audio, source: SimulatedSource) -> AsyncGenerator[list[bytes], None]:
    """What is heard meanwhile."""
    heard = list[bytes]()

    async def listen() -> None:
        async with aclosing(source.chunks()) as chunks:
            async for chunk in chunks:
                heard.append(chunk.samples)

    listening = asyncio.create_task(listen())
    await audio.until(lambda: audio.listening)
    yield heard
    listening.cancel()
    await asyncio.wait({listening})


def files(audio: Audio) -> list[str]:
    return sorted(file.name for file in audio.folder.iterdir())


def test_what_is_said_is_written_down_and_shown(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, _):
            audio.haste = True
            await sink.play(tone(), text="请插入银行卡")
            await sink.play(tone(), volume=0.5)
            assert files(audio) == ["000001.txt", "000001.wav", "000002.txt", "000002.wav"]
            assert (audio.folder / "000001.txt").read_text(encoding="utf-8") == "请插入银行卡"
            assert from_wav((audio.folder / "000001.wav").read_bytes(), "") == tone()
            assert peak(from_wav((audio.folder / "000002.wav").read_bytes(), "").samples) == peak(tone().samples) // 2
            assert {file.stat().st_mode & 0o777 for file in audio.folder.iterdir()} == {0o600}
            assert audio.spoken == ["请插入银行卡"]  # a tone says nothing
            assert [line["text"] for line in audio.snapshot()["spoken"]] == ["请插入银行卡", ""]

    asyncio.run(go())


def test_only_the_last_sounds_are_kept(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, _):
            audio.haste = True
            for number in range(KEPT + 2):
                await sink.play(Sound(bytes(20), 16_000), text=str(number))
            assert len(files(audio)) == 2 * KEPT
            assert files(audio)[0] == "000003.txt"
            assert (audio.folder / files(audio)[-2]).read_text() == str(KEPT + 1)

    asyncio.run(go())


def test_a_sound_too_long_for_one_message_comes_whole(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, _):
            audio.haste = True
            long = Sound(os.urandom(2 * PIECE_BYTES + 10), 48_000)
            await sink.play(long)
            assert from_wav((audio.folder / "000001.wav").read_bytes(), "") == long
            await sink.play(Sound(b"", 16_000), text="nothing")
            assert from_wav((audio.folder / "000002.wav").read_bytes(), "").samples == b""

    asyncio.run(go())


def test_it_plays_in_the_time_that_is_passed_in(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, _):
            clock = SteppedClock()
            audio.pace = clock
            playing = asyncio.create_task(sink.play(tone(3.0), text="long"))
            await audio.until(lambda: audio.playing)
            for _ in range(29):
                await _step(clock)
            assert audio.playing
            await _step(clock)
            await playing
            assert not audio.playing
            assert audio.history[-1].state == "whole"

    asyncio.run(go())


async def _step(clock: SteppedClock) -> None:
    """A tenth of a second, and time for whoever waited for it."""
    clock.advance(0.1001)
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_customer_waits_until_the_terminal_has_spoken(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, source), listened(audio, source) as heard:
            playing = asyncio.create_task(sink.play(tone(0.5), text="please speak"))
            await audio.until(lambda: audio.playing)
            await audio.hear(tone(0.3).samples)
            assert playing.done()
            assert max(peak(chunk) for chunk in heard) > 4000

    asyncio.run(go())


def test_nobody_speaks_to_a_terminal_that_does_not_listen(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, source):
            with pytest.raises(ValueError, match="does not listen"):
                await audio.hear(tone().samples, patience=0.05)
            async with listened(audio, source):
                playing = asyncio.create_task(sink.play(tone(60)))
                await audio.until(lambda: audio.playing)
                with pytest.raises(ValueError, match="goes on speaking"):
                    await audio.hear(tone().samples, patience=0.05)
                playing.cancel()
            audio.set_fault("gone", True)
            with pytest.raises(ValueError, match="check cable"):
                await audio.hear(tone().samples)

    asyncio.run(go())


def test_what_was_not_heard_to_its_end_is_not_heard_by_the_next(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, _, source):
            async with listened(audio, source):
                saying = asyncio.create_task(audio.hear(tone(5).samples))
                await audio.until(lambda: audio.hearing)
            with pytest.raises(ValueError, match="listens no more"):
                await saying
            async with listened(audio, source) as heard:
                await until(lambda: len(heard) >= 3)
            assert max(peak(chunk) for chunk in heard) < 100

    asyncio.run(go())


def test_who_gives_up_speaking_is_not_heard(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, _, source), listened(audio, source) as heard:
            saying = asyncio.create_task(audio.hear(tone(30).samples))
            await until(lambda: any(peak(chunk) > 4000 for chunk in heard))
            saying.cancel()
            await asyncio.wait({saying})
            so_far = len(heard)
            await until(lambda: len(heard) >= so_far + 3)
            assert peak(heard[-1]) < 100

    asyncio.run(go())


def test_in_haste_what_is_said_comes_at_once(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, _, source), listened(audio, source) as heard:
            audio.haste = True
            minute = asyncio.get_running_loop().time()
            await audio.hear(tone(60).samples)
            await until(lambda: len(heard) >= 600)
            assert asyncio.get_running_loop().time() - minute < 15  # of sixty

    asyncio.run(go())


def test_a_dead_microphone_gives_nothing_at_all(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, _, source), listened(audio, source) as heard:
            audio.haste = True
            audio.set_fault("dead-microphone", True)
            await audio.hear(tone(0.3).samples)
            await until(lambda: len(heard) >= 3)
            assert set(heard) == {bytes(CHUNK_BYTES)}

    asyncio.run(go())


def test_after_it_hung_what_was_missed_is_counted(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, _, source):
            clock = SteppedClock()
            audio.pace = clock
            async with aclosing(source.chunks()) as chunks:
                first = asyncio.create_task(anext(chunks))
                await audio.until(lambda: audio.listening)
                while not first.done():
                    await _step(clock)
                audio.set_fault("hang", True)
                await _step(clock)
                clock.advance(3.0)
                audio.set_fault("hang", False)
                second = await anext(chunks)
                assert second.number - (await first).number > 25

    asyncio.run(go())


@pytest.mark.parametrize("call", ["play", "chunks"])
def test_a_power_cycle_ends_what_is_under_way(call: str, short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, source):
            doing = asyncio.create_task(sink.play(tone(60)) if call == "play" else _hears_on(source))
            await audio.until(lambda: audio.playing or audio.listening)
            audio.power_cycle()
            with pytest.raises(Disconnected):
                await doing

    asyncio.run(go())


async def _hears_on(source: SimulatedSource) -> None:
    async with aclosing(source.chunks()) as chunks:
        async for _ in chunks:
            pass


def test_a_headset_stays_where_it_was(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, _, _):
            with pytest.raises(ValueError, match="No headset"):
                audio.unplug()
            audio.plug()
            with pytest.raises(ValueError, match="already"):
                audio.plug()
        assert Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS).audio.headset

    asyncio.run(go())


@pytest.mark.parametrize(
    ("text", "language", "noise", "why"),
    [
        ("yes", "fr", "none", "Nobody speaks"),
        ("yes", "en", "30 dB", "no noise"),
        ("  ", "en", "none", "Nothing was said"),
    ],
)
def test_what_cannot_be_said(text: str, language: str, noise: str, why: str) -> None:
    async def go() -> None:
        with pytest.raises(ValueError, match=why):
            await CustomerVoice().say(text, language, noise)

    asyncio.run(go())


def test_noise_is_as_loud_as_it_is_called_and_always_the_same() -> None:
    async def go() -> None:
        voice = CustomerVoice()
        try:
            quiet, some, much = [await voice.say("transfer", "en", noise) for noise in ("none", "20 dB", "10 dB")]
            assert await voice.say("transfer", "en", "10 dB") == much
            before = [one.samples[:HEARD_RATE] for one in (quiet, some, much)]  # half a second
            assert peak(before[0]) < 60 < peak(before[1]) * 0.5 < peak(before[2]) * 0.5
            assert 1.0 < quiet.voice_ends < len(quiet.samples) / 2 / HEARD_RATE - 1
            assert "transfer" not in repr(much)
        finally:
            voice.close()

    asyncio.run(go())


def test_the_log_does_not_name_what_was_said(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            source = SimulatedSource(devices(short_tmp))
            async with listened(simulator.audio, source):
                simulator.audio.haste = True
                await simulator.do("say", {"text": "yes", "language": "en", "noise": "none"})
            assert simulator.snapshot()["log"] == ["say"]
            await source.disconnect()

    asyncio.run(go())
