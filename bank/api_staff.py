"""What branch staff ask over HTTP, at a terminal or at a desk."""

from fastapi import APIRouter, Request, Response

from bank import contract as c
from bank import staff
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key, StaffToken
from bank.opening import Bank
from bank.problems import Code
from bank.terminals import Kind, hash_code

PIN = (Code.PIN_KEY_UNKNOWN, Code.PIN_COUNTER_USED, Code.PIN_BLOCK_INVALID)


def staff_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Build the operations."""
    routes = APIRouter(prefix="/staff", tags=["staff"])
    _session_routes(routes, front, bank)
    return routes


def _session_routes(routes: APIRouter, front: FrontOffice, bank: Bank) -> None:
    at_desk = front.kind is Kind.DESK

    @routes.post(
        "/sessions",
        response_model=c.StaffSession,
        responses=responses(*TERMINAL, *KEYED, *PIN, Code.STAFF_PIN_WRONG, Code.STAFF_WAIT),
    )
    async def sign_in(request: Request, asked: c.StaffSignIn, key: Key) -> Response:
        """Sign a member of staff in: with a PIN block at a terminal, with digits at a desk."""
        fingerprint = bank.vault.fingerprint(asked.model_dump_json())
        return await front.instruct(
            request,
            key,
            "staff-sign-in",
            fingerprint,
            lambda turn: staff.sign_in(turn, bank.vault, asked, at_desk=at_desk),
        )

    @routes.delete("/sessions", status_code=204, responses=responses(*TERMINAL, *KEYED))
    async def sign_out(request: Request, key: Key, session: StaffToken) -> Response:
        """Sign the member of staff out. A session that has ended already is no problem."""
        return await front.instruct(
            request, key, "staff-sign-out", hash_code(session), lambda turn: staff.sign_out(turn, session)
        )
