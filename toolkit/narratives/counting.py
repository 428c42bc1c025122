"""What words, terms and agents each article holds, as one sparse table per kind of item."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.narratives.tables import as_list, as_text
from toolkit.narratives.words import agent_name, lexicon, plain, tokens

if TYPE_CHECKING:
    import pandas as pd

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_LONGEST_TERM = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each item occurs in each article.

    ``table``: scipy sparse (articles, items); ``items`` their names, the most frequent first;
    ``sizes``: (articles,) all items of the article, those below the threshold included.
    """

    unit: str
    items: tuple[str, ...]
    table: Any
    sizes: np.ndarray


def count_items(
    unit: str, tables: Mapping[str, pd.DataFrame | None], ids: Sequence[str], *, most: int,
    fewest: int = 3,
) -> Counts | None:
    """Count ``unit`` ("lemma", "word", "term", "agent") in the body of each article.

    Args:
        unit: "lemma" and the part-of-speech form of "term" need the table `terms`; without it
            lemmas are not counted, and terms are runs of words around "de", "à" …
        tables: `terms`, `sentences`, `claims`, any of them ``None``.
        ids: the articles, in order.
        most, fewest: keep the ``most`` frequent items that occur ``fewest`` times or more.
    Returns:
        The counts, or ``None`` when the tables hold nothing of that kind.
    """
    stream = _STREAMS[unit](tables)
    if stream is None:
        return None
    place = {identity: i for i, identity in enumerate(ids)}
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    for identity, found in stream:
        if identity in place:
            rows[place[identity]].update(found)
    totals: Counter[str] = Counter()
    for counter in rows.values():
        totals.update(counter)
    items = sorted((i for i, n in totals.items() if n >= fewest), key=lambda i: (-totals[i], i))
    sizes = np.array([sum(rows[i].values()) for i in range(len(ids))], dtype=np.float64)
    if not items:
        return None
    return Counts(unit, tuple(items[:most]), _sparse(rows, items[:most], len(ids)), sizes)


def _sparse(rows: Mapping[int, Counter[str]], items: Sequence[str], articles: int) -> Any:
    from scipy.sparse import csc_array

    column = {item: k for k, item in enumerate(items)}
    cells = [(i, column[item], n) for i in sorted(rows) for item, n in rows[i].items()
             if item in column]
    data = np.array([n for _, _, n in cells], dtype=np.float64)
    where = (np.array([i for i, _, _ in cells], dtype=np.int64),
             np.array([k for _, k, _ in cells], dtype=np.int64))
    return csc_array((data, where), shape=(articles, len(items)))


Stream = Iterator[tuple[str, Iterable[str]]]


def _lemmas(tables: Mapping[str, pd.DataFrame | None]) -> Stream | None:
    terms = tables.get("terms")
    if terms is None or not len(terms):
        return None
    stop = lexicon().stop_words
    return (
        (str(doc), [lemma for lemma, pos in zip(as_list(lemmas), as_list(tags))
                    if pos in CONTENT and lemma not in stop and len(lemma) > 1])
        for doc, lemmas, tags in zip(terms["doc"], terms["lemmas"], terms["pos"])
    )


def _words(tables: Mapping[str, pd.DataFrame | None]) -> Stream | None:
    body = body_sentences(tables.get("sentences"))
    if body is None:
        return None
    stop = lexicon().stop_words
    return (
        (str(doc), [word for word in tokens(str(text)) if is_content(word, stop)])
        for doc, text in zip(body["doc"], body["text"])
    )


def is_content(word: str, stop: frozenset[str]) -> bool:
    """A word of two letters or more that is not grammatical; bare numbers are left out."""
    return len(word) > 1 and word not in stop and not word.isdigit()


def body_sentences(sentences: pd.DataFrame | None) -> pd.DataFrame | None:
    """The sentences of article bodies; all of them where no zone is given."""
    if sentences is None or not len(sentences):
        return None
    if "zone" not in sentences.columns:
        return sentences
    return sentences[sentences["zone"] == "body"]


def _terms(tables: Mapping[str, pd.DataFrame | None]) -> Stream | None:
    body = body_sentences(tables.get("sentences"))
    terms = tables.get("terms")
    if terms is None or not len(terms):
        if body is None:
            return None
        return ((str(doc), list(_plain_terms(str(text))))
                for doc, text in zip(body["doc"], body["text"]))
    text_of: dict[tuple[str, int], str] = {}
    if body is not None and "index" in body.columns:
        text_of = {(str(doc), int(index)): str(text)
                   for doc, index, text in zip(body["doc"], body["index"], body["text"])}
    return _tagged(terms, text_of)


def _tagged(terms: pd.DataFrame, text_of: Mapping[tuple[str, int], str]) -> Stream:
    columns = (terms["doc"], terms["sentence"], terms["forms"], terms["pos"])
    for doc, sentence, forms, tags in zip(*columns):
        text = text_of.get((str(doc), int(sentence)))
        yield str(doc), list(_tagged_terms(as_list(forms), as_list(tags), text))


def _plain_terms(text: str) -> Iterator[str]:
    """Two content words side by side, or joined by "de", "à" …, inside one stretch of text."""
    known = lexicon()
    for stretch in _stretches(text):
        words = tokens(stretch)
        solid = [is_content(word, known.stop_words) for word in words]
        for i, word in enumerate(words):
            if not solid[i]:
                continue
            if i + 1 < len(words) and solid[i + 1]:
                yield f"{word} {words[i + 1]}"
            elif i + 2 < len(words) and solid[i + 2] and words[i + 1] in known.term_links:
                yield _join([word, words[i + 1], words[i + 2]])


def _stretches(text: str) -> list[str]:
    """The parts of a sentence between marks of punctuation, which no term crosses."""
    parts = [""]
    for char in text:
        if char.isalnum() or char.isspace() or char in "'’-‑":
            parts[-1] += char
        else:
            parts.append("")
    return parts


def _join(words: Sequence[str]) -> str:
    return " ".join(words).replace(" d ", " d'").replace(" d' ", " d'").replace(" l' ", " l'")


def _tagged_terms(forms: list[str], tags: list[str], text: str | None) -> Iterator[str]:
    """Noun + adjective, adjective + noun, noun + "de" + noun …, two to four words long."""
    apart = _breaks(forms, text)
    links = lexicon().term_links
    for start in range(len(forms)):
        for end in range(start + 2, min(start + _LONGEST_TERM, len(forms)) + 1):
            if any(apart[start + 1:end]):
                break
            if _is_term(tags[start:end], [plain(form) for form in forms[start:end]], links):
                yield _join([plain(form) for form in forms[start:end]])


def _breaks(forms: Sequence[str], text: str | None) -> list[bool]:
    """Whether a mark of punctuation stands before each form in the sentence."""
    apart, place = [False] * len(forms), 0
    if text is None:
        return apart
    for i, form in enumerate(forms):
        found = text.find(form, place)
        if found < 0:
            continue
        apart[i] = any(not (c.isspace() or c in "'’-‑") for c in text[place:found])
        place = found + len(form)
    return apart


def _is_term(tags: Sequence[str], words: Sequence[str], links: frozenset[str]) -> bool:
    """A noun phrase of the kinds French makes terms of; it starts and ends on a full word."""
    if any(tag not in ("NOUN", "PROPN", "ADJ") and word not in links
           for tag, word in zip(tags, words)):
        return False
    if tags[-1] not in ("NOUN", "PROPN", "ADJ") or words[0] in links or words[-1] in links:
        return False
    linked = [word in links for word in words]
    if any(a and b for a, b in pairwise(linked)):
        return False
    if not any(linked):
        return len(tags) <= 3 and tags.count("NOUN") + tags.count("PROPN") == 1
    place = linked.index(True)
    return tags[0] == "NOUN" and sum(linked) == 1 and "NOUN" in tags[place + 1:]


def _agents(tables: Mapping[str, pd.DataFrame | None]) -> Stream | None:
    claims = tables.get("claims")
    if claims is None or not len(claims) or "agent" not in claims.columns:
        return None
    return (
        (str(doc), [name] if (name := agent_name(as_text(agent))) else [])
        for doc, agent in zip(claims["doc"], claims["agent"])
    )


_STREAMS: dict[str, Callable[[Mapping[str, Any]], Stream | None]] = {
    "lemma": _lemmas, "word": _words, "term": _terms, "agent": _agents,
}
UNITS = tuple(_STREAMS)
