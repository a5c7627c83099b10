"""What happens at another terminal of the bank while a story is played at this one."""

import asyncio

from bank.contract import Acceptance, ApplicationKind, ApplicationRequest, DocumentData
from kiosk.bank.client import BankClient
from kiosk.bank.enrolment import enrol
from kiosk.bank.worker import Worker
from kiosk.services.opening_agreements import VERSION
from kiosk.storyboards.bank_process import SECONDS
from kiosk.storyboards.stage import Stage

_TERMINAL = "stage-002"
_AGREED = ("account-agreement", "personal-data")


async def applies(stage: Stage, person: str) -> None:
    """Let somebody begin an opening there, with their own document. Raises `BankError` where the bank refuses."""
    client = await asyncio.to_thread(_client, stage)
    try:
        at = stage.clock.wall()
        request = ApplicationRequest(
            kind=ApplicationKind.OPENING,
            document=_document(stage, person),
            accepted=[Acceptance(name=name, version=VERSION, accepted_at=at) for name in _AGREED],
            language="zh-Hans",
        )
        await client.begin_application(request)
    finally:
        client.end()


def _document(stage: Stage, person: str) -> DocumentData:
    document = next(one for one in stage.simulator.scanner.documents.values() if one.owner == person)
    read = {name: value for name, value in document.read().items() if name in DocumentData.model_fields}
    return DocumentData.model_validate(read)


def _client(stage: Stage) -> BankClient:
    """A client of a terminal that is enrolled for it."""
    url, bank = f"https://127.0.0.1:{stage.bank.port}", stage.bank
    identity = stage.folder / "elsewhere" / "terminal.pem"
    code = bank.control.create_enrolment_code(_TERMINAL).code
    newcomer = BankClient(url, bank.authority, None, Worker("bank"), query_seconds=SECONDS, order_seconds=SECONDS)
    enrol(newcomer, code, _TERMINAL, identity)
    newcomer.end()
    return BankClient(url, bank.authority, identity, Worker("bank"), query_seconds=SECONDS, order_seconds=SECONDS)
