"""The commands. Each imports what it runs, and nothing else, when it runs."""

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.commands.counter import counter
from kiosk.commands.desk import desk
from kiosk.commands.voice import voice
from kiosk.state_folder import default_state

app = typer.Typer(
    name="kiosk",
    help="Smart Teller: the application of a self-service bank terminal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(desk, name="desk")
app.add_typer(voice, name="voice")
desk.add_typer(counter, name="counter")
journal = typer.Typer(help="Read and check a terminal's journal.", no_args_is_help=True)
app.add_typer(journal, name="journal")
storyboard = typer.Typer(
    help="Visits written down in YAML (docs/storyboards.md): check them, play them.", no_args_is_help=True
)
app.add_typer(storyboard, name="storyboard")

JournalFolder = Annotated[
    Path, typer.Argument(help="The folder: journal in a terminal's state folder.", exists=True, file_okay=False)
]
OwnJournalFolder = Annotated[
    Path | None,
    typer.Argument(help="The folder: journal in a terminal's state folder; the sandbox's without it.", file_okay=False),
]
State = Annotated[Path, typer.Option(help="The folder of this process's state.")]
Control = Annotated[Path, typer.Option(help="The bank's private socket.")]


def _end(code: int) -> NoReturn:
    """End at once: what had to be finished is finished, and Qt's own teardown can only hang or crash."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@app.command()
def run(
    settings: Annotated[Path, typer.Option(help="The settings file, kiosk.toml.")],
    window: Annotated[bool, typer.Option("--window", help="A window instead of the full screen.")] = False,
) -> None:
    """Run the terminal: the screen and the conversation with the customer."""
    from kiosk.main import main

    _end(main(settings, window=window))


@app.command()
def sandbox(
    state: Annotated[
        Path | None, typer.Option(help="The folder of all state; ~/.local/state/smart-teller without it.")
    ] = None,
    window: Annotated[bool, typer.Option("--window", help="A window instead of the full screen.")] = False,
    panel_port: Annotated[int, typer.Option(help="The panel's port on 127.0.0.1; 0 takes a free one.")] = 8770,
    bank_port: Annotated[int, typer.Option(help="The bank's port on 127.0.0.1; 0 takes a free one.")] = 8771,
) -> None:
    """Run everything on one machine: reference bank, simulated devices with their panel, and the terminal."""
    from kiosk.commands.sandbox import Sandbox

    _end(Sandbox(state or default_state(), window=window, panel_port=panel_port, bank_port=bank_port).run())


@app.command()
def bank(
    state: State,
    control: Control,
    port: Annotated[int, typer.Option(help="The port for terminals on 127.0.0.1; 0 takes a free one.")] = 8771,
    desk_port: Annotated[int, typer.Option(help="The port for desks on 127.0.0.1; 0 takes a free one.")] = 0,
    production: Annotated[bool, typer.Option("--production", help="Without the sandbox's seed and keys.")] = False,
    database: Annotated[
        str | None,
        typer.Option(
            help="A PostgreSQL URL, postgresql+psycopg://...; SQLite in the folder without it. One with a password "
            "belongs into the environment, where no list of processes shows it.",
            envvar="BANK_DATABASE",
            show_envvar=True,
        ),
    ] = None,
    sms: Annotated[Path | None, typer.Option(help="The folder that takes the place of phones in the sandbox.")] = None,
    step_up_above: Annotated[
        int, typer.Option(help="Yuan of a transfer, above which a customer may have to be verified.", min=0)
    ] = 20_000,
    approve_on_the_spot: Annotated[
        bool,
        typer.Option("--approve-on-the-spot", help="No desk approves applications: only who is at the terminal."),
    ] = False,
) -> None:
    """Run the reference bank."""
    from bank.serve import main

    environment = "production" if production else "sandbox"
    above = step_up_above * 100
    _end(
        main(
            state,
            port,
            control,
            environment,
            database,
            sms,
            step_up_above=above,
            desk_port=desk_port,
            on_the_spot=approve_on_the_spot,
        )
    )


@app.command()
def simulator(
    state: State,
    socket: Annotated[Path, typer.Option(help="Where the simulated devices listen.")],
    pin_pad: Annotated[Path, typer.Option(help="The PIN pad's socket, for the panel's keys.")],
    port: Annotated[int, typer.Option(help="The panel's port on 127.0.0.1; 0 takes a free one.")] = 8770,
    sms: Annotated[Path | None, typer.Option(help="The folder the bank's messages to phones arrive in.")] = None,
    desk: Annotated[Path | None, typer.Option(help="The folder that staff's words go to.")] = None,
) -> None:
    """Run the simulated devices, their world and the web panel."""
    from drivers.simulator.main import main

    _end(main(state, socket, pin_pad, port, sms, desk))


@app.command("pin-pad")
def pin_pad(
    state: State,
    socket: Annotated[Path, typer.Option(help="Where the PIN pad listens.")],
) -> None:
    """Run the simulated PIN pad, a process of its own."""
    from drivers.pin_pad.device import main

    _end(main(state, socket))


@app.command()
def enrol(
    settings: Annotated[Path, typer.Option(help="The settings file, kiosk.toml.")],
    code: Annotated[str, typer.Option(prompt="Enrolment code", help="The code that staff were shown.")],
) -> None:
    """Enrol this terminal at the bank: makes its key, and fetches its certificate with the code."""
    from kiosk.main import enrol as enrol_terminal

    _end(enrol_terminal(settings, code))


@journal.command()
def verify(folder: OwnJournalFolder = None) -> None:
    """Check that no record was changed, dropped, added or moved, and that the dispenser's cards add up."""
    from kiosk.money.card_audit import cards
    from kiosk.money.journal import extent
    from kiosk.money.journal import verify as verify_chain
    from kiosk.state_folder import default_state

    folder = folder or default_state() / "kiosk" / "journal"
    if not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}")
    problems = [*verify_chain(folder), *cards(folder)]
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} problems" if problems else f"The chain is whole: {extent(folder)}.")
    raise typer.Exit(1 if problems else 0)


@journal.command()
def excerpt(
    folder: JournalFolder,
    reference: Annotated[str, typer.Argument(help="A reference or case number.")],
) -> None:
    """Print the records of one order, with three orders before and three after."""
    from kiosk.money.journal import excerpt as excerpt_of

    lines = excerpt_of(folder, reference)
    for line in lines:
        typer.echo(line)
    if not lines:
        typer.echo("The journal has no order of that reference, case number or key.", err=True)
        raise typer.Exit(1)


StoryFiles = Annotated[list[Path], typer.Argument(help="Storyboard files, or folders of them.", exists=True)]


@storyboard.command("check")
def check_stories(files: StoryFiles) -> None:
    """Say what cannot be taken in storyboard files, with file, line and key."""
    from kiosk.storyboards.running import check

    _end(check(files))


@storyboard.command("run")
def run_stories(
    files: StoryFiles,
    report: Annotated[Path, typer.Option(help="The folder of the report: index.html, junit.xml, pictures.")],
    patience: Annotated[float, typer.Option(help="Seconds that anything in a story may take.", min=0.1)] = 20.0,
) -> None:
    """Play storyboard files, each at a bank and a terminal of its own, and report. Exit code 1: one has failed."""
    from kiosk.storyboards.running import run

    _end(run(files, report, patience=patience))


@app.command("evaluate-face")
def evaluate_face(
    folder: Annotated[
        Path,
        typer.Argument(help="Portraits: PERSON/*.jpg, or GROUP/PERSON/*.jpg (or .png).", exists=True, file_okay=False),
    ],
    groups: Annotated[
        Path | None, typer.Option(help="A file with the group of each person, PERSON,GROUP a line.", exists=True)
    ] = None,
    report: Annotated[Path, typer.Option(help="The folder the plots are written to.")] = Path("build/face"),
    score: Annotated[float, typer.Option(help="From which detection score something is a face.")] = 0.35,
) -> None:
    """Measure how often faces in a folder are refused and accepted wrongly, by threshold and by group."""
    from kiosk.identity.evaluation_report import run

    _end(run(folder, groups, report, score))


if __name__ == "__main__":
    app()
