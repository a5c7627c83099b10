"""Answers staff and the desk on the bank's private socket (`bank.control` says what can be asked)."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, func, select

from bank import assistance, ledger, reconciliation, terminals, verifications
from bank import back_office_staff as office
from bank import control as c
from bank.clock import business_date
from bank.opening import Bank
from bank.problems import Problem
from bank.tables import Record, accounts, alarms
from bank.turn import Turn

T = TypeVar("T")


class BackOffice:
    """`after_advance` is called when the sandbox's time has moved, for what waits for a time."""

    def __init__(self, bank: Bank, after_advance: Callable[[], Awaitable[None]]) -> None:
        self._bank = bank
        self._after_advance = after_advance

    async def listen(self, path: Path) -> asyncio.Server:
        """Open the socket, mode 0600, where nothing lies yet."""
        before = os.umask(0o177)
        try:
            return await asyncio.start_unix_server(self._serve, path)
        finally:
            os.umask(before)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                writer.write(json.dumps(await self._answer(line), ensure_ascii=False).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError):  # ValueError: a line without an end
            pass
        finally:
            writer.close()

    async def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            return {"ok": True, "result": _plain(await self._do(c.COMMAND.validate_json(line)))}
        except ValidationError as error:
            places = ", ".join(".".join(str(part) for part in e["loc"]) or "do" for e in error.errors())
            return {"ok": False, "error": f"not understood: {places}"}
        except (Problem, c.ControlError) as error:
            return {"ok": False, "error": str(error)}

    async def _do(self, command: c.Command) -> object:
        bank, now = self._bank, self._bank.clock.now()
        match command:
            case c.CreateEnrolmentCode(terminal=terminal, minutes=minutes, kind=kind):
                made_for = terminals.Kind(kind)
                code, ends = await self._write(lambda db: terminals.create_code(db, terminal, now, minutes, made_for))
                return c.EnrolmentCode(code=code, expires_at=ends, authority=bank.authority.pem)
            case c.InjectPinKey(terminal=terminal):
                key = await self._write(lambda db: terminals.inject_pin_key(db, bank.vault, terminal))
                return c.PinKeyInjection(key_id=key.key_id, initial_key=key.initial_key)
            case c.RevokeTerminal(terminal=terminal):
                return await self._write(lambda db: terminals.revoke(db, terminal))
            case c.ListAssistance():
                rows = await bank.store.reading(assistance.open_calls)
                return [_model(row, c.Call) for row in rows]
            case c.AnswerAssistance(id=call_id, by=by):
                return await self._write(lambda db: assistance.answer(Turn(db, "desk", now), call_id, by))
            case c.ListVerifications():
                return [_waiting(row) for row in await bank.store.reading(lambda db: verifications.waiting(db, now))]
            case c.ApproveVerification(id=name, by=by):
                return await self._write(lambda db: office.approve_person(Turn(db, "desk", now), bank.vault, name, by))
            case c.RefuseVerification(id=name, by=by, reason=reason):
                return await self._write(lambda db: office.refuse_person(Turn(db, "desk", now), name, by, reason))
            case c.ListAlarms():
                return [_model(row, c.Alarm) for row in await bank.store.reading(_alarms)]
            case c.CheckLedger():
                return c.LedgerReport.model_validate(vars(await bank.store.reading(ledger.check, long=True)))
            case c.ListHoldings():
                return await bank.store.reading(_holdings)
            case c.Reconcile(business_date=day):
                return await bank.store.reading(lambda db: _reconcile(db, day or business_date(now)), long=True)
            case c.SetAccepting(accepting=accepting):
                bank.accepting = accepting
                return None
            case c.SetStaffed(staffed=there):
                bank.staffed = there
                return None
            case c.Advance(seconds=seconds):
                if bank.environment != "sandbox":
                    raise c.ControlError("time moves by itself outside the sandbox")
                bank.clock.advance(seconds)
                await self._after_advance()
                return None
            case _:
                return await office.do(bank, command)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        return await self._bank.store.writing(work)


def _reconcile(connection: Connection, day: date) -> c.ReconciliationReport:
    return c.ReconciliationReport(
        business_date=day,
        sound=reconciliation.is_sound(connection),
        terminals=reconciliation.of_all(connection, day),
    )


def _alarms(connection: Connection) -> list[Record]:
    return list(connection.execute(select(alarms).order_by(alarms.c.id)))


def _holdings(connection: Connection) -> list[c.Total]:
    customer = accounts.c.customer_id
    rows = connection.execute(
        select(customer, func.sum(accounts.c.balance)).where(customer.is_not(None)).group_by(customer)
    )
    return [c.Total(customer=row[0], balance=int(row[1])) for row in rows]


def _waiting(row: Record) -> c.WaitingVerification:
    words = {name: getattr(row, name).split() for name in ("reasons", "challenges", "found")}
    fields = {name: getattr(row, name) for name in c.WaitingVerification.model_fields if name not in words}
    return c.WaitingVerification.model_validate(fields | words)


def _model(row: Record, model: type[BaseModel]) -> BaseModel:
    return model.model_validate({name: getattr(row, name) for name in model.model_fields})


def _plain(result: object) -> object:
    if isinstance(result, list):
        return [_plain(item) for item in cast(list[object], result)]
    return result.model_dump(mode="json") if isinstance(result, BaseModel) else result
