"""Simulated sound and sound in files keep the promises of audio (a sound card: tests/drivers/test_sound_card.py)."""

from pathlib import Path

import pytest

from tests.conformance import sounding
from tests.conformance.audio import AudioSinkSuite, AudioSourceSuite
from tests.conformance.suite import checks, run


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
