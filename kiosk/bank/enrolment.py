"""The terminal's identity: its key and certificate, in one PEM file that nobody else can read.

One file, so that a renewal replaces both at once: there is no moment at which key and certificate do not belong
together. The bank's authority is not kept here; what the terminal trusts stays what its settings say.
Importing this module brings cryptography along (about 80 ms).
"""

import asyncio
import os
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from bank.contract import Certificate
from kiosk.bank.errors import BankError
from kiosk.clock import Clock

RENEW_BEFORE = timedelta(days=30)  # or a third of the certificate's life, if that is less
_LOOK_EVERY = timedelta(days=1)
_NEXT_TRY = timedelta(hours=1)


class IdentityError(Exception):
    """The terminal has no usable identity. The message says which file and what to do."""


class Enrols(Protocol):
    """The part of the bank client that enrols."""

    def enrol(self, code: str, certificate_request: str) -> Certificate:
        """Have the first certificate made. Blocks. Raises `BankError`."""
        ...


class Renews(Protocol):
    """The part of the bank client that renews."""

    async def renew(self, certificate_request: str) -> Certificate:
        """Have a new certificate made, on the strength of the one in use. Raises `BankError`."""
        ...


def enrol(bank: Enrols, code: str, terminal: str, identity: Path) -> None:
    """Make a key pair, have it certified with the code shown to staff, and store both in `identity`.

    The folder is made with mode 0700, the file with 0600. Blocks. Raises `BankError` and `IdentityError` (the
    certificate is not for this key or this terminal); nothing is stored then.
    """
    _make_private(identity.parent)
    key = ec.generate_private_key(ec.SECP256R1())
    _store(identity, key, bank.enrol(code, _request(key, terminal)), terminal)


def check_identity(identity: Path, terminal: str) -> datetime:
    """Check the file as it stands at start: there, private, whole, this terminal's. Returns when it ends (UTC).

    Raises `IdentityError`.
    """
    _require_private(identity.parent, 0o700)
    _require_private(identity, 0o600)
    content = identity.read_bytes()
    try:
        key = load_pem_private_key(content, password=None)
        certificate = x509.load_pem_x509_certificate(content)
    except (ValueError, TypeError):
        key = certificate = None
    if key is None or certificate is None:
        raise IdentityError(f"{identity}: no key and certificate in PEM; enrol the terminal again")
    _require_ours(identity, key.public_key().public_bytes(*_PLAIN), certificate, terminal)
    return certificate.not_valid_after_utc


class Renewal:
    """Renews the identity before it ends: when 30 days or a third of its life are left, whichever is less."""

    def __init__(
        self,
        bank: Renews,
        identity: Path,
        terminal: str,
        clock: Clock,
        *,
        on_renewed: Callable[[datetime], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._bank = bank
        self._identity = identity
        self._terminal = terminal
        self._clock = clock
        self._on_renewed = on_renewed
        self._on_failed = on_failed

    async def run(self) -> None:
        """Wait and renew, for ever; and never more often than every hour. Never returns; cancel it."""
        while True:
            wait = self.due() - self._clock.wall()
            if wait <= timedelta():
                await self._renew()
                wait = _NEXT_TRY  # also after a success: a bank may give certificates that are due at once
            await self._clock.until(self._clock.now() + min(wait, _LOOK_EVERY).total_seconds())

    def due(self) -> datetime:
        """When the identity is to be renewed (UTC)."""
        certificate = x509.load_pem_x509_certificate(self._identity.read_bytes())
        ends = certificate.not_valid_after_utc
        return ends - min(RENEW_BEFORE, (ends - certificate.not_valid_before_utc) / 3)

    async def _renew(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        try:
            answer = await self._bank.renew(_request(key, self._terminal))
            await asyncio.to_thread(_store, self._identity, key, answer, self._terminal)
        except (BankError, IdentityError, OSError) as error:
            if self._on_failed is not None:
                self._on_failed(error)
            return
        if self._on_renewed is not None:
            self._on_renewed(check_identity(self._identity, self._terminal))


_PLAIN = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _request(key: ec.EllipticCurvePrivateKey, terminal: str) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, terminal)])
    signed = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
    return signed.public_bytes(Encoding.PEM).decode()


def _store(identity: Path, key: ec.EllipticCurvePrivateKey, answer: Certificate, terminal: str) -> None:
    try:
        certificate = x509.load_pem_x509_certificate(answer.certificate.encode())
    except ValueError:
        certificate = None
    if certificate is None:
        raise IdentityError("the bank's answer holds no certificate")
    _require_ours("the bank's answer", key.public_key().public_bytes(*_PLAIN), certificate, terminal)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _replace(identity, private + certificate.public_bytes(Encoding.PEM))


def _require_ours(where: object, public: bytes, certificate: x509.Certificate, terminal: str) -> None:
    if certificate.public_key().public_bytes(*_PLAIN) != public:
        raise IdentityError(f"{where}: the certificate belongs to another key")
    named = [str(name.value) for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    if named != [terminal]:
        raise IdentityError(f"{where}: the certificate is for {', '.join(named)}, this terminal is {terminal}")


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_private(folder, 0o700)


def _require_private(path: Path, mode: int) -> None:
    try:
        found = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        found = None
    if found is None:
        raise IdentityError(f"{path}: missing; enrol the terminal")
    if found & 0o077:
        raise IdentityError(f"{path}: others may read it (mode {found:04o}); chmod {mode:o} {path}")


def _replace(path: Path, content: bytes) -> None:
    """Write the whole file or none of it, mode 0600 from its first moment."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
