"""Garbage is collected in Qt's own thread, and as a whole only while nobody waits.

Python by itself collects in whichever thread happens to allocate. A `QObject` among the garbage would be destroyed
there, and Qt ends a process whose timers another thread stops (docs/decisions/0039-garbage-in-qts-own-thread.md).
"""

import gc
from collections.abc import Callable

from kiosk.clock import Clock

SECONDS = 10  # between two collections
YOUNG = 1  # up to this generation during a visit: what is older waits for the end of it


async def collect(clock: Clock, idle: Callable[[], bool]) -> None:
    """Collect now and then, for as long as the terminal runs. `gc.disable` must have been called.

    Begun when everything is loaded: that much is never looked through again. Runs on Qt's loop, and so in its thread.
    `idle`: whether no visit is going on.
    """
    loaded = False
    while True:
        await clock.until(clock.now() + SECONDS)
        gc.collect() if idle() else gc.collect(YOUNG)
        if not loaded and idle():
            gc.freeze()
            loaded = True
