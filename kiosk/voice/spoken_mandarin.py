"""What is said in Mandarin. Numbers are written in hanzi: the voice reads larger figures wrongly."""

import re

from kiosk.numerals import hanzi
from kiosk.voice import saying_rules as r
from kiosk.voice.saying_rules import GAP, fen_of, in_groups, rule

_DIGITS = "零一二三四五六七八九"
# 两 before what is counted, 二 in dates and places
_COUNTED = "(?=" + GAP + "[次笔筆位秒张張个個名条條项項人种種小])"


def digits(text: str) -> str:
    """Digit by digit."""
    return "".join(_DIGITS[int(one)] if one.isdecimal() else {"X": "艾克斯"}.get(one, "") for one in text)


def amount(fen: int) -> str:
    """A sum as people say it: 500000 -> 五千元, 35 -> 三角五分, 120005 -> 一千二百元零五分."""
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    words = hanzi(yuan) + "元" if yuan or not rest else ""
    if jiao:
        words += hanzi(jiao) + "角"
    elif words and cents:
        words += "零"
    return words + (hanzi(cents) + "分" if cents else "")


def _sum(match: "re.Match[str]") -> str:
    return {"+": "收入", "": ""}.get(match["sign"], "支出") + amount(fen_of(match))


def _year(match: "re.Match[str]") -> str:
    words = digits(match["year"]) + "年"
    words += hanzi(int(match["month"])) + "月" if match["month"] else ""
    return words + (hanzi(int(match["day"])) + "日" if match["day"] else "")


def _time(match: "re.Match[str]") -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if not minute:
        return ("两" if hour == 2 else hanzi(hour)) + "点"
    return hanzi(hour) + "点" + ("零" if minute < 10 else "") + hanzi(minute) + "分"


def _number(match: "re.Match[str]") -> str:
    whole, part = match["whole"], match["part"]
    if len(whole) > 1 and whole.startswith("0"):
        return digits(whole) + ("点" + digits(part) if part else "")
    return hanzi(int(whole.replace(",", ""))) + ("点" + digits(part) if part else "")


def _percent(match: "re.Match[str]") -> str:
    return "百分之" + hanzi(int(match["whole"])) + ("点" + digits(match["part"]) if match["part"] else "")


def _grouped(match: "re.Match[str]") -> str:
    return "，".join(digits(group) for group in in_groups(match[0]))


_DAY = f"{GAP}(?P<month>\\d{{1,2}}){GAP}月(?:{GAP}(?P<day>\\d{{1,2}}){GAP}日)?"

RULES = (
    rule(rf"(?P<year>\d{{4}}){GAP}年(?:{_DAY})?", _year),
    rule(r.CLOCK, _time),
    rule(r.SUM + f"(?:{GAP}元)?", _sum),
    rule(r.WHOLE_SUM + f"(?:{GAP}元)?", lambda m: amount(int(m["yuan"].replace(",", "")) * 100)),
    rule(f"尾[号號]{GAP}{r.MASKED}", lambda m: "尾号" + digits(m["tail"])),
    rule(r.MASKED, lambda m: "尾号" + digits(m["tail"])),
    rule(rf"尾[号號]{GAP}(?P<tail>\d{{3,4}})(?!\d)", lambda m: "尾号" + digits(m["tail"])),
    rule(r"\*+·?(?=[\u3400-\u9fff])", lambda _: "某"),
    rule(r.COVERED, lambda _: "已遮住"),
    rule(r.PERCENT, _percent),
    rule(r.PHONE, _grouped),
    rule(r.GROUPS, _grouped),
    rule(r.LONG + f"(?!{GAP}元)", _grouped),
    rule(r"(?<!第)(?<!第[ \u00a0\u2060])2(?![\d.,])" + _COUNTED, lambda _: "两"),
    rule(r.NUMBER, _number),
    rule(r"\n| ·|·|[\u2060\u200b]", lambda m: "，" if m[0] == " ·" else ""),
    rule(r"[ \u00a0\u3000]+", lambda _: ""),
    rule(r"/", lambda _: "或"),
)
