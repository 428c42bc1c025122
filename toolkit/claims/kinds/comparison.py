"""Comparison: two things are set against each other on a scale, or contrasted as the point.

Passes: "X détruit plus d'emplois qu'il n'en crée.", "au lieu de remplacer", "pas X mais Y",
"Tandis que les uns s'adaptent, les autres …". Looks alike and does not: "plus que jamais",
"contrairement aux idées reçues", "de plus en plus", "plus complexe" without a second term,
"alors que" of time.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.expressions import fold
from toolkit.claims.kinds.contrast import contrasts
from toolkit.claims.kinds.lexicon import Comparison, lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negation import opposed
from toolkit.claims.negators import of_predicate
from toolkit.french.clauses import clause_head, governs, is_clause, rank, subject
from toolkit.french.mood import feat, form, is_finite, is_infinitive, low, lows
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

_AGAINST = re.compile(r"\b(contre)\s+(?:\w+\s+){0,2}$")
_AHEAD = re.compile(
    r"\s*(?:d'avance|de retard|de (?:plus|moins)|plus (?!tard|tôt|de)\w+|moins (?!de)\w+)\b")
_DETERMINERS = frozenset({"un", "une", "des", "le", "la", "les", "l'", "ce", "cette", "ces", "son",
                          "sa", "ses", "leur", "leurs", "de", "d'", "à", "aux", "au", "par",
                          "pour"})
_REACH = 14
"""Tokens after a degree word in which its "que" has to stand."""
_BEFORE_DEGREE = frozenset({"à", "d'", "d'autant", "autant", "en", "plus", "ne", "n'", "du", "au",
                            "le", "la", "les", "de", "non", "pour", "tout"})


_ENDS = frozenset({",", ";", ":"})
_STEPS = frozenset({"encore", "bien", "nettement", "légèrement", "tout", "infiniment",
                    "sensiblement", "autrement", "franchement", "largement", "fois"})
_EXPECTED = frozenset({"jamais", "possible", "prévu", "nécessaire", "d'habitude", "souhaité",
                       "attendu", "voulu", "raison", "d'ordinaire", "convenu", "permis", "prévue"})
_OPENS_QUE = frozenset({"bien", "afin", "pour", "parce", "alors", "ainsi", "sorte", "tandis", "dès",
                        "avant", "après", "condition", "lors", "sans", "tant", "puis", "ou", "et",
                        "quoi", "fait", "point", "moment"})
"""Words that make of a "que" another conjunction than the one of the degree."""
_MULTIPLIED = ("doublé", "triplé", "quadruplé", "quintuplé", "décuplé", "centuplé")


def find(scene: Scene) -> Iterator[Evidence]:
    """Terms of comparison, degrees with "que", corrections, oppositions of clauses."""
    words = lexicon().comparison
    for hit in scene.phrases(words.phrases, words.not_comparison):
        if scene.central(hit.token) and not _temporal(scene, hit.token, hit.text):
            yield scene.at("comparison", "term", hit)
    for i, text in enumerate(lows(scene.view.doc)):
        if text in words.degrees and scene.said(scene.view.doc[i]):
            yield from _degree(scene, scene.view.doc[i])
    for head in scene.predicates:
        lemma = lemma_of(head)
        if lemma in words.contrasts and scene.said(head) and _against(head):
            yield scene.token("comparison", "verb", head)
        for token in governs(head):
            if lemma_of(token) in words.preferring and _preferred(token):
                yield scene.token("comparison", "preference", token)
        past = any(t.pos_ == "NUM" for t in head.doc[head.i + 1 : head.i + 3])  # a threshold
        if lemma in words.adjectives and not past and any(c.dep_ == "cop" for c in head.children):
            yield scene.token("comparison", "adjective", head)
        found = of_predicate(head)
        yield from _scaled(scene, head)
        if found is not None and not _goes_on(found.cue) and (found.status == "corrected" or (
                found.status == "additive" and low(found.cue) == ":")):
            yield scene.token("comparison", "correction", found.cue)
        if found is not None and found.status == "denied":
            stop = opposed(head, found)
            if stop is not None and _takes_up(head, found.cue, stop):
                yield scene.token("comparison", "antithesis", stop)
    yield from _same(scene)
    yield from _opposition(scene, words)
    yield from _figures(scene)
    yield from _tail(scene)
    yield from _parallel(scene)
    yield from contrasts(scene)


def _preferred(token: Token) -> bool:
    """"préfère le vélo au tram": somebody prefers one thing to another, not just likes it."""
    after = [c for c in token.children if c.i > token.i]
    return any(c.dep_ == "obj" or is_infinitive(c) for c in after) and any(
        low(g) in {"à", "au", "aux", "que", "qu'", "plutôt"} for c in after
        for g in (c, *c.children) if g.i > token.i + 1)


def _scaled(scene: Scene, head: Token) -> Iterator[Evidence]:
    """"est moins bruyant", "est encore plus rare", "sont tout aussi utiles": a degree of the
    predicate that only makes sense against something told before."""
    if not any(c.dep_ == "cop" for c in head.children) or head.pos_ not in {"ADJ", "VERB"}:
        return
    for child in head.children:
        word, before = low(child), low(head.doc[child.i - 1]) if child.i else ""
        if child.i > head.i or word not in {"plus", "moins", "aussi"}:
            continue
        if before in {"le", "la", "les", "ne", "n'", "de", "en", "non", "ou"}:
            continue
        if before in _STEPS or (word == "moins" and before not in {"pas", "au"}):
            yield scene.token("comparison", "scaled", child)


def _goes_on(cue: Token) -> bool:
    """Whether "mais" only adds a clause with its own verb ("n'est pas rare, mais il coûte cher");
    "mais c'est" and "mais" over a noun or an infinitive correct what was denied."""
    doc, after = cue.doc, cue.i + 1
    if low(cue) != "mais" or after >= len(doc):
        return False
    if low(doc[after]) in {"c'", "ce", "bien", "plutôt", "parce"}:
        return False
    quotes = {"«", '"', "“"}
    start = next((i for i in range(after, min(len(doc), after + 3))
                  if doc[i].text not in quotes), after)
    if low(doc[start]) in {"quand", "toujours", "aussi"}:
        return True
    if doc[start].pos_ in {"VERB", "AUX"} and is_finite(doc[start]):
        return True
    return any(is_clause(t) and rank(t) != "relative" and _own_subject(t, start)
               for t in doc[start : start + 8])


def _own_subject(clause: Token, start: int) -> bool:
    who = subject(clause)
    return who is not None and start <= who.i <= start + 3 and low(who) not in {"qui", "ce", "c'"}


def _takes_up(head: Token, cue: Token, stop: Token) -> bool:
    """Whether the pronoun after the stop takes up the subject of the denied clause, which the
    stop closes: not "et, dans ce cas, il", "il y a", a new "je"."""
    doc, who = head.doc, subject(head)
    pronoun, then = low(doc[stop.i + 1]), low(doc[min(stop.i + 2, len(doc) - 1)])
    if who is None or rank(head) == "relative" or then == "y":
        return False
    if low(doc[stop.i - 1]) in {"et", "ou", "mais"}:
        return False
    if any(low(t) in {",", ";", ":"} for t in doc[cue.i + 1 : stop.i]):
        return False
    if low(doc[0]) == "si" or pronoun in {"je", "j'", "nous", "on"}:
        return pronoun == low(who)
    plural = feat(who, "Number") == "Plur"
    return (pronoun in {"ils", "elles"}) == plural and low(who) not in {"je", "j'", "nous", "on"}


def _same(scene: Scene) -> Iterator[Evidence]:
    """"le même poste que sa sœur": two things set side by side under one noun."""
    words = lows(scene.view.doc)
    for i, word in enumerate(words[:-3]):
        if word not in {"même", "mêmes"} or words[i + 1] in {"manière", "façon", "si", "temps"}:
            continue
        if scene.view.doc[i + 1].pos_ == "NOUN" and words[i - 1] in {"le", "la", "les", "l'"}:
            near = itertools.takewhile(lambda w: w not in _ENDS, words[i + 2 : i + 5])
            if {"que", "qu'"} & set(near) and scene.said(scene.view.doc[i]):
                yield scene.token("comparison", "same", scene.view.doc[i])


def _degree(scene: Scene, token: Token) -> Iterator[Evidence]:
    """"plus / moins / aussi / autant / mieux … que"; not "plus que jamais", "ne … plus que"."""
    doc = token.doc
    before = low(doc[token.i - 1]) if token.i else ""
    if before in _BEFORE_DEGREE or _second_of_negation(token):
        return
    for that in doc[token.i + 1 : token.i + _REACH]:
        text = low(that)
        if text in {";", ":", ".", "!", "?"} or (text == "," and that.i > token.i + 6):
            return
        if that.pos_ in {"VERB", "AUX"} and is_finite(that) and lemma_of(that) != "valoir":
            return  # "plus de mille salariés et estime que": the "que" is another verb's
        if that.pos_ == "VERB" and text.endswith("ant"):
            return  # "va plus loin en affirmant que"
        if text not in {"que", "qu'"}:
            continue
        following = low(doc[that.i + 1]) if that.i + 1 < len(doc) else ""
        if low(doc[that.i - 1]) in _OPENS_QUE or _reckoned(doc, that.i):
            return
        # "a plus que doublé": more than twofold, measured against nothing
        grown = that.i == token.i + 1 and following.rstrip("es").endswith(_MULTIPLIED)
        if grown or following in _EXPECTED or that.dep_ in {"obj", "nsubj"}:
            return
        if low(token) in {"plus", "autant"} and before in {"pas", ","} and (
                that.i == token.i + 1 or low(token) == "autant"):
            return  # "pas plus que les autres", "…, autant de lois que l'on a votées"
        if low(token) in {"tant", "aussi"} and token.i in {0, that.i - 1}:
            return  # "il prévoit aussi que"
        if low(token) == "autant" and is_infinitive(doc[token.i + 1]):
            return  # "autant dire que"
        if low(token) == "tant" and "pas" not in {low(t) for t in doc[: token.i]}:
            return
        if scene.central(token) or clause_head(token) in scene.predicates:
            yield scene.token("comparison", "degree", token)
        return


def _reckoned(doc: Doc, that: int) -> bool:
    """"plus facile qu'on ne le croit": held against what people think, not against a thing."""
    near = [doc[i] for i in range(that + 1, min(len(doc), that + 6))]
    if not near or near[0].pos_ != "PRON":
        return False
    return any(lemma_of(t) in {"penser", "croire", "imaginer", "dire", "supposer"} for t in near)


def _figures(scene: Scene) -> Iterator[Evidence]:
    """"63 %, contre 21 % en 2020", "deux fois plus": a figure set against another."""
    for quantity in scene.quantities:
        text = fold(quantity.text)
        if quantity.kind == "multiplier" and ("plus" in text or "moins" in text):
            yield scene.view.evidence_at(
                "kinds.comparison", "multiplier", quantity.start, quantity.end)
        after = _AHEAD.match(fold(scene.view.document.text[quantity.end : quantity.end + 24]))
        if after is not None:
            yield scene.view.evidence_at("kinds.comparison", "difference",
                                         quantity.start, quantity.end + after.end())
        before = fold(scene.view.document.text[max(0, quantity.start - 20) : quantity.start])
        match = _AGAINST.search(before)
        if match is not None and len(scene.quantities) > 1:
            at = max(0, quantity.start - 20) + match.start(1)
            yield scene.view.evidence_at("kinds.comparison", "figures", at, at + len("contre"))


def _tail(scene: Scene) -> Iterator[Evidence]:
    """"C'est un outil, pas une menace": a negator after a comma opens what is set aside."""
    text = lows(scene.view.doc)
    for i in range(2, len(text) - 1):
        if text[i - 1] != "," or text[i] not in {"pas", "jamais", "non"}:
            continue
        if text[i + 1] in _DETERMINERS and not {"ne", "n'"} & set(text[max(0, i - 8) : i]):
            yield scene.token("comparison", "tail", scene.view.doc[i])


def _second_of_negation(token: Token) -> bool:
    """"ne … plus": the adverb right after the verb whose "ne" stands before it."""
    if low(token) != "plus":
        return False
    before = [low(t) for t in token.doc[max(0, token.i - 4) : token.i]]
    return bool({"ne", "n'"} & set(before)) and not {"pas", "point"} & set(before)


def _temporal(scene: Scene, token: Token, text: str) -> bool:
    """"loin de la ville" is a place, "tandis que" may be of time: a place has no clause. Nor do
    "supérieure à 38 degrés" and "disent plutôt qu'ils …" set two things against each other."""
    after = [t for t in scene.view.doc[token.i : token.i + 4] if t.idx >= token.idx + len(text)]
    if text.endswith(("eure à", "eures à", "eur à", "eurs à")) and after:
        return after[0].pos_ == "NUM"
    if text.startswith("plutôt qu") and after:
        return low(after[0]) in {"il", "ils", "elle", "elles", "on"}
    if text.startswith("loin de") or text.startswith("loin d'"):
        following = scene.view.doc[token.i + 2 : token.i + 3]
        verbal = bool(following) and following[0].pos_ in {"VERB", "AUX"}
        on = [low(t) for t in scene.view.doc[max(0, token.i - 2) : token.i]]
        return not verbal and not {"est", "sont", "sommes"} & set(on)
    return False


def _against(head: Token) -> bool:
    """Verbs of contrast need what the subject is set against."""
    return any(c.dep_.split(":")[0] in {"obj", "obl", "iobj"} for c in head.children)


def _opposition(scene: Scene, words: Comparison) -> Iterator[Evidence]:
    """"Alors que X, Y": an opposition that opens the sentence, both halves with named subjects."""
    for hit in scene.phrases(words.opposing):
        lead = [t for t in scene.view.doc[: hit.token.i] if t.is_alpha]
        if len(lead) > 1 or (hit.text in {"quand", "là où"} and len(lead) > 0):
            continue
        half = _half(scene, hit.token)
        if half is None or not scene.heads or form(half).mood == "cnd":
            continue
        one, other = subject(half), subject(scene.heads[0])
        if one is None or other is None or hit.text in {"quand", "là où"}:
            continue
        if one.pos_ in {"NOUN", "PROPN", "PRON"} and (
                other.pos_ in {"NOUN", "PROPN", "ADJ"} or low(other).startswith("cel")):
            yield scene.at("comparison", "opposition", hit)


def _half(scene: Scene, opening: Token) -> Token | None:
    """The subordinate clause a conjunction opens."""
    for token in scene.view.doc[opening.i : opening.i + 40]:
        if is_clause(token) and rank(token) == "adverbial":
            return token
    return None


def _parallel(scene: Scene) -> Iterator[Evidence]:
    """"Les experts dominent l'instant, mais les polymathes bâtissent l'avenir." """
    if len(scene.heads) != 2:
        return
    first, second = scene.heads
    between = scene.view.doc[first.i + 1 : second.i]
    mais = next((t for t in between if low(t) in {"mais", ";"}), None)
    one, other = subject(first), subject(second)
    if mais is None or one is None or other is None:
        return
    both_nouns = one.pos_ == "NOUN" and other.pos_ == "NOUN" and one.lemma_ != other.lemma_
    same_tense = form(first).tense == form(second).tense and form(first).mood == "ind"
    plain = not of_predicate(first) and not of_predicate(second)
    short = len(scene.view.doc) <= 16
    if both_nouns and same_tense and plain and short:
        yield scene.token("comparison", "parallel", mais)
