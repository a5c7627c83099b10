"""The bank is asked once while the terminal starts, and then by its link."""

import asyncio
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bank.contract import BankStatus
from drivers.pin_pad.contract import PinPad
from kiosk.backends import BACKENDS
from kiosk.bank.client import BankClient
from kiosk.bank.errors import BankUnreachable
from kiosk.bank_start import ask_ahead, link_of
from kiosk.clock import SteppedClock
from kiosk.settings import Settings
from kiosk.settings_file import load
from tests.kiosk_bank.test_link import GOOD, OURS, Bank, settled

DEVICES = ("card_reader", "card_dispenser", "printer", "document_printer", "pin_pad", "id_scanner", "signals")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "authority.pem").write_text("")
    file = tmp_path / "kiosk.toml"
    file.write_text(
        'environment = "sandbox"\n[terminal]\nid = "terminal-1"\n'
        'place = { zh-Hans = "大堂", zh-Hant = "大堂", en = "Lobby" }\n'
        '[bank]\nurl = "https://127.0.0.1:9"\nauthority = "authority.pem"\n[devices]\n'
        + "".join(f'{device} = "simulated"\n' for device in DEVICES)
        + '[simulator]\nsocket = "simulator.sock"\npin_pad_socket = "pin-pad.sock"\n'
    )
    return load(file, {}, BACKENDS)


def test_a_bank_that_is_away_is_that_and_nothing_else(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BankUnreachable):
        ask_ahead(settings, tmp_path / "terminal.pem").result(30)


@pytest.mark.parametrize("away", [False, True])
def test_the_first_answer_is_taken_and_then_the_bank_is_asked(settings: Settings, away: bool) -> None:
    first: Future[BankStatus] = Future()
    told: list[tuple[str, dict[str, Any]]] = []

    class Pad:
        async def status(self) -> SimpleNamespace:
            return SimpleNamespace(key_id=OURS)

    def record(event: str, session: str = "", **fields: Any) -> None:
        told.append((event, fields))

    async def watch() -> None:
        clock, bank, asked = SteppedClock(), Bank(GOOD), asyncio.Event()
        journal = cast(Any, SimpleNamespace(record=record))
        client = cast(BankClient, bank)
        link = await link_of(settings, clock, journal, cast(PinPad, Pad()), client, first, asked)
        running = asyncio.create_task(link.run())
        await settled()
        assert not asked.is_set()
        assert bank.asked == 0
        if away:
            first.set_exception(BankUnreachable("refused"))
        else:
            first.set_result(GOOD)
        await asked.wait()
        assert (link.available, bank.asked) == (not away, 0)
        clock.advance(settings.bank.first_wait_seconds if away else settings.bank.check_seconds)
        await settled()
        assert (link.available, bank.asked) == (True, 1)
        running.cancel()

    asyncio.run(watch())
    assert [event for event, _ in told] == (["bank-unreachable", "bank-back"] if away else ["bank-back"])
