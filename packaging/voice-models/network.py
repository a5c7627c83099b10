"""The network: five layers that each look at a few frames of the layer before, and what they take the sound for.

The first layer sees every 10 ms, the others every 30 ms, as does the recogniser. Training is on one thread, with fixed
seeds: the same machine gives the same network, another kind of processor one that differs in the last digits.
"""

import time
from dataclasses import dataclass

import numpy as np
import torch
from data import Data
from features import BANDS, TO_CEPSTRA
from torch import nn
from voices import Language

# frames of 10 ms, from the one looked at: 0.44 s before it, 0.14 s after it in all
OFFSETS = ((-2, -1, 0, 1, 2), (-3, 0, 3), (-3, 0, 3), (-6, 0, 3), (-30, -12, 0, 3))
BEFORE = -sum(offsets[0] for offsets in OFFSETS)
AFTER = sum(offsets[-1] for offsets in OFFSETS)
STEP = 3  # frames between two that the recogniser asks for
WIDTH = 160
PASSES = 4
_BATCH = 24
_NONE = -100  # the label of what is only padding


def outputs(phones: int) -> int:
    """Give how many things are told apart: silence, and of each other phone its first frame and the later ones."""
    return 2 * phones - 1


class Network(nn.Module):
    """Batches of cepstra (batch, BEFORE + frames + AFTER, BANDS) to unnormalised scores, one row every `STEP`."""

    def __init__(self, phones: int) -> None:
        super().__init__()
        widths = [BANDS] + [WIDTH] * len(OFFSETS)
        self.layers = nn.ModuleList(
            nn.Linear(widths[place] * len(offsets), WIDTH) for place, offsets in enumerate(OFFSETS)
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(WIDTH) for _ in OFFSETS)
        self.last = nn.Linear(WIDTH, outputs(phones))

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        """Score the frames."""
        for place, (offsets, layer, norm) in enumerate(zip(OFFSETS, self.layers, self.norms, strict=True)):
            step = 1 if place == 0 else STEP  # of the frames that come in
            ahead = (offsets[-1] - offsets[0]) // step
            shifts = [(offset - offsets[0]) // step for offset in offsets]
            if place == 0:
                last = STEP * ((frames.shape[1] - ahead - 1) // STEP) + 1
                frames = torch.cat([frames[:, shift : shift + last : STEP] for shift in shifts], 2)
            else:
                count = frames.shape[1] - ahead
                frames = torch.cat([frames[:, shift : shift + count] for shift in shifts], 2)
            frames = nn.functional.relu(layer(frames))
            frames = norm(frames.reshape(-1, WIDTH)).reshape(frames.shape)
        return self.last(frames)


@dataclass
class Trained:
    """A network, with what its inputs are scaled by and how often each output is meant."""

    network: Network
    mean: np.ndarray
    deviation: np.ndarray
    priors: np.ndarray


class _Batches:
    """Makes batches of utterances, each time louder or quieter, and with holes (SpecAugment)."""

    def __init__(self, data: Data, chance: np.random.Generator) -> None:
        self.data, self.chance = data, chance
        self.ends = np.cumsum(data.counts)
        self.starts = self.ends - data.counts
        order = np.argsort(data.counts, kind="stable")
        self.groups = [order[first : first + _BATCH] for first in range(0, len(order), _BATCH)]
        levels = np.array([self._level(number) for number in range(len(data.counts))])
        self.middle = np.nanmedian(levels) + 1
        self.levels = np.where(np.isnan(levels), self.middle, levels)

    def _frames(self, number: int) -> np.ndarray:
        return self.data.bands[self.starts[number] : self.ends[number]].astype(np.float32)

    def _level(self, number: int) -> float:
        """Give how loud the speech in an utterance is; nan where there is none."""
        spoken = self.data.labels[self.starts[number] : self.ends[number]] > 0
        return float(np.percentile(self._frames(number).mean(1)[spoken], 80)) if spoken.any() else np.nan

    def _with_holes(self, frames: np.ndarray) -> None:
        for _ in range(2):
            width = self.chance.integers(1, 7)
            first = self.chance.integers(0, BANDS - width)
            frames[:, first : first + width] = frames[:, first : first + width].mean()
        width = self.chance.integers(0, 8)
        first = self.chance.integers(0, max(len(frames) - width, 1))
        frames[first : first + width] = frames.mean(0)

    def one(self, group: np.ndarray, holes: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """Give log band energies, padded, and the labels of every third frame."""
        data, phase = self.data, int(self.chance.integers(0, STEP))
        longest = int(max(data.counts[group]))
        inputs = np.zeros((len(group), BEFORE + longest + AFTER, BANDS), np.float32)
        labels = np.full((len(group), (longest - phase + STEP - 1) // STEP), _NONE, np.int64)
        for row, number in enumerate(group):
            frames = self._frames(number)
            # within 7 dB of one level: what is quieter is somebody behind
            frames += self.middle - self.levels[number] + self.chance.uniform(-1.7, 1.6)
            if holes and self.chance.random() < 0.6:
                self._with_holes(frames)
            inputs[row, BEFORE : BEFORE + len(frames)] = frames
            inputs[row, :BEFORE] = frames[0]
            inputs[row, BEFORE + len(frames) :] = frames[-1]
            at = self.starts[number] + np.arange(phase, len(frames), STEP)
            phones, segments = data.labels[at].astype(np.int64), data.segments[at]
            first = np.append(True, segments[1:] != segments[:-1])
            labels[row, : len(at)] = np.where(phones == 0, 0, np.where(first, 2 * phones - 1, 2 * phones))
        return torch.tensor(inputs[:, phase:]), torch.tensor(labels)


def train(data: Data, language: Language, passes: int) -> Trained:
    """Train a network, `passes` times over the data; says how it goes."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    kinds = outputs(len(data.phones))
    some = data.bands[::37].astype(np.float32) @ TO_CEPSTRA
    mean, deviation = some.mean(0), some.std(0)
    network = Network(len(data.phones))
    batches = _Batches(data, np.random.default_rng(1))
    optimiser = torch.optim.Adam(network.parameters(), 2e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, 3e-3, total_steps=passes * len(batches.groups), pct_start=0.15
    )
    to_cepstra, shift, scale = torch.tensor(TO_CEPSTRA), torch.tensor(mean), torch.tensor(deviation)
    counts = np.zeros(kinds)
    begun = time.monotonic()
    for number in range(passes):
        loss_sum = right = seen = 0.0
        for place in batches.chance.permutation(len(batches.groups)):
            inputs, labels = batches.one(batches.groups[place], holes=number < passes - 1)
            scores = network((inputs @ to_cepstra - shift) / scale)[:, : labels.shape[1]]
            scores, labels = scores.reshape(-1, kinds), labels[:, : scores.shape[1]].reshape(-1)
            loss = nn.functional.cross_entropy(scores, labels, ignore_index=_NONE)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            real = labels >= 0
            counts += np.bincount(labels[real].numpy(), minlength=kinds)
            loss_sum += loss.item() * real.sum().item()
            right += (scores.argmax(1) == labels)[real].sum().item()
            seen += real.sum().item()
        took = time.monotonic() - begun
        how = f"loss {loss_sum / seen:.3f}, frames {right / seen:.3f}, {took:.0f} s"
        print(f"{language}: pass {number + 1} of {passes}, {how}", flush=True)
    network.eval()
    # the root: with whole priors, rare phones are heard in noise
    priors = ((counts + 20) / (counts + 20).sum()) ** 0.5
    return Trained(network, mean, deviation, priors / priors.sum())
