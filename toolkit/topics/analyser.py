"""From passages to terms: what topics are counted on.

With a parse, a term is the lemma of a content word. Without one, a light analyser of French
stands in: elisions and inversions are cut, plurals folded, stop words dropped. Both know the same
stop words and multiword terms, which are data (``data/lexicons``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from toolkit.codebook import load_lexicon
from toolkit.records import Passage, Sentence
from toolkit.topics.engines.base import TopicInput

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})

_WORD = re.compile(r"[^\W\d_]\w*(?:[-’'][^\W_]\w*)*")
_ELISION = re.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|parce ?qu|entr)['’](?=\w)", re.IGNORECASE
)
# Inverted subjects and objects of the imperative: "pense-t-il", "dit-elle", "allez-y".
_CLITIC = re.compile(
    r"(?:-t)?-(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|y|en|ci|là)$",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word of a parsed passage. ``pos`` is a universal part of speech, "" when unknown."""

    text: str
    lemma: str
    pos: str = ""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StopWords(_Strict):
    """``stopwords.toml``: one block of words per class, separated by blanks."""

    determiners: str
    pronouns: str
    prepositions: str
    conjunctions: str
    adverbs: str
    auxiliaries: str
    light_verbs: str
    numerals: str
    calendar: str
    general: str

    def words(self) -> frozenset[str]:
        """Every word of every class."""
        return frozenset(word for block in self.model_dump().values() for word in block.split())


class Multiword(_Strict):
    """One multiword term and what counts as it."""

    name: str
    aliases: list[str] = []


class Plain(_Strict):
    """Multiword terms without aliases."""

    terms: list[str]


class Multiwords(_Strict):
    """``multiwords.toml``."""

    term: list[Multiword]
    plain: Plain

    @model_validator(mode="after")
    def _only_one_owner(self) -> Multiwords:
        names = [entry.name for entry in self.term] + self.plain.terms
        spellings = names + [alias for entry in self.term for alias in entry.aliases]
        twice = [word for word, count in Counter(spellings).items() if count > 1]
        if twice:
            raise ValueError(f'each expression once; "{twice[0]}" is listed twice')
        return self


class Listed(_Strict):
    """Words a rule must leave alone."""

    words: list[str]


class Inflection(_Strict):
    """``inflection.toml``."""

    plural: dict[str, str]
    singular: Listed
    whole: Listed


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The shipped French stop words, in lower case."""
    words: StopWords = load_lexicon("stopwords", StopWords)
    return words.words()


@lru_cache(maxsize=1)
def _uncut() -> frozenset[str]:
    """Words that end like an inverted verb and are none."""
    return stop_words() | frozenset(_inflection().whole.words)


def split_words(text: str) -> Iterator[str]:
    """The words of ``text`` as written, elided articles and inverted pronouns cut off.

    "L’IA change-t-elle aujourd’hui ?" gives "IA", "change", "aujourd’hui".
    """
    for match in _WORD.finditer(text):
        word = match.group()
        shorter = _ELISION.sub("", word)
        while shorter != word:
            word, shorter = shorter, _ELISION.sub("", shorter)
        if word.lower().replace("’", "'") not in _uncut():
            word = _CLITIC.sub("", word)
        if word:
            yield word


@lru_cache(maxsize=200_000)
def singular(word: str) -> str:
    """``word`` in lower case with its plural ending folded; ids for counting, not for reading.

    Source: the first rule of the "light" stemmer for French (Savoy, 1999), with exceptions as
    data.
    """
    inflection = _inflection()
    word = word.lower().replace("’", "'")
    if word in inflection.plural:
        return inflection.plural[word]
    if len(word) <= 3 or word in _unchanged():
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-2] + "l"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@lru_cache(maxsize=1)
def _inflection() -> Inflection:
    data: Inflection = load_lexicon("inflection", Inflection)
    return data


@lru_cache(maxsize=1)
def _unchanged() -> frozenset[str]:
    return frozenset(_inflection().singular.words)


Expressions = Mapping[tuple[str, ...], str]


@lru_cache(maxsize=1)
def expressions() -> Expressions:
    """Folded words of each shipped multiword term or alias → the term's name."""
    data: Multiwords = load_lexicon("multiwords", Multiwords)
    found: dict[tuple[str, ...], str] = {}
    for name in data.plain.terms:
        found[_folded(name)] = name
    for entry in data.term:
        for spelling in (entry.name, *entry.aliases):
            found[_folded(spelling)] = entry.name
    return found


def _folded(text: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in split_words(text))


def light_tokens(text: str) -> list[Token]:
    """``text`` cut into tokens without a parse; the lemma is the word with its plural folded."""
    return [Token(word, singular(word)) for word in split_words(text)]


def light_terms(text: str) -> list[str]:
    """The terms of a short text (a user's seed words), by the light analyser."""
    return _terms(light_tokens(text), stop_words(), _Spelling())


class _Spelling:
    """Counts how each term is written, so that labels can show it."""

    def __init__(self) -> None:
        self.seen: dict[str, Counter[str]] = {}

    def note(self, term: str, written: str) -> None:
        self.seen.setdefault(term, Counter())[written] += 1

    def forms(self) -> dict[str, str]:
        """The most frequent written form of each term, a tie going to a–z.

        Capitals count only where the corpus never writes the form without them: a word that opens
        a sentence is no proper noun.
        """
        return {term: _commonest(counts) for term, counts in sorted(self.seen.items())}

    def names(self) -> dict[str, str]:
        """A readable name for each folded term: itself if the corpus writes it so ("emploi").

        Else ("chinoi", "gen") the most frequent written form in lower case: folding had cut a
        letter that was no plural's.
        """
        taken = {
            term for term, counts in self.seen.items()
            if " " in term or any(form.lower().replace("’", "'") == term for form in counts)
        }
        forms = self.forms()
        return {
            term: term if term in taken else forms[term].lower().replace("’", "'")
            for term in self.seen
        }


def _commonest(counts: Counter[str]) -> str:
    spellings: Counter[str] = Counter()
    for form, number in counts.items():
        spellings[form.lower()] += number
    best = min(spellings, key=lambda form: (-spellings[form], form))
    if best in counts:
        return best
    written = [form for form in counts if form.lower() == best]
    return min(written, key=lambda form: (-counts[form], form))


def _terms(tokens: Sequence[Token], stops: frozenset[str], spelling: _Spelling) -> list[str]:
    """The terms of one run of tokens: longest multiword term first, then single content words."""
    words = [_word_of(token) for token in tokens]
    folded = [singular(word) for word in words]
    known, longest = expressions(), _longest()
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(longest, len(tokens) - at), 0, -1):
            name = known.get(tuple(folded[at : at + length]))
            if name is not None:
                found.append(name)
                spelling.note(name, name)
                at += length
                break
        else:
            term = _single(tokens[at], words[at], stops)
            if term is not None:
                found.append(term)
                spelling.note(term, words[at])
            at += 1
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(key) for key in expressions())


def _word_of(token: Token) -> str:
    """The token's word without an elided article that its tokenizer left on it."""
    return next(split_words(token.text), token.text)


def _single(token: Token, word: str, stops: frozenset[str]) -> str | None:
    """The term a single token stands for, or ``None`` for what carries no topic."""
    if token.pos and token.pos not in CONTENT:
        return None
    lemma = (token.lemma or singular(word)).lower().replace("’", "'")
    lemma = _ELISION.sub("", lemma)
    lower = word.lower().replace("’", "'")
    if len(lemma) < 2 or not _WORD.fullmatch(lemma) or lemma in stops or lower in stops:
        return None
    return lemma


def analyse(
    passages: Sequence[Passage],
    *,
    tokens: Callable[[Passage], Iterable[Token]] | None = None,
    sentences: Mapping[str, Sequence[Sentence]] | None = None,
    extra_stops: Iterable[str] = (),
    groups: Sequence[str | None] | None = None,
    dates: Sequence[str | None] | None = None,
) -> TopicInput:
    """The engines' input: terms per passage and how each term is written.

    Args:
        passages: what to analyse, in order.
        tokens: gives the parsed tokens of a passage; without it the light analyser reads the text.
        sentences: document id → its sentences by index. With it the light analyser reads only the
            passage's own sentences, not what stands between them (an advert, the other voice).
        extra_stops: words to leave out besides the shipped ones, in lower case.
        groups: the source of each passage, or ``None``.
        dates: the ISO date of each passage, or ``None``.
    """
    stops = stop_words() | {word.lower() for word in extra_stops}
    spelling = _Spelling()
    terms = []
    for passage in passages:
        if tokens is not None:
            pieces = [list(tokens(passage))]
        else:
            pieces = [light_tokens(text) for text in _texts(passage, sentences)]
        terms.append(
            tuple(term for piece in pieces for term in _terms(piece, stops, spelling))
        )
    seen_as = spelling.forms()
    if tokens is None:
        names = spelling.names()
        terms = [tuple(names[term] for term in row) for row in terms]
        seen_as = {names[term]: form for term, form in seen_as.items()}
    return TopicInput(
        passages=tuple(passages), terms=tuple(terms), forms=seen_as, groups=groups, dates=dates
    )


def _texts(passage: Passage, sentences: Mapping[str, Sequence[Sentence]] | None) -> list[str]:
    if sentences is None or passage.doc not in sentences:
        return [passage.text]
    by_index = {sentence.index: sentence.text for sentence in sentences[passage.doc]}
    return [by_index[index] for index in passage.sentences]


__all__ = [
    "CONTENT", "Token", "analyse", "expressions", "light_terms", "light_tokens", "singular",
    "split_words", "stop_words",
]
