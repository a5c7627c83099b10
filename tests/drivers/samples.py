"""Small true inputs for devices: a slip's picture, cards, a key of the sandbox."""

import json
import struct
import zlib
from datetime import date
from pathlib import Path

from drivers.document_printer.contract import DocumentJob
from drivers.id_scanner.contract import DocumentKind, Sex
from drivers.printer.contract import PrintJob
from drivers.simulator.id_documents import SandboxDocument
from drivers.simulator.people import SandboxCard

CARDS = [
    SandboxCard("6200001320179768", "3512", "01", "Wang", "274916"),
    SandboxCard("6200001610258959", "3406", "01", "Chen", "460203"),
]
_PORTRAIT = Path("nobody.jpg")  # there is none: a grey square
ID_DOCUMENTS = [
    SandboxDocument(
        "wang",
        DocumentKind.RESIDENT_ID,
        "11010519491231002X",
        "王小明",
        "",
        Sex.FEMALE,
        "汉",
        date(1949, 12, 31),
        "沙盒市1号",
        "沙盒市公安局",
        date(2020, 5, 6),
        None,
        _PORTRAIT,
    ),
    SandboxDocument(
        "anna",
        DocumentKind.PASSPORT,
        "L898902C3",
        "Eriksson, Anna Maria",
        "Eriksson, Anna Maria",
        Sex.FEMALE,
        "UTO",
        date(1974, 8, 12),
        "",
        "Utopia",
        None,
        date(2032, 4, 15),
        _PORTRAIT,
    ),
    SandboxDocument(
        "anna",
        DocumentKind.RESIDENCE_PERMIT,
        "911124197408120022",
        "安娜",
        "Eriksson, Anna Maria",
        Sex.FEMALE,
        "UTO",
        date(1974, 8, 12),
        "",
        "国家移民管理局",
        date(2024, 4, 15),
        date(2034, 4, 14),
        _PORTRAIT,
    ),
]
KEY_ID = "53414e4400000001"
INITIAL_KEY = "1273671ea26ac29afa4d1084127652a1"


def slip(text: str = "slip") -> PrintJob:
    """A slip of 576 dots by 8; another text, another picture."""
    rows = (b"\0" + text.encode().ljust(72, b"\xff")[:72]) * 8  # filter 0, then 576 dots of one bit
    header = struct.pack(">IIBBBBB", 576, 8, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = [struct.pack(">I", len(data)) + kind + data + _crc(kind + data) for kind, data in parts]
    return PrintJob(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), text)


def document(text: str = "document", pages: int = 1) -> DocumentJob:
    """A document that says it is a PDF; another text, another file."""
    return DocumentJob(b"%PDF-1.7\n" + text.encode() + b"\n%%EOF\n", pages, text)


def _crc(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))


def load_key(folder: Path, key_id: str = KEY_ID, key: str = INITIAL_KEY, mode: int = 0o600) -> None:
    """Load a PIN pad's initial key, as a key loading facility does."""
    file = folder / "key.json"
    file.write_text(json.dumps({"key_id": key_id, "initial_key": key}))
    file.chmod(mode)
