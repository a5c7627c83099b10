"""The bank's own keys, in one private file. A production bank keeps them in a hardware security module."""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bank.folder import FolderError, read_private, write_private

SANDBOX_BASE_KEY_ID = "53414e44"  # "SAND": the first half of every PIN key id of the sandbox

_NONCE = 12  # bytes

Environment = Literal["sandbox", "production"]


@dataclass(frozen=True)
class Vault:
    """`base_key_id`: 8 hex digits, the first half of the key ids of all PIN pads. The keys: 16 bytes, the others 32."""

    base_key_id: str
    base_key: bytes = field(repr=False)
    verification_key: bytes = field(repr=False)
    fingerprint_key: bytes = field(repr=False)
    sealing_key: bytes = field(repr=False)

    def pin_hash(self, card_id: str, salt: str, pin: str) -> str:
        """Return what is stored of a PIN. Keyed: six digits alone would be found by trying."""
        return _mac(self.verification_key, f"{card_id}|{salt}|{pin}")

    def fingerprint(self, text: str) -> str:
        """Return the keyed fingerprint of a body that must not be stored, nor guessed from what is."""
        return _mac(self.fingerprint_key, text)

    def seal(self, plain: bytes, about: str) -> bytes:
        """Encipher what must not lie open in the database. `about`: what it is and whose; nothing else opens it."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self.sealing_key).encrypt(nonce, plain, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Undo `seal`. Raises `InvalidTag` where it was changed, or is about something else."""
        return AESGCM(self.sealing_key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())


def id_fingerprint(vault: Vault, id_number: str) -> str:
    """Return what is stored of an ID number. Keyed: all there are could be tried."""
    return vault.fingerprint(f"id-number|{id_number}")


def open_vault(path: Path, environment: Environment) -> Vault:
    """Read the keys; in the sandbox make them the first time.

    Raises `FolderError` if the file is missing in production, malformed, not private, or of the other environment.
    """
    if environment == "sandbox" and not path.exists():
        keys = {"base_key_id": SANDBOX_BASE_KEY_ID, "base_key": os.urandom(16).hex()}
        keys |= {name: os.urandom(32).hex() for name in ("verification_key", "fingerprint_key", "sealing_key")}
        write_private(path, json.dumps(keys, indent=1).encode())
    try:
        keys = cast(dict[str, Any], json.loads(read_private(path)))
        vault = Vault(
            base_key_id=keys["base_key_id"],
            base_key=bytes.fromhex(keys["base_key"]),
            verification_key=bytes.fromhex(keys["verification_key"]),
            fingerprint_key=bytes.fromhex(keys["fingerprint_key"]),
            sealing_key=bytes.fromhex(keys["sealing_key"]),
        )
        well_formed = (
            len(bytes.fromhex(vault.base_key_id)) == 4
            and len(vault.base_key) == 16
            and len(vault.verification_key) == len(vault.fingerprint_key) == len(vault.sealing_key) == 32
        )
    except (ValueError, KeyError, TypeError) as error:
        raise FolderError(f"{path}: no valid keys") from error
    if not well_formed:
        raise FolderError(f"{path}: no valid keys")
    if (vault.base_key_id == SANDBOX_BASE_KEY_ID) != (environment == "sandbox"):
        raise FolderError(f"{path}: these keys are not of the environment {environment}")
    return vault


def _mac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
