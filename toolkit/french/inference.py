"""Run the trained network with numpy alone: no torch at parsing time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from toolkit.french.features import AFFIXES, Featurizer
from toolkit.french.labels import MOOD_TAGS, Inventory, mood_tag
from toolkit.french.lexicon import TAGS, WIDTH
from toolkit.french.trees import best_heads

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BATCH_TOKENS = 800
"""Tokens analysed together; 1,600 and 3,200 are no faster (4,700 to 5,600 words per second of
processor time against 4,300 to 4,600, GSD dev, November 2026)."""

VETO = 12.0
"""Taken off a score: more than any seen between the best two labels, yet no infinity."""

MOODS = [TAGS.index(tag) for tag in MOOD_TAGS]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Label numbers of one sentence; `heads` counts words from 1, 0 for the root.

    `lemmas` are scores, one row per word and one column per edit script.
    """

    morphs: Ints
    lemmas: Floats
    heads: Ints
    relations: Ints


class Encoder:
    """The trained embeddings and recurrent layers; see network.Encoder."""

    def __init__(self, weights: dict[str, Floats], featurizer: Featurizer) -> None:
        self._weights = {name: np.asarray(w, dtype=np.float32) for name, w in weights.items()}
        self._featurizer = featurizer
        self._layers = sum(name.endswith(".states") for name in weights)
        for place in range(self._layers):
            self._halve_gates(place)

    def _halve_gates(self, place: int) -> None:
        """sigmoid(x) = (1 + tanh(x / 2)) / 2: with the gates halved, one tanh serves all four."""
        for name in ("inputs", "states", "bias"):
            weight = self._weights[f"recurrent.{place}.{name}"]
            third = 3 * weight.shape[-1] // 4
            weight = weight.copy()
            weight[..., :third] *= 0.5
            self._weights[f"recurrent.{place}.{name}"] = weight

    def _embed(self, sentences: list[Sequence[str]], longest: int) -> tuple[Floats, Floats]:
        """What is known of each token by itself, and the lexicon's bits among it."""
        size = len(sentences)
        rows = np.zeros((size, longest, 1 + len(AFFIXES)), dtype=np.int64)
        bits = np.zeros((size, longest, WIDTH), dtype=np.float32)
        for place, forms in enumerate(sentences):
            one, two = self._featurizer.encode(forms)
            rows[place, : len(one)] = one
            bits[place, : len(one)] = two
        weights = self._weights
        parts = [weights["word.weight"][rows[:, :, 0]]]
        for place in range(len(AFFIXES)):
            parts.append(weights[f"affixes.{place}.weight"][rows[:, :, place + 1]])
        bank = weights["treebank.weight"][0]
        parts += [bits, np.broadcast_to(bank, (size, longest, len(bank)))]
        return np.concatenate(parts, axis=2), bits

    def _recur(self, x: Floats, backwards: Ints, place: int) -> Floats:
        """(batch, length, width) -> (batch, length, 2 hidden); see recurrent.BiLSTM."""
        size, length, width = x.shape
        inputs = self._weights[f"recurrent.{place}.inputs"]
        bias = self._weights[f"recurrent.{place}.bias"]
        states = self._weights[f"recurrent.{place}.states"]
        hidden = states.shape[1]
        order = np.arange(size)[:, None]
        out = np.empty((size, length, 2 * hidden), dtype=np.float32)
        for way in range(2):
            read = x[order, backwards] if way else x
            steps = np.ascontiguousarray(read.transpose(1, 0, 2)).reshape(-1, width)
            gates = (steps @ inputs[way] + bias[way]).reshape(length, size, 4 * hidden)
            run = _run(gates, states[way], hidden).transpose(1, 0, 2)
            out[:, :, way * hidden : (way + 1) * hidden] = run[order, backwards] if way else run
        return out

    def _linear(self, x: Floats, name: str) -> Floats:
        out: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out


class Predictor(Encoder):
    """Sentences in, analyses out, in the conventions of the first treebank trained on."""

    def __init__(
        self, inventory: Inventory, weights: dict[str, Floats], featurizer: Featurizer
    ) -> None:
        super().__init__(weights, featurizer)
        self._table = np.asarray(inventory.table(), dtype=np.float32).T
        needs = [mood_tag(morph) for morph in inventory.morphs]
        self._needs = np.asarray([-1 if tag is None else TAGS.index(tag) for tag in needs])

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """One analysis per sentence (a non-empty list of forms), in order."""
        out: list[Analysis | None] = [None] * len(sentences)
        with _one_thread():
            for group in _groups([len(forms) for forms in sentences]):
                found = self._batch([sentences[place] for place in group])
                for place, analysis in zip(group, found, strict=True):
                    out[place] = analysis
        return [analysis for analysis in out if analysis is not None]

    def _batch(self, sentences: list[Sequence[str]]) -> list[Analysis]:
        lengths = np.asarray([len(forms) + 1 for forms in sentences])
        x, bits = self._embed(sentences, int(lengths.max()))
        backwards = _reading_backwards(lengths, x.shape[1])
        middle = x
        for place in range(self._layers):
            x = self._recur(x, backwards, place)
            if place == min(1, self._layers - 1):
                middle = x
        values = self._linear(middle, "morph_value")
        scores = self._linear(middle, "morph_free") + values @ self._table
        morphs = (scores - VETO * self._impossible(bits)).argmax(axis=2)
        lemmas = self._linear(middle, "lemma")
        arcs = self._arcs(x)
        left = _leaky(self._linear(x, "relation_dependent"))
        right = _leaky(self._linear(x, "relation_head"))
        out = []
        for place, length in enumerate(lengths):
            heads = best_heads(arcs[place, :length, :length])
            relations = self._relations(left[place, 1:length], right[place, heads])
            out.append(
                Analysis(morphs[place, 1:length], lemmas[place, 1:length], heads, relations)
            )
        return out

    def _impossible(self, bits: Floats) -> Floats:
        """1.0 where a label says a mood or tense that the lexicon denies the form.

        Where the lexicon knows a verb it knows all its moods: of 10,930 verb forms of Sequoia
        train and dev and GSD dev, seven contradict it, capitals without accents most of them.
        """
        moods = bits[:, :, MOODS]
        known = moods.any(axis=2, keepdims=True)
        allowed = np.concatenate([bits, np.ones((*bits.shape[:2], 1), np.float32)], axis=2)
        denied: Floats = (1 - allowed[:, :, self._needs]) * known
        return denied

    def _arcs(self, x: Floats) -> Floats:
        heads = _leaky(self._linear(x, "arc_head"))
        dependents = _leaky(self._linear(x, "arc_dependent"))
        weight = self._weights["arc_weight"]
        out: Floats = (dependents @ weight[:-1] + weight[-1]) @ heads.transpose(0, 2, 1)
        return out

    def _relations(self, dependents: Floats, heads: Floats) -> Ints:
        weight = self._weights["relation_weight"]
        one = np.ones((len(heads), 1), dtype=np.float32)
        left = np.concatenate([dependents, one], axis=1)
        right = np.concatenate([heads, one], axis=1)
        mixed = (left @ weight.reshape(weight.shape[0], -1)).reshape(-1, *weight.shape[1:])
        scores = (mixed @ right[:, :, None])[:, :, 0]
        found: Ints = scores.argmax(axis=1)
        return found


class Cutter(Encoder):
    """Sentence starts in running text."""

    def starts(self, windows: Sequence[Sequence[str]]) -> list[Floats]:
        """Log-odds of a sentence start at each form of each window (non-empty)."""
        with _one_thread():
            return self._starts(windows)

    def _starts(self, windows: Sequence[Sequence[str]]) -> list[Floats]:
        out: list[Floats] = []
        for first in range(0, len(windows), 16):
            group = windows[first : first + 16]
            lengths = np.asarray([len(forms) + 1 for forms in group])
            x, _ = self._embed(list(group), int(lengths.max()))
            backwards = _reading_backwards(lengths, x.shape[1])
            for place in range(self._layers):
                x = self._recur(x, backwards, place)
            scores = self._linear(x, "start")[:, :, 0]
            out += [scores[place, 1:length] for place, length in enumerate(lengths)]
        return out


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[object]:
    """These products are too small to share: more threads only wait for each other, and on a busy
    machine they are ten times slower. One thread also gives the same sums everywhere."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1)
    return limited


def _run(gates: Floats, states: Floats, hidden: int) -> Floats:
    """One direction of the recurrence; gates (length, batch, 4 hidden), already halved."""
    length, size, _ = gates.shape
    out = np.empty((length, size, hidden), dtype=np.float32)
    cell = np.zeros((size, hidden), dtype=np.float32)
    for step in range(length):
        gate = gates[step]
        if step:
            gate += out[step - 1] @ states
        np.tanh(gate, out=gate)
        soft = gate[:, : 3 * hidden]
        soft *= 0.5
        soft += 0.5
        cell *= gate[:, hidden : 2 * hidden]
        cell += gate[:, :hidden] * gate[:, 3 * hidden :]
        np.tanh(cell, out=out[step])
        out[step] *= gate[:, 2 * hidden : 3 * hidden]
    return out


def _leaky(x: Floats) -> Floats:
    out: Floats = np.maximum(x, 0.1 * x)
    return out


def _reading_backwards(lengths: Ints, longest: int) -> Ints:
    places = np.arange(longest)[None, :]
    turned = lengths[:, None] - 1 - places
    out: Ints = np.where(turned >= 0, turned, places)
    return out


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of sentences of like length, some BATCH_TOKENS padded tokens per group."""
    ranked = sorted(range(len(lengths)), key=lambda place: (lengths[place], place))
    group: list[int] = []
    for place in ranked:
        if group and (len(group) + 1) * (lengths[place] + 1) > BATCH_TOKENS:
            yield group
            group = []
        group.append(place)
    if group:
        yield group
