"""`python -m tests.screens [NAME ...]`: draws every prompt into build/screens/, with an index page."""

import html
import os
import sys
from collections.abc import Mapping
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtGui import QGuiApplication
from rich.progress import track

from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.person import FRAME, Person
from kiosk.channels import LANGUAGES, MODES
from tests.screens.cast import Sample
from tests.screens.samples import samples, view_of
from ui.pictures import Pictures

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
FOLDER = Path("build") / "screens"
LOOK = "face-look"
PAGE = Path(__file__).with_name("index.html")


def main(names: list[str]) -> None:
    """Draw the prompts whose names begin with one of `names`, or all."""
    app = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    pictures = Pictures()
    wanted = {n: s for n, s in samples().items() if not names or any(n.startswith(name) for name in names)}
    camera = (Person(read_faces()["xiulan"]).frame(size=FRAME).tobytes(), *FRAME) if _looks(wanted) else None
    groups: dict[str, list[str]] = {}
    for name, sample in track(wanted.items(), "Drawing every prompt"):
        cells: list[str] = []
        for shape, size in SIZES.items():
            for mode in MODES:
                for language in LANGUAGES:
                    file = f"{name}.{shape}.{mode}.{language}.png"
                    view = view_of(sample, language, mode, wide=shape == "landscape")
                    seen = camera if view.prompt == LOOK else None
                    pictures.render(view, size, camera=seen).save(str(FOLDER / file))
                    cells.append(_cell(file, shape, mode, language))
        row = f'<section id="{name}"><h3>{html.escape(name)}</h3><div>{"".join(cells)}</div></section>'
        groups.setdefault(name.partition("-")[0], []).append(row)
    rows = "".join(f'<h2 id="group-{group}">{group}</h2>{"".join(found)}' for group, found in groups.items())
    links = "".join(f'<a href="#group-{group}">{group}</a>' for group in groups)
    page = PAGE.read_text(encoding="utf-8").replace("<!-- links -->", links).replace("<!-- rows -->", rows)
    (FOLDER / "index.html").write_text(page, encoding="utf-8")
    print(f"{len(wanted)} prompts in {FOLDER / 'index.html'}")
    del app


def _looks(wanted: Mapping[str, Sample]) -> bool:
    """Whether the camera's picture is among what is to be drawn."""
    return any(prompt.text == LOOK for prompt, _ in wanted.values())


def _cell(file: str, *words: str) -> str:
    return (
        f'<a class="{" ".join(words)}" href="{file}" title="{", ".join(words)}">'
        f'<img loading="lazy" src="{file}" alt="{html.escape(file)}"></a>'
    )


main(sys.argv[1:])
