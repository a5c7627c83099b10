"""Serves terminals, or desks: knows who asks, and runs queries and instructions in the store."""

import time
from collections.abc import Callable
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import Connection

from bank import instructions, terminals
from bank.contract import EnrolmentRequest, Model, OrderState, Settlement, fingerprint
from bank.instructions import Answer, Instruction, Keeping
from bank.limits import RateLimit
from bank.opening import Bank
from bank.problems import Code, Problem
from bank.terminals import Kind
from bank.turn import Turn


class FrontOffice:
    """`terminal_of` tells the terminal's id from its verified certificate, None without one.

    `per_second`: how many requests a terminal may make; `seconds` is a clock that only rises. `kind`: whom it serves;
    one of the other kind is a stranger.
    """

    def __init__(
        self,
        bank: Bank,
        terminal_of: Callable[[Request], str | None],
        per_second: int,
        seconds: Callable[[], float] = time.monotonic,
        kind: Kind = Kind.TERMINAL,
    ) -> None:
        self.bank = bank
        self.kind = kind
        self._terminal_of = terminal_of
        self._requests = RateLimit(per_second, per_second, seconds)
        self._enrolments = RateLimit(2, 120, seconds)  # of everybody together: nobody guesses a code
        self._running: set[tuple[str, str]] = set()

    async def admit(self, request: Request) -> None:
        """Refuse whoever is not a known terminal. Raises `Problem`."""
        terminal = self._terminal(request)
        await self.bank.store.reading(lambda connection: terminals.require(connection, terminal, self.kind))

    async def query(self, request: Request, work: Callable[[Turn], Model], *, uses_up: bool = False) -> Response:
        """Answer what changes nothing; `uses_up`: but for a single-use token that is spent by it, or
        a member of staff whose idle time begins anew."""
        terminal, now = self._terminal(request), self.bank.clock.now()

        def known(connection: Connection) -> Model:
            terminals.require(connection, terminal, self.kind)
            return work(Turn(connection, terminal, now))

        store = self.bank.store
        answer = await (store.writing(known) if uses_up else store.reading(known))
        return _response(Answer(200, answer.model_dump_json()))

    async def instruct(
        self,
        request: Request,
        key: UUID,
        operation: str,
        fingerprint: str,
        work: Callable[[Turn], Model | None],
        keeping: Callable[[Connection], Keeping] | None = None,
    ) -> Response:
        """Change something, once for each key. `keeping`: how its answer is kept, if not open."""
        terminal, now = self._terminal(request), self.bank.clock.now()
        instruction = Instruction(terminal, str(key), operation, fingerprint)

        def known(connection: Connection) -> Answer:
            terminals.require(connection, terminal, self.kind)
            kept = keeping(connection) if keeping else None
            turn = Turn(connection, terminal, now)
            return instructions.execute(connection, instruction, now, lambda: work(turn), kept)

        return await self._alone(instruction, known)

    async def enrol(self, key: UUID, asked: EnrolmentRequest) -> Response:
        """Enrol somebody who has only a code: the code is the key's scope then."""
        if not self._enrolments.take("all"):
            raise Problem(Code.TOO_MANY_REQUESTS, wait=1)
        now, authority = self.bank.clock.now(), self.bank.authority
        scope = f"enrolment:{terminals.hash_code(asked.code)}"
        instruction = Instruction(scope, str(key), "enrolment", fingerprint(asked))

        def with_code(connection: Connection) -> Answer:
            return instructions.execute(
                connection, instruction, now, lambda: terminals.enrol(connection, authority, asked, now, self.kind)
            )

        return await self._alone(instruction, with_code)

    async def settle(self, request: Request, key: UUID) -> Response:
        """Say what became of an order."""
        terminal, now = self._terminal(request), self.bank.clock.now()

        def known(connection: Connection) -> Settlement:
            terminals.require(connection, terminal, self.kind)
            return instructions.settle(connection, terminal, str(key), now)

        if (terminal, str(key)) in self._running:
            settlement = Settlement(state=OrderState.RUNNING)
        else:
            settlement = await self.bank.store.writing(known)
        return _response(Answer(200, settlement.model_dump_json()))

    def require_open(self) -> None:
        """Raise `Problem` (bank-closed) while staff have closed the bank."""
        if not self.bank.accepting:
            raise Problem(Code.BANK_CLOSED, wait=60)

    def _terminal(self, request: Request) -> str:
        terminal = self._terminal_of(request)
        if terminal is None:
            raise Problem(Code.CERTIFICATE_REQUIRED)
        if not self._requests.take(terminal):
            raise Problem(Code.TOO_MANY_REQUESTS, wait=1)
        return terminal

    async def _alone(self, instruction: Instruction, work: Callable[[Connection], Answer]) -> Response:
        """Refuse a second copy while the first runs. The database would make it wait; a terminal can wait better."""
        slot = (instruction.scope, instruction.key)
        if slot in self._running:
            raise Problem(Code.ORDER_RUNNING, wait=1)
        self._running.add(slot)
        try:
            return _response(await self.bank.store.writing(work))
        finally:
            self._running.discard(slot)


def _response(answer: Answer) -> Response:
    kind = "application/json" if answer.status < 400 else "application/problem+json"
    return Response(answer.body, answer.status, media_type=kind if answer.body else None)
