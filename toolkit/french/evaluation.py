"""Score a pipeline on treebanks from raw text, as spaCy's published figures are scored.

The raw text of ten sentences at a time goes through the whole pipeline: tokenizer, sentence
boundaries, tags, lemmas, trees. spaCy's own ``Scorer`` aligns the result with the gold tokens,
contracted forms merged: a token cut otherwise than in the gold counts as wrong on both sides;
punctuation is left out of the attachment scores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.french.conllu import ROOT, Tree, find_treebanks, read_treebank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

SENTENCES = 10
"""Sentences per raw text, the setting of ``spacy convert -n 10``."""

MEASURES: dict[str, str] = {
    "tokens": "token_f",
    "pos": "pos_acc",
    "tag": "tag_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sentences": "sents_f",
}
"""Our name of each score and spaCy's."""


@dataclass(frozen=True, slots=True)
class TreebankScores:
    """Scores of one treebank: percentages from 0 to 100, None where nothing could be scored."""

    treebank: str
    sentences: int
    tokens: int
    scores: dict[str, float | None]


def evaluate(nlp: Language, paths: Sequence[Path]) -> list[TreebankScores]:
    """Score a pipeline on each treebank named.

    Args:
        nlp: any spaCy pipeline.
        paths: CoNLL-U files or folders of them.

    Raises:
        SourceError, ReadError: see :mod:`toolkit.french.conllu`.
    """
    return [score_trees(nlp, list(read_treebank(p)), p.name) for p in find_treebanks(paths)]


def score_trees(nlp: Language, trees: Sequence[Tree], name: str) -> TreebankScores:
    """Score a pipeline on gold sentences; see :class:`TreebankScores`."""
    from spacy.scorer import Scorer
    from spacy.training import Example

    golds = list(gold_docs(nlp.vocab, trees))
    predicted = nlp.pipe(gold.text for gold in golds)
    examples = [Example(p, gold) for p, gold in zip(predicted, golds, strict=True)]
    found = Scorer.score_tokenization(examples)
    for attribute in ("pos", "tag", "lemma"):
        found.update(Scorer.score_token_attr(examples, attribute))
    found.update(Scorer.score_token_attr(examples, "morph", getter=_morph))
    found.update(Scorer.score_spans(examples, "sents", has_annotation=_has_sentences))
    found.update(
        Scorer.score_deps(examples, "dep", getter=_relation, ignore_labels=("p", "punct"))
    )
    scores = {
        ours: None if found.get(theirs) is None else round(100 * float(found[theirs]), 2)
        for ours, theirs in MEASURES.items()
    }
    return TreebankScores(name, len(trees), sum(len(tree.tokens) for tree in trees), scores)


def gold_docs(vocab: Vocab, trees: Sequence[Tree]) -> Iterator[Doc]:
    """Annotated Docs of SENTENCES sentences each, the last one perhaps shorter."""
    for start in range(0, len(trees), SENTENCES):
        yield gold_doc(vocab, trees[start : start + SENTENCES])


def gold_doc(vocab: Vocab, trees: Sequence[Tree]) -> Doc:
    """One Doc with everything the treebank says; a space separates sentences."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[bool | int | None] = []
    tokens = [token for tree in trees for token in tree.tokens]
    for tree in trees:
        offset = len(words)
        for place, token in enumerate(tree.tokens):
            words.append(token.form)
            spaces.append(token.space_after or place == len(tree.tokens) - 1)
            root = token.head == ROOT
            heads.append(offset + (place if root else token.head))
            deps.append("ROOT" if root else token.dep)
            starts.append(place == 0)
    pos = [token.pos for token in tokens]
    return Doc(
        vocab, words=words, spaces=spaces, pos=pos, tags=pos,
        morphs=[token.feats for token in tokens], lemmas=[token.lemma for token in tokens],
        heads=heads, deps=deps, sent_starts=starts,
    )  # fmt: skip


def _morph(token: Token, attribute: str) -> int:
    """As spaCy's morphologizer is scored: by the whole set of features."""
    key: int = getattr(token, attribute).key
    return key


def _relation(token: Token, attribute: str) -> str:
    """As spaCy's parser is scored: "ROOT" and "root" are one relation."""
    return token.vocab.strings.as_string(getattr(token, attribute)).lower()


def _has_sentences(doc: Doc) -> bool:
    return doc.has_annotation("SENT_START")


def as_table(results: Sequence[TreebankScores]) -> str:
    """A plain table, one row per treebank; "-" where nothing could be scored."""
    names = ["treebank", "sentences", "tokens", *MEASURES]
    names[1] = "n"
    rows = [names]
    for result in results:
        values = ["-" if v is None else f"{v:.2f}" for v in result.scores.values()]
        rows.append([result.treebank, str(result.sentences), str(result.tokens), *values])
    rows[0][3] = "tokens F"
    widths = [max(len(row[place]) for row in rows) for place in range(len(names))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def as_json(results: Sequence[TreebankScores]) -> str:
    """A JSON list with treebank, sentences, tokens and scores."""
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2)
