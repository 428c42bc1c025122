"""What goes on from the sentence before: a study's next figures, hearsay in the conditional."""

from __future__ import annotations

from toolkit.claims.article import Voice
from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.identity import leading_subject
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.shares import is_share
from toolkit.claims.attribution.unit import Phrase, Unit
from toolkit.claims.attribution.verbs import find_verbs

_FIRST = frozenset(["je", "j'", "nous", "on", "vous", "tu", "ce", "c'", "cela", "ça"])


def carried_report(unit: Unit, previous: Voice) -> str:
    """The rule by which a sentence without a report of its own continues the one before; or "".

    A study's figures go on while shares of people are the subject; what somebody was said to hold
    goes on in the conditional ("Deux usines fermeraient."), unless a condition explains that mood.
    """
    if previous.quote == "none" or previous.source is None:
        return ""
    if previous.source_type == "study" and not _objects(unit):
        subject = leading_subject(unit)
        average = "moyenne" in unit.low or "médiane" in unit.low
        people = subject is not None and is_share(unit, subject) and not any(
            lexicon.noun_is("study", word) for word in unit.low[subject.start:subject.end])
        if people or average or _figures_go_on(unit, subject):
            return "carried.study"
    told = any(proof.rule == "attribution.told" for proof in previous.evidence)
    if previous.quote == "indirect" and not told and _borrowed(unit):
        return "carried.conditional"
    return ""


def _figures_go_on(unit: Unit, subject: Phrase | None) -> bool:
    """"Ce taux est passé à 2 %.", "Ils sont 12 % en Suède.": what the study counted goes on."""
    if subject is None or not any(word in ("%", "pourcentage", "points") or unit.pos[k] == "NUM"
                                  for k, word in enumerate(unit.low)):
        return False
    first, head = unit.low[subject.start], unit.low[subject.head]
    pointing = first in ("ce", "cet", "cette", "ces") and head in _COUNTED
    return pointing or (unit.low[subject.start] in ("ils", "elles") and "%" in unit.low)


_COUNTED = frozenset([
    "taux", "chiffre", "chiffres", "proportion", "part", "pourcentage", "nombre", "niveau",
    "moyenne", "écart", "hausse", "baisse", "ratio", "score", "indice", "tendance",
    "tendances", "évolution",
    "différence", "progression", "recul", "diminution", "augmentation",
])


def law_goes_on(unit: Unit, previous: Voice) -> Phrase | None:
    """"L'accord interdit P. Il oblige Q.": the pronoun by which a text's provisions go on."""
    ruled = any(proof.rule == "attribution.norm" for proof in previous.evidence)
    subject = leading_subject(unit)
    if not ruled or subject is None or unit.low[subject.head] not in ("il", "elle"):
        return None
    verbs = [verb for verb in find_verbs(unit) if verb.start == subject.end]
    rules = bool(verbs) and verbs[0].lemma in lexicon.frame("norm") and not verbs[0].passive
    return subject if rules else None


def asking_study(unit: Unit) -> Phrase | None:
    """"Dans notre dernier baromètre, 62 % des cadres disent que P": the study that asked them."""
    i = unit.first
    if unit.low[i:i + 1] not in (("dans",), ("lors",)):
        return None
    i += 2 if unit.low[i] == "lors" else 1
    found = phrase_at(unit, i) if i < len(unit) else None
    if found is None or not lexicon.noun_is("study", unit.low[found.head]):
        return None
    return found if unit.low[found.end:found.end + 1] == (",",) else None


def _objects(unit: Unit) -> bool:
    """"96 % des patrons croient que P, mais on risque Q": the author's own claim is Q."""
    for i, word in enumerate(unit.low):
        if word in ("mais", "or"):
            return any(later in ("on", "nous", "je", "j'") for later in unit.low[i + 1:])
    return False


def _borrowed(unit: Unit) -> bool:
    """The main verb is a third-person conditional that no "si" explains."""
    if any(
        word
        in (
            "si",
            "s'",
            "sans",
            "sinon",
            "pourrait",
            "pourraient",
            "devrait",
            "devraient",
            "faudrait",
            "voudrait",
            "serait-il",
            "semblerait",
            "paraîtrait",
            "suffirait",
        )
        for word in unit.low
    ):
        return False
    for token in unit.view.doc:
        if token.dep_ != "ROOT":
            continue
        verbs = [token, *(c for c in token.children if c.dep_.startswith(("aux", "cop")))]
        forms = [v.text.lower() for v in verbs if "Cnd" in v.morph.get("Mood", [])]
        subjects = {c.text.lower() for c in token.children if c.dep_.startswith("nsubj")}
        return bool(forms) and not subjects & _FIRST and forms[0].endswith(("rait", "raient"))
    return False
