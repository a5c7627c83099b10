"""Attacks by species, 20 each, and living people, on seeds that nothing was tuned on. 300 each: `make bench`.

The bounds leave room for chance in another machine's arithmetic; the rates themselves stand in docs/face.md.
"""

from functools import lru_cache

import pytest

from kiosk.identity.face_models import load
from kiosk.identity.rates import Rate
from kiosk.identity.verdicts import Liveness, Profile
from tests.identity.presentations import LIVE, PROFILES, SPECIES, Bench, Species
from tests.identity.seeds import ATTACKS, GENUINE, IN_TESTS, LOOKED_AT, TUNING

pytestmark = pytest.mark.slow

# Of 20, so many may pass one turn. Not listed: reported, with no promise (docs/face.md).
_MOST: dict[Profile, dict[str, int]] = {
    "five-point": {"print, flat": 3, "tablet, another challenge": 1, "swap of persons": 0, "second person": 0},
    "sixty-eight-point": {
        "print, flat": 1,
        "print, tilted": 2,
        "print, bent": 2,
        "print, bent for the turn": 2,
        "tablet, photo": 1,
        "tablet, another challenge": 1,
        "swap of persons": 0,
        "second person": 0,
    },
}


@lru_cache(maxsize=1)
def bench() -> Bench:
    return Bench(load("sixty-eight-point"))


def accepted(species: Species, seeds: range) -> dict[Profile, Rate]:
    verdicts = [bench().judge(species, seed) for seed in seeds[:IN_TESTS]]
    assert not any(verdict["five-point"].liveness is Liveness.LIVE for verdict in verdicts)
    return {
        profile: Rate(sum(verdict[profile].accepted for verdict in verdicts), len(verdicts)) for profile in PROFILES
    }


@pytest.mark.parametrize("name", SPECIES)
def test_attacks(name: str) -> None:
    rates = accepted(SPECIES[name], ATTACKS)
    for profile, rate in rates.items():
        print(f"APCER, {profile}, {name}: {rate}")
        assert rate.hits <= _MOST[profile].get(name, IN_TESTS), f"{profile}: {rate}"


def test_living_people() -> None:
    for profile, rate in accepted(LIVE, GENUINE).items():
        print(f"BPCER, {profile}: {Rate(rate.of - rate.hits, rate.of)}")
        assert rate.of - rate.hits <= 4, f"{profile}: {rate}"


def test_nothing_is_judged_on_what_it_was_tuned_on() -> None:
    chosen_on = {*TUNING, *LOOKED_AT}
    assert not chosen_on & set(ATTACKS)
    assert not chosen_on & set(GENUINE)
    assert not set(ATTACKS) & set(GENUINE)
    assert len(ATTACKS) == len(GENUINE) == 300
