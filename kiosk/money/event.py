"""What one thing that can be recorded is made of. All of them: kiosk/money/events.py."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.money.fields import Kind


@dataclass(frozen=True)
class Event:
    """One thing that can be recorded. `optional` fields may be missing, `fields` not.

    `at_once`: on the disk when `record` returns; else with the next event that is. `needed`: what follows must not
    happen unless this is recorded, so that `record` raises where the disk fails; any other event is then kept in
    memory and written as soon as it can be.
    """

    name: str
    about: str
    fields: Mapping[str, Kind]
    optional: Mapping[str, Kind]
    at_once: bool
    needed: bool


def event(
    name: str,
    about: str,
    fields: Mapping[str, Kind] | None = None,
    optional: Mapping[str, Kind] | None = None,
    *,
    at_once: bool = False,
    needed: bool = False,
) -> Event:
    """An event of the catalogue."""
    return Event(name, about, fields or {}, optional or {}, at_once, needed)
