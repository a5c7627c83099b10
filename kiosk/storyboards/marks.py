"""YAML in which everything knows its line. Scalars stay as they are written: 012345 has six digits, `yes` is a word."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar, cast

import yaml

T = TypeVar("T")


class Problem(Exception):
    """Something in a file that cannot be taken: where it stands, and what was expected there."""

    def __init__(self, file: Path, line: int, key: str, expected: str) -> None:
        super().__init__(f"{file}:{line}: {key}: {expected}")
        self.file = file
        self.line = line
        self.key = key
        self.expected = expected


@dataclass(frozen=True)
class Marked:
    """A value, and where it stands. `key` is the way to it from the top: `steps[3].see.says`."""

    value: "str | list[Marked] | dict[str, Marked]"
    file: Path
    line: int
    key: str

    def wrong(self, expected: str) -> Problem:
        """The problem that this is not what was expected."""
        return Problem(self.file, self.line, self.key, expected)

    def text(self, expected: str = "expected a word or a sentence") -> str:
        """The scalar. Raises `Problem` for anything else, and for nothing at all."""
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong(expected)
        return self.value

    def texts(self) -> tuple[str, ...]:
        """One scalar, or a list of them."""
        if isinstance(self.value, list):
            return tuple(entry.text() for entry in self.value)
        return (self.text("expected a text, or a list of texts"),)

    def entries(self) -> "list[Marked]":
        """The list. Raises `Problem` for anything else."""
        if not isinstance(self.value, list):
            raise self.wrong("expected a list, a line for each entry beginning with '- '")
        return self.value

    def mapping(self) -> "dict[str, Marked]":
        """The mapping. Raises `Problem` for anything else."""
        if not isinstance(self.value, dict):
            raise self.wrong("expected keys with values, like 'title: A transfer'")
        return self.value

    def one_of(self, known: dict[str, T], what: str) -> T:
        """What a word stands for. Raises `Problem` with the nearest word that is known."""
        word = self.text(f"expected {what}: {', '.join(known)}")
        if word not in known:
            raise self.wrong(unknown(word, list(known), what))
        return known[word]


def unknown(word: str, known: list[str], what: str) -> str:
    """That `word` is not known, and what it may have meant: a few are all named, of many only the nearest."""
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    nearest = f"; did you mean {near[0]!r}?" if near else ""
    named = f": {', '.join(known)}" if len(known) <= _NAMED else ""
    return f"{word!r} is not known; expected {what}{named}{nearest}"


_NAMED = 24  # words an error names


def read_marked(file: Path) -> Marked:
    """Read a file. Raises `Problem`: it cannot be read, is no YAML, has a key twice or uses an alias."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(file, 1, "file", f"expected a text file that can be read ({error})") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = " ".join(part for part in (error.context, error.problem) if part)
        raise Problem(file, mark.line + 1 if mark else 1, "file", f"expected YAML ({why})") from error
    except yaml.YAMLError as error:
        raise Problem(file, 1, "file", f"expected YAML ({error})") from error
    if node is None:
        raise Problem(file, 1, "file", "expected a story; the file is empty")
    return _Reader(file).read(node, "")


class _Reader:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._met: set[int] = set()

    def read(self, node: yaml.Node, key: str) -> Marked:
        line = node.start_mark.line + 1
        if id(node) in self._met:
            raise Problem(self._file, line, key, "expected the words themselves; a story has no aliases (*name)")
        self._met.add(id(node))
        value: str | list[Marked] | dict[str, Marked]
        if isinstance(node, yaml.MappingNode):
            value = self._mapping(node, key)
        elif isinstance(node, yaml.SequenceNode):
            below = cast(list[yaml.Node], node.value)
            value = [self.read(entry, f"{key}[{number}]") for number, entry in enumerate(below, 1)]
        else:
            value = str(node.value)
        return Marked(value, self._file, line, key or "file")

    def _mapping(self, node: yaml.MappingNode, key: str) -> dict[str, Marked]:
        found: dict[str, Marked] = {}
        for name_node, value_node in cast(list[tuple[yaml.Node, yaml.Node]], node.value):
            name = str(name_node.value)
            below = f"{key}.{name}" if key else name
            line = name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                raise Problem(self._file, line, key or "file", "expected a word before the colon")
            if name in found:
                raise Problem(self._file, line, below, "expected each key once; it stands here a second time")
            value = self.read(value_node, below)
            # A value that is left empty is where its key is, not on the line below.
            found[name] = value if value.value != "" else Marked("", self._file, line, below)
        return found
