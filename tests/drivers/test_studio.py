"""Drawn pictures: drawn in a process of their own, kept once drawn, and not kept for ever."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from drivers.simulator.drawn.cache import Cache, cache_folder
from drivers.simulator.drawn.pose import Light
from drivers.simulator.drawn.shots import Kind, Painter, Shot, key_of
from drivers.simulator.drawn.studio import Studio
from tests.drivers.drawn_samples import FACES, NAMES

pytestmark = pytest.mark.slow

EMPTY = [Shot(Kind.NOBODY, light=Light(gain=gain)) for gain in (1.0, 0.8, 0.6)]  # quickly drawn


def until(true: Callable[[], bool]) -> None:
    patience = time.monotonic() + 60
    while not true():
        assert time.monotonic() < patience
        time.sleep(0.02)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


@pytest.fixture
def studio(cache: Cache) -> Iterator[Studio]:
    studio = Studio(cache, FACES)
    yield studio
    studio.close()


def process_of(studio: Studio) -> "int | None":
    process = studio._process  # pyright: ignore[reportPrivateUsage]  # a test ends what nobody else may
    return process.pid if process else None


def test_what_is_wanted_is_drawn_and_kept(studio: Studio, cache: Cache) -> None:
    assert studio.progress == (0, 0)
    studio.want(EMPTY)
    assert studio.progress[1] == 3
    until(lambda: studio.progress == (3, 3))
    jpeg = cache.jpeg(key_of(EMPTY[0], FACES))
    assert jpeg is not None
    assert jpeg.startswith(b"\xff\xd8")


def test_what_is_there_is_not_drawn_again(studio: Studio, cache: Cache) -> None:
    for shot in EMPTY:
        cache.keep(key_of(shot, FACES), np.zeros((480, 640, 3), np.uint8))
    studio.want(EMPTY)
    assert studio.progress == (3, 3)
    assert process_of(studio) is None


def test_what_is_wanted_no_more_is_not_drawn(studio: Studio, cache: Cache) -> None:
    studio.want([EMPTY[0], Shot(who=NAMES[0])])
    studio.want(EMPTY[1:2])
    until(lambda: studio.progress == (1, 1))
    assert not cache.has(key_of(Shot(who=NAMES[0]), FACES))


def test_a_process_that_dies_is_started_again(studio: Studio) -> None:
    studio.want(EMPTY[:1])
    until(lambda: studio.progress == (1, 1))
    first = process_of(studio)
    assert first is not None
    os.kill(first, 9)
    studio.want(EMPTY)
    until(lambda: studio.progress == (3, 3))
    assert process_of(studio) not in (None, first)


def test_what_cannot_be_drawn_is_given_up(studio: Studio, cache: Cache) -> None:
    faces = FACES | {"unknown-to-the-process": FACES[NAMES[0]]}
    studio = Studio(cache, faces)
    studio.want([Shot(who="unknown-to-the-process"), EMPTY[0]])
    until(lambda: cache.has(key_of(EMPTY[0], faces)))
    studio.close()


def test_closing_ends_the_process(cache: Cache) -> None:
    studio = Studio(cache, FACES)
    studio.want([Shot(who=NAMES[0]), *EMPTY])
    until(lambda: process_of(studio) is not None)
    studio.close()
    assert process_of(studio) is None


def test_the_painter_and_its_process_draw_the_same(studio: Studio, cache: Cache, tmp_path: Path) -> None:
    beside = Cache(tmp_path / "beside")
    key = key_of(EMPTY[0], FACES)
    beside.keep(key, Painter(FACES).draw(EMPTY[0]))
    studio.want(EMPTY[:1])
    until(lambda: studio.progress == (1, 1))
    assert cache.jpeg(key) == beside.jpeg(key)


def test_the_cache_lets_go_of_what_was_used_longest_ago(tmp_path: Path) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)
    Cache(tmp_path / "one").keep("aa", picture)
    size = next((tmp_path / "one").glob("*/*")).stat().st_size
    cache = Cache(tmp_path / "two", most=5 * size)
    for number in range(5):
        cache.keep(f"{number}{number}", picture)
        os.utime(tmp_path / "two" / f"{number}{number}" / f"{number}{number}.jpg", (number, number))
    assert cache.jpeg("00") is not None  # it counts as used now
    cache.keep("55", picture)
    assert [cache.has(f"{number}{number}") for number in range(6)] == [True, False, False, True, True, True]
    assert sum(file.stat().st_size for file in (tmp_path / "two").glob("*/*")) <= 5 * size


def test_what_is_not_there_is_none(cache: Cache) -> None:
    assert cache.jpeg("ab") is None
    assert not cache.has("ab")


def test_the_cache_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder() == Path("/somewhere/smart-teller/drawn")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache/smart-teller/drawn"
