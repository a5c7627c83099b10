"""Simulated sound and sound in files keep the promises of audio (a sound card: tests/drivers/test_sound_card.py)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from drivers.audio.simulated import SimulatedSink, SimulatedSource
from tests.conformance import sounding, wrong_audio
from tests.conformance.audio import AudioSinkSuite, AudioSourceSuite
from tests.conformance.suite import checks, run
from tests.conformance.test_wrong import FAILURES, pairs

A_SOUND_OR_TWO = 2.0  # seconds; a wrong backend that waits for ever is given up then


@pytest.mark.parametrize("check", checks(AudioSinkSuite))
def test_simulated_sink(check: str, short_tmp: Path) -> None:
    run(AudioSinkSuite, check, sounding.sink(short_tmp))


@pytest.mark.parametrize("check", checks(AudioSourceSuite))
def test_simulated_source(check: str, short_tmp: Path) -> None:
    run(AudioSourceSuite, check, sounding.source(short_tmp))


@pytest.mark.parametrize("check", checks(AudioSinkSuite))
def test_wav_sink(check: str, tmp_path: Path) -> None:
    run(AudioSinkSuite, check, sounding.wav_sink(tmp_path))


@pytest.mark.parametrize("check", checks(AudioSourceSuite))
def test_wav_source(check: str, tmp_path: Path) -> None:
    run(AudioSourceSuite, check, sounding.wav_source(tmp_path))


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_audio.WRONG_SINKS))
def test_wrong_sink(backend: type[SimulatedSink], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(AudioSinkSuite, check, sounding.sink(short_tmp, backend), A_SOUND_OR_TWO)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_audio.WRONG_SOURCES))
def test_wrong_source(backend: type[SimulatedSource], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(AudioSourceSuite, check, sounding.source(short_tmp, backend), A_SOUND_OR_TWO)


@pytest.mark.parametrize(
    ("suite", "wrong"),
    [(AudioSinkSuite, wrong_audio.WRONG_SINKS), (AudioSourceSuite, wrong_audio.WRONG_SOURCES)],
)
def test_every_check_is_failed_by_somebody(suite: type[Any], wrong: Mapping[type[Any], tuple[str, ...]]) -> None:
    assert {check for names in wrong.values() for check in names} == set(checks(suite))
