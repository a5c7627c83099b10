"""What every backend of `drivers.camera.contract` must do."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

import pytest

from drivers.camera.contract import Camera, Frame
from drivers.errors import Disconnected, Refused, TimedOut


class CameraHand(Protocol):
    """Whoever stands before the camera, covers its lens and holds the cable."""

    async def is_on(self) -> bool:
        """Whether it takes pictures (its light is on)."""
        ...

    async def taken(self, count: int) -> None:
        """Wait until it has taken so many pictures since it was switched on."""
        ...

    async def cover(self) -> None: ...
    async def uncover(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class CameraSuite:
    """One method for each promise."""

    def __init__(self, camera: Camera, hand: CameraHand) -> None:
        self.camera = camera
        self.hand = hand

    async def is_ready_and_off_at_first(self) -> None:
        status = await self.camera.status()
        assert (status.ready, status.trouble) == (True, "")
        assert not await self.hand.is_on()

    async def gives_whole_pictures(self) -> None:
        for frame in await self._some(3):
            assert (frame.width, frame.height) == (640, 480)
            assert len(frame.pixels) == 640 * 480 * 3

    async def numbers_and_dates_them(self) -> None:
        before = time.monotonic()
        frames = await self._some(4)
        numbers, moments = [frame.number for frame in frames], [frame.at for frame in frames]
        assert numbers == sorted(set(numbers))
        assert moments == sorted(set(moments))
        assert before <= moments[0]
        assert moments[-1] <= time.monotonic()

    async def shows_what_is_before_it(self) -> None:
        async with aclosing(self.camera.frames()) as frames:
            light = await anext(frames)
            await self.hand.cover()
            while _brightness(await anext(frames)) > 30:  # a picture that was taken before may still come
                pass
            await self.hand.uncover()
            while abs(_brightness(await anext(frames)) - _brightness(light)) > 10:
                pass

    async def gives_the_newest_to_whoever_is_slow(self) -> None:
        async with aclosing(self.camera.frames()) as frames:
            first = await anext(frames)
            await self.hand.taken(first.number + 8)
            await asyncio.sleep(0)
            later = await anext(frames)
            assert later.number >= first.number + 6

    async def is_on_only_while_somebody_looks(self) -> None:
        async with aclosing(self.camera.frames()) as frames:
            await anext(frames)
            assert await self.hand.is_on()
        await self.camera.status()
        assert not await self.hand.is_on()

    async def gives_them_again_after_the_last_has_stopped(self) -> None:
        for _ in range(3):
            assert len(await self._some(2)) == 2

    async def serves_one_at_a_time(self) -> None:
        async with aclosing(self.camera.frames()) as frames:
            before = await anext(frames)
            with pytest.raises(Refused):
                await self._some(1)
            assert (await anext(frames)).number > before.number

    async def says_disconnected_and_comes_back(self) -> None:
        await self.hand.unplug()
        status = await self.camera.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Disconnected):
            await self._some(1)
        await self.hand.plug_in()
        assert (await self.camera.status()).ready
        await self._some(1)

    async def says_so_when_it_goes_away_meanwhile(self) -> None:
        async with aclosing(self.camera.frames()) as frames:
            await anext(frames)
            await self.hand.unplug()
            with pytest.raises(Disconnected):
                await _all(frames)
        assert not await self.hand.is_on()

    async def says_so_when_no_picture_comes(self) -> None:
        async with aclosing(self.camera.frames()) as frames:
            await anext(frames)
            await self.hand.hang()
            with pytest.raises(TimedOut):
                await _all(frames)

    async def _some(self, count: int) -> list[Frame]:
        async with aclosing(self.camera.frames()) as frames:
            return [await anext(frames) for _ in range(count)]


async def _all(frames: AsyncGenerator[Frame]) -> None:
    """Take them until there are no more."""
    while True:
        await anext(frames)


def _brightness(frame: Frame) -> float:
    """The mean of every hundredth value, of 255."""
    some = frame.pixels[::101]
    return sum(some) / len(some)
