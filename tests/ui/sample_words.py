"""The words around every sample view, and what puts one together."""

import re
from dataclasses import dataclass
from typing import Any

from kiosk.channels import Language, Mode, Option, View

LATIN = "Aleksandra Konstantinopolskaya-Weatherington"
MASKED = "*leksandra Konstantinopolskaya-Weatherington"


@dataclass(frozen=True)
class Words:
    """Says things in one language, and makes views of one mode."""

    language: Language
    mode: Mode

    def say(self, hans: str, hant: str, english: str) -> str:
        """The text of this language; a figure and its measure word stay on one line."""
        words = {"zh-Hans": hans, "zh-Hant": hant, "en": english}[self.language]
        return re.sub(r"(\d) (?=[元位月日])", "\\1\u00a0", words)

    def view(self, prompt: str, layout: Any, title: str, **more: Any) -> View:
        return View(
            serial=7, prompt=prompt, layout=layout, title=title, **{**_around(self.language, self.mode), **more}
        )

    def step(self) -> dict[str, Any]:
        return {"steps": 5, "done": 2, "step": self.say("收款账号", "收款帳號", "Payee")}

    def slip(self) -> tuple[Option, ...]:
        t = self.say
        return (
            Option(
                "print",
                t("打印凭条", "列印憑條", "Print a slip"),
                t("从屏幕左下方出纸", "從螢幕左下方出紙", "It comes out at the lower left"),
                icon="slip",
            ),
            Option(
                "none",
                t("不要凭条", "不要憑條", "No slip"),
                t("交易记录随时可查", "交易紀錄隨時可查", "The record stays in your account"),
                icon="leaf",
            ),
        )


def _around(language: Language, mode: Mode) -> dict[str, Any]:
    words: dict[Language, dict[str, Any]] = {
        "zh-Hans": {
            "back": "上一步",
            "repeat": "再听一遍",
            "person": "找人帮忙",
            "cancel": "取消并退卡",
            "bank": "示例银行",
            "simulated": "模拟环境",
            "date": "11 月 23 日　星期一",
            "delete": "删除",
            "mode_names": (("standard", "标准"), ("elder", "长辈版"), ("contrast", "高对比")),
        },
        "zh-Hant": {
            "back": "上一步",
            "repeat": "再聽一遍",
            "person": "找人幫忙",
            "cancel": "取消並退卡",
            "bank": "示例銀行",
            "simulated": "模擬環境",
            "date": "11 月 23 日　星期一",
            "delete": "刪除",
            "mode_names": (("standard", "標準"), ("elder", "長輩版"), ("contrast", "高對比")),
        },
        "en": {
            "back": "Back",
            "repeat": "Hear again",
            "person": "Get help",
            "cancel": "Cancel, card out",
            "bank": "Sample Bank",
            "simulated": "SIMULATED",
            "date": "Wednesday 23 September",
            "delete": "Delete",
            "mode_names": (("standard", "Standard"), ("elder", "Large type"), ("contrast", "High contrast")),
        },
    }
    return {
        "language": language,
        "mode": mode,
        "clock": "1931",
        "language_names": (("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文"), ("en", "English")),
        **words[language],
    }
