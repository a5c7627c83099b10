"""`python -m tests.screens [NAME ...]`: draws every prompt into build/screens/, with an index page."""

import html
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtGui import QGuiApplication
from rich.progress import track

from kiosk.channels import LANGUAGES, MODES
from kiosk.presenting import present
from kiosk.texts import Texts
from tests.screens.samples import samples
from ui.pictures import Pictures

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
FOLDER = Path("build") / "screens"
_NOON = datetime(2026, 3, 2, 11, 31, tzinfo=UTC)


def main(names: list[str]) -> None:
    """Draw the prompts whose names begin with one of `names`, or all."""
    app = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    pictures, texts = Pictures(), Texts()
    rows: list[str] = []
    wanted = {n: s for n, s in samples().items() if not names or any(n.startswith(name) for name in names)}
    for name, (prompt, scene) in track(wanted.items(), "Drawing every prompt"):
        cells: list[str] = []
        for shape, size in SIZES.items():
            for mode in MODES:
                for language in LANGUAGES:
                    here = replace(
                        scene, language=language, mode=mode, date=texts.today(language, _NOON), clock=texts.clock(_NOON)
                    )
                    file = f"{name}.{shape}.{mode}.{language}.png"
                    pictures.render(present(prompt, here, texts), size).save(str(FOLDER / file))
                    cells.append(f'<a href="{file}"><img loading="lazy" src="{file}" alt="{html.escape(file)}"></a>')
        rows.append(f"<h2>{html.escape(name)}</h2><div>{''.join(cells)}</div>")
    style = "body{font:16px sans-serif;margin:2em} img{height:320px;margin:4px;border:1px solid #999}"
    page = f"<!doctype html><meta charset=utf-8><title>Screens</title><style>{style}</style>{''.join(rows)}"
    (FOLDER / "index.html").write_text(page, encoding="utf-8")
    print(f"{len(wanted)} prompts in {FOLDER / 'index.html'}")
    del app


main(sys.argv[1:])
