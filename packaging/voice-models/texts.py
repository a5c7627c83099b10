"""What is said: the prompts' commands, amounts, and other text that sounds of all kinds come in.

texts/menu, confirm: the prompts that the figures are measured at. texts/phrases: what else the terminal's prompts hear.
texts/words: single words. texts/weak: short commands that are heard worst, trained on more often. texts/others:
sentences that are no command, for measuring alone. A command is one word of the models: "transfer_money", "转账".
A text that is trained on is not to be changed without training again; texts/added (a phrase a line) is: see graph.py.
"""

import functools
import pydoc_data.topics
import random
import re
from pathlib import Path

import cn2an
from voices import HELD_OUT_AMOUNTS_SEED, Language

_FOLDER = Path(__file__).resolve().parent / "texts"
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COMMON = (
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者"
    "多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从民手信理高明业合金利期制产任先开全加西由东此长使点文建工员"
    "务关其展表性平品电话手机身份证银行存取钱款卡转账户"
)


@functools.cache
def lines(name: str, language: Language) -> tuple[str, ...]:
    """Give the lines of texts/NAME-LANGUAGE.txt; none where there is no such file."""
    file = _FOLDER / f"{name}-{language}.txt"
    return tuple(line for line in file.read_text("utf-8").split("\n") if line) if file.exists() else ()


def between(language: Language) -> str:
    """Give what stands between words as they are written."""
    return " " if language == "en" else ""


def token(phrase: str) -> str:
    """Give a command as the one word of a model that it is."""
    return phrase.replace(" ", "_")


def commands(language: Language) -> tuple[str, ...]:
    """Give the commands of the prompts that the figures are measured at."""
    return lines("menu", language) + lines("confirm", language)


@functools.cache
def trained_words(language: Language) -> tuple[str, ...]:
    """Give every word that was trained on; a command both as one word and, in English, as its words."""
    phrases = (*commands(language), *lines("words", language), *lines("phrases", language))
    whole = {token(phrase) for phrase in commands(language) + lines("phrases", language)}
    single = {word for phrase in phrases for word in (phrase.split() if language == "en" else [phrase])}
    return tuple(sorted(single | set(lines("numbers", language)) | whole))


def words(language: Language) -> tuple[str, ...]:
    """Give every word that a model can be asked to hear: what was trained on, and texts/added."""
    added = lines("added", language)
    single = {word for phrase in added for word in phrase.split()} if language == "en" else set[str]()
    return tuple(sorted({*trained_words(language), *(token(phrase) for phrase in added), *single}))


def _english(number: int, with_and: bool) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (" " + _SMALL[number % 10] if number % 10 else "")
    joint = " and " if with_and else " "
    if number < 1000:
        return _SMALL[number // 100] + " hundred" + (joint + _english(number % 100, with_and) if number % 100 else "")
    rest = number % 1000
    last = (joint if rest < 100 else " ") + _english(rest, with_and) if rest else ""
    return _english(number // 1000, with_and) + " thousand" + last


def _chinese(number: int, with_liang: bool) -> str:
    text = str(cn2an.an2cn(number))
    if not with_liang:
        return text
    return re.sub(
        "二(?=[百千万])", lambda two: "两" if two.start() == 0 or text[two.start() - 1] != "十" else "二", text
    )


def some_number(chance: random.Random) -> int:
    """Give a number as people have amounts: mostly round ones."""
    which = chance.random()
    if which < 0.35:
        return chance.choice((100, 500, 1000)) * chance.randint(1, 40)
    if which < 0.55:
        return 10 * chance.randint(1, 500)
    return chance.randint(1, 999) if which < 0.75 else chance.randint(1, 99999)


def amount(language: Language, chance: random.Random, number: int | None = None) -> tuple[int, str]:
    """Give an amount (a random one without `number`) and how it is said."""
    number = number or some_number(chance)
    if language == "en":
        return number, _english(number, chance.random() < 0.5) + chance.choice(("", "", " dollars", " yuan"))
    return number, _chinese(number, chance.random() < 0.6) + chance.choice(("", "", "元", "块", "块钱"))


def amount_words(language: Language, text: str) -> str:
    """Give an amount as the words of a model, a space between two."""
    return text if language == "en" else " ".join(re.findall("块钱|.", text))


@functools.cache
def held_out_amounts() -> frozenset[int]:
    """Give the values that are measured with and never trained on."""
    chance = random.Random(HELD_OUT_AMOUNTS_SEED)
    return frozenset(some_number(chance) for _ in range(240))


@functools.cache
def other_text(language: Language) -> list[str]:
    """Give words of any kind, from what is installed: Python's help in English, pypinyin's phrases in Chinese."""
    if language == "en":
        return re.findall(r"\b[a-z]{1,12}\b", " ".join(pydoc_data.topics.topics.values()).lower())
    from pypinyin.phrases_dict import phrases_dict

    return sorted(
        phrase
        for phrase in phrases_dict
        if 2 <= len(phrase) <= 6
        and sum(character in _COMMON for character in phrase) >= 0.5 * len(phrase)
        and all("一" <= character <= "鿿" for character in phrase)
    )


def sentence(language: Language, chance: random.Random) -> str:
    """Give a random text to train on: of two, one is a command, and one of four an amount."""
    which = chance.random()
    if which < 0.15:
        return chance.choice(commands(language))
    if which < 0.20:
        return chance.choice(lines("weak", language))
    if which < 0.34:
        return chance.choice(lines("phrases", language))
    if which < 0.60:
        while True:
            number, text = amount(language, chance)
            if number not in held_out_amounts():
                return text
    gap = between(language)
    if which < 0.68:
        numbers = lines("numbers", language)
        return gap.join(chance.choice(numbers) for _ in range(chance.randint(1, 6)))
    if which < 0.76:
        some = trained_words(language)
        return gap.join(chance.choice(some).replace("_", " ") for _ in range(chance.randint(1, 4)))
    other = other_text(language)
    if language == "en":
        count = chance.randint(2, 7)
        first = chance.randrange(len(other) - count)
        return " ".join(other[first : first + count])
    return "".join(chance.choice(other) for _ in range(chance.randint(1, 3)))
