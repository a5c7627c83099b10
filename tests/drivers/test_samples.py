"""Samples: volume, chunks, rates, WAV files; and sound in files, in any time."""

import array
import asyncio
import math
import wave
from contextlib import aclosing
from pathlib import Path

import pytest

from drivers.audio.contract import HEARD_RATE, Chunk, Sound
from drivers.audio.pace import NoTime
from drivers.audio.samples import CHUNK_BYTES, at_volume, chunks, from_wav, resampled, to_wav
from drivers.audio.wav import WavSink, WavSource
from drivers.errors import Refused
from tests.conformance.audio import LOUD, peak, tone
from tests.conformance.sounding import write_spoken
from tests.drivers.worlds import PATIENCE


def loudness(samples: bytes) -> float:
    values = array.array("h", samples)
    return math.sqrt(sum(value * value for value in values) / len(values))


def wave_of(hertz: float, rate: int, seconds: float = 1.0) -> Sound:
    step = 2 * math.pi * hertz / rate
    values = [round(LOUD * math.sin(step * place)) for place in range(round(rate * seconds))]
    return Sound(array.array("h", values).tobytes(), rate)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000])
def test_a_tone_is_the_same_tone_at_another_rate(rate: int) -> None:
    heard = resampled(wave_of(400, rate), HEARD_RATE)
    wanted = wave_of(400, HEARD_RATE)
    assert len(heard.samples) == len(wanted.samples)
    inner = slice(2 * 800, -2 * 800)  # a tone that begins at once has edges
    pairs = zip(array.array("h", heard.samples[inner]), array.array("h", wanted.samples[inner]), strict=True)
    assert max(abs(a - b) for a, b in pairs) < LOUD / 50


def test_what_the_new_rate_cannot_carry_is_left_out() -> None:
    assert loudness(resampled(wave_of(11_000, 48_000), HEARD_RATE).samples) < LOUD / 50


def test_the_same_rate_changes_nothing() -> None:
    assert resampled(tone(), tone().rate) == tone()
    assert resampled(Sound(b"", 8_000), HEARD_RATE) == Sound(b"", HEARD_RATE)


def test_the_loudest_does_not_turn_over() -> None:
    square = Sound(array.array("h", [32767] * 50 + [-32768] * 50).tobytes() * 100, 22_050)
    assert loudness(resampled(square, HEARD_RATE).samples) > 25_000


@pytest.mark.parametrize(("volume", "wanted"), [(1, LOUD), (0.5, LOUD / 2), (0, 0)])
def test_volume(volume: float, wanted: float) -> None:
    assert peak(at_volume(tone(), volume, "").samples) == pytest.approx(wanted, abs=1)


@pytest.mark.parametrize("rate", [0, 3_999, 192_001])
def test_a_rate_there_is_not_is_refused(rate: int) -> None:
    with pytest.raises(Refused):
        at_volume(Sound(bytes(4), rate), 1, "")


def test_chunks_are_filled_up_with_silence() -> None:
    samples = bytes([1]) * (CHUNK_BYTES + 10)
    first, second = chunks(samples)
    assert first + second == samples + bytes(CHUNK_BYTES - 10)


def test_a_sound_comes_back_out_of_a_wav_file() -> None:
    assert from_wav(to_wav(tone(rate=22_050)), "") == tone(rate=22_050)


def test_of_several_channels_the_first_is_taken(tmp_path: Path) -> None:
    left, right = array.array("h", tone().samples), array.array("h", bytes(len(tone().samples)))
    both = array.array("h", [value for pair in zip(left, right, strict=True) for value in pair])
    with wave.open(str(tmp_path / "two.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(both.tobytes())
    assert from_wav((tmp_path / "two.wav").read_bytes(), "") == tone()


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all", to_wav(tone())[:30]])
def test_what_is_no_wav_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        from_wav(content, "")


def test_samples_of_eight_bits_are_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "old.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(16_000)
        file.writeframes(bytes(100))
    with pytest.raises(Refused, match="8 bits"):
        from_wav((tmp_path / "old.wav").read_bytes(), "")


@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_a_file_of_any_rate_is_heard_as_fast_as_it_is_taken_and_then_nothing(rate: int, tmp_path: Path) -> None:
    write_spoken(tmp_path / "said.wav", rate)

    async def hear() -> list[Chunk]:
        async with aclosing(WavSource(tmp_path / "said.wav", pace=NoTime()).chunks()) as heard:
            return [await anext(heard) for _ in range(600)]  # a minute

    heard = [peak(chunk.samples) for chunk in asyncio.run(hear())]
    assert [place for place, loud in enumerate(heard) if loud > LOUD / 2] == [5, 6, 7, 8]


def test_out_of_time_a_sound_ends_as_it_begins(tmp_path: Path) -> None:
    hour = Sound(bytes(2 * 4_000 * 3600), 4_000)

    async def play() -> None:
        async with asyncio.timeout(PATIENCE):
            await WavSink(tmp_path / "played", pace=NoTime()).play(hour)

    asyncio.run(play())
    assert from_wav((tmp_path / "played/000001.wav").read_bytes(), "") == hour


def test_a_file_that_is_none_is_a_status_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "said.wav").write_bytes(b"none")
    status = asyncio.run(WavSource(tmp_path / "said.wav").status())
    assert (status.ready, status.trouble) == (False, "no WAV file: it ends too early")
