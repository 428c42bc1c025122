"""Who the subject of a reporting verb is: the noun phrase or pronoun before it, whole."""

from __future__ import annotations

from toolkit.claims.attribution.naming import is_name_token, name_run
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.unit import Phrase, Unit
from toolkit.claims.attribution.verbs import Verb


def subject(unit: Unit, verb: Verb) -> Phrase | None:
    """The noun phrase or pronoun before the verb that is its subject; None when none is found."""
    antecedent = _antecedent(unit, verb.start)
    if antecedent is not None:
        return antecedent
    near = _by_surface(unit, verb)
    tree = _by_tree(unit, verb)
    if near is None or tree is None:
        found = near or tree
        return None if found is None else _listed(unit, found, verb)
    if tree.end <= near.start and (whole := _whole(unit, tree, near)) is not None:
        return whole
    # With a relative clause before the verb, the nearest noun belongs to that clause.
    split = any(
        unit.low[k] in ("qui", "que", "qu'", "dont", "où") for k in range(tree.end, near.start)
    )
    # "Anne Duval, de la Guilde, l'Union des voix, affirme": between commas stands an apposition.
    apart = tree.end < near.start and unit.low[tree.end] == ","
    aside = apart and unit.low[near.start - 1] == unit.low[near.end] == ","
    return tree if split or aside else _listed(unit, near, verb)


def _whole(unit: Unit, tree: Phrase, near: Phrase) -> Phrase | None:
    """"le collectif de lutte contre la pollution Odalis affirme": one phrase from the parse's head
    to the noun by the verb, where no comma and no clause parts them."""
    between = range(tree.end, near.start)
    if any(unit.pos[k] in ("PUNCT", "VERB", "AUX", "SCONJ", "PRON") for k in between):
        return None
    if not between and unit.pos[near.start] == "DET":
        return None  # a title run into the sentence: "Réactions Les élus affirment"
    top = unit.tokens[tree.head].i
    for k in range(tree.end, near.end):
        token, steps = unit.tokens[k], 0
        while token.i != top and token.head.i != token.i and steps < 12:
            token, steps = token.head, steps + 1
        if token.i != top:
            return None
    return Phrase(tree.start, near.end, tree.head)


def _listed(unit: Unit, last: Phrase, verb: Verb) -> Phrase:
    """"le port, la ville et les armateurs affirment": all the members of a list before a plural."""
    many = unit.low[verb.start].endswith(("ent", "ont")) or unit.low[verb.index].endswith("ent")
    first = last
    while many and first.start - 1 > unit.first:
        joint = unit.low[first.start - 1]
        if joint != "et" and not (joint == "," and first is not last):
            break
        before = _ending(unit, first.start - 1)
        if before is None:
            break
        first = before
    return last if first is last else Phrase(first.start, last.end, first.head)


def _ending(unit: Unit, end: int) -> Phrase | None:
    """The noun phrase with its article, governed by nothing, that ends right at ``end``."""
    for start in range(max(unit.first, end - 10), end):
        if unit.pos[start] != "DET" and not is_name_token(unit, start):
            continue
        governed = start > unit.first and unit.pos[start - 1] not in ("PUNCT", "CCONJ", "SCONJ")
        if governed or unit.low[start] in ("des", "du"):
            continue
        found = phrase_at(unit, start, stop=end)
        if found is not None and found.end == end and unit.pos[found.head] != "PRON":
            return found
    return None


_CLAUSE = frozenset([":", ";", "—", "–", "«", "“", '"', "»", "”", "(", "...", "…", "?", "!"])


def clause_start(unit: Unit, i: int) -> int:
    """Where the clause holding token ``i`` begins: after a strong mark or a coordination."""
    j = i - 1
    while j >= max(unit.first, i - 80):
        if unit.low[j] == ")":
            while j > unit.first and unit.low[j] != "(":
                j -= 1
        elif unit.low[j] in _CLAUSE or (
            unit.low[j] in ("et", "mais", "car", "or", "donc", "tandis")
            and _clause_follows(unit, j, i)
        ):
            return j + 1
        j -= 1
    return unit.first


def _clause_follows(unit: Unit, j: int, i: int) -> bool:
    """Whether a finite verb stands before the coordination (so that a clause ends there)."""
    return any(unit.pos[k] in ("VERB", "AUX") for k in range(max(unit.first, j - 25), j))


def _antecedent(unit: Unit, start: int) -> Phrase | None:
    """The antecedent of "qui" right before a verb."""
    if start < 2 or unit.low[start - 1] != "qui":
        return None
    end = start - 1
    while end > 0 and unit.low[end - 1] == ",":
        end -= 1
    for begin in range(end - 1, max(unit.first, end - 14) - 1, -1):
        inner = is_name_token(unit, begin - 1) and is_name_token(unit, begin)
        before = unit.pos[begin - 1] if begin > 0 else ""
        # "on a ri de Simone Veil qui voulait": a full name may be governed
        full = before == "ADP" and name_run(unit, begin) - begin >= 2
        if inner or (before in ("ADP", "DET", "NUM", "ADJ") and not full):
            continue
        found = phrase_at(unit, begin, stop=end)
        if found is not None and found.end == end:
            return found
    return None


def _by_tree(unit: Unit, verb: Verb) -> Phrase | None:
    index = {token.i: k for k, token in enumerate(unit.tokens)}
    head = unit.tokens[verb.index]
    shared = verb.start > 0 and unit.low[verb.start - 1] in (
        "et",
        "mais",
        "puis",
        "ou",
        ",",
        "ainsi",
    )
    for _ in range(6):
        for child in head.children:
            if child.dep_.startswith("nsubj") and index.get(child.i, verb.start) < verb.start:
                return _around(unit, index[child.i], verb.start)
        joined = head.dep_ in ("conj", "xcomp", "aux", "aux:tense", "cop")
        # A coordinated verb hung too low still shares a subject further up.
        if not joined and not (
            shared and head.dep_ in ("acl", "advcl", "acl:relcl", "nmod", "obj")
        ):
            return None
        head = head.head
    return None


def _around(unit: Unit, head: int, stop: int) -> Phrase | None:
    """The noun phrase around a head token."""
    start = head
    while start > 0 and unit.pos[start - 1] in ("DET", "ADJ", "NUM", "SYM", "PROPN") and (
        unit.low[start - 1] not in (",",)
    ):
        start -= 1
    for first in range(start, head + 1):
        found = phrase_at(unit, first, stop=stop)
        if found is not None and found.start <= head < found.end:
            return found
    return None


def _by_surface(unit: Unit, verb: Verb) -> Phrase | None:
    """The first noun phrase of the clause that reaches up to the verb and no preposition governs.

    Where a comma stands before the verb, what it closes ("X, fondée en 2006, affirme") is skipped.
    """
    begin = max(clause_start(unit, verb.start), verb.start - 40)
    end = verb.start
    while end > begin and (unit.pos[end - 1] == "ADV" or unit.low[end - 1].endswith("-même")):
        end -= 1
    for _ in range(3):
        aside = end > begin and unit.low[end - 1] == ","
        found = _reaching(unit, begin, end - 1 if aside else end)
        if found is not None or not aside:
            return found
        end -= 1
        while end > begin and unit.low[end - 1] != ",":
            end -= 1
    return None


def _reaching(unit: Unit, begin: int, end: int) -> Phrase | None:
    """The longest noun phrase of ``[begin, end)`` that ends at ``end`` and is no complement."""
    for j in range(begin, end):
        if unit.pos[j] in ("PUNCT", "CCONJ", "ADV", "SCONJ") and unit.low[j] != "%":
            continue
        before = unit.low[j - 1] if j > 0 else ""
        inside = j > 0 and unit.pos[j - 1] in ("ADP", "DET", "NUM") and before != "comme"
        if inside or before in _GOVERNORS:
            continue
        if is_name_token(unit, j - 1) and is_name_token(unit, j):
            continue
        if unit.low[j] in _ENGLISH or before in _ENGLISH:
            continue
        after_noun = j > begin and unit.pos[j - 1] in ("NOUN", "ADJ")
        if after_noun and unit.pos[j] in ("NOUN", "VERB", "ADJ") and not unit.capital(j):
            continue  # "une lettre recommandée envoyée aux élus"
        if unit.pos[j] == "ADJ" and j > 0 and unit.pos[j - 1] in ("NOUN", "PROPN"):
            continue
        many = unit.low[j + 1:j + 2] in (("nombreux",), ("nombreuses",), ("autres",), ("récentes",))
        if unit.low[j] in ("d'", "de", "du") and not many:
            continue
        found = phrase_at(unit, j, stop=end)
        if found is not None and found.end >= end:
            return found
    return None


_ENGLISH = frozenset(["of", "and", "for", "the"])
_GOVERNORS = frozenset([
    "de", "du", "des", "d'", "à", "au", "aux", "par", "avec", "dans", "sur", "pour", "chez",
    "sous", "en", "entre", "vers", "contre",
])
