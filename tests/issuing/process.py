"""A terminal as a process of its own, for real kills: everything but the screen, with a customer who does as needed.

`python -m tests.issuing.process FOLDER`: its devices are behind FOLDER/devices.sock, where the bank is stands in
FOLDER/told.json. It starts, settles what is open, says "ready", and reads a line: an application and its token, whose
card is then made; an empty one, and it stops.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.id_scanner.simulated import SimulatedIdScanner
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.printer.simulated import SimulatedReceiptPrinter
from drivers.signals.simulated import SimulatedSignals
from kiosk.assembly import Devices, assemble
from kiosk.bank.client import BankClient
from kiosk.bank.worker import Worker
from kiosk.clock import SystemClock
from kiosk.money.disk import RealDisk
from kiosk.money.issues import Issues
from kiosk.money.journal import Journal
from kiosk.money.orders import Orders
from kiosk.money.recovery import Recovery
from kiosk.services import visit
from kiosk.session import Session
from kiosk.storyboards.customer import Customer
from kiosk.terminal import SessionSettings
from kiosk.texts import Texts

SECONDS = 30.0
TAKEN_SECONDS = 3.0


async def terminal(folder: Path) -> None:
    """Start; serve one visit, if somebody is there; stop when everything is settled and told."""
    told: dict[str, Any] = json.loads((folder / "told.json").read_text())
    clock, disk, kiosk = SystemClock(), RealDisk(), folder / "kiosk"
    journal = Journal(disk, kiosk / "journal", clock)
    authority, identity = Path(told["authority"]), Path(told["identity"])
    bank = BankClient(told["bank"], authority, identity, Worker("bank"), query_seconds=SECONDS, order_seconds=SECONDS)
    threads = [ThreadPoolExecutor(1) for _ in range(3)]
    orders = Orders(disk, kiosk / "orders", kiosk / "keys", journal, bank.send_transfer, threads[0], clock)
    recovery = Recovery(orders, journal, bank.settle, threads[1], clock)
    issues = Issues(disk, kiosk / "issues", journal, bank.report_plastic, threads[2], clock)
    unsettled = recovery.begin(terminal="stage-001")
    issues.begin_again()
    devices, customer = folder / "devices.sock", Customer()
    attendant = assemble(
        clock=clock,
        texts=Texts(),
        channels=[customer],
        devices=Devices(
            SimulatedCardReader(devices),
            SimulatedReceiptPrinter(devices),
            SimulatedDocumentPrinter(devices),
            SimulatedPinPad(folder / "pad.sock"),
            SimulatedIdScanner(devices),
            SimulatedSignals(devices),
            SimulatedCardDispenser(devices),
        ),
        bank=bank,
        staff=bank,
        orders=orders,
        issues=issues,
        journal=journal,
        bank_reason=lambda: "",
        staffed=lambda: True,
        business_date=lambda: None,
        doubt_bank=lambda: None,
        draw=lambda _: b"",
        draw_statement=lambda _: (b"", 0),
        draw_signature=lambda _: b"",
        settings=SessionSettings(terminal="stage-001", card_taken=TAKEN_SECONDS),
    )
    for act in unsettled:
        attendant.doubt(act.device)

    issuing, wanted = attendant.terminal.issuing, list[str]()
    assert issuing is not None

    async def service(session: Session) -> None:
        async with session.document():
            await session.issue_card(*wanted)

    assert isinstance(visit.SERVICES, dict)
    visit.SERVICES["safety"] = service
    telling = asyncio.create_task(issues.run())
    attendant.channels.start()
    running = asyncio.create_task(attendant.run())
    pressing = asyncio.create_task(_answers(customer))
    while True:
        await customer.sees("attract")
        await _settled(lambda: not issues.busy and not issuing.blocked)
        print("ready", flush=True)
        wanted[:] = (await asyncio.to_thread(sys.stdin.readline)).split()
        if not wanted:
            break
        customer.presses("option:safety")
        await customer.sees("place-id-document")
    attendant.stop()
    await running
    for task in (telling, pressing):
        task.cancel()
    journal.record("kiosk-stop", reason="told")
    journal.close()
    print("ended", flush=True)


async def _settled(done: Callable[[], bool]) -> None:
    """Look again and again."""
    for _ in range(3000):
        if done():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("never settled")


async def _answers(customer: Customer) -> None:
    """Whatever is told is read and sent away."""
    while True:
        await asyncio.sleep(0.02)
        if customer.seen and customer.view.layout == "notice" and customer.view.primary:
            customer.presses("primary")


if __name__ == "__main__":
    asyncio.run(terminal(Path(sys.argv[1])))
