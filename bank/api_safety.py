"""Stopping cards and accounts, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from bank import contract as c
from bank import phone_codes, safety, sessions
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key, OptionalToken, SessionToken, VerificationToken
from bank.opening import Bank
from bank.problems import Code

OpaqueId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]

CODE = (Code.PHONE_CODE_ENDED, Code.NOT_FOUND)


def safety_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Return what can be asked with a card, and with an ID number and a code."""
    routes = APIRouter(tags=["safety"])

    @routes.get("/safety", response_model=c.Safety, responses=responses(*TERMINAL, Code.SESSION_ENDED))
    async def look(request: Request, session: SessionToken) -> Response:
        """Return the customer's cards and accounts, in a full session or one opened with a code."""
        return await front.query(request, lambda turn: safety.look(turn, sessions.stopping(turn, session)))

    @routes.post(
        "/cards/{card_id}/report-lost",
        response_model=c.Safety,
        responses=responses(*TERMINAL, *KEYED, Code.SESSION_ENDED, Code.SAFETY_UNKNOWN, Code.NOT_FOUND),
    )
    async def report_lost(request: Request, card_id: OpaqueId, key: Key, session: SessionToken) -> Response:
        """Stop a card for good, at once. A card that is lost already is no problem."""
        return await front.instruct(
            request,
            key,
            "report-lost",
            card_id,
            lambda turn: safety.report_lost(turn, sessions.stopping(turn, session), card_id),
        )

    @routes.post(
        "/accounts/{account_id}/freeze",
        response_model=c.Safety,
        responses=responses(*TERMINAL, *KEYED, Code.SESSION_ENDED, Code.SAFETY_UNKNOWN, Code.NOT_FOUND),
    )
    async def freeze(request: Request, account_id: OpaqueId, key: Key, session: SessionToken) -> Response:
        """Let nothing be taken from an account, at once. One that is frozen or closed already is no problem."""
        return await front.instruct(
            request,
            key,
            "freeze",
            account_id,
            lambda turn: safety.freeze(turn, sessions.stopping(turn, session), account_id),
        )

    _unfreeze_route(routes, front)
    _code_routes(routes, front, bank)
    return routes


def _unfreeze_route(routes: APIRouter, front: FrontOffice) -> None:
    @routes.post(
        "/accounts/{account_id}/unfreeze",
        response_model=c.Safety,
        responses=responses(
            *TERMINAL,
            *KEYED,
            Code.SESSION_ENDED,
            Code.SAFETY_UNKNOWN,
            Code.NOT_FOUND,
            Code.ACCOUNT_CLOSED,
            Code.FROZEN_BY_BANK,
            Code.VERIFICATION_REQUIRED,
            Code.AUTHORISATION_INVALID,
        ),
    )
    async def unfreeze(
        request: Request,
        account_id: OpaqueId,
        key: Key,
        session: SessionToken,
        token: OptionalToken = None,
        verification: VerificationToken = None,
    ) -> Response:
        """Undo the customer's own freeze, with a PIN and a verification for it. An active account is no problem."""
        return await front.instruct(
            request,
            key,
            "unfreeze",
            account_id,
            lambda turn: safety.unfreeze(turn, front.bank.step_ups, session, account_id, token, verification),
        )


def _code_routes(routes: APIRouter, front: FrontOffice, bank: Bank) -> None:
    vault = bank.vault

    @routes.post(
        "/phone-codes",
        response_model=c.PhoneCode,
        responses=responses(*TERMINAL, *KEYED, Code.PHONE_CODE_WAIT),
    )
    async def request_code(request: Request, asked: c.PhoneCodeRequest, key: Key) -> Response:
        """Send a code to the phone of the person with this ID number, if there is one."""
        fingerprint = vault.fingerprint(asked.model_dump_json())
        return await front.instruct(
            request, key, "phone-code", fingerprint, lambda turn: phone_codes.request(turn, vault, asked)
        )

    @routes.post(
        "/phone-codes/{code_id}/resend",
        response_model=c.PhoneCode,
        responses=responses(*TERMINAL, *KEYED, *CODE, Code.PHONE_CODE_WAIT),
    )
    async def resend(request: Request, code_id: OpaqueId, key: Key) -> Response:
        """Send another code; the one before is good no more."""
        return await front.instruct(
            request, key, "phone-code-resend", code_id, lambda turn: phone_codes.resend(turn, vault, code_id)
        )

    @routes.post(
        "/phone-codes/{code_id}/sign-in",
        response_model=c.SafetySession,
        responses=responses(*TERMINAL, *KEYED, *CODE, Code.PHONE_CODE_WRONG),
    )
    async def sign_in(request: Request, code_id: OpaqueId, answer: c.PhoneCodeAnswer, key: Key) -> Response:
        """Open a safety session with the code that was read on the phone."""
        fingerprint = vault.fingerprint(f"{code_id}|{answer.model_dump_json()}")
        return await front.instruct(
            request,
            key,
            "phone-code-sign-in",
            fingerprint,
            lambda turn: phone_codes.sign_in(turn, vault, code_id, answer),
        )
