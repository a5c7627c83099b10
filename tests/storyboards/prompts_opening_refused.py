"""How to get to each refusal of an opening: the bank comes to it by itself, by what it knows or what was before."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bank.contract import Decision
from kiosk.storyboards.elsewhere import applies
from tests.bank.applying import Applicant
from tests.issuing.prepared import Bank
from tests.storyboards.prompts import Place, Story, press
from tests.storyboards.prompts_opening import card_agreement, inserting, laid, laying, read
from tests.storyboards.stage import Stage, person

_WHO, _CUSTOMER, _STAFF = "yusup-kadir", "wang-xiaoming", "1001"


def _refused(refusal: str, reach: Story, *, card_in: bool = False) -> Place:
    """`reach`: until the document is asked for, and laid in."""
    prompt = f"opening-refused-{refusal}"

    async def whole(stage: Stage) -> None:
        await reach(stage)
        await stage.customer.sees(prompt)

    return Place(prompt, whole, press("option:stop"), card_in=card_in, apart=True)


def _known(refusal: str, document: str) -> Place:
    """What document and registry say."""
    return _refused(refusal, laid(document, f"opening-refused-{refusal}"))


laying_for_a_card = read(read(card_agreement, "opening-personal-data"), "place-id-document")


def _after(what: Callable[[Stage], None]) -> Story:
    """Wang applies for one more card, after what happened before."""

    async def reach(stage: Stage) -> None:
        await asyncio.to_thread(what, stage)
        await laying_for_a_card(stage)
        await stage.lays_document(f"{_CUSTOMER}/resident-id")

    return reach


def _decided(bank: Bank, stage: Stage, decision: Decision) -> Applicant:
    """Wang applied for one more card, and staff decided."""
    control, applicant = stage.bank.control, Applicant(bank.terminal, None, _CUSTOMER, "additional")
    applicant.wait()
    control.show_application(applicant.id, _STAFF)
    control.decide_application(applicant.id, _STAFF, decision, "ask-at-counter" if decision is Decision.REFUSE else "")
    return applicant


def _given_three_more(stage: Stage) -> None:
    bank = Bank(stage.bank)
    for _ in range(3):
        applicant = _decided(bank, stage, Decision.APPROVE)
        applicant.bind()
        applicant.report("encoded", "presented", "taken")


def _refused_thrice(stage: Stage) -> None:
    bank = Bank(stage.bank)
    for _ in range(3):
        _decided(bank, stage, Decision.REFUSE)


async def _on_its_last_day(stage: Stage) -> None:
    """Midnight passes at the bank between what the terminal reads and what the bank says."""
    await laying(stage)
    document, scanner = f"{_WHO}/resident-id", stage.simulator.scanner
    scanner.documents[document] = replace(scanner.documents[document], valid_until=stage.today)
    stage.bank.control.advance(86400)
    await stage.lays_document(document)


async def _without_an_account(stage: Stage) -> None:
    await laying_for_a_card(stage)
    await stage.lays_document(f"{_WHO}/resident-id")


async def _with_a_card_of_somebody_else(stage: Stage) -> None:
    await inserting(stage)
    await stage.inserts_card(person("chen-guiying").pan)
    await stage.customer.sees("place-id-document")
    await stage.lays_document(f"{_CUSTOMER}/resident-id")


async def _begun_elsewhere(stage: Stage) -> None:
    await laying(stage)
    await applies(stage, _WHO)
    await stage.lays_document(f"{_WHO}/resident-id")


REFUSED = (
    _known("under-age", "andrei-wang/resident-id"),
    _known("not-served", "karim-abdu/resident-id"),
    _known("not-in-registry", "elyar-emet/resident-id"),
    _known("registry-differs", "gao-xin/resident-id"),
    _known("registry-away", "he-ping/resident-id"),
    _known("document-cancelled", "themba-ndlovu/residence-permit"),
    _known("document-kind", "nguyen-thi-minh-khai/passport"),
    _known("has-account", "wang-xiaoming/resident-id"),
    _refused("document-expired", _on_its_last_day),
    _refused("no-account", _without_an_account),
    _refused("no-card", _with_a_card_of_somebody_else, card_in=True),
    _refused("too-many-cards", _after(_given_three_more)),
    _refused("open-elsewhere", _begun_elsewhere),
    _refused("tried-too-often", _after(_refused_thrice)),
)
