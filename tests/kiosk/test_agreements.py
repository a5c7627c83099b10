"""What somebody accepted is known by its version: another word is another version."""

import hashlib

from kiosk.channels import LANGUAGES
from kiosk.services.opening_agreements import AGREEMENTS, VERSION
from kiosk.texts import Texts

# the words of each version in all languages, as a hash: add a line for a new version, never change one
WORDINGS = {
    "2026.11": "2d138131b10cffb3041aff7959e6b9dfc06c23cf2e2fa113ec1bbc315adb2313",
    "2026.11.2": "b2cc5a5065499e2fc45613255030d502f165ff056be373d05e8d90ac09730304",
}


def _wording() -> str:
    texts = Texts()
    said = [
        texts.say(language, paragraph)
        for language in LANGUAGES
        for paragraphs in AGREEMENTS.values()
        for paragraph in paragraphs
    ]
    words = "\n".join(said).replace("\u00a0", " ").replace("\u2060", "")  # where a line may break is not wording
    return hashlib.sha256(words.encode()).hexdigest()


def test_the_wording_is_that_of_its_version() -> None:
    assert WORDINGS.get(VERSION) == _wording(), "the wording has changed: give it a version of its own"


def test_every_language_has_every_paragraph_and_says_it_in_its_own_words() -> None:
    texts = Texts()
    for paragraphs in AGREEMENTS.values():
        for paragraph in paragraphs:
            said = {texts.say(language, paragraph) for language in LANGUAGES}
            assert len(said) == len(LANGUAGES)
