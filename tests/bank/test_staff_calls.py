"""The client's calls for branch staff against a real bank, and the staff of stories who use them at a desk."""

import asyncio
from pathlib import Path

import pytest

from bank.contract import EncipheredPin, StaffSignIn, staff_pan
from kiosk.bank.client import BankClient
from kiosk.bank.errors import BankDeclined
from kiosk.bank.worker import Worker
from kiosk.storyboards.staff import Seen, decide_newest
from tests.bank.deciding import AGAINST
from tests.bank.desks import enrol_desk
from tests.bank.phone_messages import ByMessage
from tests.bank.process import SECONDS, BankProcess, Enrolled, enrol, terminal_at
from tests.bank.staffing import ANNA, BO, member
from tests.bank.support import Terminal

pytestmark = pytest.mark.slow


def client_of(enrolled: Enrolled, url: str) -> BankClient:
    worker = Worker("bank")
    return BankClient(
        url, enrolled.authority, enrolled.certificate, worker, query_seconds=SECONDS, order_seconds=SECONDS
    )


def block(terminal: Terminal, number: str, pin: str = "") -> StaffSignIn:
    pin_block = EncipheredPin.model_validate(terminal.pin(staff_pan(number), pin or member(number).pin))
    return StaffSignIn(number=number, pin=pin_block)


def test_staff_decide_at_the_terminal_and_at_a_desk(process: BankProcess, folder: Path) -> None:
    enrolled = enrol(process, folder, "terminal-001")
    terminal, here = terminal_at(process, enrolled), client_of(enrolled, process.url)
    at_desk = client_of(enrol_desk(process, folder, "desk-001"), process.desk_url)
    doubted, sure = ByMessage(terminal, process), ByMessage(terminal, process, "sadir-tursun", "19900005285")
    token = doubted.prepare()
    doubted.face(**AGAINST)
    doubted.submit(token)

    async def decide() -> None:
        with pytest.raises(BankDeclined, match="staff-pin-wrong"):
            await here.staff_sign_in(block(terminal, ANNA, "000001"))
        anna = (await here.staff_sign_in(block(terminal, ANNA))).token
        bo = (await here.staff_sign_in(block(terminal, BO))).token
        seen = Seen(frozenset({doubted.name}), doubted.name)
        first = await decide_newest(here, anna, seen)
        assert (first.state, first.second) == ("waiting", True)
        with pytest.raises(BankDeclined, match="staff-same-person"):
            await decide_newest(here, anna, seen)
        assert (await decide_newest(here, bo, seen)).state == "approved"
        doubted.bind()
        doubted.report("encoded", "presented", "out")
        [card] = (await here.staff_cards(anna)).cards
        left = await here.activate_card(anna, card.id, str(doubted.document["number"]))
        assert left.cards == []
        await here.staff_sign_out(anna)
        with pytest.raises(BankDeclined, match="staff-session-ended"):
            await here.waiting_applications(anna)
        sure.wait()
        session = (await at_desk.staff_sign_in(StaffSignIn(number=ANNA, digits=member(ANNA).pin))).token
        assert (await decide_newest(at_desk, session, None)).state == "approved"

    asyncio.run(decide())
    assert doubted.look().state == "issued"
    for client in (here, at_desk):
        client.end()
