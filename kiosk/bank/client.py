"""The terminal's client of the bank: what a visit asks, and the sending of orders."""

import base64
import json
import threading
import time
import uuid
import weakref
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bank import contract as c
from kiosk.bank.applications import ApplicationCalls
from kiosk.bank.calls import keyed, parsed, part, verified
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankError, BankUnreachable
from kiosk.bank.https import Answer, BankConnection, ExchangeFailed
from kiosk.bank.safety import SafetyCalls
from kiosk.bank.staff import StaffCalls
from kiosk.bank.worker import Worker, WorkerGone
from kiosk.channels import Language

M = TypeVar("M", bound=BaseModel)

NEVER_SENT = "bank-unreachable"  # the problem of an order of which no byte left this terminal
ORDER_RUNNING = "order-running"
OTHER_ORDER = "key-other-body"  # says nothing of what became of the order that had the key first

_GRACE = 1.0  # seconds beyond a deadline before the thread itself is given up


class BankClient(ApplicationCalls, SafetyCalls, StaffCalls):
    """One bank, asked by one terminal. Async methods share `worker`; the two order methods block their caller's thread.

    Each thread has a connection of its own, so that a hung query never holds up an order. Every call ends within its
    deadline, `query_seconds` or `order_seconds`, with a result or a `BankError`:
    `BankUnreachable` (no whole answer), `BankBadAnswer` (not an answer of this bank to this request), `BankDeclined`.
    Nothing is ever sent twice, but queries whose connection could not be made.
    """

    def __init__(
        self,
        url: str,
        authority: Path,
        identity: Path | None,
        worker: Worker,
        *,
        query_seconds: float,
        order_seconds: float,
    ) -> None:
        self._connect = partial(BankConnection, url, authority, identity)
        self._worker = worker
        self._query_seconds = query_seconds
        self._order_seconds = order_seconds
        self._of_thread = threading.local()
        self._connections: weakref.WeakSet[BankConnection] = weakref.WeakSet()

    # -- queries ---------------------------------------------------------------------------------------------------

    async def status(self) -> c.BankStatus:
        """Ask whether the bank takes orders, and what the terminal must match."""
        return await self._query("GET", "/status", c.BankStatus)

    async def accounts(self, session: str) -> c.AccountSummary:
        """List the signed-in customer's accounts and limits."""
        return await self._query("GET", "/accounts", c.AccountSummary, headers={c.CUSTOMER_SESSION: session})

    async def look_up_payee(self, session: str, destination: str) -> c.Payee:
        """Find who would be paid, masked."""
        query = c.PayeeQuery(account_number=destination)
        return await self._query("POST", "/payees/look-up", c.Payee, query, {c.CUSTOMER_SESSION: session})

    async def limits(self, session: str) -> c.Limits:
        """Give the customer's limits and what is left of them."""
        return await self._query("GET", "/limits", c.Limits, headers={c.CUSTOMER_SESSION: session})

    async def transactions(self, session: str, query: c.TransactionQuery, verification: str = "") -> c.TransactionPage:
        """Give one page of an account's transactions, newest first. Far back takes a verification's token, once."""
        headers = {c.CUSTOMER_SESSION: session} | verified(verification)
        return await self._query("POST", "/transactions/search", c.TransactionPage, query, headers)

    async def statement(self, session: str, query: c.StatementQuery, verification: str = "") -> c.StatementData:
        """Give what a statement says. One that reaches back far takes a verification's token, and uses it up."""
        headers = {c.CUSTOMER_SESSION: session} | verified(verification)
        return await self._query("POST", "/statements", c.StatementData, query, headers)

    async def quote(self, session: str, query: c.QuoteQuery) -> c.Quote:
        """Say what a transfer would cost, when it would arrive, and what to ask before it."""
        return await self._query("POST", "/quotes", c.Quote, query, {c.CUSTOMER_SESSION: session})

    async def saved_payees(self, session: str) -> c.SavedPayees:
        """List whom the customer sends money to."""
        return await self._query("GET", "/payees", c.SavedPayees, headers={c.CUSTOMER_SESSION: session})

    async def pending_transfers(self, session: str) -> c.PendingTransfers:
        """List the transfers that wait for their time, and what became of the last ones."""
        return await self._query("GET", "/transfers/pending", c.PendingTransfers, headers={c.CUSTOMER_SESSION: session})

    async def verification(self, session: str, id: str) -> c.Verification:
        """Ask what has become of a verification that waits for staff."""
        path = f"/verifications/{part(id)}"
        return await self._query("GET", path, c.Verification, headers={c.CUSTOMER_SESSION: session})

    async def registry_portrait(self, session: str) -> bytes:
        """Give the registry's portrait of the customer, a JPEG."""
        found = await self._query(
            "POST", "/registry/portrait", c.RegistryPortrait, headers={c.CUSTOMER_SESSION: session}
        )
        return base64.b64decode(found.jpeg)

    async def reconciliation(self, business_date: date) -> c.Reconciliation:
        """Give what this terminal did on a business date, as the bank has it."""
        return await self._query("GET", f"/reconciliation/{business_date.isoformat()}", c.Reconciliation)

    async def assistance(self, id: str) -> c.Assistance:
        """Ask whether anybody has answered a call for assistance."""
        return await self._query("GET", f"/assistance/{part(id)}", c.Assistance)

    # -- changes of state, each under a key ------------------------------------------------------------------------

    async def authorise(self, request: c.AuthorisationRequest, key: str = "", application: str = "") -> c.Authorisation:
        """Have a PIN checked. The PIN block is sent once: whatever happens, a new PIN is asked for, not this resent.

        `application`: the token of the one that a new PIN is for.
        """
        headers = {c.APPLICATION_TOKEN: application} if application else {}
        return await self._change("POST", "/authorisations", c.Authorisation, request, headers, key)

    async def open_session(self, card: c.Card, token: str) -> c.CustomerSession:
        """Sign the customer in with a sign-in token."""
        body = c.SessionRequest(card=card)
        return await self._change("POST", "/sessions", c.CustomerSession, body, {c.AUTHORISATION_TOKEN: token})

    async def close_session(self, session: str) -> None:
        """Sign the customer out."""
        await self._ask("DELETE", "/sessions", None, keyed() | {c.CUSTOMER_SESSION: session})

    async def save_payee(self, session: str, account_number: str, label: c.PayeeLabel = "") -> c.SavedPayee:
        """Keep a payee for the next time, and who it is to the customer."""
        body = c.SavePayeeRequest(account_number=account_number, label=label)
        return await self._change("POST", "/payees", c.SavedPayee, body, {c.CUSTOMER_SESSION: session})

    async def forget_payee(self, session: str, payee: str) -> None:
        """Drop a saved payee."""
        await self._ask("DELETE", f"/payees/{part(payee)}", None, keyed() | {c.CUSTOMER_SESSION: session})

    async def cancel_transfer(self, session: str, transfer: str) -> c.PendingTransfer:
        """Cancel a transfer that waits. Doing it twice does no harm."""
        path = f"/transfers/pending/{part(transfer)}/cancel"
        return await self._change("POST", path, c.PendingTransfer, None, {c.CUSTOMER_SESSION: session})

    async def verify(self, session: str, request: c.VerificationRequest) -> c.Verification:
        """Report what was found out about who the customer is; the bank judges it."""
        return await self._change("POST", "/verifications", c.Verification, request, {c.CUSTOMER_SESSION: session})

    async def call_assistance(self, where: str, language: Language) -> c.Assistance:
        """Call a person to the terminal. `where`: the text id of the prompt."""
        return await self._change(
            "POST", "/assistance", c.Assistance, c.AssistanceRequest(where=where, language=language)
        )

    async def renew(self, certificate_request: str) -> c.Certificate:
        """Have a new certificate (PEM) made, on the strength of the one in use."""
        return await self._change(
            "POST", "/renewals", c.Certificate, c.RenewalRequest(certificate_request=certificate_request)
        )

    def enrol(self, code: str, certificate_request: str) -> c.Certificate:
        """Have the first certificate made. Blocks; needs no identity."""
        body = c.EnrolmentRequest(code=code, certificate_request=certificate_request)
        answer = self._exchange("POST", "/enrolments", body, keyed(), self._ends(self._query_seconds))
        return parsed(answer, c.Certificate)

    # -- orders: blocking, on the orders' own thread ---------------------------------------------------------------

    def send_transfer(
        self, key: str, body: c.TransferOrder, token: str, session: str, journal_head: str, verification: str = ""
    ) -> c.Settlement:
        """Send a transfer, once. Blocks for at most `order_seconds`; never raises a `BankError`.

        `done` and `declined` are certain: declined by the bank itself, or (`NEVER_SENT`) no byte of it left this
        terminal. `running` stands for everything else: the bank may have it, ask `settle` later.
        """
        headers = keyed(key) | {
            c.AUTHORISATION_TOKEN: token,
            c.CUSTOMER_SESSION: session,
            c.JOURNAL_HEAD: journal_head,
            **verified(verification),
        }
        ends = self._ends(self._order_seconds)
        try:
            receipt = parsed(self._exchange("POST", "/transfers", body, headers, ends), c.Receipt)
        except _NeverSent:
            return c.Settlement(state=c.OrderState.DECLINED, problem=NEVER_SENT)
        except BankDeclined as declined:
            if declined.code in (ORDER_RUNNING, OTHER_ORDER):
                return c.Settlement(state=c.OrderState.RUNNING)
            return c.Settlement(state=c.OrderState.DECLINED, problem=declined.code)
        except BankError:
            return c.Settlement(state=c.OrderState.RUNNING)
        if receipt.amount != body.amount:
            return c.Settlement(state=c.OrderState.RUNNING)  # not a receipt of this order
        return c.Settlement(state=c.OrderState.DONE, receipt=receipt)

    def settle(self, key: str) -> c.Settlement:
        """Ask what became of an order. Blocks for at most `order_seconds`. Raises `BankError` when it cannot be known.

        A key that the bank never saw is closed there, so that the question itself settles it.
        """
        ends = self._ends(self._order_seconds)
        answer = self._exchange("POST", f"/orders/{part(key)}/settle", None, {}, ends, retry_connect=True)
        settlement = parsed(answer, c.Settlement)
        if settlement.state is c.OrderState.DONE and settlement.receipt is None:
            raise BankBadAnswer("done without a receipt")
        return settlement

    # -- cards: blocking, on a thread of their own -----------------------------------------------------------------

    def report_plastic(self, application: str, key: str, report: c.PlasticReport) -> None:
        """Tell what happened to a blank. Blocks for at most `order_seconds`. Raises `BankError`; say it again then."""
        ends = self._ends(self._order_seconds)
        self._exchange("POST", f"/applications/{part(application)}/plastic", report, keyed(key), ends)

    def close(self) -> None:
        """Close every connection."""
        for connection in list(self._connections):
            connection.close()

    def end(self) -> None:
        """Close every connection and ask no more: the worker's thread ends after the call at hand."""
        self._worker.close()
        self.close()

    # -- how ---------------------------------------------------------------------------------------------------------

    async def _ask(
        self, method: str, path: str, body: BaseModel | None, headers: dict[str, str], *, retry_connect: bool = False
    ) -> Answer:
        """Exchange on the worker's thread. The deadline counts from now, the wait for earlier calls included."""
        seconds = self._query_seconds
        exchange = partial(self._exchange, retry_connect=retry_connect)
        try:
            return await self._worker.call(
                exchange, method, path, body, headers, self._ends(seconds), limit=seconds + _GRACE
            )
        except WorkerGone:
            why = "too many calls hang"
        except TimeoutError:
            why = "timed-out"
        raise BankUnreachable(why)

    def _exchange(
        self,
        method: str,
        path: str,
        body: BaseModel | None,
        headers: dict[str, str],
        ends: float,
        *,
        retry_connect: bool = False,
    ) -> Answer:
        """One request and its answer, checked to be this bank's answer to this request, and not a problem."""
        request_id = str(uuid.uuid4())
        headers = headers | {c.REQUEST_ID: request_id, c.VERSION: c.CONTRACT_VERSION}
        data = None if body is None else json.dumps(body.model_dump(mode="json"), separators=(",", ":")).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        failed: ExchangeFailed | None = None
        try:
            answer = self._connection().exchange(
                method, path, headers, data, seconds=ends - time.monotonic(), retry_connect=retry_connect
            )
        except ExchangeFailed as failure:
            failed = failure
        else:
            _check(answer, request_id)
            return answer
        raise _as_bank_error(failed)

    def _connection(self) -> BankConnection:
        connection: BankConnection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self._of_thread.connection = self._connect()
            self._connections.add(connection)
        return connection

    def _ends(self, seconds: float) -> float:
        return time.monotonic() + seconds


class _NeverSent(BankUnreachable):
    """No byte of the request left this machine."""


def _as_bank_error(failed: ExchangeFailed) -> BankError:
    if not failed.sent:
        return _NeverSent(failed.why)
    if failed.why in ("garbage", "too-large"):
        return BankBadAnswer(failed.why)
    return BankUnreachable(failed.why)


def _check(answer: Answer, request_id: str) -> None:
    """Raise unless this is a good answer to that request."""
    if answer.headers.get(c.VERSION.lower()) != c.CONTRACT_VERSION:
        raise BankBadAnswer("another version")
    if answer.headers.get(c.REQUEST_ID.lower()) != request_id:
        raise BankBadAnswer("another request's answer")
    if 200 <= answer.status < 300:
        return
    if answer.status < 400:
        raise BankBadAnswer(f"status {answer.status}")
    problem = parsed(answer, c.ProblemDetails, "application/problem+json")
    if problem.status != answer.status:
        raise BankBadAnswer("a problem of another status")
    if answer.status >= 500 and answer.status != 503:  # 503 alone says that nothing was done
        raise BankUnreachable(problem.code)
    raise BankDeclined(
        problem.code,
        attempts_left=problem.attempts_left,
        retry_after=problem.retry_after,
        step_up=problem.step_up,
        refusal=problem.refusal,
        instead=problem.instead or (),
        weakness=problem.weakness or "",
    )
