"""What the bank wrote to phones, as the panel shows it."""

import pytest
from playwright.sync_api import expect

from tests.panel.opened import Opened

pytestmark = pytest.mark.browser

FIRST = {"to": "199 **** 1011", "text": "[Sample Bank] Your code is 123456.", "at": "2026-03-02T02:30:00+00:00"}
SECOND = {"to": "199 **** 1148", "text": "【示例银行】您的验证码是 654321。", "at": "2026-03-02T02:31:00+00:00"}


def arrive(opened: Opened, *messages: dict[str, str]) -> None:
    opened.panel.do(lambda host: (host.state.update(messages=list(messages)), host.changed()))


def test_messages_come_as_they_arrive_the_newest_first(opened: Opened) -> None:
    items = opened.part("messages").locator("li")
    expect(items).to_have_text(["No message yet."])
    arrive(opened, FIRST)
    expect(items).to_have_count(1)
    expect(items.first).to_contain_text("To 199 **** 1011 at ")
    expect(items.first.locator("time")).to_have_attribute("datetime", FIRST["at"])
    expect(items.first).to_contain_text(FIRST["text"])
    arrive(opened, SECOND, FIRST)
    expect(items).to_contain_text([SECOND["text"], FIRST["text"]])
    assert opened.complaints == []


def test_what_was_read_stays_and_what_is_old_goes(opened: Opened) -> None:
    arrive(opened, FIRST)
    items = opened.part("messages").locator("li")
    expect(items).to_contain_text([FIRST["text"]])
    items.first.evaluate("element => { element.dataset.mark = 'here'; }")
    arrive(opened, SECOND, FIRST)
    expect(items.nth(1)).to_have_attribute("data-mark", "here")
    arrive(opened, SECOND)
    expect(items).to_contain_text([SECOND["text"]])


def test_it_is_a_log_that_the_keyboard_reaches(opened: Opened) -> None:
    arrive(opened, *[FIRST | {"text": f"{FIRST['text']} {number}"} for number in range(10)])
    log = opened.page.get_by_role("log", name="Phone")
    expect(log.locator("li")).to_have_count(10)
    opened.tab_to("messages")
    before = log.evaluate("element => element.scrollTop")
    opened.page.keyboard.press("End")
    opened.page.wait_for_function("""() => document.querySelector('[data-test="messages"]').scrollTop > 0""")
    assert before == 0


def test_a_message_is_text_and_nothing_else(opened: Opened) -> None:
    arrive(opened, FIRST | {"text": "<img src=x onerror=alert(1)>"})
    expect(opened.part("messages")).to_contain_text("<img src=x onerror=alert(1)>")
    assert opened.part("messages").locator("img").count() == 0
