"""What the terminal can do now, and why not: checked whole before a service's first question."""

from collections.abc import Callable, Mapping

from kiosk.terminal import Terminal

# reasons why no card can be made that do not keep anybody from getting a new PIN
WITHOUT_CARDS = ("reason-camera", "reason-no-paper", "reason-card-dispenser", "reason-no-cards")


class Availability:
    """What can be had now. A failing device takes away what needs it, nothing more.

    `reasons`: for each service "" or the text id of why it cannot be had. `takes_cards`: whether a card may be put in.
    """

    def __init__(self, terminal: Terminal, bank_reason: Callable[[], str], staffed: Callable[[], bool]) -> None:
        self.reasons: Mapping[str, str] = {"transfer": "", "inquiry": "", "safety": "", "open-card": ""}
        self.takes_cards = True
        self._terminal = terminal
        self._bank_reason = bank_reason  # "" while the bank can be reached, else a text id
        self._staffed = staffed

    async def look(self) -> None:
        """Ask every device and the bank link. What changed is journaled."""
        terminal = self._terminal
        if terminal.issuing:
            await terminal.issuing.recheck()
        await terminal.document_custody.recheck()
        if terminal.document_custody.untold is None:  # one thing after the other: only one is asked to be taken
            await terminal.custody.recheck()
        for outlet in terminal.outlets.values():
            await outlet.recheck()
        ready = (await terminal.reader.status()).ready
        trouble = "reason-card-stuck" if terminal.custody.blocked else "" if ready else "reason-card-reader"
        common = trouble or await self._beyond_the_reader()
        self.takes_cards = not common
        self._now(transfer=common, inquiry=common, open_card=await self._open_card())

    async def while_served(self) -> Mapping[str, str]:
        """Look again with a customer's card inside: for each service why it cannot be had now, or ""."""
        self._now(
            transfer=await self._beyond_the_reader(),
            inquiry=self._bank_reason(),  # the PIN for it was given
            open_card=await self._open_card(),
        )
        return self.reasons

    async def _beyond_the_reader(self) -> str:
        return self._bank_reason() if (await self._terminal.pin_pad.status()).ready else "reason-pin-pad"

    async def _open_card(self) -> str:
        """Everything that an application needs up to the card in the customer's hand.

        What a new PIN needs comes first, so that the reasons after it (`WITHOUT_CARDS`) leave that to be had.
        """
        terminal = self._terminal
        if reason := await self._beyond_the_reader():
            return reason
        if terminal.document_custody.blocked:
            return "reason-document-stuck"
        if not (await terminal.id_scanner.status()).ready:
            return "reason-id-scanner"
        if not self._staffed():
            return "reason-staff-away"
        if terminal.faces is not None and not (await terminal.faces.camera.status()).ready:
            return "reason-camera"
        if not (await terminal.printer.status()).ready:
            return "reason-no-paper"
        if terminal.issuing is None:
            return "reason-card-dispenser"
        if (await terminal.dispenser.status()).hopper == 0:
            return "reason-no-cards"
        return "" if await terminal.issuing.ready() else "reason-card-dispenser"

    def _now(self, *, transfer: str, inquiry: str, open_card: str) -> None:
        terminal = self._terminal
        disk = "" if terminal.orders.free_enough() else "reason-disk"
        safety = self._bank_reason()  # it needs no card, no PIN and no order
        before, self.reasons = (
            self.reasons,
            {
                "transfer": transfer or disk,
                "inquiry": inquiry,
                "safety": safety,
                "open-card": open_card or disk,
            },
        )
        for service, reason in self.reasons.items():
            if reason != before[service]:
                terminal.journal.record("service-availability", service=service, reason=reason or "available")
