"""The simulated devices keep their promises on the kiosk's loop, too: asyncio on Qt's, not asyncio's own."""

import asyncio
import gc
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtGui import QGuiApplication

from tests.conformance import simulated, sounding, speaking
from tests.conformance.audio import AudioSinkSuite, AudioSourceSuite
from tests.conformance.camera import CameraSuite
from tests.conformance.card_dispenser import CardDispenserSuite
from tests.conformance.card_reader import CardReaderSuite
from tests.conformance.document_printer import DocumentPrinterSuite
from tests.conformance.id_scanner import IdScannerSuite
from tests.conformance.pin_pad import PinPadSuite
from tests.conformance.receipt_printer import ReceiptPrinterSuite
from tests.conformance.signals import SignalsSuite
from tests.conformance.speech import SpeechSuite
from tests.conformance.suite import Runner, checks, run


def _speech(_: Path) -> AbstractAsyncContextManager[tuple[Any, Any]]:
    return speaking.pyttsx3()


RIGS: dict[type[Any], Any] = {
    CardReaderSuite: simulated.card_reader,
    CardDispenserSuite: simulated.card_dispenser,
    ReceiptPrinterSuite: simulated.printer,
    DocumentPrinterSuite: simulated.document_printer,
    IdScannerSuite: simulated.id_scanner,
    SignalsSuite: simulated.signals,
    CameraSuite: simulated.camera,
    PinPadSuite: simulated.pin_pad,
    AudioSinkSuite: sounding.sink,
    AudioSourceSuite: sounding.source,
    SpeechSuite: _speech,
}


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """No widgets: pytest-qt would build a QApplication."""
    return QGuiApplication


@pytest.fixture
def runner(qapp: QGuiApplication) -> Iterator[Runner]:
    """Runs a coroutine on Qt's loop."""
    # The loop of the test before is a circle of Qt's objects, which only this thread may take apart: the thread that
    # draws for the camera would otherwise do it, whenever it happens to collect garbage, and crash.
    gc.collect()
    with qasync.QEventLoop(qapp) as loop:
        asyncio.set_event_loop(loop)

        def runs(work: Coroutine[Any, Any, None]) -> None:
            loop.run_until_complete(work)

        yield runs
    asyncio.set_event_loop(None)


@pytest.mark.parametrize(
    ("suite", "check"),
    [pytest.param(suite, check, id=f"{suite.__name__}-{check}") for suite in RIGS for check in checks(suite)],
)
def test_on_qts_loop(suite: type[Any], check: str, runner: Runner, short_tmp: Path) -> None:
    rig: AbstractAsyncContextManager[tuple[Any, Any]] = RIGS[suite](short_tmp)
    run(suite, check, rig, runner=runner)
