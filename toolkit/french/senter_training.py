"""Train the sentence cutter: treebank sentences run together, as raw text has them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from toolkit.french.augment import Rates, vary
from toolkit.french.conllu import Tree
from toolkit.french.features import AFFIXES, UNKNOWN, Featurizer
from toolkit.french.lexicon import WIDTH
from toolkit.french.network import Averaged, SenterNet, Sizes

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class SenterSettings:
    """How the sentence cutter is trained; it is small, so passes are short."""

    epochs: int = 16
    window: int = 120
    batch_windows: int = 12
    learn_rate: float = 3e-3
    dropout: float = 0.4
    hidden: int = 96
    layers: int = 2
    word_width: int = 32
    affix_width: int = 10
    averaging: float = 0.99
    least_words: int = 5
    shuffled: float = 0.6
    word_dropout: float = 0.1
    seed: int = 0
    rates: Rates = field(
        default_factory=lambda: Rates(
            no_stop=0.06, capitals=0.01, guillemets=0.3, quoted=0.02, small_start=0.0
        )
    )


def train_senter(
    trees: Sequence[Tree],
    featurizer: Featurizer,
    settings: SenterSettings,
    *,
    report: Callable[[int, float], None],
) -> Averaged:
    """Trained weights; `report` gets each epoch's number and mean loss."""
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    banks = {name: n for n, name in enumerate(dict.fromkeys(tree.treebank for tree in trees))}
    net = SenterNet(_sizes(featurizer, len(banks), settings), dropout=settings.dropout)
    tokens = sum(len(tree.tokens) for tree in trees)
    steps = 1 + settings.epochs * tokens // (settings.window * settings.batch_windows)
    averaged = Averaged(net, decay=settings.averaging, steps=steps)
    optimizer = torch.optim.AdamW(net.parameters(), lr=settings.learn_rate, fused=True)
    kind = nn.BCEWithLogitsLoss()
    for epoch in range(1, settings.epochs + 1):
        net.train()
        for group in optimizer.param_groups:
            group["lr"] = settings.learn_rate * (1 - 0.95 * (epoch - 1) / settings.epochs)
        losses = []
        for rows, bits, bank, starts in _batches(trees, featurizer, banks, settings, draw):
            hidden = torch.rand(rows.shape[:2]) < settings.word_dropout
            rows[:, :, 0].masked_fill_(hidden & (rows[:, :, 0] > UNKNOWN + 1), UNKNOWN)
            lengths = torch.full((len(rows),), rows.shape[1])
            loss = kind(net(rows, bits, bank, lengths)[:, 1:], starts)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            averaged.update(net)
            losses.append(loss.item())
        report(epoch, sum(losses) / max(1, len(losses)))
    return averaged


def _sizes(featurizer: Featurizer, treebanks: int, settings: SenterSettings) -> Sizes:
    return Sizes(
        words=max(featurizer.words.values(), default=2) + 1,
        treebanks=treebanks,
        labels=0,
        values=0,
        lemmas=0,
        relations=0,
        word_width=settings.word_width,
        affix_width=settings.affix_width,
        hidden=settings.hidden,
        layers=settings.layers,
    )


def _batches(
    trees: Sequence[Tree],
    featurizer: Featurizer,
    banks: dict[str, int],
    settings: SenterSettings,
    draw: random.Random,
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Windows of running text that begin anywhere, shuffled."""
    windows = []
    for name in banks:
        own = [tree for tree in trees if tree.treebank == name]
        if draw.random() < settings.shuffled:
            draw.shuffle(own)
        forms: list[str] = []
        starts: list[float] = []
        for tree in own:
            tokens = vary(tree, settings.rates, draw).tokens
            forms += [token.form for token in tokens]
            starts += [1.0] + [0.0] * (len(tokens) - 1)
        size = min(settings.window, len(forms))
        first = draw.randrange(size)
        for begin in range(first, len(forms) - size + 1, size):
            windows.append((banks[name], forms[begin : begin + size], starts[begin : begin + size]))
    draw.shuffle(windows)
    for place in range(0, len(windows), settings.batch_windows):
        group = sorted(windows[place : place + settings.batch_windows], key=lambda w: len(w[1]))
        shortest = len(group[0][1])
        rows = np.zeros((len(group), shortest + 1, 1 + len(AFFIXES)), dtype=np.int64)
        bits = np.zeros((len(group), shortest + 1, WIDTH), dtype=np.float32)
        for number, (_, some, _) in enumerate(group):
            rows[number], bits[number] = featurizer.encode(some[:shortest])
        yield (
            torch.from_numpy(rows),
            torch.from_numpy(bits),
            torch.tensor([bank for bank, _, _ in group]),
            torch.tensor([starts[:shortest] for _, _, starts in group]),
        )
