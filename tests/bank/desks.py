"""A desk in the branch, enrolled at the desks' port of a real bank."""

from pathlib import Path

import requests
from cryptography.hazmat.primitives.asymmetric import ec

from bank.contract import Certificate
from tests.bank.process import BankProcess, Enrolled, certificate_request, sender, store
from tests.bank.support import Terminal, new_key, ok


def enrol_desk(bank: BankProcess, folder: Path, name: str, *, code: str = "") -> Enrolled:
    """Go the whole way at the desks' port."""
    given = bank.control.create_enrolment_code(name, kind="desk")
    enrolled = Enrolled(name, folder / f"{name}.pem", folder / f"{name}.authority.pem")
    enrolled.authority.write_text(given.authority)
    key = ec.generate_private_key(ec.SECP256R1())
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(enrolled.authority)
        stranger = Terminal(sender(session, lambda: bank.desk_url), "", "")
        body = {"code": code or given.code, "certificate_request": certificate_request(key)}
        answer = Certificate.model_validate(ok(stranger.ask("POST", "/enrolments", body, key=new_key())))
    store(enrolled, key, answer)
    return enrolled


def at(enrolled: Enrolled, url: str) -> Terminal:
    return Terminal(sender(enrolled.session(), lambda: url), "", "")
