"""The PIN pad as a process: what it starts with, and what it never does twice, however often it is killed."""

import asyncio
import os
import random
import signal
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from psec.pinblock import decipher_pinblock_iso_4

from bank import dukpt as bank_side
from drivers.errors import Disconnected
from drivers.pin_pad.key_file import Counter, KeyFileError
from drivers.pin_pad.simulated import SimulatedPinPad
from tests.drivers import pad_process
from tests.drivers.samples import INITIAL_KEY, KEY_ID, load_key
from tests.drivers.worlds import PAN, PATIENCE

PIN = "739148"
KILLS = 10


def opened_by_the_bank(block_hex: str, counter: int) -> str:
    key = bank_side.pin_key(bytes.fromhex(INITIAL_KEY), bytes.fromhex(KEY_ID), counter)
    return decipher_pinblock_iso_4(key, bytes.fromhex(block_hex), PAN)


def test_it_serves_and_stops(short_tmp: Path) -> None:
    load_key(short_tmp)

    async def enter() -> None:
        async with pad_process.lines(short_tmp) as (pad, customer):
            counts: list[int] = []
            entering = asyncio.create_task(pad.enter_pin(PAN, 6, counts.append))
            assert (await pad.status()).ready
            await customer.enter(PIN)
            block = pad_process.given(await entering)
            assert counts == [1, 2, 3, 4, 5, 6]
            assert opened_by_the_bank(block.block, block.counter) == PIN

    with pad_process.running(short_tmp) as process:
        asyncio.run(enter())
        process.terminate()
        assert pad_process.ended(process) == (0, "", "")
    assert not pad_process.socket_of(short_tmp).exists()


# -- what it does not start with ---------------------------------------------------------------------------------------


def refusal(folder: Path) -> str:
    """What it says when it will not start. It never says what is in the key file."""
    code, out, errors = pad_process.ended(pad_process.start(folder))
    assert code == 2
    assert out == ""
    assert errors.startswith("pin pad: ")
    assert errors.count("\n") == 1  # one sentence, no traceback
    assert INITIAL_KEY not in errors.lower()
    return errors


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(short_tmp: Path, mode: int) -> None:
    load_key(short_tmp, mode=mode)
    said = refusal(short_tmp)
    assert "others can read it" in said
    assert f"chmod 600 {short_tmp / 'key.json'}" in said


@pytest.mark.parametrize("key_id", ["1234567890123456", "0053414e44000001"])
def test_a_key_that_is_not_of_the_sandbox_is_refused(short_tmp: Path, key_id: str) -> None:
    load_key(short_tmp, key_id=key_id)
    assert "not a key of the sandbox" in refusal(short_tmp)


@pytest.mark.parametrize(
    ("key_id", "key"),
    [(KEY_ID, "no hex"), (KEY_ID, INITIAL_KEY[:-2]), (KEY_ID, INITIAL_KEY + "00"), (KEY_ID[:-2], INITIAL_KEY)],
)
def test_a_key_that_is_none_is_refused(short_tmp: Path, key_id: str, key: str) -> None:
    load_key(short_tmp, key_id=key_id, key=key)
    assert "load the key again" in refusal(short_tmp)


def test_a_counter_that_cannot_be_read_is_refused(short_tmp: Path) -> None:
    load_key(short_tmp)
    (short_tmp / "counter").write_text("")
    assert "not a counter" in refusal(short_tmp)


def test_a_second_one_on_the_same_folder_is_refused(short_tmp: Path) -> None:
    load_key(short_tmp)
    with pad_process.running(short_tmp):
        assert "another one runs" in refusal(short_tmp)

        async def still_there() -> None:
            async with pad_process.lines(short_tmp) as (pad, _):
                assert (await pad.status()).ready

        asyncio.run(still_there())


def test_a_socket_that_cannot_be_made_is_said_so(short_tmp: Path) -> None:
    load_key(short_tmp)
    pad_process.socket_of(short_tmp).mkdir()
    assert "pad.sock" in refusal(short_tmp)


# -- the counter -------------------------------------------------------------------------------------------------------


async def counter_of_one_more(pad: SimulatedPinPad, customer: pad_process.Customer) -> int:
    entering = asyncio.create_task(pad.enter_pin(PAN, 6, lambda count: None))
    try:
        await pad.status()  # by then the entry has begun
        await customer.enter(PIN)
    except Disconnected:
        await asyncio.wait({entering})
        entering.exception()
        raise
    return pad_process.given(await entering).counter


def test_counters_never_repeat_however_it_is_killed(short_tmp: Path) -> None:
    load_key(short_tmp)
    moments = random.Random(8583)
    counters: list[int] = []

    async def enter_until_killed(process_id: int) -> None:
        async with pad_process.lines(short_tmp) as (pad, customer):
            counters.append(await counter_of_one_more(pad, customer))
            kill = partial(os.kill, process_id, signal.SIGKILL)
            asyncio.get_running_loop().call_later(moments.uniform(0, 0.02), kill)
            with suppress(Disconnected):
                while True:
                    counters.append(await counter_of_one_more(pad, customer))

    for _ in range(KILLS):
        with pad_process.running(short_tmp) as process:
            asyncio.run(asyncio.wait_for(enter_until_killed(process.pid), PATIENCE))
            assert pad_process.ended(process)[0] == -signal.SIGKILL
    assert len(counters) >= KILLS
    assert counters == sorted(set(counters))


def test_the_counter_is_on_disk_before_its_block_is_given_out(short_tmp: Path) -> None:
    load_key(short_tmp)

    async def enter(after: int) -> int:
        async with pad_process.lines(short_tmp) as (pad, customer):
            counter = await counter_of_one_more(pad, customer)
        assert counter > after
        assert int((short_tmp / "counter").read_text()) >= counter
        assert (short_tmp / "counter").stat().st_mode & 0o777 == 0o600
        return counter

    last = 0
    with pad_process.running(short_tmp):
        for _ in range(3):
            last = asyncio.run(enter(last))


def test_the_counter_and_its_name_are_synced_before_it_is_used(
    short_tmp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def syncing(descriptor: int) -> None:
        steps.append(f"sync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        sync(descriptor)

    def replacing(self: Path, target: Path) -> Path:
        steps.append(f"{self.name} to {target.name}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "replace", replacing)
    assert Counter(short_tmp / "counter").next() == 1
    assert steps == ["sync counter.new", "counter.new to counter", f"sync {short_tmp.name}"]


@pytest.mark.parametrize("failing", ["open", "fsync", "replace"])
def test_a_disk_that_fails_gives_no_counter_and_repeats_none(
    short_tmp: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    counter = Counter(short_tmp / "counter")
    given = [counter.next()]

    def fail(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path if failing == "replace" else os, failing, fail)
        with pytest.raises(OSError, match="No space"):
            counter.next()
    given += [counter.next(), Counter(short_tmp / "counter").next()]
    assert given == sorted({number for number in given if number})


def test_a_counter_that_is_broken_begins_not_again(short_tmp: Path) -> None:
    (short_tmp / "counter").write_text("1x")
    with pytest.raises(KeyFileError, match="not a counter"):
        Counter(short_tmp / "counter")


# -- the kiosk dies ----------------------------------------------------------------------------------------------------

KIOSK = """
import asyncio, sys
from pathlib import Path
from drivers.pin_pad.simulated import SimulatedPinPad

def counted(count):
    print(count, flush=True)

asyncio.run(SimulatedPinPad(Path(sys.argv[1])).enter_pin(sys.argv[2], 6, counted))
"""


def test_a_kiosk_that_died_during_pin_entry_finds_a_clean_pad(short_tmp: Path) -> None:
    load_key(short_tmp)

    async def die_and_come_back() -> None:
        async with pad_process.lines(short_tmp) as (pad, customer):
            dying = await asyncio.create_subprocess_exec(
                sys.executable, "-c", KIOSK, str(pad_process.socket_of(short_tmp)), PAN, cwd=pad_process.ROOT,
                stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            assert dying.stdout is not None
            first = asyncio.create_task(dying.stdout.readline())
            while not first.done():  # until its entry has begun, a key goes nowhere
                await customer.press("1")
                await asyncio.sleep(0.01)
            dying.kill()
            await dying.wait()

            counts: list[int] = []
            back = SimulatedPinPad(pad_process.socket_of(short_tmp))
            entering = asyncio.create_task(back.enter_pin(PAN, 6, counts.append))
            await pad.status()
            await customer.enter(PIN)
            block = pad_process.given(await entering)
            await back.disconnect()
            assert counts == [1, 2, 3, 4, 5, 6]
            assert opened_by_the_bank(block.block, block.counter) == PIN

    with pad_process.running(short_tmp):
        asyncio.run(asyncio.wait_for(die_and_come_back(), PATIENCE))
