"""What happens on the screen, by its meaning: for whoever records a story of it. In the sandbox only."""

import re
from collections.abc import Callable, Mapping

from kiosk.channels import Act, ActKind, SoundKey, View
from kiosk.presenting import SHOWN

# What a story calls what is pressed (docs/storyboards.md), where that is not its key
_WORDS = {
    "secondary": "other",
    "page:next": "next page",
    "page:previous": "previous page",
    "idle-stay": "stay",
    "idle-leave": "leave",
}
_ONWARD = {"review": "confirm", "notice": "ok", "accept": "accept"}  # the primary action, by the layout it stands on
_OPAQUE = re.compile(r"[0-9a-f]{32}")  # an id that is another one the next time


class Witness:
    """Tells which prompt is shown, and what is pressed or typed there. Of a PIN it tells nothing at all."""

    def __init__(
        self, tell: Callable[[Mapping[str, str]], None], movement: Callable[[str], None] = lambda _: None
    ) -> None:
        """`movement` is told what the screen asks whoever stands before the camera to do ("turn-left"), "" when nothing
        any more: a person obeys what they read there."""
        self._tell = tell
        self._movement = movement
        self._serial = -1
        self._challenge = ""
        self._view: View | None = None

    def begins(self) -> None:
        """A story is recorded from here on: tell in which language and mode, and what time it is."""
        if view := self._view:
            time = f"{view.clock[:2]}:{view.clock[2:]}"
            self._tell({"language": view.language, "mode": view.mode, "time": time})

    def shows(self, view: View) -> None:
        """A view is shown. Told once for each prompt; what runs is no prompt."""
        if view.challenge != self._challenge:
            self._challenge = view.challenge
            self._movement(view.challenge)
        before, self._serial, self._view = self._serial, view.serial, view
        if view.layout != "busy" and view.serial != before:
            self._tell({"shown": view.prompt})

    def does(self, view: View, act: Act) -> None:
        """An act is put while `view` is shown."""
        if view.layout == "pin" and act.kind is ActKind.KEY:
            return
        if act.channel == "voice":
            return  # whoever spoke, or plugged a headset in, is seen doing that
        if act.kind is ActKind.KEY:
            self._tell({"typed": act.value})
        elif pressed := _meaning(view, act):
            self._tell({"pressed": pressed})
        elif (act.kind, act.value) == (ActKind.SOUND, SoundKey.EYES_SHUT):
            for _ in range(1 if view.layout == "home" else 2):  # see kiosk/keypad.py
                self._tell({"keyed": "0"})


def _meaning(view: View, act: Act) -> str:
    """What was pressed, in a word that means the same the next time; "" for what nobody pressed."""
    for target in view.targets():
        if (target.kind, target.value) != (act.kind, act.value):
            continue
        kind, _, key = target.id.partition(":")
        if kind == "item":
            place = [item.key for item in view.items].index(key) + 1
            return f"item {place}"
        if kind == "option":
            return next(o.title for o in view.options if o.key == key) if _OPAQUE.search(key) else target.id
        if target.id == "primary":
            return _ONWARD.get(view.layout, "continue")
        if target.id == "reveal":
            return "show" if act.value.endswith(SHOWN) else "hide"
        return _WORDS.get(target.id, target.id)
    return ""
