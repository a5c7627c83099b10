"""What opening a card stands on: whether it can be had, pictures that fit, areas, and a phone's groups."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any, cast

import cv2
import numpy as np
import pytest

from drivers.camera.contract import Frame
from kiosk.areas import Area, areas
from kiosk.availability import Availability
from kiosk.channels import LANGUAGES
from kiosk.identity.faces import Faces
from kiosk.identity.stills import MOST_BYTES, shrunk, still_of
from kiosk.numerals import grouped
from kiosk.presenting import Scene as Around
from kiosk.presenting import present
from kiosk.prompts import EnterDigits
from kiosk.texts import Texts
from tests.kiosk.scene import Scene


@dataclass
class _State:
    ready: bool = True
    hopper: int | None = 5


class _Part:
    """A device, the orders' desk, or the maker of cards, as far as whether it is ready goes."""

    blocked = False

    def __init__(self, **state: Any) -> None:
        self.state = _State(**state)

    async def status(self) -> _State:
        return self.state

    async def ready(self) -> bool:
        return self.state.ready

    def free_enough(self) -> bool:
        return self.state.ready


BROKEN = [
    ("pin_pad", {"ready": False}, "reason-pin-pad"),
    ("id_scanner", {"ready": False}, "reason-id-scanner"),
    ("camera", {"ready": False}, "reason-camera"),
    ("printer", {"ready": False}, "reason-no-paper"),
    ("dispenser", {"hopper": 0}, "reason-no-cards"),
    ("issuing", {"ready": False}, "reason-card-dispenser"),
    ("orders", {"ready": False}, "reason-disk"),
]


def _reason(broken: str = "", *, bank: str = "", staffed: bool = True, **state: Any) -> str:
    async def looks() -> str:
        parts: dict[str, Any] = {
            name: _Part(**(state if name == broken else {}))
            for name in ("pin_pad", "id_scanner", "printer", "dispenser", "issuing", "orders")
        }
        camera = _Part(**(state if broken == "camera" else {}))
        faces = Faces(cast(Any, camera), cast(Any, None), lambda _: None, lambda: ())
        terminal = replace(Scene().terminal, **parts, faces=faces)
        return (await Availability(terminal, lambda: bank, lambda: staffed).while_served())["open-card"]

    return asyncio.run(looks())


@pytest.mark.parametrize(("broken", "state", "reason"), BROKEN, ids=[row[0] for row in BROKEN])
def test_the_terminal_checks_itself_first_and_says_why_not(broken: str, state: dict[str, Any], reason: str) -> None:
    assert _reason(broken, **state) == reason


def test_bank_and_staff_are_needed_too() -> None:
    assert _reason() == ""
    assert _reason(bank="reason-bank-away") == "reason-bank-away"
    assert _reason(staffed=False) == "reason-staff-away"


def test_a_picture_for_staff_is_small_enough_and_still_a_picture() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (480, 640, 3), np.uint8)
    sent = still_of(Frame(noise.tobytes(), 640, 480, 0.0, 1))
    assert len(sent) <= MOST_BYTES
    assert cv2.imdecode(np.frombuffer(sent, np.uint8), cv2.IMREAD_COLOR) is not None


def test_red_stays_red_in_a_picture_for_staff() -> None:
    red = np.zeros((48, 64, 3), np.uint8)
    red[:, :, 0] = 250
    seen = cv2.imdecode(np.frombuffer(still_of(Frame(red.tobytes(), 64, 48, 0.0, 1)), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert seen is not None
    assert seen[24, 32, 0] > 200 > 50 > seen[24, 32, 2]


def test_a_portrait_is_sent_as_it_is_unless_it_is_too_large() -> None:
    noise = np.random.default_rng(2).integers(0, 255, (600, 480, 3), np.uint8)
    large = cv2.imencode(".jpg", noise, [cv2.IMWRITE_JPEG_QUALITY, 98])[1].tobytes()
    assert len(large) > MOST_BYTES
    assert len(shrunk(large)) <= MOST_BYTES
    assert shrunk(large[:100]) == large[:100]


def test_every_area_has_a_name_in_each_language_and_a_place_of_its_own() -> None:
    def every(there: tuple[Area, ...]) -> list[Area]:
        return [inner for area in there for inner in (area, *every(area.within))]

    found = every(areas())
    assert len({area.key for area in found}) == len(found) > 20
    texts = Texts()
    assert all(texts.value(language, area.name) for area in found for language in LANGUAGES)
    assert texts.value("en", found[0].name) != texts.value("zh-Hans", found[0].name)


def test_a_phone_is_shown_in_its_groups() -> None:
    assert grouped("13800138000", (3, 4, 4)) == "138 0013 8000"
    assert grouped("1380", (3, 4, 4)) == "138 0"
    prompt = EnterDigits("opening-phone", least=11, most=11, grouping=(3, 4, 4))
    assert present(prompt, Around(1, "en", "standard", "13800138000"), Texts()).shown == "138 0013 8000"
