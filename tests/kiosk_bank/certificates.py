"""An authority and what it signs, made for one test run."""

import datetime
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFE = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Signed:
    """A key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def certificate_pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def write(self, path: Path) -> Path:
        """Key and certificate in one PEM file of mode 0600."""
        key = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.touch(mode=0o600)
        path.write_bytes(key + self.certificate_pem.encode())
        return path


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


class Authority:
    """A certificate authority."""

    def __init__(self, name: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        self.signed = Signed(key, self._certificate(_name(name), key.public_key(), key, _name(name), ca=True))

    def write(self, path: Path) -> Path:
        path.write_text(self.signed.certificate_pem)
        return path

    def server(self) -> Signed:
        """A bank's certificate for 127.0.0.1 and localhost."""
        key = ec.generate_private_key(ec.SECP256R1())
        return Signed(key, self._sign(_name("bank"), key.public_key(), server=True))

    def terminal(self, name: str = "terminal-1") -> Signed:
        key = ec.generate_private_key(ec.SECP256R1())
        return Signed(key, self._sign(_name(name), key.public_key(), server=False))

    def terminal_named(self, name: str, public: object) -> str:
        """A certificate (PEM) for a key that somebody else holds, whatever name was asked for."""
        assert isinstance(public, ec.EllipticCurvePublicKey)
        made = self._sign(_name(name), public, server=False)
        return made.public_bytes(serialization.Encoding.PEM).decode()

    def terminal_for(self, request_pem: str, begins: datetime.datetime | None = None) -> x509.Certificate:
        """What an enrolment gives for a certificate request (PEM)."""
        request = x509.load_pem_x509_csr(request_pem.encode())
        assert request.is_signature_valid
        public = request.public_key()
        assert isinstance(public, ec.EllipticCurvePublicKey)
        return self._sign(request.subject, public, server=False, begins=begins)

    def _sign(
        self,
        subject: x509.Name,
        public: ec.EllipticCurvePublicKey,
        *,
        server: bool,
        begins: datetime.datetime | None = None,
    ) -> x509.Certificate:
        own = self.signed
        return self._certificate(subject, public, own.key, own.certificate.subject, server=server, begins=begins)

    @staticmethod
    def _certificate(
        subject: x509.Name,
        public: ec.EllipticCurvePublicKey,
        key: ec.EllipticCurvePrivateKey,
        issuer: x509.Name,
        *,
        ca: bool = False,
        server: bool = False,
        begins: datetime.datetime | None = None,
    ) -> x509.Certificate:
        begins = begins or datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
        usage = ExtendedKeyUsageOID.SERVER_AUTH if server else ExtendedKeyUsageOID.CLIENT_AUTH
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + LIFE)
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
        )
        if not ca:
            builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        if server:
            names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("localhost")]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(key, hashes.SHA256())
