"""The hands of the panel: what they do, and the sentence that says why they cannot."""

import asyncio
import re
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers.pin_pad.contract import Key
from drivers.pin_pad.device import PinPadDevice
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.simulator.host import Host as PanelHost
from drivers.simulator.world import Simulator
from tests.drivers.samples import CARDS, load_key, slip
from tests.drivers.worlds import PAN, PATIENCE, Host, host, until, world


@asynccontextmanager
async def served(folder: Path) -> AsyncGenerator[tuple[Simulator, Host], None]:
    async with world(folder) as simulator, host(folder) as kiosk:
        yield simulator, kiosk


async def refusal(attempt: Coroutine[Any, Any, None]) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(ValueError, match=r"^[A-Z][^\n]*\.$") as refused:
        await attempt
    return str(refused.value)


async def insert(simulator: Simulator, card: str = PAN) -> None:
    await simulator.do("insert-card", {"card": card})


def test_a_simulator_is_what_the_panel_drives(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            panel_host: PanelHost = simulator  # checked by the type checker
            papers = {"printer", "document-printer"}
            devices = {"card-reader", "card-dispenser", "id-scanner", "signals", "camera", "audio", "pin-pad"} | papers
            assert panel_host.snapshot()["devices"].keys() == devices

    asyncio.run(go())


def test_a_card_goes_in_only_when_the_gate_is_open(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            assert "gate is closed" in await refusal(insert(simulator))
            await kiosk.reader.accept()
            assert "no such card" in await refusal(insert(simulator, "6200000000000000"))
            await insert(simulator)
            assert "already" in await refusal(insert(simulator))
            await kiosk.reader.eject()
            assert "already" in await refusal(insert(simulator))  # it hangs at the gate
            await simulator.do("take-card", {})
            assert "gate is closed" in await refusal(insert(simulator))  # it was opened for one card

    asyncio.run(go())


def test_the_gate_of_a_reader_that_was_gone_is_closed(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.reader.accept()
            simulator.reader.set_fault("gone", True)
            simulator.reader.set_fault("gone", False)
            assert "gate is closed" in await refusal(insert(simulator))

    asyncio.run(go())


def test_a_card_does_not_go_in_after_the_gate_was_closed_or_is_jammed(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.reader.accept()
            assert await kiosk.reader.close() is None
            assert "gate is closed" in await refusal(insert(simulator))
            await kiosk.reader.accept()
            await simulator.do("set-fault", {"device": "card-reader", "fault": "jam", "on": "true"})
            assert "jammed" in await refusal(insert(simulator))
            await simulator.do("set-fault", {"device": "card-reader", "fault": "jam", "on": "false"})
            await insert(simulator)

    asyncio.run(go())


def test_a_card_is_taken_only_when_presented_but_pulled_from_inside_too(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            assert "No card" in await refusal(simulator.do("take-card", {}))
            assert "no card" in await refusal(simulator.do("pull-card", {}))
            await kiosk.card_in(simulator)
            assert "No card is presented" in await refusal(simulator.do("take-card", {}))
            removed = asyncio.create_task(kiosk.reader.removed())
            await kiosk.reader.status()
            await simulator.do("pull-card", {})
            await removed

    asyncio.run(go())


def test_a_retained_card_is_in_the_bin_until_staff_empty_it(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.card_in(simulator)
            await kiosk.reader.retain()
            await kiosk.reader.accept()
            assert "kept" in await refusal(insert(simulator))
            assert simulator.snapshot()["devices"]["card-reader"]["retained"] == [CARDS[0].label]
            await simulator.do("empty-bin", {})
            assert (await kiosk.reader.status()).retained == 0
            await insert(simulator)

    asyncio.run(go())


def test_a_slip_is_taken_once(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            assert "No slip" in await refusal(simulator.do("take-slip", {}))
            await kiosk.printer.print(slip("thanks"))
            name = simulator.snapshot()["devices"]["printer"]["waiting"]
            await simulator.do("take-slip", {})
            assert "No slip" in await refusal(simulator.do("take-slip", {}))
            assert simulator.slip(name) == (slip("thanks").image, "thanks")

    asyncio.run(go())


@pytest.mark.parametrize("name", ["", "0001", "../world", "0001.png", "/etc/passwd"])
def test_a_slip_that_was_not_printed_is_not_shown(short_tmp: Path, name: str) -> None:
    (short_tmp / "world.png").write_bytes(b"no slip")
    with pytest.raises(ValueError, match="no such slip"):
        Simulator(short_tmp, short_tmp / "pad.sock", CARDS).slip(name)


@pytest.mark.parametrize(
    ("action", "args"),
    [
        ("dance", {}),
        ("", {}),
        ("insert-card", {}),
        ("set-fault", {}),
        ("set-fault", {"device": "toaster", "fault": "jam", "on": "true"}),
        ("set-fault", {"device": "card-reader", "fault": "no-such", "on": "true"}),
        ("set-fault", {"device": "printer", "on": "true"}),
        ("set-fault", {"device": "signals", "fault": "jam", "on": "true"}),
        ("power-cycle", {}),
        ("power-cycle", {"device": "toaster"}),
        ("key", {"key": "1"}),  # no PIN pad runs
        ("set-fault", {"device": "pin-pad", "fault": "slow", "on": "true"}),
        ("power-cycle", {"device": "pin-pad"}),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(short_tmp: Path, action: str, args: dict[str, str]) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            before = simulator.snapshot()
            await refusal(simulator.do(action, args))
            assert simulator.snapshot() == before

    asyncio.run(go())


def test_faults_are_switched_by_true_and_by_nothing_else(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            for fault in simulator.snapshot()["devices"]["printer"]["known_faults"]:
                await simulator.do("set-fault", {"device": "printer", "fault": fault, "on": "true"})
                assert fault in simulator.snapshot()["devices"]["printer"]["faults"]
                await simulator.do("set-fault", {"device": "printer", "fault": fault, "on": "no"})
                assert simulator.snapshot()["devices"]["printer"]["faults"] == []

    asyncio.run(go())


def test_the_screen_cannot_be_touched_when_none_is_shown(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            assert not simulator.screen_attached
            await refusal(simulator.screen_input({"kind": "press", "x": 0.5, "y": 0.5}))

    asyncio.run(go())


def test_everybody_hears_of_a_change_until_they_go(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            heard: list[str] = []
            end = simulator.subscribe(lambda: heard.append("one"))
            simulator.subscribe(lambda: heard.append("other"))
            simulator.reader.empty_bin()
            end()
            end()  # a second time does nothing
            simulator.reader.empty_bin()
            assert (heard.count("one"), heard.count("other")) == (1, 2)

    asyncio.run(go())


def test_the_log_names_what_was_done_and_no_card_or_key(short_tmp: Path) -> None:
    async def go() -> None:
        async with served(short_tmp) as (simulator, kiosk):
            await kiosk.reader.accept()
            await insert(simulator)
            await simulator.do("set-fault", {"device": "printer", "fault": "jam", "on": "true"})
            with pytest.raises(ValueError, match="PIN pad"):
                await simulator.do("key", {"key": "7"})
            log = simulator.snapshot()["log"]
            assert log == ["insert-card", "set-fault printer jam true"]
            assert not re.search(r"\d", " ".join(log))

    asyncio.run(go())


# -- the PIN pad's keys ------------------------------------------------------------------------------------------------


@asynccontextmanager
async def with_pad(folder: Path) -> AsyncGenerator[tuple[Simulator, PinPadDevice], None]:
    load_key(folder)
    pad = PinPadDevice(folder)
    await pad.start(folder / "pad.sock")
    try:
        async with world(folder, pin_pad="pad.sock") as simulator:
            await until(lambda: bool(simulator.snapshot()["devices"]["pin-pad"]["known_faults"]))
            yield simulator, pad
    finally:
        await pad.stop()


def test_the_panel_presses_the_pads_keys_and_sees_counts(short_tmp: Path) -> None:
    async def go() -> None:
        async with with_pad(short_tmp) as (simulator, _):
            kiosk = SimulatedPinPad(short_tmp / "pad.sock")
            entering = asyncio.create_task(kiosk.enter_pin(PAN, 6, lambda count: None))
            await until(lambda: simulator.snapshot()["devices"]["pin-pad"]["entering"])
            for digit in "739148":
                await simulator.do("key", {"key": digit})
            await until(lambda: simulator.snapshot()["devices"]["pin-pad"]["digits"] == 6)
            shown = repr(simulator.snapshot()["devices"]["pin-pad"]) + repr(simulator.snapshot()["log"])
            assert not set("7391") & set(shown)
            await simulator.do("key", {"key": Key.ENTER.value})
            assert await entering
            await until(lambda: not simulator.snapshot()["devices"]["pin-pad"]["entering"])
            await kiosk.disconnect()

    asyncio.run(go())


def test_the_panel_breaks_and_mends_the_pad(short_tmp: Path) -> None:
    async def go() -> None:
        async with with_pad(short_tmp) as (simulator, pad):
            await simulator.do("set-fault", {"device": "pin-pad", "fault": "hang", "on": "true"})
            assert pad.faults == {"hang"}
            await simulator.do("key", {"key": "1"})  # pressed in vain
            await simulator.do("power-cycle", {"device": "pin-pad"})
            assert pad.faults == set()

    asyncio.run(go())


@pytest.mark.parametrize(
    ("action", "args"),
    [
        ("key", {}),
        ("key", {"key": "10"}),
        ("key", {"key": "ENTER"}),
        ("set-fault", {"device": "pin-pad", "fault": "jam", "on": "true"}),
    ],
)
def test_a_key_or_fault_the_pad_does_not_have_is_refused(short_tmp: Path, action: str, args: dict[str, str]) -> None:
    async def go() -> None:
        async with with_pad(short_tmp) as (simulator, pad):
            said = await refusal(simulator.do(action, args))
            assert "Error" not in said  # a sentence, not the name of an exception
            assert not pad.faults

    asyncio.run(go())


def test_the_panel_sees_the_pad_go_and_come_back(short_tmp: Path) -> None:
    async def go() -> None:
        async with asyncio.timeout(PATIENCE), with_pad(short_tmp) as (simulator, pad):
            await pad.stop()
            await until(lambda: bool(simulator.snapshot()["devices"]["pin-pad"].get("gone")))
            await refusal(simulator.do("key", {"key": "1"}))
            again = PinPadDevice(short_tmp)
            await again.start(short_tmp / "pad.sock")
            await until(lambda: not simulator.snapshot()["devices"]["pin-pad"].get("gone"))
            await simulator.do("key", {"key": "1"})
            await again.stop()

    asyncio.run(go())
