"""From what is shown to what is told: what of a view is said, when, and what stays private.

A `Saying` is text as it is shown; kiosk/voice/spoken.py makes it what is said.
"""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.channels import View
from kiosk.texts import Texts
from kiosk.voice.reading import Reading, Saying

Tone = Literal["", "key", "accepted", "refused"]


@dataclass(frozen=True)
class Telling:
    """What is told at one moment, instead of what is being said. `sayings` may be none: then it is quiet.

    `gently`: what is being said is said to its end first; of several that wait, only the newest is said.
    """

    sayings: tuple[Saying, ...] = field(default=(), repr=False)
    tone: Tone = ""
    gently: bool = False


class Sayings:
    """Compares each view with the one before. Explanations are given once a visit, so it remembers which."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._explained: set[tuple[str, str]] = set()
        self._before: View | None = None

    def tell(self, view: View) -> Telling | None:
        """What is to be told now that `view` is shown; None: nothing, and what is being said goes on."""
        before, self._before = self._before, view
        if view.layout == "home" and (before is None or before.layout != "home"):
            self._explained.clear()
        if view.idle_left is not None:
            if before is not None and before.idle_left is not None and before.language == view.language:
                return self._moved(before, view)
            return self._of(view, [Saying(view.idle_title), Saying(view.idle_body)])
        if before is None or self._anew(before, view):
            return self._prompt(before, view)
        return self._changed(before, view)

    def _anew(self, before: View, view: View) -> bool:
        """Whether all of it is to be said: a new prompt, another language, or as the customer wants to hear it now."""
        was, now = before.sound, view.sound
        closed = now.eyes_shut and was.keys and not now.keys  # what the sheet lay on is asked still
        sample = (now.volume, now.pace) != (was.volume, was.pace) and not (now.eyes_shut and now.keys)
        wanted = now.again > was.again or sample
        louder = (now.aloud and not was.aloud) or (now.headset and not was.headset) or (was.mute and not now.mute)
        if wanted or louder or was.eyes_shut != now.eyes_shut or closed or before.language != view.language:
            return True
        if view.layout == "home" and before.prompt == view.prompt:
            return False  # nobody asked: the terminal has looked at its devices
        return before.serial != view.serial or before.prompt != view.prompt

    def _prompt(self, before: View | None, view: View) -> Telling:
        says: list[Saying] = []
        if view.error:
            says.append(Saying(view.error, "error" in view.personal))
        reading = self._reading(view)
        if view.sound.eyes_shut:
            if before is None or not before.sound.eyes_shut:
                self._explained.clear()
            says += [*self._explain("speaking-eyes-shut", view), *reading.whole(), *self._how(view)]
        else:
            if before is not None and before.sound.eyes_shut and before.layout != "home":
                says.append(Saying(self._texts.say(view.language, "speaking-eyes-shut-end")))
            says += reading.short()
        entered = before is not None and before.layout == "pin" and view.layout != "pin" and not view.error
        news = before is None or before.error != view.error or before.serial != view.serial
        return self._of(view, says, tone="refused" if view.error and news else "accepted" if entered else "")

    def _changed(self, before: View, view: View) -> Telling | None:
        """The same prompt: something of it is another."""
        if view.error and view.error != before.error:
            return self._of(view, [Saying(view.error, "error" in view.personal)], tone="refused")
        if (moved := self._moved(before, view)) is not None:
            return moved
        if view.sound != before.sound and view.sound.eyes_shut and view.sound.keys:
            reading = self._reading(view)
            return self._of(view, reading.target(view.focus) if before.sound.keys else reading.sheet())
        if view.draft != before.draft or _page(view) != _page(before):
            return self._typed(before, view)
        if view.assistance and view.assistance != before.assistance:
            return self._of(view, [Saying(view.assistance)], gently=True)
        if view.layout == "look" and (view.say, view.challenge) != (before.say, before.challenge):
            # A movement has its time: it is asked for at once. What to put right can wait for the end of a sentence.
            return self._of(view, [Saying(view.say)], gently=view.challenge == before.challenge)
        if view.sound.eyes_shut and view.pending and view.pending != before.pending:
            return self._of(view, [Saying(view.pending)], gently=True)
        return Telling() if view.sound.mute or before.idle_left is not None else None

    def _moved(self, before: View, view: View) -> Telling | None:
        """The ring stands somewhere else."""
        if not view.sound.eyes_shut or not view.focus or view.focus == before.focus:
            return None
        return self._of(view, self._reading(view).target(view.focus))

    def _typed(self, before: View, view: View) -> Telling | None:
        if view.layout == "pin" or view.secret:
            return Telling(tone="key") if view.draft else Telling()
        if not view.sound.eyes_shut:
            if view.figure != before.figure and may_be_spoken(view):  # uncovered, or covered again
                return self._of(view, self._reading(view).figure())
            return Telling() if view.draft != before.draft else None
        if view.layout in ("amount", "digits"):
            if not view.draft:
                return self._of(view, [Saying(self._texts.say(view.language, "speaking-nothing"))])
            if not may_be_spoken(view):
                return Telling(tone="key")
            return self._of(view, [Saying(view.shown, private=True)])
        if view.layout == "sign":
            return Telling()
        return self._of(view, self._reading(view).page())

    def _how(self, view: View) -> list[Saying]:
        """How to answer, once a visit for each way."""
        if view.layout in ("amount", "digits"):
            return self._explain("speaking-secret" if view.secret else "speaking-type", view)
        if view.layout == "pin":
            return self._explain("speaking-secret", view)
        return self._explain("speaking-choose", view) if view.options or view.items else []

    def _explain(self, text: str, view: View) -> list[Saying]:
        if (text, view.language) in self._explained:
            return []
        self._explained.add((text, view.language))
        return [Saying(self._texts.say(view.language, text))]

    def _reading(self, view: View) -> Reading:
        return Reading(view, self._texts)

    def _of(self, view: View, says: list[Saying], *, tone: Tone = "", gently: bool = False) -> Telling:
        """What may be heard by whoever stands near: instead of what is private, where it can be found."""
        heard: list[Saying] = []
        hidden = False
        for saying in says:
            if not saying.private or may_be_spoken(view):
                heard.append(saying)
            elif not hidden:
                hidden = True
                heard += self._explain("speaking-private", view) or [
                    Saying(self._texts.say(view.language, "speaking-on-screen"))
                ]
        return Telling(tuple(saying for saying in heard if saying.text), tone, gently)


def _page(view: View) -> tuple[object, ...]:
    """What stands on the page at hand."""
    return view.page, view.rows, view.items, view.figure


def may_be_spoken(view: View) -> bool:
    """Whether what is the customer's own is said: to a headset, or because the customer wants it."""
    return view.sound.headset or view.sound.aloud
