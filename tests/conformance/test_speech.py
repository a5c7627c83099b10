"""Each synthesizer keeps the promises of speech, and the suite sees what does not."""

import pytest

from drivers.speech.silent import SilentSpeech
from tests.conformance import speaking, wrong_speech
from tests.conformance.speech import SpeechSuite
from tests.conformance.suite import checks, run
from tests.conformance.test_wrong import FAILURES, SOON, pairs


@pytest.mark.parametrize("check", checks(SpeechSuite))
def test_pyttsx3(check: str) -> None:
    run(SpeechSuite, check, speaking.pyttsx3())


@pytest.mark.parametrize("check", checks(SpeechSuite))
def test_silent(check: str) -> None:
    run(SpeechSuite, check, speaking.silent(SilentSpeech))


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_speech.WRONG))
def test_wrong(backend: type[SilentSpeech], check: str) -> None:
    with pytest.raises(FAILURES):
        run(SpeechSuite, check, speaking.silent(backend), SOON)


def test_every_check_is_failed_by_somebody() -> None:
    assert {check for names in wrong_speech.WRONG.values() for check in names} == set(checks(SpeechSuite))
