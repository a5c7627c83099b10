"""A file as a member of staff sees it: pictures to compare, what the machine found, and whom it is about."""

from base64 import b64decode

from bank.contract import (
    ApplicationFile,
    ApplicationKind,
    Decision,
    DecisionMade,
    DocumentData,
    FaceAttempt,
    VerificationFile,
    VerificationWay,
)
from kiosk.awaiting import Awaited
from kiosk.prompts import Choice, Dossier, Fact, Picture
from kiosk.texts import Grouped, Several, Text, Value, Worded

_ICONS = {Decision.APPROVE: "check", Decision.REFUSE: "cancel", Decision.TRY_AGAIN: "camera"}


def dossier(file: ApplicationFile) -> Dossier:
    """Everything that its hash stands for, in the order in which it is decided by."""
    pictures = [_picture("staff-picture-document", file.portrait), _picture("staff-picture-live", file.live)]
    if file.signature:
        pictures.append(_picture("staff-picture-signature", file.signature))
    return Dossier(
        "staff-file",
        args={"kind": file.application.kind.value},
        pictures=tuple(pictures),
        rows=(*_machine(file), *_person(file.document), *_application(file), *_before(file)),
        options=tuple(Choice(one.value, f"staff-{one.value}", icon=_ICONS[one], by_hand=True) for one in Decision),
        back=False,
    )


def verification_dossier(file: VerificationFile, pictures: Awaited) -> Dossier:
    """The same of a verification: the bank has everything but the pictures, which never leave the terminal."""
    of = "registry" if file.way is VerificationWay.REGISTRY else "document"
    doubts = (Worded(f"staff-doubt-{word}", word) for word in file.reasons or ["asked"])
    rows = [Fact("" if place else "row-staff-doubt", one, strong=not place) for place, one in enumerate(doubts)]
    for attempt in reversed(file.attempts):
        rows += _attempt(attempt)
    rows += [
        Fact("row-staff-name", Several(tuple(name for name in (file.name, file.name_latin) if name))),
        Fact("row-staff-born", file.born),
        Fact("row-staff-since", file.since),
        Fact("row-staff-until", file.until),
    ]
    return Dossier(
        "staff-verification",
        args={"purpose": file.purpose.value},
        pictures=(
            Picture(f"staff-picture-{of}", pictures.portrait),
            Picture("staff-picture-live", pictures.live),
        ),
        rows=tuple(rows),
        options=(
            Choice(Decision.APPROVE.value, "staff-confirm", icon=_ICONS[Decision.APPROVE]),
            Choice(Decision.REFUSE.value, "staff-refuse", icon=_ICONS[Decision.REFUSE]),
        ),
        back=False,
    )


def _picture(text: str, image: str | None) -> Picture:
    return Picture(text, b64decode(image) if image else b"")


def _machine(file: ApplicationFile) -> list[Fact]:
    found = file.machine.value if file.attempts else "none"  # nobody looked: that says nothing against the person
    rows = [Fact("row-staff-machine", Text(f"machine-{found}"), strong=True)]
    if file.unsigned and file.application.kind is not ApplicationKind.PIN_RESET:  # that has nothing to sign
        rows.append(Fact("row-staff-signature", Text("staff-unsigned"), strong=True))
    for attempt in reversed(file.attempts):
        rows += _attempt(attempt)
    return rows


def _attempt(attempt: FaceAttempt) -> list[Fact]:
    """One series, the newest first: liveness, distance and threshold, what was asked for, and what was wrong."""
    distance: Value = Text("staff-no-distance") if attempt.distance is None else f"{attempt.distance:.2f}"
    series = Several((attempt.at, f"× {attempt.attempts}"))
    rows = [
        Fact("row-staff-face", Text(f"liveness-{attempt.liveness}"), note=series),
        Fact("row-staff-distance", Several((distance, f"≤ {attempt.threshold:.2f}"))),
    ]
    if attempt.challenges:
        rows.append(Fact("row-staff-asked", Several(tuple(Text(f"face-mark-{one}") for one in attempt.challenges))))
    if attempt.reasons:
        wrong = (Worded(f"face-reason-{reason}", reason) for reason in attempt.reasons)
        rows += [Fact("" if place else "row-staff-wrong", one) for place, one in enumerate(wrong)]
    return rows


def _person(document: DocumentData) -> list[Fact]:
    until = document.valid_until
    return [
        Fact("row-staff-name", Several(tuple(name for name in (document.name, document.latin_name) if name))),
        Fact("row-staff-document", Text(f"document-{document.kind}"), note=_masked(document.number)),
        Fact("row-staff-born", Several((document.born, Text(f"sex-{document.sex}"), document.nation))),
        Fact("row-staff-valid", Text("document-long-term") if until is None else until),
        *([Fact("row-staff-address", document.address)] if document.address else []),
    ]


def _application(file: ApplicationFile) -> list[Fact]:
    application = file.application
    rows = [Fact("row-staff-phone", file.phone_masked)] if file.phone_masked else []
    if details := application.details:
        if details.address != file.document.address:
            rows.append(Fact("row-staff-lives", details.address))
        work, purpose = details.occupation, details.purpose
        given = (Worded(f"occupation-{work}", work), Worded(f"account-purpose-{purpose}", purpose))
        rows.append(Fact("row-staff-details", Several(given)))
    if application.card:
        rows.append(Fact("row-staff-card", application.card))
    if application.waiting_since:
        rows.append(Fact("row-staff-since", application.waiting_since, note=file.terminal))
    return rows


def _before(file: ApplicationFile) -> list[Fact]:
    """What the bank knows of them, and what was decided about this application before."""
    known = tuple(Several((Worded(f"history-{word}", word), str(count)), " ") for word, count in file.history.items())
    history = Several(known) if known else Text("history-none")
    rows = [Fact("row-staff-history", history)]
    for made in file.decisions:
        rows += _decided(made)
    return rows


def _decided(made: DecisionMade) -> list[Fact]:
    said = Several((Text(f"decided-{made.decision.value}"), made.by))
    rows = [Fact("row-staff-decided", said, note=made.at)]
    if made.reason:
        rows.append(Fact("row-staff-reason", Worded(f"staff-reason-{made.reason}", made.reason)))
    return rows


def _masked(number: str) -> Grouped:
    """The first and last digits: staff have the document itself in the scanner."""
    shown = number[:4] + "*" * max(0, len(number) - 8) + number[-4:] if len(number) > 8 else "*" * len(number)
    return Grouped(shown)
