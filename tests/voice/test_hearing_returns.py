"""What it hears with goes away and comes back: a killed process, an unplugged microphone, in earnest."""

import asyncio
from pathlib import Path

from kiosk.money.events import check
from tests.voice.hall import Hall, in_hall


def test_ears_that_are_killed_come_back_by_themselves(short_tmp: Path) -> None:
    async def story(hall: Hall) -> None:
        assert await hall.hears("cancel") == "cancel"
        hall.told.clear()  # that it works at first
        for times in (1, 2):
            killed = hall.kill()
            await hall.until(lambda times=times: hall.told == [("ears", False), ("ears", True)] * times)
            assert hall.ears.pid not in (None, killed)
        hall.kill()  # the third within ten seconds: something is wrong with it, and it has a rest
        await hall.until(lambda: hall.told[4:] == [("ears", False)])
        await hall.until(lambda: not hall.audio.listening)
        hall.clock.advance(1)
        await hall.until(lambda: hall.told[4:] == [("ears", False), ("ears", True)])
        assert await hall.hears("cancel") == "cancel"
        for part, ready in hall.told:  # the journal has words for all of it
            check("voice-status", "", {"part": part, "state": "ready" if ready else "unavailable"})

    in_hall(short_tmp, story)


def test_a_microphone_that_is_plugged_in_again_is_heard(short_tmp: Path) -> None:
    async def story(hall: Hall) -> None:
        assert await hall.hears("cancel") == "cancel"
        hall.audio.set_fault("gone", True)
        await hall.until(lambda: hall.told == [("microphone", False)])
        hall.audio.set_fault("gone", False)

        def comes_back() -> bool:
            hall.clock.advance(0.1)
            return hall.told == [("microphone", False), ("microphone", True)]

        await hall.until(comes_back)
        assert await hall.hears("cancel") == "cancel"
        for part, ready in hall.told:
            check("voice-status", "", {"part": part, "state": "ready" if ready else "unavailable"})

    in_hall(short_tmp, story)


def test_a_microphone_that_is_missing_is_looked_for_until_it_is_there(short_tmp: Path) -> None:
    async def story(hall: Hall) -> None:
        hall.audio.set_fault("gone", True)
        await hall.until(lambda: hall.told == [("microphone", False)])
        for _ in range(5):
            hall.clock.advance(30)
            await asyncio.sleep(0.01)
        assert hall.told == [("microphone", False)], "said once"

    in_hall(short_tmp, story)
