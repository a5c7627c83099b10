"""How a visit ends before its service does."""


class CustomerLeft(Exception):
    """The visit is over: the customer cancelled or pulled something out, a device failed, or the terminal must stop.

    `reason` is a word of the journal's catalogue: cancelled, card-pulled, document-pulled, device-failed, stopping,
    screen-lost.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ServiceStopped(Exception):
    """The service cannot go on. `text` is the id of the notice that says why and what to do; "": that has been said."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
