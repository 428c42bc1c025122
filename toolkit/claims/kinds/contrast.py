"""Contrasts without a term of comparison: two figures, two degrees, two dates, two clauses.

Passes: "La part atteint 40 %, mais l'usage ne dépasse pas 10 %.", "plus de réunions et moins de
temps", "Hier on triait, aujourd'hui on relit.", "L'outil prépare ; le juriste décide."
Looks alike and does not: "plus ou moins", "40 % en mars et 50 % en avril", "aujourd'hui" alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.expressions import fold
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.french.clauses import subject
from toolkit.french.mood import form, low, lows
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_BETWEEN = re.compile(r"\bmais\b|\bquand\b|\btandis qu|\balors qu|\bcontre\b|\bpuis seulement\b"
                      r"|\bseulement\b|\bavant d'en\b|\bavant de\b|;")
_MEASURES = frozenset({"percent", "ratio", "fraction", "duration", "count", "money"})
_THEN = frozenset({"hier", "autrefois", "jadis", "naguère", "auparavant", "avant"})
_NOW = frozenset({"aujourd'hui", "désormais", "maintenant", "demain", "dorénavant"})


def contrasts(scene: Scene) -> Iterator[Evidence]:
    """The evidence of every contrast of the sentence."""
    yield from _measures(scene)
    yield from _degrees(scene)
    yield from _dates(scene)
    yield from _balanced(scene)


def _measures(scene: Scene) -> Iterator[Evidence]:
    """Two figures of one kind with a word of contrast between them."""
    text = fold(scene.view.document.text[scene.view.sentence.start : scene.view.sentence.end])
    base = scene.view.sentence.start
    ordered = sorted(scene.quantities, key=lambda q: q.start)
    for one, other in itertools.pairwise(ordered):
        shares = {one.kind, other.kind} <= {"percent", "ratio", "fraction"}
        if not (shares or one.kind == other.kind) or one.kind not in _MEASURES:
            continue
        match = _BETWEEN.search(text, one.end - base, other.start - base)
        # "(260 dollars ; 190 livres)" is one sum in two currencies.
        if match is not None and (one.kind != "money" or match.group() != ";"):
            yield scene.view.evidence_at(
                "kinds.comparison", "figures", base + match.start(), base + match.end())


def _degrees(scene: Scene) -> Iterator[Evidence]:
    """"plus de temps avec les clients et moins devant l'écran"."""
    words = lows(scene.view.doc)
    found = [(i, w) for i, w in enumerate(words) if w in {"plus", "moins", "davantage"}]
    for (i, one), (j, other) in itertools.pairwise(found):
        if (one == "moins") == (other == "moins") or j - i < 3 or j - i > 16:
            continue
        if i and words[i - 1] in {"au", "du", "le", "la", "les", "en", "de", "ne", "n'"}:
            continue
        negated = {"ne", "n'"} & set(words[max(0, i - 5) : i])
        opened = words[j - 1] in {"et", "mais", ","}
        if opened and not negated and words[j + 1 : j + 2] != ["que"]:
            yield scene.token("comparison", "degrees", scene.view.doc[j])


def _dates(scene: Scene) -> Iterator[Evidence]:
    """"Hier on triait, aujourd'hui on relit": then and now, each before a clause."""
    words = lows(scene.view.doc)
    then = next((i for i, w in enumerate(words[:4]) if w in _THEN), None)
    if then is None:
        return
    governs = words[then + 1 : then + 2] not in ([","], ["on"], ["nous"], ["il"], ["elle"])
    if words[then] == "avant" and governs:
        return  # "avant la réforme" dates one thing only
    for i in range(then + 2, len(words)):
        after_stop = words[i - 1] in {",", ";", ":", "et", "mais"}
        if words[i] in _NOW and after_stop:
            yield scene.token("comparison", "dates", scene.view.doc[i])


def _balanced(scene: Scene) -> Iterator[Evidence]:
    """"L'outil prépare ; le juriste décide": two clauses around a semicolon, each with a noun of
    its own as subject, in the same tense."""
    doc = scene.view.doc
    clauses = [c for c in scene.heads if subject(c) is not None]
    for one, other in itertools.pairwise(clauses):
        between = [t for t in doc[one.i + 1 : other.i] if low(t) == ";"]
        if not between or len(doc) > 30:
            continue
        first, second = _named(one), _named(other)
        if first and second and first != second and form(one).tense == form(other).tense and (
                not of_predicate(one) and not of_predicate(other)):
            yield scene.token("comparison", "balanced", between[0])


def _named(head: Token) -> str:
    """The lemma of a definite noun as subject ("le juriste"), "celui de", or nothing."""
    who = subject(head)
    if who is None:
        return ""
    if low(who) in {"celui", "celle", "ceux", "celles", "l'un", "l'autre"}:
        return low(who)
    definite = any(low(c) in {"le", "la", "les", "l'"} for c in who.children)
    return lemma_of(who) if who.pos_ == "NOUN" and definite else ""
