"""The panel for those who use it by keyboard, with a screen reader, or with weak eyes."""

import pytest
from playwright.sync_api import expect

from tests.panel.opened import Opened

pytestmark = pytest.mark.browser

# What a keyboard must reach: everything that can be pressed, chosen, typed into or scrolled.
REACHABLE = """
() => [...document.querySelectorAll("button, select, input, a, summary, canvas, [tabindex='0']")]
  .filter((element) => element.checkVisibility() && !element.closest("dialog:not([open])"))
  .map((element) => element.dataset.test ?? element.className)
"""
FOCUSED = """
() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  return {
    name: element === document.body ? "" : element.dataset.test ?? element.className,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}
"""
# Of every element that holds text of its own: the contrast of its colour with what lies behind (WCAG 2.2, 1.4.3).
CONTRAST = """
() => {
  const rgba = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (x, y) => x * top.a + y * (1 - top.a);
    return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
  };
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.push(rgba(getComputedStyle(e).backgroundColor));
      if (layers.at(-1).a === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const luminance = ({ r, g, b }) => {
    const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.className === "unseen") continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const [high, low] = [over(rgba(style.color), ground), ground].map(luminance).sort((a, b) => b - a);
    found.push([(high + 0.05) / (low + 0.05), element.outerHTML.slice(0, 90)]);
  }
  return found;
}
"""


def test_tab_reaches_everything_and_the_focus_is_seen(opened: Opened) -> None:
    wanted: list[str] = opened.page.evaluate(REACHABLE)
    reached: list[str] = []
    for _ in range(len(wanted) + 1):
        opened.page.keyboard.press("Tab")
        focused = opened.page.evaluate(FOCUSED)
        if not focused["name"]:
            break
        assert focused["ring"], focused["name"]
        reached.append(focused["name"])
    assert sorted(reached) == sorted(wanted)
    assert len(wanted) >= 50
    assert reached == wanted  # in the order of the page


def test_there_is_a_way_around_the_screen(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate(FOCUSED)["name"] == "fault-signals-slow"


def test_everything_that_can_be_used_has_a_name(opened: Opened) -> None:
    roles = ("button", "combobox", "application", "log", "group", "region", "heading", "status")
    tree = opened.page.locator("body").aria_snapshot().splitlines()
    nodes = [line.strip().removeprefix("- ") for line in tree]
    named = [node for node in nodes if node.split(" ")[0].rstrip(":") in roles]
    assert len([node for node in named if node.startswith("button")]) >= 45
    may_be_empty = ("status",)
    assert [node for node in named if '"' not in node and not node.startswith(may_be_empty)] == []


def test_names_tell_devices_apart(opened: Opened) -> None:
    for device in ("the printer", "the document printer", "the PIN pad", "the card reader"):
        expect(opened.page.get_by_role("button", name=f"Restart {device}")).to_have_count(1)
        expect(opened.page.get_by_role("group", name=f"Faults of {device}")).to_have_count(1)
    assert opened.page.get_by_role("application", name="Live screen").count() == 1


def test_news_are_read_out(opened: Opened) -> None:
    expect(opened.part("said")).to_have_role("status")
    expect(opened.part("link")).to_have_role("status")
    expect(opened.part("log")).to_have_role("log")
    expect(opened.part("lost")).to_have_attribute("role", "alert")


def test_text_stands_out_from_its_ground(opened: Opened) -> None:
    opened.device("card-reader", faults=["jam", "gone"], position="at-gate")
    opened.device("printer", faults=["empty"], waiting="")
    opened.device("document-printer", faults=["empty"], waiting="")
    opened.device("pin-pad", entering=True, digits=2, faults=["no-key"])
    opened.device("signals", lights={"assistance": "flashing", "card": "on", "paper": "off", "pin-pad": "on"})
    opened.panel.host.refuse = "No."
    opened.part("take-card").click()
    expect(opened.part("said")).to_have_text("No.")
    found: list[tuple[float, str]] = opened.page.evaluate(CONTRAST)
    assert len(found) > 60
    assert [(round(ratio, 2), html) for ratio, html in found if ratio < 4.5] == []


def test_it_can_be_read_on_a_narrow_screen(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 390, "height": 800})
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
