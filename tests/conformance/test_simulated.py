"""The simulated devices keep every promise of their contracts."""

from pathlib import Path

import pytest

from tests.conformance import simulated
from tests.conformance.camera import CameraSuite
from tests.conformance.card_dispenser import CardDispenserSuite
from tests.conformance.card_reader import CardReaderSuite
from tests.conformance.document_printer import DocumentPrinterSuite
from tests.conformance.id_scanner import IdScannerSuite
from tests.conformance.pin_pad import PinPadSuite
from tests.conformance.receipt_printer import ReceiptPrinterSuite
from tests.conformance.signals import SignalsSuite
from tests.conformance.suite import checks, run


@pytest.mark.parametrize("check", checks(CardReaderSuite))
def test_card_reader(check: str, short_tmp: Path) -> None:
    run(CardReaderSuite, check, simulated.card_reader(short_tmp))


@pytest.mark.parametrize("check", checks(CardDispenserSuite))
def test_card_dispenser(check: str, short_tmp: Path) -> None:
    run(CardDispenserSuite, check, simulated.card_dispenser(short_tmp))


@pytest.mark.parametrize("check", checks(ReceiptPrinterSuite))
def test_receipt_printer(check: str, short_tmp: Path) -> None:
    run(ReceiptPrinterSuite, check, simulated.printer(short_tmp))


@pytest.mark.parametrize("check", checks(DocumentPrinterSuite))
def test_document_printer(check: str, short_tmp: Path) -> None:
    run(DocumentPrinterSuite, check, simulated.document_printer(short_tmp))


@pytest.mark.parametrize("check", checks(IdScannerSuite))
def test_id_scanner(check: str, short_tmp: Path) -> None:
    run(IdScannerSuite, check, simulated.id_scanner(short_tmp))


@pytest.mark.parametrize("check", checks(SignalsSuite))
def test_signals(check: str, short_tmp: Path) -> None:
    run(SignalsSuite, check, simulated.signals(short_tmp))


@pytest.mark.parametrize("check", checks(CameraSuite))
def test_camera(check: str, short_tmp: Path) -> None:
    run(CameraSuite, check, simulated.camera(short_tmp))


@pytest.mark.parametrize("check", checks(PinPadSuite))
def test_pin_pad(check: str, short_tmp: Path) -> None:
    run(PinPadSuite, check, simulated.pin_pad(short_tmp))
