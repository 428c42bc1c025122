"""The spaCy component that cuts running text into sentences; registered on import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from toolkit.errors import PipelineError
from toolkit.french.features import Featurizer
from toolkit.french.store import forms, load_network, save_network

if TYPE_CHECKING:
    from toolkit.french.inference import Cutter

FACTORY = "toolkit_senter"
WINDOW, MARGIN = 120, 20
"""Tokens looked at together, and how many of them at either end only serve as context."""


@Language.factory(FACTORY, assigns=["token.is_sent_start"])
def create_senter(nlp: Language, name: str) -> FrenchSenter:
    """For a pipeline's config.cfg."""
    return FrenchSenter(name)


class FrenchSenter:
    """Marks sentence starts where they are not marked yet; a blank line always ends a sentence."""

    def __init__(self, name: str = FACTORY) -> None:
        self.name = name
        self._words: dict[str, int] = {}
        self._weights: dict[str, Any] = {}
        self._cutter: Cutter | None = None

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Cut many Docs together, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._annotate(batch)
            yield from batch

    def set_weights(self, words: dict[str, int], weights: dict[str, Any]) -> None:
        """Make the component ready."""
        from toolkit.french.inference import Cutter

        self._words, self._weights = words, weights
        self._cutter = Cutter(weights, Featurizer(words, forms()))

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write words and half-precision weights into a folder."""
        save_network(Path(path), {"words": self._words}, self._weights)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> FrenchSenter:
        """Read what :meth:`to_disk` wrote; errors as in :func:`store.load_network`."""
        labels, weights = load_network(Path(path))
        self.set_weights(labels["words"], weights)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Words and weights as one message, for worker processes."""
        import srsly

        packed: bytes = srsly.msgpack_dumps({"words": self._words, "weights": self._weights})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> FrenchSenter:
        """Read what :meth:`to_bytes` packed."""
        import srsly

        message = srsly.msgpack_loads(data)
        self.set_weights(message["words"], message["weights"])
        return self

    def _annotate(self, docs: list[Doc]) -> None:
        if self._cutter is None:
            raise PipelineError(
                "the sentence cutter has no weights",
                advice="Load a trained pipeline or train one",
            )
        windows: list[list[str]] = []
        targets: list[tuple[Doc, list[int]]] = []
        for doc in docs:
            if all(token.is_sent_start is not None for token in doc):
                continue  # cut before, as parse() does
            words = [token.i for token in doc if not token.is_space]
            step = WINDOW - 2 * MARGIN
            for first in range(0, len(words), step):
                begin = max(0, first - MARGIN)
                some = words[begin : first + step + MARGIN]
                windows.append([doc[place].text for place in some])
                targets.append((doc, words[first : first + step]))
        scores = self._cutter.starts(windows) if windows else []
        for (doc, words), window in zip(targets, scores, strict=True):
            offset = 0 if not words or _is_first(doc, words[0]) else MARGIN
            for order, place in enumerate(words):
                self._mark(doc, place, bool(window[offset + order] > 0))

    @staticmethod
    def _mark(doc: Doc, place: int, starts: bool) -> None:
        token = doc[place]
        if token.is_sent_start is not None and place:
            return  # cut before: by the caller, or by a component before this one
        before = doc[place - 1] if place else None
        blank = before is not None and before.is_space and before.text.count("\n") > 1
        token.is_sent_start = place == 0 or starts or blank


def _is_first(doc: Doc, place: int) -> bool:
    """Whether no word stands before this one."""
    return all(doc[before].is_space for before in range(place))
