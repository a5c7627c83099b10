"""Keeps the terminal's certificate: checked once the first screen is up, renewed before it ends."""

import asyncio
import importlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.recorder import Recorder

if TYPE_CHECKING:
    from kiosk.bank.client import BankClient


class IdentityKeeper:
    """`wrong`: why the identity cannot be used, for whoever must mend it; `stop` is called then."""

    def __init__(
        self, file: Path, terminal: str, bank: "BankClient", clock: Clock, journal: Recorder, stop: Callable[[], None]
    ) -> None:
        self.wrong = ""
        self._file = file
        self._terminal = terminal
        self._bank = bank
        self._clock = clock
        self._journal = journal
        self._stop = stop

    async def keep(self) -> None:
        """Check it, then renew it for ever. Returns only when there is none that can be used."""
        # cryptography takes 70 ms to import, beside the first screen and not before it
        enrolment = await asyncio.to_thread(importlib.import_module, "kiosk.bank.enrolment")
        try:
            await asyncio.to_thread(enrolment.check_identity, self._file, self._terminal)
        except enrolment.IdentityError as error:
            self.wrong = str(error)
            self._stop()
            return
        renewal = enrolment.Renewal(self._bank, self._file, self._terminal, self._clock, on_renewed=self._renewed)
        await renewal.run()

    def _renewed(self, _: datetime) -> None:
        self._bank.close()  # the next connection shows the new certificate
        self._journal.record("certificate-renewed")
