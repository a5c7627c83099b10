"""The bank over HTTP: each operation says who may ask, which problems it has, and which function answers."""

from collections.abc import Callable
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, FastAPI, Header, Path, Request, Response

from bank import accounts, assistance, cards, reserving, sessions, terminals, transfers
from bank import contract as c
from bank.api_applications import application_routes
from bank.api_base import complete, new_app
from bank.api_certificates import certificate_routes
from bank.api_inquiry import inquiry_routes
from bank.api_safety import safety_routes
from bank.api_staff import staff_routes
from bank.api_transfers import transfer_routes
from bank.api_verifications import verification_routes
from bank.clock import business_date
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key, OptionalApplicationToken, OrderHeaders, SessionToken, Token
from bank.opening import Bank
from bank.problems import Code
from bank.quick_orders import QuickOrders
from bank.turn import Turn

OrderKey = Annotated[UUID, Path(description="the order's Idempotency-Key")]
CallId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]

STOPPED = (Code.CARD_UNKNOWN, Code.CARD_LOST, Code.CARD_BLOCKED, Code.CARD_INACTIVE, Code.CARD_REPLACED)
CARD = (*STOPPED, Code.CARD_EXPIRED)
NEW_PIN = (
    Code.PINS_DIFFER,
    Code.PIN_WEAK,
    Code.APPLICATION_UNKNOWN,
    Code.APPLICATION_ENDED,
    Code.APPLICATION_STATE,
)
PIN = (Code.PIN_WRONG, Code.PIN_BLOCK_INVALID, Code.PIN_KEY_UNKNOWN, Code.PIN_COUNTER_USED)
PAYER = (Code.ACCOUNT_UNKNOWN, Code.ACCOUNT_FROZEN, Code.ACCOUNT_CLOSED, Code.SAME_ACCOUNT)
PAYEE = (Code.PAYEE_NOT_FOUND, Code.PAYEE_UNKNOWN, Code.PAYEE_CANNOT_RECEIVE)
LIMITS = (Code.LIMIT_PER_TRANSFER, Code.LIMIT_TODAY, Code.INSUFFICIENT_FUNDS)


def create_app(bank: Bank, terminal_of: Callable[[Request], str | None], requests_per_second: int = 1000) -> FastAPI:
    """Build the application. `terminal_of` gives the id in the client's verified certificate, None without one.

    `requests_per_second` is for each terminal. In process, pass a `terminal_of` that names a registered terminal.
    """
    app = new_app("What a terminal asks of the bank. Amounts are integers in fen, times are UTC.")
    front = FrontOffice(bank, terminal_of, requests_per_second)
    app.include_router(certificate_routes(front, bank))
    app.include_router(_terminal_routes(front, bank))
    app.include_router(_customer_routes(front, bank))
    app.include_router(inquiry_routes(front))
    app.include_router(_order_routes(front))
    app.include_router(safety_routes(front, bank))
    app.include_router(transfer_routes(front))
    app.include_router(verification_routes(front, bank))
    app.include_router(staff_routes(front, bank))
    app.include_router(application_routes(front, bank))
    app.add_middleware(QuickOrders, transfer=partial(_transfer, front))
    return complete(app, front)


def _terminal_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    routes = APIRouter(tags=["terminal"])

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
        responses=responses(*TERMINAL, *KEYED, *CARD, *PIN, *NEW_PIN),
    )
    async def authorise(
        request: Request, asked: c.AuthorisationRequest, key: Key, application: OptionalApplicationToken = None
    ) -> Response:
        """Check a PIN, for signing in or for exactly one order; or take a new one. Only this takes a PIN block."""
        fingerprint = bank.vault.fingerprint(asked.model_dump_json() + (application or ""))

        def work(turn: Turn) -> c.Authorisation:
            if asked.purpose is c.Purpose.SET_PIN:
                return reserving.choose_pin(turn, bank.vault, asked, application)
            return cards.authorise(turn, bank.vault, asked)

        return await front.instruct(request, key, "authorisation", fingerprint, work)

    @routes.post(
        "/sessions",
        response_model=c.CustomerSession,
        responses=responses(*TERMINAL, *KEYED, *STOPPED, Code.AUTHORISATION_INVALID),
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
