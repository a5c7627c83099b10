"""What the tests of attacks share: a species before both profiles, so many times. 300 each: `make bench`.

The bounds leave room for chance in another machine's arithmetic; the rates themselves stand in docs/face.md. The
species stand in two test files, since two processes share the tests: each clip has some forty pictures to draw and to
judge.
"""

from functools import lru_cache

from kiosk.identity.face_models import load
from kiosk.identity.rates import Rate
from kiosk.identity.verdicts import Liveness, Profile
from tests.identity.presentations import PROFILES, SPECIES, Bench, Species
from tests.identity.seeds import ATTACKS, IN_TESTS

# Of 20, so many may pass one turn. Not listed: reported, with no promise (docs/face.md).
_MOST: dict[Profile, dict[str, int]] = {
    "five-point": {"print, flat": 3, "tablet, another challenge": 1, "swap of persons": 2, "second person": 0},
    "sixty-eight-point": {
        "print, flat": 1,
        "print, tilted": 2,
        "print, bent": 2,
        "print, bent for the turn": 2,
        "tablet, photo": 1,
        "tablet, another challenge": 1,
        "swap of persons": 3,
        "second person": 0,
    },
}
PRINTS = tuple(name for name in SPECIES if name.startswith("print"))
OTHERS = tuple(name for name in SPECIES if name not in PRINTS)


@lru_cache(maxsize=1)
def _bench() -> Bench:
    return Bench(load("sixty-eight-point"))


def accepted(species: Species, seeds: range) -> dict[Profile, Rate]:
    """How many of the first seeds are accepted, by profile."""
    verdicts = [_bench().judge(species, seed) for seed in seeds[:IN_TESTS]]
    assert not any(verdict["five-point"].liveness is Liveness.LIVE for verdict in verdicts)
    return {
        profile: Rate(sum(verdict[profile].accepted for verdict in verdicts), len(verdicts)) for profile in PROFILES
    }


def hold(name: str) -> None:
    """Let no more of a species pass than may."""
    for profile, rate in accepted(SPECIES[name], ATTACKS).items():
        print(f"APCER, {profile}, {name}: {rate}")
        assert rate.hits <= _MOST[profile].get(name, IN_TESTS), f"{profile}: {rate}"
