"""Attacks on a face check as the bank and staff meet them: who stands there, and what the engine made of it.

The verdicts are the engine's on the drawn clips of `tests.identity.presentations` with seed 1002 (its shots of who did
not move as asked are "too-slow", "turn-unclear", "wrong-movement"); how often which is given stands in docs/face.md.
"""

from dataclasses import dataclass, replace

from bank.contract import Machine
from kiosk.identity.verdicts import FaceVerdict, Liveness, Profile
from tests.identity.presentations import PROFILES

VICTIM, ATTACKER = "yusup-kadir", "zhang-wei"
THRESHOLD = 0.45


@dataclass(frozen=True)
class Attack:
    """`person` does `act` with the victim's document inside. `reasons`: five points', 68 points'; "" is accepted.

    `profile` and `reason`: the one of the two that is meant.
    """

    name: str
    person: str
    act: str
    distance: float
    reasons: tuple[str, str]
    profile: Profile = "five-point"
    reason: str = ""

    @property
    def verdict(self) -> FaceVerdict:
        """What the engine says of it."""
        passed = Liveness.LIVE if self.profile == "sixty-eight-point" else Liveness.NOT_EXCLUDED
        refused = self.reason not in ("", "no-match")
        return FaceVerdict(
            matches=self.distance <= THRESHOLD,
            liveness=Liveness.REFUSED if refused else passed,
            distance=self.distance,
            threshold=THRESHOLD,
            profile=self.profile,
            challenges=(),
            reasons=(self.reason,) if self.reason else (),
        )

    @property
    def machine(self) -> Machine:
        """What the bank is to make of it."""
        if self.reason:
            return Machine.AGAINST
        return Machine.FOR if self.profile == "sixty-eight-point" else Machine.NOT_EXCLUDED

    def __str__(self) -> str:
        said = self.reason or "accepted"
        return f"{self.name.replace(',', '').replace(' ', '-')}:{self.profile}:{said}"


_SPECIES = (
    Attack("print, flat", ATTACKER, f"photo:{VICTIM}:flat", 0.062, ("too-slow", "too-slow")),
    Attack("print, tilted", ATTACKER, f"photo:{VICTIM}:tilted", 0.062, ("", "turn-unclear")),
    Attack("print, bent", ATTACKER, f"photo:{VICTIM}:bent", 0.098, ("too-slow", "turn-unclear")),
    Attack("print, bent for the turn", ATTACKER, f"photo:{VICTIM}:bent", 0.062, ("", "turn-unclear")),
    Attack("print with eye holes, worn", ATTACKER, f"photo:{VICTIM}:holes", 0.246, ("too-slow", "too-slow")),
    Attack("tablet, photo", ATTACKER, f"tablet:{VICTIM}:photo", 0.113, ("too-slow", "too-slow")),
    Attack("tablet, another challenge", ATTACKER, f"tablet:{VICTIM}:replay", 0.116, ("too-slow", "wrong-movement")),
    Attack("swap of persons", VICTIM, f"swap:{ATTACKER}", 0.118, ("other-person", "other-person")),
    Attack("second person", VICTIM, f"friend:{ATTACKER}", 0.124, ("several-faces", "several-faces")),
    Attack("somebody else", ATTACKER, "still", 0.7, ("no-match", "no-match")),
)
# Five points take for the customer, now and then, what the clips above were refused for.
_SOMETIMES = ("print, flat", "print, bent", "print with eye holes, worn")

ATTACKS = tuple(
    replace(attack, profile=profile, reason=reason)
    for attack in _SPECIES
    for profile, reason in zip(PROFILES, attack.reasons, strict=True)
) + tuple(replace(attack, reason="") for attack in _SPECIES if attack.name in _SOMETIMES)

# What no test of movement refuses: a clip of the victim that does as it is asked.
OBEYS = Attack("tablet, clip that obeys", ATTACKER, f"tablet:{VICTIM}:replay", 0.116, ("", ""))
