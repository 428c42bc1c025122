"""Words to concepts: so that claims in other words can be set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, model_validator

from toolkit.codebook import load_lexicon
from toolkit.narratives.words import lexicon, plain, singular, tokens, unaccented


class Concept(BaseModel):
    """Words and phrases that say one thing; on an ``axis``, with the ``sign`` of their side."""

    model_config = ConfigDict(extra="forbid")
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    axis: str | None = None
    sign: int = 0
    act: bool = False
    good: int = 0
    broad: bool = False
    degree: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Concept:
        if (self.axis is None) != (self.sign == 0) or self.sign not in (-1, 0, 1):
            raise ValueError("an axis needs a sign of 1 or -1, and a sign needs an axis")
        if not self.words and not self.phrases:
            raise ValueError("at least one word or phrase")
        return self


class _Thesaurus(BaseModel):
    model_config = ConfigDict(extra="forbid")
    concept: dict[str, Concept]


class _Alternate(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ending: str
    forms: tuple[str, ...]


class _Stems(BaseModel):
    model_config = ConfigDict(extra="forbid")
    keep: int
    endings: tuple[str, ...]
    alternate: tuple[_Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found at word ``place``; ``axis`` and ``sign`` where it takes a side; ``act``:
    it says what is done; ``good``: 1 wished for, -1 feared, 0 neither."""

    name: str
    place: int
    axis: str | None = None
    sign: int = 0
    act: bool = False
    good: int = 0


def concepts() -> dict[str, Concept]:
    """The shipped ``data/lexicons/thesaurus.toml``, read once."""
    found: dict[str, Concept] = load_lexicon("thesaurus", _Thesaurus).concept
    return found


@lru_cache(maxsize=1)
def broad_concepts() -> frozenset[str]:
    """The concepts that half of all claims hold."""
    return frozenset(name for name, concept in concepts().items() if concept.broad)


@lru_cache(maxsize=1)
def degrees() -> frozenset[str]:
    """Axes that say how much, how often or how surely: turns of phrase, as far as sharing goes."""
    return frozenset(f"axis:{concept.axis}" for concept in concepts().values() if concept.degree)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without accents and ending, for comparing claims ("supprimera" -> "supprim")."""
    rules, bare = _stems(), unaccented(word)
    for ending in rules.endings:
        if bare.endswith(ending) and len(bare) - len(ending) >= rules.keep:
            return bare[: -len(ending)]
    return bare


@lru_cache(maxsize=1)
def _stems() -> _Stems:
    rules: _Stems = load_lexicon("stems", _Stems)
    endings = {unaccented(ending) for ending in rules.endings}
    ordered = tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
    return _Stems(keep=rules.keep, endings=ordered, alternate=rules.alternate)


def stems_of(word: str) -> set[str]:
    """The stems a verb's other forms may have ("craindre" -> "craindr", "craign", "craint")."""
    bare = unaccented(word)
    found = {stem(bare)}
    for rule in _stems().alternate:
        if bare.endswith(rule.ending):
            forms = [bare[: -len(rule.ending)] + form for form in rule.forms]
            found |= {*forms, *map(stem, forms)}
    return {key for key in found if len(key) > 2}


Index = dict[str, tuple[str, ...]]
Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@lru_cache(maxsize=1)
def _index() -> tuple[Index, Index, Phrases]:
    """Word -> concepts, stem -> concepts, first stem -> (stems of the phrase, concept)."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, concept in concepts().items():
        for word in concept.words:
            words.setdefault(plain(word), []).append(name)
            for key in stems_of(word):
                stems.setdefault(key, []).append(name)
        for phrase in concept.phrases:
            parts = _full(tokens(phrase))
            phrases.setdefault(parts[0], []).append((parts, name))
    return (
        {word: tuple(dict.fromkeys(names)) for word, names in words.items()},
        {key: tuple(dict.fromkeys(names)) for key, names in stems.items()},
        {key: tuple(sorted(found, key=lambda item: -len(item[0])))
         for key, found in phrases.items()},
    )


def _full(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of a phrase's full words; of all its words when fewer than two are full."""
    full = tuple(stem(word) for word in words if word not in lexicon().stop_words)
    return full if len(full) > 1 else tuple(stem(word) for word in words)


def read(words: Sequence[str], lemmas: Sequence[str] | None = None) -> list[Hit]:
    """The concepts of a sequence of words, in order; other full words stand for themselves.

    Args:
        words: in lower case, in order.
        lemmas: one per word where a pipeline gave them; stems stand in for them otherwise.
    Returns:
        Hits named after concepts, or "=stem" for a word the thesaurus does not hold. Other
        grammatical words, numbers and single letters give none.
    """
    by_word, by_stem, by_phrase = _index()
    known = lexicon()
    base = [plain(lemma) for lemma in lemmas] if lemmas is not None else list(words)
    keys = [stem(word) for word in base]
    hits: list[Hit] = []
    place = 0
    while place < len(words):
        word, lemma = words[place], base[place]
        phrase = _phrase(keys, words, place, by_phrase.get(keys[place], ()))
        if phrase is not None:
            hits.append(_hit(phrase[1], place))
            place += phrase[0]
            continue
        silent = bool({word, lemma} & (known.stop_words | known.light | known.numbers))
        silent = silent or word.endswith(known.inversions)
        names = by_word.get(lemma) or by_word.get(word) or by_word.get(singular(word))
        if not names and not silent:
            names = by_stem.get(keys[place]) or by_stem.get(stem(word))
        hits += [_hit(name, place) for name in names or ()]
        if not names and not silent and len(word) > 1 and not any(c.isdigit() for c in word):
            hits.append(Hit(f"={keys[place]}", place, act=_is_verb(word, lemma)))
        place += 1
    return hits


def _is_verb(word: str, lemma: str) -> bool:
    """An infinitive given for another form: only a verb's lemma ends so."""
    return lemma != word and lemma.endswith(("er", "ir", "re", "oir"))


def _hit(name: str, place: int) -> Hit:
    concept = concepts()[name]
    return Hit(name, place, concept.axis, concept.sign, concept.act or concept.axis is not None,
               concept.good)


def _phrase(
    keys: Sequence[str], words: Sequence[str], place: int,
    candidates: Sequence[tuple[tuple[str, ...], str]],
) -> tuple[int, str] | None:
    """(words, concept) of the longest phrase that starts here; grammatical words may stand inside.

    "représentant du personnel" is found in "représentants de leur personnel".
    """
    stop = lexicon().stop_words
    for parts, name in candidates:
        at, taken = place, 0
        while taken < len(parts) and at < len(keys):
            if keys[at] == parts[taken]:
                taken += 1
            elif words[at] not in stop:
                break
            at += 1
        if taken == len(parts):
            return at - place, name
    return None
