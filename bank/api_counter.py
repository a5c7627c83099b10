"""What a desk asks over HTTP about applications that were stopped at a terminal, and go on at the counter."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from bank import contract as c
from bank import counter, staff
from bank.api_staff import FILE, SIGNED_IN
from bank.documentation import KEYED, responses
from bank.front_office import FrontOffice
from bank.headers import Key, StaffToken
from bank.opening import Bank
from bank.papers import keeping
from bank.problems import Code
from bank.staff import Member
from bank.terminals import hash_code
from bank.turn import Turn

OpaqueId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]

CHANGE = (*SIGNED_IN, *KEYED, *FILE)


class _Counter:
    """Runs what a member of staff changes: once for each key, its answer sealed."""

    def __init__(self, front: FrontOffice, bank: Bank) -> None:
        self._front = front
        self.vault = bank.vault

    async def change(
        self,
        request: Request,
        key: Key,
        operation: str,
        session: str,
        body: c.Model | None,
        work: Callable[[Turn, Member], c.Model],
        application: str = "",
    ) -> Response:
        about = f"{application}|{hash_code(session)}|{body.model_dump_json() if body else ''}"
        kept = partial(keeping, vault=self.vault, application=application)
        return await self._front.instruct(
            request,
            key,
            f"counter-{operation}",
            self.vault.fingerprint(about),
            lambda turn: work(turn, staff.signed_in(turn, session)),
            kept,
        )


def counter_routes(front: FrontOffice, bank: Bank) -> APIRouter:
    """Build the operations."""
    routes, desk = APIRouter(prefix="/staff/counter", tags=["counter"]), _Counter(front, bank)
    _look_routes(routes, front, bank)
    _take_route(routes, desk)
    _change_routes(routes, desk)
    return routes


def _look_routes(routes: APIRouter, front: FrontOffice, bank: Bank) -> None:
    vault = bank.vault

    @routes.get("", response_model=c.WaitingApplications, responses=responses(*SIGNED_IN))
    async def taken(request: Request, session: StaffToken) -> Response:
        """List what this desk has taken over, oldest first."""
        return await front.query(
            request, lambda turn: counter.taken(turn, vault, staff.signed_in(turn, session)), uses_up=True
        )

    @routes.get("/{application_id}", response_model=c.ApplicationFile, responses=responses(*SIGNED_IN, *FILE))
    async def show(request: Request, application_id: OpaqueId, session: StaffToken) -> Response:
        """Return what there is of one that this desk has. Who opened it, and when, is noted."""

        def work(turn: Turn) -> c.ApplicationFile:
            return counter.open_file(turn, vault, staff.signed_in(turn, session), application_id)

        return await front.query(request, work, uses_up=True)


def _take_route(routes: APIRouter, desk: _Counter) -> None:
    vault = desk.vault

    @routes.post(
        "",
        response_model=c.Application,
        responses=responses(
            *SIGNED_IN,
            *KEYED,
            Code.STAFF_IS_APPLICANT,
            Code.RESUME_CODE_WRONG,
            Code.RESUME_ENDED,
            Code.APPLICATION_ENDED,
        ),
    )
    async def take_over(request: Request, asked: c.TakeOver, key: Key, session: StaffToken) -> Response:
        """Take over what was stopped at a terminal, with its code and the number of the same document."""
        return await desk.change(
            request, key, "take-over", session, asked, lambda turn, who: counter.take_over(turn, vault, who, asked)
        )


def _change_routes(routes: APIRouter, desk: _Counter) -> None:
    vault = desk.vault

    @routes.post("/{application_id}/details", response_model=c.Application, responses=responses(*CHANGE))
    async def details(
        request: Request, application_id: OpaqueId, said: c.Details, key: Key, session: StaffToken
    ) -> Response:
        """Write down what the customer says of themselves."""

        def work(turn: Turn, who: Member) -> c.Application:
            return counter.set_details(turn, vault, who, application_id, said)

        return await desk.change(request, key, "details", session, said, work, application_id)

    @routes.post("/{application_id}/hand-back", response_model=c.ResumeCode, responses=responses(*CHANGE))
    async def hand_back(request: Request, application_id: OpaqueId, key: Key, session: StaffToken) -> Response:
        """Let the customer go on at a terminal, with a new code."""

        def work(turn: Turn, who: Member) -> c.ResumeCode:
            return counter.hand_back(turn, vault, who, application_id)

        return await desk.change(request, key, "hand-back", session, None, work, application_id)

    @routes.post(
        "/{application_id}/close",
        response_model=c.Application,
        responses=responses(*CHANGE, Code.STAFF_REASON_MISSING),
    )
    async def close(
        request: Request, application_id: OpaqueId, asked: c.CounterClosing, key: Key, session: StaffToken
    ) -> Response:
        """End it: served at the counter, withdrawn or refused. Nothing of it is left."""

        def work(turn: Turn, who: Member) -> c.Application:
            return counter.close(turn, vault, who, application_id, asked)

        return await desk.change(request, key, "close", session, asked, work, application_id)
