"""Real requests of the operations of applications, for test_fuzz.py."""

import base64
import json
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bank import applications
from bank.contract import Decision
from bank.phone_codes import LIFE
from bank.store import Store
from bank.turn import Turn
from tests.bank.applying import OPENER, Applicant
from tests.bank.process import BankProcess
from tests.bank.support import Terminal
from tests.bank.verifying import JPEG, finding

REPLACED = "zhao-min"  # whose card is replaced, and replaced again
HOUR = 3600  # after which as many codes may be sent again


def newest_code(phones: Path, moment: datetime) -> str:
    """Read the code that was sent at a moment, once it comes."""
    ends = time.monotonic() + 30
    while not (text := _text_sent_at(phones, moment)):
        assert time.monotonic() < ends, "no message came"
        time.sleep(0.02)
    [code] = re.findall(r"\D([0-9]{6})\D", text)
    return code


def _text_sent_at(phones: Path, moment: datetime) -> str:
    messages = [json.loads(file.read_text()) for file in phones.glob("*.json")]
    return next((m["text"] for m in messages if datetime.fromisoformat(m["at"]) == moment), "")


class RealApplications:
    """Fills what is asked of applications. Cards are replaced again and again: everything else ends with an account."""

    def __init__(self, bank: BankProcess, terminal: Terminal) -> None:
        self._bank = bank
        self._terminal = terminal

    def fill(self, label: str, case: Any) -> None:
        step = label.rsplit("}/", 1)[-1]
        opens = "phone" in step or label in ("POST /applications", "POST /applications/resume")
        self._bank.control.advance(HOUR)
        applicant = Applicant(
            self._terminal, None, OPENER if opens else REPLACED, "opening" if opens else "replacement"
        )
        if label == "POST /applications":
            case.body = applicant.body()
            return
        applicant.begin()
        bodies: dict[str, Callable[[], Any]] = {
            "POST /applications/resume": lambda: {"code": applicant.pause().code, "document": applicant.document},
            "phone/confirm": lambda: {"code": self._code(applicant)},
            "phone/resend": lambda: self._send(applicant),
            "details": lambda: case.body | {"occupation": "other", "purpose": "other"},
            "face": lambda: {"finding": finding()},
            "stills": lambda: self._still(applicant, case),
            "submit": lambda: self._submit(applicant, case),
            "bind": lambda: self._bind(applicant, approved=True),
            "plastic": lambda: self._bind(applicant, "encoded"),
            "offers": lambda: self._bind(applicant, "encoded", "presented", "taken"),
        }
        if step in bodies:
            body = bodies[step]()
            if body is not None:
                case.body = body
        if "resume" in label:
            return
        case.path_parameters = {"application_id": applicant.id}
        case.headers["Application-Token"] = applicant.token

    def _still(self, applicant: Applicant, case: Any) -> Any:
        return case.body | {"jpeg": base64.b64encode(JPEG).decode(), "consented_at": applicant.consented()}

    def _submit(self, applicant: Applicant, case: Any) -> Any:
        case.headers["Authorisation-Token"] = applicant.choose(applicant.reserve().card)
        return applicant.submission()

    def _bind(self, applicant: Applicant, *events: str, approved: bool = False) -> Any:
        waits = applicant.submit(applicant.choose(applicant.reserve().card)).waiting_since
        assert waits is not None
        store = Store(self._bank.database)
        try:
            store.write(lambda c: applications.decide(Turn(c, "desk", waits), applicant.id, Decision.APPROVE, []))
        finally:
            store.close()
        if approved:
            return None
        applicant.bind()
        if len(events) == 1:
            return {"attempt": 1, "event": events[0]}
        applicant.report(*events)
        return {"per_transfer": 100, "per_day": 100, "alerts": True}

    def _send(self, applicant: Applicant) -> None:
        applicant.send_code()
        self._bank.control.advance(60)

    def _code(self, applicant: Applicant) -> str:
        asked = applicant.send_code()
        return newest_code(self._bank.state / "sms", asked.expires_at - LIFE)
