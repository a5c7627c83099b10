"""Messages to phones: written with what they are about, delivered after it, at least once."""

import asyncio
import json
import logging
import string
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, select

from bank import sms
from bank.clock import SteppedClock
from bank.masking import masked_phone
from bank.opening import Bank
from bank.sms import FILES, FolderGateway
from bank.sms_texts import TEXTS, SmsText, write
from bank.store import Store
from bank.tables import customers, sms_outbox
from tests.bank.support import person

pytestmark = pytest.mark.both_databases

T = TypeVar("T")
NAME = "wang-xiaoming"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "phones"


@pytest.fixture
def gateway(bank: Bank, clock: SteppedClock, folder: Path) -> FolderGateway:
    return FolderGateway(bank.store, clock, folder, bank.vault)


def send(bank: Bank, name: str = NAME, tail: str = "1234", **how: Any) -> None:
    bank.store.write(lambda c: sms.send(c, name, SmsText.CARD_LOST, bank.clock.now(), tail=tail, **how))


def arrived(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]


def deliver(gateway: FolderGateway) -> int:
    return asyncio.run(gateway.deliver())


def outbox(bank: Bank) -> list[tuple[str, bool]]:
    query = select(sms_outbox.c.text, sms_outbox.c.delivered_at).order_by(sms_outbox.c.id)
    return [(row.text, row.delivered_at is not None) for row in bank.store.read(lambda c: c.execute(query).all())]


def test_a_message_arrives_once_masked_and_is_forgotten(bank: Bank, gateway: FolderGateway, folder: Path) -> None:
    send(bank, tail="4821")
    assert not folder.exists()
    assert deliver(gateway) == 1
    [message] = arrived(folder)
    assert message["to"] == masked_phone(person(NAME).phone) == "199 **** 1011"
    assert "4821" in message["text"]
    assert message["at"] == bank.clock.now().isoformat()
    assert outbox(bank) == [("", True)]
    assert (deliver(gateway), len(arrived(folder))) == (0, 1)
    assert person(NAME).phone not in "".join(file.read_text() for file in folder.iterdir())
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600]
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_undone_is_not_sent(bank: Bank, gateway: FolderGateway, folder: Path) -> None:
    def work(connection: Connection) -> None:
        sms.send(connection, NAME, SmsText.CARD_LOST, bank.clock.now(), tail="1234")
        raise RuntimeError("undone")

    with pytest.raises(RuntimeError):
        bank.store.write(work)
    assert deliver(gateway) == 0
    assert not folder.exists()


def test_messages_arrive_in_their_order(bank: Bank, gateway: FolderGateway, folder: Path) -> None:
    for number in range(12):
        send(bank, tail=f"{number:04}")
    deliver(gateway)
    assert [f"{number:04}" in message["text"] for number, message in enumerate(arrived(folder))] == [True] * 12


class LosesMarks(Store):
    """A bank that is killed after it delivered and before it marked that."""

    async def writing(self, work: Callable[[Connection], T]) -> T:
        raise RuntimeError("killed")


def test_one_that_was_not_marked_is_delivered_again_under_its_number(
    bank: Bank, clock: SteppedClock, folder: Path
) -> None:
    send(bank)
    killed = LosesMarks(bank.store.engine.url.render_as_string(hide_password=False))
    with pytest.raises(RuntimeError):
        deliver(FolderGateway(killed, clock, folder, bank.vault))
    killed.close()
    [before] = arrived(folder)
    assert deliver(FolderGateway(bank.store, clock, folder, bank.vault)) == 1
    assert arrived(folder) == [before]


def test_a_folder_that_cannot_be_written_holds_nobody_up(
    bank: Bank, gateway: FolderGateway, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("in the way")
    send(bank)

    class Enough(BaseException):
        pass

    rounds: list[float] = []

    async def sleep(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) == 3:
            await asyncio.to_thread(folder.unlink)
        if len(rounds) == 4:
            raise Enough

    with caplog.at_level(logging.WARNING), pytest.raises(Enough):
        asyncio.run(gateway.run(sleep))
    assert len(arrived(folder)) == 1
    assert len(caplog.records) == 1  # said once
    assert "1234" not in caplog.text


def test_nothing_is_delivered_when_nobody_wants_it_any_more(
    bank: Bank, gateway: FolderGateway, folder: Path, clock: SteppedClock
) -> None:
    send(bank, good_for=timedelta(minutes=5))
    send(bank, tail="9999")
    clock.advance(301)
    assert deliver(gateway) == 1
    assert "9999" in arrived(folder)[0]["text"]
    bank.tidy()
    assert outbox(bank) == [("", True)]
    clock.advance(91 * 86400)
    bank.tidy()
    assert outbox(bank) == []


def test_the_folder_holds_the_newest_only(bank: Bank, gateway: FolderGateway, folder: Path) -> None:
    def many(connection: Connection) -> None:
        for number in range(FILES + 20):
            sms.send(connection, NAME, SmsText.CARD_LOST, bank.clock.now(), tail=f"{number:04}")

    bank.store.write(many)
    while deliver(gateway):
        pass
    found = arrived(folder)
    assert len(found) == FILES
    assert f"{FILES + 19:04}" in found[-1]["text"]


def test_who_has_no_phone_gets_no_message(bank: Bank) -> None:
    bank.store.write(lambda c: c.execute(customers.update().values(phone=None)))
    send(bank)
    assert outbox(bank) == []


def test_every_message_exists_in_every_language_with_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert set(TEXTS) == {"zh-Hans", "zh-Hant", "en"}
    for text in SmsText:
        wanted = values(TEXTS["en"][text])
        assert wanted
        for language in TEXTS:
            assert values(TEXTS[language][text]) == wanted
            assert "{" not in write(language, text, **dict.fromkeys(wanted, "123456"))
    assert len({text for language in TEXTS.values() for text in language.values()}) == 3 * len(SmsText)
