"""Sentences as the rules see them: parsed in one batch, in the author's voice unless told."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.claims.article import AUTHOR, View, Voice
from toolkit.claims.horizon import find as find_horizon
from toolkit.claims.kinds import kinds
from toolkit.claims.quantities import find as find_quantities
from toolkit.french import parse
from toolkit.records import Document, Sentence


def views(texts: Iterable[str], voice: Voice = AUTHOR) -> list[View]:
    """One view per text; each text is its own document."""
    listed = list(texts)
    found = []
    for index, (text, doc) in enumerate(zip(listed, parse(listed))):
        sentence = Sentence(f"s{index}", 0, 0, len(text), text, "body")
        found.append(View(Document(id=f"s{index}", text=text), sentence, doc, voice))
    return found


def by_text(texts: Iterable[str]) -> dict[str, View]:
    """Each different text with its view, in order."""
    listed = list(dict.fromkeys(texts))
    return dict(zip(listed, views(listed)))


def kinds_of(view: View) -> tuple[str, ...]:
    """The kinds of one sentence, with its figures and its horizon."""
    return kinds(view, quantities=find_quantities(view), horizon=find_horizon(view))[0]
