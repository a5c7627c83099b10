"""A member of staff at the terminal: signing in with number and PIN, and out."""

from contextlib import suppress

from bank.contract import EncipheredPin, StaffSession, StaffSignIn, staff_pan
from drivers.signals.contract import Light, LightState
from kiosk.bank.errors import BankDeclined, BankError
from kiosk.conversation import Conversation
from kiosk.numerals import wait_words
from kiosk.pin_entry import PinEntry
from kiosk.prompts import Choice, Choose, EnterDigits, Invalid, Pin
from kiosk.terminal import SessionSettings
from kiosk.walking import Back

NUMBER_LENGTH, PIN_LENGTH = 4, 6


class StaffTalk(Conversation):
    """What the terminal and a member of staff say to each other. `member`: who is signed in, None before."""

    apart = True

    member: StaffSession | None = None

    async def reason(self, prompt: str, words: tuple[str, ...]) -> str:
        """Ask why, in one of these words. Raises `Back`, `CustomerLeft`, `IdleOut`."""
        options = tuple(Choice(word, f"staff-reason-{word}", by_hand=True) for word in words)
        return await self.ask(Choose(prompt, options=options))

    async def has_seen(self, name: str) -> None:
        """Ask for "I have seen this person". Raises `Back`, `CustomerLeft`, `IdleOut`."""
        options = (Choice("seen", "staff-seen-yes", icon="visible", by_hand=True),)
        await self.ask(Choose("staff-seen", args={"name": name}, options=options))

    def take_over(self, settings: SessionSettings) -> None:
        """Begin: in the language and mode that the terminal begins with, and with this idle clock."""
        self._settings = settings

    async def sign_in(self, prompt: str = "staff-number", error: Invalid | None = None) -> StaffSession:
        """Ask for number and PIN until the bank takes them. `prompt`: the text that asks for the number.

        Raises `Back`, `CustomerLeft`, `IdleOut`, `BankError`.
        """
        self.forget_typed()  # nothing of whoever signed in before
        number = ""
        while True:
            least = most = NUMBER_LENGTH
            asked = EnterDigits(prompt, least=least, most=most, wrong="error-staff-number", back=False)
            number = await self.ask(asked, draft=number, error=error)
            try:
                pin = await self._pin(number)
            except Back:
                error = None
                continue
            error = await self._checked_in(StaffSignIn(number=number, pin=pin))
            if self.member is not None:
                return self.member

    async def sign_out(self) -> None:
        """Tell the bank that they have gone. Its own time limit does it where the bank cannot be told."""
        member, self.member = self.member, None
        if member is not None:
            with suppress(BankError):
                await self.terminal.bank.staff_sign_out(member.token)

    async def _pin(self, number: str) -> EncipheredPin:
        entry = PinEntry(self.terminal.pin_pad, staff_pan(number), PIN_LENGTH)
        self.note("pin-entry-init", purpose="staff")
        await self.terminal.custody.light(Light.PIN_PAD, LightState.FLASHING)
        ended = "cancelled"
        try:
            prompt = Pin("staff-pin", args={"number": number, "length": PIN_LENGTH}, length=PIN_LENGTH)
            block = await self.ask(prompt, device=entry)
            ended = "success"
        finally:
            await self.terminal.custody.light(Light.PIN_PAD, LightState.OFF)
            self.note("pin-entry-complete", disposition=ended)
        return EncipheredPin(key_id=block.key_id, counter=block.counter, block=block.block)

    async def _checked_in(self, request: StaffSignIn) -> Invalid | None:
        """Have the bank know them. What was wrong, where it does not."""
        self.note("staff-sign-in-init")
        ended = "unknown"
        try:
            self.member = await self.busy("busy-staff-sign-in", self.terminal.bank.staff_sign_in(request))
            ended = "success"
        except BankDeclined as declined:
            ended = "declined"
            match declined.code:
                case "staff-pin-wrong":
                    return Invalid("error-staff-wrong")
                case "staff-wait":
                    return Invalid("error-staff-wait", **wait_words(declined.retry_after or 15))
                case _:
                    raise
        finally:
            who = {"staff": request.number} if self.member is not None else {}
            self.note("staff-sign-in-complete", disposition=ended, **who)
        return None
