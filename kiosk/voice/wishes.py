"""A whole wish, as somebody says it to the first screen: "send five hundred to my daughter", 我想给女儿转五百块.

What is understood becomes the service and the parts of its draft that were said (kiosk/wish.py); all of it is asked
again. A sentence that speaks of two services, or of an amount that is none, is no wish.
"""

import re
from collections.abc import Mapping
from typing import Literal

import text_to_num

from bank.contract import PayeeLabel
from kiosk.voice.mandarin_numbers import number_of
from kiosk.wish import Wish

Spoken = Literal["zh", "en"]

_SERVICES: Mapping[Spoken, Mapping[str, tuple[str, ...]]] = {
    "zh": {
        "transfer": ("转账", "转钱", "汇款", "打钱", "转给", "转", "汇"),
        "inquiry": ("余额", "多少钱", "查账", "查询", "明细", "流水", "对账单", "工资到了"),
        "safety": ("挂失", "丢了", "不见了", "被偷", "冻结"),
        "open-card": ("开卡", "办卡", "开户", "办一张卡", "开一张卡", "补卡", "忘了密码", "忘记密码", "重设密码"),
    },
    "en": {
        "transfer": ("transfer", "send", "pay", "give"),
        "inquiry": ("balance", "how much do i have", "how much money", "statement", "transactions"),
        "safety": ("lost", "stolen", "freeze"),
        "open-card": ("open a card", "new card", "open an account", "forgot my pin", "reset my pin"),
    },
}
_LABELS: Mapping[Spoken, Mapping[str, PayeeLabel]] = {
    "zh": {
        "女儿": "daughter",
        "闺女": "daughter",
        "儿子": "son",
        "妻子": "wife",
        "老婆": "wife",
        "太太": "wife",
        "丈夫": "husband",
        "老公": "husband",
        "先生": "husband",
        "妈妈": "mother",
        "母亲": "mother",
        "爸爸": "father",
        "父亲": "father",
        "房东": "landlord",
        "朋友": "friend",
    },
    "en": {
        "daughter": "daughter",
        "son": "son",
        "wife": "wife",
        "husband": "husband",
        "mother": "mother",
        "mum": "mother",
        "mom": "mother",
        "father": "father",
        "dad": "father",
        "landlord": "landlord",
        "friend": "friend",
    },
}
_ZH_DIGITS = "零一二三四五六七八九"
_ZH_NUMBER = re.compile(
    rf"([{_ZH_DIGITS}两十百千万亿半点0-9]+)(?:([角毛])|(?:块钱|块|元|圆)(?:([{_ZH_DIGITS}两])[角毛]?)?)?"
)
_ZH_NO_SUM = re.compile(
    r"[一两]张|第[一二三四五六七八九十]|[一二两三]个|一[下笔些]|一点(?=[钱给])"
)  # they count something else
_EN_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million and point
"""
_MULTIPLIERS = ("hundred", "thousand", "million")
_EN_NUMBER_WORDS = frozenset(_EN_NUMBERS.split())
_MOST_FEN = 10**13

# Sentences as people say them: the ears' grammar of the first screen is made from these and the amounts below.
_SENTENCES: Mapping[Spoken, str] = {
    "zh": """
        我想转账|我要转账|我想给{label}转{amount}|我要给{label}转{amount}|给{label}转{amount}|给{label}转钱
        转{amount}给{label}|我想转{amount}|我还有多少钱|我有多少钱|余额多少|查一下余额|我想查余额
        我的卡丢了|我要挂失|我想开卡|我想办一张卡|我忘了密码
    """,
    "en": """
        i want to transfer money|i want to send {amount} to my {label}|send {amount} to my {label}
        send money to my {label}|pay my {label} {amount}|transfer {amount} to my {label}|send {amount}
        how much do i have|how much money do i have|what is my balance|i lost my card|my card was stolen
        i want a new card|i want to open a card|i forgot my pin
    """,
}
_AMOUNTS: Mapping[Spoken, str] = {
    "zh": "一百块|两百块|三百块|五百块|八百块|一千块|两千块|三千块|五千块|一万块|两万块|五百",
    "en": """
        one hundred yuan|two hundred yuan|three hundred yuan|five hundred yuan|eight hundred yuan
        one thousand yuan|two thousand yuan|five thousand yuan|ten thousand yuan|five hundred
    """,
}


def phrases(language: Spoken) -> tuple[str, ...]:
    """What can be said to the first screen, besides its options: every sentence with every label and amount."""
    return tuple(
        sentence.format(label=label, amount=amount)
        for sentence in _listed(_SENTENCES[language])
        for label in (_LABELS[language] if "{label}" in sentence else ("",))
        for amount in (_listed(_AMOUNTS[language]) if "{amount}" in sentence else ("",))
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|\n]", text) if part.strip()]


def understand(text: str, language: Spoken) -> Wish | None:
    """The wish in a sentence, None where there is none or it is not plain. `text` may have spaces between words."""
    said = text.replace(" ", "") if language == "zh" else " ".join(text.lower().replace("_", " ").split())
    services = {
        service for service, words in _SERVICES[language].items() if any(_has(said, w, language) for w in words)
    }
    labels: set[PayeeLabel] = {label for word, label in _LABELS[language].items() if _has(said, word, language)}
    if len(services) > 1 or len(labels) > 1:
        return None
    amounts = _zh_amounts(said) if language == "zh" else _en_amounts(said)
    # "pay" is said so softly that it may be lost: whom and how much say what is wanted
    service = services.pop() if services else "transfer" if labels and amounts else ""
    if service != "transfer":
        return Wish(service) if service and not labels else None
    if len(amounts) > 1 or any(not 0 < amount <= _MOST_FEN for amount in amounts):
        return None
    payee: PayeeLabel = labels.pop() if labels else ""
    return Wish(service, amounts[0] if amounts else None, payee)


def _has(said: str, word: str, language: Spoken) -> bool:
    return word in said if language == "zh" else re.search(rf"\b{word}\b", said) is not None


def _zh_amounts(said: str) -> list[int]:
    """Each sum, in fen: 三百五 is 350, 一万二 is 12 000."""
    found: list[int] = []
    for match in _ZH_NUMBER.finditer(_ZH_NO_SUM.sub("", said)):
        digits, dimes, tenths = match.groups()
        yuan = number_of(digits)
        if yuan is None:
            return [0]
        found.append(round(yuan * (10 if dimes else 100)) + 10 * (_dime(tenths) if tenths else 0))
    return found


def _dime(digit: str) -> int:
    return _ZH_DIGITS.index(digit.replace("两", "二"))


def _en_amounts(said: str) -> list[int]:
    """Each sum, in fen, from number words or figures."""
    found: list[int] = []
    run: list[str] = []
    before = ""
    for word in [*said.replace(",", "").split(), ""]:
        if word in _EN_NUMBER_WORDS and (run or word not in ("and", "point")):
            if not run and word in _MULTIPLIERS and before != "a":  # it has lost what stood before it
                return [0]
            run.append(word)
            continue
        before = word
        if run and (run != ["one"] or word == "yuan"):  # "one of my sons" is no sum
            found.append(_english_fen(run))
        run = []
        if word.replace(".", "", 1).isdecimal():
            found.append(round(float(word) * 100))
    return found


def _english_fen(run: list[str]) -> int:
    while run[-1] in ("and", "point"):
        run = run[:-1]
    try:
        if "point" in run:
            place = run.index("point")
            whole, tenths = run[:place], run[place + 1 :]
            cents = "".join(str(text_to_num.text2num(word, "en")) for word in tenths)
            return text_to_num.text2num(" ".join(whole), "en") * 100 + int((cents + "00")[:2])
        return text_to_num.text2num(" ".join(run), "en") * 100
    except ValueError:
        return 0  # not plain
