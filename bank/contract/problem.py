"""How the bank refuses (RFC 9457)."""

from pydantic import BaseModel, ConfigDict


class ProblemDetails(BaseModel):
    """application/problem+json. `type` is `urn:smart-teller:problem:<code>`; the codes are in bank/problems.py.

    `attempts_left` with `pin-wrong`; `retry_after` seconds with `order-running` and `bank-busy`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: str
    title: str
    status: int
    detail: str = ""
    attempts_left: int | None = None
    retry_after: int | None = None

    @property
    def code(self) -> str:
        """The last part of `type`."""
        return self.type.rsplit(":", 1)[-1]
