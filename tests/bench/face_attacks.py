"""The attack table: 300 clips a species, judged by both profiles. Goes on where it was stopped (build/face-attacks)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from kiosk.identity.face_models import load
from kiosk.identity.rates import Rate
from kiosk.identity.verdicts import Profile
from tests.bench.report import Figure, Progress
from tests.identity.presentations import LIVE, PROFILES, SPECIES, Bench
from tests.identity.seeds import ATTACKS, GENUINE

FOLDER = Path(__file__).parents[2] / "build" / "face-attacks"
_LIVING = "living people"
_NOT_EXPECTED = "tablet, clip that obeys"  # reported; nothing here is meant to stop it
Results = Mapping[str, Mapping[int, Mapping[str, Any]]]
"""By species and seed: which profiles accepted it."""


def face_attacks(progress: Progress) -> list[Figure]:
    """Judge what has not been judged yet, and tell APCER by species (never pooled) and BPCER."""
    bench = Bench(load("sixty-eight-point"))
    wanted = [(name, species, seed) for seed in ATTACKS for name, species in SPECIES.items()]
    wanted += [(_LIVING, LIVE, seed) for seed in GENUINE]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for number, (name, species, seed) in enumerate(wanted):
        file = FOLDER / f"{name.replace(', ', '-').replace(' ', '-')}.jsonl"
        if seed not in _kept(file):
            verdicts = bench.judge(species, seed)
            line = {"seed": seed, **{profile: verdict.accepted for profile, verdict in verdicts.items()}}
            with file.open("a", encoding="utf-8") as kept:
                kept.write(json.dumps(line) + "\n")
        progress(number + 1, len(wanted))
    results = {
        name: _kept(FOLDER / f"{name.replace(', ', '-').replace(' ', '-')}.jsonl") for name in (*SPECIES, _LIVING)
    }
    Console().print(attack_table(results))
    return [figure for profile in PROFILES for figure in _figures(results, profile)]


def attack_table(results: Results) -> Table:
    """Rates with 95 % intervals, by species and profile."""
    table = Table(
        "shown for one turn", *PROFILES, title="Drawn attacks: accepted (APCER); living people: refused (BPCER)"
    )
    for name in results:
        table.add_row(name, *(str(_rate(results, name, profile)) for profile in PROFILES))
    return table


def _rate(results: Results, name: str, profile: str) -> Rate:
    accepted = [bool(kept[profile]) for kept in results[name].values()]
    hits = sum(accepted)
    return Rate(len(accepted) - hits if name == _LIVING else hits, len(accepted))


def _figures(results: Results, profile: Profile) -> list[Figure]:
    rates = {name: _rate(results, name, profile) for name in SPECIES if name != _NOT_EXPECTED}
    worst = max(rates, key=lambda name: rates[name].value)
    told = "; ".join(f"{name}: {_rate(results, name, profile)}" for name in results)
    living = _rate(results, _LIVING, profile)
    short = profile.replace("-", "_")
    of = f"one turn, drawn, seeds of tests/identity/seeds.py, {profile}"
    apcer = [rate.value * 100 for rate in rates.values()]
    return [
        Figure(
            f"face_apcer_{short}_percent",
            rates[worst].value * 100,
            "%",
            rates[worst].of,
            f"the worst species that is to be stopped ({worst}); {of}; {told}",
            apcer,
        ),
        Figure(f"face_bpcer_{short}_percent", living.value * 100, "%", living.of, f"{of}: {living}", [living.value]),
    ]


def _kept(file: Path) -> dict[int, dict[str, Any]]:
    if not file.exists():
        return {}
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {line["seed"]: line for line in lines}
