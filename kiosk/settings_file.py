"""Reads kiosk.toml and the environment into `Settings`, or says everything that is wrong with them.

`KIOSK_SECTION__KEY` overrides a key: `KIOSK_BANK__URL`, `KIOSK_TERMINAL__PLACE__ZH_HANS`. Relative paths are relative
to the file.
"""

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from kiosk.settings import SIMULATED, Settings
from kiosk.toml_lines import KeyPath, key_lines

Table = dict[str, Any]

_PREFIX = "KIOSK_"
_ABSENT = object()


class SettingsError(Exception):
    """The settings cannot be used. `problems`: every one, each `FILE:LINE: key: what was expected (what was found)`.

    What the environment sets has the variable's name in place of FILE:LINE.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(path: Path, environ: Mapping[str, str], backends: Mapping[str, Collection[str]]) -> Settings:
    """Read the settings. `backends`: for each device (a key of [devices]) the backends this installation has.

    Raises `SettingsError`, with all problems at once.
    """
    return _Reading(path, environ, backends).settings()


class _Reading:
    """One reading: what was found, where, and what was wrong with it."""

    def __init__(self, path: Path, environ: Mapping[str, str], backends: Mapping[str, Collection[str]]) -> None:
        self._path = path
        self._environ = environ
        self._backends = backends
        self._lines: dict[KeyPath, int] = {}
        self._variables: dict[KeyPath, str] = {}
        self._data: Table = {}
        self._problems: list[tuple[int, str, str]] = []  # line, where, what

    def settings(self) -> Settings:
        text = self._text()
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError([self._toml_problem(text, error)]) from None
        self._lines = key_lines(text)
        self._override()
        self._default_state_folder()
        settings = None
        try:
            settings = Settings.model_validate(self._data, context={"folder": self._path.absolute().parent})
        except ValidationError as error:
            for one in error.errors(include_url=False):
                message = str(one["ctx"]["error"]) if one["type"] == "value_error" and "ctx" in one else ""
                self._wrong(one["loc"], one["type"], message)
        self._check_backends()
        if self._problems or settings is None:
            raise SettingsError([f"{where}: {what}" for _, where, what in sorted(self._problems)])
        return settings

    def _text(self) -> str:
        try:
            content = self._path.read_bytes()
        except OSError as error:
            found = error.strerror or type(error).__name__
            raise SettingsError([f"{self._path}:1: expected a settings file ({found})"]) from None
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found = f"found the byte 0x{content[error.start]:02x}"
            raise SettingsError([f"{self._path}:{line}: expected UTF-8 ({found})"]) from None

    def _toml_problem(self, text: str, error: tomllib.TOMLDecodeError) -> str:
        """tomllib says where only in words: "... (at line 3, column 5)" or "... (at end of document)"."""
        message = str(error)
        at = re.search(r" \(at line (\d+), column \d+\)$", message)
        line = int(at.group(1)) if at else max(1, len(text.splitlines()))
        return f"{self._path}:{line}: expected TOML ({message[: at.start()] if at else message})"

    def _override(self) -> None:
        """Lay the environment over the file."""
        for variable, raw in sorted(self._environ.items()):
            parts = variable.removeprefix(_PREFIX).lower().split("__")
            if not variable.startswith(_PREFIX) or (len(parts) == 1 and parts[0] not in Settings.model_fields):
                continue  # not ours, or not about a key: KIOSK_SETTINGS and the like
            path = _spelt(parts)
            self._variables[path] = variable
            field = _field(path)
            if field is None:
                self._note(path, "no such key" + _similar(path), raw)
            elif (table := self._table(path[:-1])) is not None:
                table[path[-1]] = _read_as(field.annotation, raw)

    def _table(self, path: tuple[str, ...]) -> Table | None:
        """The table at `path`, made if it is missing; None where the file has something else, wrong in itself."""
        table = self._data
        for name in path:
            below: object = table.setdefault(name, {})
            if not isinstance(below, dict):
                return None
            table = cast(Table, below)
        return table

    def _default_state_folder(self) -> None:
        """The XDG state folder, unless the settings say another."""
        if (state := self._table(("state",))) is not None:
            home = self._environ.get("XDG_STATE_HOME") or "~/.local/state"
            state.setdefault("folder", f"{home}/smart-teller")

    def _wrong(self, path: KeyPath, kind: str, message: str) -> None:
        """Note what pydantic found: `path` to the key, the `kind` of error, and a validator's own `message`."""
        found = self._found(path)
        if kind == "extra_forbidden":
            message = "no such key" + _similar(path)
        elif not message:
            field = _field(path)
            message = f"expected {field.description}" if field else "expected something else"
        else:
            message = f"expected {message}"
        self._note(path, message, found)

    def _check_backends(self) -> None:
        """A device's backend must be there, and a real one in production; the simulated ones need their sockets."""
        devices = self._data.get("devices")
        if not isinstance(devices, dict):
            return
        named = {k: v for k, v in cast(Table, devices).items() if isinstance(v, str) and k in self._backends}
        for device, backend in named.items():
            if backend == SIMULATED and self._data.get("environment") == "production":
                self._note(("devices", device), "expected a real backend in production", backend)
            elif backend not in self._backends[device] and re.fullmatch("[a-z][a-z0-9_]*", backend):
                known = ", ".join(json.dumps(name) for name in sorted(self._backends[device]))
                self._note(("devices", device), f"expected one of {known}", backend)
        if SIMULATED in named.values() and "simulator" not in self._data:
            self._note(("simulator",), "expected a section, as devices are simulated", _ABSENT)

    def _note(self, path: KeyPath, expected: str, found: object) -> None:
        where, line = self._where(path)
        key = ".".join(str(part) for part in path)
        self._problems.append((line, where, f"{key}: {expected} (found {_shown(found)})"))

    def _where(self, path: KeyPath) -> tuple[str, int]:
        """The variable or file and line that set a key; for one that is missing, those of the table it belongs in."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._variables:
                return self._variables[path[:end]], 0
            if path[:end] in self._lines:
                return f"{self._path}:{self._lines[path[:end]]}", self._lines[path[:end]]
        return f"{self._path}:1", 1

    def _found(self, path: KeyPath) -> object:
        value: Any = self._data
        for part in path:
            if not isinstance(value, dict) or part not in value:
                return _ABSENT
            value = cast(Table, value)[str(part)]
        return value


def _fields(model: object) -> dict[str, FieldInfo]:
    """A section's fields, by the names they have in the file."""
    if not isinstance(model, type) or not issubclass(model, BaseModel):
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model(field: FieldInfo) -> object:
    """The section that a field holds, also where it may be absent."""
    options: tuple[object, ...] = getattr(field.annotation, "__args__", ()) or (field.annotation,)
    return options[0]


def _field(path: KeyPath) -> FieldInfo | None:
    model: object = Settings
    field = None
    for part in path:
        if named := _named(model):  # a table whose keys are names: each holds the same section
            model = named
            continue
        field = _fields(model).get(str(part))
        if field is None:
            return None
        model = field.annotation if _named(field.annotation) else _model(field)
    return field


def _named(kind: object) -> object:
    """The section that each key of a table of sections holds; None where it is something else."""
    return get_args(kind)[1] if get_origin(kind) is dict else None


def _spelt(parts: list[str]) -> tuple[str, ...]:
    """A variable's parts as the file spells them (`ZH_HANS` is `zh-Hans`); as they are where there is no such key."""
    path: tuple[str, ...] = ()
    for part in parts:
        names = {name.lower().replace("-", "_"): name for name in _names(path)}
        path = (*path, names.get(part, part))
    return path


def _names(path: KeyPath) -> list[str]:
    """The keys there are below `path`."""
    if not path:
        return list(_fields(Settings))
    field = _field(path)
    return list(_fields(_named(field.annotation) or _model(field))) if field else []


def _read_as(kind: object, raw: str) -> object:
    """A variable is text; numbers and truth values are read as TOML does. What is neither stays text, and wrong."""
    if kind is int or kind is float or kind is bool:
        try:
            value = tomllib.loads(f"value = {raw}")
        except tomllib.TOMLDecodeError:
            return raw
        return value["value"] if len(value) == 1 else raw
    return raw


def _similar(path: KeyPath) -> str:
    import difflib  # only once something is wrong

    known = next(n for n in range(len(path)) if _field(path[: n + 1]) is None)
    close = difflib.get_close_matches(str(path[known]), _names(path[:known]), 1)
    return f"; perhaps {close[0]}" if close else ""


def _shown(value: object) -> str:
    if value is _ABSENT:
        return "nothing"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "an array"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
