"""What all tests share. Qt is told to draw off screen before anything imports it."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

# No test may read or write the state of whoever runs it, nor may a process that a test starts.
_HOME = tempfile.mkdtemp(prefix="st-home-")
for _name, _folder in (("STATE", "state"), ("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache")):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_HOME, _folder))


def pytest_unconfigure() -> None:
    """Take away the folders made above."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture
def short_tmp() -> Iterator[Path]:
    """A temporary folder with a short path: Unix sockets lie in it, and their paths may have 107 characters at most."""
    folder = tempfile.mkdtemp(prefix="st-", dir="/tmp")
    yield Path(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def free_port() -> Callable[[], int]:
    """Give TCP ports of 127.0.0.1 that are free, for programs that cannot be given port 0."""

    def port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return port


# -- in CI no test is skipped ------------------------------------------------------------------------------------------


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    expected_failure = hasattr(report, "wasxfail")
    if os.environ.get("CI") == "true" and report.outcome == "skipped" and not expected_failure:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"CI allows no skipped test. {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one, in CI."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped module into a failed one, in CI."""
    report = yield
    _fail_if_skipped(report)
    return report
