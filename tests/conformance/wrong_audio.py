"""Sinks and sources that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from drivers.audio.contract import Chunk, SinkStatus, Sound, SourceStatus
from drivers.audio.simulated import SimulatedSink, SimulatedSource
from drivers.errors import DeviceError, Refused, TimedOut

Begun = Callable[[], None] | None


class NeverReady(SimulatedSink):
    async def status(self) -> SinkStatus:
        return SinkStatus(False, (await super().status()).trouble)


class SaysReadyAlways(SimulatedSink):
    async def status(self) -> SinkStatus:
        await super().status()
        return SinkStatus(True)


class DoesNotWait(SimulatedSink):
    """Is done when the sound begins."""

    _playing: asyncio.Task[None] | None = None

    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        begins = asyncio.Event()

        def begin() -> None:
            begins.set()
            if begun:
                begun()

        self._playing = asyncio.create_task(super().play(sound, volume=volume, text=text, begun=begin))
        await begins.wait()

    async def disconnect(self) -> None:
        if self._playing:
            self._playing.cancel()
            await asyncio.wait({self._playing})
        await super().disconnect()


class HasOneRate(SimulatedSink):
    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        await super().play(replace(sound, rate=sound.rate and 16_000), volume=volume, text=text, begun=begun)


class HasOneVolume(SimulatedSink):
    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        await super().play(sound, volume=1.0 if 0 <= volume <= 1 else volume, text=text, begun=begun)


class NeverBegins(SimulatedSink):
    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        await super().play(sound, volume=volume, text=text)


class PlaysOn(SimulatedSink):
    """Goes on when it is cancelled."""

    def __init__(self, socket: Path) -> None:
        super().__init__(socket)
        self._going = set[asyncio.Task[None]]()

    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        going = asyncio.create_task(super().play(sound, volume=volume, text=text, begun=begun))
        self._going.add(going)
        await asyncio.shield(going)

    async def disconnect(self) -> None:
        for going in self._going:
            going.cancel()
        await asyncio.wait(self._going)
        await super().disconnect()


class PlaysOneAtMost(SimulatedSink):
    _busy = False

    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            await super().play(sound, volume=volume, text=text, begun=begun)
        finally:
            self._busy = False


class PlaysAnything(SimulatedSink):
    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        whole = Sound(sound.samples[: len(sound.samples) // 2 * 2], sound.rate or 16_000)
        await super().play(whole, volume=min(max(volume, 0), 1), text=text, begun=begun)


class MissesTheHeadset(SimulatedSink):
    async def headset_changed(self, known: bool) -> bool:
        return await super().headset_changed(True) if known else await asyncio.Event().wait() and False


class SeesAHeadsetAlways(SimulatedSink):
    async def headset_changed(self, known: bool) -> bool:
        return not known


class SwallowsEveryError(SimulatedSink):
    async def play(self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Begun = None) -> None:
        try:
            await super().play(sound, volume=volume, text=text, begun=begun)
        except DeviceError:
            return


WRONG_SINKS: dict[type[SimulatedSink], tuple[str, ...]] = {
    NeverReady: ("is_ready_and_has_no_headset_at_first",),
    SaysReadyAlways: ("says_disconnected_and_comes_back",),
    DoesNotWait: ("plays_a_sound_to_its_end", "says_once_when_it_begins"),
    HasOneRate: ("plays_at_the_rate_of_the_sound",),
    HasOneVolume: ("plays_as_loud_as_it_is_asked",),
    NeverBegins: ("says_once_when_it_begins",),
    PlaysOn: ("stops_when_it_is_cancelled",),
    PlaysOneAtMost: ("plays_one_after_the_other",),
    PlaysAnything: ("refuses_what_is_no_sound",),
    MissesTheHeadset: ("tells_of_a_headset_or_waits_for_ever",),
    SeesAHeadsetAlways: ("tells_of_a_headset_or_waits_for_ever",),
    SwallowsEveryError: (
        "says_disconnected_and_comes_back",
        "says_so_when_it_goes_away_meanwhile",
        "ends_a_call_that_hangs",
    ),
}


class IsDeaf(SimulatedSource):
    async def chunks(self) -> AsyncGenerator[Chunk]:
        async with aclosing(super().chunks()) as chunks:
            async for chunk in chunks:
                yield replace(chunk, samples=bytes(3200))


class NeverHears(SimulatedSource):
    async def status(self) -> SourceStatus:
        return SourceStatus(False, (await super().status()).trouble)


class HearsAlways(SimulatedSource):
    async def status(self) -> SourceStatus:
        await super().status()
        return SourceStatus(True)


class GivesTwentieths(SimulatedSource):
    async def chunks(self) -> AsyncGenerator[Chunk]:
        async with aclosing(super().chunks()) as chunks:
            async for chunk in chunks:
                yield replace(chunk, samples=chunk.samples[:1600])
                yield replace(chunk, samples=chunk.samples[1600:])


class MakesThemUp(SimulatedSource):
    """Gives chunks as fast as they are taken."""

    async def chunks(self) -> AsyncGenerator[Chunk]:
        async with aclosing(super().chunks()) as chunks:
            chunk = await anext(chunks)
            while True:
                yield chunk
                chunk = replace(chunk, number=chunk.number + 1)
                await asyncio.sleep(0)


class DoesNotCount(SimulatedSource):
    async def chunks(self) -> AsyncGenerator[Chunk]:
        async with aclosing(super().chunks()) as chunks:
            async for chunk in chunks:
                yield replace(chunk, number=1)


class StaysOpen(SimulatedSource):
    """Lets nobody else listen once it has begun."""

    _going: AsyncGenerator[Chunk] | None = None

    async def chunks(self) -> AsyncGenerator[Chunk]:
        self._going = self._going or super().chunks()
        async for chunk in self._going:
            yield chunk

    async def disconnect(self) -> None:
        if self._going:
            await self._going.aclose()
        await super().disconnect()


class WorksOnce(SimulatedSource):
    _used = False

    async def chunks(self) -> AsyncGenerator[Chunk]:
        if self._used:
            raise Refused("audio", "used")
        self._used = True
        async with aclosing(super().chunks()) as chunks:
            async for chunk in chunks:
                yield chunk


class SharesItself(SimulatedSource):
    """Gives everybody what whoever came first hears."""

    _last: Chunk | None = None

    async def chunks(self) -> AsyncGenerator[Chunk]:
        if self._last:
            yield self._last
        async with aclosing(super().chunks()) as chunks:
            async for chunk in chunks:
                self._last = chunk
                yield chunk


class EndsQuietly(SimulatedSource):
    async def chunks(self) -> AsyncGenerator[Chunk]:
        try:
            async with aclosing(super().chunks()) as chunks:
                async for chunk in chunks:
                    yield chunk
        except DeviceError:
            return


class WaitsForEver(SimulatedSource):
    async def chunks(self) -> AsyncGenerator[Chunk]:
        try:
            async with aclosing(super().chunks()) as chunks:
                async for chunk in chunks:
                    yield chunk
        except TimedOut:
            await asyncio.Event().wait()


WRONG_SOURCES: dict[type[SimulatedSource], tuple[str, ...]] = {
    NeverHears: ("is_ready_and_closed_at_first",),
    HearsAlways: ("says_disconnected_and_comes_back",),
    IsDeaf: ("hears_what_is_said",),
    GivesTwentieths: ("gives_tenths_of_a_second", "numbers_and_dates_them"),
    MakesThemUp: ("gives_them_as_time_goes_by", "hears_what_is_said"),
    DoesNotCount: ("numbers_and_dates_them", "serves_one_at_a_time"),
    StaysOpen: ("is_open_only_while_somebody_listens",),
    WorksOnce: ("gives_them_again_after_the_last_has_stopped",),
    SharesItself: ("serves_one_at_a_time",),
    EndsQuietly: ("says_so_when_it_goes_away_meanwhile",),
    WaitsForEver: ("says_so_when_nothing_comes",),
}
