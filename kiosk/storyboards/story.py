"""A story: a file, read and checked as a whole."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.channels import LANGUAGES, MODES, Language
from kiosk.storyboards.cast import read_cast
from kiosk.storyboards.doing import LANGUAGE_AGAIN, Doing, Press
from kiosk.storyboards.marks import Marked, Problem, read_marked, unknown
from kiosk.storyboards.verbs import Known, read_step
from kiosk.texts import Texts

_KEYS = ("title", "customer", "language", "languages", "mode", "time", "steps", "ends", "ledger")
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
_REPEAT, _OFTEN = "repeat", 9
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
    changes; who is not named must have as much as before. None: whatever ("ledger: any"). `languages`: it is played
    once in each (`plays`); `language`: the one of these in which this is played."""

    file: Path
    title: str
    customer: str
    steps: tuple[Step, ...]
    ends: str
    time: tuple[int, int] = (10, 30)
    ledger: Mapping[str, int] | None = field(default_factory=dict[str, int])
    languages: tuple[Language, ...] = ()
    language: Language | None = None

    @property
    def name(self) -> str:
        """The title, and in which of its languages it is played."""
        return f"{self.title} [{self.language}]" if self.language else self.title

    @property
    def place(self) -> str:
        """The file, and in which of its languages it is played."""
        return f"{self.file} [{self.language}]" if self.language else str(self.file)

    def plays(self) -> tuple["Story", ...]:
        """The story in each of its languages: chosen first, as a customer would, and wherever it says "again"."""
        return tuple(self._in(language) for language in self.languages) or (self,)

    def _in(self, language: Language) -> "Story":
        chosen = Press(f"language:{language}")
        first = Step(self.steps[0].line, f"language: {language}", chosen)
        rest = [replace(step, do=chosen) if step.do == LANGUAGE_AGAIN else step for step in self.steps]
        return replace(self, steps=(first, *rest), languages=(), language=language)


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
    draft.judge(keys)
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
        self._languages: tuple[Language, ...] = ()
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
            case "languages":
                self._languages = _languages(value)
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

    def judge(self, keys: Mapping[str, Marked]) -> None:
        """Look at what depends on more than one key."""
        if "language" in keys and "languages" in keys:
            self.problems.append(keys["languages"].wrong("expected 'language' or 'languages', not both"))
        if "languages" not in keys:
            again = [step.line for step in self._steps if step.do == LANGUAGE_AGAIN]
            expected = "'language: again' expected the key 'languages'"
            self.problems += [Problem(keys["steps"].file, line, "steps", expected) for line in again]

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
            languages=self._languages,
        )

    def _take_steps(self, value: Marked) -> None:
        if not value.entries():
            raise value.wrong("expected at least one step")
        for entry in value.entries():
            self._take_step(entry)

    def _take_step(self, entry: Marked) -> None:
        try:
            if isinstance(entry.value, dict) and set(entry.value) == {_REPEAT}:
                times, steps = _repeat(entry.value[_REPEAT])
                before = len(self._steps)
                self._take_steps(steps)
                self._steps += self._steps[before:] * (times - 1)
                return
            words, do = read_step(entry, self._known)
        except Problem as problem:
            self.problems.append(problem)
        else:
            self._steps.append(Step(entry.line, words, do))


def _repeat(value: Marked) -> tuple[int, Marked]:
    """How often, and what. Raises `Problem`."""
    expected = f"expected how often (2 to {_OFTEN}) and what, like {{times: 3, steps: [...]}}"
    keys = value.mapping()
    if set(keys) != {"times", "steps"}:
        raise value.wrong(expected)
    times = keys["times"].text(expected)
    if not times.isdecimal() or not 2 <= int(times) <= _OFTEN:
        raise keys["times"].wrong(expected)
    return int(times), keys["steps"]


def _languages(value: Marked) -> tuple[Language, ...]:
    """Some languages, or "all". Raises `Problem`."""
    if value.value == "all":
        return LANGUAGES
    known: dict[str, Language] = {word: word for word in LANGUAGES}
    found: list[Language] = [entry.one_of(known, "'all', or a list of languages") for entry in value.entries()]
    if not found or len(set(found)) != len(found):
        raise value.wrong("expected 'all', or a list with each language once")
    return tuple(found)


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
