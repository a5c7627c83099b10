"""The operator switch: a member of staff who turns it begins at whatever prompt the customer is."""

from collections.abc import Callable

from drivers.errors import DeviceError
from drivers.signals.contract import OperatorSwitch, Signals, SignalsStatus
from kiosk.clock import Clock

_RETRY_SECONDS = 5.0


async def watch_switch(signals: Signals, clock: Clock, turned: Callable[[], None]) -> None:
    """Tell each time that the switch is turned to the operator. Never returns; cancel it.

    One that cannot be asked is asked again later: no visit ends because of it.
    """
    known = SignalsStatus(True)
    while True:
        try:
            now = await signals.changed(known)
        except DeviceError:
            await clock.until(clock.now() + _RETRY_SECONDS)
            continue
        if now.switch is OperatorSwitch.OPERATOR and known.switch is not OperatorSwitch.OPERATOR:
            turned()
        known = now
