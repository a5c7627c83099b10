"""The bank over HTTP: each operation says who may ask, which problems it has, and which function answers."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, FastAPI, Header, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bank import accounts, assistance, cards, sessions, terminals, transfers
from bank import contract as c
from bank.api_inquiry import inquiry_routes
from bank.api_safety import safety_routes
from bank.api_transfers import transfer_routes
from bank.api_verifications import verification_routes
from bank.clock import business_date
from bank.documentation import KEYED, TERMINAL, openapi, responses
from bank.envelope import Envelope, problem_response
from bank.front_office import FrontOffice
from bank.headers import Key, OrderHeaders, SessionToken, Token
from bank.opening import Bank
from bank.problems import Code, Problem
from bank.quick_orders import QuickOrders
from bank.turn import Turn

OrderKey = Annotated[UUID, Path(description="the order's Idempotency-Key")]
CallId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]

CARD = (Code.CARD_UNKNOWN, Code.CARD_LOST, Code.CARD_BLOCKED, Code.CARD_EXPIRED)
PIN = (Code.PIN_WRONG, Code.PIN_BLOCK_INVALID, Code.PIN_KEY_UNKNOWN, Code.PIN_COUNTER_USED)
PAYER = (Code.ACCOUNT_UNKNOWN, Code.ACCOUNT_FROZEN, Code.ACCOUNT_CLOSED, Code.SAME_ACCOUNT)
PAYEE = (Code.PAYEE_NOT_FOUND, Code.PAYEE_UNKNOWN, Code.PAYEE_CANNOT_RECEIVE)
LIMITS = (Code.LIMIT_PER_TRANSFER, Code.LIMIT_TODAY, Code.INSUFFICIENT_FUNDS)


def create_app(bank: Bank, terminal_of: Callable[[Request], str | None], requests_per_second: int = 1000) -> FastAPI:
    """Build the application. `terminal_of` gives the id in the client's verified certificate, None without one.

    `requests_per_second` is for each terminal. In process, pass a `terminal_of` that names a registered terminal.
    """
    app = FastAPI(
        title="Smart Teller bank",
        version=c.CONTRACT_VERSION,
        description="What a terminal asks of the bank. Amounts are integers in fen, times are UTC.",
        openapi_url=None,
    )
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _no_route)
    front = FrontOffice(bank, terminal_of, requests_per_second)
    app.include_router(_terminal_routes(front, bank))
    app.include_router(_customer_routes(front, bank))
    app.include_router(inquiry_routes(front))
    app.include_router(_order_routes(front))
    app.include_router(safety_routes(front, bank))
    app.include_router(transfer_routes(front))
    app.include_router(verification_routes(front, bank))
    app.add_middleware(QuickOrders, transfer=partial(_transfer, front))
    app.add_middleware(Envelope)  # added last: it surrounds the others

    @app.get("/openapi.json", include_in_schema=False)
    async def document(request: Request) -> Response:
        await front.admit(request)
        return JSONResponse(openapi(app))

    return app


def _terminal_routes(front: FrontOffice, bank: Bank) -> APIRouter:
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

    @routes.get("/status", response_model=c.BankStatus, responses=responses(*TERMINAL))
    async def status(request: Request) -> Response:
        """Say whether the bank takes orders, and what the terminal must match."""
        return await front.query(
            request,
            lambda turn: c.BankStatus(
                environment=bank.environment,
                accepting=bank.accepting,
                staffed=bank.staffed,
                time=turn.now,
                business_date=business_date(turn.now),
                pin_key_ids=terminals.pin_key_ids(turn.connection, turn.terminal),
            ),
        )

    @routes.post("/assistance", response_model=c.Assistance, responses=responses(*TERMINAL, *KEYED))
    async def call(request: Request, asked: c.AssistanceRequest, key: Key) -> Response:
        """Call a person to the terminal."""
        return await front.instruct(
            request, key, "assistance", c.fingerprint(asked), lambda turn: assistance.call(turn, asked)
        )

    @routes.get(
        "/assistance/{call_id}",
        response_model=c.Assistance,
        responses=responses(*TERMINAL, Code.ASSISTANCE_UNKNOWN, Code.NOT_FOUND),
    )
    async def look(request: Request, call_id: CallId) -> Response:
        """Say whether anybody has answered this terminal's call."""
        return await front.query(request, lambda turn: assistance.look(turn, call_id))

    return routes


def _customer_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    routes = APIRouter(tags=["customer"])

    @routes.post(
        "/authorisations",
        response_model=c.Authorisation,
        responses=responses(*TERMINAL, *KEYED, *CARD, *PIN),
    )
    async def authorise(request: Request, asked: c.AuthorisationRequest, key: Key) -> Response:
        """Check a PIN, for signing in or for exactly one order; the only operation that takes a PIN block."""
        fingerprint = bank.vault.fingerprint(asked.model_dump_json())
        return await front.instruct(
            request, key, "authorisation", fingerprint, lambda turn: cards.authorise(turn, bank.vault, asked)
        )

    @routes.post(
        "/sessions",
        response_model=c.CustomerSession,
        responses=responses(*TERMINAL, *KEYED, Code.CARD_UNKNOWN, Code.CARD_LOST, Code.AUTHORISATION_INVALID),
    )
    async def sign_in(request: Request, asked: c.SessionRequest, key: Key, token: Token) -> Response:
        """Sign the customer in with the token of a right PIN."""
        fingerprint = bank.vault.fingerprint(asked.model_dump_json())
        return await front.instruct(
            request, key, "sign-in", fingerprint, lambda turn: sessions.sign_in(turn, bank.vault, token, asked)
        )

    @routes.delete("/sessions", status_code=204, responses=responses(*TERMINAL, *KEYED))
    async def sign_out(request: Request, key: Key, session: SessionToken) -> Response:
        """Sign the customer out. A session that has ended already is no problem."""
        return await front.instruct(
            request, key, "sign-out", terminals.hash_code(session), lambda turn: sessions.sign_out(turn, session)
        )

    @routes.get("/accounts", response_model=c.AccountSummary, responses=responses(*TERMINAL, Code.SESSION_ENDED))
    async def summary(request: Request, session: SessionToken) -> Response:
        """Return the customer's accounts and what is left of the limits."""
        return await front.query(request, lambda turn: accounts.summary(turn, sessions.signed_in(turn, session)))

    @routes.post(
        "/payees/look-up",
        response_model=c.Payee,
        responses=responses(*TERMINAL, Code.SESSION_ENDED, Code.ACCOUNT_UNKNOWN, *PAYEE),
    )
    async def look_up(request: Request, asked: c.PayeeQuery, session: SessionToken) -> Response:
        """Return a payee's masked name to confirm. Changes nothing; POST keeps the number out of URLs."""
        return await front.query(request, lambda turn: accounts.look_up(turn, sessions.signed_in(turn, session), asked))

    return routes


def _order_routes(front: FrontOffice) -> APIRouter:
    routes = APIRouter(tags=["orders"])

    @routes.post(
        "/transfers",
        response_model=c.Receipt,
        responses=responses(
            *TERMINAL,
            *KEYED,
            Code.SESSION_ENDED,
            Code.AUTHORISATION_INVALID,
            Code.BANK_CLOSED,
            *PAYER,
            *PAYEE,
            *LIMITS,
            Code.VERIFICATION_REQUIRED,
        ),
    )
    async def transfer(
        request: Request, order: c.TransferOrder, headers: Annotated[OrderHeaders, Header()]
    ) -> Response:
        """Send money at once, or take the order for later, with a token given for exactly this body."""

        return await _transfer(front, request, order, headers)

    @routes.post(
        "/orders/{key}/settle",
        response_model=c.Settlement,
        responses=responses(*TERMINAL, Code.KEY_OTHER_BODY, Code.NOT_FOUND),
    )
    async def settle(request: Request, key: OrderKey) -> Response:
        """Say what became of an order. A key the bank never saw is closed, and copies that come later are refused."""
        return await front.settle(request, key)

    return routes


async def _transfer(front: FrontOffice, request: Request, order: c.TransferOrder, headers: OrderHeaders) -> Response:
    def work(turn: Turn) -> c.Receipt:
        front.require_open()
        return transfers.transfer(
            turn,
            front.bank.step_ups,
            str(headers.key),
            order,
            headers.session,
            headers.token,
            headers.head,
            headers.verification,
        )

    return await front.instruct(request, headers.key, "transfer", c.fingerprint(order), work)


async def _invalid(request: Request, error: Exception) -> Response:
    """Name the places that are wrong, never what stood there: it may be a card number."""
    places: list[tuple[int | str, ...]] = [tuple(e["loc"]) for e in cast(RequestValidationError, error).errors()]
    if ("header", c.IDEMPOTENCY_KEY) in places:
        return problem_response(Problem(Code.KEY_MISSING))
    detail = ", ".join(sorted({".".join(str(part)[:40] for part in place) for place in places}))
    return problem_response(Problem(Code.REQUEST_INVALID, detail[:400]))


async def _no_route(request: Request, error: Exception) -> Response:
    refused = cast(HTTPException, error)
    code = {404: Code.NOT_FOUND, 405: Code.METHOD_NOT_ALLOWED}.get(refused.status_code, Code.REQUEST_INVALID)
    response = problem_response(Problem(code))
    response.headers.update(refused.headers or {})
    return response
