"""Known by the portrait on the ID document, where the registry has none: bank, scanner and simulator are real."""

from pathlib import Path

import pytest

from bank.contract import StepUp, VerificationWay
from kiosk.services import verification
from kiosk.session import Session
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts_face import consent
from tests.storyboards.stage import BankAccess, Stage


@pytest.fixture(autouse=True)
def no_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bank offers the registry first: a customer without a portrait there is offered the document."""

    async def way(session: Session, step_up: StepUp) -> VerificationWay:
        assert VerificationWay.DOCUMENT in step_up.ways
        return VerificationWay.DOCUMENT

    monkeypatch.setattr(verification, "_way", way)


def test_the_own_document_is_enough_and_comes_back(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await consent(stage)
        assert "和证件照片比对" in [row.value for row in stage.customer.view.rows][1]
        stage.customer.presses("option:once")
        await stage.customer.sees("place-id-document")
        await stage.lays_document("wang-xiaoming/resident-id")
        await stage.customer.sees("take-id-document")
        await stage.takes_id_document()
        await stage.customer.sees("statement-offer")
        stage.customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")
        (sent,) = [e["fields"] for e in stage.events() if e["event"] == "verification-init"]
        assert sent == {"purpose": "statement", "way": "document"}

    play(short_tmp, bank, story)


def test_somebody_elses_document_is_refused_by_the_bank_whoever_stands_there(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.camera.put("zhang-wei", "still", obeys=True)
        await consent(stage)
        stage.customer.presses("option:once")
        await stage.customer.sees("place-id-document")
        await stage.lays_document("zhang-wei/resident-id")
        await stage.customer.sees("take-id-document")
        await stage.takes_id_document()
        view = await stage.customer.sees("staff-refused")
        assert "到柜台" in view.body
        stage.customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")

    play(short_tmp, bank, story)


def test_back_at_the_scanner_leads_to_the_question_before(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await consent(stage)
        stage.customer.presses("option:once")
        await stage.customer.sees("place-id-document")
        stage.customer.presses("back")
        await stage.customer.sees("statement-days")
        stage.customer.presses("cancel")
        await goes(stage)

    play(short_tmp, bank, story)
