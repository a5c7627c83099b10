"""Debian's Chromium, open at the panel: the terminal as somebody without the machine beside them uses it."""

import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from kiosk.money.records import Record
from tests.system.trail import Trail
from tests.system.waiting import SECONDS, until
from ui.touch import DOUBLE_SECONDS

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_PIXEL = """(canvas, [x, y]) =>
    [...canvas.getContext('2d').getImageData(x * canvas.width, y * canvas.height, 1, 1).data].slice(0, 3)"""

Place = tuple[float, float]  # on the live screen, as parts of its width and height


class Browser:
    """One page with the panel. Progress is read from the terminal's journal: its screen is a picture."""

    def __init__(self, page: Page, trail: Trail) -> None:
        self.page = page
        self._trail = trail
        self._seen = 0

    def part(self, name: str) -> Locator:
        """The element with this data-test name."""
        return self.page.locator(f'[data-test="{name}"]')

    def sees(self, prompt: str, place: Place | None = None, colour: str = "") -> None:
        """Wait until a prompt is shown, and until the live picture has `colour` (of `_COLOURS`) at a place of it."""
        self._seen = self._trail.wait("prompt-shown", after=self._seen, prompt=prompt).number
        if place:
            self.shows(place, colour)

    def sees_next(self) -> str:
        """The prompt that is shown after the last one seen."""
        shown = self._trail.wait("prompt-shown", after=self._seen)
        self._seen = shown.number
        return str(shown.fields["prompt"])

    def hears(self, event: str, **fields: str | int) -> Record:
        """Wait for a record after the last prompt seen."""
        return self._trail.wait(event, after=self._seen, **fields)

    def shows(self, place: Place, colour: str) -> None:
        """Wait until the live picture has this colour at a place of it."""
        until(lambda: colour == self.colour(place), lambda: f"{colour} at {place}; it is {self.colour(place)}")

    def colour(self, place: Place) -> str:
        """What the live picture shows there: white, green (a primary button), cream (a warning), or something else."""
        red, green, blue = self.part("screen").evaluate(_PIXEL, list(place))
        if min(red, green, blue) > 248:
            return "white"
        if red < 50 < green < 130 and blue < 110:
            return "green"
        return "cream" if red > 240 and green > 220 and blue < 225 else "something else"

    def touches(self, *places: Place) -> None:
        """Put a finger on the live screen; a moment after the last effect was seen, or it would be a double strike.

        The moment begins here, not at the last touch: a busy terminal may have taken that one much later.
        """
        time.sleep(DOUBLE_SECONDS)
        box = self.part("screen").bounding_box()
        assert box
        for x, y in places:
            self.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])

    def draws(self, *places: Place) -> None:
        """Drag a finger over the live screen, from place to place."""
        box = self.part("screen").bounding_box()
        assert box
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point, steps=4)
        self.page.mouse.up()

    def types(self, keys: Sequence[str]) -> None:
        """Type on a keyboard while the live screen has the focus: characters, or keys by their names."""
        self.part("screen").focus()
        for key in keys:
            self.page.keyboard.press(key)

    def presses(self, *names: str) -> None:
        """Click buttons of the panel, each as soon as it can be."""
        for name in names:
            expect(self.part(name)).not_to_have_attribute("aria-disabled", "true")
            self.part(name).click()


@contextmanager
def chromium(address: str, trail: Trail) -> Generator[Browser]:
    """Open the panel with its one-time address."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed (packaging/apt-test.txt)")
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        expect(page.locator('[data-test="panel"]')).to_have_attribute("data-link", "open")
        yield Browser(page, trail)
        browser.close()
