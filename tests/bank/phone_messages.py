"""Somebody who applies at a bank in a process of its own, and reads the code on their phone."""

import json
import re
import time

from bank.masking import masked_phone
from tests.bank.applying import OPENER, Applicant
from tests.bank.process import SECONDS, BankProcess
from tests.bank.support import Terminal


class ByMessage(Applicant):
    """An applicant whose codes arrive in the folder that takes the place of phones."""

    def __init__(
        self, terminal: Terminal, process: BankProcess, name: str = OPENER, phone: str = "19900005148"
    ) -> None:
        super().__init__(terminal, None, name)
        self.phone = phone
        self._phones = process.state / "sms"

    def read_code(self) -> str:
        ends = time.monotonic() + SECONDS
        while not (texts := [one["text"] for one in self._messages() if one["to"] == masked_phone(self.phone)]):
            assert time.monotonic() < ends, "no message came"
            time.sleep(0.02)
        [code] = re.findall(r"[0-9]{6}", texts[0])
        return code

    def _messages(self) -> list[dict[str, str]]:
        return [json.loads(file.read_text()) for file in sorted(self._phones.glob("*.json"))]
