"""Drawing one view after the other."""

from PySide6.QtCore import QObject

from tests.screens.samples import samples, view_of
from ui.pictures import Pictures


def test_nothing_is_left_of_the_views_before(pictures: Pictures) -> None:
    alive: list[int] = []
    for _ in range(3):
        for name in ("menu", "transactions", "attract"):
            pictures.render(view_of(samples()[name], "en", "standard"), (540, 960))
        alive.append(len(pictures.root.findChildren(QObject)))
    assert alive == [alive[0]] * 3
