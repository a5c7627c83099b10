"""The cards of the sandbox: the simulator and the bank read one cast, and agree on it."""

import tomllib
from pathlib import Path

import pytest

from bank.people import load_people
from drivers.simulator.people import read_cards
from drivers.simulator.world import Simulator


def test_the_simulator_has_the_banks_cards() -> None:
    at_the_bank = [
        (
            card.pan,
            card.expiry,
            card.sequence,
            card.pin,
            card.label,
            tuple(account.number for account in person.accounts),
            person.id_number,
            person.phone,
        )
        for person in load_people()
        for card in person.cards
    ]
    cards = read_cards()
    assert at_the_bank == [
        (c.pan, c.expiry, c.sequence, c.pin, c.label, c.accounts, c.id_number, c.phone) for c in cards
    ]
    assert cards


def test_cards_are_told_apart_without_their_middle_digits() -> None:
    cards = read_cards()
    assert len({card.masked for card in cards}) == len(cards)
    assert all(len(card.masked) == 16 and card.pan[6:-4] not in card.masked for card in cards)


def test_no_number_and_no_pin_is_in_a_log_line() -> None:
    for card in read_cards():
        assert card.label in repr(card)
        secrets = (card.pan, card.pin, *card.accounts, card.id_number, card.phone)
        assert not [secret for secret in secrets if secret in repr(card)]


def test_the_panel_is_given_what_one_needs_to_play_a_customer(short_tmp: Path) -> None:
    shown = Simulator(short_tmp, short_tmp / "pad.sock").snapshot()["cards"]
    assert shown == [
        {
            "card": card.pan,
            "label": card.label,
            "pin": card.pin,
            "accounts": list(card.accounts),
            "id_number": card.id_number,
            "phone": card.phone,
            "dispensed": False,
        }
        for card in read_cards()
    ]


def test_a_cast_that_cannot_be_read_is_an_error(short_tmp: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_cards(short_tmp / "people.toml")
    (short_tmp / "people.toml").write_text("[[people")
    with pytest.raises(tomllib.TOMLDecodeError):
        read_cards(short_tmp / "people.toml")
