"""Numbers that were said in Mandarin: what was heard, as a figure."""

_DIGITS = {
    character: str(value) for digits in ("零一二三四五六七八九", "0123456789") for value, character in enumerate(digits)
} | {"两": "2"}
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_GROUP = 10**4  # from here on any number may stand before a unit, below it a digit


def number_of(text: str) -> float | None:
    """The number in `text`: 三百五 is 350, 一万二 12 000, 一二三 123, 三点五 3.5. None where it is none."""
    whole, point, places = text.partition("点")
    number, fraction = _whole(whole), _figures(places)
    if number is None or (point and not fraction):
        return None
    return float(f"{number}.{fraction or 0}")


def _figures(text: str) -> str:
    """Digits one by one; "" where there is anything else."""
    return "".join(_DIGITS[one] for one in text) if all(one in _DIGITS for one in text) else ""


def _whole(text: str, *, after: int = 0, short: bool = True) -> int | None:
    """A whole number. `after`: the unit that it stands right behind, where one digit is of the next: 三百五. `short`:
    whether it may end so."""
    for sign, size in _UNITS.items():
        before, found, rest = text.partition(sign)
        if found:
            times, less = _times(before, size), _rest(rest, size, short=short)
            return times * size + less if times and less is not None and less < size else None
    figures = _figures(text)
    if not figures or not after or (len(text) > 1 and text.isascii()):
        return int(figures) if figures else None
    return int(figures) * (after // 10) if len(text) == 1 and (short or after == _UNITS["十"]) else None


def _times(text: str, size: int) -> int | None:
    """How often a unit is taken: 十 is one ten, 百 alone has lost its beginning."""
    if not text:
        return 1 if size == _UNITS["十"] else None
    if size >= _GROUP and any(unit in text for unit in _UNITS):
        return _whole(text, short=False)
    return int(_figures(text) or 0) if len(text) == 1 or text.isascii() else None


def _rest(text: str, size: int, *, short: bool) -> int | None:
    """What stands behind a unit: nothing, 零 and a number, or a number."""
    if text.startswith("零"):  # then a digit counts ones
        return (_whole(text[1:], after=_UNITS["十"], short=short) or None) if size > _UNITS["十"] else None
    return _whole(text, after=size, short=short) if text else 0
