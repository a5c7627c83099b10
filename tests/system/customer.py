"""A customer at a real terminal: hands at its devices and the keypad, eyes on what the journal says is shown."""

from collections.abc import Iterable

from kiosk.channels import LANGUAGES, MODES, Language
from kiosk.money.records import Record
from tests.system.panel import Panel
from tests.system.people import Person
from tests.system.trail import Trail


class Customer:
    """Does one thing after another; each waits until the terminal is ready for it."""

    def __init__(self, person: Person, panel: Panel, trail: Trail) -> None:
        self.person = person
        self.panel = panel
        self.trail = trail
        # what was shown to the customer before is none of this one's business
        before = [*trail.found("kiosk-start"), *trail.found("session-end")]
        self._seen = max((record.number for record in before), default=0)

    def sees(self, *prompts: str) -> None:
        """Wait until these prompts have been shown, one after the other, since the last one seen."""
        for prompt in prompts:
            self._seen = self.trail.wait("prompt-shown", after=self._seen, prompt=prompt).number

    def sees_next(self) -> str:
        """The prompt that is shown after the last one seen."""
        shown = self.trail.wait("prompt-shown", after=self._seen)
        self._seen = shown.number
        return str(shown.fields["prompt"])

    def hears(self, event: str, **fields: str | int) -> Record:
        """Wait for a record after the last prompt seen."""
        return self.trail.wait(event, after=self._seen, **fields)

    # -- hands -----------------------------------------------------------------------------------------------------

    def presses(self, keys: Iterable[str]) -> None:
        """Press keys of the PIN pad, one after the other."""
        for key in keys:
            self.panel.do("key", key=key)

    def chooses(self, number: int) -> None:
        """Move the ring to the option of this number, and take it."""
        self.presses([str(number), "enter"])

    def inserts_card(self) -> None:
        """Put the card in, once the gate is open."""
        self.panel.do("insert-card", card=self.person.pan)

    def enters_pin(self) -> None:
        """Type the PIN, once the pad takes one: before that a digit would be a key for the screen."""
        self.panel.wait("pin-pad", entering=True)
        self.presses([*self.person.pin, "enter"])

    def takes_slip(self) -> str:
        """Take the slip; gives its name."""
        self.panel.wait("signals", lights=self.panel.device("signals")["lights"] | {"paper": "flashing"})
        name = self.panel.device("printer")["waiting"]
        self.panel.do("take-slip")
        return name

    def takes_document(self) -> str:
        """Take the document; gives its name."""
        self.panel.wait("signals", lights=self.panel.device("signals")["lights"] | {"document": "flashing"})
        name = self.panel.device("document-printer")["waiting"]
        self.panel.do("take-document")
        return name

    def takes_card(self) -> None:
        """Take the card, once it is at the gate."""
        self.panel.do("take-card")

    # -- whole stretches of a visit --------------------------------------------------------------------------------

    def signs_in(self) -> None:
        """From the attract screen to the menu."""
        self.sees("attract")
        self.inserts_card()
        self.sees("pin-sign-in")
        self.enters_pin()
        self.sees("menu")

    def orders_transfer(self, payee: str, yuan: str) -> None:
        """From the menu to the PIN that the order wants."""
        self.chooses(1)
        self.sees("transfer-payee")
        self.presses([*payee, "enter"])
        self.sees("transfer-confirm")
        self.chooses(1)
        self.sees("transfer-amount")
        self.presses([*yuan, "enter"])
        self.goes_on_to_review()
        self.presses(["enter"])
        self.sees("pin-order")

    def orders_statement(self) -> None:
        """From the menu to what the statement of the last 90 days will be."""
        for number, prompt in ((2, "account"), (2, "statement-days"), (3, "statement-offer")):
            self.chooses(number)
            self.sees(prompt)

    def goes_on_to_review(self) -> None:
        """At once, for nothing in particular; and nobody leads them, if that is asked: it depends on hour and day."""
        numbers = {"transfer-when": 1, "transfer-note": 7, "risk-guided": 1, "risk-urgent": 1}
        while (prompt := self.sees_next()) != "transfer-review":
            self.chooses(numbers[prompt])

    def keeps_no_payee(self) -> None:
        """From the end of a transfer to somebody new to the menu."""
        self.sees("payee-save")
        self.chooses(2)
        self.sees("menu")

    def leaves(self) -> None:
        """From the menu to the next customer's attract screen, with the card."""
        self.chooses(5)
        self.takes_card()
        self.sees("goodbye")
        self.hears("session-end", reason="finished")
        self.sees("attract")

    def goes_back(self, *, voiced: bool = True) -> None:
        """Go to the key for the question before with the arrows, from below, on a screen just shown: repeat, help and
        cancel come after it, and the sign of the sound last of all, where the terminal is `voiced`."""
        self.presses([*["up"] * (len(MODES) + len(LANGUAGES) + 4 + voiced), "enter"])

    def chooses_language(self, language: Language) -> None:
        """Go to a language with the arrows, from below: the sign of the sound comes last, modes and languages
        before it."""
        steps = 1 + len(MODES) + len(LANGUAGES) - LANGUAGES.index(language)
        self.presses([*["up"] * steps, "enter"])
        self.hears("language-changed", language=language)
