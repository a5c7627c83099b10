"""From the words that were heard to what is meant."""

from pathlib import Path

import pytest

from kiosk.texts import ASSETS
from kiosk.voice.characters import simplified, traditional
from kiosk.voice.grammar import Tongue, name_forms, spoken_form, written
from kiosk.voice.understanding import Meaning, certain, digits, fen, meant

MENU = (
    Meaning("transfer", ("转账", "转钱")),
    Meaning("inquiry", ("查询", "查询余额")),
    Meaning("agree", ("同意",)),
    Meaning("refuse", ("不同意",)),
)
_IN_BOTH_SCRIPTS = "列即斯晶瓦符薪表足"  # and not in the simplified texts
KEEP = (Meaning("keep", ("keep it",)), Meaning("delete", ("delete it",)), Meaning("no", ("no",)))


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("转账", "transfer"),
        ("转 账", "transfer"),
        ("转帐", "transfer"),  # another character, the same sound
        ("查 询 余额", "inquiry"),
        ("查询余", "inquiry"),  # a syllable short
        ("不 同意", "refuse"),
        ("同意", "agree"),
        ("开卡", ""),
        ("[unk]", ""),
        ("[unk] 转账", ""),
        ("", ""),
    ],
)
def test_chinese_is_taken_by_its_words_or_its_sound(heard: str, name: str) -> None:
    assert meant(heard, MENU, "zh") == name


@pytest.mark.parametrize(
    ("heard", "name"), [("keep it", "keep"), ("keep if", "keep"), ("not keep it", ""), ("now", ""), ("know", "")]
)
def test_english_is_taken_by_its_words_or_near_ones(heard: str, name: str) -> None:
    assert meant(heard, KEEP, "en") == name


def test_what_is_near_two_meanings_is_none_of_them() -> None:
    two = (Meaning("one", ("last account",)), Meaning("two", ("past account",)))
    assert meant("fast account", two, "en") == ""
    assert meant("last account", two, "en") == "one"


def test_equal_words_are_the_first_ones() -> None:
    assert meant("no", (Meaning("option", ("no",)), Meaning("plain", ("no",))), "en") == "option"


@pytest.mark.parametrize(
    ("text", "sum"),
    [
        ("五 千 块", 500000),
        ("三 百 五", 35000),
        ("三 百 五 十", 35000),
        ("一 万 二", 1200000),
        ("五 百 块钱", 50000),
        ("两 千 零 五 元", 200500),
        ("三 点 五", 350),
        ("三 块 五", 350),
        ("两 块 半", 250),
        ("五 毛", 50),
        ("十 五", 1500),
        ("百 五", None),  # its beginning was not heard
        ("五 五", None),  # two digits are no amount
        ("零", None),
        ("五 千 [unk]", None),
        ("转账", None),
        ("两 十 零", None),
        ("十 十 一", None),
        ("一 十 零", None),
        ("", None),
    ],
)
def test_amounts_in_chinese(text: str, sum: int | None) -> None:
    assert fen(text, "zh") == sum


@pytest.mark.parametrize(
    ("text", "sum"),
    [
        ("five hundred", 50000),
        ("five hundred yuan", 50000),
        ("two thousand five hundred and twenty", 252000),
        ("one point five", 150),
        ("one point two five", 125),
        ("zero point five", 50),
        ("hundred", None),
        ("thousand five hundred", None),
        ("five six", None),
        ("one hundred and", None),
        ("one point five thousand", None),
        ("zero", None),
        ("transfer", None),
        ("five [unk]", None),
    ],
)
def test_amounts_in_english(text: str, sum: int | None) -> None:
    assert fen(text, "en") == sum


@pytest.mark.parametrize(
    ("text", "spoken", "typed"),
    [
        ("one two three", "en", "123"),
        ("twelve", "en", "12"),
        ("one hundred and five", "en", "105"),
        ("一 二 零", "zh", "120"),
        ("十 二", "zh", "12"),
        ("一 百 零 五", "zh", "105"),
        ("one point five", "en", ""),
        ("no", "en", ""),
    ],
)
def test_digits_are_said_one_by_one_or_as_a_number(text: str, spoken: Tongue, typed: str) -> None:
    assert digits(text, spoken) == typed


def test_one_doubtful_word_makes_all_doubtful() -> None:
    assert certain([1.0, 0.95])
    assert not certain([1.0, 0.89])
    assert certain([])


def test_characters_of_one_script_are_those_of_the_other() -> None:
    assert simplified("轉帳到儲蓄帳戶，櫃檯") == "转账到储蓄账户，柜台"
    assert simplified("送禮、隱藏金額、未啟用") == "送礼、隐藏金额、未启用"
    assert traditional("转账到储蓄账户") == "轉帳到儲蓄帳戶"


def test_every_traditional_character_of_the_texts_is_known() -> None:
    """Else a phrase that has it is never heard."""
    shown = {language: _characters(ASSETS / "texts" / language) for language in ("zh-Hant", "zh-Hans")}
    same = {character for character in shown["zh-Hant"] if simplified(character) == character}
    assert "".join(sorted(same - shown["zh-Hans"])) == _IN_BOTH_SCRIPTS


def _characters(folder: Path) -> set[str]:
    return {one for file in folder.glob("*.ftl") for one in file.read_text("utf-8") if "一" <= one <= "鿿"}


def test_forms_that_are_compared() -> None:
    assert spoken_form("Yes, that is right!", "en") == "yes that is right"
    assert spoken_form("轉帳，好", "zh") == "转账好"
    assert name_forms("2026 年 11\u00a0月", "zh") == ("十一月",)
    assert name_forms("November 2026", "en") == ("november",)
    assert name_forms("Your daughter", "en") == ("your daughter", "daughter")
    assert name_forms("*小明", "zh") == ("小明",)
    assert name_forms("Maria", "zh") == ()
    assert name_forms("5,000 to 10,000", "en") == ()


def test_a_caption_is_in_the_customers_script() -> None:
    assert written("查询 余额", "zh-Hant") == "查詢餘額"
    assert written("查询 余额", "zh-Hans") == "查询余额"
    assert written("transfer [unk]", "en") == "transfer …"
