"""What a customer asks of the own accounts, over HTTP: limits, transactions, statements."""

from fastapi import APIRouter, Request, Response

from bank import account_statements, accounts, sessions, transactions
from bank import contract as c
from bank.documentation import TERMINAL, responses
from bank.front_office import FrontOffice
from bank.headers import SessionToken, VerificationToken
from bank.problems import Code
from bank.turn import Turn

OWN = (Code.SESSION_ENDED, Code.ACCOUNT_UNKNOWN, Code.DATES_INVALID)


def inquiry_routes(front: FrontOffice) -> APIRouter:
    """Build the operations. None changes anything, but that what is old uses a verification up.

    POST keeps what is searched for out of URLs.
    """
    routes = APIRouter(tags=["inquiry"])

    @routes.get("/limits", response_model=c.Limits, responses=responses(*TERMINAL, Code.SESSION_ENDED))
    async def limits(request: Request, session: SessionToken) -> Response:
        """Return what the customer may send, and what of it is left today."""
        return await front.query(request, lambda turn: accounts.limits(turn, sessions.signed_in(turn, session)))

    @routes.post(
        "/transactions/search",
        response_model=c.TransactionPage,
        responses=responses(*TERMINAL, *OWN, Code.CURSOR_INVALID, Code.VERIFICATION_REQUIRED),
    )
    async def search(
        request: Request, asked: c.TransactionQuery, session: SessionToken, verification: VerificationToken = None
    ) -> Response:
        """Return a page of an own account's transactions, newest first. Far back it takes a verification, once."""

        def work(turn: Turn) -> c.TransactionPage:
            who = sessions.signed_in(turn, session)
            return transactions.search(turn, front.bank.step_ups, who, asked, verification)

        return await front.query(request, work, uses_up=verification is not None)

    @routes.post(
        "/statements",
        response_model=c.StatementData,
        responses=responses(*TERMINAL, *OWN, Code.STATEMENT_TOO_LONG, Code.VERIFICATION_REQUIRED),
    )
    async def statement(
        request: Request, asked: c.StatementQuery, session: SessionToken, verification: VerificationToken = None
    ) -> Response:
        """Return what a statement of an own account says. One that reaches back far takes a verification."""

        def work(turn: Turn) -> c.StatementData:
            who = sessions.signed_in(turn, session)
            return account_statements.state(turn, front.bank.step_ups, who, asked, verification)

        return await front.query(request, work, uses_up=verification is not None)

    return routes
