"""The cast: complete, and each invented number well formed."""

from datetime import date

from bank.people import Person, load_cast, load_people
from tests.bank.support import PEOPLE


def luhn(number: str) -> bool:
    digits = [int(d) for d in reversed(number)]
    return sum(digits[0::2] + [sum(divmod(2 * d, 10)) for d in digits[1::2]]) % 10 == 0


def test_numbers_are_well_formed_and_unique() -> None:
    pans = [card.pan for p in PEOPLE.values() for card in p.cards]
    numbers = [account.number for p in PEOPLE.values() for account in p.accounts]
    assert all(luhn(number) and number.startswith("620000") for number in pans + numbers)
    assert len(set(pans + numbers)) == len(pans + numbers)
    assert len(PEOPLE) == len(load_people()) >= 12


def check_character(id_number: str) -> str:
    """GB 11643-1999, 6.1: ISO 7064 MOD 11-2."""
    return "10X98765432"[sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(id_number[:17])) % 11]


def test_id_numbers_and_phones_are_well_formed_unique_and_nobodys() -> None:
    people = list(PEOPLE.values())
    assert all(p.id_number[17] == check_character(p.id_number) for p in people)
    assert all(p.id_number[6:14] == f"{p.born:%Y%m%d}" for p in people)
    assert {p.id_number[:2] for p in people} == {"99"}  # no province
    assert {p.phone[:7] for p in people} == {"1990000"}
    assert len({p.id_number for p in people}) == len({p.phone for p in people}) == len(people)
    assert not any(p.id_number in repr(p) or p.phone in repr(p) for p in people)


def test_the_id_number_says_who_is_a_man() -> None:
    """GB 11643-1999, 5.3: the 17th digit is odd for men."""
    women = {name for name in PEOPLE if int(PEOPLE[name].id_number[16]) % 2 == 0}
    assert {"nguyen-thi-minh-khai", "chen-guiying", "wanjiru-kamau"} <= women
    assert not {"huang-kwok-tung", "wang-xiaoming", "kwame-mensah"} & women


def test_the_bank_knows_every_member_of_staff_by_an_id_number() -> None:
    cast = load_cast()
    numbers = [PEOPLE[one.person].id_number if one.person else one.id_number for one in cast.staff]
    assert all(number[17] == check_character(number) and number.startswith("99") for number in numbers)
    strangers = {one.id_number for one in cast.staff if not one.person}
    assert len(strangers) == 3
    assert not strangers & {p.id_number for p in PEOPLE.values()}
    assert not any(number in repr(cast.staff) for number in strangers)


def test_every_state_is_there() -> None:
    accounts = [account for p in PEOPLE.values() for account in p.accounts]
    assert {a.state for a in accounts} == {"active", "frozen", "closed"}
    assert 0 in {a.balance for a in accounts if a.state == "active"}
    assert {card.state for p in PEOPLE.values() for card in p.cards} == {"active", "blocked", "expired"}
    assert {p.language for p in PEOPLE.values()} == {"zh-Hans", "zh-Hant", "en"}
    assert any(len(p.accounts) > 1 for p in PEOPLE.values())


def test_what_a_card_says_agrees_with_itself() -> None:
    def sound(person: Person) -> bool:
        return all(
            (card.expiry < "2601") == (card.state == "expired")
            and person.name in card.label
            and (card.state == "active" or card.state in card.label)  # one that changes is not named
            for card in person.cards
        )

    assert all(sound(person) for person in PEOPLE.values())
    assert date(2026, 3, 2).year - PEOPLE["chen-guiying"].born.year == 80
