"""Train the parser's network on treebanks: same files and settings, same weights."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from toolkit.french import edits
from toolkit.french.augment import Rates, vary
from toolkit.french.conllu import ROOT, Tree
from toolkit.french.features import AFFIXES, UNKNOWN, Featurizer
from toolkit.french.labels import Inventory, morph_of
from toolkit.french.lexicon import WIDTH
from toolkit.french.network import Averaged, ParserNet, Sizes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

IGNORED = -100


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How long and how hard to train.

    `epochs` passes over all sentences, then `again` passes from the averaged weights at the lower
    top rate `again_rate` and with some sentences given a reporting clause (none when it is 0).
    """

    epochs: int = 22
    batch_tokens: int = 900
    learn_rate: float = 2e-3
    warmup: int = 100
    weight_decay: float = 1e-4
    dropout: float = 0.33
    word_dropout: float = 0.12
    bit_dropout: float = 0.1
    averaging: float = 0.998
    label_smoothing: float = 0.03
    max_length: int = 160
    again: int = 2
    again_rate: float = 5e-4
    again_reporting: float = 0.15
    seed: int = 0
    hidden: int = 200
    layers: int = 3
    rates: Rates = field(default_factory=Rates)


@dataclass(slots=True)
class Sample:
    """One sentence in numbers, position 0 being the artificial root."""

    rows: NDArray[np.int64]
    bits: NDArray[np.float32]
    bank: int
    morphs: NDArray[np.int64]
    lemmas: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]


class Encoder:
    """Turns trees into samples with one inventory's numbers."""

    def __init__(self, inventory: Inventory, featurizer: Featurizer) -> None:
        self._features = featurizer
        self._banks = {name: n for n, name in enumerate(inventory.treebanks)}
        self._morphs = {name: n for n, name in enumerate(inventory.morphs)}
        self._lemmas = {name: n for n, name in enumerate(inventory.lemmas)}
        self._relations = {name: n for n, name in enumerate(inventory.relations)}

    def sample(self, tree: Tree) -> Sample:
        """Labels outside the inventory are left out of the loss."""
        rows, bits = self._features.encode([token.form for token in tree.tokens])
        morphs = [self._morphs.get(morph_of(t.pos, t.feats), IGNORED) for t in tree.tokens]
        lemmas = [self._lemmas.get(edits.script(t.form, t.lemma), IGNORED) for t in tree.tokens]
        heads = [0 if t.head == ROOT else t.head + 1 for t in tree.tokens]
        relations = [self._relations.get(t.dep, IGNORED) for t in tree.tokens]
        return Sample(
            rows,
            bits,
            self._banks.get(tree.treebank, 0),
            np.asarray([IGNORED, *morphs]),
            np.asarray([IGNORED, *lemmas]),
            np.asarray([IGNORED, *heads]),
            np.asarray([IGNORED, *relations]),
        )


@dataclass(slots=True)
class Batch:
    """Padded samples, longest first."""

    rows: Tensor
    bits: Tensor
    banks: Tensor
    lengths: Tensor
    morphs: Tensor
    lemmas: Tensor
    heads: Tensor
    relations: Tensor


def collate(samples: Sequence[Sample]) -> Batch:
    """Pad samples to one length."""
    ranked = sorted(samples, key=lambda sample: -len(sample.rows))
    size, longest = len(ranked), len(ranked[0].rows)
    rows = np.zeros((size, longest, 1 + len(AFFIXES)), dtype=np.int64)
    bits = np.zeros((size, longest, WIDTH), dtype=np.float32)
    targets = np.full((4, size, longest), IGNORED, dtype=np.int64)
    for place, sample in enumerate(ranked):
        end = len(sample.rows)
        rows[place, :end] = sample.rows
        bits[place, :end] = sample.bits
        for kind, values in enumerate(
            (sample.morphs, sample.lemmas, sample.heads, sample.relations)
        ):
            targets[kind, place, :end] = values
    parts = [torch.from_numpy(part) for part in targets]
    return Batch(
        torch.from_numpy(rows),
        torch.from_numpy(bits),
        torch.tensor([sample.bank for sample in ranked]),
        torch.tensor([len(sample.rows) for sample in ranked]),
        *parts,
    )


def batches(samples: list[Sample], size: int, draw: random.Random) -> Iterator[Batch]:
    """Batches of about `size` tokens, sentences of like length together, in random order."""
    keyed = sorted(samples, key=lambda sample: len(sample.rows) + draw.uniform(0, 6))
    groups: list[list[Sample]] = [[]]
    for sample in keyed:
        if groups[-1] and (len(groups[-1]) + 1) * len(sample.rows) > size:
            groups.append([])
        groups[-1].append(sample)
    draw.shuffle(groups)
    for group in groups:
        if group:
            yield collate(group)


def loss_of(net: ParserNet, batch: Batch, smoothing: float) -> Tensor:
    """Mean cross-entropy of morphology, lemma, head and relation, summed."""
    with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast; the weights stay float32
        scores = net(batch.rows, batch.bits, batch.banks, batch.lengths)
    kind = nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=smoothing)
    plain = nn.CrossEntropyLoss(ignore_index=IGNORED)
    inside = torch.arange(batch.rows.shape[1])[None, :] < batch.lengths[:, None]
    arcs = scores.arcs.float().masked_fill(~inside[:, None, :], -1e4)
    places = (batch.relations != IGNORED) & (batch.heads != IGNORED)
    sentence, dependent = places.nonzero(as_tuple=True)
    heads = batch.heads[sentence, dependent]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        relations = net.relations(
            scores.relation_heads[sentence, heads],
            scores.relation_dependents[sentence, dependent],
        )
    total: Tensor = (
        kind(scores.morphs.float().flatten(0, 1), batch.morphs.flatten())
        + 0.5 * kind(scores.lemmas.float().flatten(0, 1), batch.lemmas.flatten())
        + plain(arcs.flatten(0, 1), batch.heads.flatten())
        + kind(relations.float(), batch.relations[places])
    )
    return total


def _blind(batch: Batch, settings: TrainingSettings) -> None:
    """Hide some words and some lexicon readings, as unknown words will be."""
    hidden = torch.rand(batch.rows.shape[:2]) < settings.word_dropout
    hidden &= batch.rows[:, :, 0] > UNKNOWN + 1
    batch.rows[:, :, 0].masked_fill_(hidden, UNKNOWN)
    silent = torch.rand(batch.bits.shape[:2]) < settings.bit_dropout
    batch.bits.masked_fill_(silent[:, :, None], 0.0)


def build_network(inventory: Inventory, settings: TrainingSettings) -> ParserNet:
    """A network of the right sizes with seeded random weights."""
    torch.manual_seed(settings.seed)
    sizes = Sizes(
        words=max(inventory.words.values(), default=2) + 1,
        treebanks=len(inventory.treebanks),
        labels=len(inventory.morphs),
        values=len(inventory.values),
        lemmas=len(inventory.lemmas),
        relations=len(inventory.relations),
        hidden=settings.hidden,
        layers=settings.layers,
    )
    return ParserNet(sizes, torch.tensor(inventory.table()), dropout=settings.dropout)


def train_twice(
    trees: Sequence[Tree],
    encoder: Encoder,
    net: ParserNet,
    settings: TrainingSettings,
    *,
    report: Callable[[int, float, Averaged], None],
) -> Averaged:
    """Train, and train again from the averaged weights as the settings say."""
    trained = train_network(trees, encoder, net, settings, report=report)
    if not settings.again:
        return trained
    net.load_state_dict(trained.state_dict())
    second = replace(
        settings,
        epochs=settings.again,
        learn_rate=settings.again_rate,
        seed=settings.seed + 1,
        rates=replace(settings.rates, reporting=settings.again_reporting),
    )
    torch.manual_seed(second.seed)
    return train_network(trees, encoder, net, second, report=report)


def train_network(
    trees: Sequence[Tree],
    encoder: Encoder,
    net: ParserNet,
    settings: TrainingSettings,
    *,
    report: Callable[[int, float, Averaged], None],
) -> Averaged:
    """Train `net` and return the running average of its weights.

    Args:
        report: called after each epoch with its number, its mean loss and the averaged weights.
    """
    draw = random.Random(settings.seed)
    optimizer = _optimizer(net, settings)
    kept = [tree for tree in trees if len(tree.tokens) <= settings.max_length]
    tokens = sum(len(tree.tokens) + 1 for tree in kept)
    total = max(settings.epochs, settings.epochs * tokens // settings.batch_tokens)
    averaged = Averaged(net, decay=settings.averaging, steps=total)
    step = 0
    for epoch in range(1, settings.epochs + 1):
        net.train()
        losses = []
        samples = [encoder.sample(vary(tree, settings.rates, draw)) for tree in kept]
        for batch in batches(samples, settings.batch_tokens, draw):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = settings.learn_rate * _schedule(step, total, settings.warmup)
            _blind(batch, settings)
            losses.append(_learn(net, batch, optimizer, settings.label_smoothing))
            averaged.update(net)
        report(epoch, sum(losses) / max(1, len(losses)), averaged)
    return averaged


def _optimizer(net: ParserNet, settings: TrainingSettings) -> torch.optim.Optimizer:
    return torch.optim.AdamW(
        net.parameters(),
        lr=settings.learn_rate,
        betas=(0.9, 0.95),
        weight_decay=settings.weight_decay,
        fused=True,
    )


def _learn(
    net: ParserNet, batch: Batch, optimizer: torch.optim.Optimizer, smoothing: float
) -> float:
    """One step on one batch; the loss before it."""
    loss = loss_of(net, batch, smoothing)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    optimizer.step()
    return loss.item()


def _schedule(step: int, total: int, warmup: int) -> float:
    """Share of the top learning rate: linear up, then half a cosine down to 2 %."""
    if step < warmup:
        return step / warmup
    done = min(1.0, (step - warmup) / max(1, total - warmup))
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done))
