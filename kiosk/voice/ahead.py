"""What will likely be said next, so that it can be rendered before anybody waits for it.

Learned by watching which prompt follows which: ids of texts, nothing of any customer's.
"""

from kiosk.channels import View
from kiosk.texts import MissingTextError, Texts
from kiosk.voice.speaker import Line

_MOST = 6  # prompts that followed one, the newest first
_FIRST: dict[str, tuple[str, ...]] = {
    "attract": ("insert-card", "opening-kind", "safety", "pin-sign-in"),
    "insert-card": ("pin-sign-in",),
    "pin-sign-in": ("menu", "transfer-payee", "inquiry"),
    "take-card": ("goodbye", "goodbye-cancelled"),
}


class Ahead:
    """Knows what came after what."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._followers = {prompt: list(after) for prompt, after in _FIRST.items()}
        self._last = ""

    def shown(self, view: View) -> None:
        """Learn that this prompt came now."""
        if view.prompt == self._last:
            return
        after = self._followers.setdefault(self._last, [])
        if view.prompt in after:
            after.remove(view.prompt)
        self._followers[self._last] = [view.prompt, *after][:_MOST]
        self._last = view.prompt

    def likely(self, view: View) -> list[Line]:
        """The fixed texts that are said where one of those prompts comes."""
        return [
            Line(text, view.language)
            for prompt in self._followers.get(view.prompt, ())
            if (text := self._said(prompt, view))
        ]

    def _said(self, prompt: str, view: View) -> str:
        for attribute in ("say", ""):
            if self._texts.inserts(view.language, prompt, attribute):
                return ""
            try:
                text = self._texts.find(view.language, prompt, {"mode": view.mode}, attribute)
            except MissingTextError:  # its words depend on what happened
                return ""
            if text:
                return text.replace("\n", "")
        return ""
