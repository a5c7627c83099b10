"""Channels: how the customer is reached. Each shows the one view and puts acts on the one queue.

The screen, the keypad, the voice and a test's scripted customer are channels. A channel never edits a view and
never decides anything: `Session.ask` alone owns the draft, the checks, the idle clock and the language.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

Language = Literal["zh-Hans", "zh-Hant", "en"]
Mode = Literal["standard", "elder", "contrast"]
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")
MODES: tuple[Mode, ...] = ("standard", "elder", "contrast")


class ActKind(StrEnum):
    """What a customer can do at any prompt; `value` in brackets."""

    KEY = "key"  # one key typed into the draft ("0".."9", "00", ".", "delete", "clear")
    DRAFT = "draft"  # the draft replaced whole (a virtual keyboard, speech) [text]
    ANSWER = "answer"  # an option's key, or "" for the draft as it stands
    BACK = "back"
    CANCEL = "cancel"
    STAY = "stay"  # "I am still here"
    HELP = "help"  # a person, please
    STAFF = "staff"  # a member of staff is here, or has turned the operator switch
    REPEAT = "repeat"  # say it again
    LANGUAGE = "language"  # [a Language]
    MODE = "mode"  # [a Mode]
    SOUND = "sound"  # how it is spoken [a SoundKey]
    WISH = "wish"  # said on the first screen, before the service is answered [a packed Wish]
    FOCUS = "focus"  # where the keypad stands [a Target's id]
    PAUSE = "pause"  # not pressed: the camera sees nobody, or somebody else [a text id]
    LEFT = "left"  # not pressed: the card was pulled out, or the terminal is told to stop [reason]


class SoundKey(StrEnum):
    """What a customer can do to the voice at any prompt, by button, key or voice."""

    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    QUIETER = "quieter"
    MUTE = "mute"  # and once more: not mute
    ALOUD = "aloud"  # private things may be said to the loudspeaker
    EYES_SHUT = "eyes-shut"  # everything is spoken and the keypad chooses; and once more: as before
    BLANK = "blank"  # in that mode: nothing on the screen; and once more: the screen as before
    KEYS = "keys"  # the sheet that holds these keys is opened; and once more: closed
    HEADSET = "headset"  # not pressed: one was plugged in
    NO_HEADSET = "no-headset"  # not pressed: it was pulled out


@dataclass(frozen=True)
class Sounding:
    """How this customer is spoken to. The next one begins with the first of each.

    `volume` and `pace` count steps from the settings' normal, each from -2 to 2. `aloud`: private things may be said
    without a headset. `keys`: the sheet of sound keys lies open. `again`: how often "say it again" was asked for in
    this visit; one more means: say it again.
    """

    volume: int = 0
    pace: int = 0
    mute: bool = False
    aloud: bool = False
    headset: bool = False
    eyes_shut: bool = False
    blank: bool = False
    keys: bool = False
    again: int = 0


@dataclass(frozen=True)
class Act:
    """One thing a customer did. `serial` is that of the view it answers: an act for an older prompt is dropped,
    so that a double tap never answers the next question. `channel` is for the journal. The repr hides the value,
    which may be typed text."""

    kind: ActKind
    value: str = field(default="", repr=False)
    serial: int = 0
    channel: str = ""


@dataclass(frozen=True)
class Option:
    """One answer to choose. `reason`: set when it cannot be had now, and why; it then keeps its place.

    `by_hand`: it moves money, signs, reports or decides: it is pressed, never taken by voice alone."""

    key: str
    title: str
    help: str = ""
    reason: str = ""
    icon: str = ""
    hear: tuple[str, ...] = ()  # what is said to choose it, besides its title
    by_hand: bool = False


@dataclass(frozen=True)
class Row:
    """One line to read or confirm. `personal`: it holds the customer's own data, and is not spoken to a room."""

    label: str
    value: str
    note: str = ""
    strong: bool = False
    personal: bool = True


@dataclass(frozen=True)
class Item:
    """One line of a list that can be pressed."""

    key: str
    title: str
    figure: str = ""
    note: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Mark:
    """One movement before the camera: what it is, and whether it is `done`, asked for `now`, or comes `later`."""

    text: str
    progress: Literal["done", "now", "later"]


@dataclass(frozen=True)
class Shown:
    """A picture, JPEG or PNG, and what it shows. `missing` is said where there is none. It lives with its view."""

    text: str
    missing: str
    image: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Target:
    """Something that can be pressed: where the keypad's ring can stand, and the act that pressing it puts."""

    id: str
    kind: ActKind
    value: str = ""


Layout = Literal[
    "home",
    "choose",
    "browse",
    "amount",
    "digits",
    "review",
    "accept",
    "sign",
    "pin",
    "look",
    "device",
    "dossier",
    "busy",
    "notice",
]


@dataclass(frozen=True)
class View:
    """Everything a channel shows of one prompt, in the customer's language. Replaced whole, never edited.

    All texts are ready to show. Empty means absent. `draft` of a PIN is the number of digits, never a digit.
    """

    serial: int
    prompt: str  # the prompt's text id, e.g. "transfer-amount"
    layout: Layout
    language: Language
    mode: Mode
    title: str
    help: str = ""
    say: str = ""  # what is spoken; the caption line shows it
    personal: tuple[str, ...] = ()  # which of title, say, help, body, error, "option:..." hold the customer's own data
    # a Target's id, or "sound:" and a SoundKey, and what is said to press it, options apart; "yes" and "no" beside them
    hear: tuple[tuple[str, tuple[str, ...]], ...] = ()
    secondary_by_hand: bool = False  # as an option's; the primary of a review, an agreement, a signature is so
    secret: bool = False  # PINs, codes, card and ID numbers: nothing of it is spoken back or taken by voice
    sound: Sounding = Sounding()
    apart: bool = False  # a member of staff's, over the customer's: it is neither spoken nor answered by voice

    # the steps of the service, for the beads: `done` of `steps`, and the name of the one at hand
    step: str = ""
    steps: int = 0
    done: int = 0

    # what is entered (layouts amount, digits, pin)
    draft: str = ""
    shown: str = ""  # the draft as it is read: grouped in threes or fours
    reading: str = ""  # an amount in words
    note: str = ""  # what is available, what the limit is; a line each
    error: str = ""
    length: int = 0  # digits wanted (pin)
    quick: tuple[Option, ...] = ()  # sums to pick (amount); pressing one puts DRAFT with its key

    clear: str = ""  # sign: puts KEY "clear"; what is drawn puts DRAFT with the strokes

    # what is chosen or read
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()  # browse: those of the page at hand
    page: int = 0  # from 0
    page_size: int = 0  # browse: how many items a page holds, so that each stands in its place on the last one too
    pages: int = 0
    page_previous: str = ""  # puts DRAFT with the page before; "" where there is none
    page_next: str = ""
    page_kept: str = ""  # belongs behind the number of the page in that draft: sums that are shown stay shown
    page_words: str = ""  # "page 2 of 5"
    empty: str = ""  # browse: said instead of a list
    reveal: str = ""  # sums are concealed, or can be again: puts DRAFT with `reveal_value`
    reveal_value: str = ""
    extra: str = ""  # a key beside the digits (digits)
    rows: tuple[Row, ...] = ()  # those of the page at hand
    paragraphs: tuple[str, ...] = ()  # those of the page at hand (accept)
    pictures: tuple[Shown, ...] = ()  # side by side above the rows (dossier)
    figure: str = ""  # one large sum (balance, review), with `figure_label` and `reading`
    figure_label: str = ""
    wording: str = ""  # the Chinese sentence a real-time transfer must be confirmed with, whatever the language
    wording_below: str = ""  # the same in the customer's language, where that is not Chinese
    notice: Literal["", "success", "unknown", "problem"] = ""
    body: str = ""
    number: str = ""  # a case number, large
    number_label: str = ""

    # a device that answers or that must be emptied
    device: Literal["", "card", "paper", "document", "id", "pin"] = ""
    taking: bool = False  # the customer takes something out (card, paper), instead of putting it in
    place: str = ""  # where it is: "lower right, green light"
    read: tuple[Row, ...] = field(default=(), repr=False)  # what stands on it: only said, to whoever does not see

    # the face before the camera; the picture itself goes to the screen beside the view
    challenge: str = ""  # the movement asked for ("turn-left"); "" while the face is to be straight ahead
    marks: tuple[Mark, ...] = ()

    # the action row and the bottom bar; a text that is empty leaves its place empty
    primary: str = ""  # puts ANSWER ""
    primary_icon: str = ""
    secondary: str = ""  # puts ANSWER with `secondary_key`
    secondary_key: str = ""
    back: str = ""
    repeat: str = ""
    person: str = ""  # never empty
    staff: str = ""  # where a member of staff begins: puts STAFF
    cancel: str = ""

    # how it is spoken: a sign in the top row, and the sheet that it opens over the counter
    sound_name: str = ""  # of the sign; "" where this terminal makes no sound
    sound_keys: tuple[Option, ...] = ()  # each puts SOUND with its key; empty while the sheet is closed
    sound_title: str = ""
    sound_done: str = ""  # closes it
    blank_words: tuple[str, ...] = ()  # how a blank screen is ended, in every language; empty while it is not blank

    # around it
    idle_left: int | None = None  # seconds; set while "are you still there?" covers the page
    idle_of: int = 20
    idle_title: str = ""
    idle_body: str = ""
    idle_unit: str = ""  # "seconds left"
    idle_stay: str = ""  # puts STAY
    idle_leave: str = ""  # puts CANCEL
    assistance: str = ""  # a person was called: since when, and whether anybody has answered
    pending: str = ""  # being checked at the bank or a device, while the prompt stands
    simulated: str = ""  # "SIMULATED" in the sandbox, on every screen
    bank: str = ""
    clock: str = ""  # "1931", for the abacus
    date: str = ""
    delete: str = ""  # the accessible name of the delete key
    language_names: tuple[tuple[Language, str], ...] = ()
    mode_names: tuple[tuple[Mode, str], ...] = ()
    focus: str = ""  # a Target's id: where the keypad stands

    def targets(self) -> tuple[Target, ...]:
        """What can be pressed, in reading order, for the keypad and for tests."""
        if self.idle_left is not None:
            stay = (Target("idle-stay", ActKind.STAY),) if self.idle_stay else ()
            return (Target("idle-leave", ActKind.CANCEL), *stay, Target("help", ActKind.HELP))
        found = self._on_sheet() if self.sound_keys else self._on_page()
        for name, kind in (("staff", ActKind.STAFF), ("back", ActKind.BACK), ("repeat", ActKind.REPEAT)):
            if getattr(self, name) and not (name == "staff" and self.sound_keys):  # which the sheet covers
                found.append(Target(name, kind))
        found.append(Target("help", ActKind.HELP))
        if self.cancel:
            found.append(Target("cancel", ActKind.CANCEL))
        found += [Target(f"language:{key}", ActKind.LANGUAGE, key) for key, _ in self.language_names]
        found += [Target(f"mode:{key}", ActKind.MODE, key) for key, _ in self.mode_names]
        if self.sound_name:
            found.append(Target("sound:keys", ActKind.SOUND, SoundKey.KEYS))
        if self.blank_words and not self.sound_keys:
            found.append(Target("sound:blank", ActKind.SOUND, SoundKey.BLANK))
        return tuple(found)

    def _on_sheet(self) -> list[Target]:
        found = [Target(f"sound:{o.key}", ActKind.SOUND, o.key) for o in self.sound_keys if not o.reason]
        return [*found, Target("sound-done", ActKind.SOUND, SoundKey.KEYS)]

    def _on_page(self) -> list[Target]:
        found: list[Target] = [Target(f"option:{o.key}", ActKind.ANSWER, o.key) for o in self.options if not o.reason]
        found = [Target(f"item:{i.key}", ActKind.ANSWER, i.key) for i in self.items] + found
        if self.reveal:
            found.insert(0, Target("reveal", ActKind.DRAFT, self.reveal_value))
        if self.page_previous:
            found.append(Target("page:previous", ActKind.DRAFT, f"{self.page - 1}{self.page_kept}"))
        if self.page_next:
            found.append(Target("page:next", ActKind.DRAFT, f"{self.page + 1}{self.page_kept}"))
        found += [Target(f"quick:{o.key}", ActKind.DRAFT, o.key) for o in self.quick]
        if self.secondary:
            found.append(Target("secondary", ActKind.ANSWER, self.secondary_key))
        if self.primary:
            found.append(Target("primary", ActKind.ANSWER))
        return found


class Channel(Protocol):
    """One way to reach the customer. `essential`: the terminal cannot serve without it (the screen)."""

    name: str
    essential: bool

    def show(self, view: View) -> None:
        """Show the view instead of the one before. Returns at once. Whatever it raises drops the channel."""
        ...

    async def listen(self, put: Callable[[Act], None]) -> None:
        """Put acts for as long as the terminal runs. Returning or raising drops the channel."""
        ...
