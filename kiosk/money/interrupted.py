"""What the run before owes the customer whose card it left inside: a word about an order whose end is news to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kiosk.money.records import Record

_LOOKED_AT = 5_000  # records: a visit has some hundred


@dataclass
class Interrupted:
    """An order of a visit that was cut short. Nothing here is private: whoever takes the card may read it.

    `state` is what is known now: "open", "done" or "declined"; recovery changes it. `language` and `mode` are those of
    the visit, or "" where the journal does not say.
    """

    key: str
    case: str
    state: str
    language: str
    mode: str


def interrupted(newest_first: Iterator[Record], session: str) -> Interrupted | None:
    """The newest order of `session` whose end its customer was not told, or None.

    One whose outcome was unknown counts as such, whatever they were told. What recovery adds to the journal must be in
    it already: an order's file is the truth, and the journal may lack its last records.
    """
    found: Interrupted | None = None
    language = mode = ""
    shown = False
    ends: dict[str, tuple[str, bool]] = {}  # by key: how it ended, and whether anything was shown afterwards
    for record in islice(newest_first, _LOOKED_AT):
        if record.session != session:
            continue
        fields = {name: str(value) for name, value in record.fields.items()}
        match record.event:
            case "prompt-shown":
                shown = True
            case "language-changed" | "session-begin" | "mode-changed":
                language, mode = language or fields.get("language", ""), mode or fields.get("mode", "")
            case "order-send-complete" | "order-settle-complete":
                ends.setdefault(fields["key"], (fields["disposition"], shown))
            case "order-intent":
                end, told = ends.get(fields["key"], ("unknown", False))
                if not found and not (told and end != "unknown"):
                    found = Interrupted(fields["key"], fields["case"], "open" if end == "unknown" else end, "", "")
            case _:
                pass
        if record.event == "session-begin":
            break
    if found:
        found.language, found.mode = language, mode
    return found
