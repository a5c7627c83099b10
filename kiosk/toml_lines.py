"""On which line of a TOML file each key stands: tomllib does not tell.

Only for text that tomllib has accepted: what is malformed is never met here.
"""

import tomllib

KeyPath = tuple[str | int, ...]


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table and key, by its path; tables in an array are numbered from 0.

    A table without a header of its own (`[a.b]`, `a.b = 1`) has the line where its name first appears.
    """
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._lines: dict[KeyPath, int] = {}
        self._arrays: dict[KeyPath, int] = {}  # arrays of tables, and the number of the last table in each

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip(newlines=True):
            line = self._line()
            if self._peek() == "[":
                table = self._header(line)
            else:
                self._pair(table, line)
        return self._lines

    def _header(self, line: int) -> KeyPath:
        array = self._text.startswith("[[", self._at)
        self._at += 2 if array else 1
        path: KeyPath = ()
        names = self._names()
        for number, name in enumerate(names, 1):
            path = _below(path, name)
            if array and number == len(names):
                self._arrays[path] = self._arrays.get(path, -1) + 1
            self._note(path, line)
            if number == len(names) and not array:
                self._lines[path] = line
            if path in self._arrays:
                path = _below(path, self._arrays[path])
                self._note(path, line)
        self._at += 2 if array else 1
        return path

    def _pair(self, table: KeyPath, line: int) -> None:
        path = table
        for name in self._names():
            path = _below(path, name)
            self._note(path, line)
        self._at += 1  # the equals sign
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip(newlines=False)
        match self._peek():
            case "{":
                self._inline_table(path)
            case "[":
                self._array(path)
            case '"' | "'":
                self._string()
            case _:
                while self._peek() not in ",]}#\n":
                    self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while self._skip(newlines=True) and self._peek() != "}":
            if self._peek() == ",":
                self._at += 1
            else:
                self._pair(path, self._line())
        self._at += 1

    def _array(self, path: KeyPath) -> None:
        self._at += 1
        number = 0
        while self._skip(newlines=True) and self._peek() != "]":
            if self._peek() == ",":
                self._at += 1
            else:
                self._note((*path, number), self._line())
                self._value((*path, number))
                number += 1
        self._at += 1

    def _names(self) -> list[str]:
        """A dotted key; ends before what follows it."""
        names = [self._name()]
        while self._skip(newlines=False) and self._peek() == ".":
            self._at += 1
            self._skip(newlines=False)
            names.append(self._name())
        return names

    def _name(self) -> str:
        self._skip(newlines=False)
        begin = self._at
        if self._peek() in "\"'":
            self._string()
            return next(iter(tomllib.loads(f"{self._text[begin : self._at]} = 0")))
        while self._peek().isalnum() or self._peek() in "-_":
            self._at += 1
        return self._text[begin : self._at]

    def _string(self) -> None:
        quote = self._peek()
        end = quote * 3 if self._text.startswith(quote * 3, self._at) else quote
        self._at += len(end)
        while not self._text.startswith(end, self._at):
            self._at += 2 if quote == '"' and self._peek() == "\\" else 1
        self._at += len(end)
        while len(end) == 3 and self._peek() == quote:
            self._at += 1  # up to two quotes may stand before the closing three

    def _skip(self, *, newlines: bool) -> bool:
        """Go past blanks, and past line ends and comments if told to. False at the end of the text."""
        while character := self._peek():
            if newlines and character == "#":
                while self._peek() not in ("\n", ""):
                    self._at += 1
            elif character in " \t" or (newlines and character == "\n"):
                self._at += 1
            else:
                return True
        return False

    def _note(self, path: KeyPath, line: int) -> None:
        self._lines.setdefault(path, line)

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]


def _below(path: KeyPath, name: str | int) -> KeyPath:
    return (*path, name)
