"""What is done to the cabinet goes into the journal: a door opened or closed, the operator switch turned."""

from collections.abc import Callable

from drivers.errors import DeviceError
from drivers.signals.contract import OperatorSwitch, Signals, SignalsStatus
from kiosk.clock import Clock
from kiosk.recorder import Recorder

_AGAIN_SECONDS = 5.0  # until sensors that were gone are asked again


async def watch_cabinet(
    signals: Signals, clock: Clock, journal: Recorder, turned: Callable[[], None] = lambda: None
) -> None:
    """Watch for ever. What stood open before is recorded at once; what moved while the sensors were gone, later.

    `turned` is told each time that the switch is turned to the operator.
    """
    known = SignalsStatus(ready=True)
    while True:
        try:
            now = await signals.changed(known)
        except DeviceError:
            await clock.until(clock.now() + _AGAIN_SECONDS)
            continue
        for door in sorted(now.open_doors ^ known.open_doors):
            journal.record("door-moved", door=door.value, to="open" if door in now.open_doors else "closed")
        if now.switch is not known.switch:
            journal.record("operator-switch", to=now.switch.value)
            if now.switch is OperatorSwitch.OPERATOR:
                turned()
        known = now
