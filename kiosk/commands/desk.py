"""`kiosk desk`: what branch staff do at the reference bank, through its private socket."""

import base64
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bank.contract import ApplicationFile, FaceAttempt
    from bank.control import Control

desk = typer.Typer(help="What branch staff do at the reference bank's desk.", no_args_is_help=True)

DeskControl = Annotated[
    Path, typer.Option(help="The bank's private socket: run/bank.sock in the sandbox's state folder.", exists=True)
]
StaffNumber = Annotated[str, typer.Option("--by", help="The number of the member of staff.")]
Id = Annotated[str, typer.Argument(help="The id, from `verifications` or `applications`.")]
Reason = Annotated[str, typer.Option(help="Why; kept at the bank.")]


@desk.command("enrolment-code")
def enrolment_code(
    control: DeskControl,
    terminal: Annotated[str, typer.Option(help="The id of the terminal, or of the desk.")],
    for_desk: Annotated[bool, typer.Option("--desk", help="For a desk, which has a port of its own.")] = False,
) -> None:
    """Make a code with which a terminal, or a desk, can be enrolled once."""
    typer.echo(at_bank(control).create_enrolment_code(terminal, kind="desk" if for_desk else "terminal").code)


@desk.command()
def reconciliation(
    control: DeskControl,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The business date; without one, the bank's present one."),
    ] = None,
) -> None:
    """Show what every terminal did on a business date. Exit code 1 when the schedule and the ledger do not agree."""
    from rich.console import Console
    from rich.table import Table

    report = at_bank(control).reconcile(day.date() if day else None)
    table = Table("terminal", "kind", title=f"Business date {report.business_date}")
    for heading in ("count", "amount", "fees"):
        table.add_column(heading, justify="right")
    for of_terminal in report.terminals:
        for line in of_terminal.lines:
            sums = f"{line.amount / 100:,.2f}", f"{line.fees / 100:,.2f}"
            table.add_row(of_terminal.terminal, line.kind, str(line.count), *sums)
    Console().print(table)
    typer.echo(
        "Schedule and ledger agree." if report.sound else "Schedule and ledger do not agree.", err=not report.sound
    )
    raise typer.Exit(0 if report.sound else 1)


@desk.command()
def answer(
    control: DeskControl, by: Annotated[str, typer.Option(help="The number of the member of staff.")] = "1"
) -> None:
    """Answer every open call for assistance."""
    bank = at_bank(control)
    calls = bank.list_assistance()
    for call in calls:
        bank.answer_assistance(call.id, by)
    typer.echo(f"{len(calls)} answered")


@desk.command("verifications")
def list_verifications(control: DeskControl) -> None:
    """List the customers who wait until a member of staff has seen them."""
    for found in at_bank(control).list_verifications():
        numbers = "no face check"
        if found.profile is not None:
            distance = "none" if found.distance is None else f"{found.distance:.2f}"
            numbers = f"distance {distance} of {found.threshold:.2f}, {found.liveness} by {found.profile}"
        why = ", ".join(found.reasons)
        typer.echo(f"{found.id}  {found.name}  at {found.terminal}  {found.purpose}  {why}; {numbers}")


@desk.command("applications")
def list_applications(control: DeskControl, by: StaffNumber) -> None:
    """List the applications that wait for staff, oldest first."""

    def say() -> None:
        for one in at_bank(control).list_applications(by):
            notes = [*(["a second approval is needed"] if one.second else []), *(["open"] if one.looked_at else [])]
            note = f"  ({', '.join(notes)})" if notes else ""
            typer.echo(f"{one.id}  {one.kind}  {one.masked_name}  at {one.terminal}  since {one.since:%H:%M:%S}{note}")

    told(say)


@desk.command()
def show(
    control: DeskControl,
    id: Id,
    by: StaffNumber,
    pictures: Annotated[Path | None, typer.Option(help="A folder for the portraits and the signature.")] = None,
) -> None:
    """Open an application's file: what there is to decide by. The bank notes who looked, and when."""

    def say() -> None:
        file = at_bank(control).show_application(id, by)
        print_file(file)
        if pictures is not None:
            _write(file, pictures)

    told(say)


@desk.command()
def approve(control: DeskControl, id: Id, by: StaffNumber) -> None:
    """Say "I have seen this person" of a verification, or approve an application as it was shown last."""
    from bank.contract import Decision

    def say() -> None:
        bank = at_bank(control)
        if _is_application(bank, id, by):
            bank.decide_application(id, by, Decision.APPROVE)
        else:
            bank.approve_verification(id, by)

    told(say)


@desk.command()
def refuse(control: DeskControl, id: Id, by: StaffNumber, reason: Reason) -> None:
    """Say that it is not this person, or should not be done; or refuse an application as it was shown last."""
    from bank.contract import Decision

    def say() -> None:
        bank = at_bank(control)
        if _is_application(bank, id, by):
            bank.decide_application(id, by, Decision.REFUSE, reason)
        else:
            bank.refuse_verification(id, by, reason)

    told(say)


@desk.command("try-again")
def try_again(control: DeskControl, id: Id, by: StaffNumber, reason: Reason = "") -> None:
    """Ask for another face check, by what was shown last of the application."""
    from bank.contract import Decision

    told(lambda: at_bank(control).decide_application(id, by, Decision.TRY_AGAIN, reason))


@desk.command()
def cards(control: DeskControl) -> None:
    """List the cards that are inactive, and out or in a terminal's bin; oldest first."""
    for card in at_bank(control).list_staff_cards():
        where = "in the bin of" if card.where == "kept" else "out of"
        typer.echo(
            f"{card.id}  {card.masked}  {card.masked_name}  {where} {card.terminal}  since {card.since:%H:%M:%S}"
        )


@desk.command()
def activate(
    control: DeskControl,
    id: Annotated[str, typer.Argument(help="The card's id, from `cards`.")],
    by: StaffNumber,
    document_number: Annotated[str, typer.Option(prompt="Number of the ID document", help="As it is on the document.")],
) -> None:
    """Activate a card for its holder, who is here with it and the ID document."""
    told(lambda: at_bank(control).activate_card(id, by, document_number))


@desk.command("add-staff")
def add_staff(
    control: DeskControl,
    number: Annotated[str, typer.Option(help="Four digits.")],
    name: Annotated[str, typer.Option(help="As it is shown at the terminal.")],
    role: Annotated[list[str], typer.Option(help="approver, servicing; given once for each.")],
    pin: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Six digits.")],
    id_number: Annotated[str, typer.Option(help="So that they never decide about themselves.")] = "",
) -> None:
    """Make somebody a member of staff, or change name, PIN and roles of who has the number."""
    from bank.contract import StaffRole

    known = [one.value for one in StaffRole]
    if unknown := [one for one in role if one not in known]:
        raise typer.BadParameter(f"{', '.join(unknown)}: there is {', '.join(known)}", param_hint="--role")
    roles = [StaffRole(one) for one in role]
    told(lambda: at_bank(control).add_staff(number, name, roles, pin, id_number))


@desk.command("retire-staff")
def retire_staff(control: DeskControl, number: Annotated[str, typer.Option(help="Four digits.")]) -> None:
    """Let somebody sign in no more. What they decided stays."""
    told(lambda: at_bank(control).retire_staff(number))


def at_bank(control: Path) -> "Control":
    """Return what speaks to the bank whose socket this is."""
    from bank.control import Control  # late: --help need not wait for it

    return Control(control)


def told(say: Callable[[], object]) -> None:
    """Exit code 1 when the bank does not take it."""
    from pydantic import ValidationError

    from bank.control import ControlError

    try:
        say()
    except ControlError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except ValidationError as error:  # its own text would quote what was typed
        places = ", ".join(sorted({".".join(str(part) for part in one["loc"]) for one in error.errors()}))
        typer.echo(f"not understood: {places}", err=True)
        raise typer.Exit(1) from None


def _is_application(bank: "Control", id: str, by: str) -> bool:
    return any(one.id == id for one in bank.list_applications(by))


def print_file(file: "ApplicationFile") -> None:
    """Write an application's file on the screen, but for the pictures."""
    application, document = file.application, file.document
    valid = document.valid_until.isoformat() if document.valid_until else "long-term"
    waits = f"waiting since {application.waiting_since:%H:%M:%S}" if application.waiting_since else application.state
    lines = [
        f"{application.kind} at {file.terminal}, {waits}",
        f"{document.name} {document.latin_name}".strip(),
        f"{document.kind}, born {document.born}, {document.sex}, {document.nation}, valid until {valid}",
        f"phone {file.phone_masked or 'as the bank has it'}",
    ]
    if details := application.details:
        source = "from the document" if details.address_from_document else "told"
        lines += [f"address ({source}): {details.address}", f"{details.occupation}; for {details.purpose}"]
    lines += [f"the machine is: {file.machine}", *(_attempt(attempt) for attempt in file.attempts)]
    if application.waiting_since:  # it is signed last of all, and anew
        lines.append("confirmed by a key: could not sign" if file.unsigned else "signed")
    lines += [f"{word}: {count}" for word, count in file.history.items()]
    for made in file.decisions:
        seen = ", has seen the person" if made.seen else ""
        lines.append(f"{made.at:%H:%M:%S} {made.by}: {made.decision}{seen}; {made.reason}")
    typer.echo("\n".join(lines))


def _attempt(attempt: "FaceAttempt") -> str:
    distance = "none" if attempt.distance is None else f"{attempt.distance:.2f}"
    words = f"distance {distance} of {attempt.threshold:.2f}, {attempt.liveness} by {attempt.profile}"
    return f"{attempt.at:%H:%M:%S} {words}, {attempt.attempts} attempts {' '.join(attempt.reasons)}".rstrip()


def _write(file: "ApplicationFile", folder: Path) -> None:
    """Write the pictures for one pair of eyes: whoever looks removes them again."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in (("portrait.jpg", file.portrait), ("live.jpg", file.live), ("signature.png", file.signature)):
        if content is None:
            continue
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as written:
            written.write(base64.b64decode(content))
        typer.echo(str(folder / name))
