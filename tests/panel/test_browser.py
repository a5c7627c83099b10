"""The panel in Debian's Chromium: what a tester sees, touches, types and presses."""

import re

import cv2
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.panel.fake_host import CHEN, WANG, FakeHost, picture
from tests.panel.opened import Opened

pytestmark = pytest.mark.browser

PIXEL = "canvas => [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]"
SIZE = "canvas => [canvas.width, canvas.height, canvas.clientWidth / canvas.clientHeight]"
KEYS = [*"0123456789", "enter", "clear", "cancel", "up", "down", "left", "right"]
DOCUMENT_HANDS = ["take-document", "refill-tray"]


def test_it_opens_without_a_complaint(opened: Opened) -> None:
    assert opened.page.url.endswith("/")
    expect(opened.part("link")).to_have_text("Connected")
    expect(opened.part("simulated")).to_have_text("SIMULATED")
    expect(opened.part("no-screen")).to_be_hidden()
    assert opened.complaints == []


def test_it_fits_a_small_desktop(opened: Opened) -> None:
    size = opened.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [1280, 800]


def test_all_that_a_visit_needs_stands_in_view_on_a_low_desktop(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 1280, "height": 720})
    for name in (
        "screen",
        "pin-enter",
        "pin-right",
        "insert-card",
        "pull-card",
        "take-slip",
        "show-slip",
        "take-document",
    ):
        box = opened.part(name).bounding_box()
        assert box
        assert box["y"] >= 0, name
        assert box["y"] + box["height"] <= 720, name


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)], ids=str)
def test_events_can_be_read_on_a_desktop(opened: Opened, size: tuple[int, int]) -> None:
    events = [f"10:31:12  card {number} inserted" for number in range(20)]
    opened.panel.do(lambda host: (host.state.update(log=events), host.changed()))
    opened.page.set_viewport_size({"width": size[0], "height": size[1]})
    for name in ("log", "messages"):
        box = opened.part(name).bounding_box()
        assert box
        assert box["height"] >= 32, f"two lines of {name}"


# -- the screen --------------------------------------------------------------------------------------------------------


def test_frames_are_shown_as_they_come_in_either_orientation(opened: Opened) -> None:
    screen = opened.part("screen")
    assert screen.evaluate(PIXEL)[:3] == [230] * 3
    opened.panel.do(lambda host: host.show(picture(960, 540, grey=40)))
    expect(screen).to_have_attribute("data-frames", "2")
    assert screen.evaluate(PIXEL)[:3] == [40] * 3
    width, height, ratio = screen.evaluate(SIZE)
    assert (width, height) == (960, 540)
    assert ratio == pytest.approx(960 / 540, rel=0.01)


def test_a_broken_frame_is_passed_over(opened: Opened) -> None:
    opened.panel.do(lambda host: host.show(b"no jpeg"))
    opened.panel.do(lambda host: host.show(picture(grey=90)))
    expect(opened.part("screen")).to_have_attribute("data-frames", "2")
    assert opened.complaints == []


def test_it_says_when_no_terminal_shows_its_screen(opened: Opened) -> None:
    opened.panel.do(lambda host: (host.state.update(screen=False), host.changed()))
    expect(opened.part("no-screen")).to_have_text("No terminal shows its screen.")


def test_a_click_arrives_as_parts_of_the_picture(opened: Opened) -> None:
    box = opened.part("screen").bounding_box()
    assert box
    opened.page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    for kind in ("press", "release"):
        touch = opened.input()
        assert touch["kind"] == kind
        assert touch["x"] == pytest.approx(0.25, abs=0.005)
        assert touch["y"] == pytest.approx(0.75, abs=0.005)


def test_a_finger_that_moves_is_followed_and_never_leaves_the_picture(opened: Opened) -> None:
    box = opened.part("screen").bounding_box()
    assert box
    mouse = opened.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] - 15, box["y"] + box["height"] / 2)
    mouse.up()
    touches = [opened.input()]
    while touches[-1]["kind"] != "release":
        touches.append(opened.input())
    assert [touch["kind"] for touch in touches] == ["press", "move", "release"]
    assert [touch["x"] for touch in touches[1:]] == [0, 0]


def test_moving_without_pressing_and_the_other_buttons_touch_nothing(opened: Opened) -> None:
    screen = opened.part("screen")
    screen.hover()
    screen.click(button="right")
    opened.page.mouse.move(5, 5)
    opened.page.mouse.down()
    screen.hover()
    opened.page.mouse.up()
    screen.click(position={"x": 1, "y": 1})
    assert opened.input() == {"kind": "press", "x": pytest.approx(0, abs=0.01), "y": pytest.approx(0, abs=0.01)}


def test_keys_go_to_the_terminal_while_its_screen_has_the_focus(opened: Opened) -> None:
    page = opened.page
    help_text = page.locator("#screen-help")
    page.keyboard.press("7")
    opened.tab_to("screen")
    expect(help_text).to_have_text(re.compile(r"Keys go to the terminal\. Tab leaves\."), use_inner_text=True)
    for key in ("5", "ArrowDown", "Enter", "Escape", "A", "Control+c", "Shift"):
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    page.keyboard.press("8")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("9")
    typed = [opened.input() for _ in range(6)]
    assert typed == [{"kind": "key", "key": key} for key in ("5", "ArrowDown", "Enter", "Escape", "A", "9")]


def test_a_key_held_down_counts_once(opened: Opened) -> None:
    opened.part("screen").focus()
    for _ in range(3):
        opened.page.keyboard.down("5")
    opened.page.keyboard.up("5")
    opened.page.keyboard.press("6")
    assert [opened.input()["key"] for _ in range(2)] == ["5", "6"]


# -- the card ----------------------------------------------------------------------------------------------------------


def test_a_card_is_inserted_by_keyboard_alone(opened: Opened) -> None:
    opened.tab_to("card-select")
    opened.page.keyboard.press("ArrowDown")
    expect(opened.part("card-pin")).to_have_text("460203")
    expect(opened.part("card-accounts")).to_have_text("Account 6200 0083 3028 4348")
    expect(opened.part("card-person")).to_have_text("ID 990101194602032042, phone 19900001148")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.done() == ("insert-card", {"card": CHEN["card"]})
    expect(opened.part("said")).to_have_text("Card inserted.")
    expect(opened.part("card-reader-state")).to_contain_text("Holds")


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ({"position": "absent", "gate_open": False}, set[str]()),
        ({"position": "absent", "gate_open": True}, {"insert-card"}),
        ({"position": "inside", "gate_open": False}, {"pull-card"}),
        ({"position": "at-gate", "gate_open": False}, {"take-card", "pull-card"}),
        ({"position": "absent", "gate_open": False, "retained": [WANG["label"]]}, {"empty-bin"}),
    ],
)
def test_what_can_be_done_with_the_card_can_be_seen(
    opened: Opened, state: dict[str, object], possible: set[str]
) -> None:
    opened.device("card-reader", **state)
    for name in ("insert-card", "take-card", "pull-card", "empty-bin"):
        expect(opened.part(name)).to_have_attribute("aria-disabled", str(name not in possible).lower())


def test_what_cannot_be_done_says_why_and_keeps_the_focus(opened: Opened) -> None:
    opened.panel.host.refuse = "No card is presented."
    opened.part("take-card").focus()
    opened.page.keyboard.press("Enter")
    assert opened.done() == ("take-card", {})
    expect(opened.part("said")).to_have_text("No card is presented.")
    expect(opened.part("take-card")).to_be_focused()


@pytest.mark.parametrize("name", ["take-card", "pull-card", "empty-bin", "take-slip", "refill-paper", *DOCUMENT_HANDS])
def test_each_hand_does_its_own(opened: Opened, name: str) -> None:
    opened.device("card-reader", position="at-gate", card=WANG["label"], retained=[WANG["label"]])
    opened.device("printer", waiting="0001", slips=["0001"])
    opened.device("document-printer", waiting="0001", documents=["0001"])
    opened.part(name).click()
    assert opened.done() == (name, {})


# -- PIN pad -----------------------------------------------------------------------------------------------------------


def test_every_key_of_the_pad_is_there(opened: Opened) -> None:
    for key in KEYS:
        opened.part(f"pin-{key}").click()
    assert [opened.done() for _ in KEYS] == [("key", {"key": key}) for key in KEYS]


def test_digits_can_be_typed_at_the_pad(opened: Opened) -> None:
    opened.tab_to("pin-1")
    for key in ("2", "7", "4", "Backspace", "x"):
        opened.page.keyboard.press(key)
    opened.tab_to("pin-enter")
    opened.page.keyboard.press("Enter")
    assert [opened.done()[1]["key"] for _ in range(5)] == ["2", "7", "4", "clear", "enter"]


def test_the_pad_shows_how_many_digits_and_none_of_them(opened: Opened) -> None:
    opened.device("pin-pad", entering=True, digits=4)
    expect(opened.part("pin-pad-state")).to_have_text("PIN entry: 4 digits.")
    expect(opened.part("pin-pad-state").locator(".full")).to_have_count(4)
    opened.device("pin-pad", entering=False, digits=0)
    expect(opened.part("pin-pad-state")).to_have_text("Keys go to the terminal in clear.")


# -- faults, lights, paper ---------------------------------------------------------------------------------------------


def test_every_fault_of_every_device_can_be_switched(opened: Opened) -> None:
    devices = opened.panel.host.snapshot()["devices"]
    for band in opened.page.locator("summary").all():
        band.click()
    for device, state in devices.items():
        for fault in state["known_faults"]:
            button = opened.part(f"fault-{device}-{fault}")
            for on, shown in (("true", "true"), ("false", "false")):
                button.click()
                assert opened.done() == ("set-fault", {"device": device, "fault": fault, "on": on})
                expect(button).to_have_attribute("aria-pressed", shown)
        opened.part(f"power-cycle-{device}").click()
        assert opened.done() == ("power-cycle", {"device": device})


def test_a_fault_is_said_in_words(opened: Opened) -> None:
    opened.device("card-reader", faults=["jam"])
    expect(opened.part("card-reader-state")).to_contain_text("Jammed.")
    opened.device("printer", faults=["empty"])
    expect(opened.part("printer-state")).to_contain_text("Out of paper.")
    opened.device("document-printer", faults=["jam"])
    expect(opened.part("document-printer-state")).to_contain_text("Jammed.")
    opened.device("pin-pad", faults=["gone"])
    expect(opened.part("pin-pad-state")).to_contain_text("Gone:")


def test_lights_and_beeps_are_shown_in_words(opened: Opened) -> None:
    for light, shown in (("assistance", "off"), ("card", "flashing"), ("paper", "off"), ("pin-pad", "on")):
        expect(opened.part(f"light-{light}")).to_contain_text(shown)
    opened.device("signals", beeps=2)
    expect(opened.part("beeps")).to_contain_text("2")
    expect(opened.part("beeps")).to_have_attribute("data-state", "on")
    expect(opened.part("beeps")).to_have_attribute("data-state", "off")


def test_a_slip_can_be_looked_at(opened: Opened) -> None:
    png = cv2.imencode(".png", np.full((300, 576), 255, np.uint8))[1].tobytes()
    expect(opened.part("slip-select")).to_have_text("none yet")
    opened.part("show-slip").focus()
    opened.page.keyboard.press("Enter")
    expect(opened.part("said")).to_have_text("No slip was printed yet.")

    def print_two(host: FakeHost) -> None:
        host.print_slip("0001", png, "first")
        host.print_slip("0002", png, "示例银行\nSIMULATED")

    opened.panel.do(print_two)
    expect(opened.part("printer-state")).to_contain_text("Slip 0002 hangs at the outlet.")
    opened.page.keyboard.press("Enter")
    expect(opened.part("slip-text")).to_have_text("示例银行\nSIMULATED")
    expect(opened.part("slip-name")).to_have_text("Slip 0002")
    opened.page.wait_for_function("document.querySelector('[data-test=slip-image]').naturalWidth === 576")
    opened.page.keyboard.press("Escape")
    expect(opened.part("slip-dialog")).to_be_hidden()
    expect(opened.part("show-slip")).to_be_focused()
    assert opened.complaints == []


def test_a_document_is_opened_in_a_tab_of_its_own_by_keyboard(opened: Opened) -> None:
    expect(opened.part("document-select")).to_have_text("none yet")
    opened.part("open-document").focus()
    opened.page.keyboard.press("Enter")
    expect(opened.part("said")).to_have_text("No document was printed yet.")
    opened.panel.do(lambda host: host.print_document("0001", b"%PDF-1.7", "first"))
    expect(opened.part("document-printer-state")).to_contain_text("Document 0001 lies at the outlet. 250 sheets")
    with opened.page.context.expect_event("request", lambda request: request.url.endswith(".pdf")) as asked:
        opened.page.keyboard.press("Enter")
    assert asked.value.url.endswith("/documents/0001.pdf")
    answer = asked.value.response()
    assert answer is not None
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")


# -- events ------------------------------------------------------------------------------------------------------------


def test_events_are_added_once_and_repeated_ones_counted(opened: Opened) -> None:
    def log(*lines: str) -> None:
        opened.panel.do(lambda host: (host.state.update(log=list(lines)), host.changed()))

    said = ["Card reader: Jam on", "Printer: switched off and on", "Slip taken"]
    items = opened.part("log").locator("li span")
    log("a", "b")
    expect(items).to_have_text(["a", "b"])
    log("a", "b", "b", "b")
    expect(items).to_have_text(["a", "b × 3"])
    log("b", "b", "b", "c", "a")  # the simulator keeps the last ones only
    expect(items).to_have_text(["a", "b × 3", "c", "a"])
    log("d", "set-fault card-reader jam true", "power-cycle printer", "take-slip")
    expect(items).to_have_text(["a", "b × 3", "c", "a", "d", *said])
