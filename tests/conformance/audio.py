"""What every backend of `drivers.audio.contract` must do: one suite for what plays, one for what hears."""

import array
import asyncio
import math
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

import pytest

from drivers.audio.contract import AudioSink, AudioSource, Chunk, Sound
from drivers.errors import DeviceError, Disconnected, Refused, TimedOut
from tests.conformance.suite import waits

RATE = 16_000
LOUD = 8_000  # the samples of a tone
SHORT, LONG = 0.4, 60.0  # seconds; nobody waits for the long one to end


def tone(seconds: float = SHORT, rate: int = RATE, loudness: int = LOUD) -> Sound:
    """A tone of 400 hertz."""
    step = 2 * math.pi * 400 / rate
    wave = array.array("h", [round(loudness * math.sin(step * place)) for place in range(round(0.1 * rate))])
    return Sound((wave * (round(seconds / 0.1))).tobytes(), rate)


def peak(samples: bytes) -> int:
    return max(map(abs, array.array("h", samples)), default=0)


class SinkEar(Protocol):
    """Whoever hears what is played, has a headset, and holds the cable."""

    @property
    def tells_headset(self) -> bool:
        """Whether this device can tell that one is plugged in."""
        ...

    @property
    def can_hang(self) -> bool:
        """Whether this device can take a call and answer none."""
        ...

    async def heard(self) -> list[Sound]:
        """What was played so far, a sound each, as far as it was played."""
        ...

    async def hang(self) -> None: ...
    async def plug_headset(self) -> None: ...
    async def unplug_headset(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class AudioSinkSuite:
    """One method for each promise."""

    def __init__(self, sink: AudioSink, ear: SinkEar) -> None:
        self.sink = sink
        self.ear = ear

    async def is_ready_and_has_no_headset_at_first(self) -> None:
        status = await self.sink.status()
        assert (status.ready, status.trouble, status.headset) == (True, "", False)

    async def plays_a_sound_to_its_end(self) -> None:
        before = time.monotonic()
        await self.sink.play(tone())
        assert time.monotonic() - before > SHORT * 0.7
        (heard,) = await self.ear.heard()
        assert heard.seconds == pytest.approx(SHORT, abs=0.15)
        assert peak(heard.samples) == pytest.approx(LOUD, rel=0.1)

    async def plays_at_the_rate_of_the_sound(self) -> None:
        await self.sink.play(tone(rate=22_050))
        (heard,) = await self.ear.heard()
        assert heard.seconds == pytest.approx(SHORT, abs=0.15)

    async def plays_as_loud_as_it_is_asked(self) -> None:
        await self.sink.play(tone(), volume=0.25)
        (heard,) = await self.ear.heard()
        assert peak(heard.samples) == pytest.approx(LOUD / 4, rel=0.1)

    async def says_once_when_it_begins(self) -> None:
        begun = list[float]()
        await self.sink.play(tone(), begun=lambda: begun.append(time.monotonic()))
        assert len(begun) == 1
        assert time.monotonic() - begun[0] > SHORT * 0.5

    async def stops_when_it_is_cancelled(self) -> None:
        begun = asyncio.Event()
        playing = asyncio.create_task(self.sink.play(tone(LONG), begun=begun.set))
        await begun.wait()
        playing.cancel()
        await asyncio.wait({playing})
        assert playing.cancelled()
        await self.sink.play(tone())
        *stopped, whole = await self.ear.heard()
        assert sum(sound.seconds for sound in stopped) < LONG / 2
        assert whole.seconds == pytest.approx(SHORT, abs=0.15)

    async def plays_one_after_the_other(self) -> None:
        order = list[str]()

        async def play(name: str) -> None:
            await self.sink.play(tone(), begun=lambda: order.append(f"{name} begins"))
            order.append(f"{name} ends")

        await asyncio.gather(play("first"), play("second"))
        assert order == ["first begins", "first ends", "second begins", "second ends"]

    async def refuses_what_is_no_sound(self) -> None:
        sound = tone()
        for wrong in (Sound(sound.samples[:-1], RATE), Sound(sound.samples, 0)):
            with pytest.raises(Refused):
                await self.sink.play(wrong)
        for volume in (-0.1, 1.1):
            with pytest.raises(Refused):
                await self.sink.play(sound, volume=volume)
        assert await self.ear.heard() == []

    async def tells_of_a_headset_or_waits_for_ever(self) -> None:
        waiting = asyncio.create_task(self.sink.headset_changed(False))
        assert await waits(waiting, self.sink.status)
        await self.ear.plug_headset()
        if self.ear.tells_headset:
            assert await waiting is True
            assert (await self.sink.status()).headset
            assert await self.sink.headset_changed(False) is True
            waiting = asyncio.create_task(self.sink.headset_changed(True))
            assert await waits(waiting, self.sink.status)
            await self.ear.unplug_headset()
            assert await waiting is False
        else:
            assert await waits(waiting, self.sink.status)
        waiting.cancel()
        await asyncio.wait({waiting})

    async def says_disconnected_and_comes_back(self) -> None:
        await self.ear.unplug()
        status = await self.sink.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Disconnected):
            await self.sink.play(tone())
        await self.ear.plug_in()
        assert (await self.sink.status()).ready
        await self.sink.play(tone())

    async def says_so_when_it_goes_away_meanwhile(self) -> None:
        begun = asyncio.Event()
        playing = asyncio.create_task(self.sink.play(tone(LONG), begun=begun.set))
        await begun.wait()
        await self.ear.unplug()
        with pytest.raises(Disconnected):
            await playing

    async def ends_a_call_that_hangs(self) -> None:
        if not self.ear.can_hang:
            return
        await self.ear.hang()
        with pytest.raises((TimedOut, Disconnected)):
            await self.sink.play(tone())


class SourceHand(Protocol):
    """Whoever speaks into the microphone and holds the cable."""

    @property
    def can_hang(self) -> bool:
        """Whether this device can stop giving anything."""
        ...

    async def speaks(self) -> None:
        """Make a loud tone that is heard soon, whether anybody listens or not."""
        ...

    async def is_open(self) -> bool: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class AudioSourceSuite:
    """One method for each promise."""

    def __init__(self, source: AudioSource, hand: SourceHand) -> None:
        self.source = source
        self.hand = hand

    async def is_ready_and_closed_at_first(self) -> None:
        status = await self.source.status()
        assert (status.ready, status.trouble) == (True, "")
        assert not await self.hand.is_open()

    async def gives_tenths_of_a_second(self) -> None:
        for chunk in await self._some(4):
            assert len(chunk.samples) == 3200

    async def numbers_and_dates_them(self) -> None:
        chunks = await self._some(5)
        numbers, moments = [chunk.number for chunk in chunks], [chunk.at for chunk in chunks]
        assert numbers == list(range(numbers[0], numbers[0] + 5))
        assert moments == sorted(moments)
        assert moments[-1] <= time.monotonic()

    async def gives_them_as_time_goes_by(self) -> None:
        before = time.monotonic()
        await self._some(6)
        assert time.monotonic() - before > 0.35

    async def hears_what_is_said(self) -> None:
        async with aclosing(self.source.chunks()) as chunks:
            await anext(chunks)
            speaking = asyncio.create_task(self.hand.speaks())
            while peak((await anext(chunks)).samples) < LOUD / 4:
                pass
            while peak((await anext(chunks)).samples) > LOUD / 4:  # and nothing more when it has ended
                pass
            await speaking

    async def is_open_only_while_somebody_listens(self) -> None:
        async with aclosing(self.source.chunks()) as chunks:
            await anext(chunks)
            assert await self.hand.is_open()
        await self.source.status()
        assert not await self.hand.is_open()

    async def gives_them_again_after_the_last_has_stopped(self) -> None:
        for _ in range(2):
            assert len(await self._some(2)) == 2

    async def serves_one_at_a_time(self) -> None:
        async with aclosing(self.source.chunks()) as chunks:
            before = await anext(chunks)
            with pytest.raises(Refused):
                await self._some(1)
            assert (await anext(chunks)).number > before.number

    async def says_disconnected_and_comes_back(self) -> None:
        await self.hand.unplug()
        status = await self.source.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Disconnected):
            await self._some(1)
        await self.hand.plug_in()
        assert (await self.source.status()).ready
        await self._some(1)

    async def says_so_when_it_goes_away_meanwhile(self) -> None:
        async with aclosing(self.source.chunks()) as chunks:
            await anext(chunks)
            await self.hand.unplug()
            with pytest.raises(DeviceError):
                await _all(chunks)
        assert not await self.hand.is_open()

    async def says_so_when_nothing_comes(self) -> None:
        if not self.hand.can_hang:
            return
        async with aclosing(self.source.chunks()) as chunks:
            await anext(chunks)
            await self.hand.hang()
            with pytest.raises((TimedOut, Disconnected)):
                await _all(chunks)

    async def _some(self, count: int) -> list[Chunk]:
        async with aclosing(self.source.chunks()) as chunks:
            return [await anext(chunks) for _ in range(count)]


async def _all(chunks: AsyncGenerator[Chunk]) -> None:
    """Take them until there are no more."""
    while True:
        await anext(chunks)
