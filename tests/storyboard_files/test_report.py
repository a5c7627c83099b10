"""What a run leaves behind: the last line, the page, the pictures, JUnit XML; and how a story fails."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.looking import words_on
from kiosk.storyboards.player import Result, play
from kiosk.storyboards.story import read_story
from kiosk.storyboards.verbs import Known
from tests.panel.conftest import CHROMIUM, FLAGS
from tests.screens.samples import views
from tests.storyboard_files.conftest import Write

PASSES = """\
title: Who looks & goes, <b>quickly</b>
customer: wang-xiaoming
steps:
  - press: transfer
  - see: insert-card
  - press: back
  - wait for: attract
ends: back
"""
FAILS = """\
title: Expects what is not there
customer: wang-xiaoming
steps:
  - press: transfer
  - see: {prompt: insert-card, says: 请放入现金}
  - press: back
ends: back
"""


def kiosk(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kiosk.cli", "storyboard", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def failing(text: str, write: Write, banks: FreshBanks, known: Known) -> Result:
    story = read_story(write(text), known)
    with banks.bank(story.time) as bank:
        return play(story, bank, known.people, banks.moment(story.time), patience=0.5)


@pytest.mark.slow
def test_a_run_with_a_failure(tmp_path: Path) -> None:
    stories, report = tmp_path / "stories", tmp_path / "report"
    stories.mkdir()
    (stories / "passes.yaml").write_text(PASSES, encoding="utf-8")
    (stories / "fails.yaml").write_text(FAILS, encoding="utf-8")
    ran = kiosk("run", str(stories), "--report", str(report), "--patience", "3")
    assert ran.returncode == 1, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[-1] == "1 passed, 1 failed"
    assert f"{stories}/fails.yaml:5: see: prompt: insert-card; says: 请放入现金: expected '请放入现金' on" in ran.stdout

    page = (report / "index.html").read_text(encoding="utf-8")
    pictures = Sources.of(page)
    assert pictures
    assert all((report / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    assert "<script" not in page
    assert "prefers-color-scheme: dark" in page
    assert "1 passed, 1 failed" in page
    assert "Who looks &amp; goes, &lt;b&gt;quickly&lt;/b&gt;" in page
    assert "expected &#x27;请放入现金&#x27; on insert-card; there was:" in page

    assert page.count("expected &#x27;请放入现金&#x27; on insert-card") == 2, "in the table, and at the step"
    assert "drawn" in ran.stderr
    opens_by_its_name(report / "index.html")

    check_junit(ET.parse(report / "junit.xml").getroot())


def opens_by_its_name(page: Path) -> None:
    """A story opens when its name is clicked, and one that failed where it failed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 900, "height": 500})
        opened.goto(page.as_uri())
        story = opened.locator("details", has_text="Who looks & goes")
        assert not story.evaluate("details => details.open")
        opened.get_by_role("link", name="Who looks & goes").click()
        assert story.evaluate("details => details.open")
        opened.get_by_role("link", name="Expects what is not there").click()
        expect(opened.locator("li:target .failure")).to_be_in_viewport()
        browser.close()


def check_junit(root: ET.Element) -> None:
    """The shape that CI servers read (the XML schema of Jenkins' xUnit plugin)."""
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "0")
    suites = list(root)
    assert [suite.tag for suite in suites] == ["testsuite"]
    assert {"name", "tests", "failures", "errors", "skipped", "time"} == set(suites[0].attrib)
    cases = list(suites[0])
    assert [case.tag for case in cases] == ["testcase", "testcase"]
    for case in cases:
        assert {"classname", "name", "file", "time"} == set(case.attrib)
        assert float(case.attrib["time"]) > 0
    failures = [failure for case in cases for failure in case]
    assert [failure.tag for failure in failures] == ["failure"]
    assert set(failures[0].attrib) == {"message", "type"}
    assert "请放入现金" in failures[0].attrib["message"]
    assert "press: transfer" in (failures[0].text or "")


def test_a_file_that_cannot_be_read_is_exit_code_2(write: Write, tmp_path: Path) -> None:
    file = write(PASSES.replace("press: transfer", "presss: transfer"))
    for ran in (kiosk("check", str(file)), kiosk("run", str(file), "--report", str(tmp_path / "report"))):
        assert ran.returncode == 2
        assert f"{file}:4: steps[1].presss: 'presss' is not known" in ran.stderr
        assert "did you mean 'press'?" in ran.stderr
    assert not (tmp_path / "report").exists()


def test_files_that_can_be_played(write: Write) -> None:
    ran = kiosk("check", str(write(PASSES).parent))
    assert (ran.returncode, ran.stdout) == (0, "1 file can be played\n")


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("ends: back", "ends: finished", 7, "expected the visit to end as 'finished'; the journal says"),
        ("ends: back", "ends: back\nledger: {li-na: +1.00}", 7, "expected +1.00 for li-na; there was +0.00"),
        ("see: insert-card", "see: transfer-payee", 5, "expected the prompt transfer-payee; there was insert-card"),
        ("see: insert-card", "see: {figure: '1.00'}", 5, "expected the figure '1.00' on insert-card; there was ''"),
        ("see: insert-card", "see: {does not say: 插}", 5, "expected no '插' on insert-card"),
        ("see: insert-card", "see: {mode: elder}", 5, "expected the mode 'elder' on insert-card; there was 'standard'"),
        ("see: insert-card", "see: {offers: continue}", 5, "expected 'continue' to be pressed on insert-card"),
        ("see: insert-card", "see: {does not offer: back}", 5, "expected no 'back' to be pressed on insert-card"),
        ("press: back", "press: backwards", 6, "expected one 'backwards' to press on insert-card; there was: back"),
        ("press: back", "take: card", 6, "expected the card at the gate on insert-card; it was absent"),
        ("press: back", "take: slip", 6, "expected a slip at the outlet on insert-card; there was none"),
        ("press: back", "slip says: 100", 6, "expected a slip to have been taken; none was"),
        ("press: back", "pull: card", 6, "expected a card to pull out; There is no card to pull out."),
        ("press: back", "type: 100", 6, "expected a keypad on the screen; there was insert-card"),
        ("press: back", "enter pin: right", 6, "expected the PIN pad to take a PIN on insert-card; it did not"),
        ("press: back", "staff: answer the call", 6, "expected an open call for a person"),
        ("wait for: attract", "wait for: menu", 7, "expected the prompt menu; there was attract (900 seconds later)"),
    ],
)
def test_a_wrong_expectation_fails_and_says_what_was_there(
    before: str, after: str, line: int, said: str, write: Write, banks: FreshBanks, known: Known
) -> None:
    result = failing(PASSES.replace(before, after, 1), write, banks, known)
    assert said in result.failure
    assert f"story.yaml:{line}: " in result.failure
    done = [step.line for step in result.steps]
    assert max(done) == line, "no step is played after one that failed"


def test_money_that_moved_for_one_story_is_there_for_the_next(write: Write, banks: FreshBanks) -> None:
    with banks.bank((10, 30)) as one, banks.bank((10, 30)) as another:
        assert one.control.holdings() == another.control.holdings()
        assert one.port != another.port


class Sources(HTMLParser):
    """The pictures that a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs)["src"] or "")

    @staticmethod
    def of(page: str) -> list[str]:
        parser = Sources()
        parser.feed(page)
        return parser.found


def test_a_title_on_two_lines_is_read_as_one() -> None:
    assert "What would you like to do?" in words_on(views("en", "standard")["attract"])
