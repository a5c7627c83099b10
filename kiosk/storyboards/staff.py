"""A member of staff of a story: decides by what they can see, as a person on the spot would, and by nothing else.

They look at whoever stands before the terminal, and at the ID document in its scanner: is it the same person? What the
camera and the machine made of it tells them only what the bank's rules want of them.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bank import contract as c
from drivers.simulator.people import PEOPLE
from drivers.simulator.world import Simulator

_WITH_OTHERS = ("friend", "swap")  # somebody else really stands there; the other acts only show a picture of them
_GONE = "walk-away"
_HIDDEN = "mask"


@dataclass(frozen=True)
class Member:
    """A member of staff of the sandbox. `pin` exists there only."""

    number: str
    name: str
    pin: str = field(repr=False)
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What somebody on the spot sees. `people`: ids of who really stands there; `owner`: whose document is inside."""

    people: frozenset[str]
    owner: str
    hidden: bool = False  # a face that cannot be seen


class StaffBank(Protocol):
    """What they ask of the bank (`kiosk.bank.staff`), at the terminal or at a desk."""

    async def waiting_applications(self, session: str) -> c.WaitingApplications: ...
    async def application_file(self, session: str, id: str) -> c.ApplicationFile: ...
    async def decide_application(self, session: str, id: str, decision: c.StaffDecision) -> c.Application: ...


def members(file: Path = PEOPLE) -> dict[str, Member]:
    """Return the staff of the sandbox by number. Raises `OSError`, `ValueError` (not TOML), `KeyError`."""
    staff = tomllib.loads(file.read_text(encoding="utf-8"))["staff"]
    return {one["number"]: Member(one["number"], one["name"], one["pin"], tuple(one["roles"])) for one in staff}


def look(simulator: Simulator) -> Seen:
    """Look at whoever stands before the terminal, and into its scanner."""
    camera, scanner = simulator.camera, simulator.scanner
    people = {camera.standing} if camera.standing and camera.act.word != _GONE else set[str]()
    if people and camera.act.word in _WITH_OTHERS:
        people.add(camera.act.other)
    document = scanner.documents.get(scanner.document) if scanner.position == "inside" else None
    owner = document.owner if document is not None else ""
    return Seen(frozenset(people), owner, hidden=camera.act.word == _HIDDEN)


def decide_on_the_spot(seen: Seen, file: c.ApplicationFile) -> c.StaffDecision:
    """Say what somebody who saw this does about the file that was shown to them."""
    if not seen.owner:
        return _refuse(file, "document-doubtful")
    if not seen.people:
        return _try_again(file, "nobody is here")
    if seen.owner not in seen.people:
        return _refuse(file, "not-the-person")
    if seen.hidden:
        return _try_again(file, "face-hidden")
    if len(seen.people) > 1:
        return _try_again(file, "somebody else stands there")
    why = "the machine is wrong: I have compared face and document" if file.machine is c.Machine.AGAINST else ""
    return c.StaffDecision(decision=c.Decision.APPROVE, seen=True, reason=why, shown=file.shown)


def decide_at_desk(file: c.ApplicationFile) -> c.StaffDecision:
    """Say what somebody at a desk does, who sees nobody: what the machine is sure of they approve, by the pictures."""
    if file.machine is c.Machine.FOR and file.portrait and file.live:
        return c.StaffDecision(decision=c.Decision.APPROVE, shown=file.shown)
    return _try_again(file, "")


async def decide_newest(bank: StaffBank, session: str, seen: Seen | None) -> c.Application:
    """Open the newest application that waits, and decide. `seen` None: at a desk. Raises `BankError`; `LookupError`."""
    waiting = (await bank.waiting_applications(session)).applications
    if not waiting:
        raise LookupError("no application waits for staff")
    file = await bank.application_file(session, waiting[-1].id)
    decision = decide_at_desk(file) if seen is None else decide_on_the_spot(seen, file)
    return await bank.decide_application(session, file.application.id, decision)


def _refuse(file: c.ApplicationFile, reason: str) -> c.StaffDecision:
    return c.StaffDecision(decision=c.Decision.REFUSE, reason=reason, shown=file.shown)


def _try_again(file: c.ApplicationFile, reason: str) -> c.StaffDecision:
    return c.StaffDecision(decision=c.Decision.TRY_AGAIN, reason=reason, shown=file.shown)
