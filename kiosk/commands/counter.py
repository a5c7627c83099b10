"""`kiosk desk counter`: applications that were stopped at a terminal are taken over, and finished as far as can be."""

from enum import StrEnum
from typing import Annotated

import typer

from kiosk.commands.desk import DeskControl, Id, Reason, StaffNumber, at_bank, print_file, told

counter = typer.Typer(help="What goes on at a counter of what was stopped at a terminal.", no_args_is_help=True)

Words = Annotated[str, typer.Option(help="A word of the list in docs/opening.md.")]


class How(StrEnum):
    """How an application ends at the counter."""

    SERVED = "served"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@counter.command("take-over")
def take_over(
    control: DeskControl,
    by: StaffNumber,
    code: Annotated[str, typer.Option(prompt="Code of eight digits", help="From the customer's screen or slip.")],
    document_number: Annotated[str, typer.Option(prompt="Number of the ID document", help="As it is on the document.")],
) -> None:
    """Take over what somebody who is here stopped at a terminal: from now on no terminal goes on with it."""

    def say() -> None:
        taken = at_bank(control).take_over(by, code, document_number)
        typer.echo(f"{taken.id}  {taken.kind}  until {taken.expires_at:%Y-%m-%d %H:%M} UTC")

    told(say)


@counter.command("list")
def taken_over(control: DeskControl, by: StaffNumber) -> None:
    """List what the desk has taken over, oldest first."""

    def say() -> None:
        for one in at_bank(control).list_taken_over(by):
            typer.echo(f"{one.id}  {one.kind}  {one.masked_name}  since {one.since:%H:%M:%S}")

    told(say)


@counter.command("show")
def show_taken_over(control: DeskControl, id: Id, by: StaffNumber) -> None:
    """Show what there is of one that the desk has. The bank notes who looked, and when."""
    told(lambda: print_file(at_bank(control).show_taken_over(id, by)))


@counter.command()
def details(
    control: DeskControl,
    id: Id,
    by: StaffNumber,
    address: Annotated[str, typer.Option(prompt="Address", help="Where the customer lives.")],
    occupation: Words,
    purpose: Words,
) -> None:
    """Write down what the customer says of themselves, in place of what they said before."""
    from bank.contract import Details

    def say() -> None:
        said = Details(address=address, address_from_document=False, occupation=occupation, purpose=purpose)
        at_bank(control).give_counter_details(id, by, said)

    told(say)


@counter.command("hand-back")
def hand_back(control: DeskControl, id: Id, by: StaffNumber) -> None:
    """Let the customer go on at a terminal; shows their new code, once."""

    def say() -> None:
        given = at_bank(control).hand_back(id, by)
        typer.echo(f"{given.code}  until {given.until:%Y-%m-%d %H:%M} UTC")

    told(say)


@counter.command()
def close(
    control: DeskControl,
    id: Id,
    by: StaffNumber,
    how: Annotated[How, typer.Option(help="What became of it.")],
    reason: Reason = "",
) -> None:
    """End it: served at the counter, withdrawn by the customer, or refused. Nothing of it is left."""
    from bank.contract import CounterEnd

    told(lambda: at_bank(control).close_taken_over(id, by, CounterEnd(how.value), reason))
