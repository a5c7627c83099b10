"""On which line each key stands."""

import tomllib
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.toml_lines import KeyPath, key_lines

EVERYTHING = '''\
# [not.a.table]
title = "a # b [c] = \\" d" # e = 1

"quoted key" = 1
'literal.key' = 2
dotted . "deep er".leaf = 3
text = """
[fake]
fake = 1 \\""" still text
four quotes: """"
literal = \'\'\'
fake = "\'\'\'
list = [
  1, # one = 1
  "two, ]", [
    3,
  ],
  { in = 1, "q" = [4] },
]
inline = { a = 1, b.c = "}", d = { e = [ { f = 1 } ] } }
date = 1979-05-27 07:32:00 # a blank inside

[ table . sub ] # comment
key = true

[table]
own = 1.5e3

[[rows]]
n = 1
[rows.more]
x = 1
[[rows]]
n = 2
[[rows.inner]]
y = 1
[[rows.inner]]
y = 2
end = 'no line end'\
'''

EXPECTED: dict[KeyPath, int] = {
    ("title",): 2,
    ("quoted key",): 4,
    ("literal.key",): 5,
    ("dotted",): 6,
    ("dotted", "deep er"): 6,
    ("dotted", "deep er", "leaf"): 6,
    ("text",): 7,
    ("literal",): 11,
    ("list",): 13,
    ("list", 0): 14,
    ("list", 1): 15,
    ("list", 2): 15,
    ("list", 2, 0): 16,
    ("list", 3): 18,
    ("list", 3, "in"): 18,
    ("list", 3, "q"): 18,
    ("list", 3, "q", 0): 18,
    ("inline",): 20,
    ("inline", "a"): 20,
    ("inline", "b"): 20,
    ("inline", "b", "c"): 20,
    ("inline", "d"): 20,
    ("inline", "d", "e"): 20,
    ("inline", "d", "e", 0): 20,
    ("inline", "d", "e", 0, "f"): 20,
    ("date",): 21,
    ("table",): 26,
    ("table", "sub"): 23,
    ("table", "sub", "key"): 24,
    ("table", "own"): 27,
    ("rows",): 29,
    ("rows", 0): 29,
    ("rows", 0, "n"): 30,
    ("rows", 0, "more"): 31,
    ("rows", 0, "more", "x"): 32,
    ("rows", 1): 33,
    ("rows", 1, "n"): 34,
    ("rows", 1, "inner"): 35,
    ("rows", 1, "inner", 0): 35,
    ("rows", 1, "inner", 0, "y"): 36,
    ("rows", 1, "inner", 1): 37,
    ("rows", 1, "inner", 1, "y"): 38,
    ("rows", 1, "inner", 1, "end"): 39,
}


def paths(value: object, above: KeyPath = ()) -> set[KeyPath]:
    """Every path in what tomllib made."""
    found: set[KeyPath] = {above} if above else set()
    if isinstance(value, dict):
        for name, below in cast(dict[str, Any], value).items():
            found |= paths(below, (*above, name))
    elif isinstance(value, list):
        for number, below in enumerate(cast(list[Any], value)):
            found |= paths(below, (*above, number))
    return found


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_everything_toml_can_do(line_end: str) -> None:
    text = EVERYTHING.replace("\n", line_end)
    assert key_lines(text) == EXPECTED
    assert set(EXPECTED) == paths(tomllib.loads(text))


def test_nothing() -> None:
    assert key_lines("") == {}
    assert key_lines("# nothing\n\n") == {}


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=6)
bare = st.text("abcXYZ019-_", min_size=1, max_size=6)
scalars = st.one_of(
    st.integers(-(2**60), 2**60).map(str),
    st.booleans().map(lambda b: "true" if b else "false"),
    st.text("a#=[]{},' \t", max_size=8).map(lambda t: f'"{t}"'),
    st.text('a#=[]{}," \t', max_size=8).map(lambda t: f"'{t}'"),
    st.text("a#=\n[]", max_size=8).map(lambda t: f'"""\n{t}"""'),
    st.text("a#=\n[]", max_size=8).map(lambda t: f"'''{t}'''"),
    st.just("07:32:00"),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda v: "[\n" + ", # x = 1 ]\n".join([*v, ""]) + "]"),
        st.dictionaries(bare, inner, max_size=3).map(
            lambda d: "{ " + ", ".join(f"{k} = {v}" for k, v in d.items()) + " }"
        ),
    ),
    max_leaves=6,
)


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@given(st.dictionaries(names, st.dictionaries(names, values, max_size=3), max_size=4), st.integers(0, 3))
def test_the_same_keys_as_tomllib_each_on_its_line(tables: dict[str, dict[str, str]], blanks: int) -> None:
    lines: list[str] = []
    expected: dict[KeyPath, int] = {}
    for table, keys in tables.items():
        lines += [""] * blanks
        lines.append(f"[{quoted(table)}] # [x]")
        expected[(table,)] = len(lines)
        for key, value in keys.items():
            lines.append(f"{quoted(key)} = {value} # y = 2")
            expected[(table, key)] = len(lines)
            lines = "\n".join(lines).split("\n")
    text = "\n".join(lines)
    found = key_lines(text)
    assert set(found) == paths(tomllib.loads(text))
    assert {path: line for path, line in found.items() if len(path) <= 2} == expected | {
        path: line for path, line in found.items() if len(path) == 1 and path not in expected
    }
