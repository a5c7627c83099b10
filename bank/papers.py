"""What belongs to the person of an application: sealed with a key of the application's own, which is destroyed with it.

The key is sealed by the vault. The answers that the terminal was given are sealed with it too, as they are kept for
their keys: once it is gone, neither papers nor answers can be read, wherever a copy of them lies.
"""

import os
from base64 import b64decode, b64encode
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, insert, select, update

from bank.application_tables import application_codes, application_papers, applications
from bank.instructions import Keeping
from bank.problems import Code, Problem
from bank.tables import Record, sms_outbox
from bank.vault import Vault

DOCUMENT, DETAILS, PHONE, SIGNATURE = "document", "details", "phone", "signature"
ACCEPTED, CARD, ACCOUNT = "accepted", "card", "account"
STILL_DOCUMENT, STILL_LIVE = "still-document", "still-live"
_NONCE = 12
_SEALED = "sealed:"


class Papers:
    """The papers of one application. `get` gives None where there is none."""

    def __init__(self, connection: Connection, application: str, key: bytes) -> None:
        self._connection = connection
        self._application = application
        self._key = AESGCM(key)

    def put(
        self,
        name: str,
        content: str | bytes,
        now: datetime,
        ends_at: datetime | None = None,
        consented_at: datetime | None = None,
    ) -> None:
        """Keep a paper in place of the one before. `ends_at`: when it goes, if the application lasts longer.
        `consented_at`: when the customer agreed to it, where that was asked."""
        self.drop(name)
        plain = content.encode() if isinstance(content, str) else content
        values = {"application_id": self._application, "name": name, "sealed": self.seal(plain, name)}
        times = {"at": now, "ends_at": ends_at, "consented_at": consented_at}
        self._connection.execute(insert(application_papers), values | times)

    def get(self, name: str) -> bytes | None:
        """Open a paper."""
        papers = application_papers.c
        query = select(papers.sealed).where(papers.application_id == self._application, papers.name == name)
        sealed = self._connection.scalar(query)
        return None if sealed is None else self.unseal(sealed, name)

    def put_at(self, name: str) -> datetime | None:
        """Say since when a paper is there; None where there is none."""
        papers = application_papers.c
        mine = papers.application_id == self._application, papers.name == name
        return self._connection.scalar(select(papers.at).where(*mine))

    def text(self, name: str) -> str:
        """Open a paper that is text; empty where there is none."""
        return (self.get(name) or b"").decode()

    def drop(self, *names: str) -> None:
        """Destroy papers; those that are not there too."""
        drop_papers(self._connection, self._application, *names)

    def seal(self, plain: bytes, name: str) -> bytes:
        """Encipher something; it can be opened under the same name alone."""
        nonce = os.urandom(_NONCE)
        return nonce + self._key.encrypt(nonce, plain, self._about(name))

    def unseal(self, sealed: bytes, name: str) -> bytes:
        """Undo `seal`. Raises `InvalidTag` where it was changed or is of another name."""
        return self._key.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._about(name))

    def _about(self, name: str) -> bytes:
        return f"{self._application}|{name}".encode()


def new_key(vault: Vault, application: str) -> bytes:
    """Make the key of an application; return it sealed."""
    return vault.seal(os.urandom(32), f"application-key|{application}")


def papers_of(connection: Connection, vault: Vault, row: Record) -> Papers:
    """Return an application's papers, by its row. Raises `Problem` (application-ended) once its key is gone."""
    if row.key is None:
        raise Problem(Code.APPLICATION_ENDED)
    return Papers(connection, row.id, vault.unseal(row.key, f"application-key|{row.id}"))


def names_of(connection: Connection, application: str) -> set[str]:
    """Say which papers there are."""
    papers = application_papers.c
    return set(connection.scalars(select(papers.name).where(papers.application_id == application)))


def drop_papers(connection: Connection, application: str, *names: str) -> None:
    """Destroy papers by their names; without names all of them."""
    papers = application_papers.c
    gone = delete(application_papers).where(papers.application_id == application)
    connection.execute(gone.where(papers.name.in_(names)) if names else gone)


def forget(connection: Connection, application: str) -> None:
    """Destroy whatever an application has of its person but the key: papers, codes, messages on their way."""
    drop_papers(connection, application)
    connection.execute(delete(application_codes).where(application_codes.c.application_id == application))
    connection.execute(delete(sms_outbox).where(sms_outbox.c.application_id == application))


def forget_key(connection: Connection, application: str) -> None:
    """Destroy the key: the answers that were given to the terminal can be read no more."""
    gone = update(applications).where(applications.c.id == application).values(key=None, person=None, document=None)
    connection.execute(gone)


def drop_old_papers(connection: Connection, now: datetime) -> None:
    """Destroy what was to end by itself."""
    connection.execute(delete(application_papers).where(application_papers.c.ends_at <= now))


def keeping(connection: Connection, vault: Vault, application: str = "") -> Keeping:
    """Seal the answers of an operation where they are kept for their key.

    `application`: which it is about; without it, the answer's own `id` says so.
    """
    return _Sealing(connection, vault, application)


class _Sealing:
    def __init__(self, connection: Connection, vault: Vault, application: str) -> None:
        self._connection = connection
        self._vault = vault
        self._application = application

    def keep(self, body: str, id: str) -> str:
        application = self._application or id
        row = self._row(application)
        if row is None or row.key is None:  # it has ended with this: the answer has nothing of anybody
            return body
        papers = papers_of(self._connection, self._vault, row)
        return f"{_SEALED}{application}:{b64encode(papers.seal(body.encode(), 'answer')).decode()}"

    def read(self, kept: str) -> str:
        if not kept.startswith(_SEALED):
            return kept
        application, _, sealed = kept.removeprefix(_SEALED).partition(":")
        row = self._row(application)
        if row is None:
            raise Problem(Code.APPLICATION_ENDED)
        return papers_of(self._connection, self._vault, row).unseal(b64decode(sealed), "answer").decode()

    def _row(self, application: str) -> Record | None:
        return self._connection.execute(select(applications).where(applications.c.id == application)).one_or_none()
