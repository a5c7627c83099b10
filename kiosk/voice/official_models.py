"""Fetches a model that people have spoken for, from where vosk's makers publish theirs, and unpacks it.

Nothing of an archive is used before all of it is here and is the one that is known.
"""

import hashlib
import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import urllib3
import urllib3.exceptions

from kiosk.voice.models import ModelLanguage, missing, sync_folder

_CONNECT_SECONDS, _READ_SECONDS = 10, 30
_CHUNK = 256 * 1024
MOST_BYTES = 400 * 1024 * 1024  # of an unpacked model; the official small ones are about 70 MB
MOST_FILES = 200
Progress = Callable[[int, int], None]  # bytes so far, and of the whole


@dataclass(frozen=True)
class ModelArchive:
    """A model as a ZIP file. `size` in bytes, `sha256` in hexadecimal digits."""

    name: str
    url: str
    size: int
    sha256: str


# The makers publish no SHA-256. These are what several public projects pin for the same files.
OFFICIAL: dict[ModelLanguage, ModelArchive] = {
    "zh": ModelArchive(
        "vosk-model-small-cn-0.22",
        "https://alphacephei.com/vosk/models/vosk-model-small-cn-0.22.zip",
        43_898_754,
        "3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba",
    ),
    "en": ModelArchive(
        "vosk-model-small-en-us-0.15",
        "https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
        41_205_931,
        "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
    ),
}


class ModelUnusable(Exception):
    """A model could not be had. The text says why, for whoever installs it; nothing was changed."""


def is_name(text: str) -> bool:
    """Whether a folder may be called `text`."""
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,79}", text) is not None


def install(archive: ModelArchive, models: Path, progress: Progress) -> Path:
    """Fetch, check and unpack a model into the folder `models`; gives its own folder. One that is there stays.

    Raises `ModelUnusable`. What was begun and not finished, now or by a power cut, is removed.
    """
    folder = models / archive.name
    if not missing(folder):
        return folder
    models.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in models.glob(".unfinished-*"):
        shutil.rmtree(left, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=models))
    try:
        fetch(archive, scratch / "model.zip", progress)
        unpack(scratch / "model.zip", scratch / "model")
        if lacking := missing(scratch / "model"):
            raise ModelUnusable(lacking.replace(f"{scratch / 'model'}", archive.name))
        if folder.exists():  # something that is no model
            folder.replace(scratch / "replaced")
        (scratch / "model").replace(folder)
        sync_folder(models)
    except OSError as problem:
        raise ModelUnusable(f"{models}: {problem.strerror}") from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder


def fetch(archive: ModelArchive, file: Path, progress: Progress) -> None:
    """Fetch an archive into `file`. Raises `ModelUnusable`: nobody answers, too much, too little, or another file."""
    seen, found = 0, hashlib.sha256()
    timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    try:
        with (
            urllib3.PoolManager(timeout=timeout, retries=urllib3.Retry(2, redirect=3)) as pool,
            closing(pool.request("GET", archive.url, preload_content=False, decode_content=False)) as answer,
        ):
            if answer.status != 200:
                raise ModelUnusable(f"{archive.url} answers {answer.status}")
            with file.open("wb") as written:
                while piece := answer.read(_CHUNK):
                    seen += len(piece)
                    if seen > archive.size:
                        raise ModelUnusable(f"{archive.url} is longer than {archive.size:,} bytes")
                    written.write(piece)
                    found.update(piece)
                    progress(seen, archive.size)
    except urllib3.exceptions.MaxRetryError as problem:
        raise ModelUnusable(f"{archive.url} cannot be reached: {_reason(problem)}") from None
    except urllib3.exceptions.HTTPError as problem:
        raise ModelUnusable(f"{archive.url} did not come whole: {problem}") from None
    if seen != archive.size:
        raise ModelUnusable(f"{archive.url} ended after {seen:,} of {archive.size:,} bytes")
    if found.hexdigest() != archive.sha256.lower():
        raise ModelUnusable(f"{archive.url} is another file: its SHA-256 is {found.hexdigest()}")


def _reason(problem: urllib3.exceptions.MaxRetryError) -> str:
    """Why, without the library's own words around it."""
    return f"{problem.reason}".rpartition("): ")[2] if problem.reason else "it leads from one address to another"


def unpack(file: Path, folder: Path) -> None:
    """Unpack a model out of a ZIP file, without the one folder that all of it may be in.

    Raises `ModelUnusable` for a name that leads elsewhere, a link, a file twice, more than `MOST_FILES` or
    `MOST_BYTES`, and for what is no ZIP file; what is in `folder` is then of no use.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            inside = _inside(archive)
            left = MOST_BYTES
            for entry, parts in inside:
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                left -= _copy(archive, entry, target, left)
    # RuntimeError: a compression that zipfile does not know, or what is encrypted
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as problem:
        raise ModelUnusable(f"The archive cannot be unpacked: {problem}") from None
    for place in (*folder.rglob("*"), folder):
        if place.is_dir():
            sync_folder(place)


def _inside(archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, tuple[str, ...]]]:
    """Give the files with their places, after a look at all names."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise ModelUnusable(f"The archive has {len(entries)} entries, more than {MOST_FILES}")
    files: list[tuple[zipfile.ZipInfo, tuple[str, ...]]] = []
    for entry in entries:
        parts = PurePosixPath(entry.filename).parts
        mode = entry.external_attr >> 16
        odd = "\\" in entry.filename or ":" in entry.filename or not entry.filename.isprintable()
        if odd or not parts or entry.filename.startswith("/") or ".." in parts:
            raise ModelUnusable(f"The archive has a name that leads elsewhere: {entry.filename!r}")
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ModelUnusable(f"The archive has something that is no file: {entry.filename!r}")
        if not entry.is_dir():
            files.append((entry, parts))
    tops = {parts[0] for _, parts in files}
    if len(tops) == 1 and all(len(parts) > 1 for _, parts in files):
        files = [(entry, parts[1:]) for entry, parts in files]
    if len({parts for _, parts in files}) != len(files):
        raise ModelUnusable("The archive has a file twice")
    return files


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Unpack a file of at most `most` bytes; gives how many it has, whatever the archive says."""
    count = 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as written, archive.open(entry) as packed:
        while piece := packed.read(_CHUNK):
            count += len(piece)
            if count > most:
                raise ModelUnusable(f"The archive unpacks to more than {MOST_BYTES:,} bytes")
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    return count
