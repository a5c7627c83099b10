"""The recipe of the ears' models: a trial of it leaves the shipped ones alone."""

import subprocess
import sys

import pytest

from tests.repo.tracked import ROOT


def refused(*given: str) -> str:
    """Give what the recipe says to arguments that it refuses; a step that writes nothing, should it not refuse them."""
    recipe = ROOT / "packaging" / "voice-models" / "main.py"
    asked = [sys.executable, recipe, "evaluate", "zh", "en", *given]
    made = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert made.returncode == 2
    return made.stderr


@pytest.mark.parametrize(
    "cut", [("--utterances", "20"), ("--passes", "1"), ("--passes", "1", "--out", "assets/../assets/voice")]
)
def test_a_trial_never_becomes_the_shipped_models(cut: tuple[str, ...]) -> None:
    assert "a trial is not to become the shipped models" in refused(*cut)


def test_no_kind_of_utterance_is_left_out_of_the_figures() -> None:
    assert "36 utterances a cell or more" in refused("--count", "35")
