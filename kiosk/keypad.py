"""The keypad channel: everything by keys, with a visible ring. The PIN pad's clear keys and a keyboard both end here.

Focus lives here and in the view, never in QML: `View.targets()` is the order, `View.focus` is where the ring stands.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from kiosk.channels import Act, ActKind, SoundKey, Target, View

_TYPING = ("amount", "digits")
_CLEARED = (*_TYPING, "sign")  # what is on the screen can be taken away again
_CHOOSING = ("home", "choose", "browse", "notice", "review", "accept", "sign", "dossier")
_READ = ("review", "accept", "dossier")  # to the last page, before it can be confirmed


class Keypad:
    """A channel. `keys` yields the PIN pad's clear keys by name; `press` takes a keyboard's.

    Names: "0" to "9", ".", "enter", "clear", "delete", "cancel", "up", "down", "left", "right", "next", "previous".
    "clear" empties what is typed, as it does in PIN entry; "delete" (a keyboard's) takes one digit. "0" on the first
    screen begins a visit without sight; "0" pressed twice begins or ends it wherever something is chosen or read.
    """

    name = "keypad"
    essential = False

    def __init__(self, keys: Callable[[], AsyncIterator[str]]) -> None:
        self._keys = keys
        self._view: View | None = None
        self._put: Callable[[Act], None] | None = None
        self._digits = 0  # pressed one after the other, on this view
        self._noughts = 0  # of them, where none was anything else

    def show(self, view: View) -> None:
        """Remember what is asked: keys mean something only against it."""
        if self._view is None or view.serial != self._view.serial:
            self._digits = self._noughts = 0
        self._view = view

    async def listen(self, put: Callable[[Act], None]) -> None:
        """Turn the pad's keys into acts. Raises what the pad raises when it is gone."""
        self._put = put
        async for key in self._keys():
            self.press(key)

    def press(self, key: str) -> None:
        """One key was pressed."""
        view = self._view
        if view is None or self._put is None:
            return
        digits, self._digits = self._digits, self._digits + 1 if key.isdecimal() else 0
        noughts, self._noughts = self._noughts, self._noughts + 1 if key == "0" and digits == self._noughts else 0
        act = self._act(view, key)
        if key == "0" and self._unseeing(view, digits, noughts):
            act = (ActKind.SOUND, SoundKey.EYES_SHUT)
            self._digits = self._noughts = 0  # so that it works again on the same screen
            self._view = replace(view, sound=replace(view.sound, eyes_shut=not view.sound.eyes_shut))
        if key == "enter" and digits > 1 and view.layout in _CHOOSING:
            # A number that nothing asks for, such as a PIN typed too early: its Enter takes nothing.
            act = (ActKind.FOCUS, view.focus) if view.focus else None
        if act is not None:
            kind, value = act
            if kind is ActKind.FOCUS:
                self._view = replace(view, focus=value)  # the next key may come before the view that shows it
            self._put(Act(kind, value, view.serial, self.name))

    def _act(self, view: View, key: str) -> tuple[ActKind, str] | None:
        match key:
            case "cancel" if view.sound_keys and view.idle_left is None:
                return ActKind.SOUND, SoundKey.KEYS
            case "cancel":
                return (ActKind.CANCEL, "") if view.cancel or view.idle_left is not None else None
            case "enter":
                return self._enter(view)
            case "up" | "left" | "previous":
                return ActKind.FOCUS, self._neighbour(view, -1)
            case "down" | "right" | "next":
                return ActKind.FOCUS, self._neighbour(view, +1)
            case _ if view.idle_left is not None:
                return ActKind.STAY, ""
            case _ if view.sound_keys:
                place = self._plate(view, key)
                return (ActKind.FOCUS, place) if place else None
            case "clear":
                return (ActKind.KEY, "clear") if view.layout in _CLEARED else None
            case "delete":
                return (ActKind.KEY, "delete") if view.layout in _CLEARED else None
            case _ if view.layout in _TYPING:
                return ActKind.KEY, key
            case _ if view.layout in _CHOOSING and key.isdecimal():
                place = self._numbered(view, int(key))
                return (ActKind.FOCUS, place) if place else None
            case _:
                return None

    def _enter(self, view: View) -> tuple[ActKind, str] | None:
        focused = next((target for target in view.targets() if target.id == view.focus), None)
        if focused:
            return focused.kind, focused.value
        if view.idle_left is not None:
            return ActKind.STAY, ""
        if view.sound_keys:  # nothing under the sheet is answered
            return ActKind.FOCUS, view.targets()[0].id
        if view.primary:
            return ActKind.ANSWER, ""
        if view.layout in _READ and view.page_next:  # it stands where the primary action will
            return ActKind.DRAFT, f"{view.page + 1}{view.page_kept}"
        # Where something must be chosen, Enter alone shows the ring: a key that does nothing looks broken.
        return (ActKind.FOCUS, view.targets()[0].id) if view.options or view.items else None

    def _unseeing(self, view: View, digits: int, noughts: int) -> bool:
        """Whether this "0" is the key of a visit without sight: a number that has a nought in it is not."""
        if not view.sound_name or view.sound_keys or view.idle_left is not None or view.layout not in _CHOOSING:
            return False
        # Who begins by pressing it twice must not end it, and who was told to press it has not begun.
        once = view.layout == "home" and not view.sound.eyes_shut
        return digits == noughts and noughts == (0 if once else 1)

    def _plate(self, view: View, key: str) -> str:
        """The plate of the sheet with this number, by its place, or ""."""
        number = int(key) if key.isdecimal() else 0
        if not 1 <= number <= len(view.sound_keys) or view.sound_keys[number - 1].reason:
            return ""
        return f"sound:{view.sound_keys[number - 1].key}"

    def _numbered(self, view: View, number: int) -> str:
        """The target with this number, or "". Only the ring moves: nothing on the screen shows the numbers.

        Numbered by place, so that an option that cannot be had does not move the others; a list's lines first.
        """
        if 1 <= number <= len(view.items):
            return f"item:{view.items[number - 1].key}"
        number -= len(view.items)
        if not 1 <= number <= len(view.options) or view.options[number - 1].reason:
            return ""
        return f"option:{view.options[number - 1].key}"

    def _neighbour(self, view: View, step: int) -> str:
        targets: tuple[Target, ...] = view.targets()
        places = [i for i, target in enumerate(targets) if target.id == view.focus]
        if not places:
            return targets[0 if step > 0 else -1].id
        return targets[(places[0] + step) % len(targets)].id
