"""How long the customer waits for the next screen: from lifting the finger to the frame that shows the next prompt."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtQuick import QQuickItem

from kiosk.prompts import Choice, Choose, EnterAmount, Fact, Prompt, Review, Step
from kiosk.texts import Money, Text
from tests.bench import qt_loop
from tests.bench.report import Figure, Progress, Target, percentile
from tests.kiosk.scene import Scene
from ui.screen import Screen
from ui.window import Window, open_window

ROUNDS = 40  # of three screens each
WARM_UP = 3

PAYEE = "*小明"
CONFIRM = Choose(
    "transfer-confirm",
    rows=(Fact("row-payee", PAYEE, strong=True), Fact("row-to-account", "6200 **** **** 0123")),
    options=(Choice("yes", "payee-right", icon="check"), Choice("other", "payee-other", icon="back")),
    step=Step(1, 5),
)
AMOUNT = EnterAmount(
    "transfer-amount", args={"payee": PAYEE}, quick=(50000, 100000), available=864215, limit=5000000, step=Step(2, 5)
)
REVIEW = Review(
    "transfer-review",
    args={"payee": PAYEE, "tail": "0123", "amount": Money(120000)},
    rows=(Fact("row-payee", PAYEE, strong=True), Fact("row-arrival", Text("arrival-real-time"), strong=True)),
    figure=120000,
    wording="wording-real-time",
    other="amount",
    step=Step(3, 5),
)
# what is asked, what is typed already, and what is touched to answer it
CYCLE: Sequence[tuple[Prompt[object], str, str]] = (
    (CONFIRM, "", "option:yes"),
    (AMOUNT, "1200", "primary"),
    (REVIEW, "", "primary"),
)


def touch_to_paint(progress: Progress) -> list[Figure]:
    """Measure the real window on the product's loop: three screens of a transfer, one after the other."""
    samples = qt_loop.run(_measure(progress))
    return [
        Figure(
            name="touch_to_paint_p95_ms",
            value=percentile(samples, 95),
            unit="ms",
            n=len(samples),
            conditions="finger lifted to the next prompt's frame, three screens of a transfer, 1080x1920, software "
            "renderer, off screen",
            samples=samples,
            target=Target(50),
        )
    ]


async def _measure(progress: Progress) -> list[float]:
    seconds = count()  # each touch a second after the last: none is the second half of a double tap
    screen = Screen(keys=lambda _: None, now=lambda: float(next(seconds)))
    window = open_window(screen, fullscreen=False, size=(1080, 1920))
    window.appear()
    painted = asyncio.Event()
    window.frameSwapped.connect(painted.set)
    samples: list[float] = []
    async with Scene(screen) as scene:

        async def visit() -> None:
            while True:
                for prompt, draft, _ in CYCLE:
                    await scene.session.ask(prompt, draft=draft)

        asking = asyncio.create_task(visit())
        await scene.script.sees(CYCLE[0][0].text)
        for number in range(WARM_UP + ROUNDS):
            for _, _, target in CYCLE:
                await _settled(painted)
                taken = await _touch(window, screen, target, painted)
                if number >= WARM_UP:
                    samples.append(taken)
                    progress(len(samples), ROUNDS * len(CYCLE))
        asking.cancel()
        await asyncio.wait({asking})
    window.close()
    return samples


async def _touch(window: Window, screen: Screen, target: str, painted: asyncio.Event) -> float:
    """Touch what has this id; milliseconds from lifting the finger to a frame of another view."""
    shown = window.contentItem()
    item = next(i for i in _items(shown) if i.objectName() == target and i.isVisible())
    place = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
    before = screen.values.value("serial")
    _mouse(window, QEvent.Type.MouseButtonPress, place)
    await _settled(painted)  # the key goes down under the finger
    started = time.perf_counter()
    painted.clear()
    _mouse(window, QEvent.Type.MouseButtonRelease, place)
    async with asyncio.timeout(10):
        while True:
            await painted.wait()
            painted.clear()
            if screen.values.value("serial") != before:
                return (time.perf_counter() - started) * 1000


async def _settled(painted: asyncio.Event) -> None:
    """Wait until nothing has been drawn for a while: animations of the screen before are over."""
    try:
        while True:
            painted.clear()
            async with asyncio.timeout(0.05):
                await painted.wait()
    except TimeoutError:
        return


def _items(root: QQuickItem) -> Iterator[QQuickItem]:
    for child in root.childItems():
        yield child
        yield from _items(child)


def _mouse(window: Window, kind: QEvent.Type, place: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    held = left if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, window.mapToGlobal(place), left, held, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.postEvent(window, event)
