"""A customer speaks to the running terminal: a synthetic voice in noise, the real ears, every real process."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.people import WANG
from tests.system.sandbox import Sandbox
from tests.system.waiting import until

pytestmark = pytest.mark.slow


@pytest.fixture
def chinese() -> Iterator[Sandbox]:
    """A terminal that is ready for its first customer, in Chinese."""
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        with Sandbox(folder, {"KIOSK_SESSION__LANGUAGE": "zh-Hans"}) as running:
            running.ready()
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _says(sandbox: Sandbox, words: str, after: str) -> None:
    """Say it once the terminal has said `after` to the end. It hears nothing while it speaks: who says something
    waits for its next sentence, too."""

    def said() -> bool:
        return any(
            after in line["text"] and line["state"] == "whole" for line in sandbox.panel.device("audio")["spoken"]
        )

    until(said, f"the terminal says {after!r}")
    sandbox.panel.do("say", text=words, language="zh-Hans", noise="20 dB")


def test_a_wish_is_heard_and_the_visit_ends_by_voice_but_for_the_pin(chinese: Sandbox) -> None:
    customer = chinese.customer(WANG)
    customer.sees("attract")
    _says(chinese, "我想给女儿转五百块", after="您好")
    chinese.trail.wait("wish-heard", service="transfer")
    customer.sees("insert-card")
    customer.inserts_card()
    customer.sees("pin-sign-in")
    customer.enters_pin()
    customer.sees("transfer-payee")
    _says(chinese, "返回", after="收款人的账号")
    customer.sees("menu")
    _says(chinese, "查询", after="请选择要办的业务")
    customer.sees("account")
    customer.goes_back()
    customer.sees("menu")
    customer.leaves()
    spoken = [line["text"] for line in chinese.panel.device("audio")["spoken"]]
    assert any("请选择要办的业务" in text for text in spoken)
    assert not any("88" in text or WANG.pin in text for text in spoken), "nothing private in the open"
    assert chinese.trail.problems() == []
