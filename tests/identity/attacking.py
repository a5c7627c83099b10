"""What the tests of attacks share: a species before both profiles, so many times. 300 each: `make bench`.

The bounds leave room for chance in another machine's arithmetic; the rates themselves stand in docs/face.md. The
species stand in two test files, since two processes share the tests. All species of a file are judged together, seed by
seed, since a person takes as long to build as ten of their pictures.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.identity.face_models import load
from kiosk.identity.rates import Rate
from kiosk.identity.verdicts import FaceVerdict, Liveness, Profile
from tests.identity.presentations import LIVE, PROFILES, SPECIES, Bench
from tests.identity.seeds import ATTACKS, GENUINE, IN_TESTS

LIVING = "living people"
Verdicts = Sequence[Mapping[Profile, FaceVerdict]]

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
OTHERS = (*(name for name in SPECIES if name not in PRINTS), LIVING)


def hold(name: str, among: tuple[str, ...]) -> None:
    """Let no more of a species pass than may. `among`: all that the test file judges."""
    verdicts = judged(among)[name]
    assert len(verdicts) == IN_TESTS
    assert not any(verdict["five-point"].liveness is Liveness.LIVE for verdict in verdicts)
    for profile in PROFILES:
        rate = accepted(verdicts, profile)
        print(f"APCER, {profile}, {name}: {rate}")
        assert rate.hits <= _MOST[profile].get(name, IN_TESTS), f"{profile}: {rate}"


def accepted(verdicts: Verdicts, profile: Profile) -> Rate:
    """How many were accepted, of how many."""
    return Rate(sum(verdict[profile].accepted for verdict in verdicts), len(verdicts))


@lru_cache(maxsize=1)
def judged(names: tuple[str, ...]) -> Mapping[str, Verdicts]:
    """What both profiles say of each species, or of `LIVING`: the first seeds."""
    bench = Bench(load("sixty-eight-point"))
    verdicts: dict[str, list[Mapping[Profile, FaceVerdict]]] = {name: [] for name in names}
    for attack, genuine in zip(ATTACKS[:IN_TESTS], GENUINE[:IN_TESTS], strict=True):  # of the same people
        for name in names:
            species, seed = (LIVE, genuine) if name == LIVING else (SPECIES[name], attack)
            verdicts[name].append(bench.judge(species, seed))
    return verdicts
