"""The whole terminal by its panel's sound: what it says is read there, and what is said there it understands."""

from pathlib import Path

import pytest

from drivers.audio.samples import from_wav
from tests.system.people import WANG
from tests.system.sandbox import Sandbox
from tests.system.waiting import until

pytestmark = pytest.mark.slow


def captions(sandbox: Sandbox) -> list[str]:
    return [line["text"] for line in sandbox.panel.device("audio")["spoken"]]


def test_the_terminal_speaks_and_is_spoken_to(sandbox: Sandbox) -> None:
    customer = sandbox.customer(WANG)
    customer.sees("attract")
    until(lambda: any(captions(sandbox)), lambda: f"it says nothing: {sandbox.panel.device('audio')}")
    sandbox.panel.do("say", text="transfer money", language="en")
    customer.sees("insert-card")
    folder = sandbox.state / "simulator" / "spoken"
    until(lambda: sorted(folder.glob("*.wav")), lambda: "no sound was written down")
    first: Path = min(folder.glob("*.wav"))
    assert from_wav(first.read_bytes(), "").seconds > 0.1
