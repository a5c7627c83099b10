"""Answers what the private socket is asked about branch staff, and in their name (`bank.control_staff`)."""

from datetime import date

from sqlalchemy import Connection, select

from bank import approvals, counter, staff, verifications, waiting_cards
from bank import control_staff as c
from bank.contract import CounterClosing, StaffDecision, StaffRole, TakeOver
from bank.opening import Bank
from bank.pins import Known, weakness
from bank.problems import Code, Problem
from bank.staff import NewMember
from bank.tables import customers
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

DESK = "desk"  # the place of what is said here


async def do(bank: Bank, command: c.StaffCommand) -> object:
    """Do it. Raises `Problem`."""
    now, vault = bank.clock.now(), bank.vault

    def work(connection: Connection) -> object:
        turn = Turn(connection, DESK, now)
        match command:
            case c.AddStaff():
                _require_strong(connection, vault, command)
                roles = tuple(role for role in StaffRole if role in command.roles)
                new = NewMember(command.number, command.name, roles, command.pin, command.id_number)
                return staff.join(connection, vault, new)
            case c.RetireStaff(number=number):
                return staff.retire(connection, number)
            case c.ListApplications(by=by):
                return approvals.waiting(turn, vault, _approver(connection, by)).applications
            case c.ShowApplication(id=application, by=by):
                return approvals.open_file(turn, vault, _approver(connection, by), application)
            case c.DecideApplication(id=application, by=by, decision=decision, reason=reason):
                who = _approver(connection, by)
                shown = approvals.shown_last(turn, who, application)
                asked = StaffDecision(decision=decision, reason=reason, shown=shown)
                return approvals.decide(
                    turn, vault, who, application, asked, at_desk=True, on_the_spot=bank.on_the_spot
                )
            case c.TakeOverApplication(by=by, code=code, document_number=number):
                taking = TakeOver(code=code, document_number=number)
                return counter.take_over(turn, vault, _approver(connection, by), taking)
            case c.ListTakenOver(by=by):
                return counter.taken(turn, vault, _approver(connection, by)).applications
            case c.ShowTakenOver(id=application, by=by):
                return counter.open_file(turn, vault, _approver(connection, by), application)
            case c.GiveCounterDetails(id=application, by=by, details=details):
                return counter.set_details(turn, vault, _approver(connection, by), application, details)
            case c.HandBack(id=application, by=by):
                return counter.hand_back(turn, vault, _approver(connection, by), application)
            case c.CloseTakenOver(id=application, by=by, how=how, reason=reason):
                closing = CounterClosing(how=how, reason=reason)
                return counter.close(turn, vault, _approver(connection, by), application, closing)
            case c.ListStaffCards():
                return waiting_cards.listed(turn).cards
            case c.ActivateCard(id=card, by=by, document_number=number):
                return waiting_cards.activate(turn, vault, _approver(connection, by), card, number).cards

    return await bank.store.writing(work)


def approve_person(turn: Turn, vault: Vault, verification: str, by: str) -> None:
    """Take the word of a member of staff that they have seen a person. Raises `Problem` (staff-not-allowed, ...)."""
    verifications.approve(turn, vault, verification, _approver(turn.connection, by))


def refuse_person(turn: Turn, verification: str, by: str, note: str) -> None:
    """Take the word of a member of staff that it is not this person. Raises as `approve_person`."""
    verifications.refuse(turn, verification, _approver(turn.connection, by), note)


def _approver(connection: Connection, number: str) -> staff.Member:
    return staff.member(connection, number, StaffRole.APPROVER)


def _require_strong(connection: Connection, vault: Vault, asked: c.AddStaff) -> None:
    """Raise `Problem` (pin-weak) for a PIN that is easily guessed, by whatever is known of them."""
    born, phone = date(1, 1, 1), ""
    if asked.id_number:
        known = select(customers.c.phone).where(customers.c.id_fingerprint == id_fingerprint(vault, asked.id_number))
        phone = connection.scalar(known) or ""
        born = date(int(asked.id_number[6:10]), int(asked.id_number[10:12]), int(asked.id_number[12:14]))
    if why := weakness(asked.pin, Known(born, phone, asked.id_number)):
        raise Problem(Code.PIN_WEAK, weakness=why)
