"""Nothing of a customer's stays behind: not the card number, the PIN, its block, what was typed, or the name."""

import base64
import json
from pathlib import Path

import pytest
from psec.pinblock import encipher_pinblock_iso_4

from drivers.pin_pad.dukpt import pin_key
from tests.system.canary import PinBlocks, dresses, found_in, picture_in, written
from tests.system.people import MARIA, WANG
from tests.system.sandbox import Sandbox

pytestmark = pytest.mark.slow

SECRETS = {
    "card number": WANG.pan,
    "PIN": WANG.pin,
    "what was typed": MARIA.account,
    "own account": WANG.account,
    "ID number": WANG.id_number,
    "name": WANG.name,
    "Latin name": WANG.name_latin,
    "payee's name": MARIA.name,
}


def test_a_visit_leaves_no_secret_behind(sandbox: Sandbox) -> None:
    customer = sandbox.customer(WANG)
    customer.sees("attract")
    customer.inserts_card()
    customer.sees("pin-sign-in")
    wrong = str((int(WANG.pin) + 1) % 10**6).zfill(6)
    sandbox.panel.wait("pin-pad", entering=True)
    customer.presses([*wrong, "enter"])
    customer.sees("pin-sign-in")
    customer.enters_pin()
    customer.sees("menu")
    customer.chooses(2)
    customer.sees("account")
    customer.chooses(6)
    customer.sees("take-slip")
    customer.takes_slip()
    customer.sees("account")
    customer.goes_back()
    customer.sees("menu")
    customer.orders_transfer(MARIA.account, "7")
    during = written(sandbox)  # the order is not written down yet; the card is inside
    customer.enters_pin()
    customer.sees("transfer-done")
    customer.chooses(1)
    customer.sees("take-slip")
    customer.takes_slip()
    customer.keeps_no_payee()
    customer.leaves()

    blocks = PinBlocks(sandbox.state / "pin-pad", WANG.pan)
    assert blocks.count == 3
    for files in (during, written(sandbox)):
        assert any("journal" in name for name in files)
        for name, data in files.items():
            assert found_in(data, SECRETS | {"wrong PIN": wrong}) == [], name
            assert not blocks.found_in(data), name
    for file in (sandbox.state / "bank").iterdir():
        assert found_in(file.read_bytes(), {"card number": WANG.pan}) == [], file


# -- the search finds what there is to be found ------------------------------------------------------------------------


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_found_in_every_dress(name: str) -> None:
    secret = SECRETS[name]
    for dress, form in dresses(secret).items():
        assert any(dress in found for found in found_in(b"before " + form + b" after", {name: secret})), dress
    for before in ("", "a", "ab", "abc"):
        assert found_in(base64.b64encode(f"{before}{secret}z".encode()), {name: secret})
    assert found_in(b"nothing of the kind " + secret[:-1].encode(), {name: secret}) == []


def test_a_pin_block_is_found_as_hex_base64_and_bytes(tmp_path: Path) -> None:
    key, key_id = bytes(range(16)), "53414e4400000001"
    file = tmp_path / "key.json"
    file.touch(0o600)
    file.write_text(json.dumps({"key_id": key_id, "initial_key": key.hex()}))
    (tmp_path / "counter").write_text("2")
    blocks = PinBlocks(tmp_path, WANG.pan)
    block = encipher_pinblock_iso_4(pin_key(key, bytes.fromhex(key_id), 2), WANG.pin, WANG.pan)
    for data in (block.hex(), block.hex().upper(), base64.b64encode(b"in the midst of " + block + b"more").decode()):
        assert blocks.found_in(f'{{"said": "{data}"}}'.encode())
    assert blocks.found_in(b"\xff\xfe" + block + b"\xff")
    assert not blocks.found_in(b"\xff\xfe" + block[:-1] + b"\xff\xff")
    assert not blocks.found_in(("00" * 40).encode())


def test_a_portrait_is_found_as_bytes_hex_and_base64_and_in_part() -> None:
    middle = len(WANG.portrait) // 2
    part = WANG.portrait[middle : middle + 300]
    for data in (part, part.hex().encode(), *(base64.b64encode(bytes(offset) + part) for offset in range(3))):
        assert picture_in(b"before " + data + b" after", WANG.portrait)
    assert not picture_in(MARIA.portrait, WANG.portrait)
