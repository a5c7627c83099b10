"""Reads a view out: in short for who sees it, whole and in order for who does not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.channels import LANGUAGES, Option, Row, View
from kiosk.texts import Texts, Value

_COVERED = "****"


@dataclass(frozen=True)
class Saying:
    """A text, as it is shown, that is to be said. `private`: it holds the customer's own data."""

    text: str = field(repr=False)
    private: bool = False


class Reading:
    """What there is to say of one view."""

    def __init__(self, view: View, texts: Texts) -> None:
        self._view = view
        self._texts = texts

    def short(self) -> list[Saying]:
        """For who sees the screen: what is asked, and what must not be missed."""
        view = self._view
        says = [Saying(view.say, "say" in view.personal)]
        if view.say == view.title.replace("\n", ""):  # nothing was written for the ear
            says.append(Saying(view.body, "body" in view.personal))
            says.append(Saying(view.place))
        elif view.layout == "notice" and "body" in view.personal:  # which those words could not hold
            says.append(Saying(view.body, private=True))
        says += self.figure()
        if view.layout in ("choose", "review", "notice"):
            says += self._rows()
        return [*says, *self._number()]

    def whole(self) -> list[Saying]:
        """For who does not: everything, in the order in which it stands."""
        view = self._view
        says: list[Saying] = []
        if view.step and view.steps:
            says.append(self._say("speaking-step", step=view.step, number=view.done + 1, of=view.steps))
        says.append(Saying(_line(view.title), "title" in view.personal))
        # what the first screen says is for who has not begun this yet: it names the key that would end it now
        if view.layout != "home" and view.say != view.title.replace("\n", ""):
            says.append(Saying(view.say, "say" in view.personal))
        says.append(Saying(_line(view.help), "help" in view.personal))
        says.append(Saying(_line(view.body), "body" in view.personal))
        if view.place and view.place not in view.say:
            says.append(Saying(view.place))
        says += [*self._number(), *self.figure(), *self.page(turned=False)]
        says += [Saying(line, private=True) for line in view.note.splitlines()]
        if view.layout == "amount" and view.draft:
            says.append(Saying(view.shown, private=True))
        says += [Saying(option.title) for option in view.quick]
        says += [self._row(row) for row in view.read]
        says += [Saying(view.assistance), Saying(view.pending)]
        return [says for says in says if says.text]

    def page(self, *, turned: bool = True) -> list[Saying]:
        """The page at hand, and what can be chosen there."""
        view = self._view
        says = [Saying(view.page_words)] if view.page_words else []
        if turned or view.layout == "browse" or not view.figure:
            says += self.figure() if turned else []
        says += [*self._rows(), *(Saying(paragraph) for paragraph in view.paragraphs)]
        if view.layout == "review":
            says.append(Saying(view.wording_below or view.wording, private=True))
        if not view.items:
            says.append(Saying(view.empty))
        says += self._places()
        if view.primary:
            says.append(self._say("speaking-enter", what=_line(view.primary)))
        elif view.page_next and view.layout in ("review", "accept", "dossier"):
            says.append(self._say("speaking-next-page"))
        return [saying for saying in says if saying.text]

    def sheet(self) -> list[Saying]:
        """The sheet of sound keys, while it is open."""
        return [Saying(_line(self._view.sound_title)), *self._places()] if self._view.sound_keys else []

    def target(self, focus: str) -> list[Saying]:
        """What the ring stands on, with its place where it is one of several."""
        for name, saying in self._placed():
            if name == focus:
                return [saying]
        if name := self._names().get(focus, ""):
            return [Saying(_line(name))]
        return []

    def _places(self) -> list[Saying]:
        return [saying for _, saying in self._placed()]

    def _placed(self) -> Iterator[tuple[str, Saying]]:
        """Lines of a list and options with their number, which is that of the key (see kiosk/keypad.py)."""
        view = self._view
        if view.sound_keys:  # the sheet lies over them
            for number, key in enumerate(view.sound_keys, 1):
                yield f"sound:{key.key}", self._option(key, number, len(view.sound_keys))
            return
        of = len(view.items) + len(view.options)
        for number, item in enumerate(view.items, 1):
            words = self._joined(item.title, item.figure, item.note)
            yield f"item:{item.key}", self._say("speaking-place", True, what=words, number=number, of=of)
        for number, option in enumerate(view.options, len(view.items) + 1):
            yield f"option:{option.key}", self._option(option, number, of)

    def _option(self, option: Option, number: int, of: int) -> Saying:
        private = f"option:{option.key}" in self._view.personal
        what = _line(option.title)
        if option.reason:
            return self._say(
                "speaking-not-now", private, what=what, number=number, of=of, reason=option.reason.rstrip(".。")
            )
        return self._say("speaking-place", private, what=what, number=number, of=of)

    def _names(self) -> dict[str, str]:
        """What else can be pressed, by the id of its target."""
        view = self._view
        return {
            "reveal": view.reveal,
            "page:previous": view.page_previous,
            "page:next": view.page_next,
            "secondary": view.secondary,
            "primary": view.primary,
            "staff": view.staff,
            "back": view.back,
            "repeat": view.repeat,
            "help": view.person,
            "cancel": view.cancel,
            "sound-done": view.sound_done,
            "sound:keys": view.sound_name,
            "sound:blank": dict(zip(LANGUAGES, view.blank_words, strict=False)).get(view.language, ""),
            "idle-leave": view.idle_leave,
            "idle-stay": view.idle_stay,
            **{f"quick:{option.key}": option.title for option in view.quick},
            **{f"language:{key}": name for key, name in view.language_names},
            **{f"mode:{key}": name for key, name in view.mode_names},
        }

    def figure(self) -> list[Saying]:
        """The sum that stands out; where it is covered, that it can be shown: to who does not see that."""
        view = self._view
        if not view.figure:
            return []
        if view.figure == _COVERED:
            return [Saying(view.reveal)] if view.sound.eyes_shut else []
        return [self._row(Row(view.figure_label, view.figure))]

    def _number(self) -> list[Saying]:
        view = self._view
        return [self._row(Row(view.number_label, view.number))] if view.number else []

    def _rows(self) -> list[Saying]:
        return [self._row(row) for row in self._view.rows]

    def _row(self, row: Row) -> Saying:
        value = self._joined(row.value, row.note)
        if not row.label:
            return Saying(value, row.personal)
        return self._say("speaking-row", row.personal, label=row.label, value=value)

    def _joined(self, *parts: str) -> str:
        return ("，" if self._view.language != "en" else ", ").join(_line(part) for part in parts if part)

    def _say(self, text: str, private: bool = False, **args: Value) -> Saying:
        return Saying(self._texts.say(self._view.language, text, args), private)


def _line(text: str) -> str:
    """A text that breaks into lines, as one."""
    return text.replace("\n", " " if text.isascii() else "")
