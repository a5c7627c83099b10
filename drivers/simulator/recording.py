"""A story of what is done at the terminal: hands as they move, the screen as the kiosk tells it (docs/storyboards.md).

A PIN is never seen: that one was entered is written down as the right one.
"""

import json
from collections.abc import Iterator, Mapping

from drivers.simulator.camera import CARD_OWNER, NOBODY
from drivers.simulator.customer_voice import Noise
from drivers.simulator.id_documents import Laid, in_words
from drivers.simulator.people import SandboxCard
from drivers.wire import JSON

_AS_EVERY_STORY = ("zh-Hans", "standard", "10:30")  # what a story begins with that says nothing of it
_DEVICES = {
    "card-reader": "card reader",
    "card-dispenser": "card dispenser",
    "printer": "printer",
    "document-printer": "document printer",
    "id-scanner": "id scanner",
    "pin-pad": "pin pad",
    "signals": "lights",
    "camera": "camera",
    "audio": "audio",
}
_HANDS = {
    "take-card": ("take", "card"),
    "pull-card": ("pull", "card"),
    "take-dispensed-card": ("take", "new card"),
    "take-slip": ("take", "slip"),
    "take-document": ("take", "statement"),
    "take-id-document": ("take", "id document"),
    "pull-id-document": ("pull", "id document"),
    "empty-bin": ("staff", "empty the bin"),
    "empty-id-bin": ("staff", "empty the document bin"),
    "empty-dispenser-bin": ("staff", "empty the dispenser bin"),
    "fill-hopper": ("staff", "fill the hopper"),
    "refill-paper": ("staff", "refill the paper"),
    "plug-headset": ("plug", "headset"),
    "unplug-headset": ("unplug", "headset"),
}
_STAFF_SAY = {  # a story has no words for what is said of an application at a desk
    "answer-call": "answer the call",
    "approve-person": "approve the person",
    "refuse-person": "refuse the person",
}
_IN = "\0"  # between what is said and the noise around it
_UNSEEN = ("face-look",)  # gone before a story could look, where the engine answers at once
# Prompts that come by themselves when time has passed.
_BY_TIME = ("slip-not-taken", "statement-not-taken", "card-retained", "id-document-retained", "goodbye-idle")
# The last thing said, and how the journal calls that end.
_ENDS = {
    "goodbye": "finished",
    "goodbye-without-card": "finished",
    "goodbye-cancelled": "cancelled",
    "goodbye-idle": "idle",
    "goodbye-pulled": "card-pulled",
    "goodbye-document-pulled": "document-pulled",
    "goodbye-device": "device-failed",
}


class Recording:
    """Notes steps from `start` to `stop`; `text` is the story then.

    Whoever stands before the camera does what the screen asks, in a story: that somebody did not obey is not noted.
    """

    def __init__(self, cards: list[SandboxCard]) -> None:
        self.on = False
        self.text = ""
        self._cards = cards
        self._steps: list[tuple[str, str]] = []
        self._customer = ""
        self._stood = ""
        self._ends = "nobody"
        self._left = ""
        self._began: dict[str, str] = {}  # time, and language and mode where they were not as every customer finds them

    def start(self, person: str = CARD_OWNER, act: str = "") -> None:
        """Begin a new story. Who stands before the camera already, and what they do there, is its first step."""
        self.on, self.text = True, ""
        self._steps, self._customer, self._ends, self._left, self._began = [], "", "nobody", "", {}
        self._stood = "" if _stands(person, act) == CARD_OWNER else _stands(person, act)

    def stop(self) -> None:
        """End it. Raises `ValueError` when nothing was recorded."""
        self.on = False
        if not self._steps:
            raise ValueError("Nothing was done: there is no story.")
        self.text = self._written()

    def hand(self, action: str, args: Mapping[str, str]) -> None:
        """A hand has moved at a device."""
        if not self.on:
            return
        if action == "insert-card":
            card = next(card for card in self._cards if card.pan == args["card"])
            self._customer = self._customer or card.owner
            self._step("insert", _which(card))
        elif action == "lay-id-document":
            self._step("lay", in_words(args["document"], args.get("how", Laid.STRAIGHT)))
        elif action == "set-fault":
            verb = "break" if args["on"] == "true" else "mend"
            self._step(verb, f"{_DEVICES[args['device']]} {args['fault']}")
        elif action in ("open-door", "close-door"):
            self._step("staff", f"{action.removesuffix('-door')} the {args['door']} door")
        elif action == "turn-switch":
            self._step("staff", f"turn the switch to {args['to']}")
        elif action == "staff":
            if said := _STAFF_SAY.get(args["word"]):
                self._step("staff", said)
        elif action == "before-camera":
            self._step("before the camera", _stands(args["person"], args.get("act", "")))
        elif action == "say":
            noise = args.get("noise", Noise.NONE)
            self._step("say", args["text"] if noise == Noise.NONE else f"{args['text']}{_IN}{noise}")
        elif action in _HANDS:
            self._step(*_HANDS[action])

    def pin_ended(self, key: str) -> None:
        """The entry of a PIN was ended with this key of the pad."""
        if self.on:
            self._step(*(("enter pin", "right") if key == "enter" else ("press key", "cancel")))

    def screen(self, told: Mapping[str, JSON]) -> None:
        """What the kiosk tells of its screen: a prompt that is shown, something pressed, something typed."""
        if not self.on:
            return
        match told:
            case {"language": str(language), "mode": str(mode), "time": str(time)}:
                self._began = {"language": language, "mode": mode, "time": time}
            case {"shown": str(prompt)}:
                self._shown(prompt)
            case {"pressed": str(meaning)}:
                self._left = meaning
                self._pressed(meaning)
            case {"keyed": str(key)}:
                self._step("press key", key)
            case {"typed": str(key)}:
                self._typed(key)
            case _:
                return

    def _shown(self, prompt: str) -> None:
        if prompt in _ENDS:
            self._ends = _ENDS[prompt]
            if prompt == "goodbye-cancelled" and self._left == "back":
                self._ends = "back"
            if prompt == "goodbye" and any(step == ("see", "problem-card-blocked") for step in self._steps):
                self._ends = "stopped"
        if prompt == "attract" and not self._steps:
            return  # where every story begins
        if prompt in _UNSEEN:
            return
        verb = "wait for" if prompt in _BY_TIME or prompt == "attract" else "see"
        if self._steps and self._steps[-1] == (verb, prompt):
            return
        self._step(verb, prompt)

    def _pressed(self, meaning: str) -> None:
        kind, _, key = meaning.rpartition(":")
        if kind in ("language", "mode"):
            self._step(kind, key)
        else:
            self._step("press", key if kind in ("option", "quick") else meaning)

    def _typed(self, key: str) -> None:
        before = self._steps[-1][1] if self._steps and self._steps[-1][0] == "type" else ""
        if key == "clear":
            self._step("type", "clear")
        elif key == "delete":
            if before and before != "clear":
                self._steps[-1] = ("type", before[:-1])
                if not before[:-1]:
                    self._steps.pop()
        elif before and before != "clear":
            self._steps[-1] = ("type", before + key)
        else:
            self._step("type", key)

    def _step(self, verb: str, what: str) -> None:
        self._steps.append((verb, what))

    def _written(self) -> str:
        """The story as YAML. A JSON string is a YAML string, whatever is in it."""
        customer = self._customer or self._cards[0].owner
        lines = ["title: Recorded at the panel", f"customer: {customer}"]
        lines += [f"{name}: {json.dumps(what)}" for name, what in self._began.items() if what not in _AS_EVERY_STORY]
        lines += ["steps:"]
        lines += [f"  - {verb}: {json.dumps(_as_written(what), ensure_ascii=False)}" for verb, what in self._by_name()]
        return "\n".join([*lines, f"ends: {self._ends}", "ledger: any"]) + "\n"

    def _by_name(self) -> Iterator[tuple[str, str]]:
        """The steps; a number of somebody of the cast by their name, and a phone code as one that is new each time."""
        if self._stood:
            yield "before the camera", self._with_name(self._stood)
        known = {number: what for card in self._cards for number, what in _numbers_of(card)}
        prompt = owner = ""
        for verb, what in self._steps:
            if verb == "see":
                prompt = what
            if verb == "before the camera":
                yield verb, self._with_name(what)
            elif verb != "type" or what == "clear":
                yield verb, what
            elif prompt == "safety-code" and owner:
                yield verb, f"phone code of {owner}"
            else:
                said = known.get(what, what)
                owner = said.removeprefix("id number of ") if said.startswith("id number") else owner
                yield verb, said

    def _with_name(self, stands: str) -> str:
        """Whoever's card it is, by name: a story knows them from its beginning."""
        return stands.replace(CARD_OWNER, self._customer or self._cards[0].owner, 1)


def _as_written(what: str) -> str | dict[str, str]:
    """What is said in noise has both in a story."""
    text, among, noise = what.partition(_IN)
    return {"text": text, "noise": noise} if among else what


def _stands(person: str, act: str) -> str:
    """In the words of a story."""
    return f"{person} {act}" if act not in ("", "still") and person != NOBODY else person


def _which(card: SandboxCard) -> str:
    if card.dispensed:
        return "new card"
    return f"card {card.number} of {card.owner}" if card.number > 1 else f"card of {card.owner}"


def _numbers_of(card: SandboxCard) -> Iterator[tuple[str, str]]:
    if not card.dispensed:
        yield card.id_number, f"id number of {card.owner}"
    for place, number in enumerate(card.accounts, 1):
        yield number, f"account {place} of {card.owner}" if place > 1 else f"account of {card.owner}"
