"""What a story's hands do on a stage: each waits until it can be done, and says so when it cannot."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from drivers.simulator.id_documents import Laid
from kiosk.channels import ActKind, Language, View
from kiosk.storyboards import doing
from kiosk.storyboards.cast import Card, Person
from kiosk.storyboards.looking import lacks, offers, target_of
from kiosk.storyboards.stage import Stage

_SIGNATURE = ("120,300 180,220 240,320 300,230 360,330 420,240", "150,380 300,360 450,350 600,330", "700,250")
_DAY = 86400
_ENDS_A_QUESTION = (ActKind.ANSWER, ActKind.BACK, ActKind.CANCEL)


class Failed(Exception):
    """A story did not go as it says. The message is the expectation against what was there."""


class Hands:
    """The customer of one story, and staff. `patience`: seconds of the real clock that anything may take."""

    def __init__(self, stage: Stage, customer: Person, people: Mapping[str, Person], patience: float) -> None:
        self.papers: dict[str, tuple[str, Language]] = {"slip": ("", "zh-Hans"), "statement": ("", "zh-Hans")}
        self._stage = stage
        self._customer = customer
        self._people = people
        self._patience = patience
        self._card = customer.cards[0] if customer.cards else Card("", "")
        self._chosen = ""  # the PIN that was entered in digits last: that of a new card
        self._answered = -1  # the serial of the view that was answered last

    async def until(self, fits: Callable[[], bool], expected: Callable[[], str]) -> None:
        """Wait until it fits. Raises `Failed` with what was expected when it does not in time."""
        end = time.monotonic() + self._patience
        while not fits():
            if time.monotonic() > end:
                raise Failed(expected())
            await self._stage.let_settle()

    @property
    def view(self) -> View:
        """What is shown."""
        return self._stage.customer.view

    async def see(self, see: doing.See) -> None:
        """Wait until all of it is there. A question that has been answered already is not looked at."""
        await self.until(
            lambda: self._answer_has_come and not lacks(self.view, see),
            lambda: lacks(self.view, see) or f"expected something after {self.view.prompt} was answered; nothing came",
        )
        self.seen()

    def seen(self) -> None:
        """The story has looked: what is shown now is what it wants to answer."""
        self._answered = -1

    # -- the screen ------------------------------------------------------------------------------------------------

    async def press(self, press: doing.Press) -> None:
        """Press what has this meaning."""
        await self.next_question()

        def expected() -> str:
            there = ", ".join(offers(self.view))
            return f"expected one {press.target!r} to press on {self.view.prompt}; there was: {there}"

        await self.until(lambda: bool(target_of(self.view, press.target)), expected)
        wanted = target_of(self.view, press.target)
        target = next(target for target in self.view.targets() if target.id == wanted)
        if target.kind in _ENDS_A_QUESTION:
            self._answered = self.view.serial
        self._stage.visited = self._stage.attendant.session
        self._stage.customer.presses(wanted)
        await self._stage.let_settle()

    async def type(self, typed: doing.Type) -> None:
        """Type on the keypad of the screen."""
        await self.next_question()
        await self.until(
            lambda: self.view.layout in ("amount", "digits"),
            lambda: f"expected a keypad on the screen; there was {self.view.prompt}",
        )
        if typed.what == "clear":
            self._stage.customer.presses_key("clear")
        else:
            self._stage.customer.types(await self._text(typed))
        await self._stage.let_settle()

    async def key_in(self, typed: doing.Type) -> None:
        """Type on the PIN pad."""
        await self.next_question()
        await self.until(
            lambda: self.view.layout in ("amount", "digits"),
            lambda: f"expected digits to be asked for; there was {self.view.prompt}",
        )
        await self.keys(doing.PadKeys(tuple(await self._text(typed))))

    async def read(self, *, by_keys: bool = False) -> None:
        """Turn pages until the last one is shown."""
        await self.next_question()
        while self.view.page_next:
            page = self.view.page
            if by_keys:
                await self._stage.simulator.press("enter")
            else:
                self._stage.customer.presses("page:next")
            await self.until(
                lambda page=page: self.view.page != page,
                lambda: f"expected the next page of {self.view.prompt}; it did not come",
            )

    async def sign(self) -> None:
        """Draw a signature with a finger, stroke by stroke."""
        await self.next_question()
        await self.until(
            lambda: self.view.layout == "sign",
            lambda: f"expected a field to sign in; there was {self.view.prompt}",
        )
        for strokes in range(1, len(_SIGNATURE) + 1):
            self._stage.customer.draws(";".join(_SIGNATURE[:strokes]))
        await self._stage.let_settle()

    async def next_question(self) -> None:
        """After an answer: wait for the question that follows, or for what was wrong with it."""
        await self.until(
            lambda: self._answer_has_come,
            lambda: f"expected something after {self.view.prompt} was answered; nothing came",
        )
        self.seen()  # what was wrong with the answer goes away with the next key

    @property
    def _answer_has_come(self) -> bool:
        return self.view.serial != self._answered or bool(self.view.error)

    async def _text(self, typed: doing.Type) -> str:
        person = self._people.get(typed.of)
        match typed.what:
            case "account" if person:
                return person.accounts[typed.number - 1]
            case "id number" if person:
                if not person.id_number:
                    raise Failed(f"expected an ID number of {person.id} in assets/sandbox/people.toml; there is none")
                return person.id_number
            case "phone" if person:
                return person.phone
            case "number that was shown":
                shown = [view.number for view in self._stage.customer.seen if view.number]
                if not shown:
                    raise Failed("expected a number to have been shown; none was")
                return "".join(shown[-1].split())
            case "phone code":
                return await self._phone_code()
            case what:
                return what

    async def _phone_code(self) -> str:
        """The code in the newest message, once there is one for each code that was sent."""
        sent = sum(
            event["event"] == "phone-code-complete" and event["fields"] == {"disposition": "success"}
            for event in self._stage.events()
        )
        await self.until(
            lambda: len(self._codes()) >= max(sent, 1),
            lambda: f"expected {sent} messages with a code on phones; there were {len(self._codes())}",
        )
        return self._codes()[-1]

    def _codes(self) -> list[str]:
        """The codes on all phones, oldest first; the bank writes of other things too."""
        files = sorted(self._stage.bank.sms.glob("*.json"))
        texts = [json.loads(file.read_text(encoding="utf-8"))["text"] for file in files]
        return [found[0] for text in texts if (found := re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", text))]

    # -- card, PIN, paper ------------------------------------------------------------------------------------------

    async def insert(self, insert: doing.InsertCard) -> None:
        """Put a card in, as soon as the gate is open."""
        self._card = self._which(insert)
        await self.next_question()
        reader = self._stage.simulator.reader
        await self.until(
            lambda: reader.gate_open, lambda: f"expected an open gate on {self.view.prompt}; it was closed"
        )
        try:
            await self._stage.inserts_card(self._card.pan)
        except ValueError as error:
            raise Failed(f"expected the card to go in; {error}") from error

    def _which(self, insert: doing.InsertCard) -> Card:
        if insert.new:
            made = [card for card in self._stage.simulator.cards if card.dispensed]
            if not made:
                raise Failed("expected a card that came out of the dispenser; none was taken")
            return Card(made[-1].pan, self._chosen)
        owner = self._people[insert.of] if insert.of else self._customer
        if insert.number > len(owner.cards):
            raise Failed(f"expected a card {insert.number} of {owner.id}; there are {len(owner.cards)}")
        return owner.cards[insert.number - 1]

    async def lay(self, lay: doing.LayDocument) -> None:
        """Lay an ID document in, as soon as the slot is open."""
        owner, scanner = lay.of or self._customer.id, self._stage.simulator.scanner
        theirs = [document for document in scanner.documents.values() if document.owner == owner]
        found = next((document for document in theirs if lay.kind in ("", document.kind)), None)
        if found is None:
            raise Failed(f"expected a {lay.kind or 'document'} of {owner}; there is none")
        await self.next_question()
        await self.until(
            lambda: scanner.slot_open, lambda: f"expected an open slot on {self.view.prompt}; it was closed"
        )
        laid = Laid.STRAIGHT if lay.laid == doing.LAST_DAY else Laid(lay.laid)
        if lay.laid == doing.LAST_DAY:
            scanner.documents[found.id] = replace(found, valid_until=self._stage.today)
        try:
            scanner.lay(found.id, laid)
        except ValueError as error:
            raise Failed(f"expected the document to go in; {error}") from error

    async def enter_pin(self, pin: doing.EnterPin) -> None:
        """Enter a PIN and the green key."""
        await self.until(
            lambda: bool(self._pad()["entering"]) and self._pad()["digits"] == 0,
            lambda: f"expected the PIN pad to take a PIN on {self.view.prompt}; it did not",
        )
        if pin.pin not in ("right", "wrong"):
            self._chosen = pin.pin
        right = self._card.pin
        wrong = "".join(str((int(digit) + 1) % 10) for digit in right)
        await self._stage.enters_pin({"right": right, "wrong": wrong}.get(pin.pin, pin.pin))
        self._answered = self.view.serial

    async def keys(self, keys: doing.PadKeys) -> None:
        """Press keys of the PIN pad."""
        for key in keys.keys:
            await self._stage.simulator.press(key)
            await self._stage.let_settle()

    async def hand(self, hand: doing.Hand) -> None:
        """Take what is presented, or pull card or ID document out."""
        simulator = self._stage.simulator
        match hand.does:
            case "take card":
                await self.until(
                    lambda: simulator.reader.position == "at-gate",
                    lambda: f"expected the card at the gate on {self.view.prompt}; it was {simulator.reader.position}",
                )
                simulator.reader.take()
            case "take new card":
                dispenser = simulator.dispenser
                await self.until(
                    lambda: dispenser.position == "at-gate",
                    lambda: f"expected a new card at its gate on {self.view.prompt}; it was {dispenser.position}",
                )
                await self._do("take-dispensed-card")
            case "pull card":
                try:
                    simulator.reader.pull()
                except ValueError as error:
                    raise Failed(f"expected a card to pull out; {error}") from error
            case "take id document":
                await self.until(
                    lambda: simulator.scanner.position == "at-slot",
                    lambda: (
                        f"expected the ID document at its slot on {self.view.prompt}; "
                        f"it was {simulator.scanner.position}"
                    ),
                )
                simulator.scanner.take()
            case "pull id document":
                try:
                    simulator.scanner.pull()
                except ValueError as error:
                    raise Failed(f"expected an ID document to pull out; {error}") from error
            case "take slip":
                await self.until(
                    lambda: bool(simulator.printer.waiting),
                    lambda: f"expected a slip at the outlet on {self.view.prompt}; there was none",
                )
                self.papers["slip"] = simulator.slip(simulator.printer.take())[1], self.view.language
            case "take statement":
                documents = simulator.documents
                await self.until(
                    lambda: bool(documents.waiting),
                    lambda: f"expected a statement at its outlet on {self.view.prompt}; there was none",
                )
                self.papers["statement"] = simulator.document(documents.take())[1], self.view.language

    # -- what goes wrong, and who helps ----------------------------------------------------------------------------

    async def fault(self, fault: doing.Fault) -> None:
        """Break a device, or mend it."""
        simulator = self._stage.simulator
        known = simulator.snapshot()["devices"][fault.device]["faults"]
        for name in [fault.fault] if fault.fault else list(known):
            args = {"device": fault.device, "fault": name, "on": str(fault.on).lower()}
            await simulator.do("set-fault", args)

    async def bank(self, bank: doing.BankIs) -> None:
        """Cut or mend the line, or close the bank for orders."""
        stage = self._stage
        match bank.state:
            case "gone":
                stage.line.cut()
            case "back":
                stage.line.mend()
                stage.answer_is_lost = False
            case "losing answers":
                stage.answer_is_lost = True
            case "a day later":
                await asyncio.to_thread(stage.bank.control.advance, _DAY)
            case "closed" | "open":
                await asyncio.to_thread(stage.bank.control.set_accepting, bank.state == "open")

    async def before_camera(self, stands: doing.BeforeCamera) -> None:
        """Let somebody stand before the camera; they do what the screen asks where they can."""
        try:
            self._stage.simulator.camera.put(stands.person, stands.act, obeys=True)
        except ValueError as error:
            raise Failed(str(error)) from error
        eye = self._stage.eye
        await self.until(lambda: eye.has_told, lambda: "expected whoever watches to see who stands there; they did not")

    async def staff(self, staff: doing.Staff) -> None:
        """What staff do: at the desk, or with the machine open."""
        simulator, control = self._stage.simulator, self._stage.bank.control
        match staff.does:
            case "empty the bin":
                simulator.reader.empty_bin()
            case "empty the document bin":
                simulator.scanner.empty_bin()
            case "empty the dispenser bin":
                simulator.dispenser.empty_bin()
            case "fill the hopper":
                simulator.dispenser.fill_hopper()
            case "refill the paper":
                simulator.printer.refill()
            case "approve the person" | "refuse the person":
                await self._verify(approve=staff.does == "approve the person")
            case "answer the call":
                end = time.monotonic() + self._patience
                while not (calls := await asyncio.to_thread(control.list_assistance)):
                    if time.monotonic() > end:
                        raise Failed("expected an open call for a person at the bank; there was none")
                    await self._stage.let_settle()
                await asyncio.to_thread(control.answer_assistance, calls[-1].id, "1")

    async def door(self, move: doing.MoveDoor) -> None:
        """Staff open a door, or close it."""
        await self._do("open-door" if move.opened else "close-door", door=move.door)

    async def switch(self, turn: doing.TurnSwitch) -> None:
        """Staff turn the operator switch."""
        await self._do("turn-switch", to=turn.to)

    async def _do(self, action: str, **args: str) -> None:
        try:
            await self._stage.simulator.do(action, args)
        except ValueError as error:
            raise Failed(f"expected that this can be done; {error}") from error

    async def _verify(self, *, approve: bool) -> None:
        """A member of staff says that it is this person, or that it is not."""
        control, end = self._stage.bank.control, time.monotonic() + self._patience
        while not (waiting := await asyncio.to_thread(control.list_verifications)):
            if time.monotonic() > end:
                raise Failed("expected somebody whom a member of staff is to look at; there was nobody")
            await self._stage.let_settle()
        if approve:
            await asyncio.to_thread(control.approve_verification, waiting[-1].id, "1001")
        else:
            await asyncio.to_thread(control.refuse_verification, waiting[-1].id, "1001", "somebody else")

    def _pad(self) -> dict[str, object]:
        return self._stage.simulator.snapshot()["devices"]["pin-pad"]
