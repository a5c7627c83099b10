"""What is said to press what a view shows, from the texts: options have theirs, everything else is listed here."""

from dataclasses import replace

from kiosk.channels import LANGUAGES, MODES, SoundKey, View
from kiosk.prompts import Accept, EnterDigits, Pin, Prompt, Sign
from kiosk.wording import Words

_SOUNDS = (
    SoundKey.SLOWER,
    SoundKey.FASTER,
    SoundKey.LOUDER,
    SoundKey.QUIETER,
    SoundKey.MUTE,
    SoundKey.ALOUD,
    SoundKey.EYES_SHUT,
    SoundKey.KEYS,
)
Said = tuple[str, tuple[str, ...]]


def with_phrases(view: View, prompt: Prompt[object], words: Words) -> View:
    """`view` with what is said to press its parts, and whether what it asks is a secret."""
    found = [*_of_prompt(view, prompt, words), *_anywhere(view, words)]
    return replace(
        view,
        hear=tuple((name, phrases) for name, phrases in found if phrases),
        secret=isinstance(prompt, Pin) or (isinstance(prompt, EnterDigits) and prompt.private),
        # who cannot sign confirms by that key instead: it is as good as a signature
        secondary_by_hand=isinstance(prompt, Sign),
    )


def covered(view: View) -> bool:
    """Whether something covers what is asked: whether anybody is there, or the keys of the sound."""
    return view.idle_left is not None or bool(view.sound_keys)


def _of_prompt(view: View, prompt: Prompt[object], words: Words) -> list[Said]:
    if view.idle_left is not None:
        stay = [("idle-stay", words.phrases("idle", "hear-stay"))] if view.idle_stay else []
        return [*stay, ("idle-leave", words.phrases("idle", "hear-leave"))]
    if view.sound_keys:
        return [("sound-done", words.phrases("button-ok", "hear"))]
    found: list[Said] = []
    if view.reveal:
        found.append(("reveal", words.phrases("reveal-show" if _covered(view) else "reveal-hide", "hear")))
    if view.page_previous:
        found.append(("page:previous", words.phrases("page-previous", "hear")))
    if view.page_next:
        found.append(("page:next", words.phrases("page-next", "hear")))
    if view.primary:
        own = words.phrases(prompt.text, "hear-primary")
        found.append(("primary", own or words.phrases(_primary(prompt), "hear")))
    if view.secondary:
        own = words.phrases(prompt.text, "hear-secondary")
        found.append(("secondary", own or words.phrases(_secondary(prompt), "hear")))
    if view.back:
        found.append(("back", words.phrases("bar-back", "hear")))
    return found + _by_place(view, words)


def _by_place(view: View, words: Words) -> list[Said]:
    """The lines of a list and the options by their number, as the keypad counts them: those that cannot be had too."""
    names = [f"item:{item.key}" for item in view.items] + [f"option:{option.key}" for option in view.options]
    return [(name, (place,)) for name, place in zip(names, words.phrases("hear-places"), strict=False)]


def _covered(view: View) -> bool:
    return view.reveal_value.endswith("shown")


def _primary(prompt: Prompt[object]) -> str:
    if isinstance(prompt, Accept):
        return "accept-yes"
    return "sign-done" if isinstance(prompt, Sign) else "button-ok"


def _secondary(prompt: Prompt[object]) -> str:
    return "sign-other" if isinstance(prompt, Sign) else "accept-no"


def _anywhere(view: View, words: Words) -> list[Said]:
    found: list[Said] = [("yes", words.phrases("hear-yes")), ("no", words.phrases("hear-no"))]
    if view.repeat:
        found.append(("repeat", words.phrases("bar-repeat", "hear")))
    found.append(("help", words.phrases("bar-person", "hear")))
    if view.cancel and not covered(view):
        text = "bar-leave" if view.layout == "notice" else "bar-cancel-card"
        found.append(("cancel", words.phrases(text, "hear")))
    found += [(f"language:{key}", words.phrases(f"hear-language-{key}")) for key in LANGUAGES]
    found += [(f"mode:{key}", words.phrases(f"mode-{key}", "hear")) for key in MODES]
    return found + [(f"sound:{key}", words.phrases(f"hear-sound-{key}")) for key in _SOUNDS]
