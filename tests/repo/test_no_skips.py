"""CI allows no skipped test: what tests/conftest.py makes of a skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SKIPS = {
    "in the test": "import pytest\ndef test_it() -> None:\n    pytest.skip('no browser here')\n",
    "by a mark": "import pytest\n@pytest.mark.skip(reason='no browser here')\ndef test_it() -> None: ...\n",
    "the whole module": "import pytest\npytest.skip('no browser here', allow_module_level=True)\n",
}


def run_pytest(folder: Path, body: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text())
    (folder / "test_sample.py").write_text(body)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("body", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_in_ci_and_says_why(tmp_path: Path, body: str) -> None:
    ended = run_pytest(tmp_path, body, ci="true")
    assert ended.returncode in (1, 2), ended.stdout
    assert "CI allows no skipped test" in ended.stdout
    assert "no browser here" in ended.stdout


def test_a_skip_is_a_skip_elsewhere(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, SKIPS["in the test"], ci="")
    assert ended.returncode == 0, ended.stdout
    assert "1 skipped" in ended.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    body = "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_it() -> None:\n    assert False\n"
    assert run_pytest(tmp_path, body, ci="true").returncode == 0
