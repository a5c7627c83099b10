"""What is asked on the bank's private socket about branch staff, and in their name (see `bank.control`).

Whoever may open the socket runs the bank: no PIN is asked for there. `by` must be somebody with the role all the same,
and every rule of a desk holds.
"""

from abc import ABC, abstractmethod
from typing import Annotated, Any, Literal

from pydantic import Field

from bank.contract import (
    Application,
    ApplicationFile,
    CounterEnd,
    Decision,
    Details,
    DocumentNumber,
    Model,
    ResumeCode,
    StaffCard,
    StaffRole,
    WaitingApplication,
)

Number = Annotated[str, Field(pattern=r"^[0-9]{4}$")]


class AddStaff(Model):
    """Make somebody a member of staff, or change name, PIN and roles. `id_number`, where it is known: so that they
    never decide about themselves."""

    do: Literal["add-staff"] = "add-staff"
    number: Number
    name: Annotated[str, Field(min_length=1, max_length=100)]
    roles: Annotated[list[StaffRole], Field(min_length=1)]
    pin: Annotated[str, Field(pattern=r"^[0-9]{6}$", repr=False)]
    id_number: Annotated[str, Field(pattern=r"^([0-9]{17}[0-9X])?$", repr=False)] = ""


class RetireStaff(Model):
    """Let somebody sign in no more."""

    do: Literal["retire-staff"] = "retire-staff"
    number: Number


class ListApplications(Model):
    """List the applications that wait for staff."""

    do: Literal["list-applications"] = "list-applications"
    by: Number


class ShowApplication(Model):
    """Open an application's file."""

    do: Literal["show-application"] = "show-application"
    id: str
    by: Number


class DecideApplication(Model):
    """Decide about what this member of staff was shown last of the application."""

    do: Literal["decide-application"] = "decide-application"
    id: str
    by: Number
    decision: Decision
    reason: Annotated[str, Field(max_length=200)] = ""


class TakeOverApplication(Model):
    """Take over what somebody who is here stopped at a terminal, with its code and the number of their document."""

    do: Literal["take-over"] = "take-over"
    by: Number
    code: Annotated[str, Field(pattern=r"^[0-9]{8}$", repr=False)]
    document_number: Annotated[DocumentNumber, Field(repr=False)]


class ListTakenOver(Model):
    """List what the desk has taken over."""

    do: Literal["list-taken-over"] = "list-taken-over"
    by: Number


class ShowTakenOver(Model):
    """Open the file of one that the desk has."""

    do: Literal["show-taken-over"] = "show-taken-over"
    id: str
    by: Number


class GiveCounterDetails(Model):
    """Write down what the customer says of themselves."""

    do: Literal["give-counter-details"] = "give-counter-details"
    id: str
    by: Number
    details: Annotated[Details, Field(repr=False)]


class HandBack(Model):
    """Let the customer go on at a terminal, with a new code."""

    do: Literal["hand-back"] = "hand-back"
    id: str
    by: Number


class CloseTakenOver(Model):
    """End one that the desk has."""

    do: Literal["close-taken-over"] = "close-taken-over"
    id: str
    by: Number
    how: CounterEnd
    reason: Annotated[str, Field(max_length=200, repr=False)] = ""


class ListStaffCards(Model):
    """List the cards that wait to be activated."""

    do: Literal["list-staff-cards"] = "list-staff-cards"


class ActivateCard(Model):
    """Activate a card for its holder, who is here with it and the ID document."""

    do: Literal["activate-card"] = "activate-card"
    id: str
    by: Number
    document_number: Annotated[DocumentNumber, Field(repr=False)]


StaffCommand = (
    AddStaff
    | RetireStaff
    | ListApplications
    | ShowApplication
    | DecideApplication
    | TakeOverApplication
    | ListTakenOver
    | ShowTakenOver
    | GiveCounterDetails
    | HandBack
    | CloseTakenOver
    | ListStaffCards
    | ActivateCard
)


class StaffControl(ABC):
    """The part of `bank.control.Control` that is about staff. Raises `OSError` and `ControlError`."""

    def add_staff(self, number: str, name: str, roles: list[StaffRole], pin: str, id_number: str = "") -> None:
        """Make somebody a member of staff, or change what they are."""
        self._call(AddStaff(number=number, name=name, roles=roles, pin=pin, id_number=id_number))

    def retire_staff(self, number: str) -> None:
        """Let somebody sign in no more."""
        self._call(RetireStaff(number=number))

    def list_applications(self, by: str) -> list[WaitingApplication]:
        """Return the applications that wait for staff, oldest first."""
        return [WaitingApplication.model_validate(row) for row in self._call(ListApplications(by=by))]

    def show_application(self, id: str, by: str) -> ApplicationFile:
        """Return everything there is to decide by."""
        return ApplicationFile.model_validate(self._call(ShowApplication(id=id, by=by)))

    def decide_application(self, id: str, by: str, decision: Decision, reason: str = "") -> Application:
        """Decide about what this member of staff was shown last."""
        command = DecideApplication(id=id, by=by, decision=decision, reason=reason)
        return Application.model_validate(self._call(command))

    def take_over(self, by: str, code: str, document_number: str) -> Application:
        """Take over what somebody who is here stopped at a terminal."""
        command = TakeOverApplication(by=by, code=code, document_number=document_number)
        return Application.model_validate(self._call(command))

    def list_taken_over(self, by: str) -> list[WaitingApplication]:
        """Return what the desk has taken over, oldest first."""
        return [WaitingApplication.model_validate(row) for row in self._call(ListTakenOver(by=by))]

    def show_taken_over(self, id: str, by: str) -> ApplicationFile:
        """Return what there is of one that the desk has."""
        return ApplicationFile.model_validate(self._call(ShowTakenOver(id=id, by=by)))

    def give_counter_details(self, id: str, by: str, details: Details) -> Application:
        """Write down what the customer says of themselves."""
        return Application.model_validate(self._call(GiveCounterDetails(id=id, by=by, details=details)))

    def hand_back(self, id: str, by: str) -> ResumeCode:
        """Let the customer go on at a terminal, with a new code."""
        return ResumeCode.model_validate(self._call(HandBack(id=id, by=by)))

    def close_taken_over(self, id: str, by: str, how: CounterEnd, reason: str = "") -> Application:
        """End one that the desk has."""
        return Application.model_validate(self._call(CloseTakenOver(id=id, by=by, how=how, reason=reason)))

    def list_staff_cards(self) -> list[StaffCard]:
        """Return the cards that wait to be activated, oldest first."""
        return [StaffCard.model_validate(row) for row in self._call(ListStaffCards())]

    def activate_card(self, id: str, by: str, document_number: str) -> None:
        """Activate a card for its holder."""
        self._call(ActivateCard(id=id, by=by, document_number=document_number))

    @abstractmethod
    def _call(self, command: Model) -> Any:
        """Have it done, and return what is answered."""
