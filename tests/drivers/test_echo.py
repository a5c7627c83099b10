"""The loudspeaker's echo in the simulator's microphone: when it comes, how loud, and of what."""

import array
import asyncio
from pathlib import Path

from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE, Sound
from drivers.audio.samples import CHUNK_BYTES
from drivers.simulator.echo import Echo
from tests.conformance.audio import peak, tone
from tests.drivers.test_simulated_audio import listened, sounding

_SILENCE = bytes(CHUNK_BYTES)
_LOUD = 10_000


def _knock(seconds: float) -> Sound:
    """One loud sample after so many seconds, in a second of silence."""
    samples = array.array("h", bytes(2 * HEARD_RATE))
    samples[round(seconds * HEARD_RATE)] = _LOUD
    return Sound(samples.tobytes(), HEARD_RATE)


def _echoes(echo: Echo, chunks: int, begins: float) -> dict[float, int]:
    """What comes back in so many tenths of a second: when, in seconds after `begins`, and how loud."""
    heard = b"".join(echo.in_chunk(_SILENCE, begins + (number + 1) * CHUNK_SECONDS) for number in range(chunks))
    return {round(place / HEARD_RATE, 3): one for place, one in enumerate(array.array("h", heard)) if one}


def test_it_comes_straight_and_from_the_walls() -> None:
    echo = Echo()
    echo.begins(_knock(0.25), 7.0)
    assert _echoes(echo, 10, 7.0) == {0.27: 5000, 0.34: 2000, 0.42: 800}


def test_what_was_stopped_comes_back_no_further_and_later_sounds_do() -> None:
    echo = Echo()
    echo.begins(_knock(0.25), 7.0)
    echo.ends(7.2)
    echo.begins(_knock(0.1), 7.5)
    echo.ends(8.5)
    assert _echoes(echo, 10, 7.0) == {0.62: 5000, 0.69: 2000, 0.77: 800}
    assert _echoes(echo, 10, 9.0) == {}


def test_what_is_played_is_heard_where_the_fault_is_on_and_no_headset_is_plugged_in(short_tmp: Path) -> None:
    async def go() -> None:
        async with sounding(short_tmp) as (audio, sink, source), listened(audio, source) as heard:
            found: list[int] = []
            for fault, headset in ((False, False), (True, False), (True, True)):
                audio.set_fault("echo", fault)
                if headset:
                    audio.plug()
                so_far = len(heard)
                await sink.play(tone(0.3))
                while len(heard) < so_far + 6:  # noqa: ASYNC110 - a list that grows
                    await asyncio.sleep(0.01)
                found.append(max(peak(chunk) for chunk in heard[so_far:]))
            assert found[0] < 100
            assert peak(tone().samples) * 0.4 < found[1] < peak(tone().samples)
            assert found[2] < 100

    asyncio.run(go())
