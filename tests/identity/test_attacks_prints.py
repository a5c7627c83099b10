"""Printed pictures before the camera: flat, tilted, bent, with holes for the eyes; 20 each (see attacking.py)."""

import pytest

from tests.identity.attacking import PRINTS, hold

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", PRINTS)
def test_prints(name: str) -> None:
    hold(name, PRINTS)
