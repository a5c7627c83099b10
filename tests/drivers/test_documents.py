"""The simulated document printer beyond its contract: the tray, the hands, what outlives whom."""

import asyncio
from pathlib import Path

import pytest

from drivers.document_printer.contract import PaperLevel
from drivers.errors import Empty
from drivers.simulator.document_printer import LOW, TRAY
from tests.drivers.samples import document
from tests.drivers.test_hands import refusal
from tests.drivers.worlds import host, world


def test_sheets_are_used_up_page_by_page(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            simulator.documents.sheets = LOW + 3
            levels: list[PaperLevel] = []
            while (status := await kiosk.documents.status()).can_print(7):
                levels.append(status.paper)
                await kiosk.documents.print(document(pages=7))
                simulator.documents.take()
            assert levels == [PaperLevel.ENOUGH] + [PaperLevel.LOW] * (len(levels) - 1)
            with pytest.raises(Empty):
                await kiosk.documents.print(document(pages=7))
            await simulator.do("refill-tray", {})
            assert (await kiosk.documents.status()).sheets == TRAY

    asyncio.run(go())


def test_a_tray_that_is_called_low_still_prints_what_fits(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            simulator.documents.set_fault("low", True)
            status = await kiosk.documents.status()
            assert (status.paper, status.can_print(LOW), status.can_print(LOW + 1)) == (PaperLevel.LOW, True, False)
            simulator.documents.set_fault("empty", True)
            status = await kiosk.documents.status()
            assert (status.paper, status.can_print(1)) == (PaperLevel.EMPTY, False)

    asyncio.run(go())


def test_a_document_is_taken_once_and_lies_in_the_folder_as_pdf_and_text(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            assert "No document" in await refusal(simulator.do("take-document", {}))
            await kiosk.documents.print(document("对账单", pages=3))
            name = simulator.snapshot()["devices"]["document-printer"]["waiting"]
            await simulator.do("take-document", {})
            assert "No document" in await refusal(simulator.do("take-document", {}))
            assert simulator.document(name) == (document("对账单").pdf, "对账单")
            folder = short_tmp / "documents"
            assert sorted(file.name for file in folder.iterdir()) == [f"{name}.pdf", f"{name}.txt"]
            assert folder.stat().st_mode & 0o077 == 0

    asyncio.run(go())


@pytest.mark.parametrize("name", ["", "0002", "../world", "0001.pdf"])
def test_a_document_that_was_not_printed_is_not_shown(short_tmp: Path, name: str) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.documents.print(document())
            with pytest.raises(ValueError, match="no such document"):
                simulator.document(name)

    asyncio.run(go())


def test_a_killed_kiosk_leaves_the_document_where_it_is(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp):
            async with host(short_tmp) as killed:
                await killed.documents.print(document())
            async with host(short_tmp) as kiosk:
                assert (await kiosk.documents.status()).waiting
                await kiosk.documents.retract()
                assert not (await kiosk.documents.status()).waiting

    asyncio.run(go())


def test_a_document_and_the_tray_survive_the_simulator(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp), host(short_tmp) as kiosk:
            await kiosk.documents.print(document(pages=4))
            await kiosk.documents.retract()
            await kiosk.documents.print(document(pages=5))
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            status = await kiosk.documents.status()
            assert (status.waiting, status.sheets) == (True, TRAY - 9)
            assert simulator.documents.snapshot()["retracted"] == 1
            assert simulator.documents.snapshot()["documents"] == ["0001", "0002"]

    asyncio.run(go())


def test_each_printer_has_faults_of_its_own(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await simulator.do("set-fault", {"device": "document-printer", "fault": "jam", "on": "true"})
            assert not (await kiosk.documents.status()).ready
            assert (await kiosk.printer.status()).ready
            await simulator.do("power-cycle", {"device": "document-printer"})
            assert not (await kiosk.documents.status()).ready, "jammed it stays"

    asyncio.run(go())
