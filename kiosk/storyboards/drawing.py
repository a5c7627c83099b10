"""Pictures of the steps: drawn off screen from the views, after the story, so that drawing slows nothing down."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.channels import View
from kiosk.storyboards.player import Result

SIZE = (1080, 1920)
_SHOWN = 540  # pixels wide in the report


class Drawing:
    """Draws views into a folder. One for each process: Qt has one application."""

    def __init__(self) -> None:
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        from PySide6.QtGui import QGuiApplication

        from ui.pictures import Pictures

        self._application = QGuiApplication.instance() or QGuiApplication(["kiosk"])
        self._pictures = Pictures()

    def draw(self, result: Result, folder: Path, stem: str) -> Sequence[str]:
        """Draw each step of a story; gives the file's name for each, "" where nothing was shown. A screen that did
        not change between two steps is drawn once."""
        names: list[str] = []
        drawn: dict[View, str] = {}
        for number, step in enumerate(result.steps, 1):
            if step.view is None:
                names.append("")
                continue
            view = replace(step.view, serial=0)
            if view not in drawn:
                drawn[view] = f"{stem}-{number:02d}.png"
                self._save(step.view, folder / drawn[view])
            names.append(drawn[view])
        return names

    def _save(self, view: View, file: Path) -> None:
        from PySide6.QtCore import Qt

        image = self._pictures.render(view, SIZE)
        image.scaledToWidth(_SHOWN, Qt.TransformationMode.SmoothTransformation).save(str(file))
