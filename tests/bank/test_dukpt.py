"""The vectors of ANSI X9.24-3-2017 (AES-128) and ISO 9564 format 4 blocks made with them."""

import pytest
from psec.pinblock import decipher_pinblock_iso_4, encipher_pinblock_iso_4

from bank.dukpt import initial_key, pin_key

BASE = bytes.fromhex("FEDCBA9876543210F1F1F1F1F1F1F1F1")
KEY_ID = bytes.fromhex("1234567890123456")
INITIAL = bytes.fromhex("1273671EA26AC29AFA4D1084127652A1")


def test_initial_key() -> None:
    assert initial_key(BASE, KEY_ID) == INITIAL


@pytest.mark.parametrize(
    ("counter", "key"),
    [
        (1, "AF8CB133A78F8DC2D1359F18527593FB"),
        (2, "D30BDC73EC9714B000BEC66BDB7B6D09"),
        (3, "7D69F01F3B45449F62C7816ECE723268"),
    ],
)
def test_pin_encryption_keys(counter: int, key: str) -> None:
    assert pin_key(INITIAL, KEY_ID, counter).hex().upper() == key


def test_every_counter_has_its_own_key() -> None:
    assert len({pin_key(INITIAL, KEY_ID, counter) for counter in (1, 2, 3, 255, 256, 2**31, 2**32 - 1)}) == 7


def test_a_block_is_for_its_card_alone() -> None:
    key = pin_key(INITIAL, KEY_ID, 7)
    block = encipher_pinblock_iso_4(key, "274916", "6200001320179768")
    assert decipher_pinblock_iso_4(key, block, "6200001320179768") == "274916"
    with pytest.raises(ValueError, match="PIN"):
        decipher_pinblock_iso_4(key, block, "6200001610258959")
