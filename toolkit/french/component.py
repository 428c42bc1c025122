"""The spaCy component that tags, lemmatises and parses; registered when this module is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from toolkit.errors import PipelineError
from toolkit.french import edits
from toolkit.french.features import Featurizer
from toolkit.french.labels import Inventory
from toolkit.french.lexicon import has_tag
from toolkit.french.markers import settle_clauses
from toolkit.french.store import forms, load_network, save_network

if TYPE_CHECKING:
    from toolkit.french.inference import Analysis, Predictor

LONGEST = 250
"""Tokens of a sentence parsed at once; the few longer ones (tables, lists without a stop) are cut
and joined as "parataxis": attention over the whole would cost the square of their length."""

CANDIDATES = 25
"""Edit scripts tried for a verb, the likeliest first, until one gives a known infinitive."""

FACTORY = "toolkit_parser"


@Language.component("toolkit_tag_from_pos", assigns=["token.tag"], requires=["token.pos"])
def tag_from_pos(doc: Doc) -> Doc:
    """Set the fine-grained tag to the part of speech, which other tools' French rules expect."""
    for token in doc:
        token.tag = token.pos
    return doc


@Language.factory(
    FACTORY,
    assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "token.head", "token.dep"],
)
def create_parser(nlp: Language, name: str) -> FrenchParser:
    """For a pipeline's config.cfg."""
    return FrenchParser(nlp.vocab, name)


class FrenchParser:
    """Parses the sentences of a Doc as they were cut before; without cuts the Doc is one sentence.

    White-space tokens are passed over and hang on the token before them, as in spaCy's pipelines.
    """

    def __init__(self, vocab: Vocab, name: str = FACTORY) -> None:
        self.vocab = vocab
        self.name = name
        self._inventory: Inventory | None = None
        self._predictor: Predictor | None = None
        self._morphs: list[tuple[int, int, int]] = []
        self._relations: list[int] = []
        self._lemmas: dict[tuple[int, str, bool], int] = {}
        self._verbs = frozenset((vocab.strings.add("VERB"), vocab.strings.add("AUX")))

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Parse many Docs together, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._annotate(batch)
            yield from batch

    def set_weights(self, inventory: Inventory, weights: dict[str, Any]) -> None:
        """Make the component ready to parse."""
        from toolkit.french.inference import Predictor

        featurizer = Featurizer(inventory.words, forms())
        self._inventory = inventory
        self._weights = weights
        self._predictor = Predictor(inventory, weights, featurizer)
        self._morphs = [self._label(morph) for morph in inventory.morphs]
        self._relations = [self.vocab.strings.add(relation) for relation in inventory.relations]
        self._lemmas = {}

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write labels and half-precision weights into a folder."""
        save_network(Path(path), self._trained().to_json(), self._weights)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> FrenchParser:
        """Read what :meth:`to_disk` wrote; errors as in :func:`store.load_network`."""
        labels, weights = load_network(Path(path))
        self.set_weights(Inventory(**labels), weights)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Labels and weights as one message, for worker processes."""
        import srsly

        message = {"inventory": self._trained().to_json(), "weights": self._weights}
        packed: bytes = srsly.msgpack_dumps(message)
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> FrenchParser:
        """Read what :meth:`to_bytes` packed."""
        import srsly

        message = srsly.msgpack_loads(data)
        self.set_weights(Inventory(**message["inventory"]), message["weights"])
        return self

    def _trained(self) -> Inventory:
        if self._inventory is None:
            raise PipelineError(
                "the parser has no weights", advice="Load a trained pipeline or train one"
            )
        return self._inventory

    def _label(self, morph: str) -> tuple[int, int, int]:
        """(part of speech, the same as tag, features) as spaCy's numbers."""
        from spacy.parts_of_speech import IDS  # type: ignore[import-not-found]

        pos, _, feats = morph.partition("|")
        return IDS[pos], self.vocab.strings.add(pos), self.vocab.morphology.add(feats)

    def _annotate(self, docs: list[Doc]) -> None:
        self._trained()
        assert self._predictor is not None
        pieces = [
            (number, piece) for number, doc in enumerate(docs) for piece in _sentences(doc)
        ]
        words = [[docs[number][place].text for place in piece] for number, piece in pieces]
        found = self._predictor.analyse(words)
        grouped: list[list[tuple[list[int], Analysis]]] = [[] for _ in docs]
        for (number, piece), analysis in zip(pieces, found, strict=True):
            grouped[number].append((piece, analysis))
        for doc, analyses in zip(docs, grouped, strict=True):
            self._write(doc, analyses)

    def _write(self, doc: Doc, analyses: list[tuple[list[int], Analysis]]) -> None:
        import numpy as np

        if self._inventory is None or not len(doc):
            return
        strings = self.vocab.strings
        values: Any = np.zeros((len(doc), 6), dtype=np.uint64)
        heads = np.full(len(doc), -1, dtype=np.int64)
        root = strings.add("ROOT")
        for piece, analysis in analyses:
            for order, place in enumerate(piece):
                pos, tag, morph = self._morphs[int(analysis.morphs[order])]
                head = int(analysis.heads[order])
                heads[place] = place if head == 0 else piece[head - 1]
                dep = root if head == 0 else self._relations[int(analysis.relations[order])]
                lemma = self._lemma(analysis.lemmas[order], doc[place].text, tag in self._verbs)
                values[place] = (pos, tag, morph, lemma, dep, 0)
            self._settle(doc, piece, analysis, values)
        _finish(doc, heads, values)
        values[:, 5] = (heads - np.arange(len(doc))).astype(np.uint64)
        doc.from_array(["POS", "TAG", "MORPH", "LEMMA", "DEP", "HEAD"], values)

    def _settle(self, doc: Doc, piece: list[int], analysis: Analysis, values: Any) -> None:
        """Correct the relations that the clause's marker decides."""
        names = self._trained().relations
        relations = [names[int(number)] for number in analysis.relations]
        if "ccomp" in relations:
            words = [doc[place].text for place in piece]
            for order in settle_clauses(words, analysis.heads.tolist(), relations):
                if analysis.heads[order]:
                    values[piece[order], 4] = self.vocab.strings.add("advcl")

    def _lemma(self, scores: Any, form: str, verb: bool) -> int:
        rule = int(scores.argmax())
        key = (rule, form, verb)
        if key not in self._lemmas:
            if len(self._lemmas) > 200_000:
                self._lemmas.clear()
            first = edits.apply(self._trained().lemmas[rule], form)
            sure = not verb or has_tag(forms(), first, "infi")
            # 0 is no string: the other scripts' scores differ from place to place, so what they
            # give is not remembered, or lemmas would depend on what was parsed before.
            self._lemmas[key] = self.vocab.strings.add(first) if sure else 0
        return self._lemmas[key] or self.vocab.strings.add(self._infinitive(scores, form))

    def _infinitive(self, scores: Any, form: str) -> str:
        """The lemma of the likeliest script that gives a known infinitive.

        Without the check, forms no treebank shows get lemmas that are no words ("partageons",
        "partageoir"). A replacement keeps the form's first letter: the few verbs that change it
        ("est", "va") have scripts of their own. An unknown verb keeps the likeliest lemma.
        """
        lemmas = [
            edits.apply(self._trained().lemmas[int(rule)], form)
            for rule in (-scores).argsort(kind="stable")[:CANDIDATES]
        ]
        for lemma in lemmas:
            if lemma[:1] != form[:1].lower():
                continue
            for spelling in edits.infinitives(lemma):
                if has_tag(forms(), spelling, "infi"):
                    return spelling
        return lemmas[0]


def _sentences(doc: Doc) -> Iterator[list[int]]:
    """Places of the words of each sentence, white space left out, long sentences in pieces."""
    words: list[int] = []
    for token in doc:
        if token.is_sent_start and token.i and words:
            yield from _pieces(doc, words)
            words = []
        if not token.is_space:
            words.append(token.i)
    if words:
        yield from _pieces(doc, words)


def _pieces(doc: Doc, words: list[int]) -> Iterator[list[int]]:
    while len(words) > LONGEST:
        cut = LONGEST
        for back in range(LONGEST - 1, LONGEST // 2, -1):
            if doc[words[back]].text in {";", ".", ":", ",", "!", "?"}:
                cut = back + 1
                break
        yield words[:cut]
        words = words[cut:]
    yield words


def _finish(doc: Doc, heads: Any, values: Any) -> None:
    """One root per sentence; white space hangs on the word before it."""
    strings = doc.vocab.strings
    parataxis, dep, root_dep = strings.add("parataxis"), strings.add("dep"), strings.add("ROOT")
    space = strings.add("SPACE")
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        roots = [place for place in range(start, end) if heads[place] == place]
        first = roots[0] if roots else start
        for other in roots[1:]:
            heads[other] = first
            values[other, 4] = parataxis
        for place in range(start, end):
            if heads[place] != -1:
                continue
            heads[place] = place - 1 if place > start else first
            label = root_dep if heads[place] == place else dep
            values[place] = (space, space, 0, doc[place].orth, label, 0)
