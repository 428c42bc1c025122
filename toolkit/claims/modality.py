"""What "devoir" and "pouvoir" say: a duty or a likelihood, an ability or a possibility.

"Les États doivent agir" lays down a duty, "l'outil doit surprendre" guesses; "un médecin peut
rassurer" tells an ability, "l'outil peut devenir un risque" a possibility. The subject decides
first (somebody, or something that happens), then the verb (an act, or an outcome).
Source: Le Querler (1996), *Typologie des modalités*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from toolkit.claims.animacy import lexicon as beings
from toolkit.claims.animacy import of_subject
from toolkit.claims.expressions import folded, hits
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import governs, impersonal, subject
from toolkit.french.mood import auxiliaries, form, low

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_DATED = re.compile(r"\bprochaine?s?\b|\bà venir\b|\b20[2-9]\d\b")


_EVERY = frozenset({"tout", "toute", "tous", "toutes", "chaque", "aucun", "aucune", "nul", "nulle"})


class Modality(BaseModel):
    """``data/lexicons/modality.toml``."""

    model_config = ConfigDict(extra="forbid")
    outcomes: frozenset[str]
    steady: frozenset[str]
    uncertain_effects: frozenset[str]
    involuntary: frozenset[str]
    supposing: frozenset[str]
    horizons: tuple[str, ...]
    everyday: frozenset[str]
    easy: frozenset[str]
    capacities: frozenset[str]
    befalling: frozenset[str]
    newly: frozenset[str]


def lexicon() -> Modality:
    """The shipped verbs."""
    return load_lexicon("modality", Modality)


def devoir(head: Token) -> str | None:
    """"duty", "likelihood", or ``None`` (a past need, a burden, no infinitive under it).

    In the indicative somebody who acts has a duty, a thing has one only in the passive ("les
    données doivent être protégées") or where it has to stay as it is ("doit rester"). In the
    conditional a thing, a name, an outcome ("devrait baisser") or a date mean a likelihood.
    """
    read, chain = form(head), governs(head)
    if lemma_of(head) != "devoir" or len(chain) < 2 or read.mood not in {"ind", "cnd"}:
        return None
    under = {lemma_of(t) for t in chain[1:]}
    being = of_subject(head)
    acts = being in {"person", "institution"} or impersonal(head)
    passive = any(a.dep_ == "aux:pass" for a in auxiliaries(chain[1]))
    if read.tense == "cnd_past" and not impersonal(head):
        return "duty"  # "nous aurions dû refuser", "la machine aurait dû prévenir"
    if read.tense not in {"pres", "fut"} or under & beings().undergoing:
        return None
    who = subject(head)
    if who is not None and low(who) in {"chacun", "chacune", "nul"}:
        return "duty"  # "chacun devrait en bénéficier"
    if read.mood == "cnd":
        empty = impersonal(head) or (who is not None and low(who) in {"il", "cela", "ça"})
        if empty and under & lexicon().easy:
            return "likelihood"  # "il devrait être facile de", "il devrait être possible de"
        if _dated(head):
            return "likelihood"
        if _addressed(who, under) or (being == "person" and passive):
            return "duty"
        if under & lexicon().outcomes:
            return "likelihood"
        # "Les salariés devraient être consultés", "l'outil devrait être transparent": of a thing
        # only what is done to it, or how it is, can be a duty.
        agent = any(low(t) == "par" for c in chain[1].children for t in c.children)
        built = (passive and not agent) or any(c.dep_ == "cop" for c in chain[1].children)
        fit = built and chain[1].pos_ in {"ADJ", "VERB"}
        return "duty" if acts or fit or being == "tool" else "likelihood"
    if read.tense == "fut":
        return "duty" if acts else None
    if acts or being in {"name", "tool"}:
        return "duty"
    # "Le télépilote doit être titulaire d'une licence": what has to be so, of things as well.
    copular = read.tense == "pres" and any(c.dep_ == "cop" for c in chain[1].children)
    adjective = copular and chain[1].pos_ == "ADJ"
    return "duty" if passive or adjective or under & lexicon().steady else None


def _addressed(who: Token | None, under: set[str]) -> bool:
    """"Chaque atelier devrait garder un référent", "on devrait avoir le choix": what every
    member of a class, or we ourselves, ought to do."""
    if who is None:
        return False
    if any(low(c) in _EVERY for c in who.children if c.i < who.i):
        return True
    plain = under & lexicon().outcomes <= lexicon().everyday
    return plain and low(who).lstrip("-t") in {"on", "l'on", "nous", "vous", "tu"}


def _dated(head: Token) -> bool:
    """Whether the sentence names a time to come."""
    if _DATED.search(folded(head.doc)):
        return True
    return next(hits(head.doc, lexicon().horizons), None) is not None


def pouvoir(head: Token) -> str | None:
    """"possibility", "supposing", or ``None`` for an ability, a permission, a denial.

    A person, a firm or a tool is able to act ("la machine peut trier des colis"); what nobody
    can vouch for is an effect or a change ("peut devenir", "peut entraîner"), and whatever a thing
    may do ("une fuite peut passer inaperçue"). Passives are permissions, unless something befalls
    ("peut être causé par"). "On peut craindre", "on pouvait s'attendre" suppose.
    """
    words = lexicon()
    chain = governs(head)[1:]
    if not chain:
        chain = [c for c in head.children if c.dep_ in {"xcomp", "ccomp"} and c.i > head.i][:1]
    read = form(head)
    if not chain or read.mood == "inf" or read.tense in {"pres_perf", "plup", "past"}:
        return None
    who = subject(head)
    lemmas = {lemma_of(t) for t in chain}
    if who is not None and low(who).lstrip("-t") in {"on", "l'on", "nous", "je", "j'"}:
        return "supposing" if lemmas & words.supposing else None
    if read.tense in {"impf", "fut"} or of_predicate(head) is not None:
        return None
    return "possibility" if _may(head, chain[0], lemmas) else None


def _may(head: Token, below: Token, lemmas: set[str]) -> bool:
    """Whether what stands under "peut" is an effect, a state, or what befalls a thing."""
    words, being = lexicon(), of_subject(head)
    if any(c.dep_ == "aux:pass" for c in below.children):
        return bool(lemmas & words.befalling)
    if lemma_of(below) == "faire" and any(low(c) in {"se", "s'"} for c in below.children):
        return False  # "cela peut se faire en ligne": it is feasible
    if being in {"person", "institution"}:
        return bool(lemmas & words.involuntary)
    if being != "thing" and any(low(c) in words.newly for c in head.children):
        return False  # "elle peut désormais traduire": a new ability
    copular = any(c.dep_ == "cop" for c in below.children)
    if copular or lemmas & words.uncertain_effects:
        return True
    return being == "thing" and below.pos_ == "VERB" and not lemmas & words.capacities
