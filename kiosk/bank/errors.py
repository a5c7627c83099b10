"""How a call to the bank can fail. No message holds customer data."""

from collections.abc import Sequence

from bank.contract import ApplicationKind, Refusal, StepUp

TRANSIENT = ("bank-busy", "order-running")  # codes: nothing was done, or it is being done; ask again under the same key


class BankError(Exception):
    """Base: the bank did not do what was asked."""


class BankUnreachable(BankError):
    """No connection, too slow, or not the bank: nothing is known of the call. Try again later."""


class BankBadAnswer(BankError):
    """An answer that cannot be this bank's answer to this request: garbage, another version, another request's."""


class BankDeclined(BankError):
    """The bank says no. `code` is from its problem catalogue (bank/problems.py).

    `step_up`, with the code verification-required: how the customer must be verified first. `refusal` and `instead`,
    with application-refused: why, and what can be had. `weakness`, with pin-weak: what makes it easy to guess.
    """

    def __init__(
        self,
        code: str,
        *,
        attempts_left: int | None = None,
        retry_after: int | None = None,
        step_up: StepUp | None = None,
        refusal: Refusal | None = None,
        instead: Sequence[ApplicationKind] = (),
        weakness: str = "",
    ) -> None:
        super().__init__(code)
        self.code = code
        self.attempts_left = attempts_left
        self.retry_after = retry_after
        self.step_up = step_up
        self.refusal = refusal
        self.instead = tuple(instead)
        self.weakness = weakness
