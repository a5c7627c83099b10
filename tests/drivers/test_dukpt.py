"""The device's side of AES DUKPT: the vectors of ANSI X9.24-3-2017, and the bank's side, which must agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import dukpt as bank_side
from drivers.pin_pad.dukpt import following, pin_key

BASE = bytes.fromhex("FEDCBA9876543210F1F1F1F1F1F1F1F1")
KEY_ID = bytes.fromhex("1234567890123456")
INITIAL = bytes.fromhex("1273671ea26ac29afa4d1084127652a1")
LAST = 0xFFFF0000


@pytest.mark.parametrize(
    ("counter", "key"),
    [
        (1, "af8cb133a78f8dc2d1359f18527593fb"),
        (2, "d30bdc73ec9714b000bec66bdb7b6d09"),
        (3, "7d69f01f3b45449f62c7816ece723268"),
    ],
)
def test_keys_of_the_standard(counter: int, key: str) -> None:
    assert bank_side.initial_key(BASE, KEY_ID) == INITIAL
    assert pin_key(INITIAL, KEY_ID, counter).hex() == key


@settings(deadline=None)
@given(
    base=st.binary(min_size=16, max_size=16),
    key_id=st.binary(min_size=8, max_size=8),
    counter=st.integers(min_value=1, max_value=2**32 - 1),
)
def test_both_sides_derive_the_same_key(base: bytes, key_id: bytes, counter: int) -> None:
    initial = bank_side.initial_key(base, key_id)
    assert pin_key(initial, key_id, counter) == bank_side.pin_key(initial, key_id, counter)


@given(st.integers(min_value=0, max_value=LAST - 1))
def test_the_next_counter_is_the_next_with_16_ones_at_most(counter: int) -> None:
    next_one = following(counter)
    assert next_one is not None
    assert next_one > counter
    assert next_one.bit_count() <= 16
    passed_over = range(counter + 1, min(next_one, counter + 300))
    assert all(candidate.bit_count() > 16 for candidate in passed_over)


def test_counters_begin_at_one_and_end() -> None:
    assert following(0) == 1
    assert following(0x0000FFFF) == 0x00010000
    assert following(0x0001FFFE) == 0x00020000
    assert following(LAST - 1) == LAST
    assert following(LAST) is None
