"""One picture that a scene needs: who is on it and how. Drawn once and kept by its key."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from drivers.simulator.drawn import RENDERER
from drivers.simulator.drawn.arrays import F32, Bytes, Floats
from drivers.simulator.drawn.attacks import held_print, held_tablet, paper_mask, two_people
from drivers.simulator.drawn.parameters import Features, written
from drivers.simulator.drawn.person import FRAME, Person
from drivers.simulator.drawn.portrait import taken_picture
from drivers.simulator.drawn.pose import DAYLIGHT, FRONTAL, NEUTRAL, Expression, Light, Pose
from drivers.simulator.drawn.room import over, room, sensor

_ROOM = 40  # the seed of the room that the terminal stands in
_PEOPLE = 3  # painted ones that are kept: up to 150 MB each


class Kind(StrEnum):
    """What is before the camera."""

    NOBODY = "nobody"
    PERSON = "person"
    COVERED = "covered"  # with a surgical mask
    AGAINST_LIGHT = "against-light"  # a bright window behind them
    PRINT = "print"  # of `other`, in the person's hands
    TABLET = "tablet"
    PAPER_MASK = "paper-mask"  # of `other`, before the person's face
    FRIEND = "friend"  # `other` beside them


@dataclass(frozen=True)
class Shot:
    """`who` and `other` are names of faces. `pose` is that of the head, or of what is held.

    `expression` is that of the face, on a tablet that of the picture on it, whose head has `turned` degrees of yaw.
    `bend`: of a print, degrees of arc.
    """

    kind: Kind = Kind.PERSON
    who: str = ""
    other: str = ""
    pose: Pose = FRONTAL
    expression: Expression = NEUTRAL
    light: Light = DAYLIGHT
    bend: float = 0.0
    turned: float = 0.0


def key_of(shot: Shot, faces: Mapping[str, Features]) -> str:
    """The name a picture is kept under: another one when a face or the renderer changes."""
    drawn = [written(faces[name]) for name in (shot.who, shot.other) if name]
    whole = json.dumps([RENDERER, asdict(shot), drawn], sort_keys=True)
    return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()


def from_json(values: Mapping[str, Any]) -> Shot:
    """A shot as `dataclasses.asdict` and JSON left it."""
    light = dict(values["light"])
    light["direction"], light["tint"] = tuple(light["direction"]), tuple(light["tint"])
    rest = {name: values[name] for name in ("who", "other", "bend", "turned")}
    return Shot(
        Kind(values["kind"]),
        pose=Pose(**values["pose"]),
        expression=Expression(**values["expression"]),
        light=Light(**light),
        **rest,
    )


class Painter:
    """Draws shots, without the sensor's noise: that is new in each frame, and would be most of what is kept."""

    def __init__(self, faces: Mapping[str, Features]) -> None:
        self._faces = faces
        self._room = room(FRAME, _ROOM)
        self._people = OrderedDict[tuple[str, bool], Person]()

    def draw(self, shot: Shot) -> Bytes:
        """The picture, RGB. Raises `KeyError` for a face that there is not."""
        if shot.kind is Kind.NOBODY:
            return sensor(self._room * shot.light.gain, 0)
        person = self._person(shot.who, shot.kind is Kind.COVERED)
        match shot.kind:
            case Kind.PRINT:
                picture = taken_picture(self._person(shot.other))
                return held_print(picture, person, shot.pose, bend=shot.bend, light=shot.light, noise=0, seed=_ROOM)
            case Kind.TABLET:
                shown = Pose(shot.turned, scale=0.235, y=0.47)
                picture = taken_picture(self._person(shot.other), shot.expression, shown)
                return held_tablet(picture, person, shot.pose, light=shot.light, noise=0, seed=_ROOM)
            case Kind.PAPER_MASK:
                victim = self._person(shot.other)
                return paper_mask(
                    victim, person, shot.pose, shot.expression, bend=shot.bend, light=shot.light, noise=0, seed=_ROOM
                )
            case Kind.FRIEND:
                other = self._person(shot.other)
                return two_people(
                    person, other, shot.pose, expression=shot.expression, light=shot.light, noise=0, seed=_ROOM
                )
            case Kind.AGAINST_LIGHT:
                return self._against_light(person, shot)
            case _:
                return person.frame(shot.pose, shot.expression, shot.light, noise=0, backdrop=self._room)

    def _against_light(self, person: Person, shot: Shot) -> Bytes:
        window: Floats = np.clip(self._room * 1.7, 0, 255).astype(F32)
        return sensor(over(window, *person.layer(shot.pose, shot.expression, shot.light)), 0)

    def _person(self, name: str, covered: bool = False) -> Person:
        key = name, covered
        if key not in self._people:
            self._people[key] = Person(self._faces[name], covered=covered)
            while len(self._people) > _PEOPLE:
                self._people.popitem(last=False)
        self._people.move_to_end(key)
        return self._people[key]
