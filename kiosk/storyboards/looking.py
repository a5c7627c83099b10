"""What a story expects to see: read from the file, and held against a view."""

from dataclasses import fields

from kiosk.channels import LANGUAGES, MODES, Language, Mode, View
from kiosk.storyboards.doing import See
from kiosk.storyboards.marks import Marked, unknown
from kiosk.storyboards.wording import Words, read_wording, read_wordings, wording

_KEYS = {
    "prompt": "which question is asked",
    "says": "texts that stand on the screen",
    "does not say": "texts that do not stand there",
    "figure": "the large sum",
    "typed": "what has been typed",
    "error": "what is said at the field",
    "language": "the language shown",
    "mode": "the mode shown",
    "offers": "what can be pressed",
    "does not offer": "what cannot be pressed",
    "not now": "what cannot be had, each with words of the reason",
}
# What stands on a view, in the order it is read in. The rest is for the screen itself.
_READ = (
    *("title", "help", "say", "step", "shown", "reading", "note", "error", "page_words", "empty"),
    *("figure_label", "figure", "wording", "wording_below", "body", "number_label", "number", "place"),
    *("primary", "secondary", "assistance", "reveal"),
)
_UNSEEN = ("key", "icon", "strong", "hear", "by_hand", "personal")  # of a row, a line or an option
_READ_IDLE = ("idle_title", "idle_body", "idle_stay", "idle_leave")  # they stand there while they cover the rest
_JOINERS = str.maketrans({"\u2060": None, "\u00a0": " ", "\n": " "})


def read_see(marked: Marked, prompts: list[str]) -> See:
    """Read what is to be seen: a prompt's id alone, or keys. `prompts` are all there are. Raises `Problem`."""
    if isinstance(marked.value, str):
        return See(prompt=_prompt(marked, prompts))
    keys = marked.mapping()
    for name, value in keys.items():
        if name not in _KEYS:
            raise value.wrong(unknown(name, list(_KEYS), "one of"))
    if not keys:
        raise marked.wrong(f"expected what is to be seen: {', '.join(_KEYS)}")

    def texts(name: str) -> tuple[str, ...]:
        return keys[name].texts() if name in keys else ()

    def wordings(name: str) -> tuple[Words, ...]:
        return read_wordings(keys[name]) if name in keys else ()

    languages: dict[str, Language] = {word: word for word in LANGUAGES}
    modes: dict[str, Mode] = {word: word for word in MODES}
    reasons = keys["not now"].mapping() if "not now" in keys else {}
    return See(
        prompt=_prompt(keys["prompt"], prompts) if "prompt" in keys else "",
        says=wordings("says"),
        does_not_say=wordings("does not say"),
        figure=keys["figure"].text() if "figure" in keys else "",
        typed=str(keys["typed"].value) if "typed" in keys else None,
        error=wordings("error"),
        language=keys["language"].one_of(languages, "a language") if "language" in keys else None,
        mode=keys["mode"].one_of(modes, "a mode") if "mode" in keys else None,
        offers=texts("offers"),
        does_not_offer=texts("does not offer"),
        reasons={name: read_wording(reason) for name, reason in reasons.items()},
    )


def _prompt(marked: Marked, prompts: list[str]) -> str:
    prompt = marked.text("expected a prompt's id, like 'transfer-amount'")
    if prompt not in prompts:
        raise marked.wrong(unknown(prompt, prompts, "a prompt's id"))
    return prompt


def lacks(view: View, see: See) -> str:
    """What is expected and not there, in a sentence; "" where everything is."""
    if see.prompt and view.prompt != see.prompt:
        return f"expected the prompt {see.prompt}; there was {view.prompt}"
    words = words_on(view)
    read = "\n".join(words)
    for text in (wording(words, view.language) for words in see.says):
        if not _stands(text, read):
            return f"expected {text!r} on {view.prompt}; there was: {' | '.join(words)}"
    for text in (wording(words, view.language) for words in see.does_not_say):
        if _stands(text, read):
            return f"expected no {text!r} on {view.prompt}; there was: {' | '.join(words)}"
    for text in (wording(words, view.language) for words in see.error):
        if not view.error or not _stands(text, view.error):
            return f"expected {text!r} at the field of {view.prompt}; there was {view.error or 'nothing'!r}"
    for name, wanted, there in (
        ("the figure", see.figure or None, view.figure),
        ("typed", see.typed, view.draft),
        ("the language", see.language, view.language),
        ("the mode", see.mode, view.mode),
    ):
        if wanted is not None and there != wanted:
            return f"expected {name} {wanted!r} on {view.prompt}; there was {there!r}"
    return _offer_lacks(view, see)


def _offer_lacks(view: View, see: See) -> str:
    offered = offers(view)
    for name in see.offers:
        if not target_of(view, name):
            return f"expected {name!r} to be pressed on {view.prompt}; there was: {', '.join(offered)}"
    for name in see.does_not_offer:
        if target_of(view, name):
            return f"expected no {name!r} to be pressed on {view.prompt}; there was: {', '.join(offered)}"
    reasons = {option.key: option.reason for option in view.options}
    for name, words in see.reasons.items():
        reason = wording(words, view.language)
        if not reasons.get(name) or not _stands(reason, reasons[name]):
            return (
                f"expected {name!r} not to be had because {reason!r}; there was {reasons.get(name, 'no such choice')!r}"
            )
    return ""


# -- reading a view ------------------------------------------------------------------------------------------------


def words_on(view: View) -> list[str]:
    """Everything that stands on a view, as a person reads it."""
    found = [str(getattr(view, name)) for name in (*(() if view.idle_left is None else _READ_IDLE), *_READ)]
    found += view.paragraphs
    for part in (*view.rows, *view.items, *view.options):
        values = [str(getattr(part, f.name)) for f in fields(part) if f.name not in _UNSEEN]
        found.append(" ".join(value for value in values if value))
    return [line.translate(_JOINERS) for line in found if line]


def _stands(text: str, read: str) -> bool:
    """Whether a text stands somewhere; blanks and case do not count, nor how digits are grouped."""
    return _bare(text) in _bare(read)


def _bare(text: str) -> str:
    return "".join(text.translate(_JOINERS).split()).lower()


# Words for what has the same meaning on every screen.
MEANINGS = {
    "continue": "primary",
    "confirm": "primary",
    "ok": "primary",
    "accept": "primary",
    "other": "secondary",
    "show": "reveal",
    "hide": "reveal",
    "next page": "page:next",
    "previous page": "page:previous",
    "stay": "idle-stay",
    "leave": "idle-leave",
}


def target_of(view: View, meaning: str) -> str:
    """The id of the one target that `meaning` names: a word for it, its id, its key, its place in a list ("item 2"),
    or words that stand on it. "" where there is none, or more than one."""
    ids = [target.id for target in view.targets()]
    wanted = MEANINGS.get(meaning, meaning)
    for candidate in (f"option:{meaning}", wanted, f"item:{meaning}", f"quick:{meaning}"):
        if candidate in ids:
            return candidate
    word, _, number = meaning.partition(" ")
    if word == "item" and number.isdecimal() and 1 <= int(number) <= len(view.items):
        return f"item:{view.items[int(number) - 1].key}"
    written = [
        f"{kind}:{part.key}"
        for kind, parts in (("option", view.options), ("item", view.items))
        for part in parts
        if _stands(meaning, f"{part.title}\n{getattr(part, 'note', '')}") and f"{kind}:{part.key}" in ids
    ]
    return written[0] if len(written) == 1 else ""


def offers(view: View) -> list[str]:
    """What can be pressed, in the words of a story."""
    names = {target: word for word, target in reversed(MEANINGS.items())}
    return [names.get(t.id, t.id.removeprefix("option:")) for t in view.targets()]
