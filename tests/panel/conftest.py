from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.panel.opened import Opened
from tests.panel.running import SECONDS, RunningPanel

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def panel() -> Iterator[RunningPanel]:
    running = RunningPanel()
    yield running
    running.stop()


# playwright keeps a loop running in this thread for as long as it lives: it must be gone before other tests
@pytest.fixture(scope="module")
def chromium() -> Generator[Browser, None, None]:
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(SECONDS * 1000)
    yield context
    context.close()


@pytest.fixture
def opened(context: BrowserContext, panel: RunningPanel) -> Opened:
    """An open panel that has complained about nothing so far."""
    opened = Opened(context.new_page(), panel)
    opened.open(panel.start())
    return opened
