"""One Ctrl-C, a second terminal, settings that are wrong: how processes end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.killed import a_terminal
from tests.system.order_trace import OrderTrace
from tests.system.people import WANG
from tests.system.sandbox import COMMANDS, ROOT, Sandbox
from tests.system.waiting import SECONDS, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def settings(sandbox: Sandbox) -> Iterator[Path]:
    """The settings file of a terminal that runs."""
    yield sandbox.state / "kiosk" / "kiosk.toml"
    assert set(sandbox.children()) == set(COMMANDS), "whoever was refused has disturbed nobody"


def _kiosk(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the kiosk that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def test_a_second_kiosk_is_refused_and_told_of_the_first(sandbox: Sandbox, settings: Path) -> None:
    refused = _kiosk("run", "--settings", str(settings))
    assert refused.returncode == 2
    assert str(sandbox.child("run")) in refused.stderr
    assert str(sandbox.state / "kiosk") in refused.stderr


def test_a_second_sandbox_is_refused(sandbox: Sandbox, settings: Path) -> None:
    refused = _kiosk("sandbox", "--state", str(sandbox.state), "--panel-port", "0", "--bank-port", "0")
    assert refused.returncode == 2
    assert f"another terminal already runs on {sandbox.state}" in refused.stderr
    assert "did not start" not in refused.stderr
    assert sandbox.control.ledger_check().sound, "the first one's bank still answers"


def test_a_port_that_is_in_use_is_named(sandbox: Sandbox, short_tmp: Path) -> None:
    port = urlsplit(sandbox.address).port
    assert port
    refused = _kiosk("sandbox", "--state", str(short_tmp / "s"), "--panel-port", str(port), "--bank-port", "0")
    assert refused.returncode == 2
    assert f"port {port} for the panel is in use" in refused.stderr
    assert "make run PANEL_PORT=0" in refused.stderr


def test_wrong_settings_are_named_with_file_and_line(settings: Path) -> None:
    lines = settings.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("id ="))
    wrong = settings.with_name("wrong.toml")
    wrong.write_text("\n".join([*lines[:at], "id = 5", "colour = 1", *lines[at + 1 :]]) + "\n")
    refused = _kiosk("run", "--settings", str(wrong))
    assert refused.returncode == 2
    assert f"{wrong}:{at + 1}: terminal.id" in refused.stderr
    assert f"{wrong}:{at + 2}: terminal.colour" in refused.stderr

    refused = _kiosk("run", "--settings", str(settings), KIOSK_SESSION__IDLE_SECONDS="soon")
    assert refused.returncode == 2
    assert "KIOSK_SESSION__IDLE_SECONDS" in refused.stderr

    refused = _kiosk("run", "--settings", str(settings.with_name("absent.toml")))
    assert refused.returncode == 2
    assert "absent.toml:1" in refused.stderr


def test_one_interrupt_ends_everything_after_the_card_is_out(short_tmp: Path) -> None:
    with Sandbox(short_tmp) as sandbox:
        sandbox.ready()
        customer = sandbox.customer(WANG)
        customer.signs_in()
        children = sandbox.children()
        assert set(children) == set(COMMANDS)
        sandbox.interrupt()
        sandbox.panel.wait("card-reader", position="at-gate")
        assert set(sandbox.children()) == set(COMMANDS), "nobody ends before the card is out"
        customer.takes_card()
        assert sandbox.ended() == 0, sandbox.printed
        until(lambda: not sandbox.leftovers(), lambda: f"no process is left: {sandbox.leftovers()}")
        events = [record.event for record in sandbox.trail.records()]
        assert events[-1] == "kiosk-stop"
        assert events.index("card-return-complete") < events.index("session-end")
        assert sandbox.trail.found("card-return-complete", disposition="taken")
        assert sandbox.trail.problems() == []
        assert "Traceback" not in sandbox.printed


def test_an_order_that_is_being_sent_is_waited_for() -> None:
    with a_terminal(voiced=True) as terminal:
        sandbox, trail, trace = terminal.sandbox, terminal.sandbox.trail, OrderTrace(terminal.sandbox)
        customer = terminal.orders()
        terminal.line.thaw("late")
        until(lambda: terminal.line.keeps_a_request, "the order is on its way")
        sandbox.interrupt()
        sandbox.says("Stopping")
        assert not trail.found("order-send-complete", key=trace.key())
        terminal.line.deliver()
        customer.takes_card()
        assert sandbox.ended() == 0, sandbox.printed
        events = [record.event for record in trail.records()]
        assert events[-1] == "kiosk-stop"
        assert trail.found("order-send-complete", key=trace.key(), disposition="done")
        assert sandbox.ledger.transfers(trace.key()) == [1100]
        assert "Traceback" not in sandbox.printed


def test_an_order_that_is_being_asked_about_is_waited_for() -> None:
    with a_terminal(voiced=True) as terminal:
        sandbox, trail, trace = terminal.sandbox, terminal.sandbox.trail, OrderTrace(terminal.sandbox)
        customer = terminal.orders()
        terminal.line.thaw("mute")
        key = trace.key()
        until(lambda: sandbox.ledger.transfers(key), "the bank has executed it")
        terminal.kill()
        terminal.line.thaw("late")
        sandbox.ready(2)
        customer.takes_card()
        trail.wait("order-settle-init", key=key)
        trail.wait("prompt-shown", after=terminal.killed_at, prompt="attract")
        sandbox.interrupt()
        trail.wait("prompt-left", after=terminal.killed_at, reason="stopping")
        terminal.line.thaw()
        terminal.line.deliver()
        assert sandbox.ended() == 0, sandbox.printed
        events = [record.event for record in trail.records()]
        assert events[-1] == "kiosk-stop"
        assert trail.found("order-settle-complete", key=key, disposition="done")
