"""A story: a file, read and checked as a whole."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.channels import LANGUAGES, MODES
from kiosk.storyboards.cast import read_cast
from kiosk.storyboards.doing import Doing, Press
from kiosk.storyboards.marks import Marked, Problem, read_marked, unknown
from kiosk.storyboards.verbs import Known, read_step
from kiosk.texts import Texts

_KEYS = ("title", "customer", "language", "mode", "time", "steps", "ends", "ledger")
# How a visit can end: the journal's words for it.
ENDS = (
    "finished",
    "back",
    "cancelled",
    "idle",
    "card-pulled",
    "document-pulled",
    "device-failed",
    "stopped",
    "stopping",
    "nobody",
)
_SUM = re.compile(r"([+-]?)([0-9]{1,10})\.([0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_SUM_EXPECTED = "expected a sum in yuan with two decimals, like -12.34"
_TIME_EXPECTED = "expected Beijing's time of day, like 10:30"


@dataclass(frozen=True)
class Step:
    """One step: its line in the file, its words there, and what is to be done."""

    line: int
    words: str
    do: Doing


@dataclass(frozen=True)
class Story:
    """One file. `customer`: whose card `insert: card` is. `time`: what Beijing's clocks say when it begins (hour,
    minute). `ends`: why the last visit ends, in the journal's word. `ledger`: by how much (fen) each person's money
    changes; who is not named must have as much as before. None: whatever ("ledger: any")."""

    file: Path
    title: str
    customer: str
    steps: tuple[Step, ...]
    ends: str
    time: tuple[int, int] = (10, 30)
    ledger: Mapping[str, int] | None = field(default_factory=dict[str, int])


def everything_known() -> Known:
    """The sandbox's people, and every text id: prompts are among them."""
    return Known(read_cast(), [name for name in Texts().ids("zh-Hans") if "." not in name])


def read_story(file: Path, known: Known) -> Story:
    """Read a file. Raises `Problem` for the first thing in it that cannot be taken."""
    found = list(_problems_and_story(file, known))
    if isinstance(found[0], Problem):
        raise found[0]
    return found[0]


def check_story(file: Path, known: Known) -> list[Problem]:
    """Everything in a file that cannot be taken."""
    return [found for found in _problems_and_story(file, known) if isinstance(found, Problem)]


def _problems_and_story(file: Path, known: Known) -> Iterator[Problem | Story]:
    """The problems of a file, in the order of its lines; or the story where there are none."""
    try:
        top = read_marked(file)
        keys = top.mapping()
    except Problem as problem:
        yield problem
        return
    draft = _Draft(known)
    for name, value in keys.items():
        try:
            draft.take(name, value)
        except Problem as problem:
            draft.problems.append(problem)
    needed = ("title", "customer", "steps", "ends")
    draft.problems += [top.wrong(f"expected the key {name!r}") for name in needed if name not in keys]
    if draft.problems:
        yield from sorted(draft.problems, key=lambda problem: problem.line)
    else:
        yield draft.story(file)


class _Draft:
    """A story as it is read, key by key. Problems of single steps are kept, so that all are told at once."""

    def __init__(self, known: Known) -> None:
        self.problems: list[Problem] = []
        self._known = known
        self._texts: dict[str, str] = {}
        self._chosen: list[Step] = []  # language and mode are chosen as a customer would: by pressing them first
        self._steps: list[Step] = []
        self._time = (10, 30)
        self._ledger: dict[str, int] | None = {}

    def take(self, name: str, value: Marked) -> None:
        """Take one key of the file. Raises `Problem`."""
        match name:
            case "title":
                self._texts[name] = value.text("expected what the story shows, in a sentence")
            case "customer":
                self._texts[name] = _word(value, self._known.people, "somebody of assets/sandbox/people.toml")
            case "ends":
                self._texts[name] = _word(value, ENDS, "why the visit ends")
            case "language" | "mode":
                words = _word(value, LANGUAGES if name == "language" else MODES, f"a {name}")
                self._chosen.append(Step(value.line, f"{name}: {words}", Press(f"{name}:{words}")))
            case "time":
                matched = _TIME.fullmatch(value.text(_TIME_EXPECTED))
                if not matched:
                    raise value.wrong(_TIME_EXPECTED)
                self._time = int(matched[1]), int(matched[2])
            case "ledger":
                self._ledger = None if value.value == "any" else _changes(value, self._known)
            case "steps":
                self._take_steps(value)
            case _:
                raise value.wrong(unknown(name, list(_KEYS), "one of the keys"))

    def story(self, file: Path) -> Story:
        """The whole, when everything has been taken."""
        return Story(
            file=file,
            title=self._texts["title"],
            customer=self._texts["customer"],
            steps=(*self._chosen, *self._steps),
            ends=self._texts["ends"],
            time=self._time,
            ledger=self._ledger,
        )

    def _take_steps(self, value: Marked) -> None:
        if not value.entries():
            raise value.wrong("expected at least one step")
        for entry in value.entries():
            try:
                words, do = read_step(entry, self._known)
            except Problem as problem:
                self.problems.append(problem)
            else:
                self._steps.append(Step(entry.line, words, do))


def _word(value: Marked, known: Iterable[str], what: str) -> str:
    return value.one_of({word: word for word in known}, what)


def _changes(value: Marked, known: Known) -> dict[str, int]:
    changes: dict[str, int] = {}
    for person, change in value.mapping().items():
        if person not in known.people:
            raise change.wrong(unknown(person, list(known.people), "somebody of assets/sandbox/people.toml"))
        matched = _SUM.fullmatch(change.text(_SUM_EXPECTED))
        if not matched:
            raise change.wrong(_SUM_EXPECTED)
        fen = int(matched[2]) * 100 + int(matched[3])
        changes[person] = -fen if matched[1] == "-" else fen
    return changes
