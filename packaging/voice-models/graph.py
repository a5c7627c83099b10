"""The graph that a recogniser looks words up in, and the settings of the search: graph/ and conf/ of a model.

Words can be added to a model without training: write them into texts/added-LANGUAGE.txt and build the graph again
(`main.py graph LANGUAGE`). Needs Debian's libfst-tools, for the form that vosk puts a grammar on at run time.
"""

import math
import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pywrapfst as fst
from features import MFCC_CONF
from lexicon import Pronunciation
from voices import Language

UNKNOWN = "[unk]"
_LOOP = 0.5  # the cost of a phone's going on, and of its going over into the next of its word
_SILENCE = 0.7
_RAREST = 6.5  # dearer pairs of phones are left out of "[unk]"
_LOOKAHEAD = Path("/usr/lib/x86_64-linux-gnu/libfstlookahead.so.22")


@dataclass(frozen=True)
class Search:
    """`unknown`: the cost of beginning "[unk]". `scale`: of the network's scores against those of the graph. `tail`:
    seconds of silence that end an utterance."""

    unknown: float
    scale: float
    tail: float = 0.5


SEARCHES: dict[Language, Search] = {"en": Search(unknown=4.5, scale=0.8), "zh": Search(unknown=4, scale=1)}


class _Graph:
    """A transducer being built: outputs `2 place + 2` begin the phone at `place`, `2 place + 1` go on with it."""

    def __init__(self) -> None:
        self.fst = fst.VectorFst()
        self.start = self.fst.add_state()
        end = self.fst.add_state()
        self.fst.set_start(self.start)
        self.fst.set_final(end, fst.Weight.one(self.fst.weight_type()))
        self.arc(self.start, 0, 0, 0, end)

    def state(self) -> int:
        return self.fst.add_state()

    def arc(self, source: int, sound: int, word: int, cost: float, target: int) -> None:
        weight = fst.Weight(self.fst.weight_type(), float(cost))
        self.fst.add_arc(source, fst.Arc(sound, word, weight, target))

    def phone(self, source: int, place: int, word: int, cost: float) -> int:
        """Add a phone that may last; gives where it ends."""
        target = self.state()
        self.arc(source, 2 * place + 2, word, cost, target)
        self.arc(target, 2 * place + 1, 0, _LOOP, target)
        return target


def build(
    folder: Path,
    phones: list[str],
    pronunciations: Mapping[str, list[tuple[Pronunciation, float]]],
    costs: np.ndarray,
    search: Search,
) -> None:
    """Write graph/ and conf/ into the model `folder`."""
    words = [word for word in pronunciations if pronunciations[word]]
    numbers = {word: place + 1 for place, word in enumerate([*words, UNKNOWN])}
    places = {name: place for place, name in enumerate(phones)}
    graph = _Graph()
    graph.arc(graph.phone(graph.start, 0, 0, _SILENCE), 0, 0, 0, graph.start)
    for word in words:
        for pronounced, cost in pronunciations[word]:
            state = graph.start
            for place, name in enumerate(pronounced):
                state = graph.phone(state, places[name], 0 if place else numbers[word], _LOOP if place else cost)
            graph.arc(state, 0, 0, 0, graph.start)
    _add_unknown(graph, len(phones), numbers[UNKNOWN], costs, search.unknown)
    graph.fst.connect()
    (folder / "graph").mkdir(parents=True, exist_ok=True)
    _write(graph.fst, numbers, folder / "graph")
    _write_settings(folder / "conf", search)


def _add_unknown(graph: _Graph, phones: int, word: int, costs: np.ndarray, unknown: float) -> None:
    """Add "[unk]": any phones, as they follow one another in text of any kind."""
    states = [graph.start, *(graph.state() for _ in range(phones - 1))]
    for place in range(1, phones):
        state = states[place]
        graph.arc(state, 2 * place + 1, 0, _LOOP, state)
        graph.arc(graph.start, 2 * place + 2, word, unknown + costs[phones, place], state)
        graph.arc(state, 0, 0, 0, graph.start)
        for other in range(1, phones):
            if costs[place, other] < _RAREST:
                graph.arc(state, 2 * other + 2, 0, _LOOP + costs[place, other], states[other])


def _write(graph: fst.VectorFst, numbers: Mapping[str, int], folder: Path) -> None:
    """Write the graph, relabelled for looking ahead, and a grammar of all words to go with it."""
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        graph.write(str(here / "HCL.fst"))
        (here / "olabel_lookahead-fst.so").symlink_to(_LOOKAHEAD.resolve(strict=True))
        convert = [
            *("fstconvert", "--fst_type=olabel_lookahead", f"--save_relabel_opairs={here}/pairs"),
            *(f"{here}/HCL.fst", f"{folder}/HCLr.fst"),
        ]
        subprocess.run(  # noqa: S603 - Debian's own tool, with the paths of this build
            convert, env={**os.environ, "LD_LIBRARY_PATH": scratch}, check=True
        )
        pairs = (line.split() for line in (here / "pairs").read_text().splitlines())
        labels = {int(old): int(new) for old, new in pairs}
    labelled = sorted((labels[number], word) for word, number in numbers.items())
    table = fst.SymbolTable()
    table.add_symbol("<eps>", 0)
    grammar = fst.VectorFst()
    state = grammar.add_state()
    grammar.set_start(state)
    grammar.set_final(state, fst.Weight.one(grammar.weight_type()))
    for label, word in labelled:
        cost = math.log(len(labelled) + 1) + (3 if word == UNKNOWN else 0)
        grammar.add_arc(state, fst.Arc(label, label, fst.Weight(grammar.weight_type(), cost), state))
        table.add_symbol(word, label)
    grammar.arcsort("ilabel")
    grammar.set_output_symbols(table)
    fst.convert(grammar, "const").write(str(folder / "Gr.fst"))
    rows = ["<eps> 0", *(f"{word} {label}" for label, word in labelled)]
    (folder / "words.txt").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "disambig_tid.int").write_text("")


def _write_settings(folder: Path, search: Search) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mfcc.conf").write_text(MFCC_CONF)
    (folder / "model.conf").write_text(
        "--min-active=200\n--max-active=1500\n--beam=10\n--lattice-beam=2\n"
        f"--acoustic-scale={search.scale:g}\n--frame-subsampling-factor=3\n--endpoint.silence-phones=1\n"
        f"--endpoint.rule2.min-trailing-silence={search.tail:g}\n"
        f"--endpoint.rule3.min-trailing-silence={search.tail + 0.25:g}\n"
        f"--endpoint.rule4.min-trailing-silence={search.tail + 0.5:g}\n"
    )
