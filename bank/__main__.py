"""`python -m bank`: run the reference bank."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path


def run(arguments: list[str] | None = None) -> int:
    """Read the command line and run. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bank", description="Run the reference bank in the foreground.")
    parser.add_argument("--state", type=Path, required=True, help="the bank's folder: keys, authority, database")
    parser.add_argument("--environment", choices=("sandbox", "production"), required=True)
    parser.add_argument("--port", type=int, default=0, help="for terminals, on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--desk-port", type=int, default=0, help="for desks, on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--control", type=Path, help="the private socket; control.sock in the folder")
    parser.add_argument("--database", help="an SQLAlchemy URL; SQLite in the folder without one")
    parser.add_argument("--sms", type=Path, help="the folder that takes the place of phones (sandbox only)")
    parser.add_argument("--time", type=_moment, help="what time it is for the bank at its start (sandbox only)")
    parser.add_argument(
        "--step-up-above",
        type=int,
        default=20_000,
        help="yuan of a transfer, above which a customer may have to be verified",
    )
    parser.add_argument("--portraits", type=Path, help="the simulated registry's folder (sandbox only)")
    parser.add_argument(
        "--approve-on-the-spot",
        action="store_true",
        help="no desk approves an application: only whoever is at its terminal, whatever the machine says of the face",
    )
    given = parser.parse_args(arguments)
    if given.time and given.environment != "sandbox":
        parser.error("--time: time is what it is outside the sandbox")
    if given.portraits and given.environment != "sandbox":
        parser.error("--portraits: only the sandbox's registry is a folder")
    from bank.serve import main  # late: --help need not wait for the web framework

    control = given.control or given.state / "control.sock"
    return main(
        given.state,
        given.port,
        control,
        given.environment,
        given.database,
        given.sms,
        given.time,
        given.step_up_above * 100,
        given.portraits,
        given.desk_port,
        given.approve_on_the_spot,
    )


def _moment(text: str) -> datetime:
    """A date and time with its zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("expected a zone, like 2026-03-02T10:30+08:00")
    return moment.astimezone(UTC)


if __name__ == "__main__":
    sys.exit(run())
