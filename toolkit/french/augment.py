"""Variants of training sentences that real articles have and treebanks lack."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from toolkit.french.conllu import ROOT, Tree, TreeToken
from toolkit.french.reporting import add_reporting


@dataclass(frozen=True, slots=True)
class Rates:
    """The chance, from 0 to 1, that a sentence is changed in each way."""

    no_stop: float = 0.10
    capitals: float = 0.02
    guillemets: float = 0.5
    quoted: float = 0.04
    small_start: float = 0.04
    reporting: float = 0.0


def vary(tree: Tree, rates: Rates, draw: random.Random) -> Tree:
    """The sentence, perhaps without its final stop, in capitals, with guillemets, or reported."""
    if rates.reporting and draw.random() < rates.reporting:
        return add_reporting(tree, draw)
    tokens = tree.tokens
    if draw.random() < rates.no_stop:
        tokens = _without_stop(tokens)
    if draw.random() < rates.guillemets:
        tokens = _with_guillemets(tokens)
    chance = draw.random()
    if chance < rates.capitals:
        tokens = tuple(replace(token, form=token.form.upper()) for token in tokens)
    elif chance < rates.capitals + rates.small_start:
        tokens = (_small(tokens[0]), *tokens[1:])
    if draw.random() < rates.quoted:
        tokens = _quoted(tokens)
    return Tree(tokens, tree.treebank)


def _without_stop(tokens: tuple[TreeToken, ...]) -> tuple[TreeToken, ...]:
    last = len(tokens) - 1
    if last < 1 or tokens[-1].pos != "PUNCT" or tokens[-1].head == ROOT:
        return tokens
    if any(token.head == last for token in tokens):
        return tokens
    return tokens[:-1]


def _with_guillemets(tokens: tuple[TreeToken, ...]) -> tuple[TreeToken, ...]:
    """Straight quotation marks, when they pair up, become guillemets."""
    places = [place for place, token in enumerate(tokens) if token.form == '"']
    if not places or len(places) % 2:
        return tokens
    out = list(tokens)
    for order, place in enumerate(places):
        mark = "»" if order % 2 else "«"
        out[place] = replace(out[place], form=mark, lemma=mark)
    return tuple(out)


def _small(token: TreeToken) -> TreeToken:
    return token if token.pos == "PROPN" else replace(token, form=token.form.lower())


def _quoted(tokens: tuple[TreeToken, ...]) -> tuple[TreeToken, ...]:
    """The whole sentence between guillemets, which hang on its root."""
    root = next(place for place, token in enumerate(tokens) if token.head == ROOT)
    moved = [
        replace(token, head=ROOT if token.head == ROOT else token.head + 1) for token in tokens
    ]
    opening = TreeToken("«", "«", "PUNCT", "", root + 1, "punct", True)
    closing = TreeToken("»", "»", "PUNCT", "", root + 1, "punct", True)
    return (opening, *moved, closing)
