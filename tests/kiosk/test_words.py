"""Texts, numerals and what is typed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.channels import LANGUAGES, Language
from kiosk.numerals import capitals, english, grouped, money, typed_money
from kiosk.presenting import PAGE, SHOWN, Scene, present
from kiosk.prompts import Browse, Choice, Choose, EnterAmount, EnterDigits, Entry, Home, Invalid
from kiosk.services.visit import SERVICES
from kiosk.texts import Money, Texts

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_language_has_every_text() -> None:
    texts = Texts()
    expected = set(texts.ids("zh-Hans"))
    for language in LANGUAGES:
        assert set(texts.ids(language)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_waits_for_one_file(language: Language, tmp_path: Path) -> None:
    """Everything the attract screen can say, with the only file that the start reads."""
    for file in (f"{language}/first.ftl", "languages.ftl"):
        place = tmp_path / file
        place.parent.mkdir(exist_ok=True)
        place.write_text((ROOT / "assets" / "texts" / file).read_text(encoding="utf-8"), encoding="utf-8")
    texts = Texts(tmp_path)
    reasons = ["", *(id for id in texts.ids(language) if id.startswith("reason-") and "." not in id)]
    assert len(reasons) > 5
    options = tuple(Choice(name, f"service-{name}", reason=reason) for name in SERVICES for reason in reasons)
    home = Home("attract", options=options, back=False, cancel=False, idles=False)
    assert present(home, Scene(1, language, "standard", idle_left=5, card_inside=True), texts).title


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    """Ids are literals in the code, or built from a literal stem and a state's name."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "kiosk").rglob("*.py"))
    literals = set(re.findall(r'"([a-z0-9]+(?:-[a-zA-Z0-9]+)*)"', code))
    stems = tuple(re.findall(r'f"([a-z-]+-)\{', code))
    ids = {id for id in Texts().ids("en") if "." not in id}
    unused = {id for id in ids if id not in literals and not id.startswith(stems)}
    assert unused == set()
    prefixes = ("error-", "problem-", "reason-", "busy-", "goodbye", "row-", "declined-", "bar-", "slip-", "pin-")
    wanted = {id for id in literals if id.startswith(prefixes)}
    journal = (ROOT / "kiosk" / "money" / "events.py").read_text(encoding="utf-8")
    missing = {id for id in wanted - ids if f'"{id}"' not in journal}
    # the bank's and the journal's own words share these prefixes
    assert (
        missing
        - {
            "pin-wrong",
            "pin-pad",
            "slip-taken",
            "slip-not-taken",
            "slip-hanging",
            "pin-weak",
            "pin-reset",
            "pin-block-invalid",
            "pin-counter-used",
        }
        == set()
    )


@pytest.mark.parametrize(
    ("fen", "hans"),
    [
        (5, "伍分"),
        (50, "伍角整"),
        (105, "壹元零伍分"),
        (120000, "壹仟贰佰元整"),
        (100050, "壹仟元伍角整"),
        (1000000, "壹万元整"),
        (1001000000, "壹仟零壹万元整"),
        (100000500, "壹佰万零伍元整"),
        (10000000000, "壹亿元整"),
    ],
)
def test_capitals(fen: int, hans: str) -> None:
    assert capitals(fen, "zh-Hans") == hans


def test_capitals_traditional() -> None:
    assert capitals(2345600, "zh-Hant") == "貳萬叁仟肆佰伍拾陸元整"


def test_english() -> None:
    assert english(120105) == "One thousand two hundred and one yuan and 5 fen"


@given(st.integers(1, 10**11))
def test_capitals_can_be_read_back(fen: int) -> None:
    digits = {d: i for i, d in enumerate("零壹贰叁肆伍陆柒捌玖")}
    units = {"拾": 10, "佰": 100, "仟": 1000}
    total = section = digit = 0
    result = 0
    for character in capitals(fen, "zh-Hans"):
        if character in digits:
            digit = digits[character]
        elif character in units:
            section += digit * units[character]
            digit = 0
        elif character in "万亿":
            total = (total + section + digit) * (10**4 if character == "万" else 10**8)
            if character == "亿":
                result, total = result + total, 0
            section = digit = 0
        elif character == "元":
            result += total + section + digit
            total = section = digit = 0
            result *= 100
        elif character == "角":
            result += digit * 10
            digit = 0
        elif character == "分":
            result += digit
            digit = 0
    assert result == fen


@given(st.text("0123456789.", max_size=14))
def test_what_can_be_typed_can_be_read(keys: str) -> None:
    prompt = EnterAmount("transfer-amount")
    draft = ""
    for key in keys:
        draft = prompt.typed(draft, key)
    typed_money(draft)
    try:
        fen = prompt.parse(draft)
    except Invalid:
        assert set(draft) <= set("0.")
    else:
        assert money(fen).replace(",", "").startswith(draft.rstrip(".") or "0")


def test_digits() -> None:
    prompt = EnterDigits("transfer-payee", least=16, most=19)
    assert grouped("620001234821") == "6200 0123 4821"
    with pytest.raises(Invalid):
        prompt.parse("123")
    assert prompt.parse("6200 0000 0000 0001") == "6200000000000001"
    assert prompt.typed("1" * 19, "2") == "1" * 19


def test_a_list_covers_its_sums_on_every_page_until_they_are_asked_for() -> None:
    entries = tuple(Entry(str(n), "账户", Money(100 * n)) for n in range(PAGE["standard"] + 1))
    prompt = Browse("inquiry", entries=entries, concealed=True)
    texts = Texts()

    def figures(draft: str) -> set[str]:
        return {item.figure for item in present(prompt, Scene(1, "zh-Hans", "standard", draft), texts).items}

    assert figures("") == {"****"}
    assert "0.00" in figures(SHOWN)
    assert figures("1") == {"****"}


def test_a_covered_sum_is_said_to_be_covered_only_while_it_is() -> None:
    prompt, texts = Choose("account", figure=1234, concealed=True), Texts()
    covered = present(prompt, Scene(1, "en", "standard"), texts)
    shown = present(prompt, Scene(1, "en", "standard", SHOWN), texts)
    assert (covered.figure, shown.figure) == ("****", "12.34")
    assert "covered" in covered.say
    assert "covered" not in shown.say
