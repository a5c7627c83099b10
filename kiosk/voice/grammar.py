"""What can be heard at a prompt, made from the view of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from kiosk.channels import Language, View
from kiosk.voice.characters import simplified, traditional
from kiosk.voice.heard import Grammar
from kiosk.voice.phrases import covered

Tongue = Literal["zh", "en"]
TONGUES: Mapping[Language, Tongue] = {"zh-Hans": "zh", "zh-Hant": "zh", "en": "en"}
_EN_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty"
    " sixty seventy eighty ninety hundred thousand million and point yuan"
)
NUMBER_WORDS: Mapping[Tongue, tuple[str, ...]] = {
    "zh": (*"零一二两三四五六七八九十百千万点半元块毛角", "块钱"),
    "en": tuple(_EN_NUMBERS.split()),
}
_ZH_MONTHS = (*"一二三四五六七八九十", "十一", "十二")
_MOST_NAME_WORDS = 8


def tongue(language: Language) -> Tongue:
    """Which model hears a customer of this language."""
    return TONGUES[language]


def grammar_of(view: View, extra: Sequence[str] = ()) -> Grammar:
    """The grammar of one prompt. `extra`: phrases besides, such as whole wishes on the first screen."""
    spoken = tongue(view.language)
    phrases: list[str] = []
    names: list[str] = []
    if not covered(view):
        for option in view.options:
            phrases += option.hear
            names.append(option.title)
        names += [item.title for item in view.items]
        names += [view.primary, view.secondary]
    for _, said in view.hear:
        phrases += said
    phrases += extra
    return Grammar(
        language=spoken,
        phrases=_once(spoken_form(phrase, spoken) for phrase in phrases),
        names=_once(name for title in names for name in name_forms(title, spoken)),
        number_words=NUMBER_WORDS[spoken] if takes_number(view) else (),
    )


def wish_phrases(view: View) -> tuple[str, ...]:
    """Whole wishes, on the first screen. What makes them is read late: it takes half a second."""
    if view.layout != "home":
        return ()
    from kiosk.voice.wishes import phrases

    return phrases(tongue(view.language))


def takes_number(view: View) -> bool:
    """Whether a number can be said: an amount, or digits that are no secret."""
    return not covered(view) and view.layout in ("amount", "digits") and not view.secret


@lru_cache(maxsize=4096)
def spoken_form(phrase: str, spoken: Tongue) -> str:
    """A phrase as it is compared: small letters and single spaces, or simplified characters without any."""
    if spoken == "en":
        return " ".join(re.findall(r"[a-z0-9']+", phrase.lower()))
    return "".join(re.findall(r"\w", simplified(phrase.lower())))


def name_forms(title: str, spoken: Tongue) -> tuple[str, ...]:
    """A title as it would be said; none where it is not said as it is written: figures, a mixed script."""
    form = _name_form(title, spoken)
    if not form:
        return ()
    bare = re.sub("^(?:your|my|a|an|the) ", "", form) if spoken == "en" else form
    return _once((form, bare))


def _name_form(title: str, spoken: Tongue) -> str:
    if spoken == "en":
        words = spoken_form(re.sub(r"\b\d+\b", " ", title) if _is_month(title) else title, spoken)
        plain = bool(re.fullmatch(r"[a-z' ]+", words)) and title.isascii()
        return words if plain and len(words.split()) <= _MOST_NAME_WORDS else ""
    if month := re.search(r"(\d{1,2})\W*月$", title):
        return _ZH_MONTHS[int(month[1]) - 1] + "月" if 1 <= int(month[1]) <= len(_ZH_MONTHS) else ""
    words = spoken_form(title, spoken)
    return words if re.fullmatch(r"[\u4e00-\u9fff]+", words) else ""


def _is_month(title: str) -> bool:
    return re.fullmatch(r"[A-Z][a-z]+ \d{4}", title) is not None


def written(heard: str, language: Language) -> str:
    """What the ears give, as the customer writes it: for a caption. Sounds that are no word of the grammar are dots."""
    words = heard.replace("[unk]", "…")
    if language == "en":
        return words
    joined = words.replace(" ", "")
    return traditional(joined) if language == "zh-Hant" else joined


def _once(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))
