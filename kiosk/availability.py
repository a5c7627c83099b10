"""What the terminal can do now, and why not: checked whole before a service's first question."""

from collections.abc import Callable, Mapping

from kiosk.terminal import Terminal


class Availability:
    """What can be had now. A failing device takes away what needs it, nothing more.

    `reasons`: for each service "" or the text id of why it cannot be had. `takes_cards`: whether a card may be put in.
    """

    def __init__(self, terminal: Terminal, bank_reason: Callable[[], str]) -> None:
        self.reasons: Mapping[str, str] = {"transfer": "", "balance": ""}
        self.takes_cards = True
        self._terminal = terminal
        self._bank_reason = bank_reason  # "" while the bank can be reached, else a text id

    async def look(self) -> None:
        """Ask every device and the bank link. What changed is journaled."""
        terminal = self._terminal
        await terminal.custody.recheck()
        await terminal.outlet.recheck()
        reader = await terminal.reader.status()
        pad = await terminal.pin_pad.status()
        needed = (
            ("reason-card-stuck", not terminal.custody.blocked),
            ("reason-card-reader", reader.ready),
            ("reason-pin-pad", pad.ready),
        )
        common = next((reason for reason, fine in needed if not fine), self._bank_reason())
        disk = "" if terminal.orders.free_enough() else "reason-disk"
        before, self.reasons = self.reasons, {"transfer": common or disk, "balance": common}
        self.takes_cards = not common
        for service, reason in self.reasons.items():
            if reason != before[service]:
                terminal.journal.record("service-availability", service=service, reason=reason or "available")
