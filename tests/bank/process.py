"""A real bank process, and terminals that reach it over HTTPS."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bank.contract import Certificate
from kiosk.storyboards.bank_process import SECONDS as SECONDS
from kiosk.storyboards.bank_process import BankProcess as BankProcess
from kiosk.storyboards.bank_process import start as start
from tests.bank.support import Reply, Send, Terminal, new_key, ok


@dataclass(frozen=True)
class Enrolled:
    """A terminal's files, as a client needs them: certificate with key, and the authority to trust."""

    name: str
    certificate: Path
    authority: Path

    def session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.verify = str(self.authority)
        session.cert = str(self.certificate)
        return session


def sender(session: requests.Session, url: Callable[[], str]) -> Send:
    def send(method: str, path: str, headers: dict[str, str], content: bytes | None) -> Reply:
        return session.request(method, url() + path, headers=headers, data=content, timeout=SECONDS)

    return send


def enrol(bank: BankProcess, folder: Path, name: str) -> Enrolled:
    """Go the whole way: a code from staff, a key, a request, a certificate."""
    given = bank.control.create_enrolment_code(name)
    enrolled = Enrolled(name, folder / f"{name}.pem", folder / f"{name}.authority.pem")
    enrolled.authority.write_text(given.authority)
    key = ec.generate_private_key(ec.SECP256R1())
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(enrolled.authority)
        stranger = Terminal(sender(session, lambda: bank.url), "", "")
        body = {"code": given.code, "certificate_request": certificate_request(key)}
        answer = Certificate.model_validate(ok(stranger.ask("POST", "/enrolments", body, key=new_key())))
    store(enrolled, key, answer)
    return enrolled


def store(enrolled: Enrolled, key: ec.EllipticCurvePrivateKey, answer: Certificate) -> None:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    enrolled.certificate.write_bytes(private + answer.certificate.encode())


def certificate_request(key: ec.EllipticCurvePrivateKey) -> str:
    request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key, hashes.SHA256())
    return request.public_bytes(Encoding.PEM).decode()


def terminal_at(bank: BankProcess, enrolled: Enrolled) -> Terminal:
    """A terminal with a PIN key of its own; the caller closes nothing, the process ends with the test."""
    key = bank.control.inject_pin_key(enrolled.name)
    return Terminal(sender(enrolled.session(), lambda: bank.url), key.key_id, key.initial_key)
