"""The hands of a member of staff on a stage: they sign in at the terminal with number and PIN, see, and decide."""

from bank import contract as c
from kiosk.channels import View
from kiosk.storyboards import doing
from kiosk.storyboards.hands import Hands
from kiosk.storyboards.staff import decide_on_the_spot, look, members
from kiosk.storyboards.stage import Stage

_FILES = ("staff-file", "staff-verification")
_ASKED = ("staff-number", "staff-second")
_REASONS = ("staff-why-refuse", "staff-why-again", "staff-why-approve")
_MOST_QUESTIONS = 4
# What the machine says does not matter to somebody who decides by what they see: its words are chosen on the screen.
_NO_FILE = c.ApplicationFile.model_construct(machine=c.Machine.FOR, shown="0" * 64)


class StaffHands:
    """Does with the customer's `hands` what a member of staff does at the same screen."""

    def __init__(self, stage: Stage, hands: Hands) -> None:
        self._stage = stage
        self._hands = hands
        self._members = members()

    async def sign_in(self, signs: doing.StaffSignsIn) -> None:
        """Begin, where they have not yet, and sign in. What follows is the file, or what was wrong."""
        hands = self._hands
        pin = self._members[signs.number].pin
        if self._view.prompt not in _ASKED:
            await hands.press(doing.Press("staff"))
        await hands.until(lambda: self._view.prompt in _ASKED, lambda: self._expected("the staff layer"))
        await hands.type(doing.Type("clear"))
        await hands.type(doing.Type(signs.number))
        await hands.press(doing.Press("continue"))
        await hands.see(doing.See(prompt="staff-pin"))
        await hands.enter_pin(doing.EnterPin("".join(str((int(d) + 1) % 10) for d in pin) if signs.wrong else pin))

    async def decide(self, decides: doing.StaffDecides) -> None:
        """Read the file to its last page, and decide; where a reason is asked for, give it, or the first there is."""
        hands = self._hands
        await hands.until(lambda: self._view.prompt in _FILES, lambda: self._expected("a file"))
        decision, reason = decides.decision, decides.reason
        if not decision:
            said = decide_on_the_spot(look(self._stage.simulator), _NO_FILE)
            decision, reason = said.decision.value, said.reason
        while self._view.page_next:
            page = self._view.page + 1
            await hands.press(doing.Press("next page"))
            await hands.until(lambda page=page: self._view.page == page, lambda: self._expected("the next page"))
        await hands.press(doing.Press(decision))
        for _ in range(_MOST_QUESTIONS):
            await hands.until(
                lambda: self._view.prompt not in (*_FILES, "busy-staff-decision"),
                lambda: self._expected("what follows a decision"),
            )
            if self._view.prompt == "staff-seen":
                await hands.press(doing.Press("seen"))
            elif self._view.prompt in _REASONS:
                offered = [option.key for option in self._view.options]
                await hands.press(doing.Press(reason if reason in offered else offered[0]))
            else:
                return
            answered = self._view.serial
            await hands.until(
                lambda answered=answered: self._view.serial != answered, lambda: self._expected("an answer")
            )

    @property
    def _view(self) -> View:
        return self._hands.view

    def _expected(self, what: str) -> str:
        return f"expected {what}; there was {self._view.prompt}"
