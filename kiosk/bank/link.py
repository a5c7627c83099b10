"""Whether the bank can be reached and is the right one. Looks by itself, in growing steps while it is away."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

from bank.contract import BankStatus
from kiosk.bank.errors import BankError
from kiosk.clock import Clock

AWAY = "reason-bank-away"
MISMATCH = "reason-bank-mismatch"


class BankLink:
    """Asks for the bank's status, for ever.

    `available`: the bank takes orders from this terminal now. `why` not: a text id for the customer, empty while
    available; `detail`: the same for staff and the journal. `status`: the bank's last good answer. `on_change` is
    called when `available` or `detail` has changed. The bank counts as away until it has answered for the first time.

    While away it is asked after `first_wait_seconds`, then after twice as long each time up to
    `longest_wait_seconds`; while available every `check_seconds`.
    """

    def __init__(
        self,
        ask: Callable[[], Awaitable[BankStatus]],
        clock: Clock,
        *,
        environment: Literal["sandbox", "production"],
        pin_key_id: Callable[[], str],
        first_wait_seconds: float = 1,
        longest_wait_seconds: float = 60,
        check_seconds: float = 30,
        on_change: Callable[[], None] | None = None,
    ) -> None:
        self.available = False
        self.why = AWAY
        self.detail = "not asked yet"
        self.status: BankStatus | None = None
        self._ask = ask
        self._clock = clock
        self._environment = environment
        self._pin_key_id = pin_key_id
        self._first_wait = first_wait_seconds
        self._longest_wait = longest_wait_seconds
        self._check_every = check_seconds
        self._on_change = on_change
        self._resting: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Keep asking. Never returns; cancel it."""
        wait = self._first_wait
        while True:
            await self._look()
            if self.available:
                wait = self._first_wait
                await self._rest(self._check_every)
            else:
                await self._rest(wait)
                wait = min(wait * 2, self._longest_wait)

    def doubt(self) -> None:
        """A call to the bank has just failed: look now, and not only when it is time to. Does nothing while away."""
        if self.available and self._resting is not None:
            self._resting.cancel()

    async def _look(self) -> None:
        try:
            self.status = await self._ask()
        except BankError as error:
            self._now(AWAY, f"{type(error).__name__}: {error}")
        else:
            self._now(*self._judge(self.status))

    def _judge(self, status: BankStatus) -> tuple[str, str]:
        """Why the bank cannot be used, for the customer and for staff; both empty when it can."""
        if status.environment != self._environment:
            return MISMATCH, f"the bank is {status.environment}, this terminal is {self._environment}"
        key_id = self._pin_key_id()
        if key_id and key_id not in status.pin_key_ids:
            return MISMATCH, f"the bank does not know PIN key {key_id}"
        if not status.accepting:
            return AWAY, "the bank takes no orders now"
        return "", ""

    def _now(self, why: str, detail: str) -> None:
        changed = (self.why, self.detail) != (why, detail)
        self.available, self.why, self.detail = not why, why, detail
        if changed and self._on_change is not None:
            self._on_change()

    async def _rest(self, seconds: float) -> None:
        self._resting = asyncio.ensure_future(self._clock.until(self._clock.now() + seconds))
        try:
            await asyncio.wait({self._resting})
        finally:
            self._resting.cancel()
            self._resting = None
