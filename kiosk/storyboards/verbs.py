"""The words a story is written in: for each verb, what may follow it and what that means."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from drivers.id_scanner.contract import DocumentKind
from drivers.pin_pad.device import PinPadDevice
from drivers.signals.contract import Door, OperatorSwitch
from drivers.simulator.audio import Audio
from drivers.simulator.camera import NOBODY, Camera
from drivers.simulator.card_dispenser import CardDispenser
from drivers.simulator.card_reader import CardReader
from drivers.simulator.document_printer import DocumentPrinter
from drivers.simulator.drawn.acts import parse_act
from drivers.simulator.id_documents import Laid, read_documents
from drivers.simulator.id_scanner import IdScanner
from drivers.simulator.printer import Printer
from drivers.simulator.signals import Signals
from kiosk.channels import LANGUAGES, MODES
from kiosk.services.visit import SERVICES
from kiosk.staff.approval import REFUSED_FOR, TRIED_AGAIN_FOR
from kiosk.storyboards import doing
from kiosk.storyboards.cast import Person
from kiosk.storyboards.doing import Doing
from kiosk.storyboards.looking import MEANINGS, read_see
from kiosk.storyboards.marks import Marked, unknown
from kiosk.storyboards.sound_verbs import read_hear, read_plug, read_say, read_unplug
from kiosk.storyboards.staff import members
from kiosk.storyboards.wording import read_wordings

# A device as a story calls it; the simulator's name of it; what can be broken.
DEVICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "card reader": ("card-reader", CardReader.known_faults),
    "card dispenser": ("card-dispenser", CardDispenser.known_faults),
    "printer": ("printer", Printer.known_faults),
    "document printer": ("document-printer", DocumentPrinter.known_faults),
    "id scanner": ("id-scanner", IdScanner.known_faults),
    "pin pad": ("pin-pad", PinPadDevice.known_faults),
    "lights": ("signals", Signals.known_faults),
    "camera": ("camera", Camera.known_faults),
    "audio": ("audio", Audio.known_faults),
}
_PRESSED = (*MEANINGS, *SERVICES, "finish", "back", "cancel", "help", "repeat")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_PAD = ("clear", "enter", "cancel", "up", "down", "left", "right", *"0123456789")
_OF = re.compile(r"(?P<what>[a-z ]+?)(?: (?P<number>[1-9]))?(?: of (?P<who>[a-z0-9-]+))?")
_TYPED = re.compile(r"[0-9.X]+")
_LONGEST = 40 * 86400


@dataclass(frozen=True)
class Known:
    """What there is to speak of: people and prompts."""

    people: Mapping[str, Person]
    prompts: list[str]


def read_step(step: Marked, known: Known) -> tuple[str, Doing]:
    """Read one step. Gives its words, as a report shows them, and what is to be done. Raises `Problem`."""
    if isinstance(step.value, str):
        word = step.text("expected a step, like 'press: continue'")
        raise step.wrong(f"expected a colon and what follows after {word!r}, like 'press: continue'")
    keys = step.mapping()
    if len(keys) != 1:
        raise step.wrong(f"expected one verb in a step; there are {len(keys)}: {', '.join(keys)}")
    verb, value = next(iter(keys.items()))
    if verb not in VERBS:
        raise value.wrong(unknown(verb, list(VERBS), "a verb"))
    return f"{verb}: {plain(value)}", VERBS[verb](value, known)


def plain(marked: Marked) -> str:
    """A value as one line of words."""
    match marked.value:
        case str(text):
            return text
        case list(entries):
            return ", ".join(plain(entry) for entry in entries)
        case mapping:
            return "; ".join(f"{name}: {plain(value)}" for name, value in mapping.items())


# -- each verb -----------------------------------------------------------------------------------------------------


def _press(value: Marked, known: Known) -> Doing:
    """An option's key or the words on it are known only when it is played; a slip of the pen is seen before."""
    text = value.text("expected what is pressed, like 'continue', 'transfer' or the words on it")
    if text not in _PRESSED and (near := get_close_matches(text.lower(), _PRESSED, n=1, cutoff=0.8)):
        raise value.wrong(f"{text!r} is not known; did you mean {near[0]!r}?")
    return doing.Press(text)


def _language(value: Marked, known: Known) -> Doing:
    return doing.Press(f"language:{value.one_of({word: word for word in (*LANGUAGES, 'again')}, 'a language')}")


def _mode(value: Marked, known: Known) -> Doing:
    return doing.Press(f"mode:{value.one_of({word: word for word in MODES}, 'a mode')}")


def _press_key(value: Marked, known: Known) -> Doing:
    entries = value.value if isinstance(value.value, list) else [value]
    return doing.PadKeys(tuple(entry.one_of({key: key for key in _PAD}, "a key of the PIN pad") for entry in entries))


def _type(value: Marked, known: Known) -> Doing:
    expected = (
        "digits, 'account of PERSON', 'account 2 of PERSON', 'id number of PERSON', 'phone of PERSON', "
        "'phone code of PERSON', 'number that was shown' or 'clear'"
    )
    text = value.text(f"expected {expected}")
    if _TYPED.fullmatch(text) or text in ("clear", "number that was shown"):
        return doing.Type(text)
    matched = _OF.fullmatch(text)
    if not matched or not matched["who"] or matched["what"] not in ("account", "id number", "phone", "phone code"):
        raise value.wrong(f"{text!r} cannot be typed; expected {expected}")
    who = _person(value, matched["who"], known)
    number = int(matched["number"] or 1)
    if matched["what"] == "account" and number > len(who.accounts):
        raise value.wrong(f"expected one of the {len(who.accounts)} accounts of {who.id}")
    return doing.Type(matched["what"], who.id, number)


def _key_in(value: Marked, known: Known) -> Doing:
    typed = _type(value, known)
    if not isinstance(typed, doing.Type) or typed.what == "clear":
        raise value.wrong("expected what is typed; 'clear' is a key: press it")
    return doing.KeyIn(typed)


def _elsewhere(value: Marked, known: Known) -> Doing:
    expected = "expected 'PERSON applies': for an account, at another terminal"
    who, _, does = value.text(expected).partition(" ")
    if does != "applies":
        raise value.wrong(expected)
    return doing.Elsewhere(_person(value, who, known).id)


def _enter_pin(value: Marked, known: Known) -> Doing:
    pin = value.text("expected 'right', 'wrong' or six digits")
    if pin not in ("right", "wrong") and not re.fullmatch(r"[0-9]{6}", pin):
        raise value.wrong(unknown(pin, ["right", "wrong"], "'right', 'wrong' or six digits, one of"))
    return doing.EnterPin(pin)


def _insert(value: Marked, known: Known) -> Doing:
    expected = "expected 'card', 'card of PERSON', 'card 2 of PERSON' or 'new card'"
    text = value.text(expected)
    if text == "new card":
        return doing.InsertCard(new=True)
    matched = _OF.fullmatch(text)
    if not matched or matched["what"] != "card":
        raise value.wrong(expected)
    number = int(matched["number"] or 1)
    if matched["who"]:
        who = _person(value, matched["who"], known)
        if number > len(who.cards):
            raise value.wrong(f"expected one of the {len(who.cards)} cards of {who.id}")
    return doing.InsertCard(matched["who"] or "", number)


def _lay(value: Marked, known: Known) -> Doing:
    kinds = {kind.value.replace("-", " "): kind.value for kind in DocumentKind}
    expected = f"expected 'id document' or {', '.join(kinds)}, perhaps 'of PERSON', perhaps ', skewed'"
    text, comma, how = value.text(expected).partition(", ")
    ways = {laid.replace("-", " "): laid for laid in (*(laid.value for laid in Laid), doing.LAST_DAY)}
    if comma and how not in ways:
        raise value.wrong(unknown(how, list(ways), "how a document is laid in"))
    matched = _OF.fullmatch(text)
    if not matched or matched["what"] not in ("id document", *kinds) or matched["number"]:
        raise value.wrong(expected)
    kind = kinds.get(matched["what"], "")
    if matched["who"]:
        who = _person(value, matched["who"], known)
        theirs = [document.kind.value for document in read_documents() if document.owner == who.id]
        if kind not in ("", *theirs):
            raise value.wrong(f"expected a document of {who.id}: {', '.join(theirs)}")
    return doing.LayDocument(matched["who"] or "", kind, ways[how] if comma else Laid.STRAIGHT.value)


def _take(value: Marked, known: Known) -> Doing:
    hands: dict[str, Doing] = {
        "card": doing.Hand("take card"),
        "new card": doing.Hand("take new card"),
        "slip": doing.Hand("take slip"),
        "statement": doing.Hand("take statement"),
        "id document": doing.Hand("take id document"),
    }
    return value.one_of(hands, "what is taken")


def _pull(value: Marked, known: Known) -> Doing:
    hands: dict[str, Doing] = {"card": doing.Hand("pull card"), "id document": doing.Hand("pull id document")}
    return value.one_of(hands, "what is pulled out")


def _see(value: Marked, known: Known) -> Doing:
    return read_see(value, known.prompts)


def _wait_for(value: Marked, known: Known) -> Doing:
    return doing.WaitFor(read_see(value, known.prompts))


def _wait(value: Marked, known: Known) -> Doing:
    expected = "expected a time like '30 seconds', '2 hours' or '1 day', at most 40 days"
    matched = re.fullmatch(r"([0-9]+) (second|minute|hour|day)s?", value.text(expected))
    if not matched or not 0 < (seconds := int(matched[1]) * _SECONDS[matched[2]]) <= _LONGEST:
        raise value.wrong(expected)
    return doing.Wait(seconds)


def _paper(paper: Literal["slip", "statement"], *, does: bool) -> "Verb":
    return lambda value, known: doing.PaperSays(paper, read_wordings(value), does)


def _break(value: Marked, known: Known) -> Doing:
    return _fault(value, on=True)


def _mend(value: Marked, known: Known) -> Doing:
    return _fault(value, on=False)


def _fault(value: Marked, *, on: bool) -> Doing:
    text = value.text("expected a device and its fault, like 'printer jam'")
    device = next((name for name in DEVICES if text == name or text.startswith(f"{name} ")), "")
    if not device:
        every = [f"{name} {fault}" for name, (_, faults) in DEVICES.items() for fault in faults]
        raise value.wrong(unknown(text, every, "a device and its fault, like 'printer jam'"))
    name, faults = DEVICES[device]
    fault = text.removeprefix(device).strip()
    if (fault or on) and fault not in faults:
        raise value.wrong(unknown(fault, list(faults), f"a fault of the {device}"))
    return doing.Fault(name, fault, on)


def _bank(value: Marked, known: Known) -> Doing:
    states: dict[str, Doing] = {
        "gone": doing.BankIs("gone"),
        "back": doing.BankIs("back"),
        "closed": doing.BankIs("closed"),
        "open": doing.BankIs("open"),
        "loses answers": doing.BankIs("losing answers"),
        "a day later": doing.BankIs("a day later"),
    }
    return value.one_of(states, "what becomes of the bank")


def _staff(value: Marked, known: Known) -> Doing:
    works: dict[str, Doing] = {
        "answer the call": doing.Staff("answer the call"),
        "empty the bin": doing.Staff("empty the bin"),
        "empty the document bin": doing.Staff("empty the document bin"),
        "empty the dispenser bin": doing.Staff("empty the dispenser bin"),
        "fill the hopper": doing.Staff("fill the hopper"),
        "refill the paper": doing.Staff("refill the paper"),
        "approve the person": doing.Staff("approve the person"),
        "refuse the person": doing.Staff("refuse the person"),
        **{f"open the {door} door": doing.MoveDoor(door, opened=True) for door in Door},
        **{f"close the {door} door": doing.MoveDoor(door, opened=False) for door in Door},
        **{f"turn the switch to {to}": doing.TurnSwitch(to) for to in OperatorSwitch},
    }
    return value.one_of(works, "what staff do")


def _staff_signs_in(value: Marked, known: Known) -> Doing:
    staff = members()
    ways: dict[str, Doing] = {number: doing.StaffSignsIn(number) for number in staff}
    ways |= {f"{number} with a wrong PIN": doing.StaffSignsIn(number, wrong=True) for number in staff}
    return value.one_of(ways, "a number of assets/sandbox/people.toml, perhaps ' with a wrong PIN'")


def _staff_decides(value: Marked, known: Known) -> Doing:
    ways: dict[str, Doing] = {"by what they see": doing.StaffDecides(), "approve": doing.StaffDecides("approve")}
    ways |= {f"refuse: {word}": doing.StaffDecides("refuse", word) for word in REFUSED_FOR}
    ways |= {f"try again: {word}": doing.StaffDecides("try-again", word) for word in TRIED_AGAIN_FOR}
    return value.one_of(ways, "what a member of staff decides")


def _before_camera(value: Marked, known: Known) -> Doing:
    expected = "expected 'nobody', PERSON, or PERSON and what they do, like 'li-na photo:wang-xiaoming'"
    who, _, act = value.text(expected).partition(" ")
    if who == NOBODY and not act:
        return doing.BeforeCamera(NOBODY)
    _person(value, who, known)
    try:
        parse_act(act or "still", known.people)
    except ValueError as error:
        raise value.wrong(str(error)) from error
    return doing.BeforeCamera(who, act or "still")


def _read(value: Marked, known: Known) -> Doing:
    reads: dict[str, Doing] = {"to the end": doing.Read(), "by keys": doing.Read(by_keys=True)}
    return value.one_of(reads, "how far it is read")


def _sign(value: Marked, known: Known) -> Doing:
    signs: dict[str, Doing] = {"with a finger": doing.Sign()}
    return value.one_of(signs, "how it is signed; who cannot sign presses 'other'")


def _stop(value: Marked, known: Known) -> Doing:
    stops: dict[str, Doing] = {"terminal": doing.Stop()}
    return value.one_of(stops, "what is stopped")


def _person(value: Marked, name: str, known: Known) -> Person:
    if name not in known.people:
        raise value.wrong(unknown(name, list(known.people), "somebody of assets/sandbox/people.toml"))
    return known.people[name]


Verb = Callable[[Marked, Known], Doing]

VERBS: Mapping[str, Verb] = {
    "press": _press,
    "language": _language,
    "mode": _mode,
    "type": _type,
    "press key": _press_key,
    "key in": _key_in,
    "insert": _insert,
    "lay": _lay,
    "enter pin": _enter_pin,
    "read": _read,
    "sign": _sign,
    "take": _take,
    "pull": _pull,
    "see": _see,
    "slip says": _paper("slip", does=True),
    "slip does not say": _paper("slip", does=False),
    "statement says": _paper("statement", does=True),
    "statement does not say": _paper("statement", does=False),
    "wait": _wait,
    "wait for": _wait_for,
    "break": _break,
    "mend": _mend,
    "bank": _bank,
    "elsewhere": _elsewhere,
    "staff": _staff,
    "staff signs in": _staff_signs_in,
    "staff decides": _staff_decides,
    "before the camera": _before_camera,
    "say": lambda value, known: read_say(value),
    "hear": lambda value, known: read_hear(value),
    "plug": lambda value, known: read_plug(value),
    "unplug": lambda value, known: read_unplug(value),
    "stop": _stop,
}
