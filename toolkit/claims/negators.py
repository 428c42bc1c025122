"""How one predicate is negated: the pair ne … pas read off the surface, and what undoes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from toolkit.claims.expressions import hits
from toolkit.claims.lemmas import lemma_of
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import (
    clause_head,
    governs,
    impersonal,
    is_clause,
    own_tokens,
    rank,
    subject,
)
from toolkit.french.mood import (
    AUXILIARIES,
    SUBJECTS,
    feat,
    form,
    is_finite,
    is_infinitive,
    low,
    notes,
)

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

_CLITICS = frozenset({"PRON", "ADV", "PUNCT"})
RESUMING = frozenset({"il", "elle", "ils", "elles", "nous", "on", "je", "j'"})
_EXPLETIVE = frozenset({"craindre", "redouter", "empêcher", "éviter", "avant", "moins", "peur",
                        "crainte"})
REACH = 60
"""Tokens after a negation in which its correction or its "que" has to open; longer than any of
the sentences read for these rules needs, and what keeps the cost of a page-long one linear."""
VERBAL = frozenset({"VERB", "AUX"})


class NegationLexicon(BaseModel):
    """``data/lexicons/negation.toml``."""

    model_config = ConfigDict(extra="forbid")
    second: frozenset[str]
    before: frozenset[str]
    bare: frozenset[str]
    additive_adverbs: frozenset[str]
    additive_verbs: frozenset[str]
    affirming_verbs: frozenset[str]
    affirming_frames: frozenset[str]
    denying_frames: frozenset[str]
    lexical_predicates: frozenset[str]
    lexical_verbs: frozenset[str]
    lexical_infinitive: frozenset[str]
    lexical_phrases: tuple[str, ...]
    affirming_phrases: tuple[str, ...]
    affirming_acts: frozenset[str]
    turning: frozenset[str]
    rather: frozenset[str]
    saying: frozenset[str]


@dataclass(frozen=True, slots=True)
class Negation:
    """What a "ne" (or a lone "pas") does to the predicate it stands with.

    ``status``: ``denied``, ``restricted``, ``expletive``, ``additive``, ``cancelled``,
    ``corrected`` (pas X mais Y) or ``conceded`` (pas X, mais Q). ``cue`` is the word that tells.
    """

    status: str
    cue: Token


def lexicon() -> NegationLexicon:
    """The shipped negation words."""
    return load_lexicon("negation", NegationLexicon)


def of_predicate(head: Token) -> Negation | None:
    """How the predicate ``head`` is negated, if it is.

    The pair is read off the surface, since "ne" stands right before its verb: the parser's
    attachment is not needed.
    """
    kept = notes(head.doc)
    key = ("negation", head.i)
    if key not in kept:
        found = _of_predicate(head)
        kept[key] = None if found is None else (found.status, found.cue.i)
    read: tuple[str, int] | None = kept[key]
    return None if read is None else Negation(read[0], head.doc[read[1]])


def _of_predicate(head: Token) -> Negation | None:
    group = {head.i, *(c.i for c in head.children if c.dep_ in AUXILIARIES)}
    for ne in _ne_before(head.doc, group):
        return _read(head, ne, group)
    return _lone(head, group)


def _ne_before(doc: Doc, group: set[int]) -> list[Token]:
    """The "ne" whose verb is in ``group``."""
    found = []
    for i in sorted(group):
        j = i - 1
        while j >= 0 and i - j < 6 and doc[j].pos_ in _CLITICS | {"AUX"} and j not in group:
            if low(doc[j]) in {"ne", "n'"}:
                found.append(doc[j])
                break
            if low(doc[j]) in {"que", "qu'", ",", "qui"}:
                break
            j -= 1
    return found


def _read(head: Token, ne: Token, group: set[int]) -> Negation:
    words = lexicon()
    if _settled(head, ne) or _wished(head, ne):
        return Negation("cancelled", ne)
    seconds = _seconds(head, ne)
    if seconds and low(seconds[0]) == "plus" and _feared(ne):
        return Negation("expletive", ne)
    que = _que(head, ne, seconds)
    lemma = lemma_of(head)
    if que is not None and (not seconds or low(seconds[-1]) in {"plus", "guère", "jamais"}):
        return Negation("restricted", que)
    if not seconds:
        verb = min((head.doc[i] for i in group if i > ne.i), key=lambda t: t.i, default=head)
        if {lemma, lemma_of(verb)} & words.bare and not _compares(ne):
            return Negation("denied", ne)
        return Negation("cancelled" if lemma in words.affirming_verbs else "expletive", ne)
    second = seconds[0]
    after = _after(head, second)
    if {lemma_of(t) for t in governs(head)[1:]} & words.affirming_acts:
        return Negation("cancelled", second)  # "il ne faut pas nier les tensions"
    if lemma in words.affirming_verbs and low(second) in {"pas", "guère"} and _takes_de(head):
        return Negation("cancelled", second)
    if after is not None and low(after) in words.additive_adverbs:
        return Negation("additive", after)
    if after is not None and low(after) == "sans":
        return Negation("cancelled", after)
    if after is not None and low(after) == "moins" and low(second) == "pas":
        return Negation("cancelled", after)
    if after is None and _degree(second):
        return Negation("corrected", second)
    if _other(second):
        return Negation("restricted", second)
    corrected = _correction(head, second)
    if corrected is not None:
        added = lemma in words.additive_verbs
        return Negation("additive" if added else "corrected", corrected)
    return Negation("denied", second)


def _wished(head: Token, ne: Token) -> bool:
    """"Le tout est de ne pas céder", "il se peut que l'eau ne monte pas": what is aimed at, feared
    or supposed is not denied."""
    if is_infinitive(head) and any(c.dep_ == "cop" and c.i < ne.i for c in head.children):
        return True
    opened = any(low(c) in {"que", "qu'"} and c.dep_ == "mark" for c in head.children)
    return opened and form(head).mood == "sub"


def _seconds(head: Token, ne: Token) -> list[Token]:
    """The second words of the negation, inside the predicate's clause."""
    words = lexicon()
    own = list(own_tokens(head))
    found = [t for t in own if t.i > ne.i and low(t) in words.second and _negates(t)]
    if not found:
        # The parser may have given the word to another clause; right after the verb it is ours.
        near = head.doc[ne.i + 1 : min(ne.i + 6, len(head.doc))]
        found = [t for t in near if low(t) in {"pas", "plus", "jamais", "rien", "guère"}
                 and _negates(t)]
    before = [t for t in own if t.i < ne.i and low(t) in words.before
              and (t.dep_ in SUBJECTS or t.head.dep_ in SUBJECTS or ne.i - t.i <= 2)]
    if not before:
        before = [t for t in head.doc[max(0, ne.i - 1) : ne.i]
                  if low(t) in {"rien", "personne", "nul", "aucun", "aucune"}]
    if not before and not found:
        opening = [low(t) for t in head.doc[:2]]
        if opening[:1] == ["jamais"] or opening in (["nulle", "part"], ["plus", "jamais"]):
            before = [head.doc[0]]  # "Jamais, en dix ans, elle n'avait eu peur."
    return found + before


def _negates(token: Token) -> bool:
    """False for "plus" that compares, for "point" and "personne" as nouns."""
    text = low(token)
    if text in {"point", "personne"}:
        return not any(c.dep_ == "det" for c in token.children)
    if text == "plus":
        # "n'est pas plus rapide": the comparative is not the negation's second word.
        return not (token.i and low(token.doc[token.i - 1]) in {"pas", "de", "le", "la", "les"})
    return True


def _degree(second: Token) -> bool:
    """"ne tient pas tant au prix qu'au goût": one of the two is preferred, none denied."""
    near = [low(t) for t in second.doc[second.i + 1 : second.i + 3]]
    rest = {low(t) for t in second.doc[second.i + 1 : second.i + REACH]}
    return bool({"tant", "autant"} & set(near)) and bool({"que", "qu'"} & rest)


def _other(second: Token) -> bool:
    """"n'a jamais eu d'autre but que de plaire": the only one."""
    near = [low(t) for t in second.doc[second.i + 1 : second.i + 5]]
    rest = {low(t) for t in second.doc[second.i + 1 : second.i + 8]}
    return bool({"autre", "autres"} & set(near)) and "d'" in near and bool({"que", "qu'"} & rest)


def _after(head: Token, second: Token) -> Token | None:
    """The word after the negation's second word, past adverbs and the participle."""
    for token in head.doc[second.i + 1 : second.i + 4]:
        if low(token) in {"que", "qu'"} and _opens_clause(token):
            return None  # "pas que les cadres" adds; "ne pense pas que P" has a conjunction
        if low(token) in lexicon().additive_adverbs | {"sans", "moins"}:
            return token
        if token.i != head.i and token.pos_ not in {"ADV", "AUX"}:
            return None
    return None


def _opens_clause(que: Token) -> bool:
    """Whether "que" is a conjunction: a finite verb follows before any relative or stop."""
    for token in que.doc[que.i + 1 :]:
        if token.is_punct and low(token) not in {"-", "'"}:
            return False
        if token.pos_ in {"VERB", "AUX"} and is_finite(token):
            return True
        if low(token) in {"qui", "dont", "où"} or token.i > que.i + 12:
            return False
    return False


def _takes_de(head: Token) -> bool:
    return any(low(t) in {"de", "d'", "à"} for t in head.doc[head.i + 1 : head.i + 4])


def _settled(head: Token, ne: Token) -> bool:
    """Set phrases whose negation affirms: "il ne fait aucun doute", "on ne peut nier"."""
    kept = notes(head.doc)
    if "affirming" not in kept:
        found = hits(head.doc, lexicon().affirming_phrases)
        kept["affirming"] = [(hit.start, hit.end) for hit in found]
    return any(start <= ne.idx < end for start, end in kept["affirming"])


def _que(head: Token, ne: Token, seconds: list[Token]) -> Token | None:
    """The "que" of a restriction: no conjunction, no relative, no comparative."""
    doc = head.doc
    end = min(head.right_edge.i, ne.i + REACH)
    verb_seen = False
    for token in doc[ne.i + 1 : end + 1]:
        if seconds and low(token) in {",", "et", ";", ":"}:
            return None  # "n'est plus libre, et que …" restricts nothing
        if token.pos_ in VERBAL:
            if verb_seen and is_clause(token) and token != head and clause_head(token) != head:
                return None
            verb_seen = True
        if low(token) not in {"que", "qu'"} or not verb_seen:
            continue
        if feat(token, "PronType") == "Rel" or token.dep_ in {"obj", "nsubj"}:
            continue
        following = doc[token.i + 1 : token.i + 2]
        if token.dep_ == "mark" and is_clause(token.head):
            return None
        if following and low(following[0]) in {"il", "elle", "on", "ils", "elles", "nous", "je"}:
            return None
        if any(low(t) in {"plus", "moins", "aussi", "autant", "autre", "même"}
               and t.i > ne.i + 2 for t in doc[ne.i + 1 : token.i]):
            return None
        return token
    return None


def _compares(ne: Token) -> bool:
    """The expletive "ne" of a comparison or after "avant que", "de peur que"."""
    before = [low(t) for t in ne.doc[max(0, ne.i - 8) : ne.i]]
    if not {"que", "qu'"} & set(before):
        return False
    return bool({"plus", "moins", "mieux", "pire", "autre", "autrement", "avant", "peur", "crainte",
                 "craindre", "craint", "meilleur"} & set(before))


def _feared(ne: Token) -> bool:
    """After "craindre que", "avant que", "à moins que" a "ne" without "pas" denies nothing."""
    before = ne.doc[max(0, ne.i - 10) : ne.i]
    opens = any(low(t) in {"que", "qu'"} for t in before)
    return opens and any(lemma_of(t) in _EXPLETIVE or low(t) in _EXPLETIVE for t in before)


def _correction(head: Token, second: Token) -> Token | None:
    """"pas X mais Y", "pas X : c'est Y": the word that opens Y, when Y replaces X."""
    doc = head.doc
    for token in doc[second.i + 1 : second.i + REACH]:
        text = low(token)
        if text == "mais":
            return token if _replaces(head, token) else None
        if text in {":", ";"} and _goes_on(doc, token.i + 1):
            return token
        if text == "," and low(doc[min(token.i + 1, len(doc) - 1)]) in lexicon().rather:
            return token  # "pas pour juger, juste pour écouter"
        if text in {",", ";"} and _resumes(head, doc, token.i + 1):
            return token
        if text in {".", "?", "!"} and token.i < len(doc) - 2:
            return None
    return None


def _replaces(first: Token, mais: Token) -> bool:
    """Whether "mais" opens what replaces the denied part: a phrase, or a clause that leaves the
    subject out or goes on with the same pronoun. A clause that takes up a noun ("la digue n'est
    pas finie, mais elle tient") or speaks of something else adds to the denial."""
    for token in mais.doc[mais.i + 1 : mais.i + 24]:
        if token.pos_ in VERBAL and is_finite(token):
            head = token.head if token.dep_ in AUXILIARIES else token
            if rank(head) == "relative":
                return True
            who, theme = subject(head), subject(first)
            named = theme is not None and theme.pos_ in {"NOUN", "PROPN"}
            anew = named and who is not None and lemma_of(head) != lemma_of(first)
            return of_predicate(head) is None and not anew and (who is None or who.pos_ == "PRON")
        if token.is_punct and low(token) in {".", ";", ":"}:
            return True
        if low(token) == "," and low(token.doc[min(token.i + 1, len(token.doc) - 1)]) in {
                "et", "car", "or"}:
            return True  # "pas un oubli mais un choix, et les juges le savent"
    return True


def _goes_on(doc: Doc, start: int) -> bool:
    """Whether what follows the colon resumes the subject by a pronoun ("ils prolongent"), and by
    no empty one ("il est donc probable", "il faut")."""
    first = doc[start : start + 1]
    if first and low(first[0]) == "il" and impersonal(clause_head(first[0])):
        return False
    if not first or low(first[0]) not in {"il", "elle", "ils", "elles", "c'", "ce"}:
        return False
    return not any(low(t) in {"ne", "n'"} for t in doc[start + 1 : start + 3])


def _resumes(head: Token, doc: Doc, start: int) -> bool:
    """"X n'est pas Y, c'est Z"; "nous ne voulions pas Y, nous voulions Z": the same predication
    again, affirmed. Another verb ("elle fait tomber les murs") only adds to the denial."""
    opening = [low(t) for t in doc[start : start + 4]]
    if not opening or {"ne", "n'"} & set(opening):
        return False
    copular = any(c.dep_ == "cop" for c in head.children)
    if opening[0] in {"c'", "ce"} and copular:
        return bool({"est", "sont", "était", "étaient", "sera"} & set(opening[1:3]))
    if opening[0] in {"c'", "ce"}:
        # "La technique ne décide pas, ce sont des gens qui décident"
        after = doc[start + 2 : start + 16]
        return any(t.pos_ == "VERB" and lemma_of(t) == lemma_of(head) for t in after)
    if opening[0] not in RESUMING:
        return False
    who = subject(head)
    if who is not None and low(who) == opening[0] and opening[0] in {"nous", "on", "je", "ils"}:
        return True  # "nous ne cassons rien ; nous demandons": the same speaker goes on
    verbs = (t for t in doc[start : start + 6] if t.pos_ == "VERB")
    again = next(verbs, None)
    return again is not None and lemma_of(again) == lemma_of(head)


def _lone(head: Token, group: set[int]) -> Negation | None:
    """"pas", "jamais", "rien" without "ne": spoken ("c'est pas vrai") or verbless ("… rien.")."""
    last = max(group)
    for token in head.children:
        near = token.dep_ == "advmod" and min(group) < token.i <= last + 2
        if near and low(token) == "pas" and _after(head, token) is None:
            return None if _correction(head, token) else Negation("denied", token)
    if not is_clause(head) and low(head) in {"rien", "personne", "aucun", "aucune"}:
        return Negation("denied", head)
    if not is_clause(head):
        first = next((t for t in head.subtree if t.is_alpha), None)
        if first is not None and low(first) in {"aucun", "aucune", "nul", "nulle", "pas"}:
            return Negation("denied", first)
    return None
