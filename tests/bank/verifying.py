"""A terminal that knows somebody better: what it reports, the registry's portraits, and staff."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bank.back_office import BackOffice
from bank.contract import StepUp, Verification, fingerprint
from bank.opening import Bank
from bank.registry import FolderRegistry
from bank.step_up import StepUps
from tests.bank.support import Reply, Terminal, code_of, new_key, ok, person

JPEG = b"\xff\xd8\xff\xe0 a drawn face \xff\xd9"
CONSENTED = "2026-03-02T10:29:00+08:00"


def with_portraits(bank: Bank, folder: Path, *names: str) -> None:
    """Let the registry have a portrait of these, and of nobody else."""
    for name in names:
        (folder / f"{name}.jpg").write_bytes(JPEG)
    bank.step_ups = StepUps(bank.step_ups.above, FolderRegistry(folder))


def finding(**changes: Any) -> dict[str, Any]:
    """A face check that the bank takes as enough, but for `changes`."""
    return {
        "consented_at": CONSENTED,
        "profile": "sixty-eight-point",
        "matches": True,
        "liveness": "live",
        "distance": 0.21,
        "threshold": 0.45,
        "challenges": ["turn-left", "blink", "open-mouth"],
        "reasons": [],
        "attempts": 1,
    } | changes


def report(purpose: str, about: BaseModel, way: str = "registry", name: str = "", **changes: Any) -> dict[str, Any]:
    """The body of POST /verifications. `name`: whose document it is; `changes`: of the finding."""
    body: dict[str, Any] = {"purpose": purpose, "subject": fingerprint(about), "way": way}
    if way == "staff":
        return body | {"staff_reason": changes.get("staff_reason", "asked")}
    body |= {"face": finding(**changes)}
    return body | {"document_number": person(name).id_number} if way == "document" else body


def try_to_verify(terminal: Terminal, session: str, body: dict[str, Any], key: str = "") -> Reply:
    return terminal.ask("POST", "/verifications", body, key=key or new_key(), session=session)


def verify(terminal: Terminal, session: str, body: dict[str, Any], key: str = "") -> Verification:
    return Verification.model_validate(ok(try_to_verify(terminal, session, body, key)))


def look(terminal: Terminal, session: str, verification: str) -> Verification:
    return Verification.model_validate(ok(terminal.ask("GET", f"/verifications/{verification}", session=session)))


def wanted(reply: Reply) -> StepUp:
    """What the bank wants first; fails the test if it wants nothing."""
    assert code_of(reply) == "verification-required"
    assert reply.status_code == 403
    return StepUp.model_validate(reply.json()["step_up"])


def at_desk(bank: Bank, do: str, **fields: Any) -> Any:
    """What a line on the private socket is answered with."""

    async def nothing() -> None:
        pass

    line = {"do": do} | fields
    answer = BackOffice(bank, nothing)._answer  # pyright: ignore[reportPrivateUsage] - the socket has its own test
    return asyncio.run(answer(json.dumps(line).encode()))


MINUTE = timedelta(minutes=1).total_seconds()
