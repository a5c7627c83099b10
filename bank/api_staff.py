"""What branch staff ask over HTTP, at a terminal or at a desk."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from bank import approvals, staff, verification_decisions, waiting_cards
from bank import contract as c
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key, StaffToken
from bank.opening import Bank
from bank.papers import keeping
from bank.problems import Code
from bank.terminals import Kind, hash_code
from bank.turn import Turn

OpaqueId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]

SIGNED_IN = (*TERMINAL, Code.STAFF_SESSION_ENDED, Code.STAFF_NOT_ALLOWED)
FILE = (
    Code.STAFF_IS_APPLICANT,
    Code.APPLICATION_UNKNOWN,
    Code.APPLICATION_ENDED,
    Code.APPLICATION_STATE,
    Code.NOT_FOUND,
)
PIN = (Code.PIN_KEY_UNKNOWN, Code.PIN_COUNTER_USED, Code.PIN_BLOCK_INVALID)


def staff_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Build the operations."""
    routes = APIRouter(prefix="/staff", tags=["staff"])
    _session_routes(routes, front, bank)
    _application_routes(routes, front, bank)
    _verification_routes(routes, front, bank)
    _card_routes(routes, front, bank)
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


def _application_routes(routes: APIRouter, front: FrontOffice, bank: Bank) -> None:
    vault, at_desk = bank.vault, front.kind is Kind.DESK

    @routes.get("/applications", response_model=c.WaitingApplications, responses=responses(*SIGNED_IN))
    async def waiting(request: Request, session: StaffToken) -> Response:
        """List the applications that wait for staff, oldest first."""
        return await front.query(
            request, lambda turn: approvals.waiting(turn, vault, staff.signed_in(turn, session)), uses_up=True
        )

    @routes.get(
        "/applications/{application_id}",
        response_model=c.ApplicationFile,
        responses=responses(*SIGNED_IN, *FILE),
    )
    async def show(request: Request, application_id: OpaqueId, session: StaffToken) -> Response:
        """Return everything there is to decide by. Who opened it, and when, is noted."""

        def work(turn: Turn) -> c.ApplicationFile:
            return approvals.open_file(turn, vault, staff.signed_in(turn, session), application_id)

        return await front.query(request, work, uses_up=True)

    @routes.post(
        "/applications/{application_id}/decisions",
        response_model=c.Application,
        responses=responses(
            *SIGNED_IN,
            *KEYED,
            *FILE,
            Code.STAFF_FILE_CHANGED,
            Code.STAFF_MUST_SEE,
            Code.STAFF_REASON_MISSING,
            Code.STAFF_SAME_PERSON,
        ),
    )
    async def decide(
        request: Request, application_id: OpaqueId, asked: c.StaffDecision, key: Key, session: StaffToken
    ) -> Response:
        """Approve, refuse, or ask for another face check."""

        def work(turn: Turn) -> c.Application:
            who = staff.signed_in(turn, session)
            return approvals.decide(
                turn, vault, who, application_id, asked, at_desk=at_desk, on_the_spot=bank.on_the_spot
            )

        about = vault.fingerprint(f"{application_id}|{hash_code(session)}|{asked.model_dump_json()}")
        kept = partial(keeping, vault=vault, application=application_id)  # the answer has the customer's details
        return await front.instruct(request, key, "staff-decision", about, work, kept)


def _verification_routes(routes: APIRouter, front: FrontOffice, bank: Bank) -> None:
    vault = bank.vault
    of_one = Code.STAFF_IS_APPLICANT, Code.VERIFICATION_UNKNOWN, Code.NOT_FOUND

    @routes.get("/verifications", response_model=c.StaffVerifications, responses=responses(*SIGNED_IN))
    async def waiting(request: Request, session: StaffToken) -> Response:
        """List the verifications that wait until a member of staff has seen the person, oldest first."""
        return await front.query(
            request, lambda turn: verification_decisions.waiting(turn, staff.signed_in(turn, session)), uses_up=True
        )

    @routes.get(
        "/verifications/{verification_id}",
        response_model=c.VerificationFile,
        responses=responses(*SIGNED_IN, *of_one),
    )
    async def show(request: Request, verification_id: OpaqueId, session: StaffToken) -> Response:
        """Return what the bank has to decide by. Who opened it, and when, is noted."""

        def work(turn: Turn) -> c.VerificationFile:
            return verification_decisions.open_file(turn, staff.signed_in(turn, session), verification_id)

        return await front.query(request, work, uses_up=True)

    @routes.post(
        "/verifications/{verification_id}/decisions",
        response_model=c.StaffVerifications,
        responses=responses(
            *SIGNED_IN, *KEYED, *of_one, Code.STAFF_FILE_CHANGED, Code.STAFF_MUST_SEE, Code.STAFF_REASON_MISSING
        ),
    )
    async def decide(
        request: Request, verification_id: OpaqueId, asked: c.VerificationDecision, key: Key, session: StaffToken
    ) -> Response:
        """Say that the person was seen, or refuse."""

        def work(turn: Turn) -> c.StaffVerifications:
            who = staff.signed_in(turn, session)
            return verification_decisions.decide(turn, vault, who, verification_id, asked)

        about = vault.fingerprint(f"{verification_id}|{hash_code(session)}|{asked.model_dump_json()}")
        return await front.instruct(request, key, "staff-verification", about, work)


def _card_routes(routes: APIRouter, front: FrontOffice, bank: Bank) -> None:
    vault = bank.vault

    @routes.get("/cards", response_model=c.StaffCards, responses=responses(*SIGNED_IN))
    async def listed(request: Request, session: StaffToken) -> Response:
        """List the cards that are out, or kept in a bin, and inactive; oldest first."""

        def work(turn: Turn) -> c.StaffCards:
            staff.signed_in(turn, session)
            return waiting_cards.listed(turn)

        return await front.query(request, work, uses_up=True)

    @routes.post(
        "/cards/{card_id}/activate",
        response_model=c.StaffCards,
        responses=responses(
            *SIGNED_IN,
            *KEYED,
            Code.STAFF_CARD_UNKNOWN,
            Code.STAFF_IS_APPLICANT,
            Code.STAFF_DOCUMENT_DIFFERS,
            Code.NOT_FOUND,
        ),
    )
    async def activate(
        request: Request, card_id: OpaqueId, asked: c.CardActivation, key: Key, session: StaffToken
    ) -> Response:
        """Activate a card for the customer who is here with it and the ID document."""

        def work(turn: Turn) -> c.StaffCards:
            who = staff.signed_in(turn, session)
            return waiting_cards.activate(turn, vault, who, card_id, asked.document_number)

        about = vault.fingerprint(f"{card_id}|{hash_code(session)}|{asked.document_number}")
        return await front.instruct(request, key, "staff-activate", about, work)
