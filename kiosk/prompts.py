"""What can be asked: never how. A frozen dataclass a family; `parse` turns what was typed into a value.

All words are text ids; `Session` puts them into the customer's language. New families are rare.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Literal, Never, TypeVar

from kiosk.channels import Layout, Row
from kiosk.identity.verdicts import Challenge, Sight
from kiosk.texts import Value

T_co = TypeVar("T_co", covariant=True)


class Invalid(Exception):
    """An answer that cannot be taken. `text` is the id of what to tell the customer at the field."""

    def __init__(self, text: str, **args: Value) -> None:
        super().__init__(text)
        self.text = text
        self.values = args


@dataclass(frozen=True)
class Step:
    """Where in a service this prompt stands: `done` of `steps` are behind. Its name is the prompt's `.step`."""

    done: int
    steps: int


@dataclass(frozen=True)
class Choice:
    """One answer. `text` gives its title, `.help` and `.hear`. `reason`: the text id of why it cannot be had now.

    `by_hand`: it moves money, signs, reports or decides, and is never taken by voice alone.
    """

    key: str
    text: str
    icon: str = ""
    reason: str = ""
    args: Mapping[str, Value] = field(default_factory=dict[str, Value], repr=False)
    by_hand: bool = False


@dataclass(frozen=True)
class Fact:
    """One row to read or confirm. `label` is a text id, or "" where the row belongs to the one above it.

    What is decided by comes first: where the screen has no room for all rows, the rest stands on further pages.
    `spare`: elder mode leaves it out.
    """

    label: str
    value: Value
    note: Value = ""
    strong: bool = False
    spare: bool = False


@dataclass(frozen=True)
class Entry:
    """One line of a list to browse: what it is, a sum or state at its right, and small words below."""

    key: str
    title: Value
    figure: Value = ""
    notes: tuple[Value, ...] = ()
    icon: str = ""


@dataclass(frozen=True)
class Prompt(Generic[T_co]):
    """Base. `text` is the Fluent message; `args` its arguments. `idles`: nobody answering ends the session.

    `staff`: a member of staff, who was called, finds where to begin on it.
    """

    text: str
    args: Mapping[str, Value] = field(default_factory=dict[str, Value], repr=False)
    step: Step | None = None
    back: bool = True
    cancel: bool = True
    idles: bool = True
    staff: bool = False
    layout: ClassVar[Layout]

    def parse(self, raw: str) -> T_co:
        """Turn the draft, or an option's key, into a value. Raises `Invalid`."""
        raise Invalid("error-not-answerable")

    def typed(self, draft: str, key: str) -> str:
        """The draft after one more key. Keys that make no sense here change nothing."""
        return draft


@dataclass(frozen=True)
class Choose(Prompt[str]):
    """Pick one of a few. `rows` and `figure` (fen) are there to decide by. The draft is the page of the rows, from 0.

    `concealed`: sums are not shown until the customer asks for them; the draft is then "shown".
    """

    options: tuple[Choice, ...] = ()
    rows: tuple[Fact, ...] = field(default=(), repr=False)
    figure: int | None = field(default=None, repr=False)
    concealed: bool = False
    layout: ClassVar[Layout] = "choose"

    def parse(self, raw: str) -> str:
        if any(option.key == raw and not option.reason for option in self.options):
            return raw
        raise Invalid("error-choose-one")


@dataclass(frozen=True)
class Browse(Choose):
    """Pick one of many, a page at a time; the draft is the number of the page, from 0. `options` are there besides.

    Without entries the text's `.empty` says so. `concealed`: the draft is the page and "shown" ("2 shown").
    """

    entries: tuple[Entry, ...] = field(default=(), repr=False)
    layout: ClassVar[Layout] = "browse"

    def parse(self, raw: str) -> str:
        return raw if any(entry.key == raw for entry in self.entries) else super().parse(raw)


@dataclass(frozen=True)
class Home(Choose):
    """The attract screen: services, and what cannot be had now and why."""

    layout: ClassVar[Layout] = "home"


@dataclass(frozen=True)
class Notice(Choose):
    """Something to be told, with what can follow. Without options the primary action answers "ok".

    `number` is a case number to be shown large. `seconds`: it goes away by itself. `button`: it can be sent away.
    """

    kind: Literal["success", "unknown", "problem"] = "problem"
    number: str = ""
    seconds: float | None = None
    button: bool = True
    layout: ClassVar[Layout] = "notice"

    def parse(self, raw: str) -> str:
        return super().parse(raw) if self.options else "ok"


@dataclass(frozen=True)
class Review(Choose):
    """Rows to confirm. `wording`: the text id of the Chinese sentence that a real-time transfer must be confirmed with.

    `other` is the option offered beside the primary action. Both stand on the last page: what is confirmed was read.
    """

    wording: str = ""
    other: str = ""
    layout: ClassVar[Layout] = "review"

    def parse(self, raw: str) -> str:
        return raw if raw and raw == self.other else "confirmed"


@dataclass(frozen=True)
class EnterAmount(Prompt[int]):
    """An amount in fen. `quick`: sums to pick, in fen. `available` and `limit` stand in sight.

    `limit` is the lower of what one transfer and what a day may have; `today` says that it is the day's.
    """

    quick: tuple[int, ...] = ()
    available: int | None = field(default=None, repr=False)
    limit: int | None = None
    today: bool = False
    layout: ClassVar[Layout] = "amount"

    def parse(self, raw: str) -> int:
        whole, _, fraction = raw.partition(".")
        if not (whole + fraction).isdecimal() or len(fraction) > 2:
            raise Invalid("error-amount-missing" if not raw else "error-amount-form")
        fen = int(whole or "0") * 100 + int((fraction + "00")[:2])
        if fen == 0:
            raise Invalid("error-amount-missing")
        return fen

    def typed(self, draft: str, key: str) -> str:
        match key:
            case "delete":
                return draft[:-1]
            case "clear":
                return ""
            case ".":
                return draft if "." in draft else (draft or "0") + "."
            case _ if key.isdecimal():
                longer = (draft + key).lstrip("0") if "." not in draft else draft + key
                whole, _, fraction = (longer or ("0" if draft + key else "")).partition(".")
                return draft if len(whole) > 9 or len(fraction) > 2 else longer
            case _:
                return draft


@dataclass(frozen=True)
class EnterDigits(Prompt[str]):
    """Digits that are no secret: an account number. Between `least` and `most` of them, shown in fours.

    `grouping`: the sizes of the groups they are shown in, where they are others: 3, 4, 4 of a phone's.
    `extra`: a letter that may stand at the very end (the X of an ID number); a pad without letters types it by ".".
    `wrong`: the text id of what is said where it is too short. `other`: what the secondary action answers, if it is
    offered. `private`: a number that is nobody else's business: neither spoken nor taken by voice.
    """

    least: int = 1
    most: int = 19
    extra: str = ""
    grouping: tuple[int, ...] = ()
    wrong: str = "error-digits"
    other: str = ""
    private: bool = True
    layout: ClassVar[Layout] = "digits"

    def parse(self, raw: str) -> str:
        if raw and raw == self.other:
            return raw
        digits = raw.replace(" ", "")
        body = digits.removesuffix(self.extra) if self.extra and len(digits) == self.most else digits
        if not body.isdecimal() or not self.least <= len(digits) <= self.most:
            raise Invalid(self.wrong, least=self.least, most=self.most)
        return digits

    def typed(self, draft: str, key: str) -> str:
        if key == "delete":
            return draft[:-1]
        if key == "clear":
            return ""
        if self.extra and key in (".", self.extra):
            return draft + self.extra if len(draft) == self.most - 1 else draft
        full = len(draft) + len(key) > self.most
        return draft + key if key.isdecimal() and not full else draft


@dataclass(frozen=True)
class Pin(Prompt[Never]):
    """A PIN. The PIN pad answers; the draft is the count of digits."""

    length: int = 6
    layout: ClassVar[Layout] = "pin"


@dataclass(frozen=True)
class Accept(Prompt[str]):
    """An agreement, or one purpose that data may serve, to be accepted or not. The draft is the page, from 0.

    `paragraphs`: text ids of what it says, in order; they go on pages. `other`: what the secondary action answers. Both
    stand on the last page: what is accepted was read.
    """

    paragraphs: tuple[str, ...] = ()
    other: str = ""
    layout: ClassVar[Layout] = "accept"

    def parse(self, raw: str) -> str:
        return raw if raw and raw == self.other else "accepted"


@dataclass(frozen=True)
class Picture:
    """A picture to decide by: JPEG or PNG, empty where there is none. `text` says what it shows."""

    text: str
    image: bytes = field(repr=False)


@dataclass(frozen=True)
class Dossier(Choose):
    """All there is to decide by, for a member of staff: pictures side by side, and rows, a page at a time.

    The options stand on the last page: what is decided by was seen.
    """

    pictures: tuple[Picture, ...] = ()
    layout: ClassVar[Layout] = "dossier"


SIGNATURE_SIDE = 1000  # a signature's points lie on a square grid of this size, from the upper left


@dataclass(frozen=True)
class Sign(Prompt[str]):
    """A signature on the screen. The draft is its strokes: "x,y x,y;x,y ..." with whole numbers below `SIGNATURE_SIDE`.

    `other`: what the secondary action answers: who cannot sign confirms by a key instead, and staff are told.
    """

    other: str = "unsigned"
    layout: ClassVar[Layout] = "sign"

    def parse(self, raw: str) -> str:
        if raw == self.other:
            return raw
        points = sum(len(stroke.split()) for stroke in raw.split(";"))
        if points < 8:
            raise Invalid("error-signature-missing")
        return raw

    def typed(self, draft: str, key: str) -> str:
        match key:
            case "clear":
                return ""
            case "delete":
                return draft.rpartition(";")[0]
            case _:
                return draft


@dataclass(frozen=True)
class Look(Prompt[str]):
    """The face before the camera: the face engine answers. `sight`: what the newest picture shows, None before the
    first.

    `challenges`: the movements of this attempt, in their order. `other`: what the secondary action answers: there is
    always another way.
    """

    sight: Sight | None = None
    challenges: tuple[Challenge, ...] = ()
    other: str = "other"
    idles: bool = False
    layout: ClassVar[Layout] = "look"

    def parse(self, raw: str) -> str:
        if raw == self.other:
            return raw
        raise Invalid("error-not-answerable")


@dataclass(frozen=True)
class InsertCard(Prompt[Never]):
    """The reader answers."""

    layout: ClassVar[Layout] = "device"


@dataclass(frozen=True)
class TakeCard(Prompt[Never]):
    """The card is at the gate. Shown while it is being given back."""

    back: bool = False
    cancel: bool = False
    idles: bool = False
    layout: ClassVar[Layout] = "device"


@dataclass(frozen=True)
class PlaceDocument(Prompt[Never]):
    """The ID document scanner answers."""

    layout: ClassVar[Layout] = "device"


@dataclass(frozen=True)
class TakeDocument(Prompt[Never]):
    """The ID document is at the slot. Shown while it is being given back."""

    back: bool = False
    cancel: bool = False
    idles: bool = False
    layout: ClassVar[Layout] = "device"


@dataclass(frozen=True)
class TakePaper(Prompt[Never]):
    """A slip or a document waits at its outlet. `read`: what stands there, for whoever cannot see it."""

    outlet: Literal["paper", "document"] = "paper"
    read: tuple[Row, ...] = field(default=(), repr=False)
    back: bool = False
    cancel: bool = False
    idles: bool = False
    layout: ClassVar[Layout] = "device"


@dataclass(frozen=True)
class Busy(Prompt[Never]):
    """Something runs. Not a question: a person can be called, the language changed, nothing else."""

    back: bool = False
    cancel: bool = False
    idles: bool = False
    layout: ClassVar[Layout] = "busy"
