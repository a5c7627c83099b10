"""The phones of the sandbox: what lies in the folder is what people read."""

import asyncio
import json
from pathlib import Path

import pytest

from drivers.simulator.phone import SHOWN, Phones
from drivers.simulator.world import Simulator
from tests.drivers.samples import CARDS
from tests.drivers.worlds import PATIENCE, until


def arrive(folder: Path, number: int, text: str = "") -> dict[str, str]:
    message = {"to": "199 **** 1011", "text": text or f"message {number}", "at": "2026-03-02T02:30:00+00:00"}
    folder.mkdir(exist_ok=True)
    draft = folder / f"{number:010d}.new"
    draft.write_text(json.dumps({"id": number} | message), encoding="utf-8")
    draft.rename(folder / f"{number:010d}.json")
    return message


class Told:
    """Counts changes."""

    times = 0

    def __call__(self) -> None:
        self.times += 1


def test_the_newest_come_first_and_only_so_many(tmp_path: Path) -> None:
    told = Told()
    phones = Phones(tmp_path / "phones", told)
    phones.look()
    assert (phones.messages, told.times) == ([], 0)  # no folder yet
    sent = [arrive(tmp_path / "phones", number) for number in range(1, SHOWN + 6)]
    phones.look()
    assert phones.messages == sent[::-1][:SHOWN]
    phones.look()
    assert told.times == 1
    arrive(tmp_path / "phones", 999, "您的验证码是 123456")
    phones.look()
    assert phones.messages[0]["text"] == "您的验证码是 123456"
    assert told.times == 2


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"to": "x"}', '"x"', "\ud800"])
def test_what_is_no_message_is_passed_over(tmp_path: Path, content: str) -> None:
    good = arrive(tmp_path, 1)
    (tmp_path / "0000000002.json").write_bytes(content.encode(errors="surrogatepass"))
    arrive(tmp_path, 3)
    (tmp_path / "0000000003.json").rename(tmp_path / "0000000003.new")  # not whole yet
    phones = Phones(tmp_path, Told())
    phones.look()
    assert phones.messages == [good]


def test_the_simulator_looks_again_and_again_and_shows_what_came(short_tmp: Path) -> None:
    async def play() -> None:
        woken = asyncio.Event()

        async def poll(seconds: float) -> None:
            await woken.wait()
            woken.clear()

        phones = short_tmp / "phones"
        simulator = Simulator(short_tmp, short_tmp / "pad.sock", CARDS, sms=phones, poll=poll)
        told = Told()
        simulator.subscribe(told)
        await simulator.start(short_tmp / "devices.sock")
        try:
            async with asyncio.timeout(PATIENCE):
                assert simulator.snapshot()["messages"] == []
                for number in (1, 2):
                    newest = arrive(phones, number)
                    woken.set()
                    await until(lambda n=number: len(simulator.snapshot()["messages"]) == n)
                    assert simulator.snapshot()["messages"][0] == newest
                assert told.times >= 2
        finally:
            await simulator.stop()

    asyncio.run(play())


def test_without_a_folder_there_are_no_messages(short_tmp: Path) -> None:
    assert Simulator(short_tmp, short_tmp / "pad.sock", CARDS).snapshot()["messages"] == []
