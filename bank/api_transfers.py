"""What surrounds an order, over HTTP: quotes, transfers that wait, saved payees, reconciliation."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from bank import contract as c
from bank import payees, quotes, reconciliation, schedule
from bank.documentation import KEYED, TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import Key, SessionToken
from bank.problems import Code
from bank.sessions import signed_in
from bank.turn import Turn

OpaqueId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
BusinessDate = Annotated[c.Day, Path(description="the date in Beijing")]

PAYER = (Code.ACCOUNT_UNKNOWN, Code.ACCOUNT_FROZEN, Code.ACCOUNT_CLOSED, Code.SAME_ACCOUNT)
PAYEE = (Code.PAYEE_NOT_FOUND, Code.PAYEE_UNKNOWN, Code.PAYEE_CANNOT_RECEIVE)
LIMITS = (Code.LIMIT_PER_TRANSFER, Code.LIMIT_TODAY, Code.INSUFFICIENT_FUNDS)


def transfer_routes(front: FrontOffice) -> APIRouter:
    """Return everything about transfers but POST /transfers itself."""
    routes = APIRouter(tags=["transfers"])
    _schedule_routes(routes, front)
    _payee_routes(routes, front)

    @routes.post(
        "/quotes",
        response_model=c.Quote,
        responses=responses(*TERMINAL, Code.SESSION_ENDED, Code.BANK_CLOSED, *PAYER, *PAYEE, *LIMITS),
    )
    async def quote(request: Request, asked: c.QuoteQuery, session: SessionToken) -> Response:
        """Say what a transfer would cost, when it would arrive, and what to ask before it. Changes nothing."""

        def work(turn: Turn) -> c.Quote:
            front.require_open()
            return quotes.quote(turn, front.bank.step_ups, signed_in(turn, session), asked)

        return await front.query(request, work)

    @routes.get("/reconciliation/{business_date}", response_model=c.Reconciliation, responses=responses(*TERMINAL))
    async def reconcile(request: Request, business_date: BusinessDate) -> Response:
        """Return what this terminal did on a business date, as the bank has it."""
        return await front.query(
            request, lambda turn: reconciliation.of_terminal(turn.connection, turn.terminal, business_date)
        )

    return routes


def _schedule_routes(routes: APIRouter, front: FrontOffice) -> None:
    @routes.get(
        "/transfers/pending", response_model=c.PendingTransfers, responses=responses(*TERMINAL, Code.SESSION_ENDED)
    )
    async def pending(request: Request, session: SessionToken) -> Response:
        """Return the transfers that wait, and what became of those that ended in the last seven days."""
        return await front.query(request, lambda turn: schedule.pending(turn, signed_in(turn, session)))

    @routes.post(
        "/transfers/pending/{transfer_id}/cancel",
        response_model=c.PendingTransfer,
        responses=responses(
            *TERMINAL, *KEYED, Code.SESSION_ENDED, Code.TRANSFER_UNKNOWN, Code.TRANSFER_ENDED, Code.NOT_FOUND
        ),
    )
    async def cancel(request: Request, transfer_id: OpaqueId, key: Key, session: SessionToken) -> Response:
        """Cancel a transfer that waits. One that is cancelled already is no problem."""
        return await front.instruct(
            request,
            key,
            "cancel-transfer",
            transfer_id,
            lambda turn: schedule.cancel(turn, signed_in(turn, session), transfer_id),
        )


def _payee_routes(routes: APIRouter, front: FrontOffice) -> None:
    @routes.get("/payees", response_model=c.SavedPayees, responses=responses(*TERMINAL, Code.SESSION_ENDED))
    async def saved(request: Request, session: SessionToken) -> Response:
        """Return whom the customer sends money to, the most recently used first."""
        return await front.query(request, lambda turn: payees.saved(turn, signed_in(turn, session)))

    @routes.post(
        "/payees",
        response_model=c.SavedPayee,
        responses=responses(
            *TERMINAL,
            *KEYED,
            Code.SESSION_ENDED,
            Code.PAYEE_NOT_FOUND,
            Code.PAYEE_CANNOT_RECEIVE,
            Code.PAYEES_FULL,
        ),
    )
    async def save(request: Request, asked: c.SavePayeeRequest, key: Key, session: SessionToken) -> Response:
        """Keep a payee. One that is kept already is no problem."""
        return await front.instruct(
            request,
            key,
            "save-payee",
            c.fingerprint(asked),
            lambda turn: payees.save(turn, signed_in(turn, session), asked),
        )

    @routes.delete(
        "/payees/{payee_id}",
        status_code=204,
        responses=responses(*TERMINAL, *KEYED, Code.SESSION_ENDED, Code.PAYEE_UNKNOWN, Code.NOT_FOUND),
    )
    async def forget(request: Request, payee_id: OpaqueId, key: Key, session: SessionToken) -> Response:
        """Drop a saved payee."""
        return await front.instruct(
            request, key, "forget-payee", payee_id, lambda turn: payees.forget(turn, signed_in(turn, session), payee_id)
        )
