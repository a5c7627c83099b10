"""Tablets, clips, swaps and company before the camera, 20 each, and living people (tests/identity/attacking.py)."""

import pytest

from kiosk.identity.rates import Rate
from tests.identity.attacking import LIVING, OTHERS, accepted, hold, judged
from tests.identity.presentations import PROFILES
from tests.identity.seeds import ATTACKS, GENUINE, LOOKED_AT, TUNING


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in OTHERS if name != LIVING])
def test_attacks(name: str) -> None:
    hold(name, OTHERS)


@pytest.mark.slow
def test_living_people() -> None:
    for profile in PROFILES:
        rate = accepted(judged(OTHERS)[LIVING], profile)
        print(f"BPCER, {profile}: {Rate(rate.of - rate.hits, rate.of)}")
        assert rate.of - rate.hits <= 6, f"{profile}: {rate}"


def test_nothing_is_judged_on_what_it_was_tuned_on() -> None:
    chosen_on = {*TUNING, *LOOKED_AT}
    assert not chosen_on & set(ATTACKS)
    assert not chosen_on & set(GENUINE)
    assert not set(ATTACKS) & set(GENUINE)
    assert len(ATTACKS) == len(GENUINE) == 300
