"""Error rates from a folder of portraits, and how sure they are."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.portrait import encoded, id_portrait
from drivers.simulator.drawn.pose import Pose
from kiosk.identity.evaluating import ALL, Embedding, NotEvaluable, evaluate, find_portraits, read_groups
from kiosk.identity.evaluation_report import run
from kiosk.identity.portrait import PortraitUnusable
from kiosk.identity.rates import Rate


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 20, 0.0, 0.1611),
        (1, 20, 0.0089, 0.2361),
        (10, 20, 0.2993, 0.7007),
        (20, 20, 0.8389, 1.0),
        (0, 300, 0, 0.0126),
    ],
)
def test_intervals_are_those_of_wilson(hits: int, of: int, low: float, high: float) -> None:
    assert Rate(hits, of).interval() == pytest.approx((low, high), abs=1e-4)


def test_no_trials_say_nothing() -> None:
    assert Rate(0, 0).interval() == (0.0, 1.0)
    assert Rate(0, 0).value == 0.0


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def on_a_line(file: Path) -> Embedding:
    """An embedding from the file's name: `12.jpg` is at 0.12."""
    if file.stem == "bad":
        raise PortraitUnusable("reference-no-face")
    return np.array([float(file.stem) / 100, 0.0])


def test_pairs_rates_and_groups(tmp_path: Path) -> None:
    put(tmp_path, "north/ann/0.jpg", "north/ann/20.jpg", "north/bo/50.PNG", "south/cy/90.jpeg", "south/cy/bad.jpg")
    put(tmp_path, "south/dee/100.jpg", "south/dee/150.jpg", "south/dee/notes.txt")
    seen: list[int] = []
    evaluations, unusable = evaluate(find_portraits(tmp_path), on_a_line, lambda: seen.append(1))
    whole, north, south = evaluations
    assert [one.group for one in evaluations] == [ALL, "north", "south"]
    assert len(seen) == 7
    assert {file.name: reason for file, reason in unusable.items()} == {"bad.jpg": "reference-no-face"}
    assert (whole.persons, whole.portraits) == (4, 6)
    assert sorted(whole.genuine) == pytest.approx([0.2, 0.5])
    assert len(whole.impostor) == 15 - 2
    assert whole.frr(0.45) == Rate(1, 2)
    assert whole.far(0.45) == Rate(3, 13)  # 20-50, 50-90, 90-100
    assert sorted(north.impostor) == pytest.approx([0.3, 0.5])
    assert south.far(0.45) == Rate(1, 2)
    equal = whole.equal_error()
    assert equal is not None
    assert 0 < equal[1] < 0.6


def test_groups_can_come_from_a_file(tmp_path: Path) -> None:
    put(tmp_path / "faces", "ann/0.jpg", "ann/20.jpg", "bo/50.jpg")
    (tmp_path / "groups").write_text("ann,old\n\nbo, young\n")
    portraits = find_portraits(tmp_path / "faces", read_groups(tmp_path / "groups"))
    assert {portrait.person: portrait.group for portrait in portraits} == {"ann": "old", "bo": "young"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], "no portraits"),
        (["ann/0.jpg", "ann/1.jpg"], "one person alone"),
        (["ann/0.jpg", "bo/1.jpg"], "two portraits of use"),
        (["ann/0.jpg", "ann/1.jpg", "bo/bad.jpg"], "Fewer than two persons"),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, files: list[str], expected: str) -> None:
    put(tmp_path, *files)
    with pytest.raises(NotEvaluable, match=expected):
        evaluate(find_portraits(tmp_path), on_a_line, lambda: None)


@pytest.mark.parametrize(
    ("text", "expected"), [("ann", "groups:1"), ("ann,old\n,x", "groups:2"), ("cy,old", "without a folder")]
)
def test_mistakes_in_the_groups_file_are_named(tmp_path: Path, text: str, expected: str) -> None:
    put(tmp_path / "faces", "ann/0.jpg", "bo/50.jpg")
    (tmp_path / "groups").write_text(text)
    with pytest.raises(NotEvaluable, match=expected):
        find_portraits(tmp_path / "faces", read_groups(tmp_path / "groups"))


def test_drawn_people_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the real models: two portraits each of three people, and a file that is none."""
    for name, features in sorted(read_faces().items())[:3]:
        person, folder = Person(features), tmp_path / "faces" / name
        folder.mkdir(parents=True)
        (folder / "card.jpg").write_bytes(id_portrait(person)[1])
        (folder / "taken.jpg").write_bytes(encoded(person.frame(Pose(yaw=5), seed=3), 85))
    (tmp_path / "faces" / "nobody").mkdir()
    (tmp_path / "faces" / "nobody" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xc0\x00")
    assert run(tmp_path / "faces", None, tmp_path / "report", 0.35) == 0
    told = capsys.readouterr().out
    assert "3 persons, 6 portraits, 3 genuine and 12 impostor pairs" in told
    assert "0/3 = 0.0%" in told
    assert "0/12 = 0.0%" in told
    assert "reference-unreadable" in told
    for plot in ("distances.png", "rates.png"):
        assert (tmp_path / "report" / plot).read_bytes()[:4] == b"\x89PNG"


def test_the_command_ends_with_2_and_a_sentence(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "evaluate-face", str(tmp_path)], capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("kiosk evaluate-face: ")
    assert "PERSON/*.jpg" in ran.stderr
    assert "Traceback" not in ran.stderr
