"""A parsed sentence as plain Python objects, under the names spaCy gives them.

Rules ask the same few attributes of a token again and again, and spaCy makes a new ``Token`` at
every step of every loop. A frozen Doc is read once from a spaCy Doc of any pipeline; after that a
step of a loop is a list access, ``children`` is a tuple, and the spaCy Doc can be let go.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc


class Morph:
    """The morphological features of a token, shared by all tokens that have the same."""

    __slots__ = ("_features", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        pairs = (pair.split("=", 1) for pair in text.split("|") if "=" in pair)
        self._features = {name: values.split(",") for name, values in pairs}

    def get(self, name: str, default: list[str] | None = None) -> list[str]:
        """The values of a feature, ``default`` (or none) where the tagger gives it none."""
        found = self._features.get(name)
        return found if found is not None else (default if default is not None else [])

    def __str__(self) -> str:
        return self._text


@lru_cache(maxsize=4096)
def _morph(text: str) -> Morph:
    return Morph(text)


class Token:
    """A token: the attributes of spaCy's that the rules use, with the same meaning."""

    __slots__ = (
        "children", "dep_", "doc", "folded", "head", "i", "idx", "is_alpha", "is_punct", "is_quote",
        "is_space", "lemma_", "like_num", "lower_", "morph", "noted_clause", "noted_form",
        "noted_lemma", "pos_", "text",
    )
    i: int
    idx: int
    text: str
    lower_: str
    folded: str
    lemma_: str
    pos_: str
    dep_: str
    morph: Morph
    doc: Doc
    head: Token
    children: tuple[Token, ...]
    is_alpha: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    like_num: bool
    # What rules have found out about the token and ask again and again; None before the first.
    noted_clause: bool | None
    noted_form: Any
    noted_lemma: str | None

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs below it, in the order of the sentence."""
        stack, found = [self], []
        while stack:
            token = stack.pop()
            found.append(token.i)
            stack.extend(token.children)
        tokens = self.doc.tokens
        return iter([tokens[i] for i in sorted(found)])

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, from the nearest to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def lefts(self) -> Iterator[Token]:
        """The dependents before the token, in order."""
        return (child for child in self.children if child.i < self.i)

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        token = self
        while token.children and token.children[0].i < token.i:
            token = token.children[0]
        return token

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        token = self
        while token.children and token.children[-1].i > token.i:
            token = token.children[-1]
        return token


class Span:
    """Consecutive tokens ``[start, end)`` of a frozen Doc."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, max(start, end)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, int):
            return self.doc.tokens[self.start : self.end][key]
        start, end, _ = key.indices(len(self))
        return Span(self.doc, self.start + start, self.start + max(start, end))

    @property
    def start_char(self) -> int:
        """Where the span begins in the sentence's text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the span ends in the sentence's text, exclusive."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words of the span as written."""
        return self.doc.text[self.start_char : self.end_char]


class Doc:
    """A parsed sentence: its tokens, its text, and what rules note about it (``user_data``)."""

    __slots__ = ("_starts", "text", "tokens", "user_data")

    def __init__(self, source: SpacyDoc) -> None:
        self.text: str = source.text
        self.user_data: dict[Any, Any] = {}
        self.tokens: list[Token] = [Token() for _ in range(len(source))]
        below: list[list[Token]] = [[] for _ in self.tokens]
        for given, token in zip(source, self.tokens):
            self._copy(given, token)
            head = given.head.i
            token.head = self.tokens[head]
            if head != token.i:
                below[head].append(token)
        for token, found in zip(self.tokens, below):
            token.children = tuple(found)
        self._starts = [token.idx for token in self.tokens]

    def _copy(self, given: Any, token: Token) -> None:
        token.doc = self
        token.i, token.idx, token.text = given.i, given.idx, given.text
        token.lower_, token.lemma_ = given.lower_, given.lemma_
        token.folded = token.text.lower().replace("\u2019", "'")
        token.pos_, token.dep_ = given.pos_, given.dep_
        token.morph = _morph(str(given.morph))
        token.is_alpha, token.is_punct = given.is_alpha, given.is_punct
        token.is_space, token.is_quote = given.is_space, given.is_quote
        token.like_num = given.like_num
        token.noted_clause = token.noted_form = token.noted_lemma = None

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, int):
            return self.tokens[key]
        start, end, _ = key.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def char_span(self, start: int, end: int) -> Span | None:
        """The smallest run of tokens that covers ``[start, end)``; ``None`` for no token."""
        if not self.tokens or start >= end:
            return None
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(0, bisect_right(self._starts, end - 1) - 1)
        return Span(self, first, last + 1)


def freeze(doc: SpacyDoc | Doc) -> Doc:
    """``doc`` as plain Python objects; a frozen Doc is returned as it is.

    Args:
        doc: a parsed sentence of any spaCy pipeline.
    """
    return doc if isinstance(doc, Doc) else Doc(doc)
