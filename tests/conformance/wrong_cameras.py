"""Cameras that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from drivers.camera.contract import CameraStatus, Frame
from drivers.camera.simulated import SimulatedCamera
from drivers.errors import Disconnected, Refused, TimedOut


class NeverReady(SimulatedCamera):
    async def status(self) -> CameraStatus:
        return CameraStatus(False, (await super().status()).trouble)


class SaysReadyAlways(SimulatedCamera):
    async def status(self) -> CameraStatus:
        await super().status()
        return CameraStatus(True)


class GivesTornPictures(SimulatedCamera):
    async def frames(self) -> AsyncGenerator[Frame]:
        async with aclosing(super().frames()) as frames:
            async for frame in frames:
                yield replace(frame, pixels=frame.pixels[: -640 * 3])


class DoesNotCount(SimulatedCamera):
    async def frames(self) -> AsyncGenerator[Frame]:
        async with aclosing(super().frames()) as frames:
            async for frame in frames:
                yield replace(frame, number=1)


class IsFrozen(SimulatedCamera):
    async def frames(self) -> AsyncGenerator[Frame]:
        first = b""
        async with aclosing(super().frames()) as frames:
            async for frame in frames:
                first = first or frame.pixels
                yield replace(frame, pixels=first)


class KeepsAQueue(SimulatedCamera):
    """Gives every picture, however old."""

    async def frames(self) -> AsyncGenerator[Frame]:
        queue = asyncio.Queue[Frame]()

        async def fill() -> None:
            async with aclosing(super(KeepsAQueue, self).frames()) as frames:
                async for frame in frames:
                    queue.put_nowait(frame)

        filling = asyncio.create_task(fill())
        try:
            while True:
                yield await queue.get()
        finally:
            filling.cancel()
            await asyncio.wait({filling})


class StaysOn(SimulatedCamera):
    """Lets nobody else have its pictures once it has given some."""

    _going: AsyncGenerator[Frame] | None = None

    async def frames(self) -> AsyncGenerator[Frame]:
        self._going = self._going or super().frames()
        async for frame in self._going:
            yield frame

    async def disconnect(self) -> None:
        if self._going:
            await self._going.aclose()
        await super().disconnect()


class WorksOnce(SimulatedCamera):
    _used = False

    async def frames(self) -> AsyncGenerator[Frame]:
        if self._used:
            raise Refused("camera", "used")
        self._used = True
        async with aclosing(super().frames()) as frames:
            async for frame in frames:
                yield frame


class SharesItself(SimulatedCamera):
    """Gives everybody the pictures of whoever came first."""

    _last: Frame | None = None

    async def frames(self) -> AsyncGenerator[Frame]:
        if self._last:
            yield self._last
        async with aclosing(super().frames()) as frames:
            async for frame in frames:
                self._last = frame
                yield frame


class SwallowsEveryError(SimulatedCamera):
    async def frames(self) -> AsyncGenerator[Frame]:
        try:
            async with aclosing(super().frames()) as frames:
                async for frame in frames:
                    yield frame
        except Disconnected:
            return


class WaitsForEver(SimulatedCamera):
    async def frames(self) -> AsyncGenerator[Frame]:
        try:
            async with aclosing(super().frames()) as frames:
                async for frame in frames:
                    yield frame
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedCamera], tuple[str, ...]] = {
    NeverReady: ("is_ready_and_off_at_first",),
    SaysReadyAlways: ("says_disconnected_and_comes_back",),
    GivesTornPictures: ("gives_whole_pictures",),
    DoesNotCount: ("numbers_and_dates_them",),
    IsFrozen: ("shows_what_is_before_it",),
    KeepsAQueue: ("gives_the_newest_to_whoever_is_slow",),
    StaysOn: ("is_on_only_while_somebody_looks",),
    WorksOnce: ("gives_them_again_after_the_last_has_stopped",),
    SharesItself: ("serves_one_at_a_time",),
    SwallowsEveryError: ("says_so_when_it_goes_away_meanwhile",),
    WaitsForEver: ("says_so_when_no_picture_comes",),
}
