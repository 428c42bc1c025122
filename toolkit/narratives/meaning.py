"""What a claim says, in a form that can be compared: concepts, sides taken, figures, years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.narratives.tables import as_list, as_text
from toolkit.narratives.thesaurus import Hit, read, stems_of
from toolkit.narratives.words import WORD, agent_name, lexicon, plain

_BREAK = re.compile(r"[,;:.!?()«»“”\"—–]")
_SECOND = frozenset({
    "pas", "plus", "jamais", "rien", "aucun", "aucune", "personne", "guère", "nul", "nulle",
    "point", "ni", "nullement", "aucunement",
})
_SUBJECTS = frozenset({"aucun", "aucune", "nul", "nulle", "personne", "rien", "jamais", "ni"})
_COMPARATIVES = frozenset({"plus", "moins", "mieux", "davantage", "meilleur", "meilleure", "pire"})
_REACH = 4
"""Words between "ne" and the cue it denies, clitics and auxiliaries included."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHARES = frozenset({"percent", "ratio", "fraction"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on a scale where equal means equal: shares in [0, 1], the rest as it stands."""

    low: float
    high: float
    scale: str
    about: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """One claim as it is compared.

    ``things`` and ``acts``: concepts, an axis counting as one act whatever the side; ``sides``:
    act -> 1 or -1, denials applied, from the first cue of the act; ``denied``: the claim denies
    something; ``good``: above 0 when it tells of what is wished for, below 0 of what is feared;
    ``compared``: things before and after the "que" of a comparison; ``places``: concept -> the
    word it comes from (one word may stand for two concepts).
    """

    things: frozenset[str]
    acts: frozenset[str]
    sides: Mapping[str, int]
    denied: bool
    good: int = 0
    compared: tuple[frozenset[str], frozenset[str]] | None = None
    figures: tuple[Figure, ...] = ()
    years: frozenset[int] = frozenset()
    agent: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=dict)


def meaning_of(claim: Mapping[str, Any], lemmas: Mapping[str, str] | None = None) -> Meaning:
    """The meaning of a row of `claims`.

    Args:
        claim: at least ``text``; ``negated``, ``quantities``, ``horizon``, ``agent``, ``object``
            where present.
        lemmas: form in lower case -> lemma, for the words of this claim's sentence.
    """
    text = plain(str(claim["text"]))
    found = list(WORD.finditer(text))
    words = [match.group() for match in found]
    base = None if lemmas is None else [lemmas.get(word, word) for word in words]
    spoken = _speaker(claim, words, base)
    hits = [hit for hit in read(words, base) if hit.place not in spoken]
    denied_at = denials(text, [match.span() for match in found])
    sides: dict[str, int] = {}
    for hit in hits:
        if hit.act and _name(hit) not in sides:
            sign = hit.sign or 1
            sides[_name(hit)] = -sign if denied_at[hit.place] else sign
    _weaken(sides)
    return Meaning(
        frozenset(_name(hit) for hit in hits if not hit.act),
        frozenset(_name(hit) for hit in hits if hit.act),
        sides, bool(claim.get("negated")) or any(denied_at), _good(hits, sides, denied_at),
        _compared(words, hits), figures_of(claim), years_of(claim),
        _part(claim.get("agent")), _part(claim.get("object")),
        {_name(hit): hit.place for hit in reversed(hits)},
    )


def _speaker(
    claim: Mapping[str, Any], words: Sequence[str], base: Sequence[str] | None
) -> set[int]:
    """Places of the words that name who speaks, and of the verb that says so: not what is said."""
    source = as_text(claim.get("source"))
    if source is None or as_text(claim.get("source_type")) in (None, "author"):
        return set()
    name = WORD.findall(plain(source))
    places: set[int] = set()
    for i in range(len(words) - len(name) + 1):
        if list(words[i:i + len(name)]) == name:
            places |= set(range(i, i + len(name)))
    if base is not None:
        places |= {i for i, lemma in enumerate(base) if lemma in lexicon().reporting}
    return places


def _weaken(sides: dict[str, int]) -> None:
    """What happens rarely, or to few, is told as good as not to happen: turn the other sides."""
    scarce = [axis for axis in ("axis:frequency", "axis:extent") if sides.get(axis) == -1]
    if scarce and len(sides) > len(scarce):
        for act in sides:
            sides[act] = -sides[act]


def _good(hits: Sequence[Hit], sides: Mapping[str, int], denied_at: Sequence[bool]) -> int:
    """1, 0 or -1: whether what is told is wished for or feared, changes and denials applied."""
    total = 0
    for hit in hits:
        value = -hit.good if denied_at[hit.place] else hit.good
        changed = sides.get("axis:amount", 1) if hit.axis is None else 1
        total += value * changed
    return (total > 0) - (total < 0)


def _compared(
    words: Sequence[str], hits: Sequence[Hit]
) -> tuple[frozenset[str], frozenset[str]] | None:
    """What stands on either side of "plus … que", "mieux que", "moins … que"."""
    for i, word in enumerate(words):
        if word not in _COMPARATIVES:
            continue
        for j in range(i + 1, min(i + 8, len(words))):
            if words[j] in ("que", "qu"):
                before = frozenset(_name(hit) for hit in hits if hit.place < j)
                after = frozenset(_name(hit) for hit in hits if hit.place > j)
                return before - after, after - before
    return None


def _name(hit: Hit) -> str:
    return f"axis:{hit.axis}" if hit.axis is not None else hit.name


def _part(text: Any) -> frozenset[str]:
    """The concepts of an agent or object; none for a pronoun."""
    name = agent_name(as_text(text))
    if name is None:
        return frozenset()
    return frozenset(_name(hit) for hit in read(WORD.findall(plain(name))))


def denials(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which words a true negation reaches, for a text in lower case and the spans of its words.

    "ne … pas/plus/jamais/rien/aucun/personne", "sans" and "aucun" before their word, "il est faux
    que" and verbs of denial ("nier que", "refuser de") to the next mark, "loin de", and what is
    then called a mistake or a myth ("interdire les robots serait une erreur"). "ne" without a
    second word is no denial ("avant qu'il ne parte"), nor is "ne … que".
    """
    words = [text[start:end] for start, end in spans]
    apart = [i > 0 and bool(_BREAK.search(text[spans[i - 1][1]:spans[i][0]]))
             for i in range(len(spans))]
    denied = [False] * len(words)
    for i, word in enumerate(words):
        if word in ("ne", "n") and _is_true(words, apart, i):
            _mark(denied, apart, i + 1, i + 1 + _REACH)
        elif word in ("sans", "aucun", "aucune", "nul", "nulle"):
            _mark(denied, apart, i + 1, i + 3)
        elif (word == "faux" or denies(word)) and _governs(words, i):
            _mark(denied, apart, i + 2, len(words))
        elif word in lexicon().refuted and words[i - 1:i] and words[i - 1] in ("une", "un"):
            _mark(denied, apart, 0, i)
        elif word == "loin" and words[i + 1:i + 2] in (["de"], ["d"]):
            _mark(denied, apart, i + 2, i + 2 + _REACH)
    return denied


def _governs(words: Sequence[str], place: int) -> bool:
    """Whether a clause or an infinitive follows: "faux que", "refuser de"."""
    after = {"que", "qu"} if words[place] == "faux" else {"que", "qu", "de", "d", "à"}
    return place + 1 < len(words) and words[place + 1] in after


def denies(word: str) -> bool:
    """Whether a word is a form of a verb that denies what it governs ("nie", "refusent")."""
    return bool(stems_of(word) & _denial_stems())


@lru_cache(maxsize=1)
def _denial_stems() -> frozenset[str]:
    return frozenset(key for verb in lexicon().denying for key in stems_of(verb))


def _is_true(words: Sequence[str], apart: Sequence[bool], place: int) -> bool:
    for j in range(place + 1, min(place + 8, len(words))):
        if words[j] in ("aucun", "aucune") and j <= place + 3:
            return True  # even behind a quotation mark: "ne supprimera « aucun poste »"
        if apart[j]:
            break
        if words[j] in _SECOND:
            return True
    if words[0] in _SUBJECTS:
        return True
    for j in range(place - 1, max(place - 7, -1), -1):
        if words[j] in _SUBJECTS:
            return True
        if apart[j]:
            break
    return False


def _mark(denied: list[bool], apart: Sequence[bool], start: int, end: int) -> None:
    for j in range(start, min(end, len(denied))):
        if apart[j]:
            break
        denied[j] = True


def figures_of(claim: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of a claim; "40 %", "4 sur 10" and "deux cinquièmes" are on one scale."""
    found = []
    for quantity in as_list(claim.get("quantities")):
        low, high = _number(quantity.get("value_min")), _number(quantity.get("value_max"))
        if low is None and high is None:
            continue
        low, high = (high if low is None else low), (low if high is None else high)
        assert low is not None and high is not None
        kind = str(quantity.get("kind") or "")
        unit = as_text(quantity.get("unit")) or ""
        if kind in _SHARES:
            factor = 0.01 if kind == "percent" else 1.0
            low, high, scale = low * factor, high * factor, "share"
        else:
            scale = f"{kind}:{unit}" if kind in ("money", "duration") else kind
        about = as_text(quantity.get("modifier")) is not None
        found.append(Figure(low, high, scale, about))
    return tuple(found)


def years_of(claim: Mapping[str, Any]) -> frozenset[int]:
    """The years a claim points to."""
    horizon = claim.get("horizon")
    if isinstance(horizon, Mapping):
        years = [_number(horizon.get("year_from")), _number(horizon.get("year_to"))]
        known = frozenset(int(year) for year in years if year is not None)
        if known:
            return known
        return frozenset(int(y) for y in _YEAR.findall(str(horizon.get("text") or "")))
    if "horizon" in claim:
        return frozenset()
    return frozenset(int(year) for year in _YEAR.findall(str(claim["text"])))


def _number(value: Any) -> float | None:
    if value is None or value != value:
        return None
    return float(value)


def figures_agree(a: Figure, b: Figure) -> bool:
    """Whether two figures on one scale are the same, roundings allowed (one twentieth)."""
    if a.scale != b.scale:
        return False
    room = 0.05 * max(abs(a.low), abs(a.high), abs(b.low), abs(b.high))
    if a.scale == "share":
        room = 0.031 if a.about or b.about else 0.011
    elif a.about or b.about:
        room *= 2
    return a.low <= b.high + room and b.low <= a.high + room
