"""A visit in a browser, through the panel alone; and who stays outside."""

import httpx
import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.codes import code_on
from tests.system.browser import Browser, Place, chromium
from tests.system.people import MARIA, WANG
from tests.system.sandbox import Sandbox

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Where things stand on the portrait screen.
TILES: tuple[Place, ...] = tuple((0.8, y) for y in (0.458, 0.554, 0.65, 0.746, 0.842))
YES, NO = (0.8, 0.727), (0.8, 0.84)
NEXT, CONFIRM, WARNING = (0.9, 0.845), (0.55, 0.845), (0.92, 0.707)
_ROWS, _WIDE, _NARROW = (0.46, 0.56, 0.656, 0.754), (0.2, 0.5, 0.79), (0.45, 0.645, 0.84)


def _key(digit: str, columns: tuple[float, ...]) -> Place:
    """Where a digit's key is on a keypad with these columns."""
    row, column = divmod(int(digit) - 1, 3) if digit != "0" else (3, 1)
    return columns[column], _ROWS[row]


def test_a_transfer_from_the_card_to_the_slip(sandbox: Sandbox) -> None:
    before = {one.account: sandbox.ledger.balance(one.account) for one in (WANG, MARIA)}
    with chromium(sandbox.address, sandbox.trail) as browser:
        _sign_in(browser)
        browser.touches(TILES[0])
        browser.sees("transfer-payee", NEXT, "green")
        first, rest = MARIA.account[:12], MARIA.account[12:]
        browser.touches(*[_key(digit, _WIDE) for digit in first])
        browser.types(rest)
        browser.touches(NEXT)
        browser.sees("transfer-confirm", NO, "white")
        browser.touches(YES)
        browser.sees("transfer-amount", NEXT, "green")
        browser.touches(_key("8", _NARROW), _key("0", _NARROW), NEXT)
        _answer(browser, ("transfer-when", "1"), ("transfer-note", "7"), ("risk-guided", "1"), ("risk-urgent", "1"))
        browser.sees("transfer-review", WARNING, "cream")
        browser.touches(CONFIRM)
        browser.sees("pin-order")
        _pin(browser)
        _answer(browser, ("transfer-done", "1"))
        browser.sees("take-slip")
        browser.presses("show-slip")
        expect(browser.part("slip-text")).to_contain_text("Reference")  # it is fetched
        text = browser.part("slip-text").inner_text()
        name = browser.part("slip-name").inner_text().split()[-1]
        picture = browser.page.request.get(f"{sandbox.address.partition('/?')[0]}/slips/{name}.png").body()
        browser.presses("close-slip", "take-slip")
        _answer(browser, ("payee-save", "2"))
        browser.sees("menu", TILES[4], "white")
        browser.touches(TILES[4])
        browser.presses("take-card")
        browser.sees("attract")
        expect(browser.part("card-reader-state")).not_to_contain_text("Holds")
        (session,) = browser.page.context.cookies()
        assert session.get("httpOnly")
        assert session.get("sameSite") == "Strict"
        _strangers_stay_outside(browser.page.url.rstrip("/"), f"{session.get('name')}={session.get('value')}")

    done = sandbox.trail.wait("order-send-complete", disposition="done")
    assert code_on(picture) == f"smart-teller;done;{done.fields['reference']};8000"
    assert f"Reference  {done.fields['reference']}" in text
    assert "CNY 80.00" in text
    assert sandbox.ledger.balance(WANG.account) == before[WANG.account] - 8000
    assert sandbox.ledger.balance(MARIA.account) == before[MARIA.account] + 8000
    assert sandbox.trail.found("card-return-complete", disposition="taken")
    assert sandbox.trail.problems() == []


def _sign_in(browser: Browser) -> None:
    browser.sees("attract")
    browser.part("card-select").select_option(WANG.pan)
    browser.presses("insert-card")
    browser.sees("pin-sign-in")
    _pin(browser)
    browser.sees("menu", TILES[4], "white")


def _pin(browser: Browser) -> None:
    expect(browser.part("pin-pad-state")).to_contain_text("PIN entry")
    browser.presses(*[f"pin-{digit}" for digit in WANG.pin], "pin-enter")


def _answer(browser: Browser, *answers: tuple[str, str]) -> None:
    """Choose on a keyboard: a digit moves the ring, Enter takes what it stands on."""
    for prompt, digit in answers:
        browser.sees(prompt)
        browser.types((digit, "Enter"))


def _strangers_stay_outside(home: str, session: str) -> None:
    """Another page, another name for this machine, a browser without a session: 403, whatever they ask."""
    ours = {"cookie": session, "origin": home}
    wrong: list[dict[str, str]] = [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"host": "elsewhere.example"},
        {"cookie": ""},
        {"cookie": session[:-1] + ("a" if session[-1] != "a" else "b")},
    ]
    press = {"do": "key", "args": {"key": "1"}}
    with httpx.Client(trust_env=False) as client:
        assert client.post(f"{home}/do", json=press, headers=ours).status_code == 200
        for strange in wrong:
            assert client.post(f"{home}/do", json=press, headers=ours | strange).status_code == 403, strange
            if "origin" not in strange:
                for path in ("/", "/snapshot", "/slips/0001.png"):
                    assert client.get(home + path, headers=ours | strange).status_code == 403, strange
        assert client.get(f"{home}/?token=guessed").status_code == 403
    for strange in wrong:
        if "host" not in strange:
            with (
                pytest.raises(InvalidStatus, match="403"),
                connect(home.replace("http", "ws") + "/live", additional_headers=ours | strange, proxy=None),
            ):
                pass
