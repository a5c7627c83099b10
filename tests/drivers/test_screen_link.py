"""The kiosk's screen on the panel: frames while somebody watches, touches back, and both sides may come and go."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from drivers.simulator.screen_link import ScreenLink
from drivers.wire import JSON
from tests.drivers.worlds import devices, until, world

TOUCH: dict[str, JSON] = {"kind": "press", "x": 0.25, "y": 0.75}


class Kiosk:
    """A kiosk that has only a screen: remembers whether it is watched, and what touched it."""

    def __init__(self, socket: Path) -> None:
        self.watched: list[bool] = []
        self.touches: list[dict[str, JSON]] = []
        self.link = ScreenLink(socket, watching=self.watched.append, event=self.touches.append, again=0.01)


@asynccontextmanager
async def kiosk(folder: Path) -> AsyncGenerator[Kiosk, None]:
    shown = Kiosk(devices(folder))
    running = asyncio.create_task(shown.link.run())
    try:
        yield shown
    finally:
        running.cancel()
        await asyncio.wait({running})


def test_frames_come_while_somebody_watches(short_tmp: Path) -> None:
    async def go() -> None:
        frames: list[bytes] = []
        async with world(short_tmp) as simulator, kiosk(short_tmp) as shown:
            await until(lambda: shown.watched == [False])
            unwatch = simulator.watch(frames.append)
            await until(lambda: shown.watched == [False, True])
            shown.link.send_frame(b"\xff\xd8 one")
            await until(lambda: frames == [b"\xff\xd8 one"])
            unwatch()
            await until(lambda: shown.watched == [False, True, False])
            shown.link.send_frame(b"\xff\xd8 late")
            await simulator.screen_input(TOUCH)
            await until(lambda: shown.touches == [TOUCH])
            assert frames == [b"\xff\xd8 one"]

    asyncio.run(go())


def test_whoever_comes_later_sees_the_screen_at_once(short_tmp: Path) -> None:
    async def go() -> None:
        first: list[bytes] = []
        later: list[bytes] = []
        async with world(short_tmp) as simulator, kiosk(short_tmp) as shown:
            simulator.watch(first.append)
            await until(lambda: True in shown.watched)
            shown.link.send_frame(b"frame")
            await until(lambda: first == [b"frame"])
            simulator.watch(later.append)
            assert later == [b"frame"]

    asyncio.run(go())


def test_it_is_watched_until_the_last_has_gone(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, kiosk(short_tmp) as shown:
            await until(lambda: simulator.screen_attached)
            one, other = simulator.watch(lambda _: None), simulator.watch(lambda _: None)
            one()
            await simulator.screen_input(TOUCH)
            await until(lambda: bool(shown.touches))
            assert shown.watched[-1]
            other()
            await until(lambda: not shown.watched[-1])

    asyncio.run(go())


def test_only_the_newest_of_the_frames_that_wait_is_sent(short_tmp: Path) -> None:
    async def go() -> None:
        frames: list[bytes] = []
        async with world(short_tmp) as simulator, kiosk(short_tmp) as shown:
            simulator.watch(frames.append)
            await until(lambda: True in shown.watched)
            for number in range(5):
                shown.link.send_frame(b"%d" % number)
            await until(lambda: b"4" in frames)
            assert frames == [b"4"]

    asyncio.run(go())


def test_the_panel_knows_whether_a_kiosk_shows_its_screen(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            changes: list[bool] = []
            simulator.subscribe(lambda: changes.append(simulator.snapshot()["screen"]))
            assert not simulator.screen_attached
            async with kiosk(short_tmp):
                await until(lambda: simulator.screen_attached)
            await until(lambda: not simulator.screen_attached)
            assert (True in changes, changes[-1]) == (True, False)
            frames: list[bytes] = []
            simulator.watch(frames.append)
            assert frames == [], "a picture of a kiosk that is gone is not shown"
            with pytest.raises(ValueError, match="No kiosk"):
                await simulator.screen_input(TOUCH)

    asyncio.run(go())


def test_a_new_kiosk_takes_the_screen_over(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, AsyncExitStack() as later:
            async with kiosk(short_tmp) as old:
                await until(lambda: old.watched == [False])
                new = await later.enter_async_context(kiosk(short_tmp))
                await until(lambda: new.watched == [False])
                await simulator.screen_input(TOUCH)
                await until(lambda: new.touches == [TOUCH])
                assert old.touches == []
            await simulator.screen_input(TOUCH)
            await until(lambda: new.touches == [TOUCH, TOUCH])

    asyncio.run(go())


def test_the_screen_comes_back_to_a_simulator_that_was_gone(short_tmp: Path) -> None:
    async def go() -> None:
        async with kiosk(short_tmp) as shown:
            for _ in range(2):
                async with world(short_tmp) as simulator:
                    await until(lambda: simulator.screen_attached)
                    simulator.watch(lambda _: None)
                    await until(lambda: shown.watched[-1])
                await until(lambda: not shown.watched[-1])
                shown.link.send_frame(b"to nobody")

    asyncio.run(go())
