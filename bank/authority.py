"""The bank's own certificate authority: the server's certificate, and one for each terminal.

The authority's key never leaves the bank's folder (mode 0600). All keys are P-256.
"""

import ipaddress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from bank.folder import FolderError, read_private, write_private
from bank.problems import Code, Problem
from bank.vault import Environment

LIFE = timedelta(days=90)  # of the server's and the terminals' certificates
SANDBOX_NAME = "Smart Teller Sandbox Authority"
_AUTHORITY_LIFE = timedelta(days=3650)
_TerminalKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class Authority:
    """Issues certificates. Make it with `open_authority`."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, server_file: Path) -> None:
        self._key = key
        self._certificate = certificate
        self.server_file = server_file  # the server's key and certificate, PEM, private

    @property
    def pem(self) -> str:
        """The authority's certificate: what terminals trust."""
        return self._certificate.public_bytes(Encoding.PEM).decode()

    def issue_terminal(self, terminal: str, request: str, now: datetime) -> str:
        """Sign a terminal's request (PEM); whatever name it asks for, it gets its own.

        Raises `Problem` (certificate-request-invalid).
        """
        try:
            asked = x509.load_pem_x509_csr(request.encode())
            key = asked.public_key()
            sound = asked.is_signature_valid and _strong(key)
        except (ValueError, TypeError, UnsupportedAlgorithm, InvalidSignature) as error:
            raise Problem(Code.CERTIFICATE_REQUEST_INVALID) from error
        if not sound or not isinstance(key, _TerminalKey):
            raise Problem(Code.CERTIFICATE_REQUEST_INVALID)
        builder = self._leaf(terminal, key, ExtendedKeyUsageOID.CLIENT_AUTH, now)
        return builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()

    def renew_server(self, now: datetime) -> bool:
        """Give the server a new certificate if there is none, or less than a third of its life is left."""
        if self.server_file.exists():
            ends = x509.load_pem_x509_certificate(read_private(self.server_file)).not_valid_after_utc
            if ends - now > LIFE / 3:
                return False
        key = ec.generate_private_key(ec.SECP256R1())
        names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        builder = self._leaf("Reference bank", key.public_key(), ExtendedKeyUsageOID.SERVER_AUTH, now)
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        write_private(self.server_file, _private_pem(key) + certificate.public_bytes(Encoding.PEM))
        return True

    def _leaf(
        self, name: str, key: _TerminalKey, usage: x509.ObjectIdentifier, now: datetime
    ) -> x509.CertificateBuilder:
        ends = min(now + LIFE, self._certificate.not_valid_after_utc)
        issuer = self._certificate.subject
        # valid since the authority is: TLS judges by the machine's clock, which may be behind the bank's
        builder = _builder(name, issuer, key, self._certificate.not_valid_before_utc, ends)
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(authority, critical=False)
        )


def open_authority(state: Path, environment: Environment, now: datetime) -> Authority:
    """Read the authority's key and certificate; in the sandbox make them the first time.

    Raises `FolderError` if the file is missing in production, malformed, not private, or of the other environment.
    """
    path = state / "authority.pem"
    if environment == "sandbox" and not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        write_private(path, _private_pem(key) + _self_signed(key, now).public_bytes(Encoding.PEM))
    content = read_private(path)
    try:
        key = load_pem_private_key(content, password=None)
        certificate = x509.load_pem_x509_certificate(content)
    except (ValueError, TypeError) as error:
        raise FolderError(f"{path}: no key and certificate in PEM") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise FolderError(f"{path}: the authority's key must be an elliptic curve's")
    sandbox = certificate.subject == _name(SANDBOX_NAME)
    if sandbox != (environment == "sandbox"):
        raise FolderError(f"{path}: this authority is not of the environment {environment}")
    return Authority(key, certificate, state / "server.pem")


def _self_signed(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name(SANDBOX_NAME)
    begins = now - timedelta(days=1)
    return (
        _builder(SANDBOX_NAME, name, key.public_key(), begins, begins + _AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _builder(
    name: str, issuer: x509.Name, key: _TerminalKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _strong(key: object) -> bool:
    if isinstance(key, rsa.RSAPublicKey):
        return 2048 <= key.key_size <= 4096
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1"
