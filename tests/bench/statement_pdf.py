"""How long it takes to draw a statement."""

import os
import statistics
import time

from PySide6.QtGui import QGuiApplication

from kiosk.papers import Line, Movement, Statement
from tests.bench.report import Figure, Progress
from ui.statement import render_statement

_ROWS, _DRAWN = 120, 30


def statement_pdf(progress: Progress) -> list[Figure]:
    """Draw a statement of 120 movements again and again; the first one, which loads the fonts, does not count."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    statement = _statement()
    pages = render_statement(statement)[1]
    samples: list[float] = []
    for drawn in range(_DRAWN):
        begun = time.perf_counter()
        render_statement(statement)
        samples.append((time.perf_counter() - begun) * 1000)
        progress(drawn + 1, _DRAWN)
    del application
    conditions = f"median of {_DRAWN} statements of {_ROWS} movements, {pages} pages, in Chinese, with stamp and seal"
    return [Figure("statement_pdf_ms", statistics.median(samples), "ms", len(samples), conditions, samples)]


def _statement() -> Statement:
    return Statement(
        language="zh-Hans",
        bank="示例银行",
        title="账户对账单",
        facts=(
            Line("户名", "王小明", strong=True),
            Line("账号", "6200 00** **** 4348"),
            Line("起止日期", "2026-09-01 至 2026-11-25"),
            Line("对账单号", "20261125000017"),
        ),
        sums=(
            Line("期初余额", "50,000.00"),
            Line("收入合计", "0.00"),
            Line("支出合计", "1,200.00"),
            Line("期末余额", "48,800.00", strong=True),
        ),
        columns=("日期", "摘要", "对方", "收入", "支出", "余额"),
        movements=tuple(
            Movement(
                date=f"2026-11-{number % 28 + 1:02}",
                what=("购物", "转账", "水电煤")[number % 3],
                counterparty=("*桂英", "阳光便利店人民路店", "市自来水有限责任公司客户服务中心营业厅")[number % 3],
                paid_in="",
                paid_out="10.00",
                balance=f"{50_000 - (number + 1) * 10:,}.00",
                notes=("6200 00** **** 4821", "房租") if number % 3 == 1 else (),
            )
            for number in range(_ROWS)
        ),
        empty="这段时间没有收支",
        footer=("金额单位：元。", "如有疑问，请凭对账单号向本行工作人员查询。"),
        page="第 {page} 页，共 {pages} 页",
        stamp="模拟 SIMULATED",
        seal="模拟章",
    )
