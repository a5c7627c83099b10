"""CI allows no skipped test: what tests/conftest.py makes of a skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SAMPLES = {
    "inside": "import pytest\ndef test_it() -> None:\n    pytest.skip('no browser inside')\n",
    "marked": "import pytest\n@pytest.mark.skip(reason='no browser marked')\ndef test_it() -> None: ...\n",
    "whole": "import pytest\npytest.skip('no browser whole', allow_module_level=True)\n",
    "expected": "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_it() -> None:\n    assert False\n",
}


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text())
    for name, body in SAMPLES.items():
        (tmp_path / f"test_{name}.py").write_text(body)
    return tmp_path


def run_pytest(folder: Path, ci: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "--continue-on-collection-errors", folder],
        cwd=folder,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_skip_fails_in_ci_and_says_why(samples: Path) -> None:
    ended = run_pytest(samples, ci="true")
    assert ended.returncode == 1, ended.stdout
    for kind in ("inside", "marked", "whole"):
        assert f"no browser {kind}" in ended.stdout
    assert "skipped" not in ended.stdout.splitlines()[-1]
    assert "1 failed, 1 xfailed, 2 errors" in ended.stdout.splitlines()[-1], "an expected failure is no skip"


def test_a_skip_is_a_skip_elsewhere(samples: Path) -> None:
    ended = run_pytest(samples, ci="")
    assert ended.returncode == 0, ended.stdout
    assert "3 skipped, 1 xfailed" in ended.stdout.splitlines()[-1]
