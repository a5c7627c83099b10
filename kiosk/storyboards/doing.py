"""What a step of a story can be: small records, read from the file by `verbs` and done by `player`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from drivers.signals.contract import Door, OperatorSwitch
from kiosk.channels import Language, Mode
from kiosk.storyboards.wording import Words


@dataclass(frozen=True)
class Press:
    """Press what has this meaning: a target's id, an option's key, or the words that stand on it."""

    target: str


LANGUAGE_AGAIN = Press("language:again")  # the one in which the story is played (`Story.plays`)


@dataclass(frozen=True)
class PadKeys:
    """Press keys of the PIN pad, one after the other, by their names."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Type:
    """Type on the screen's keypad. `of`: the person whose `what` is typed; else `what` is typed as it stands.

    `what` with a person: "account", "id number", "phone" or "phone code". "number that was shown": the newest code.
    """

    what: str
    of: str = ""
    number: int = 1  # which of their accounts


@dataclass(frozen=True)
class Sign:
    """Sign on the screen, with a finger."""


@dataclass(frozen=True)
class KeyIn:
    """Type on the PIN pad what `typed` says; Enter is pressed by itself."""

    typed: Type


@dataclass(frozen=True)
class Read:
    """Turn the pages of what is shown until the last one is there; `by_keys`: with Enter on the PIN pad."""

    by_keys: bool = False


@dataclass(frozen=True)
class EnterPin:
    """Enter a PIN on the pad: that of the card inside ("right"), another ("wrong"), or six digits.

    The right one of a new card is what was entered in digits last.
    """

    pin: str


@dataclass(frozen=True)
class InsertCard:
    """Put a card in. `of`: whose; the story's customer without it. `number`: which of their cards.

    `new`: the one that came out of the dispenser last.
    """

    of: str = ""
    number: int = 1
    new: bool = False


LAST_DAY = "on-its-last-day"


@dataclass(frozen=True)
class LayDocument:
    """Lay an ID document in. `of`: whose; the story's customer without it. `kind`: which; their first without it.

    `laid`: how, or in what state (drivers/simulator/id_documents.py); `LAST_DAY`: it is good until today.
    """

    of: str = ""
    kind: str = ""
    laid: str = "straight"


@dataclass(frozen=True)
class Hand:
    """Take what is presented, or pull card or ID document out."""

    does: Literal[
        "take card",
        "take new card",
        "take slip",
        "take statement",
        "take id document",
        "pull card",
        "pull id document",
    ]


@dataclass(frozen=True)
class See:
    """Wait until the screen shows all of this. Empty fields ask for nothing."""

    prompt: str = ""
    says: tuple[Words, ...] = ()
    does_not_say: tuple[Words, ...] = ()
    figure: str = ""
    typed: str | None = None
    error: tuple[Words, ...] = ()
    language: Language | None = None
    mode: Mode | None = None
    offers: tuple[str, ...] = ()
    does_not_offer: tuple[str, ...] = ()
    reasons: dict[str, Words] = field(default_factory=dict[str, Words])


@dataclass(frozen=True)
class WaitFor:
    """Let time pass, second by second, until the screen shows this."""

    see: See


@dataclass(frozen=True)
class Wait:
    """Let time pass, here and at the bank."""

    seconds: int


@dataclass(frozen=True)
class PaperSays:
    """What stands on the paper that was taken last."""

    paper: Literal["slip", "statement"]
    texts: tuple[Words, ...]
    does: bool = True


@dataclass(frozen=True)
class Fault:
    """Break a device, or mend it. `fault` "" mends all of its faults."""

    device: str
    fault: str
    on: bool


@dataclass(frozen=True)
class BankIs:
    """What becomes of the line to the bank, or of the bank."""

    state: Literal["gone", "back", "closed", "open", "losing answers", "a day later"]


@dataclass(frozen=True)
class Staff:
    """What staff do."""

    does: Literal[
        "answer the call",
        "empty the bin",
        "empty the document bin",
        "empty the dispenser bin",
        "fill the hopper",
        "refill the paper",
        "approve the person",
        "refuse the person",
    ]


@dataclass(frozen=True)
class MoveDoor:
    """Staff open a door of the cabinet, or close it."""

    door: Door
    opened: bool


@dataclass(frozen=True)
class TurnSwitch:
    """Staff turn the operator switch."""

    to: OperatorSwitch


@dataclass(frozen=True)
class StaffSignsIn:
    """A member of staff comes to the terminal and signs in, perhaps with a `wrong` PIN."""

    number: str
    wrong: bool = False


@dataclass(frozen=True)
class StaffDecides:
    """Who is signed in decides about the application. Without a decision: by what they can see."""

    decision: str = ""
    reason: str = ""


@dataclass(frozen=True)
class BeforeCamera:
    """Who stands before the camera, and what they do there (drivers/simulator/drawn/acts.py)."""

    person: str
    act: str = "still"


@dataclass(frozen=True)
class Say:
    """The customer says this, in the language shown; Chinese in simplified characters serves both of its scripts.

    `noise`: a synthetic voice says it in so much of it, for the real ears; "": a stand-in hears it as it stands.
    """

    texts: Mapping[Language, str]
    noise: str = ""


@dataclass(frozen=True)
class Hear:
    """Wait until the terminal has said this, after what was heard before."""

    texts: tuple[Words, ...]


@dataclass(frozen=True)
class Headset:
    """Plug a headset in, or pull it out."""

    plugged: bool


@dataclass(frozen=True)
class Elsewhere:
    """Somebody applies for an account at another terminal of the bank."""

    person: str


@dataclass(frozen=True)
class Stop:
    """The terminal is told to stop."""


Doing = (
    Press
    | PadKeys
    | Type
    | KeyIn
    | Sign
    | Read
    | EnterPin
    | InsertCard
    | LayDocument
    | Hand
    | See
    | WaitFor
    | Wait
    | PaperSays
    | Fault
    | BankIs
    | Staff
    | MoveDoor
    | TurnSwitch
    | StaffSignsIn
    | StaffDecides
    | BeforeCamera
    | Say
    | Hear
    | Headset
    | Elsewhere
    | Stop
)
