"""Statements as PDF: the text comes back, the fonts are in it, the sums add up, and nothing is cut off."""

import re
import subprocess
import threading
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.channels import LANGUAGES, Language
from kiosk.papers import Line, Movement, Statement
from ui.statement import HEIGHT, LEFT, RIGHT, WIDTH, render_statement

_POINTS = 72 / 25.4  # in a millimetre
LONG = "市自来水有限责任公司客户服务中心人民路营业厅（代收水费、污水处理费与垃圾处理费）"
LONG_WORD = "Aleksandra Konstantinopolskaya-Weatherington-of-the-Northern-Provinces-and-the-Isles"
COLUMNS = ("日期", "摘要", "对方", "收入", "支出", "余额")


def fen(amount: int) -> str:
    return f"{amount // 100:,}.{amount % 100:02}"


def statement_of(count: int, language: Language = "zh-Hans", counterparty: str = "*桂英") -> Statement:
    """A statement with `count` movements that adds up."""
    balance = opening = 5_000_000
    money_in = money_out = 0
    movements: list[Movement] = []
    for number in range(count):
        amount = (number * 7_919) % 90_000 - 30_000 or 1
        balance += amount
        money_in, money_out = money_in + max(amount, 0), money_out + max(-amount, 0)
        movements.append(
            Movement(
                date=f"2026-11-{number % 28 + 1:02}",
                what="转账",
                counterparty=counterparty,
                paid_in=fen(amount) if amount > 0 else "",
                paid_out=fen(-amount) if amount < 0 else "",
                balance=fen(balance),
                notes=(f"R{number:06}",),
            )
        )
    return Statement(
        language=language,
        bank="示例银行",
        title="账户对账单",
        facts=(
            Line("户名", "王晓明", strong=True),
            Line("账号", "6200 00** **** 4348"),
            Line("起止日期", "2026-11-01 至 2026-11-30"),
            Line("对账单号", "ST20261130"),
        ),
        sums=(
            Line("期初余额", fen(opening)),
            Line("收入合计", fen(money_in)),
            Line("支出合计", fen(money_out)),
            Line("期末余额", fen(balance), strong=True),
        ),
        columns=COLUMNS,
        movements=tuple(movements),
        empty="这段时间没有收支",
        footer=("金额单位：元。", "如有疑问，请查询。"),
        page="第 {page} 页，共 {pages} 页",
        stamp="SIMULATED",
        seal="模拟章",
    )


def side(word: ElementTree.Element, name: str) -> float:
    """Where a side of a word stands, in millimetres."""
    return float(word.attrib[name]) / _POINTS


class Printed:
    """A statement on paper, as other programs see it."""

    def __init__(self, folder: Path, statement: Statement) -> None:
        self.pdf, self.pages = render_statement(statement)
        self.file = folder / "statement.pdf"
        self.file.write_bytes(self.pdf)

    def run(self, tool: str, *options: str) -> str:
        """What a tool of poppler says of it."""
        command = [tool, *options, str(self.file), *(["-"] if tool == "pdftotext" else [])]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    def texts(self) -> list[str]:
        """The text of each page, line by line as it is printed."""
        return self.run("pdftotext", "-layout").split("\f")[: self.pages]

    def words(self) -> list[list[tuple[str, float, float, float, float]]]:
        """The words of each page, and where they stand: left, top, right, bottom in millimetres."""
        root = ElementTree.fromstring(self.run("pdftotext", "-bbox"))
        pages = [page for page in root.iter() if page.tag.endswith("page")]
        return [
            [
                (word.text or "", side(word, "xMin"), side(word, "yMin"), side(word, "xMax"), side(word, "yMax"))
                for word in page
            ]
            for page in pages
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_comes_back_as_text(language: Language, qapp: QGuiApplication, tmp_path: Path) -> None:
    statement = statement_of(5, language)
    text = Printed(tmp_path, statement).texts()[0]
    wanted = [statement.bank, statement.title, *COLUMNS, *statement.footer, "模拟章", "第 1 页"]
    wanted += [word for line in (*statement.facts, *statement.sums) for word in (line.left, line.right)]
    for movement in statement.movements:
        wanted += [movement.date, movement.balance, movement.paid_in, movement.paid_out, *movement.notes]
    plain = re.sub(r"\s", "", text)
    assert [word for word in wanted if re.sub(r"\s", "", word) not in plain] == []


def test_every_font_is_embedded_as_a_subset_that_can_be_read(qapp: QGuiApplication, tmp_path: Path) -> None:
    printed = Printed(tmp_path, statement_of(120))
    fonts = printed.run("pdffonts").splitlines()[2:]
    assert len(fonts) >= 2
    for font in fonts:
        embedded, _, unicode = font.split()[-5:-2]
        assert "CJK" in font
        assert (embedded, unicode) == ("yes", "yes"), font
    assert len(printed.pdf) < 300_000, "a whole font has megabytes"


def test_the_text_is_what_was_written_and_not_what_looks_like_it(qapp: QGuiApplication, tmp_path: Path) -> None:
    """Qt names the lowest code point of a glyph: radicals for characters, and nothing for digits beside letters."""
    looks_like = "一户民页日月金里长门青食马鱼鸟黑 A1 ST20261130"
    text = Printed(tmp_path, statement_of(1, counterparty=looks_like)).run("pdftotext", "-raw")
    assert looks_like.replace(" ", "") in re.sub(r"\s", "", text)
    assert [letter for letter in text if 0x2E80 <= ord(letter) < 0x2FE0] == []


@pytest.mark.parametrize(("count", "least"), [(0, 1), (1, 1), (120, 3), (2000, 40)])
def test_each_page_has_its_number_its_head_and_every_row_is_there_once(
    count: int, least: int, qapp: QGuiApplication, tmp_path: Path
) -> None:
    printed = Printed(tmp_path, statement_of(count))
    texts = printed.texts()
    assert printed.pages == len(texts) >= least
    assert f"Pages:           {printed.pages}\n" in printed.run("pdfinfo")
    for number, text in enumerate(texts, 1):
        flat = re.sub(r"\s", "", text)
        assert f"第{number}页，共{printed.pages}页" in flat
        assert "日期摘要对方收入支出余额" in flat
        assert "王晓明" in flat
        assert "6200" in flat
    assert re.findall(r"R\d{6}", "".join(texts)) == [f"R{number:06}" for number in range(count)]
    assert ("这段时间没有收支" in "".join(texts)) is (count == 0)


def test_the_columns_add_up_to_what_the_head_says(qapp: QGuiApplication, tmp_path: Path) -> None:
    """As a customer with a pocket calculator does it: from the printed figures alone."""
    statement = statement_of(120)
    right = (0.0, 0.0, 0.0)
    sums: list[list[int]] = [[], [], []]
    for page in Printed(tmp_path, statement).words():
        heads = {text: box for text, *box in page}
        right = tuple(heads[name][2] for name in ("收入", "支出", "余额"))
        table = heads["日期"][3]
        for text, _, top, end, _ in page:
            if top > table and re.fullmatch(r"[\d,]+\.\d\d", text):
                (column,) = [index for index, edge in enumerate(right) if abs(edge - end) < 0.6]
                sums[column].append(int(text.replace(",", "").replace(".", "")))
    paid_in, paid_out, balances = sums
    assert sum(paid_in[:-1]) == paid_in[-1]
    assert sum(paid_out[:-1]) == paid_out[-1]
    assert balances[0] + paid_in[-1] - paid_out[-1] == balances[-1]
    assert [fen(value) for value in (balances[0], paid_in[-1], paid_out[-1], balances[-1])] == [
        line.right for line in statement.sums
    ]


@pytest.mark.parametrize("name", [LONG, LONG_WORD, LONG * 3])
def test_a_long_name_goes_on_below_and_nothing_leaves_its_column(
    name: str, qapp: QGuiApplication, tmp_path: Path
) -> None:
    printed = Printed(tmp_path, replace(statement_of(40, counterparty=name), stamp="", seal=""))
    text = re.sub(r"\s", "", "".join(word for page in printed.words() for word, *_ in page))
    assert text.count(re.sub(r"\s", "", name)) == 40
    for page in printed.words():
        heads = {word: box for word, *box in page}
        first, last = heads["对方"][0], heads["收入"][2]
        table = heads["日期"][3]
        for word, left, top, right, bottom in page:
            assert left > LEFT - 0.5, word
            assert right < RIGHT + 0.5, word
            assert 0 < top < bottom < HEIGHT, word
            if top > table and first - 0.5 < left < first + 40 and not re.fullmatch(r"[\d,.]+", word):
                assert right < last, word


def test_a_long_holder_moves_what_follows_down(qapp: QGuiApplication, tmp_path: Path) -> None:
    statement = replace(statement_of(3), stamp="", seal="")
    facts = (Line("户名", LONG_WORD * 3, strong=True), *statement.facts[1:])
    (short,) = Printed(tmp_path, statement).words()
    (long,) = Printed(tmp_path, replace(statement, facts=facts)).words()
    tops = [next(top for word, _, top, *_ in page if word == "期初余额") for page in (short, long)]
    assert tops[1] > tops[0]
    for index, (one, left, top, right, bottom) in enumerate(long):
        for other, *box in long[index + 1 :]:
            wide, high = min(right, box[2]) - max(left, box[0]), min(bottom, box[3]) - max(top, box[1])
            assert wide < 0.3 or high < 1.8, (one, other)  # boxes are taller than letters


def test_the_last_row_is_never_without_the_total(qapp: QGuiApplication, tmp_path: Path) -> None:
    for count in range(8, 15):  # one of them fills the first page so far that a total would not fit
        pages = Printed(tmp_path, statement_of(count, counterparty=LONG[:20])).texts()
        assert re.search(r"R\d{6}", pages[-1]), f"{count}: a page with a total alone"


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_sandbox_every_page_is_stamped_and_in_production_none(
    language: Language, qapp: QGuiApplication, tmp_path: Path
) -> None:
    statement = statement_of(60, language)
    # Letters that stand askew are words of their own, however they are put together.
    stamped = Printed(tmp_path, statement).run("pdftotext", "-raw").split("\f")[:-1]
    assert len(stamped) > 1
    for page in stamped:
        assert "SIMULATED" in re.sub(r"\s", "", page)
    plain = Printed(tmp_path, replace(statement, stamp="", seal="")).run("pdftotext", "-raw")
    assert "SIMULATED" not in re.sub(r"\s", "", plain)
    assert "模拟章" not in plain


def test_it_is_a4_and_can_be_drawn_off_the_screens_thread(qapp: QGuiApplication, tmp_path: Path) -> None:
    drawn: list[tuple[bytes, int]] = []
    thread = threading.Thread(target=lambda: drawn.append(render_statement(statement_of(120))))
    thread.start()
    thread.join()
    ((pdf, pages),) = drawn
    (tmp_path / "statement.pdf").write_bytes(pdf)
    printed = Printed(tmp_path, statement_of(1))
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", printed.run("pdfinfo"))
    assert size is not None
    assert [round(float(side) / _POINTS) for side in size.groups()] == [WIDTH, HEIGHT]
    assert pages >= 3


def test_the_text_for_simulators_says_the_same() -> None:
    text = statement_of(3).text()
    for word in ("示例银行", "王晓明", "期末余额", "R000002", "SIMULATED", *COLUMNS):
        assert word in text
    assert "这段时间没有收支" in statement_of(0).text()
