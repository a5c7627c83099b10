"""What could give a card to somebody else, or another's phone to a customer, where an application was stopped."""

import asyncio
from collections.abc import Callable
from datetime import date

import httpx
import pytest
from sqlalchemy import insert, select, update

from bank.api import create_app
from bank.contract import CONTRACT_VERSION, Decision
from bank.opening import Bank
from bank.tables import cards, customers
from tests.bank.applying import Applicant, card_row, count, customer_row
from tests.bank.phones import other_than
from tests.bank.support import Terminal, code_of, new_key, ok, person

Connect = Callable[[str], Terminal]
PLACES = ("terminal-001", "terminal-002")
KNOWN = "zhou-jianguo"  # closed the account a while ago: the bank knows them, and their phone
NEW_PHONE = "19900009999"


def at_once(bank: Bank, applicant: Applicant, codes: list[str]) -> list[httpx.Response]:
    """Try all of these codes at the same moment, at two terminals in turn, with the right document."""

    async def everybody() -> list[httpx.Response]:
        async def one(number: int, code: str) -> httpx.Response:
            app = create_app(bank, lambda request: PLACES[number % 2])
            names = {"Request-Id": new_key(), "Contract-Version": CONTRACT_VERSION, "Idempotency-Key": new_key()}
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bank") as client:
                body = {"code": code, "document": applicant.document}
                while (said := await client.post("/applications/resume", headers=names, json=body)).status_code in (
                    503,
                    409,
                ):
                    pass
                return said

        return await asyncio.gather(*(one(number, code) for number, code in enumerate(codes)))

    return asyncio.run(everybody())


@pytest.mark.both_databases
def test_a_code_that_is_guessed_at_two_terminals_at_once_has_five_tries_in_all(
    applicant: Applicant, bank: Bank, connect: Connect
) -> None:
    connect(PLACES[1])
    applicant.wait()
    code = applicant.pause().code
    wrong = code[:2] + other_than(code[2:])
    said = at_once(bank, applicant, [wrong] * 12)
    left = sorted((reply.json().get("attempts_left", 0) for reply in said), reverse=True)
    assert left == [4, 3, 2, 1, *[0] * 8]
    assert applicant.row().state == "ended"
    assert {code_of(reply) for reply in at_once(bank, applicant, [code] * 4)} == {"resume-ended"}


@pytest.mark.both_databases
def test_the_right_code_at_two_terminals_at_once_is_good_at_one(
    applicant: Applicant, bank: Bank, connect: Connect
) -> None:
    connect(PLACES[1])
    applicant.begin()
    code = applicant.pause().code
    said = at_once(bank, applicant, [code] * 6)
    assert sorted(reply.status_code for reply in said).count(200) == 1
    assert {code_of(reply) for reply in said if reply.status_code != 200} == {"resume-ended"}
    assert count(bank, cards, cards.c.state == "reserved") == 0


def phone_of(bank: Bank, name: str) -> str | None:
    mine = select(customers.c.phone).where(customers.c.name == person(name).name)
    return bank.store.read(lambda c: c.scalars(mine).one())


def changes_phone(bank: Bank, name: str) -> None:
    """At a counter: the old one was stolen, perhaps."""
    mine = update(customers).where(customers.c.name == person(name).name)
    bank.store.write(lambda c: c.execute(mine.values(phone=NEW_PHONE)))


def known_opener(terminal: Terminal, bank: Bank) -> Applicant:
    applicant = Applicant(terminal, bank, KNOWN)
    applicant.phone = phone_of(bank, KNOWN) or ""
    assert applicant.phone
    return applicant


def test_a_phone_that_was_changed_while_it_rested_is_confirmed_anew(terminal: Terminal, bank: Bank) -> None:
    applicant = known_opener(terminal, bank)
    applicant.wait()
    code = applicant.pause().code
    changes_phone(bank, KNOWN)
    resumed = applicant.resume(code)
    assert (resumed.there, resumed.phone_masked) == (["details"], "")
    token = applicant.choose(applicant.reserve().card)
    assert code_of(applicant.ask("submit", applicant.submission(), token=token)) == "application-incomplete"
    assert code_of(applicant.ask("phone", {"phone": applicant.phone})) == "phone-not-own"
    applicant.send_code(NEW_PHONE)
    ok(applicant.confirm())
    applicant.submit(applicant.choose(applicant.reserve().card))
    applicant.decide(Decision.APPROVE)
    applicant.bind()
    assert phone_of(bank, KNOWN) == NEW_PHONE


def test_one_that_was_changed_while_staff_decide_is_not_changed_back(terminal: Terminal, bank: Bank) -> None:
    applicant = known_opener(terminal, bank)
    applicant.wait()
    changes_phone(bank, KNOWN)
    applicant.decide(Decision.APPROVE)
    applicant.bind()
    assert phone_of(bank, KNOWN) == NEW_PHONE


def test_who_became_a_customer_meanwhile_stays_one_customer(applicant: Applicant, bank: Bank) -> None:
    applicant.wait()
    code = applicant.pause().code
    fingerprint, born = applicant.row().person, applicant.document["born"]
    made = {
        "id": "c" * 32,
        "name": applicant.document["name"],
        "name_latin": "",
        "born": date.fromisoformat(born),
        "language": "zh-Hans",
        "limit_per_transfer": 100,
        "limit_per_day": 100,
        "id_fingerprint": fingerprint,
    }
    bank.store.write(lambda c: c.execute(insert(customers), made))
    applicant.resume(code)
    applicant.submit(applicant.choose(applicant.reserve().card))
    applicant.decide(Decision.APPROVE)
    applicant.bind()
    assert customer_row(bank, applicant).id == made["id"]
    assert count(bank, customers, customers.c.id_fingerprint == fingerprint) == 1


def test_a_card_that_was_replaced_meanwhile_is_not_what_is_replaced(terminal: Terminal, bank: Bank) -> None:
    """What stood for the lost one is in its customer's hand, and would be good beside the new one."""
    applicant = Applicant(terminal, bank, "liu-yang", "replacement")
    applicant.wait()
    code, old = applicant.pause().code, applicant.row().replaces
    bank.store.write(lambda c: c.execute(update(cards).where(cards.c.id == old).values(state="replaced")))
    mapped = select(cards).where(cards.c.id == old)
    fresh = dict(bank.store.read(lambda c: c.execute(mapped).mappings().one()))
    fresh |= {"id": "d" * 32, "pan_fingerprint": "d" * 64, "state": "active"}
    bank.store.write(lambda c: c.execute(insert(cards), fresh))
    applicant.resume(code)
    assert applicant.row().replaces == fresh["id"] != old
    applicant.submit(applicant.choose(applicant.reserve().card))
    applicant.decide(Decision.APPROVE)
    binding = applicant.bind()
    applicant.report("encoded", "presented", "taken")
    assert card_row(bank, binding.card.pan).state == "active"
    mine = cards.c.customer_id == applicant.row().customer_id, cards.c.state == "active"
    assert count(bank, cards, *mine) == 1
