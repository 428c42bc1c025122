"""Whether the main proposition is denied, and what looks like a denial and is none.

Passes: "L'IA ne remplace pas les métiers." Looks alike and does not: "L'IA ne remplace que les
tâches simples." (restriction), "Le risque est plus grand qu'on ne le croit." (expletive), "Ce
n'est pas un outil mais un partenaire." (correction), "La réforme n'est pas sans danger."
(cancelled). Source: Riegel, Pellat & Rioul, *Grammaire méthodique du français*, ch. XI.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import View
from toolkit.claims.expressions import hits
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.proposition import cluster, descent
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import (
    clause_head,
    governs,
    is_clause,
    is_cleft,
    marker,
    own_tokens,
    rank,
    root,
    subject,
)
from toolkit.french.mood import AUXILIARIES, SUBJECTS, feat, is_finite, is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLITICS = frozenset({"PRON", "ADV", "PUNCT"})
_RESUMING = frozenset({"il", "elle", "ils", "elles", "nous", "on", "je", "j'"})
_EXPLETIVE = frozenset({"craindre", "redouter", "empêcher", "éviter", "avant", "moins", "peur",
                        "crainte"})
_VERBAL = frozenset({"VERB", "AUX"})


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


def negated(view: View) -> tuple[bool, tuple[Evidence, ...]]:
    """Whether what the sentence asserts is denied.

    Returns:
        The answer, and as evidence the words that deny, or when the answer is false the words
        that look like a denial, under a rule that says what they are ("restricted", "corrected",
        "expletive", "additive", "cancelled").
    """
    path = descent(view)
    if not path:
        return False, ()
    if _asks(view, path[-1]):
        return False, ()
    framed = _frames(view, path[:-1])
    if framed is not None:
        return framed
    clauses = cluster(view) or (path[-1],)
    read = [(head, of_predicate(head)) for head in clauses]
    proof = tuple(
        view.evidence("negated", n.status, n.cue) for _, n in read if n is not None
    )
    point = _point(view, read)
    if point is not None and point.status == "denied":
        return True, (view.evidence("negated", "denied", point.cue),)
    lexical = _lexical(view, path[-1]) or _disavowed(view, path)
    if lexical is not None and point is None:
        return True, (lexical,)
    return False, proof


def _point(view: View, read: list[tuple[Token, Negation | None]]) -> Negation | None:
    """The negation that bears on the claim: the first clause's, or that of what it turns to."""
    turned = [n for head, n in read[1:] if _turns(head)]
    first, last = read[0][1], read[-1]
    if turned and _turns(last[0]):
        return last[1] or (Negation("conceded", first.cue) if first is not None else None)
    if turned and first is not None and turned[0] is None:
        return Negation("conceded", first.cue)
    return first


def _turns(head: Token) -> bool:
    """Whether the clause is opened by "mais", "or", "pourtant" and the like."""
    words = lexicon().turning
    return any(c.i < head.i and low(c) in words for c in head.children)


def _asks(view: View, head: Token) -> bool:
    """A negative question asserts the contrary ("Ne peut-on pas les mobiliser ?")."""
    return view.sentence.text.rstrip(" »\"”)\u00a0\u202f").endswith("?")


def _frames(view: View, frames: tuple[Token, ...]) -> tuple[bool, tuple[Evidence, ...]] | None:
    """What a negated frame makes of its clause; ``None`` when no frame decides."""
    words = lexicon()
    for frame in frames:
        found = of_predicate(frame)
        if found is None or found.status != "denied":
            continue
        lemmas = {lemma_of(t) for t in governs(frame)} | {
            lemma_of(c) for c in frame.children if c.dep_ in {"obj", "nsubj"}}
        if lemmas & words.affirming_frames:
            continue
        if lemmas & words.denying_frames or is_cleft(frame):
            return True, (view.evidence("negated", "denied_frame", found.cue),)
    return None


def of_predicate(head: Token) -> Negation | None:
    """How the predicate ``head`` is negated, if it is.

    The pair is read off the surface, since "ne" stands right before its verb: the parser's
    attachment is not needed.
    """
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
    if _settled(head, ne):
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
    corrected = _correction(head, second)
    if corrected is not None:
        added = lemma in words.additive_verbs
        return Negation("additive" if added else "corrected", corrected)
    return Negation("denied", second)


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
    return any(
        hit.start <= ne.idx < hit.end for hit in hits(head.doc, lexicon().affirming_phrases)
    )


def _que(head: Token, ne: Token, seconds: list[Token]) -> Token | None:
    """The "que" of a restriction: no conjunction, no relative, no comparative."""
    doc = head.doc
    end = max((t.i for t in head.subtree), default=head.i)
    verb_seen = False
    for token in doc[ne.i + 1 : end + 1]:
        if seconds and low(token) in {",", "et", ";", ":"}:
            return None  # "n'est plus libre, et que …" restricts nothing
        if token.pos_ in _VERBAL:
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
    for token in doc[second.i + 1 :]:
        text = low(token)
        if text == "mais":
            return token if _replaces(token) else None
        if text == ":" and _goes_on(doc, token.i + 1):
            return token
        if text in {",", ";"} and _resumes(head, doc, token.i + 1):
            return token
        if text in {".", "?", "!"} and token.i < len(doc) - 2:
            return None
    return None


def _replaces(mais: Token) -> bool:
    """Whether "mais" opens what replaces the denied part: a phrase, or a clause that resumes the
    subject by a pronoun or leaves it out. A clause about something else concedes (see _point)."""
    for token in mais.doc[mais.i + 1 : mais.i + 24]:
        if token.pos_ in _VERBAL and is_finite(token):
            head = token.head if token.dep_ in AUXILIARIES else token
            if rank(head) == "relative":
                return True
            who = subject(head)
            return of_predicate(head) is None and (who is None or who.pos_ == "PRON")
        if token.is_punct and low(token) in {".", ";", ":"}:
            return True
    return True


def _goes_on(doc: Doc, start: int) -> bool:
    """Whether what follows the colon resumes the subject by a pronoun ("ils prolongent")."""
    first = doc[start : start + 1]
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
    if opening[0] not in _RESUMING:
        return False
    verbs = (t for t in doc[start : start + 6] if t.pos_ == "VERB")
    again = next(verbs, None)
    return again is not None and lemma_of(again) == lemma_of(head)


def opposed(head: Token, found: Negation) -> Token | None:
    """"X ne supprime pas Y, il le transforme": the stop before a clause that goes on with a
    pronoun and affirms something else. The denial stands, and the two are set against each
    other."""
    doc = head.doc
    for token in doc[found.cue.i + 1 : found.cue.i + 24]:
        if low(token) in {",", ";", ":"}:
            after = [low(t) for t in doc[token.i + 1 : token.i + 4]]
            if after and after[0] in _RESUMING and not {"ne", "n'"} & set(after):
                return token
    return None


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


def _lexical(view: View, head: Token) -> Evidence | None:
    """A predicate that denies by its meaning: "est incapable de", "est loin d'être"."""
    words = lexicon()
    for hit in hits(view.doc, words.lexical_phrases):
        if clause_head(hit.token) == head or hit.token == head:
            start = view.sentence.start
            return view.evidence_at("negated", "lexical", start + hit.start, start + hit.end)
    if _far(head):
        return view.evidence("negated", "lexical", head)
    for token in governs(head):
        lemma = lemma_of(token)
        inner = [c for c in token.children if c.i > token.i and (
            c.dep_ in {"xcomp", "ccomp", "obl:arg", "acl", "csubj", "advcl"})]
        if lemma in words.lexical_infinitive and any(c.pos_ in _VERBAL for c in inner):
            return view.evidence("negated", "lexical", token)
        if lemma in words.lexical_predicates and is_clause(token) and inner:
            return view.evidence("negated", "lexical", token)
        if lemma in words.lexical_verbs and any(marker(c) in {"que", "qu'"} for c in inner):
            return view.evidence("negated", "lexical", token)
    return None


def _disavowed(view: View, path: tuple[Token, ...]) -> Evidence | None:
    """"La direction nie avoir cédé": the verb of saying denies what is attributed."""
    outer = root(view.doc)
    if outer is None or outer in path or lemma_of(outer) not in lexicon().lexical_verbs:
        return None
    return None if of_predicate(outer) else view.evidence("negated", "lexical", outer)


def _far(head: Token) -> bool:
    """"est loin de remplacer", "est loin d'être": an infinitive denied; a place is not."""
    for token in head.doc[max(0, head.i - 3) : head.i + 2]:
        following = head.doc[token.i + 1 : token.i + 3]
        if low(token) == "loin" and len(following) == 2 and low(following[0]) in {"de", "d'"}:
            be = [low(t) for t in head.doc[max(0, token.i - 3) : token.i]]
            stands = {"est", "sont", "reste", "restent", "semble", "était", "étaient"}
            return is_infinitive(following[1]) and bool(stands & set(be))
    return False
