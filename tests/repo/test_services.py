"""What must be said of a service in several places is said in all of them."""

import re

from kiosk.availability import Availability
from kiosk.channels import LANGUAGES
from kiosk.money.events import SERVICE
from kiosk.services.offered import ICONS
from kiosk.services.visit import SERVICES
from kiosk.texts import Texts
from tests.kiosk.scene import Scene
from tests.repo.tracked import ROOT


def test_icons_availability_journal_and_texts_know_the_services() -> None:
    services = set(SERVICES)
    assert set(ICONS) == services, "kiosk/services/offered.py"
    assert set(Availability(Scene().terminal, lambda: "", lambda: True).reasons) == services, "kiosk/availability.py"
    assert set(re.findall(r"`([^`]+)`", SERVICE.about)) == services, "SERVICE of kiosk/money/events.py"
    for language in LANGUAGES:
        for service in services:
            assert Texts().say(language, f"service-{service}"), f"assets/texts/{language}/first.ftl"


def test_every_icon_of_a_service_is_drawn() -> None:
    drawn = re.findall(r'^ +"([a-z-]+)": \{ p: ', (ROOT / "ui/qml/Icons.qml").read_text(), re.MULTILINE)
    assert len(drawn) > 20
    assert set(ICONS.values()) <= set(drawn), "ui/qml/Icons.qml"
