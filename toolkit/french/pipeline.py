"""Load a spaCy pipeline and parse texts that are already cut into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "models" / "fr_toolkit"
"""The folder of the pipeline that comes with the package."""

CHUNK = 3_000
"""Characters parsed at once; a longer text is cut at a space. Sentences of the press stay far
below it; a parser's cost per sentence grows with the square of its length."""


@lru_cache(maxsize=4)
def load(name: str | None = None) -> Language:
    """A French spaCy pipeline, loaded once and kept.

    Args:
        name: None for the pipeline shipped with the package; else an installed spaCy package
            (``fr_core_news_md``) or a folder that ``toolkit model train`` or spaCy wrote.

    Returns:
        A pipeline whose tokens have `pos_`, `tag_`, `morph`, `lemma_`, `head` and `dep_`. Loading
        needs no network.

    Raises:
        PipelineError: nothing of that name can be loaded, or it does not parse.
    """
    import spacy

    register()
    try:
        nlp = spacy.load(SHIPPED if name is None else name)
    except (OSError, ValueError, KeyError) as problem:
        raise PipelineError(
            f'cannot load the spaCy pipeline "{name or SHIPPED}" ({problem})',
            expected="an installed spaCy package, or a folder with a config.cfg",
            advice=_advice(name),
        ) from problem
    # Long texts are cut before they reach the pipeline (see `parse`), so spaCy's own limit, which
    # refuses them, is not needed.
    nlp.max_length = 2**31
    return nlp


def register() -> None:
    """Make the shipped pipeline's tokenizer and components known to spaCy."""
    import toolkit.french.component
    import toolkit.french.senter
    import toolkit.french.tokenizer  # noqa: F401


def _advice(name: str | None) -> str:
    if name is None:
        return "Reinstall the package, or name another pipeline"
    if Path(name).exists():
        return "Check that the folder holds a whole pipeline for this version of spaCy"
    return f"Install it (pip install {name}), correct the name, or leave it out for the shipped one"


def parse(
    texts: Iterable[str],
    *,
    pipeline: str | None = None,
    batch_size: int = 256,
    n_process: int = 1,
) -> Iterator[Doc]:
    """Parse each text as one sentence.

    Args:
        texts: sentences, each whole; they may hold line breaks, any Unicode, or nothing.
        pipeline: as for :func:`load`.
        batch_size: sentences parsed together.
        n_process: worker processes; the result is the same for any number.

    Yields:
        One Doc per text, in order, with ``doc.text == text`` and a single sentence (none for an
        empty text). A text of more than CHUNK characters is parsed in pieces whose roots hang on
        the first piece's root as "parataxis".

    Raises:
        PipelineError: see :func:`load`.
    """
    nlp = load(pipeline)
    waiting: list[Doc] = []
    for doc, last in nlp.pipe(
        _pieces(nlp, texts),
        as_tuples=True,
        batch_size=batch_size,
        n_process=n_process,
        disable=[name for name in nlp.pipe_names if "senter" in name],
    ):
        waiting.append(doc)
        if last:
            yield waiting[0] if len(waiting) == 1 else _join(waiting)
            waiting = []


def _pieces(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, bool]]:
    """Unparsed one-sentence Docs; True marks the last piece of a text."""
    import numpy as np

    for text in texts:
        cuts = _cut(text)
        for number, piece in enumerate(cuts, start=1):
            doc = nlp.make_doc(piece)
            # 1 marks a start, -1 a token that is none; set at once, because a token's own setter
            # looks through the whole Doc each time.
            starts: Any = np.full(len(doc), -1, dtype=np.int64)
            starts[:1] = 1
            doc.from_array(["SENT_START"], starts.astype(np.uint64))
            yield doc, number == len(cuts)


def _cut(text: str) -> list[str]:
    """Pieces of at most CHUNK characters that join to the text, cut after a space where one is."""
    if len(text) <= CHUNK:
        return [text]
    pieces = []
    start = 0
    while len(text) - start > CHUNK:
        end = text.rfind(" ", start + CHUNK // 2, start + CHUNK) + 1 or start + CHUNK
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces


def _join(docs: list[Doc]) -> Doc:
    """One Doc of one sentence out of consecutive pieces."""
    import numpy as np
    from spacy.tokens import Doc

    whole = Doc.from_docs(docs, ensure_whitespace=False)
    if whole is None:  # from_docs returns None for an empty list only
        raise PipelineError("no piece to join", advice="Report this: it cannot happen")
    if not whole.has_annotation("DEP"):
        for token in whole:
            token.is_sent_start = token.i == 0
        return whole
    roots = [token.i for token in whole if token.head.i == token.i]
    heads = [token.head.i - token.i for token in whole]
    deps = [token.dep for token in whole]
    label = whole.vocab.strings.add("parataxis")
    for root in roots[1:]:
        heads[root] = roots[0] - root
        deps[root] = label
    offsets = np.asarray(heads, dtype=np.int64).astype(np.uint64)
    values: Any = np.stack([offsets, np.asarray(deps, dtype=np.uint64)], axis=1)
    whole.from_array(["HEAD", "DEP"], values)
    return whole
