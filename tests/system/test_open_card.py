"""An account and its card in a browser, through the panel alone: customer, staff, real engine, a drawn person."""

import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from drivers.simulator.people import PEOPLE
from tests.system.browser import Browser, Place, chromium
from tests.system.canary import found_in, jpeg_in, written
from tests.system.sandbox import Sandbox
from tests.system.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Slow machines give few pictures a second: nobody is asked for a movement quicker than they can be seen to do it.
_PATIENT = {"KIOSK_FACE__CHALLENGE_SECONDS": "10", "KIOSK_FACE__FIND_SECONDS": "60"}
_WHO = "yusup-kadir"  # has a resident ID and no account
_PIN = "593817"

# Where things stand on the portrait screen.
PRIMARY, OTHER = (0.5, 0.825), (0.2, 0.825)  # the green button, and what is left of it: clear of their words
STAFF_HERE, NEXT_PAGE, APPROVE = (0.92, 0.863), (0.8, 0.857), (0.45, 0.71)
SIGNATURE: tuple[Place, ...] = ((0.2, 0.6), (0.35, 0.45), (0.4, 0.6), (0.6, 0.5), (0.8, 0.6))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        with Sandbox(folder, _PATIENT) as running:
            running.ready()
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_from_the_first_screen_to_the_card_in_use(sandbox: Sandbox) -> None:
    world = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))
    person = next(one for one in world["people"] if one["id"] == _WHO)
    staff = world["staff"][0]
    before = sandbox.ledger.nobodys_cards()
    with chromium(sandbox.address, sandbox.trail) as browser:
        _stands_before_the_camera(browser, person["name"])
        _answers(browser, ("attract", "4"), ("opening-kind", "1"))
        _accepts(browser, "opening-account-agreement", pages=2)
        _accepts(browser, "opening-personal-data", pages=2)
        browser.sees("place-id-document")
        browser.part("id-select").select_option(f"{_WHO}/resident-id")
        browser.presses("lay-id-document")
        _answers(browser, ("face-consent", "2"))
        _accepts(browser, "opening-stills", pages=1)
        _is_known(browser, sandbox)
        browser.types([*person["phone"]])
        browser.touches(PRIMARY)
        browser.sees("opening-phone-code", PRIMARY, "green")
        code = _newest_code(browser)
        browser.types([*code])
        browser.touches(PRIMARY)
        _answers(browser, ("opening-address", "1"), ("opening-occupation", "1"), ("opening-purpose", "1"))
        browser.sees("opening-review", PRIMARY, "green")
        browser.touches(PRIMARY)
        for prompt in ("pin-new", "pin-new-again"):
            _enters_pin(browser, prompt, _PIN)
        browser.sees("opening-sign", PRIMARY, "green")
        browser.draws(*SIGNATURE)
        browser.touches(PRIMARY)

        browser.sees("opening-waiting", STAFF_HERE, "white")
        expect(browser.part("light-assistance")).to_have_attribute("data-state", "on")
        _approves(browser, staff["number"], staff["pin"])

        browser.sees("take-new-card")
        browser.presses("dispenser-summary", "take-dispensed-card")
        _answers(browser, ("opening-alerts", "1"), ("opening-limits", "2"), ("opening-done", "1"))
        # they came: nobody is waited for any more
        expect(browser.part("light-assistance")).to_have_attribute("data-state", "off")
        browser.sees("take-slip")
        browser.presses("take-slip")
        browser.hears("slip-taken", end="taken")
        browser.presses("take-id-document")
        browser.hears("id-document-return-complete", disposition="taken")
        browser.hears("session-end", reason="finished")

        pan = _uses_the_card(browser)

    (card,) = sandbox.ledger.cards(person["name"])
    assert card == ("active", f"{pan[:4]} {pan[4:6]}** **** {pan[-4:]}")
    assert sandbox.ledger.applications() == [("opening", "issued")]
    assert sandbox.ledger.nobodys_cards() == before, "no number was reserved for nothing"
    assert sandbox.control.ledger_check().sound
    events = [record.event for record in sandbox.trail.records()]
    reported = [record.fields["plastic"] for record in sandbox.trail.found("issue-reported", answer="done")]
    assert reported == ["encoded", "presented", "taken"]
    assert (events.count("issue-bound"), events.count("issue-fed"), events.count("issue-presented")) == (1, 1, 1)
    (call,) = sandbox.trail.found("assistance-complete")
    assert call.fields["disposition"] == "answered"
    assert sandbox.trail.problems() == []
    texts = {name: person[name] for name in ("id_number", "phone", "name", "name_latin")}
    _nothing_is_left(sandbox, texts | {"card": pan, "PIN": _PIN, "code": code, "staff's PIN": staff["pin"]})


def _stands_before_the_camera(browser: Browser, name: str) -> None:
    """Put the person there, who does what the screen asks, and wait until all their pictures are drawn."""
    browser.presses("id-summary", "camera-summary")
    browser.part("camera-person").select_option(_WHO)
    browser.presses("put-before-camera")
    expect(browser.part("camera-state")).to_contain_text(name)
    expect(browser.part("camera-obeys")).to_be_checked()
    bar = browser.part("camera-drawn")
    until(lambda: bar.evaluate("(bar) => bar.max > 1 && bar.value === bar.max"), "all their pictures")


def _answers(browser: Browser, *answers: tuple[str, str]) -> None:
    """Choose on a keyboard: a digit moves the ring, Enter takes what it stands on."""
    for prompt, digit in answers:
        browser.sees(prompt)
        browser.types((digit, "Enter"))


def _accepts(browser: Browser, prompt: str, *, pages: int) -> None:
    """Read one page or two, and accept on the last: only that one has the other button."""
    browser.sees(prompt, PRIMARY, "green")
    if pages > 1:
        until(lambda: browser.colour(OTHER) != "white", f"the first page of {prompt}")
        browser.touches(PRIMARY)
    browser.shows(OTHER, "white")
    browser.touches(PRIMARY)


def _is_known(browser: Browser, sandbox: Sandbox) -> None:
    """Look into the camera, again where a slow machine missed a movement: twice at most."""
    browser.sees("face-look")
    while (prompt := browser.sees_next()) == "face-failed":
        browser.types(("1", "Enter"))
        browser.sees("face-look")
    assert prompt == "opening-phone"
    assert sandbox.trail.found("face-check-complete")[-1].fields["liveness"] == "live"


def _newest_code(browser: Browser) -> str:
    """The code in the newest message on the panel's phone."""

    def found() -> str:
        codes = re.findall(r"\b\d{6}\b", browser.part("messages").inner_text())
        return codes[-1] if codes else ""

    return until(found, "a message with a code")


def _enters_pin(browser: Browser, prompt: str, pin: str) -> None:
    browser.sees(prompt)
    expect(browser.part("pin-pad-state")).to_contain_text("PIN entry: 0 digits")
    browser.presses(*[f"pin-{digit}" for digit in pin], "pin-enter")


def _approves(browser: Browser, number: str, pin: str) -> None:
    """Staff sign in over the customer's screen, go through the file to its last page, and approve."""
    browser.touches(STAFF_HERE)
    browser.sees("staff-number", PRIMARY, "green")
    browser.types([*number])
    browser.touches(PRIMARY)
    _enters_pin(browser, "staff-pin", pin)
    browser.sees("staff-file", NEXT_PAGE, "white")
    while browser.colour(APPROVE) != "white":
        browser.touches(NEXT_PAGE)  # on the last page there is nothing
    browser.touches(APPROVE)
    browser.sees("staff-decided-approve", PRIMARY, "green")
    browser.touches(PRIMARY)


def _uses_the_card(browser: Browser) -> str:
    """Sign in with the new card and the PIN that was chosen, and take it back. Gives its number."""
    browser.sees("attract")
    ours = browser.part("card-select").locator("option").last
    pan = ours.get_attribute("value") or ""
    browser.part("card-select").select_option(pan)
    browser.presses("insert-card")
    _enters_pin(browser, "pin-sign-in", _PIN)
    _answers(browser, ("menu", "5"))
    browser.presses("take-card")
    browser.hears("card-return-complete", disposition="taken")
    browser.sees("attract")
    return pan


def _nothing_is_left(sandbox: Sandbox, secrets: dict[str, str]) -> None:
    """Nothing with the terminal; at the bank no number, no PIN. The card itself bears its number."""
    for name, data in written(sandbox).items():
        if not name.endswith("plastic.json"):
            assert found_in(data, secrets) == [], name
            assert not jpeg_in(data), name  # no picture
    sealed = {name: secrets[name] for name in ("card", "PIN", "id_number", "staff's PIN")}
    for file in (sandbox.state / "bank").iterdir():
        assert found_in(file.read_bytes(), sealed) == [], file
