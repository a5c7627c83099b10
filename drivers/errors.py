"""The few errors a device can raise. Each says what to do; the message never holds customer data."""


class DeviceError(Exception):
    """A device did not do what it was asked. `device` names it, `detail` is for the technician.

    Base of all errors below; a contract lists the ones its calls raise.
    """

    def __init__(self, device: str, detail: str = "") -> None:
        super().__init__(f"{device}: {detail or type(self).__name__}")
        self.device = device
        self.detail = detail


class Jammed(DeviceError):
    """Something is stuck inside: staff must open the device."""


class Empty(DeviceError):
    """Paper or cards have run out: staff must refill."""


class NotTaken(DeviceError):
    """The customer did not take what was presented."""


class Removed(DeviceError):
    """What was held (a card, a document) was pulled out by the customer."""


class Disconnected(DeviceError):
    """The device does not answer at all: check cable and power; it may come back by itself."""


class TimedOut(DeviceError):
    """The device answers but did not finish in the time its call allows."""


class Refused(DeviceError):
    """The device works but will not do this: unreadable card, wrong state, wrong key."""
