"""How the bank refuses (RFC 9457)."""

from pydantic import BaseModel, ConfigDict

from bank.contract.applications import ApplicationKind, Refusal
from bank.contract.verification import StepUp


class ProblemDetails(BaseModel):
    """application/problem+json. `type` is `urn:smart-teller:problem:<code>`; the codes are in bank/problems.py.

    `attempts_left` with `pin-wrong`; `retry_after` seconds with `order-running` and `bank-busy`;
    `step_up` with `verification-required`; `refusal` and `instead` (what the person can have, maybe nothing) with
    `application-refused`; `weakness` with `pin-weak`: birthday, repeats, run, phone, id-number.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: str
    title: str
    status: int
    detail: str = ""
    attempts_left: int | None = None
    retry_after: int | None = None
    step_up: StepUp | None = None
    refusal: Refusal | None = None
    instead: list[ApplicationKind] | None = None
    weakness: str | None = None

    @property
    def code(self) -> str:
        """The last part of `type`."""
        return self.type.rsplit(":", 1)[-1]
