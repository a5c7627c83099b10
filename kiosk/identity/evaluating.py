"""Error rates of comparing faces, measured on a folder of portraits: `kiosk evaluate-face`.

Every portrait is compared with every other one, each as a single picture: genuine pairs show one person, impostor
pairs two. FRR: genuine pairs above the threshold. FAR: impostor pairs at or below it. Pairs of one person are not
independent, so that the intervals, which take them to be, are narrower than the truth.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.identity.rates import Rate

ALL = "all"
_PICTURES = {".jpg", ".jpeg", ".png"}
THRESHOLDS = tuple(round(0.30 + 0.01 * step, 2) for step in range(41))

Embedding = NDArray[np.float64]
Distances = NDArray[np.float64]


class NotEvaluable(Exception):
    """The folder has too little to measure anything. The message is for the person at the keyboard."""


@dataclass(frozen=True)
class Portrait:
    """One file: whose it is, and in which group the person is."""

    file: Path
    person: str
    group: str


@dataclass(frozen=True)
class Evaluation:
    """What was measured of one group, or of all. Distances in no order."""

    group: str
    persons: int
    portraits: int
    genuine: Distances
    impostor: Distances

    def frr(self, threshold: float) -> Rate:
        """Genuine pairs that would be refused."""
        return Rate(int((self.genuine > threshold).sum()), len(self.genuine))

    def far(self, threshold: float) -> Rate:
        """Impostor pairs that would be accepted."""
        return Rate(int((self.impostor <= threshold).sum()), len(self.impostor))

    def equal_error(self) -> tuple[float, float] | None:
        """Threshold and rate at which as many are refused as accepted wrongly. None without both kinds of pairs."""
        if not len(self.genuine) or not len(self.impostor):
            return None
        candidates = np.unique(np.concatenate([self.genuine, self.impostor]))
        refused = 1 - np.searchsorted(np.sort(self.genuine), candidates, side="right") / len(self.genuine)
        accepted = np.searchsorted(np.sort(self.impostor), candidates, side="right") / len(self.impostor)
        best = int(np.argmin(np.abs(refused - accepted)))
        return float(candidates[best]), float((refused[best] + accepted[best]) / 2)


def find_portraits(folder: Path, groups: Mapping[str, str] | None = None) -> list[Portrait]:
    """The portraits: in a folder for each person, and those in a folder for each group where there is one more level.

    `groups`: the group of each person instead, by the name of the folder. Raises `NotEvaluable`.
    """
    found: list[Portrait] = []
    for first in _folders(folder):
        for file in _pictures(first):
            found.append(Portrait(file, first.name, (groups or {}).get(first.name, "")))
        for second in _folders(first):
            person = f"{first.name}/{second.name}"
            group = first.name if groups is None else groups.get(second.name, "")
            found += [Portrait(file, person, group) for file in _pictures(second)]
    persons = {portrait.person for portrait in found}
    if not found:
        raise NotEvaluable(f"{folder} has no portraits: expected PERSON/*.jpg or GROUP/PERSON/*.jpg (or .png) in it.")
    if len(persons) < 2:
        raise NotEvaluable(f"{folder} has portraits of one person alone: two are the least to compare.")
    if groups is not None and (unknown := sorted(set(groups) - {person.split("/")[-1] for person in persons})):
        raise NotEvaluable(f"The groups name persons without a folder: {', '.join(unknown[:5])}.")
    return found


def read_groups(file: Path) -> dict[str, str]:
    """A groups file: a line for each person, `PERSON,GROUP`. Raises `NotEvaluable`, with the line."""
    groups: dict[str, str] = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotEvaluable(f"{file} cannot be read: {error}.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        person, comma, group = (part.strip() for part in line.partition(","))
        if not comma or not person or not group:
            raise NotEvaluable(f"{file}:{number}: expected PERSON,GROUP.")
        groups[person] = group
    return groups


def evaluate(
    portraits: Sequence[Portrait], embed: Callable[[Path], Embedding], seen: Callable[[], None]
) -> tuple[list[Evaluation], dict[Path, str]]:
    """Compare all with all: first the whole, then each group within itself. And the files of no use, with why.

    `embed` raises `PortraitUnusable`; `seen` is called after each file. Raises `NotEvaluable` where too few are left.
    """
    from kiosk.identity.portrait import PortraitUnusable

    read: list[tuple[Portrait, Embedding]] = []
    unusable: dict[Path, str] = {}
    for portrait in portraits:
        try:
            read.append((portrait, embed(portrait.file)))
        except PortraitUnusable as error:
            unusable[portrait.file] = error.reason
        seen()
    whole = _compare(ALL, read)
    if not len(whole.genuine):
        raise NotEvaluable("No person has two portraits of use: nothing can be said of refusals.")
    if not len(whole.impostor):
        raise NotEvaluable("Fewer than two persons have a portrait of use: nothing can be said of acceptances.")
    groups = sorted({portrait.group for portrait, _ in read if portrait.group})
    return [whole, *(_compare(name, [one for one in read if one[0].group == name]) for name in groups)], unusable


def _compare(group: str, read: Sequence[tuple[Portrait, Embedding]]) -> Evaluation:
    persons = np.array([portrait.person for portrait, _ in read], dtype=object)
    if len(read) < 2:
        return Evaluation(group, len(set(persons)), len(read), np.zeros(0), np.zeros(0))
    embeddings = np.stack([embedding for _, embedding in read])
    genuine: list[Distances] = []
    impostor: list[Distances] = []
    for number in range(len(read) - 1):
        distances = np.linalg.norm(embeddings[number + 1 :] - embeddings[number], axis=1)
        same = persons[number + 1 :] == persons[number]
        genuine.append(distances[same])
        impostor.append(distances[~same])
    return Evaluation(group, len(set(persons)), len(read), np.concatenate(genuine), np.concatenate(impostor))


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _pictures(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _PICTURES and path.is_file())
