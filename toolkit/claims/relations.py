"""Verb with noun, noun with complement, noun with adjective: by dependency, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.words import fold

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

# Heads that only measure what follows them: "3,5 millions d'emplois", "42 % des postes".
MEASURES = frozenset((
    "million", "milliard", "millier", "centaine", "dizaine", "%", "nombre", "majorité", "partie",
    "part", "moitié", "tiers", "quart", "fois", "plus", "moins", "beaucoup", "trop", "plupart",
    "quantité", "masse", "type", "sorte", "ensemble", "totalité", "certain", "plusieurs",
    "point", "milliers", "foule", "série", "cent", "mille", "près", "environ", "autant",
    "davantage", "taux", "volume", "niveau", "indice",
))
# Verbs whose past is made with "être": their subject is often parsed as one of a passive.
_WITH_BE = frozenset((
    "aller", "apparaître", "arriver", "décéder", "descendre", "devenir", "disparaître", "entrer",
    "intervenir", "monter", "mourir", "naître", "partir", "parvenir", "passer", "redescendre",
    "remonter", "repartir", "rester", "retomber", "retourner", "revenir", "sortir", "survenir",
    "tomber", "venir",
))
_BETWEEN = frozenset(("DET", "ADJ", "NUM", "ADV", "ADP", "SYM"))
_MEASURED = ("nmod", "obl:arg", "obl:mod", "obj", "amod", "appos", "flat")
_ARGUMENTS = {
    "object": ("obj", "nsubj:pass", "obl:arg"),
    "subject": ("nsubj", "obl:agent"),
}


_MODALS = frozenset(("devoir", "pouvoir"))


def governed(verb: Token, nouns: frozenset[str], role: str) -> int | None:
    """The index of a noun of ``nouns`` that ``verb`` governs as ``role``, else ``None``."""
    roles = ("object", "subject") if role == "any" else (role,)
    for name in roles:
        for argument in arguments(verb, name):
            found = _inside(argument, nouns)
            if found is not None:
                return found
    if "object" in roles:
        found = _next_object(verb, nouns)
        if found is not None:
            return found
    return _next_subject(verb, nouns) if "subject" in roles else None


def arguments(verb: Token, role: str) -> list[Token]:
    """The objects or subjects of ``verb``, a passive turned, relatives and participles resolved."""
    wanted = _ARGUMENTS[role]
    active = fold(verb.lemma_) in _WITH_BE  # "est tombé" is no passive
    if active:
        wanted = ("nsubj", "nsubj:pass") if role == "subject" else ("obj",)
    found = [child for child in verb.children if child.dep_ in wanted]
    passive = not active and any(
        child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children
    )
    head = verb.head
    if verb.dep_ == "conj" and not any(child.dep_.startswith("nsubj") for child in verb.children):
        found += [child for child in head.children if child.dep_ in wanted and child.i < verb.i]
    if role == "object" and not found:  # "former et impliquer les équipes"
        found += [
            child for joined in verb.children if joined.dep_ == "conj" and joined.pos_ == "VERB"
            for child in joined.children if child.dep_ == "obj" and child.i > joined.i
        ]
    if _describes(verb, role, wanted):
        found.append(head)
    modal = verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX") and head.lemma_ in _MODALS
    bare = not any(child.dep_.startswith("nsubj") for child in verb.children)
    if modal and bare and passive == (role == "object"):
        # "l'usage doit être encadré": the modal has the subject of the passive below it
        found += [child for child in head.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if passive and role == "subject":
        found = [token for token in found if token.dep_ != "nsubj"]
    return found


def agent_of(verb: Token) -> Token | None:
    """Who or what does ``verb``: its subject, its antecedent, or what does the verb it hangs on.

    Passes: "le robot qui trie", "le robot permet de trier", "trié par le robot". An infinitive
    that hangs on a noun, or a verb of which no subject was parsed, has none.
    """
    here = verb
    for _ in range(4):
        below = {child.dep_: child for child in here.children}
        if "obl:agent" in below:
            return below["obl:agent"]
        if "nsubj" in below:
            found = below["nsubj"]
            relative = here.dep_ == "acl:relcl" and "PronType=Rel" in str(found.morph)
            return here.head if relative else found
        if here.dep_ == "acl" and _present(here):
            return here.head
        if here.dep_ not in ("conj", "xcomp", "advcl") or "nsubj:pass" in below:
            return None
        here = here.head
    return None


def _describes(verb: Token, role: str, wanted: tuple[str, ...]) -> bool:
    """Whether ``verb`` is a participle or relative clause that says ``role`` of its head noun."""
    if verb.dep_ in ("acl", "amod"):
        return (role == "subject") == _present(verb)
    return verb.dep_ == "acl:relcl" and any(
        child.dep_ in wanted and "PronType=Rel" in str(child.morph) for child in verb.children
    )


def _present(verb: Token) -> bool:
    return verb.text.endswith(("ant", "ants", "ante", "antes"))


def _inside(token: Token, nouns: frozenset[str]) -> int | None:
    """``token`` itself, a noun joined to it, or what it measures."""
    queue, seen = [token], 0
    while queue and seen < 12:
        here = queue.pop(0)
        seen += 1
        if _is(here, nouns):
            return int(here.i)
        measuring = fold(here.lemma_) in MEASURES or fold(here.text) in MEASURES or (
            here.pos_ in ("NUM", "SYM", "ADV", "PRON")
        )
        for child in here.children:
            if child.dep_ == "conj" or (measuring and child.dep_ in _MEASURED):
                queue.append(child)
    return None


def _is(token: Token, nouns: frozenset[str]) -> bool:
    if token.pos_ in ("VERB", "AUX", "ADP", "DET"):
        return False
    return fold(token.text) in nouns or fold(token.lemma_) in nouns


def _next_object(verb: Token, nouns: frozenset[str]) -> int | None:
    """The noun phrase right after the verb, where the parse may have missed it."""
    doc = verb.doc
    for token in doc[verb.i + 1:verb.i + 8]:
        if _is(token, nouns):
            return int(token.i)
        measuring = fold(token.lemma_) in MEASURES
        if token.is_quote:
            continue
        if token.is_punct or (token.pos_ not in _BETWEEN and not measuring and token.text != "%"):
            return None
        if token.pos_ == "ADP" and fold(token.text) not in ("de", "d'", "des", "du"):
            return None
    return None


def _next_subject(verb: Token, nouns: frozenset[str]) -> int | None:
    """A noun right before the verb and its auxiliaries."""
    doc = verb.doc
    for place in range(verb.i - 1, max(-1, verb.i - 6), -1):
        token = doc[place]
        if _is(token, nouns):
            return int(token.i)
        if token.pos_ not in ("AUX", "ADV", "ADJ", "PRON") or fold(token.text) in ("que", "qu'"):
            return None
    return None


def compound_end(head: Token, of: frozenset[str]) -> int | None:
    """The complement of ``head`` in *de*: "suppression (massive et brutale) de (ces) postes"."""
    doc = head.doc
    opened = False
    for token in doc[head.i + 1:head.i + 9]:
        key = fold(token.text)
        if opened and _is(token, of):
            return int(token.i)
        if key in ("de", "d'", "des", "du"):
            opened = True
        elif token.is_punct or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ"):
            break
        elif opened and token.pos_ == "NOUN" and not {
            fold(token.lemma_), fold(token.text)
        } & MEASURES:
            return _joined(token, of)
    for child in head.children:
        if child.dep_ == "nmod" and _is(child, of) and any(
            fold(mark.text) in ("de", "d'", "des", "du") for mark in child.lefts
        ):
            return int(child.i)
    return None


def _joined(noun: Token, of: frozenset[str]) -> int | None:
    """A complement joined to the first one: "suppressions de postes et d'emplois"."""
    for child in noun.children:
        if child.dep_ == "conj" and _is(child, of):
            return int(child.i)
    return None


def described_by(noun: Token, adjectives: frozenset[str]) -> int | None:
    """An adjective or participle of ``adjectives`` that describes ``noun``, or is said of it."""
    for child in noun.children:
        if child.dep_ in ("amod", "acl") and _adjective(child, adjectives):
            return int(child.i)
        if child.dep_ == "amod" or child.dep_ == "acl":
            for other in child.children:
                if other.dep_ == "conj" and _adjective(other, adjectives):
                    return int(other.i)
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubj:pass") and _adjective(head, adjectives):
        return int(head.i)
    doc = noun.doc
    for place in (noun.i + 1, noun.i + 2, noun.i - 1):
        between = doc[noun.i + 1:max(noun.i + 1, place)]
        if 0 <= place < len(doc) and _adjective(doc[place], adjectives) and all(
            token.pos_ in ("ADV", "ADJ") for token in between
        ):
            return place
    return None


def _adjective(token: Token, adjectives: frozenset[str]) -> bool:
    if token.pos_ in ("ADP", "DET", "PRON"):
        return False
    return fold(token.text) in adjectives or fold(token.lemma_) in adjectives
