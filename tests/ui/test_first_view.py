"""The window comes up with something on it."""

from PySide6.QtGui import QGuiApplication

from tests.screens.samples import samples, view_of
from ui.screen import Screen


def test_the_window_appears_with_the_first_view_and_once(qapp: QGuiApplication) -> None:
    screen = Screen(lambda name: None, lambda: 0.0)
    appeared: list[str] = []
    screen.at_first_view(lambda: appeared.append(str(screen.values.value("prompt"))))
    assert not appeared
    for language in ("en", "zh-Hans"):
        screen.show(view_of(samples()["attract"], language, "standard"))
    assert appeared == ["attract"]
