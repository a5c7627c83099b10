"""Amounts as people read them: grouped figures, Chinese capitals, waits in fitting units."""

_DIGITS = {
    "zh-Hans": "零壹贰叁肆伍陆柒捌玖",
    "zh-Hant": "零壹貳叁肆伍陸柒捌玖",
    "said": "零一二三四五六七八九",
}
_UNITS = {
    "zh-Hans": ("", "拾", "佰", "仟"),
    "zh-Hant": ("", "拾", "佰", "仟"),
    "said": ("", "十", "百", "千"),
}
_BIG = {
    "zh-Hans": ("", "万", "亿", "万亿"),
    "zh-Hant": ("", "萬", "億", "萬億"),
    "said": ("", "万", "亿", "万亿"),
}


def money(fen: int) -> str:
    """Yuan with two places, grouped in threes: 120000 -> "1,200.00"."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def typed_money(draft: str) -> str:
    """A sum as it is being typed: grouped, with the fraction as far as it goes ("1200.5" -> "1,200.5")."""
    whole, point, fraction = draft.partition(".")
    return (f"{int(whole):,}" if whole else "0" if point else "") + point + fraction


def typed_draft(fen: int) -> str:
    """A sum as somebody would type it: "500", "12.50"."""
    whole, fraction = divmod(fen, 100)
    return f"{whole}.{fraction:02d}" if fraction else str(whole)


def wait_words(seconds: int) -> dict[str, int | str]:
    """A wait as people say it, for a text: `count` of `unit`, which is seconds, minutes or hours; never too short."""
    if seconds < 120:
        return {"count": seconds, "unit": "seconds"}
    if seconds < 7200:
        return {"count": -(-seconds // 60), "unit": "minutes"}
    return {"count": -(-seconds // 3600), "unit": "hours"}


def grouped(digits: str, sizes: tuple[int, ...] = ()) -> str:
    """Digits in fours: "620001234821" -> "6200 0123 4821". `sizes`: of the first groups, if they are others."""
    groups: list[str] = []
    for size in sizes:
        groups, digits = [*groups, digits[:size]], digits[size:]
    groups += [digits[i : i + 4] for i in range(0, len(digits), 4)]
    return " ".join(group for group in groups if group)


def capitals(fen: int, script: str) -> str:
    """An amount in Chinese capitals (the rules for filling in bills, 支付结算办法 appendix 1): 120000 -> 壹仟贰佰元整.

    `script` is "zh-Hans" or "zh-Hant". `fen` must not be negative and be below 10**16.
    """
    digits = _DIGITS[script]
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    words = _whole(yuan, script)
    if words:
        words += "元"
    if not rest:
        return (words or digits[0] + "元") + "整"
    if jiao:
        words += digits[jiao] + "角"
    elif words:
        words += digits[0]  # 壹元零伍分: a gap is said
    return words + (digits[cents] + "分" if cents else "整")


def hanzi(number: int) -> str:
    """A whole number as it is said: 12 -> 十二, 20305 -> 二万零三百零五. Not negative, below 10**16."""
    words = _whole(number, "said") or "零"
    return words[1:] if words.startswith("一十") else words


def english_number(number: int) -> str:
    """A whole number as it is said: 1205 -> "one thousand two hundred and five". Not negative, below 10**12."""
    return _english(number)


def _whole(number: int, script: str) -> str:
    digits = _DIGITS[script]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    words = ""
    gap = False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += digits[0]
        words += _group(group, script) + _BIG[script][place]
        gap = False
    return words


def _group(group: int, script: str) -> str:
    digits, units = _DIGITS[script], _UNITS[script]
    words = ""
    gap = False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += (digits[0] if gap else "") + digits[digit] + units[place]
        gap = False
    return words


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def english(fen: int) -> str:
    """An amount in English words: 120050 -> "One thousand two hundred yuan and 50 fen"."""
    yuan, rest = divmod(fen, 100)
    words = _english(yuan) + " yuan" + (f" and {rest} fen" if rest else "")
    return words[0].upper() + words[1:]


def _english(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " "
            return f"{_english(number // size)} {name}" + (joint + _english(rest) if rest else "")
    raise AssertionError(number)
