"""What is wanted, what the bank and the customer agree to, and what their data may serve: each asked by itself.

The wording is in assets/texts/<language>/agreements.ftl; `VERSION` names it, and a test holds it to that.
"""

from bank.contract import Acceptance, ApplicationKind
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Accept, Choice, Choose, Notice, Step
from kiosk.services.opening import READING, Opening

VERSION = "2026.11.2"
_DATA = tuple(f"agreement-data-{n}" for n in range(1, 6))
AGREEMENTS = {
    "account-agreement": tuple(f"agreement-account-{n}" for n in range(1, 8)),
    "card-agreement": tuple(f"agreement-card-{n}" for n in range(1, 5)),
    "personal-data": _DATA,
    "personal-data-card": ("agreement-data-card-1", *_DATA[1:]),
    "personal-data-pin": ("agreement-data-pin-1", _DATA[1], "agreement-data-pin-3", *_DATA[3:]),
    "stills": tuple(f"agreement-stills-{n}" for n in range(1, 4)),
}
ICONS = {
    ApplicationKind.OPENING: "open-card",
    ApplicationKind.ADDITIONAL: "card",
    ApplicationKind.REPLACEMENT: "again",
    ApplicationKind.PIN_RESET: "lock",
}
_RESUME = "resume"


def kind_choice(kind: ApplicationKind) -> Choice:
    """A kind as something to choose."""
    return Choice(kind.value, f"opening-kind-{kind.value}", icon=ICONS[kind])


async def ask_kind(opening: Opening) -> str:
    """What is wanted."""
    if "kind" in opening.skip and opening.kind is not None:
        opening.skip.remove("kind")
        return opening.kind.value
    options = (*(kind_choice(kind) for kind in ApplicationKind), Choice(_RESUME, "opening-kind-resume", icon="soon"))
    answer = await opening.session.ask(Choose("opening-kind", options=options))
    opening.resumes = answer == _RESUME
    opening.kind = None if opening.resumes else ApplicationKind(answer)
    return answer


async def ask_agreement(opening: Opening) -> str:
    """The agreement that goes with it; a new PIN needs none."""
    name = "account-agreement" if opening.kind is ApplicationKind.OPENING else "card-agreement"
    await _accepted(opening, name)
    return name


async def ask_purposes(opening: Opening) -> str:
    """What the customer's data may serve. Without it nobody can be known, here or at a counter."""
    skips = "purposes" in opening.skip
    opening.skip.discard("purposes")
    if not (skips and _agreed(opening)):
        await _accepted(opening, _data(opening))
    return _data(opening)


def acceptances(opening: Opening) -> list[Acceptance]:
    """What was accepted, as the bank is told."""
    wanted = {_agreed(opening)}
    if opening.kind is not ApplicationKind.PIN_RESET:
        wanted.add("account-agreement" if opening.kind is ApplicationKind.OPENING else "card-agreement")
    return [accepted for name, accepted in opening.accepted.items() if name in wanted]


def _data(opening: Opening) -> str:
    """Which of `AGREEMENTS` says what the data serve: nobody agrees to more than is asked of them."""
    match opening.kind:
        case ApplicationKind.PIN_RESET:
            return "personal-data-pin"
        case ApplicationKind.ADDITIONAL | ApplicationKind.REPLACEMENT:
            return "personal-data-card"
        case _:
            return "personal-data"


def _agreed(opening: Opening) -> str:
    """What the customer has agreed to that covers it: that of an opening names everything. "" where nothing does."""
    return next((name for name in (_data(opening), "personal-data") if name in opening.accepted), "")


def title_of(name: str) -> str:
    """The text id of what stands above one of `AGREEMENTS`."""
    return "opening-personal-data" if name.startswith("personal-data") else f"opening-{name}"


async def accept(opening: Opening, name: str, step: Step = READING) -> bool:
    """Let one of `AGREEMENTS` be read to its end, at `step` of the whole. Whether it was accepted."""
    session = opening.session
    prompt = Accept(title_of(name), paragraphs=AGREEMENTS[name], other="no", step=step)
    given = await session.ask(prompt) == "accepted"
    session.note("application-consent", what=name, version=VERSION, given="yes" if given else "no")
    return given


async def _accepted(opening: Opening, name: str) -> None:
    session = opening.session
    opening.accepted.pop(name, None)
    while not await accept(opening, name):
        options = (Choice("again", "opening-read-again", icon="back"), Choice("stop", "opening-leave", icon="cancel"))
        if await session.ask(Notice("opening-not-accepted", options=options, back=False)) == "stop":
            raise CustomerLeft("cancelled")
    opening.accepted[name] = Acceptance(name=name, version=VERSION, accepted_at=session.clock.wall())
