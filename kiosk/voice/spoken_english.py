"""What is said in English. Numbers are written in words."""

import re

from kiosk.numerals import english_number
from kiosk.voice import saying_rules as r
from kiosk.voice.saying_rules import GAP, fen_of, in_groups, rule

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in _MONTHS) + r")\b"
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_LETTERS = {"SMS": "S M S", "ID": "I D", "QR": "Q R", "CNY": "C N Y"}


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(english_number(int(one)) if one.isdecimal() else one for one in text if one != " ")


def amount(fen: int) -> str:
    """A sum as people say it: 500000 -> "five thousand yuan", 35 -> "thirty-five fen"."""
    yuan, rest = divmod(fen, 100)
    parts = [f"{english_number(yuan)} yuan"] if yuan or not rest else []
    return " and ".join([*parts, *([f"{english_number(rest)} fen"] if rest else [])])


def _sum(match: "re.Match[str]") -> str:
    return {"+": "in, ", "": ""}.get(match["sign"], "out, ") + amount(fen_of(match))


def ordinal(number: int) -> str:
    """A day of a month: 1 to 31."""
    if number < 20:
        return _ORDINALS[number - 1]
    ten = {2: ("twentieth", "twenty"), 3: ("thirtieth", "thirty")}[number // 10]
    return f"{ten[1]}-{_ORDINALS[number % 10 - 1]}" if number % 10 else ten[0]


def year(number: int) -> str:
    """A year: 2026 -> "twenty twenty-six", 2005 -> "two thousand and five"."""
    century, rest = divmod(number, 100)
    if 2000 <= number < 2010:
        return english_number(number)
    if not rest:
        return f"{english_number(century)} hundred"
    return f"{english_number(century)} {'oh ' if rest < 10 else ''}{english_number(rest)}"


def _month(short: str) -> str:
    return next(name for name in _MONTHS if name.startswith(short[:3]))


def _date(match: "re.Match[str]") -> str:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return match[0]
    return f"the {ordinal(day)} of {_month(match['month'])}" + (
        f", {year(int(match['year']))}" if match["year"] else ""
    )


def _month_of(match: "re.Match[str]") -> str:
    return f"{_month(match['month'])} {year(int(match['year']))}"


def _time(match: "re.Match[str]") -> str:
    hour, minute = english_number(int(match["hour"])), int(match["minute"])
    if not minute:
        return f"{hour} o'clock"
    return f"{hour} {'oh ' if minute < 10 else ''}{english_number(minute)}"


def _number(match: "re.Match[str]") -> str:
    whole, part = match["whole"], match["part"]
    point = f" point {digits(part)}" if part else ""
    if len(whole) > 1 and whole.startswith("0"):
        return digits(whole) + point
    return english_number(int(whole.replace(",", ""))) + point


def _percent(match: "re.Match[str]") -> str:
    return _number(match) + " percent"


def _grouped(match: "re.Match[str]") -> str:
    return ", ".join(digits(group) for group in in_groups(match[0]))


RULES = (
    rule(rf"(?P<day>\d{{1,2}}){GAP}{_MONTH}(?:{GAP}(?P<year>\d{{4}})(?!\d))?", _date),
    rule(rf"\b{_MONTH}{GAP}(?P<year>\d{{4}})(?!\d)", _month_of),
    rule(r.CLOCK, _time),
    rule(r.SUM + f"(?:{GAP}yuan)?", _sum),
    rule(r.WHOLE_SUM + f"(?:{GAP}yuan)?", lambda m: amount(int(m["yuan"].replace(",", "")) * 100)),
    rule(f"ending in {r.MASKED}", lambda m: "ending in " + digits(m["tail"])),
    rule(r.MASKED, lambda m: "ending in " + digits(m["tail"])),
    rule(r"ending (?:in )?(?P<tail>\d{3,4})(?!\d)", lambda m: "ending in " + digits(m["tail"])),
    rule(r"(?<=[A-Za-z])\*+|\*+(?=[A-Za-z])", lambda _: ""),  # a masked name: its initials are said
    rule(r.COVERED, lambda _: "covered"),
    rule(r.PERCENT, _percent),
    rule(r.PHONE, _grouped),
    rule(r.GROUPS, _grouped),
    rule(r.LONG + f"(?!{GAP}yuan)", _grouped),
    rule(r"(?<=[A-Za-z])" + r.NUMBER, lambda m: " " + _number(m)),  # "A4"
    rule(r.NUMBER, _number),
    rule(r"\b(?:SMS|ID|QR|CNY)\b", lambda m: _LETTERS[m[0]]),
    rule(r"(?<=\w)/(?=\w)", lambda _: " or "),
    rule(r"\n| ·|·|[\u2060\u200b]", lambda m: {"\n": " ", " ·": ","}.get(m[0], "")),
    rule(r"-(?=[a-z])", lambda _: " "),  # "6-digit"
)
