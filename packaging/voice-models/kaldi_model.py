"""Writes a network as Kaldi's binary nnet3 model, am/final.mdl: weights in 16 bits, a quarter of their text's size.

The scaling of the inputs is folded into the first layer, each normalisation into the layer after it.
"""

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from features import BANDS
from network import AFTER, BEFORE, OFFSETS, WIDTH, Trained, outputs

_HALF = float(np.log(0.5))


class _Writer:
    """Kaldi's binary form: numbers behind their size, vectors and matrices behind their kind."""

    def __init__(self) -> None:
        self.content = bytearray(b"\0B")

    def words(self, text: str) -> None:
        for word in text.split():
            self.content += word.encode() + b" "

    def number(self, number: int) -> None:
        self.content += b"\4" + struct.pack("<i", number)

    def real(self, real: float) -> None:
        self.content += b"\4" + struct.pack("<f", real)

    def numbers(self, numbers: Sequence[int]) -> None:
        self.content += b"\4" + struct.pack(f"<i{len(numbers)}i", len(numbers), *numbers)

    def vector(self, vector: np.ndarray | Sequence[float]) -> None:
        self.words("FV")
        self.number(len(vector))
        self.content += np.asarray(vector, "<f4").tobytes()

    def matrix(self, matrix: np.ndarray) -> None:
        """Each number becomes one of 65,536 steps between the least and the greatest."""
        self.words("CM2")
        least, span = float(matrix.min()), float(np.ptp(matrix))
        self.content += struct.pack("<ffii", least, span, *matrix.shape)
        self.content += np.rint((matrix - least) / span * 65535).astype("<u2").tobytes()


def _folded(trained: Trained) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give each layer's weights and biases, the last one's too."""
    network = trained.network
    scale = np.tile(1 / trained.deviation, len(OFFSETS[0])).astype(float)
    shift = np.tile(-trained.mean / trained.deviation, len(OFFSETS[0])).astype(float)
    folded: list[tuple[np.ndarray, np.ndarray]] = []
    for place, layer in enumerate([*network.layers, network.last]):
        weight, bias = (value.detach().numpy().astype(float) for value in (layer.weight, layer.bias))
        folded.append((weight * scale[None], bias + weight @ shift))
        if place < len(OFFSETS):
            norm = network.norms[place]
            gain = (norm.weight / (norm.running_var + norm.eps).sqrt()).detach().numpy().astype(float)
            offset = norm.bias.detach().numpy() - norm.running_mean.numpy() * gain
            times = len(OFFSETS[place + 1]) if place + 1 < len(OFFSETS) else 1
            scale, shift = np.tile(gain, times), np.tile(offset, times)
    return folded


def _wiring() -> str:
    """Give which component reads what, as Kaldi writes it."""
    rows = [f"input-node name=input dim={BANDS}"]
    source = "input"
    for place, offsets in enumerate(OFFSETS):
        read = ", ".join(f"Offset({source}, {offset})" if offset else source for offset in offsets)
        rows.append(f"component-node name=a{place} component=a{place} input=Append({read})")
        rows.append(f"component-node name=r{place} component=r{place} input=a{place}")
        source = f"r{place}"
    rows.append(f"component-node name=last component=last input={source}")
    rows.append("component-node name=scores component=scores input=last")
    rows.append("output-node name=output input=scores objective=linear")
    return "\n" + "\n".join(rows) + "\n\n"


def _transitions(writer: _Writer, phones: int) -> None:
    """One state a phone, with a loop: silence has one output, other phones one as they begin and one for the rest."""
    writer.words("<TransitionModel> <Topology>")
    writer.numbers(range(1, phones + 1))
    writer.numbers([-1, 0, *([1] * (phones - 1))])
    writer.number(-1)  # what follows has classes of their own for loops
    writer.number(2)
    for loop in (0, 1):
        writer.number(2)  # states: one that sounds, and the end
        writer.number(0)
        writer.number(loop)
        writer.number(2)  # transitions of the first
        for target in (0, 1):
            writer.number(target)
            writer.real(0.5)
        for value in (-1, -1, 0):
            writer.number(value)
    writer.words("</Topology> <Tuples>")
    writer.number(phones)
    for place in range(phones):
        for value in (place + 1, 0, max(0, 2 * place - 1), 2 * place):
            writer.number(value)
    writer.words("</Tuples> <LogProbs>")
    writer.vector([0.0] + [_HALF] * (2 * phones))
    writer.words("</LogProbs> </TransitionModel>")


def _no_statistics(writer: _Writer, kind: str, width: int) -> None:
    """A component without weights, and without the statistics of a training by Kaldi."""
    writer.words(f"<{kind}> <Dim>")
    writer.number(width)
    for name in ("<ValueAvg>", "<DerivAvg>"):
        writer.words(name)
        writer.vector([])
    writer.words("<Count>")
    writer.real(0)
    writer.words("<OderivRms>")
    writer.vector([])
    for name in ("<OderivCount>", "<NumDimsSelfRepaired>", "<NumDimsProcessed>"):
        writer.words(name)
        writer.real(0)
    writer.words(f"</{kind}>")


def write(trained: Trained, phones: int, file: Path) -> None:
    """Write the model for `phones` phones to `file`."""
    writer = _Writer()
    _transitions(writer, phones)
    writer.words("<Nnet3>")
    writer.content += _wiring().encode()
    writer.words("<NumComponents>")
    writer.number(2 * len(OFFSETS) + 2)
    for place, (weights, biases) in enumerate(_folded(trained)):
        name = f"a{place}" if place < len(OFFSETS) else "last"
        writer.words(f"<ComponentName> {name} <FixedAffineComponent> <LinearParams>")
        writer.matrix(weights)
        writer.words("<BiasParams>")
        writer.vector(biases)
        writer.words("</FixedAffineComponent>")
        if place < len(OFFSETS):
            writer.words(f"<ComponentName> r{place}")
            _no_statistics(writer, "RectifiedLinearComponent", WIDTH)
    writer.words("<ComponentName> scores")
    _no_statistics(writer, "LogSoftmaxComponent", outputs(phones))
    writer.words("</Nnet3> <LeftContext>")
    writer.number(BEFORE)
    writer.words("<RightContext>")
    writer.number(AFTER)
    writer.words("<Priors>")
    writer.vector(trained.priors)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(writer.content)
