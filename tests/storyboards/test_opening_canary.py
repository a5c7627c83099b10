"""A whole opening leaves nothing of its customer's behind but what is enciphered, and what the bank must know them by.

All that terminal, devices and bank have written and logged is searched, in every dress of `tests.system.canary`: while
staff are waited for, when the bank has all of it and nothing of it is a customer's yet, and at the end.
"""

import asyncio
import base64
import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bank.contract import Application, Still
from drivers.camera.contract import Frame
from drivers.camera.simulated import SimulatedCamera
from drivers.simulator.id_documents import read_documents
from kiosk.identity.faces import Faces
from kiosk.storyboards.bank_process import BankProcess, enrolled
from kiosk.storyboards.onlooker import Onlooker
from kiosk.storyboards.staff import members
from tests.storyboards import prompts_opening as opening
from tests.storyboards.playing import comes_to
from tests.storyboards.stage import Stage, today_at
from tests.system.canary import PinBlocks, found_in, picture_in

_DOCUMENT = next(one for one in read_documents() if one.id == "yusup-kadir/resident-id")
_PHOTO = base64.b64decode(_DOCUMENT.read()["photo"])
_PINS = {"PIN": "593817", "staff's PIN": members()["1001"].pin}
_THEIRS = {  # the bank's own table of customers has these, once there is a customer
    "name": _DOCUMENT.name,
    "Latin name": _DOCUMENT.latin_name,
    "phone": "19900005148",
}
_NOWHERE = {"ID number": _DOCUMENT.number, "address": _DOCUMENT.address, "signature": "100,100 200,220"}
_DIGESTS = re.compile(rb"[0-9A-Fa-f]{32,}")  # in which six digits stand by chance


class _Seeing(Onlooker):
    """Sees a picture that is like no other."""

    def _seen(self) -> Frame:
        noise = np.random.default_rng(7).integers(0, 256, (240, 320, 3), np.uint8)
        return Frame(noise.tobytes(), 320, 240, self._clock.now(), 1)


class _Stage(Stage):
    def _faces(self, camera: SimulatedCamera) -> Faces:
        self.eye = _Seeing(self.simulator.camera, self.clock)
        return replace(super()._faces(camera), engine=self.eye)


def _written(*folders: Path) -> dict[str, bytes]:
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    return {str(file): file.read_bytes() for file in files}


def _pins_in(data: bytes) -> list[str]:
    """Three bytes of BCD, and digits in the midst of a digest, are found in anything."""
    return [found for found in found_in(_DIGESTS.sub(b" ", data), _PINS) if not found.endswith("(BCD)")]


def _wrong(files: dict[str, bytes], secrets: dict[str, str], pictures: list[bytes]) -> list[str]:
    """What of it stands where."""
    found: list[str] = []
    for name, data in files.items():
        found += [f"{name}: {what}" for what in (*found_in(data, secrets), *_pins_in(data))]
        found += [f"{name}: a picture" for picture in pictures if picture_in(data, picture)]
    return found


def _tables(database: Path) -> Iterator[tuple[str, bytes]]:
    """Each table's name and all its values but digests, apart: a PIN could stand next to a digest in the file."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            values = [value for row in connection.execute(f'SELECT * FROM "{name}"') for value in row]
            plain = [value if isinstance(value, bytes) else str(value).encode() for value in values]
            yield name, b"\0".join(value for value in plain if not _DIGESTS.fullmatch(value))


async def _to_the_end(stage: Stage) -> None:
    """From staff who are waited for: approved, card taken, messages and limits chosen, slip printed, document taken."""
    customer = stage.customer
    await opening.dossier(stage)
    customer.presses("option:approve")
    await comes_to(stage, "take-new-card")
    await stage.takes_new_card()
    for prompt, target in (
        ("opening-alerts", "option:yes"),
        ("opening-limits", "option:low"),
        ("opening-done", "option:print"),
    ):
        await customer.sees(prompt)
        customer.presses(target)
    await stage.takes_slip()
    await stage.takes_id_document()
    await comes_to(stage, "attract")


def test_a_whole_opening_leaves_no_secret_behind(short_tmp: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kept, terminal = short_tmp / "bank", short_tmp / "terminal"
    kept.mkdir()
    terminal.mkdir()
    pictures = [_PHOTO]

    async def whole(process: BankProcess) -> str:
        """Give the new card's number."""
        async with _Stage(terminal, enrolled(process, short_tmp, "stage-001")) as stage:
            send = stage.client.send_still

            async def sends(id: str, token: str, still: Still, key: str = "") -> Application:
                pictures.append(base64.b64decode(still.jpeg))
                return await send(id, token, still, key)

            stage.client.send_still = sends  # type: ignore[method-assign]  # to know what was sent
            await opening.waiting(stage)
            during.update(_written(terminal, kept))
            await _to_the_end(stage)
            (card,) = (card for card in stage.simulator.cards if card.dispensed)
            return card.pan

    during: dict[str, bytes] = {}
    with BankProcess(kept, today_at(10)) as process:
        pan = asyncio.run(whole(process))
        _, said = process.end()
    logged = {"logged": caplog.text.encode(), "the bank said": said.encode()}
    assert len(pictures) == 3, "both stills were sent"
    everywhere = _NOWHERE | {"card number": pan}

    assert any("journal" in name for name in during)
    assert any(name.endswith("bank.db") for name in during)
    assert _wrong(during, everywhere | _THEIRS, pictures) == []

    after = _written(terminal, kept)
    pocket = str(terminal / "simulator" / "plastic.json")  # cards that people carry: the simulated world's own
    assert found_in(after.pop(pocket), {"card number": pan}), "the search finds what there is"
    of_terminal = {name: data for name, data in after.items() if name.startswith(str(terminal))} | logged
    assert _wrong(of_terminal, everywhere | _THEIRS, pictures) == []
    blocks = PinBlocks(terminal / "pad", pan)
    assert blocks.count == 3, "two for the customer's PIN, one for staff's"
    assert [name for name, data in of_terminal.items() if "/pad/" not in name and blocks.found_in(data)] == []
    of_bank = {name: data for name, data in after.items() if name.startswith(str(kept))}
    assert _wrong(of_bank, everywhere, pictures) == []
    messages = {name: data for name, data in of_bank.items() if "/sms/" in name}
    assert messages, "codes went to a phone"
    assert _wrong(messages, everywhere | _THEIRS, pictures) == []
    for table, values in _tables(kept / "bank.db"):
        assert bool(found_in(values, _THEIRS)) == (table == "customers"), table
        assert _pins_in(values) == [], table
