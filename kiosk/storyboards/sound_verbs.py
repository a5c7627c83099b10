"""The words of a story for what is said and heard: what may follow them, and whether a story needs a voice."""

from collections.abc import Iterable

from drivers.simulator.customer_voice import Noise
from kiosk.channels import LANGUAGES, Language
from kiosk.storyboards import doing
from kiosk.storyboards.doing import Doing
from kiosk.storyboards.marks import Marked, unknown
from kiosk.storyboards.wording import read_wordings

_SAID = "expected what is said, or what in which language, like {zh-Hans: 转账, en: transfer money}; perhaps 'noise'"


def read_say(value: Marked) -> Doing:
    """What a customer says: words, or words for each language, perhaps with noise for the real ears."""
    if not isinstance(value.value, dict):
        return doing.Say(dict.fromkeys(LANGUAGES, value.text(_SAID)))
    texts: dict[Language, str] = {}
    noise = ""
    languages: dict[str, Language] = {language: language for language in LANGUAGES}
    for name, said in value.value.items():
        if name == "noise":
            noise = said.one_of({one.value: one.value for one in Noise}, "how much noise there is")
        elif name == "text":
            texts |= dict.fromkeys(LANGUAGES, said.text(_SAID))
        elif name in languages:
            texts[languages[name]] = said.text(_SAID)
        else:
            raise said.wrong(unknown(name, [*LANGUAGES, "text", "noise"], "one of"))
    if not texts:
        raise value.wrong(_SAID)
    if "zh-Hans" in texts:
        texts.setdefault("zh-Hant", texts["zh-Hans"])
    return doing.Say(texts, noise)


def read_hear(value: Marked) -> Doing:
    """What the terminal says."""
    return doing.Hear(read_wordings(value))


def read_plug(value: Marked) -> Doing:
    """What is plugged in."""
    plugs: dict[str, Doing] = {"headset": doing.Headset(True)}
    return value.one_of(plugs, "what is plugged in")


def read_unplug(value: Marked) -> Doing:
    """What is pulled out again."""
    plugs: dict[str, Doing] = {"headset": doing.Headset(False)}
    return value.one_of(plugs, "what is pulled out")


def is_voiced(steps: Iterable[Doing]) -> bool:
    """Whether something is said or heard in these."""
    return any(isinstance(step, doing.Say | doing.Hear | doing.Headset) for step in steps)


def needs_ears(steps: Iterable[Doing]) -> bool:
    """Whether the real ears are to hear something in these."""
    return any(isinstance(step, doing.Say) and step.noise for step in steps)
