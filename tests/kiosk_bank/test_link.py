"""Whether the bank can be used: looked at by itself, on a clock that the test moves."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

from bank.contract import BankStatus
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankError, BankUnreachable
from kiosk.bank.link import AWAY, MISMATCH, BankLink
from kiosk.clock import SteppedClock

OURS = "0123456789abcdef"
GOOD = BankStatus(
    environment="sandbox",
    accepting=True,
    time=datetime(2026, 3, 2, 2, 30, tzinfo=UTC),
    business_date=date(2026, 3, 2),
    pin_key_ids=["ffffffffffffffff", OURS],
)


class Bank:
    """Gives `now`, an answer or an error, whenever it is asked."""

    def __init__(self, now: BankStatus | BankError) -> None:
        self.now = now
        self.asked = 0

    async def status(self) -> BankStatus:
        self.asked += 1
        if isinstance(self.now, BankError):
            raise self.now
        return self.now


async def settled() -> None:
    """Let every task go as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


def watch(bank: Bank, test: Callable[[BankLink, SteppedClock, list[str]], Awaitable[None]], key_id: str = OURS) -> None:
    """Run a link, and the test beside it. The list holds what each change was told as."""

    async def both() -> None:
        clock, told = SteppedClock(), list[str]()
        link = BankLink(
            bank.status,
            clock,
            environment="sandbox",
            pin_key_id=lambda: key_id,
            first_wait_seconds=1,
            longest_wait_seconds=60,
            check_seconds=30,
            on_change=lambda: told.append(link.why),
        )
        assert not link.available
        assert link.why == AWAY
        running = asyncio.create_task(link.run())
        await settled()
        await test(link, clock, told)
        running.cancel()
        await asyncio.wait({running})
        assert running.cancelled()

    asyncio.run(both())


def test_available_once_it_has_answered() -> None:
    async def test(link: BankLink, clock: SteppedClock, told: list[str]) -> None:
        assert link.available
        assert link.status == GOOD
        assert (link.why, link.detail) == ("", "")
        clock.advance(30)
        await settled()
        assert told == [""]  # only changes are told

    watch(bank := Bank(GOOD), test)
    assert bank.asked == 2


def test_waits_grow_while_it_is_away_and_it_comes_back_by_itself() -> None:
    bank = Bank(BankUnreachable("refused"))

    async def test(link: BankLink, clock: SteppedClock, told: list[str]) -> None:
        asked = bank.asked
        for wait in (1, 2, 4, 8, 16, 32, 60, 60):
            clock.advance(wait - 0.5)
            await settled()
            assert bank.asked == asked
            clock.advance(0.5)
            await settled()
            asked += 1
            assert bank.asked == asked
        assert told == [AWAY]
        bank.now = GOOD
        clock.advance(60)
        await settled()
        assert link.available
        assert told == [AWAY, ""]
        bank.now = BankUnreachable("refused")
        clock.advance(30)
        await settled()
        assert not link.available
        asked = bank.asked
        clock.advance(1)  # the waits begin anew
        await settled()
        assert bank.asked == asked + 1

    watch(bank, test)


def test_a_doubt_makes_it_look_at_once() -> None:
    bank = Bank(GOOD)

    async def test(link: BankLink, clock: SteppedClock, told: list[str]) -> None:
        bank.now = BankUnreachable("timed-out")
        link.doubt()
        await settled()
        assert not link.available
        asked = bank.asked
        link.doubt()  # while away it looks when it is time to
        await settled()
        assert bank.asked == asked

    watch(bank, test)


def test_reasons_not_to_use_a_bank_that_answers() -> None:
    reasons = {
        AWAY: [
            Bank(GOOD.model_copy(update={"accepting": False})),
            Bank(BankBadAnswer("another version")),
            Bank(BankDeclined("terminal-revoked")),
        ],
        MISMATCH: [
            Bank(GOOD.model_copy(update={"environment": "production"})),
            Bank(GOOD.model_copy(update={"pin_key_ids": ["ffffffffffffffff"]})),
        ],
    }
    for why, banks in reasons.items():
        for bank in banks:

            async def test(link: BankLink, clock: SteppedClock, told: list[str], why: str = why) -> None:
                assert not link.available
                assert link.why == why
                assert link.detail

            watch(bank, test)


def test_a_pin_pad_without_a_key_is_not_held_against_the_bank() -> None:
    async def test(link: BankLink, clock: SteppedClock, told: list[str]) -> None:
        assert link.available

    watch(Bank(GOOD), test, key_id="")
