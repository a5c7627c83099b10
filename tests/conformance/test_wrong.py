"""The suites see what is wrong: each wrong backend fails the checks named for it, and no check is failed by none."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from drivers.camera.simulated import SimulatedCamera
from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import DeviceError
from drivers.id_scanner.simulated import SimulatedIdScanner
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.printer.simulated import SimulatedReceiptPrinter
from drivers.signals.simulated import SimulatedSignals
from tests.conformance import (
    simulated,
    wrong_cameras,
    wrong_card_dispensers,
    wrong_card_readers,
    wrong_document_printers,
    wrong_id_scanners,
    wrong_pin_pads,
    wrong_printers,
    wrong_signals,
)
from tests.conformance.camera import CameraSuite
from tests.conformance.card_dispenser import CardDispenserSuite
from tests.conformance.card_reader import CardReaderSuite
from tests.conformance.document_printer import DocumentPrinterSuite
from tests.conformance.id_scanner import IdScannerSuite
from tests.conformance.pin_pad import PinPadSuite
from tests.conformance.receipt_printer import ReceiptPrinterSuite
from tests.conformance.signals import SignalsSuite
from tests.conformance.suite import checks, run

SOON = 0.3  # seconds; a wrong backend that waits for ever is given up then
A_FEW_PICTURES = 3.0  # seconds: a check of a camera takes some, 25 come in a second

# A wrong answer, a wrong error, none in time, or a hand that finds nothing to take: all that a failing check can be.
FAILURES = (AssertionError, DeviceError, TimeoutError, ValueError, StopAsyncIteration, pytest.fail.Exception)


def pairs(wrong: Mapping[type[Any], Iterable[str]]) -> list[Any]:
    return [
        pytest.param(backend, check, id=f"{backend.__name__}-{check}")
        for backend, failed in wrong.items()
        for check in failed
    ]


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_card_readers.WRONG))
def test_card_reader(backend: type[SimulatedCardReader], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(CardReaderSuite, check, simulated.card_reader(short_tmp, backend), SOON)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_card_dispensers.WRONG))
def test_card_dispenser(backend: type[SimulatedCardDispenser], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(CardDispenserSuite, check, simulated.card_dispenser(short_tmp, backend), SOON)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_printers.WRONG))
def test_receipt_printer(backend: type[SimulatedReceiptPrinter], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(ReceiptPrinterSuite, check, simulated.printer(short_tmp, backend), SOON)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_document_printers.WRONG))
def test_document_printer(backend: type[SimulatedDocumentPrinter], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(DocumentPrinterSuite, check, simulated.document_printer(short_tmp, backend), SOON)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_id_scanners.WRONG))
def test_id_scanner(backend: type[SimulatedIdScanner], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(IdScannerSuite, check, simulated.id_scanner(short_tmp, backend), SOON)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_signals.WRONG))
def test_signals(backend: type[SimulatedSignals], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(SignalsSuite, check, simulated.signals(short_tmp, backend), SOON)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_cameras.WRONG))
def test_camera(backend: type[SimulatedCamera], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(CameraSuite, check, simulated.camera(short_tmp, backend), A_FEW_PICTURES)


@pytest.mark.parametrize(("backend", "check"), pairs(wrong_pin_pads.WRONG))
def test_pin_pad(backend: type[SimulatedPinPad], check: str, short_tmp: Path) -> None:
    with pytest.raises(FAILURES):
        run(PinPadSuite, check, simulated.pin_pad(short_tmp, backend), SOON)


@pytest.mark.parametrize(
    ("suite", "wrong"),
    [
        (CardReaderSuite, wrong_card_readers.WRONG),
        (CardDispenserSuite, wrong_card_dispensers.WRONG),
        (ReceiptPrinterSuite, wrong_printers.WRONG),
        (DocumentPrinterSuite, wrong_document_printers.WRONG),
        (IdScannerSuite, wrong_id_scanners.WRONG),
        (SignalsSuite, wrong_signals.WRONG),
        (CameraSuite, wrong_cameras.WRONG),
        (PinPadSuite, wrong_pin_pads.WRONG),
    ],
)
def test_every_check_is_failed_by_somebody(suite: type[Any], wrong: Mapping[type[Any], tuple[str, ...]]) -> None:
    failed = {check for names in wrong.values() for check in names}
    assert failed == set(checks(suite))
