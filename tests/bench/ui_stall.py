"""How long the screen's loop stands still while faces are checked, and how many pictures a second the customer sees."""

import asyncio
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from drivers.camera.contract import Frame
from drivers.camera.simulated import SimulatedCamera
from drivers.simulator.screen_link import ScreenLink
from kiosk.clock import SystemClock
from kiosk.identity.face import FaceEngine, draw_challenges
from kiosk.identity.faces import Faces, look
from kiosk.session import Session
from kiosk.witness import Witness
from tests.bench import qt_loop
from tests.bench.report import Figure, Progress, Target
from tests.kiosk.scene import Scene
from tests.system.panel import Panel
from ui.screen import Screen
from ui.window import open_window

LOOKS = 5
_TICK = 0.002
_PERSON = "wang-xiaoming"
_PORTRAIT = Path(__file__).parents[2] / "assets" / "sandbox" / "portraits" / f"{_PERSON}.jpg"


def ui_stall(progress: Progress) -> list[Figure]:
    """Look into the camera in the real window: simulator and engine are processes of their own, as in the terminal."""
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        with _simulator(folder):
            stalls, rates = qt_loop.run(_measure(folder / "devices.sock", progress))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    about = "while the camera's picture is shown and judged, 1080x1920, software renderer, off screen"
    return [
        Figure(
            name="ui_stall_max_ms",
            value=max(stalls),
            unit="ms",
            n=len(stalls),
            conditions=f"longest that the loop stood still in a look, {about}",
            samples=stalls,
            target=Target(50),
        ),
        Figure(
            name="live_picture_fps",
            value=min(rates),
            unit="1/s",
            n=len(rates),
            conditions=f"frames drawn a second, the least of all looks, {about}",
            samples=rates,
            target=Target(20, at_least=True),
        ),
    ]


@contextmanager
def _simulator(folder: Path) -> Generator[None]:
    """A simulator with somebody before its camera, all pictures drawn."""
    command = [sys.executable, "-m", "drivers.simulator", "--state", f"{folder}/simulator", "--port", "0"]
    command += ["--socket", f"{folder}/devices.sock", "--pin-pad", f"{folder}/pad.sock"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    try:
        assert process.stdout is not None
        panel = Panel(process.stdout.readline().split()[-1])
        panel.do("before-camera", person=_PERSON, act="still", obeys="true")
        while True:
            panel.camera()
            done, of = panel.device("camera")["drawn"]
            if done == of > 0:
                break
            time.sleep(0.2)
        panel.close()
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)


async def _measure(socket: Path, progress: Progress) -> tuple[list[float], list[float]]:
    stalls: list[float] = []
    rates: list[float] = []
    screen = Screen(lambda _: None, time.monotonic)
    window = open_window(screen, fullscreen=False)
    window.appear()
    painted = 0

    def swapped() -> None:
        nonlocal painted
        painted += 1

    window.frameSwapped.connect(swapped)
    engine = FaceEngine(SystemClock(), challenge_seconds=10, find_seconds=60)
    engine.start()
    await engine.prepare("sixty-eight-point")

    def picture(frame: Frame | None) -> None:
        if frame is None:
            screen.live.clear()
        else:
            screen.live.show(frame.pixels, frame.width, frame.height)

    camera = SimulatedCamera(socket)
    faces = Faces(
        camera,
        engine,
        picture,
        lambda: draw_challenges("sixty-eight-point", secrets.choice),
        profile="sixty-eight-point",
    )
    link = ScreenLink(socket, watching=lambda _: None, event=lambda _: None)
    linked = asyncio.create_task(link.run())
    async with Scene(screen) as scene:
        scene.group.watched_by(Witness(link.tell, link.movement))
        session = Session("bench", replace(scene.terminal, faces=faces))
        for number in range(LOOKS):
            ticking = asyncio.create_task(_stall())
            painted, began = 0, time.perf_counter()
            await look(session, faces, _PORTRAIT.read_bytes(), number + 1)
            rates.append(painted / (time.perf_counter() - began))
            ticking.cancel()
            stalls.append(await ticking)
            progress(number + 1, LOOKS)
    linked.cancel()
    await asyncio.wait({linked})
    await camera.disconnect()
    engine.close()
    window.close()
    return stalls, rates


async def _stall() -> float:
    """The longest that a wait of two milliseconds took too long, in ms, until it is cancelled."""
    longest = 0.0
    try:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_TICK)
            longest = max(longest, time.perf_counter() - began - _TICK)
    except asyncio.CancelledError:
        return longest * 1000
