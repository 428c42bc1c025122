"""The parser's network as torch modules, for training only; inference.py runs it without torch.

A deep biaffine parser (Dozat and Manning 2017) over three bidirectional LSTM layers, with the
tagging heads on the second layer and a treebank embedding (Stymne et al. 2018), so that treebanks
with different conventions train one model that answers in the conventions of the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn

from toolkit.french.features import AFFIXES
from toolkit.french.lexicon import WIDTH
from toolkit.french.recurrent import BiLSTM, reading_backwards

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network; the counts of words, treebanks and labels come from the data."""

    words: int
    treebanks: int
    labels: int
    values: int
    lemmas: int
    relations: int
    word_width: int = 100
    affix_width: int = 24
    treebank_width: int = 12
    hidden: int = 200
    arc: int = 200
    relation: int = 80
    layers: int = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """Unnormalised scores of one padded batch; position 0 of every sentence is the root."""

    morphs: Tensor
    lemmas: Tensor
    arcs: Tensor
    relation_heads: Tensor
    relation_dependents: Tensor


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.share == 0:
            return x
        mask = x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.share)
        return x * mask / (1 - self.share)


class Encoder(nn.Module):
    """Embeddings and recurrent layers, shared by the parser and the sentence cutter."""

    def __init__(self, sizes: Sizes, *, dropout: float) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = nn.Embedding(sizes.words, sizes.word_width)
        self.affixes = nn.ModuleList(nn.Embedding(n, sizes.affix_width) for _, _, n in AFFIXES)
        self.treebank = nn.Embedding(sizes.treebanks, sizes.treebank_width)
        width = (
            sizes.word_width + len(AFFIXES) * sizes.affix_width + WIDTH + sizes.treebank_width
        )
        self.recurrent = nn.ModuleList(
            BiLSTM(width if place == 0 else 2 * sizes.hidden, sizes.hidden)
            for place in range(sizes.layers)
        )
        self.drop = SharedDropout(dropout)
        for embedding in (self.word, self.treebank, *self.affixes):
            nn.init.normal_(embedding.weight, std=0.3)

    def embed(self, rows: Tensor, bits: Tensor, banks: Tensor) -> Tensor:
        """(batch, length, width) of everything known of each token by itself."""
        parts = [self.word(rows[:, :, 0])]
        parts += [table(rows[:, :, place + 1]) for place, table in enumerate(self.affixes)]
        parts.append(bits)
        parts.append(self.treebank(banks)[:, None, :].expand(-1, rows.shape[1], -1))
        dropped: Tensor = self.drop(torch.cat(parts, dim=2))
        return dropped


class Averaged:
    """A running average of a network's weights: steadier, and better, than the last step's."""

    def __init__(self, net: nn.Module, *, decay: float, steps: int) -> None:
        # A short training would otherwise end before the average has left the first weights.
        self._decay = min(decay, max(0.0, 1 - 5 / steps))
        self._weights = {name: weight.detach().clone() for name, weight in net.state_dict().items()}
        self._started = False

    def update(self, net: nn.Module) -> None:
        """Take in the weights after one step."""
        share = 1 - self._decay if self._started else 1.0
        self._started = True
        with torch.no_grad():
            for name, weight in net.state_dict().items():
                self._weights[name].lerp_(weight, share)

    def state_dict(self) -> dict[str, Tensor]:
        """The averaged weights, by name."""
        return self._weights


class SenterNet(Encoder):
    """Says of each token whether a sentence starts with it."""

    def __init__(self, sizes: Sizes, *, dropout: float) -> None:
        super().__init__(sizes, dropout=dropout)
        self.start = nn.Linear(2 * sizes.hidden, 1)

    def forward(self, rows: Tensor, bits: Tensor, banks: Tensor, lengths: Tensor) -> Tensor:
        """(batch, length): log-odds of a sentence start."""
        x = self.embed(rows, bits, banks)
        backwards = reading_backwards(lengths, rows.shape[1])
        for layer in self.recurrent:
            x = self.drop(layer(x, backwards))
        out: Tensor = self.start(x)[:, :, 0]
        return out


class ParserNet(Encoder):
    """Tagging heads on the second recurrent layer, biaffine attention on the last."""

    def __init__(self, sizes: Sizes, table: Tensor, *, dropout: float) -> None:
        super().__init__(sizes, dropout=dropout)
        both = 2 * sizes.hidden
        self.morph_free = nn.Linear(both, sizes.labels)
        self.morph_value = nn.Linear(both, sizes.values)
        self.register_buffer("table", table)
        self.lemma = nn.Linear(both, sizes.lemmas)
        self.arc_head = nn.Linear(both, sizes.arc)
        self.arc_dependent = nn.Linear(both, sizes.arc)
        self.arc_weight = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.relation_head = nn.Linear(both, sizes.relation)
        self.relation_dependent = nn.Linear(both, sizes.relation)
        self.relation_weight = nn.Parameter(
            torch.zeros(sizes.relation + 1, sizes.relations, sizes.relation + 1)
        )

    def forward(self, rows: Tensor, bits: Tensor, banks: Tensor, lengths: Tensor) -> Scores:
        """Score a batch.

        Args:
            rows: (batch, length, columns) integers of the featurizer.
            bits: (batch, length, WIDTH).
            banks: (batch,) treebank numbers.
            lengths: (batch,) true lengths with the root, longest first.
        """
        x = middle = self.embed(rows, bits, banks)
        backwards = reading_backwards(lengths, rows.shape[1])
        for place, layer in enumerate(self.recurrent):
            x = self.drop(layer(x, backwards))
            if place == min(1, len(self.recurrent) - 1):
                middle = x
        values = self.morph_value(middle)
        return Scores(
            morphs=self.morph_free(middle) + values @ self.table.T,
            lemmas=self.lemma(middle),
            arcs=self._arcs(x),
            relation_heads=self.drop(nn.functional.leaky_relu(self.relation_head(x), 0.1)),
            relation_dependents=self.drop(
                nn.functional.leaky_relu(self.relation_dependent(x), 0.1)
            ),
        )

    def _arcs(self, x: Tensor) -> Tensor:
        """(batch, dependent, head): how well each position heads each other one."""
        heads = self.drop(nn.functional.leaky_relu(self.arc_head(x), 0.1))
        dependents = self.drop(nn.functional.leaky_relu(self.arc_dependent(x), 0.1))
        ones = dependents.new_ones((*dependents.shape[:2], 1))
        scores: Tensor = (
            torch.cat([dependents, ones], dim=2) @ self.arc_weight @ heads.transpose(1, 2)
        )
        return scores

    def relations(self, heads: Tensor, dependents: Tensor) -> Tensor:
        """(n, relations): scores of every relation for n (head, dependent) pairs of vectors."""
        one = heads.new_ones((heads.shape[0], 1))
        left = torch.cat([dependents, one], dim=1)
        right = torch.cat([heads, one], dim=1)
        mixed = (left @ self.relation_weight.flatten(1)).view(
            -1, self.sizes.relations, self.sizes.relation + 1
        )
        scores: Tensor = torch.einsum("nrd,nd->nr", mixed, right)
        return scores
