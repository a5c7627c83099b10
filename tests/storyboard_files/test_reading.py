"""What a file may say, and what is said of it when it cannot be taken: file, line, key, expectation."""

from pathlib import Path

import pytest

from kiosk.storyboards.doing import (
    BankIs,
    Doing,
    Elsewhere,
    EnterPin,
    KeyIn,
    LayDocument,
    PaperSays,
    Press,
    Read,
    See,
    Type,
    Wait,
)
from kiosk.storyboards.marks import Problem
from kiosk.storyboards.story import Story, check_story, read_story
from kiosk.storyboards.verbs import VERBS, Known
from kiosk.storyboards.wording import TextId, wording
from tests.storyboard_files.conftest import Write

WHOLE = """\
title: A story
customer: wang-xiaoming
steps:
  - press: transfer
  - enter pin: 012345
  - type: 0012
  - press: yes
  - see: {prompt: transfer-amount, says: [可用, 12:30]}
  - wait: 2 hours
ends: finished
ledger: {wang-xiaoming: -12.34, chen-guiying: +12.34}
"""


def problems(file: Path, known: Known) -> list[tuple[int, str, str]]:
    return [(p.line, p.key, p.expected) for p in check_story(file, known)]


def test_scalars_stay_as_they_are_written(write: Write, known: Known) -> None:
    story = read_story(write(WHOLE), known)
    assert [step.do for step in story.steps] == [
        Press("transfer"),
        EnterPin("012345"),
        Type("0012"),
        Press("yes"),
        See(prompt="transfer-amount", says=("可用", "12:30")),
        Wait(7200),
    ]
    assert [step.line for step in story.steps] == [4, 5, 6, 7, 8, 9]
    assert story.ledger == {"wang-xiaoming": -1234, "chen-guiying": 1234}
    assert story.steps[4].words == "see: prompt: transfer-amount; says: 可用, 12:30"


def test_language_and_mode_are_pressed_first(write: Write, known: Known) -> None:
    story = read_story(write(WHOLE.replace("steps:", "language: en\nmode: elder\nsteps:")), known)
    assert [step.do for step in story.steps[:3]] == [Press("language:en"), Press("mode:elder"), Press("transfer")]


def test_a_story_is_played_once_in_each_of_its_languages(write: Write, known: Known) -> None:
    steps = "languages: [zh-Hant, en]\nsteps:\n  - language: again"
    story = read_story(write(WHOLE.replace("steps:", steps)), known)
    hant, english = story.plays()
    for play, language in ((hant, "zh-Hant"), (english, "en")):
        assert (play.language, play.languages) == (language, ())
        assert [step.do for step in play.steps[:3]] == [*[Press(f"language:{language}")] * 2, Press("transfer")]
        assert len(play.steps) == 8
    assert (hant.name, hant.place) == ("A story [zh-Hant]", f"{story.file} [zh-Hant]")
    assert read_story(write(WHOLE), known).plays() == (read_story(write(WHOLE), known),)


def test_all_languages_are_all_there_are(write: Write, known: Known) -> None:
    story = read_story(write(WHOLE.replace("steps:", "languages: all\nsteps:")), known)
    assert [play.language for play in story.plays()] == ["zh-Hans", "zh-Hant", "en"]


def test_texts_by_their_ids_are_in_the_language_at_hand(write: Write, known: Known) -> None:
    says, reasons = "[{text: opening-refused.body}, 12]", "{x: {text: reason-camera}}"
    see = f"see: {{error: {{text: error-code-wrong, left: 2}}, says: {says}, not now: {reasons}}}"
    text = WHOLE.replace("- press: yes", f"- {see}\n  - slip says: {{text: row-card}}")
    seen, slip = (step.do for step in read_story(write(text), known).steps[3:5])
    code, body = TextId("error-code-wrong", args={"left": 2}), TextId("opening-refused", "body")
    assert seen == See(error=(code,), says=(body, "12"), reasons={"x": TextId("reason-camera")})
    assert slip == PaperSays("slip", (TextId("row-card"),))
    assert "2" in wording(code, "en")
    assert wording(code, "en") != wording(code, "zh-Hant")
    assert wording("12", "en") == "12"


def test_steps_that_are_repeated_keep_their_lines(write: Write, known: Known) -> None:
    repeat = "- repeat:\n      times: 3\n      steps:\n        - press: yes\n        - wait: 1 second"
    story: Story = read_story(write(WHOLE.replace("- press: yes", repeat)), known)
    assert [step.do for step in story.steps[3:9]] == [Press("yes"), Wait(1)] * 3
    assert [step.line for step in story.steps[3:9]] == [10, 11] * 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("id document", LayDocument()),
        ("id document, upside down", LayDocument(laid="upside-down")),
        ("id document of li-na", LayDocument("li-na")),
        ("resident id of li-na, wrong kind", LayDocument("li-na", "resident-id", "wrong-kind")),
        ("residence permit", LayDocument(kind="residence-permit")),
        ("id document, on its last day", LayDocument(laid="on-its-last-day")),
    ],
)
def test_how_an_id_document_is_laid_in(written: str, meant: LayDocument, write: Write, known: Known) -> None:
    story = read_story(write(WHOLE.replace("- press: yes", f"- lay: {written!r}")), known)
    assert story.steps[3].do == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("key in: phone of li-na", KeyIn(Type("phone", "li-na"))),
        ("key in: 1001", KeyIn(Type("1001"))),
        ("read: by keys", Read(by_keys=True)),
        ("elsewhere: li-na applies", Elsewhere("li-na")),
        ("bank: a day later", BankIs("a day later")),
    ],
)
def test_what_is_done_by_keys_and_elsewhere(written: str, meant: Doing, write: Write, known: Known) -> None:
    assert read_story(write(WHOLE.replace("press: yes", written)), known).steps[3].do == meant


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "said"),
    [
        ("customer: wang-xiaoming", "customer: wang-xiaomin", 2, "customer", "did you mean 'wang-xiaoming'?"),
        ("- press: transfer", "- press: tranfser", 4, "steps[1].press", "did you mean 'transfer'?"),
        ("- press: transfer", "- press: contineu", 4, "steps[1].press", "did you mean 'continue'?"),
        ("- press: transfer", "- pres: transfer", 4, "steps[1].pres", "did you mean 'press'?"),
        ("- enter pin: 012345", "- enter pin: 12345", 5, "steps[2].enter pin", "six digits"),
        ("- enter pin: 012345", "- enter pin: rigth", 5, "steps[2].enter pin", "did you mean 'right'?"),
        ("- type: 0012", "- type: account of nobody", 6, "steps[3].type", "somebody of assets/sandbox/people.toml"),
        ("- type: 0012", "- type: account 3 of wang-xiaoming", 6, "steps[3].type", "one of the 1 accounts"),
        ("- type: 0012", "- type: hello", 6, "steps[3].type", "'hello' cannot be typed"),
        ("- press: yes", "- break: printer jamm", 7, "steps[4].break", "did you mean 'jam'?"),
        ("- press: yes", "- break: printr jam", 7, "steps[4].break", "did you mean 'printer jam'?"),
        ("- press: yes", "- take: slipp", 7, "steps[4].take", "did you mean 'slip'?"),
        ("- press: yes", "- insert: coin", 7, "steps[4].insert", "expected 'card'"),
        ("- press: yes", "- lay: id documen", 7, "steps[4].lay", "expected 'id document'"),
        ("- press: yes", "- lay: 'id document, skewd'", 7, "steps[4].lay", "did you mean 'skewed'?"),
        (
            "- press: yes",
            "- lay: passport of wang-xiaoming",
            7,
            "steps[4].lay",
            "a document of wang-xiaoming: resident-id",
        ),
        ("- press: yes", "- lay: id document of nobody", 7, "steps[4].lay", "somebody of assets/sandbox/people.toml"),
        ("- press: yes", "- take: id documnt", 7, "steps[4].take", "did you mean 'id document'?"),
        ("- press: yes", "- bank: away", 7, "steps[4].bank", "gone, back, closed, open"),
        ("- press: yes", "- press", 7, "steps[4]", "expected a colon"),
        ("- press: yes", "- press:", 7, "steps[4].press", "expected what is pressed"),
        ("- press: yes", "- {press: a, take: card}", 7, "steps[4]", "expected one verb in a step; there are 2"),
        ("transfer-amount, says", "transfer-amont, says", 8, "steps[5].see.prompt", "did you mean 'transfer-amount'?"),
        ("says: [", "say: [", 8, "steps[5].see.say", "did you mean 'says'?"),
        ("wait: 2 hours", "wait: 2 hour-long", 9, "steps[6].wait", "'30 seconds'"),
        ("wait: 2 hours", "wait: 90 days", 9, "steps[6].wait", "at most 40 days"),
        ("ends: finished", "ends: finish", 10, "ends", "did you mean 'finished'?"),
        ("-12.34, ", "-12.3, ", 11, "ledger.wang-xiaoming", "two decimals"),
        ("chen-guiying: +", "chen-guiyin: +", 11, "ledger.chen-guiyin", "did you mean 'chen-guiying'?"),
        ("title: A story", "tite: A story", 1, "tite", "did you mean 'title'?"),
        ("ends: finished", "ends: finished\nends: idle", 11, "ends", "a second time"),
        ("customer: wang-xiaoming", "customer: wang-xiaoming\ntime: 24:30", 3, "time", "like 10:30"),
        ("steps:", "languages: [en, fr]\nsteps:", 3, "languages[2]", "'fr' is not known; expected 'all'"),
        ("steps:", "languages: [en, en]\nsteps:", 3, "languages", "each language once"),
        ("steps:", "language: en\nlanguages: all\nsteps:", 4, "languages", "not both"),
        ("- press: yes", "- language: again", 7, "steps", "expected the key 'languages'"),
        ("[可用, 12:30]", "{text: eror-house, most: 5}", 8, "steps[5].see.says.text", "did you mean 'error-house'?"),
        ("[可用, 12:30]", "{text: error-house}", 8, "steps[5].see.says.text", "expected the arguments of error-house"),
        ("[可用, 12:30]", "{most: 5}", 8, "steps[5].see.says", "{text: ID}"),
        ("- press: yes", "- repeat: {times: 1, steps: [press: a]}", 7, "steps[4].repeat.times", "2 to 9"),
        ("- press: yes", "- key in: clear", 7, "steps[4].key in", "'clear' is a key"),
        ("- press: yes", "- elsewhere: li-na", 7, "steps[4].elsewhere", "'PERSON applies'"),
        ("- press: yes", "- elsewhere: nobody applies", 7, "steps[4].elsewhere", "somebody of assets/sandbox"),
        ("- press: yes", "- repeat: {times: 2}", 7, "steps[4].repeat", "how often"),
        ("- press: yes", "- repeat: {times: 2, steps: [pres: a]}", 7, "steps[4].repeat.steps[1].pres", "'press'"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_line(
    before: str, after: str, line: int, key: str, said: str, write: Write, known: Known
) -> None:
    assert before in WHOLE
    found = problems(write(WHOLE.replace(before, after, 1)), known)
    assert any((line, key) == (at, of) and said in expected for at, of, expected in found), found


def test_all_problems_are_told_at_once_in_the_order_of_the_lines(write: Write, known: Known) -> None:
    text = WHOLE.replace("press: transfer", "pres: transfer").replace("ends: finished", "ends: x").replace("0012", "zz")
    assert [line for line, _, _ in problems(write(text), known)] == [4, 6, 10]


def test_what_is_missing_is_named(write: Write, known: Known) -> None:
    found = problems(write("title: A story\nsteps: []\n"), known)
    said = " ".join(expected for _, _, expected in found)
    assert "'customer'" in said
    assert "'ends'" in said
    assert "at least one step" in said


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("title: a: b\n", 1, "expected YAML"),
        ("title: x\nsteps:\n  - press: [a\n", 4, "expected YAML"),
        ("- a\n- b\n", 1, "expected keys with values"),
        ("title: &a x\ncustomer: *a\n", 1, "no aliases"),
    ],
)
def test_a_file_that_is_no_story(text: str, line: int, said: str, write: Write, known: Known) -> None:
    found = problems(write(text), known)
    assert found
    assert (found[0][0], said in found[0][2]) == (line, True), found


def test_a_problem_says_file_line_key_and_expectation(write: Write, known: Known) -> None:
    file = write(WHOLE.replace("- press: yes", "- take: slipp"))
    with pytest.raises(Problem) as raised:
        read_story(file, known)
    assert str(raised.value) == (
        f"{file}:7: steps[4].take: 'slipp' is not known; expected what is taken: card, new card, slip, statement, "
        "id document; did you mean 'slip'?"
    )


def test_the_page_about_the_format_names_every_verb() -> None:
    page = (Path(__file__).parents[2] / "docs" / "storyboards.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"`{verb}`" not in page] == []


def test_the_example_in_the_page_can_be_played(write: Write, known: Known) -> None:
    page = (Path(__file__).parents[2] / "docs" / "storyboards.md").read_text(encoding="utf-8")
    assert problems(write(page.split("```yaml\n")[1].split("```")[0]), known) == []
