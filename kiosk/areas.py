"""Where somebody can live, as far as this bank's lists go: province, city, district, street (assets/areas.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.texts import ASSETS, Named


@dataclass(frozen=True)
class Area:
    """A place by its names, and the places in it; none in the smallest."""

    key: str
    name: Named
    within: tuple["Area", ...] = ()


@cache
def areas(file: Path = ASSETS / "areas.toml") -> tuple[Area, ...]:
    """Read the largest areas. Read once."""
    return tuple(_read(entry, str(place)) for place, entry in enumerate(tomllib.loads(file.read_text())["areas"]))


def _read(entry: dict[str, Any], key: str) -> Area:
    within = tuple(_read(inner, f"{key}-{place}") for place, inner in enumerate(entry.get("areas", ())))
    return Area(key, Named(entry["hans"], entry["hant"], entry["en"]), within)
