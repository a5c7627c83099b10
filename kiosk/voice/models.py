"""Which model hears which language: the one shipped, or one that was installed below the state folder.

`<state>/voice/LANGUAGE.model` names the folder of a model that was switched to. It is read when the terminal starts.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kiosk.texts import ASSETS

ModelLanguage = Literal["zh", "en"]
MODEL_LANGUAGES: tuple[ModelLanguage, ...] = get_args(ModelLanguage)

# any of these names: older models have all in one folder
_PARTS = (
    ("the sounds", ("am/final.mdl", "final.mdl")),
    ("the features", ("conf/mfcc.conf", "mfcc.conf")),
    ("a graph that takes a grammar", ("graph/HCLr.fst", "HCLr.fst")),
    ("its words", ("graph/Gr.fst", "Gr.fst")),
)


@dataclass(frozen=True)
class ChosenModel:
    """The model of a language. `shipped`: it comes with the terminal, is made from synthetic speech and has never heard
    a person. `trouble`: why the one that was switched to is not used, for staff."""

    folder: Path
    shipped: bool
    trouble: str = ""


def shipped(language: ModelLanguage) -> Path:
    """The folder of the model that comes with the terminal."""
    return ASSETS / "voice" / language


def chosen(state: Path) -> dict[ModelLanguage, ChosenModel]:
    """The model of each language. One that cannot be used is replaced by the shipped one. `state`: the terminal's."""
    return {language: _chosen(state, language) for language in MODEL_LANGUAGES}


def folders(state: Path) -> dict[ModelLanguage, Path]:
    """The folder of each language's model, as `chosen` gives them."""
    return {language: model.folder for language, model in chosen(state).items()}


def notices(state: Path) -> list[str]:
    """What staff should know of the models, a line each: none where all were trained on people."""
    lines: list[str] = []
    for language, model in chosen(state).items():
        if model.trouble:
            lines.append(f"{language}: the model that was switched to cannot be used: {model.trouble}")
        if model.shipped:
            lines.append(
                f"{language}: the shipped model is made from synthetic speech and has never heard a person; "
                f"`kiosk voice install {language}` fetches an official one"
            )
    return lines


def use(state: Path, language: ModelLanguage, folder: Path | None) -> None:
    """Have `language` heard with the model in `folder` from the next start on; None: with the shipped one."""
    pointer = _pointer(state, language)
    pointer.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder is None:
        pointer.unlink(missing_ok=True)
    else:
        _write(pointer, f"{folder.resolve()}\n")
    sync_folder(pointer.parent)


def missing(folder: Path) -> str:
    """What a model for the ears lacks, in words; "" where it lacks nothing."""
    if not folder.is_dir():
        return f"{folder} is no folder"
    lacking = [what for what, names in _PARTS if not any((folder / name).is_file() for name in names)]
    return f"{folder} lacks {', '.join(lacking)}" if lacking else ""


def _chosen(state: Path, language: ModelLanguage) -> ChosenModel:
    ours = shipped(language)
    try:
        named = Path(_pointer(state, language).read_text("utf-8").strip())
    except FileNotFoundError:
        return ChosenModel(ours, shipped=True)
    except (OSError, UnicodeDecodeError) as problem:
        return ChosenModel(ours, shipped=True, trouble=f"{_pointer(state, language)}: {problem}")
    if trouble := missing(named):
        return ChosenModel(ours, shipped=True, trouble=trouble)
    return ChosenModel(named, shipped=False)


def _pointer(state: Path, language: ModelLanguage) -> Path:
    return state / "voice" / f"{language}.model"


def _write(file: Path, text: str) -> None:
    fresh = file.with_name(file.name + ".new")
    with fresh.open("w", encoding="utf-8") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    fresh.replace(file)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
