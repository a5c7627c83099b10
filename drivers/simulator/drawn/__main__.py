"""Draw people by hand: python -m drivers.simulator.drawn (clips | portraits | sheet)."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from rich.progress import track

from drivers.simulator.drawn.acts import ALONE, WITH_OTHER, Act
from drivers.simulator.drawn.arrays import Bytes, as_bytes
from drivers.simulator.drawn.cache import Cache, cache_folder
from drivers.simulator.drawn.parameters import FACES, read_faces
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.portrait import id_portrait
from drivers.simulator.drawn.scenes import FPS, Scene, scene_of
from drivers.simulator.drawn.shots import Painter, Shot, key_of
from drivers.simulator.people import SandboxFace, read_sandbox_faces

PORTRAITS = FACES.with_name("portraits")
_MOST_BYTES = 30_000  # of a portrait
_TILE = (320, 240)
_ACROSS = 5


def draw_clips(people: Sequence[SandboxFace], acts: Sequence[str], folder: Path) -> int:
    """Draw what these people need for these acts into the cache; gives how many pictures were not there yet."""
    faces, cache = read_faces(), Cache(folder)
    painter = Painter(faces)
    wanted = dict[str, Shot]()
    for person in people:
        for word in acts:
            for shot in _scene(person, word, people).shots():
                wanted[key_of(shot, faces)] = shot
    missing = [(key, shot) for key, shot in wanted.items() if not cache.has(key)]
    for key, shot in track(missing, description="Drawing people"):
        cache.keep(key, painter.draw(shot))
    return len(missing)


def write_portraits(people: Iterable[SandboxFace], folder: Path) -> None:
    """Draw everybody's portrait, named for the person. Raises `ValueError` for one that is too large."""
    faces = read_faces()
    folder.mkdir(exist_ok=True)
    for person in track(list(people), description="Drawing portraits"):
        _, jpeg = id_portrait(Person(faces[person.face]))
        if len(jpeg) > _MOST_BYTES:
            raise ValueError(f"{person.person}: {len(jpeg)} bytes")
        (folder / f"{person.person}.jpg").write_bytes(jpeg)


def contact_sheet(people: Sequence[SandboxFace], acts: Sequence[str]) -> Bytes:
    """Everybody in the middle of each act, side by side."""
    painter = Painter(read_faces())
    tiles = list[Bytes]()
    for person in track(people, description="Drawing people"):
        for word in acts:
            scene = _scene(person, word, people)
            for name, shot in _moments(scene):
                tile = as_bytes(cv2.resize(painter.draw(shot), _TILE, interpolation=cv2.INTER_AREA))
                label = f"{person.person} {word} {name}"
                cv2.putText(tile, label, (5, 232), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 255, 255), 1, cv2.LINE_AA)
                tiles.append(tile)
    while len(tiles) % _ACROSS:
        tiles.append(np.zeros_like(tiles[0]))
    rows = [np.hstack(tiles[i : i + _ACROSS]) for i in range(0, len(tiles), _ACROSS)]
    return np.vstack(rows)


def _moments(scene: Scene) -> Iterator[tuple[str, Shot]]:
    """What shows a scene: how it begins, and each answer at its height."""
    yield "", scene.still[0]
    if scene.first:
        yield "first", scene.first[-15]
    for challenge, shots in scene.answers.items():
        yield challenge, shots[-FPS]


def _scene(person: SandboxFace, word: str, people: Sequence[SandboxFace]) -> Scene:
    """An act, with the next in the list as the second person where it needs one."""
    word, _, way = word.partition(":")
    if word not in WITH_OTHER:
        return scene_of(person.face, Act(word))
    everybody = read_sandbox_faces() if len(people) < 2 else people
    other = everybody[(list(everybody).index(person) + 1) % len(everybody)]
    return scene_of(person.face, Act(word, other.person, way or WITH_OTHER[word][0]), other.face)


def _every_act() -> list[str]:
    return [*ALONE, *(f"{word}:{way}".rstrip(":") for word, ways in WITH_OTHER.items() for way in ways)]


def main(given: argparse.Namespace) -> int:
    """Do what was asked. Exit code 2: there is nobody of that name."""
    people = [one for one in read_sandbox_faces() if not given.person or one.person in given.person]
    if unknown := set(given.person) - {one.person for one in people}:
        print(f"nobody of the cast: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    match given.what:
        case "clips":
            print(f"{draw_clips(people, given.act or ['still'], given.cache)} pictures drawn into {given.cache}")
        case "portraits":
            write_portraits(people, given.to or PORTRAITS)
        case _:
            sheet = contact_sheet(people, given.act or ["still"])
            cv2.imwrite(str(given.to or "sheet.png"), sheet[..., ::-1])
    return 0


parser = argparse.ArgumentParser(prog="python -m drivers.simulator.drawn", description=__doc__)
parser.add_argument(
    "what", choices=("clips", "portraits", "sheet"), help="fill the cache; write portraits; a picture of all"
)
parser.add_argument("--person", action="append", default=[], help="an id of people.toml; all without it")
parser.add_argument("--act", action="append", choices=_every_act(), help="what they do; still without it")
parser.add_argument("--cache", type=Path, default=cache_folder(), help="the folder of the cache")
parser.add_argument("--to", type=Path, help="the folder of the portraits, or the PNG of the sheet")

if __name__ == "__main__":
    sys.exit(main(parser.parse_args()))
