"""Whether a claim is put forward as certain, and what its conditional means.

Passes: "L'IA peut devenir un levier.", "Cela risque d'épuiser les équipes.", "Le gain serait de
10 %.". Looks alike and does not: "Un conseiller peut interpréter un silence." (ability), "sans
aucun doute" (booster), "Les États devraient agir." (advice), "On voudrait comprendre." (wish).
Values of the conditional: Kronning (2002), *Le conditionnel en français*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import View
from toolkit.claims.expressions import folded, hits
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.modality import devoir, pouvoir
from toolkit.claims.negators import of_predicate
from toolkit.claims.proposition import cluster, descent
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import (
    MAIN_RANKS,
    clause_head,
    finite_clauses,
    governs,
    impersonal,
    is_clause,
    marker,
    rank,
    root,
    subject,
)
from toolkit.french.mood import feat, form, low
from toolkit.records import Epistemic, Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_ACCORDING = re.compile(r"\b(?:selon|d'après|à en croire|au dire|aux dires)\b")
_PAST = frozenset({"impf", "pres_perf", "plup", "past"})


class HedgeLexicon(BaseModel):
    """``data/lexicons/hedges.toml``."""

    model_config = ConfigDict(extra="forbid")
    adverbs: tuple[str, ...]
    not_adverbs: tuple[str, ...]
    seeming: frozenset[str]
    seeming_phrases: tuple[str, ...]
    chance: frozenset[str]
    chance_phrases: tuple[str, ...]
    adjectives: frozenset[str]
    supposing_self: frozenset[str]
    boosters: tuple[str, ...]
    certain: tuple[str, ...]
    wishing: frozenset[str]
    naming: frozenset[str]


def lexicon() -> HedgeLexicon:
    """The shipped hedges."""
    return load_lexicon("hedges", HedgeLexicon)


def epistemic(view: View) -> tuple[Epistemic, str | None, tuple[Evidence, ...]]:
    """Whether the main proposition is asserted or hedged.

    Returns:
        ``"asserted"`` or ``"hedged"``; the value of its conditional, ``"hypothetical"``,
        ``"future_in_past"``, ``"borrowed"``, or ``None`` (no conditional, or one that wishes,
        advises or names); the hedges, or without any the boosters, as evidence.
    """
    path = descent(view)
    if not path:
        return "asserted", None, _phrases(view, (), lexicon().adverbs, "adverb")
    outer = root(view.doc)
    # Who fears may stand outside the words attributed to him.
    fears = (outer,) if outer is not None and lemma_of(outer) in {"craindre", "redouter"} else ()
    heads = tuple(dict.fromkeys((*fears, *path, *cluster(view))))
    proof: list[Evidence] = list(_phrases(view, heads, lexicon().adverbs, "adverb"))
    value: str | None = None
    for head in heads:
        proof.extend(_of_predicate(view, head, heads))
        kind = conditional(view, head)
        if kind is not None and value is None:
            value = kind
        possible = kind == "future_in_past" and lemma_of(head) == "pouvoir"
        if (kind in {"hypothetical", "borrowed"} or possible) and not _certain(view, head):
            verb = form(head).verb or head
            proof.append(view.evidence("epistemic", f"conditional.{kind}", verb))
    proof.extend(_embedded(view, heads))
    if proof:
        return "hedged", value, tuple(dict.fromkeys(proof))
    return "asserted", value, _phrases(view, heads, lexicon().boosters, "booster")


def _phrases(
    view: View, heads: tuple[Token, ...], phrases: tuple[str, ...], rule: str
) -> tuple[Evidence, ...]:
    """Set phrases that stand in one of the main clauses (anywhere, if there is none)."""
    barred = [(h.start, h.end) for h in hits(view.doc, lexicon().not_adverbs)]
    found = []
    for hit in hits(view.doc, phrases):
        inside = any(a <= hit.start < b for a, b in barred)
        if rule == "adverb" and inside:
            continue
        if heads and not (_bears_on(hit.token, heads) or (rule == "adverb" and _aside(hit.token))):
            continue
        if rule == "adverb" and hit.token.head.dep_ == "amod" and hit.token.dep_ == "advmod":
            continue  # "un geste apparemment anodin": only the adjective is in doubt
        found.append(view.evidence_inside("epistemic", rule, hit.start, hit.end))
    return tuple(found)


def _bears_on(token: Token, heads: tuple[Token, ...]) -> bool:
    """Whether a word belongs to a main clause and to none that depends on it."""
    home = clause_head(token)
    return home in heads or home.head == home or rank(home) in MAIN_RANKS


def _embedded(view: View, heads: tuple[Token, ...]) -> list[Evidence]:
    """"Les patrons soutiennent que la loi ferait fuir les clients", "tandis que l'autre serait
    vide": a conditional one level down, under a verb in the present, or set against the claim."""
    found = []
    for clause in finite_clauses(view.doc):
        if clause in heads or form(clause).mood != "cnd" or _reporting(view, clause):
            continue
        above = clause.head if is_clause(clause.head) else clause_head(clause.head)
        held = rank(clause) == "complement" and marker(clause) in {"que", "qu'", ""} and (
            above in heads and form(above).tense == "pres")
        against = rank(clause) == "adverbial" and marker(clause) == "tandis"
        if (held or against or rank(clause) == "main") and (
                conditional(view, clause) is not None and not _certain(view, clause)):
            verb = form(clause).verb or clause
            found.append(view.evidence("epistemic", "conditional.embedded", verb))
    return found


def _reporting(view: View, clause: Token) -> bool:
    report = view.voice.report
    return report is not None and report[0] <= view.offset(clause) < report[1]


def _aside(token: Token) -> bool:
    """Whether a hedge stands in an insertion, a content clause or a relative: it is the claim's;
    in an adverbial clause it is not."""
    return rank(clause_head(token)) in {"inserted", "complement", "relative"}


def _of_predicate(view: View, head: Token, heads: tuple[Token, ...]) -> list[Evidence]:
    words = lexicon()
    found: list[Evidence] = []
    lemma = lemma_of(head)
    for token in (head, *(c for c in head.children if c.i < head.i and c.pos_ in {"VERB", "AUX"})):
        # "semblent limités" may be read as a participle with "sembler" for its auxiliary.
        if lemma_of(token) in words.seeming and (token != head or _seems(head)) and (
                token == head or not is_clause(token) or token.dep_ in {"advmod", "amod"}):
            found.append(view.evidence("epistemic", "seeming", token))
    if lemma in words.chance and head.pos_ == "VERB":
        found.append(view.evidence("epistemic", "chance", head))
    denied = lemma == "possible" and of_predicate(head) is not None  # "il n'est pas possible de"
    if not denied and lemma in words.adjectives and is_clause(head) and (
            impersonal(head) or _attribute(head)):
        found.append(view.evidence("epistemic", "possibility", head))
    if lemma in words.supposing_self and head.pos_ == "VERB":
        who = subject(head)
        clause = any(marker(c) in {"que", "qu'"} for c in head.children)
        spoken = who is not None and low(who) in {"je", "j'", "nous", "on", "-je", "-on", "l'on"}
        now = form(head).tense == "pres" and (lemma == "douter" or of_predicate(head) is None)
        feared = lemma in {"craindre", "redouter"}
        if now and (feared or (spoken and (clause or lemma == "douter"))):
            found.append(view.evidence("epistemic", "supposing", head))
    if lemma == "pouvoir" and form(head).mood != "cnd":
        hedge = pouvoir(head)
        if hedge is not None:
            found.append(view.evidence("epistemic", hedge, head))
    for rule, phrases in (("seeming", words.seeming_phrases), ("chance", words.chance_phrases)):
        if head == heads[-1]:
            found.extend(_phrases(view, heads, phrases, rule))
    return found


def _seems(head: Token) -> bool:
    """"paraître" of a book or a report is no seeming: it needs an attribute or an infinitive."""
    if lemma_of(head) != "paraître":
        return True
    return any(c.dep_ in {"xcomp", "ccomp", "iobj", "csubj"} for c in head.children)


def _attribute(head: Token) -> bool:
    return head.pos_ == "ADJ" and any(c.dep_ == "cop" for c in head.children)


def conditional(view: View, head: Token) -> str | None:
    """The value of a predicate's conditional; ``None`` without one, or if it wishes or advises."""
    words = lexicon()
    read = form(head)
    if read.mood != "cnd" or _granted(read.verb or head):
        return None
    lemma = lemma_of(read.verb or head)
    chain = {lemma_of(t) for t in governs(head)}
    if lemma in words.wishing or lemma_of(head) in words.wishing:
        return None
    if lemma == "devoir" and devoir(head) != "likelihood":
        return None
    if lemma == "pouvoir" and chain & words.naming:
        return None
    if lemma_of(head) == "devoir" and read.tense == "cnd_past":
        return None  # "aurait dû être fait" regrets, it doubts nothing
    if _contrary(head) or _avowed(view, head):
        return None
    if lemma == "dire" or (impersonal(head) and _advises(head)):
        return None
    if _reported_in_past(view, head):
        return "future_in_past"
    if _borrowed(view, head, read.tense):
        return "borrowed"
    return "hypothetical"


def _granted(verb: Token) -> bool:
    """"ne serait-ce que", "au cas où il y aurait", "auraient tort de": set phrases whose
    conditional doubts nothing."""
    before = [low(t) for t in verb.doc[max(0, verb.i - 6) : verb.i]]
    after = [low(t) for t in verb.doc[verb.i + 1 : verb.i + 3]]
    conceded = before[-1:] in (["ne"], ["fût"]) and after[:1] in (["-ce"], ["ce"])
    advised = low(verb) in _DOING and bool({"bien", "mieux"} & set(after))
    unable = low(verb) in {"saurait", "sauraient"} and bool({"ne", "n'"} & set(before[-2:]))
    return conceded or advised or unable or "cas" in before or after[:1] in (["tort"], ["intérêt"])


_DOING = frozenset({"ferait", "feraient", "ferions", "feriez", "ferais"})


def _avowed(view: View, head: Token) -> bool:
    """"Je plaiderais pour un moratoire", "ne serait-il pas temps ?": what the author would do or
    asks to be granted is his stance and no doubt about a fact."""
    who = subject(head)
    own = who is not None and low(who) in {"je", "j'", "-je"} and form(head).tense == "pres"
    plain = lemma_of(head) not in {"pouvoir", "devoir", "être", "avoir", "risquer"}
    asked = view.sentence.text.rstrip(" »\"”").endswith("?") and of_predicate(head) is not None
    return asked or (own and plain and not any(c.dep_ == "cop" for c in head.children))


def _advises(head: Token) -> bool:
    """"il serait bon de", "il serait temps de": an adjective of need over an infinitive."""
    return lemma_of(head) in {
        "bon", "temps", "sage", "utile", "souhaitable", "préférable", "judicieux", "nécessaire",
        "important", "urgent", "bienvenu", "opportun", "naïf", "faux", "dommage",
    }


def _reported_in_past(view: View, head: Token) -> bool:
    """Under a verb of saying in a past tense: "il annonçait que l'IA créerait des emplois"."""
    above = head.head
    if head.dep_ == "acl:relcl" and _complete(head):
        above = clause_head(head.head)
    elif head == above or marker(head) not in {"que", "qu'", "si"}:
        return False
    return form(above).tense in _PAST and form(above).mood == "ind"


def _complete(head: Token) -> bool:
    """Whether a clause read as a relative lacks nothing, so that its "que" is a conjunction:
    "a juré dans la presse qu'il ne supprimerait aucun poste"."""
    opens = [low(c) for c in head.children if c.i < head.i]
    own = [c.dep_ for c in head.children if low(c) not in {"que", "qu'"}]
    return bool({"que", "qu'"} & set(opens)) and "nsubj" in own and "obj" in own


def _borrowed(view: View, head: Token, tense: str) -> bool:
    """The conditional of rumour: after "selon X", or a past one without "si"."""
    if _ACCORDING.search(folded(view.doc)) or view.voice.quote == "indirect":
        return not _has_condition(head)
    return tense == "cnd_past" and not _has_condition(head)


def _contrary(head: Token) -> bool:
    """"n'aurait eu aucune saveur s'il avait été écrit par une machine": what did not happen is no
    guess about what did."""
    if form(head).tense != "cnd_past":
        return False
    conditions = [c for c in head.doc if marker(c) in {"si", "s'"}]
    without = any(low(t) in {"sans", "faute"} for t in head.subtree if t.i < head.i)
    surpassed = lemma_of(head) == "pouvoir" and of_predicate(head) is not None and any(
        low(t) in {"mieux", "pire", "plus"} for t in head.subtree)  # "n'aurait pu mieux tomber"
    return without or surpassed or any(form(c).tense == "plup" for c in conditions)


def _has_condition(head: Token) -> bool:
    for child in head.subtree:
        if low(child) in {"si", "s'"} and child.dep_ in {"mark", "advmod"}:
            return True
        if low(child) == "sans" or (low(child) == "en" and feat(child.head, "VerbForm") == "Part"):
            return True
    return False


def _certain(view: View, head: Token) -> bool:
    """Whether the effect is called certain ("aurait des répercussions forcément positives")."""
    return any(
        _bears_on(hit.token, (head,)) for hit in hits(view.doc, lexicon().certain)
    )
