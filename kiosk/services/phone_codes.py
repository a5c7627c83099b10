"""A code on a phone: sent, sent again, and asked for until it is right or has ended. Whoever asks says how."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bank.contract import PhoneCode
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.numerals import wait_words
from kiosk.prompts import EnterDigits, Invalid, Step
from kiosk.session import Session

T = TypeVar("T")

_LENGTH = 6
_RESEND = "resend"
_ENDED = "ended"
_LAST = ("phone-code-ended",)


@dataclass
class PhoneCodes(Generic[T]):
    """`send` has a code sent for what the customer typed, `resend` another, `confirm` has one checked.

    `prompt` asks for it; `confirming` are the events of the journal that checking has. What is on its way is kept by
    what it was sent for: going back and on again sends no second one.
    """

    session: Session
    prompt: str
    confirming: str
    send: Callable[[str], Awaitable[PhoneCode]]
    resend: Callable[[str], Awaitable[PhoneCode]]
    confirm: Callable[[str, str], Awaitable[T]]
    step: Step | None = None
    _sent: dict[str, PhoneCode] = field(default_factory=dict[str, PhoneCode], repr=False)

    async def sent(self, typed: str) -> str:
        """Have a code sent for `typed`, unless one is on its way. Raises `Invalid` at the field where it cannot be."""
        if typed not in self._sent:
            code = await self._asked(self.send(typed))
            if code is None:
                raise Invalid("error-code-refused")
            self._sent.clear()
            self._sent[typed] = code
        return typed

    async def ask(self, typed: str) -> T | None:
        """Ask for the code until it is right. None: it has ended, and another must be sent from the beginning.

        Raises `Back`, `CustomerLeft`, `IdleOut`.
        """
        confirmed: list[T] = []

        async def check(code: str) -> str:
            sent = self._sent[typed]
            if code == _RESEND:
                fresh = await self._asked(self.resend(sent.id))
                if fresh is None:
                    return _ENDED
                self._sent[typed] = fresh
                return _RESEND
            found = await self._checked(sent.id, code)
            if found is None:
                return _ENDED
            confirmed.append(found)
            return code

        times = "first"
        while True:
            sent = self._sent[typed]
            prompt = EnterDigits(
                self.prompt,
                args={"sent": times, "length": _LENGTH},
                least=_LENGTH,
                most=_LENGTH,
                grouping=(3, 3),
                wrong="error-code-length",
                other=_RESEND if sent.resends_left else "",
                step=self.step,
            )
            with self.session.within(f"code-{sent.resends_left}"):  # what was typed belongs to one code
                answer = await self.session.ask(prompt, check=check)
            if answer != _RESEND:
                if answer == _ENDED:
                    self._sent.clear()
                    return None
                return confirmed[-1]
            times = "again"

    # -- what the bank says --------------------------------------------------------------------------------------------

    async def _asked(self, asking: Awaitable[PhoneCode]) -> PhoneCode | None:
        """Have a code sent. None: the one before has ended. Raises `Invalid` where the bank will not or cannot."""
        session = self.session
        session.note("phone-code-init")
        try:
            code = await asking
        except BankDeclined as declined:
            session.note("phone-code-complete", disposition="declined", problem=declined.code)
            if declined.code in _LAST:
                return None
            raise _wait(declined) from declined
        except (BankUnreachable, BankBadAnswer) as failed:
            session.note("phone-code-complete", disposition="unknown")
            raise _away(session) from failed
        session.note("phone-code-complete", disposition="success")
        return code

    async def _checked(self, id: str, code: str) -> T | None:
        """Have the code checked. None: it has ended."""
        session, confirming = self.session, self.confirming
        session.note(f"{confirming}-init")
        try:
            found = await self.confirm(id, code)
        except BankDeclined as declined:
            session.note(f"{confirming}-complete", disposition="declined", problem=declined.code)
            if declined.code in _LAST:
                return None
            if declined.code != "phone-code-wrong":
                raise _wait(declined) from declined
            if not declined.attempts_left:
                return None
            raise Invalid("error-code-wrong", left=declined.attempts_left) from declined
        except (BankUnreachable, BankBadAnswer) as failed:
            session.note(f"{confirming}-complete", disposition="unknown")
            raise _away(session) from failed
        session.note(f"{confirming}-complete", disposition="success")
        return found


def _wait(declined: BankDeclined) -> Invalid:
    """Too soon, or too often: how long to wait, where the bank says it. Or it is not the phone that the bank knows."""
    if declined.code == "phone-not-own":
        return Invalid("error-phone-not-own")
    if declined.retry_after:
        return Invalid("error-code-wait", **wait_words(declined.retry_after))
    return Invalid("error-code-refused")


def _away(session: Session) -> Invalid:
    session.terminal.doubt_bank()
    return Invalid("error-bank-away")
