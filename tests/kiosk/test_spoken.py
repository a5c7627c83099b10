"""How people say what is shown: amounts, dates, numbers, masks."""

import pytest

from kiosk.channels import LANGUAGES, Language
from kiosk.voice.spoken import said, spoken
from tests.screens.samples import views


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("请转 5,000.00\u2060元", "请转五千元"),
        ("0.35", "三角五分"),
        ("1,200.05 元", "一千二百元零五分"),
        ("12.00", "十二元"),
        ("100,000,000.00", "一亿元"),
        ("¥5,000", "五千元"),
        ("+1,200.00", "收入一千二百元"),
        ("\u221235.00", "支出三十五元"),
        ("2026 年 3 月 12 日 10:31", "二零二六年三月十二日十点三十一分"),
        ("3 月 2 日 2:00", "三月二日两点"),
        ("9:05", "九点零五分"),
        ("3.5%", "百分之三点五"),
        ("尾号 1234", "尾号一二三四"),
        ("6200 **** **** 1234", "尾号一二三四"),
        ("199 **** 1011", "尾号一零一一"),
        ("*小明", "某小明"),
        ("****·买买提江", "某买买提江"),
        ("****", "已遮住"),
        ("4821 9034 7756", "四八二一，九零三四，七七五六"),
        ("138 0013 8000", "一三八，零零一三，八零零零"),
        ("还可以试 2\u2060次", "还可以试两次"),
        ("第 2 页，共 12 页", "第二页，共十二页"),
        ("第 2 项，共 2 项", "第二项，共两项"),
        ("請點選餘額", "請點選餘額"),
    ],
)
def test_mandarin(shown: str, expected: str) -> None:
    assert said(shown, "zh-Hans") == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("5,000.00 yuan", "five thousand yuan"),
        ("5,000.35", "five thousand yuan and thirty-five fen"),
        ("0.35", "thirty-five fen"),
        ("¥5,000", "five thousand yuan"),
        ("+1,200.00", "in, one thousand two hundred yuan"),
        ("\u221235.00", "out, thirty-five yuan"),
        ("12 Mar 2026 10:31", "the twelfth of March, twenty twenty-six ten thirty-one"),
        ("25 November", "the twenty-fifth of November"),
        ("March 2005", "March two thousand and five"),
        ("10:00", "ten o'clock"),
        ("9:05", "nine oh five"),
        ("3.5%", "three point five percent"),
        ("(ending 0123)", "(ending in zero one two three)"),
        ("6200 **** **** 1234", "ending in one two three four"),
        ("M**** L****", "M L"),
        ("****", "covered"),
        ("4821 9034 7756", "four eight two one, nine zero three four, seven seven five six"),
        ("page 2 of 12", "page two of twelve"),
        ("Your 6-digit PIN", "Your six digit PIN"),
        ("SMS/PIN", "S M S or PIN"),
        ("on A4 paper", "on A four paper"),
    ],
)
def test_english(shown: str, expected: str) -> None:
    assert said(shown, "en") == expected


def test_a_name_is_said_by_the_voice_of_its_language() -> None:
    assert [(piece.language, piece.text.strip()) for piece in spoken("To *小明, at once", "en")] == [
        ("en", "To"),
        ("zh", "某小明"),
        ("en", ", at once"),
    ]
    assert [(piece.language, piece.text) for piece in spoken("收款人 Maria Lopez", "zh-Hans")] == [
        ("zh-Hans", "收款人"),
        ("en", "Maria Lopez"),
    ]


def test_sentences_are_said_one_after_the_other() -> None:
    pieces = spoken("Please insert your card. It stays inside until you finish. Thank you.", "en")
    assert [piece.text.strip() for piece in pieces] == [
        "Please insert your card.",
        "It stays inside until you finish.",
        "Thank you.",
    ]


def test_a_caption_can_follow() -> None:
    shown = "请转 5,000.00 元，谢谢"
    (piece,) = spoken(shown, "zh-Hans")
    assert len(piece.places) == len(piece.text)
    assert shown[: piece.places[piece.text.index("元")]] == "请转 5,000.00 元"
    assert piece.places[-1] == len(shown)
    assert list(piece.places) == sorted(piece.places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_shown_is_said_in_figures(language: Language) -> None:
    """Every sample of every screen: figures and signs are for the eye."""
    for name, view in views(language, "standard").items():
        facts = [text for row in view.rows for text in (row.label, row.value, row.note)]
        for text in (view.title, view.say, view.help, view.body, view.figure, view.note, view.number, *facts):
            for piece in spoken(text, language):
                odd = [c for c in piece.text if c.isdigit() or c in "*%¥/\u2212+"]
                assert not odd, (name, text, piece.text)


def test_a_language_without_rules_is_said_as_it_is_written() -> None:
    assert said("Betrag 5,00", "de") == "Betrag 5,00"
