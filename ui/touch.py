"""Which strikes on the screen count."""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.channels import Act, ActKind

DOUBLE_SECONDS = 0.5
DOUBLE_MM = 15.0


class Touch(QObject):
    """Turns strikes into acts, without the second half of a double strike.

    Ignored is a strike within half a second of the last one that counted, if it hits the same target or the same place
    (15 mm): elderly customers tap twice, and a new question may lie under the second tap. Keys of the keypad after keys
    of the keypad always count, so that "00" can be typed as fast as one likes. (The rule of half a second is that of
    EN 301 549, 8.4.2.2 and of the elder-mode rules: double strikes are ignored.)

    `now` gives seconds that only rise; `put` takes the acts.
    """

    def __init__(self, put: Callable[[Act], None], now: Callable[[], float]) -> None:
        super().__init__()
        self._put = put
        self._now = now
        self._last: tuple[float, ActKind, str, tuple[float, float]] | None = None

    @Slot(str, str, int, float, float)
    def strike(self, kind: str, value: str, serial: int, x: float, y: float) -> None:
        """A target was struck at `x`, `y` (mm on the glass) while the view `serial` was shown."""
        act = Act(ActKind(kind), value, serial, "screen")
        if self._again(act, (x, y)):
            return
        self._last = (self._now(), act.kind, value, (x, y))
        self._put(act)

    @Slot(str, int)
    def draw(self, strokes: str, serial: int) -> None:
        """All strokes of a signature, after another one was drawn while the view `serial` was shown."""
        self._put(Act(ActKind.DRAFT, strokes, serial, "screen"))

    def _again(self, act: Act, place: tuple[float, float]) -> bool:
        if self._last is None:
            return False
        moment, kind, value, before = self._last
        if self._now() - moment >= DOUBLE_SECONDS or kind is act.kind is ActKind.KEY:
            return False
        return (kind, value) == (act.kind, act.value) or math.dist(place, before) < DOUBLE_MM
