"""Knowing the person, over HTTP: the registry's portrait, and what a terminal found out."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from bank import contract as c
from bank import verifications
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key, SessionToken
from bank.opening import Bank
from bank.problems import Code
from bank.sessions import signed_in
from bank.turn import Turn

OpaqueId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


def verification_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Build the operations."""
    routes = APIRouter(tags=["verifications"])

    @routes.post(
        "/verifications",
        response_model=c.Verification,
        responses=responses(*TERMINAL, *KEYED, Code.SESSION_ENDED, Code.NO_PORTRAIT),
    )
    async def report(request: Request, asked: c.VerificationRequest, key: Key, session: SessionToken) -> Response:
        """Report what was found out about who the customer is; the bank judges it, or has staff do so."""
        fingerprint = bank.vault.fingerprint(asked.model_dump_json())  # keyed: it has a document's number

        def work(turn: Turn) -> c.Verification:
            return verifications.report(turn, bank.vault, bank.step_ups, signed_in(turn, session), asked)

        return await front.instruct(request, key, "verification", fingerprint, work)

    @routes.get(
        "/verifications/{verification_id}",
        response_model=c.Verification,
        responses=responses(*TERMINAL, Code.SESSION_ENDED, Code.VERIFICATION_UNKNOWN, Code.NOT_FOUND),
    )
    async def look(request: Request, verification_id: OpaqueId, session: SessionToken) -> Response:
        """Say what has become of a verification of this session. Changes nothing."""
        return await front.query(
            request, lambda turn: verifications.look(turn, bank.vault, signed_in(turn, session), verification_id)
        )

    @routes.post(
        "/registry/portrait",
        response_model=c.RegistryPortrait,
        responses=responses(*TERMINAL, Code.SESSION_ENDED, Code.NO_PORTRAIT),
    )
    async def portrait(request: Request, session: SessionToken) -> Response:
        """Return the registry's portrait of the signed-in customer. It is written down that it was handed out."""

        def work(turn: Turn) -> c.RegistryPortrait:
            return verifications.hand_out_portrait(turn, bank.step_ups, signed_in(turn, session))

        return await front.query(request, work, uses_up=True)

    return routes
