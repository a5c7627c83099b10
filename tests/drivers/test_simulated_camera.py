"""The simulated camera: who stands before it, what its faults do, and what the screen tells it."""

import asyncio
import time
from collections.abc import Coroutine
from contextlib import aclosing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from drivers.camera.contract import Frame
from drivers.camera.simulated import SimulatedCamera
from drivers.simulator.camera import Camera
from drivers.simulator.drawn.cache import Cache
from drivers.simulator.drawn.shots import Kind, Painter, Shot, key_of
from drivers.simulator.people import SandboxFace, read_sandbox_faces
from drivers.simulator.screen_link import ScreenLink
from drivers.simulator.world import Simulator
from tests.drivers.drawn_samples import FACES
from tests.drivers.samples import CARDS

CAST = read_sandbox_faces()
WANG = next(face for face in CAST if face.person == "wang-xiaoming")


def run(work: Coroutine[Any, Any, None]) -> None:
    async def soon() -> None:
        async with asyncio.timeout(60):
            await work

    asyncio.run(soon())


async def some(camera: SimulatedCamera, count: int) -> list[Frame]:
    async with aclosing(camera.frames()) as frames:
        return [await anext(frames) for _ in range(count)]


def pixels(frame: Frame) -> "np.ndarray[Any, np.dtype[np.int64]]":
    return np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3).astype(int)


def device(faces: list[SandboxFace] = CAST) -> Camera:
    return Camera(faces, lambda: None)


# -- who stands there --------------------------------------------------------------------------------------------------


def test_whoever_inserts_their_card_stands_there() -> None:
    camera = device()
    assert camera.standing == ""
    camera.card_came("wang-xiaoming")
    assert camera.standing == "wang-xiaoming"
    camera.card_came("somebody without a face")
    assert camera.standing == ""


def test_whoever_was_chosen_stays_whatever_card_comes() -> None:
    camera = device()
    camera.put("chen-guiying", "photo:wang-xiaoming:bent", obeys=False)
    camera.card_came("wang-xiaoming")
    assert (camera.standing, str(camera.act), camera.obeys) == ("chen-guiying", "photo:wang-xiaoming:bent", False)
    camera.put("nobody", "still", obeys=True)
    assert camera.standing == ""
    camera.put("card-owner", "still", obeys=True)
    assert camera.standing == "wang-xiaoming"


@pytest.mark.parametrize(("person", "act"), [("a-stranger", "still"), ("wang-xiaoming", "fly"), ("", "still")])
def test_what_cannot_be_is_said_and_changes_nothing(person: str, act: str) -> None:
    camera = device()
    with pytest.raises(ValueError, match=r"."):
        camera.put(person, act, obeys=True)
    assert (camera.person, str(camera.act)) == ("card-owner", "still")


def test_it_outlives_the_simulator() -> None:
    camera, later = device(), device()
    camera.put("chen-guiying", "swap:wang-xiaoming", obeys=False)
    camera.set_fault("frozen", True)
    later.restore(camera.state())
    assert later.state() == camera.state()
    left = device([WANG])  # she has left the cast meanwhile
    left.restore(camera.state())
    assert (left.person, str(left.act)) == ("card-owner", "swap:wang-xiaoming")


def test_the_hand_at_the_panel_puts_somebody_there(short_tmp: Path) -> None:
    async def put() -> None:
        world = Simulator(short_tmp, short_tmp / "no-pad.sock", CARDS)
        await world.do("before-camera", {"person": "wang-xiaoming", "act": "too-far", "obeys": "true"})
        shown = world.snapshot()["devices"]["camera"]
        assert (shown["standing"], shown["act"], shown["obeys"], shown["on"]) == (
            "wang-xiaoming",
            "too-far",
            True,
            False,
        )
        with pytest.raises(ValueError, match="no face"):
            await world.do("before-camera", {"person": "nobody at all", "act": "still"})

    run(put())


# -- what it sees ------------------------------------------------------------------------------------------------------


class Seen:
    """A world with a camera, whose room and whose Wang, standing still, have been drawn already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = Simulator(folder, folder / "no-pad.sock", CARDS)
        self.world.camera._cache = folder / "drawn"  # pyright: ignore[reportPrivateUsage]  # not the user's
        cache, painter = Cache(folder / "drawn"), Painter(FACES)
        self.wang = painter.draw(Shot(who=WANG.face))
        self.room = painter.draw(Shot(Kind.NOBODY))
        cache.keep(key_of(Shot(who=WANG.face), FACES), self.wang)
        cache.keep(key_of(Shot(Kind.NOBODY), FACES), self.room)
        self.camera = SimulatedCamera(folder / "devices.sock")

    async def __aenter__(self) -> "Seen":
        await self.world.start(self.folder / "devices.sock")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.camera.disconnect()
        await self.world.stop()


def test_it_sees_the_room_and_whoever_steps_into_it(short_tmp: Path) -> None:
    async def look() -> None:
        async with Seen(short_tmp) as seen, aclosing(seen.camera.frames()) as frames:
            assert np.abs(pixels(await anext(frames)) - seen.room).mean() < 4  # noise, and what JPEG leaves
            seen.world.camera.put("wang-xiaoming", "still", obeys=True)
            while np.abs(pixels(await anext(frames)) - seen.wang).mean() > 4:
                pass

    run(look())


def test_noise_is_another_in_each_frame_but_not_when_it_is_frozen(short_tmp: Path) -> None:
    async def look() -> None:
        async with Seen(short_tmp) as seen:
            one, two = await some(seen.camera, 2)
            assert one.pixels != two.pixels
            seen.world.camera.set_fault("frozen", True)
            one, two = await some(seen.camera, 2)
            assert one.pixels == two.pixels
            assert (one.number, one.at) != (two.number, two.at)

    run(look())


def test_a_slow_camera_gives_few_pictures(short_tmp: Path) -> None:
    async def look() -> None:
        async with Seen(short_tmp) as seen:
            seen.world.camera.set_fault("slow", True)
            began = time.monotonic()
            await some(seen.camera, 3)
            assert time.monotonic() - began > 0.75

    run(look())


def test_the_panels_picture_is_there_while_the_camera_is_off(short_tmp: Path) -> None:
    async def look() -> None:
        async with Seen(short_tmp) as seen:
            jpeg = await seen.world.camera_picture()
            assert jpeg.startswith(b"\xff\xd8")
            assert not seen.world.camera.on

    run(look())


def test_nothing_is_loaded_before_it_is_looked_at(short_tmp: Path) -> None:
    async def insert() -> None:
        async with Seen(short_tmp) as seen:
            seen.world.camera.put("wang-xiaoming", "still", obeys=True)
            assert seen.world.camera._show is None  # pyright: ignore[reportPrivateUsage]  # what loads is inside

    run(insert())


# -- what the screen tells it ------------------------------------------------------------------------------------------


def test_what_the_screen_shows_reaches_whoever_stands_there(short_tmp: Path) -> None:
    async def look() -> None:
        async with Seen(short_tmp) as seen:
            seen.world.camera.put("wang-xiaoming", "still", obeys=True)
            show = await seen.world.camera.open()
            link = ScreenLink(short_tmp / "devices.sock", watching=lambda on: None, event=lambda event: None)
            attached = asyncio.create_task(link.run())
            link.movement("turn-left")
            async with aclosing(seen.camera.frames()) as frames:
                while show.shot(time.monotonic()).pose.yaw < 20:  # whoever obeys turns
                    await anext(frames)
            link.movement("")
            attached.cancel()
            await asyncio.wait({attached})

    run(look())
