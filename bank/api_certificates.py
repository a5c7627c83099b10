"""Enrolment and renewal over HTTP, the same for terminals and desks."""

from fastapi import APIRouter, Request, Response

from bank import contract as c
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key
from bank.opening import Bank
from bank.problems import Code
from bank.turn import Turn


def certificate_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Build the operations."""
    routes = APIRouter(tags=["terminal"])

    @routes.post(
        "/enrolments",
        response_model=c.Certificate,
        responses=responses(*KEYED, Code.ENROLMENT_CODE_INVALID, Code.CERTIFICATE_REQUEST_INVALID, *TERMINAL[2:]),
    )
    async def enrol(asked: c.EnrolmentRequest, key: Key) -> Response:
        """Enrol a terminal with a code shown to staff. The only operation that needs no certificate."""
        return await front.enrol(key, asked)

    @routes.post(
        "/renewals",
        response_model=c.Certificate,
        responses=responses(*TERMINAL, *KEYED, Code.CERTIFICATE_REQUEST_INVALID),
    )
    async def renew(request: Request, asked: c.RenewalRequest, key: Key) -> Response:
        """Get a new certificate before the present one ends."""

        def work(turn: Turn) -> c.Certificate:
            issued = bank.authority.issue_terminal(turn.terminal, asked.certificate_request, turn.now)
            return c.Certificate(terminal=turn.terminal, certificate=issued, authority=bank.authority.pem)

        return await front.instruct(request, key, "renewal", c.fingerprint(asked), work)

    return routes
