"""Stories: whose life an article tells, and which of its sentences go on telling it.

Passes: "Joséphine relit les messages du robot.", "Elle a signé lundi." after such a sentence,
"La jeune femme rêve d'une bourse.", "Le vendeur avait tout prévu." next to "Il m'a répondu".
Looks alike and does not: "Elle reste fragile." of a firm, "Selon Anna, …" (an opinion).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.claims.attribution.lexicon import given_names
from toolkit.claims.kinds.lexicon import lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.french.clauses import impersonal, subject
from toolkit.french.mood import form, low

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_PAST = frozenset({"impf", "pres_perf", "plup", "past"})
_MADE = frozenset({"être", "avoir", "faire"})
_CAPITAL = r"[A-ZÉÈÀÎÔ][\w'’-]+"
_PRESENTED = re.compile(
    rf"\b({_CAPITAL})(?:\s+{_CAPITAL}){{0,2}}\s*(?:,\s*(?:âgée? de )?\d\d ans"
    rf"|,?\s+une?\s+(?:jeune|ancienne?|mère|père|ouvri|salarié|employé|étudiant|retraité))")
_BARE = re.compile(rf"(?<![\w'’-])({_CAPITAL})(?!\s+(?:d[eu]\s+)?[A-ZÉÈÀÎÔ])")
_SELF = re.compile(r"\b(?:j['’](?:ai|avais|étais)|m['’](?:a|ont|avait|avaient)|je me suis)\b", re.I)
_TITLED = re.compile(rf"\b(?:M\.|Mme|Mlle|MM\.)\s+(?:{_CAPITAL}\s+)?({_CAPITAL})")
_OFFICE = (r"(?:président|présidente|ministre|chancelier|chancelière|roi|reine|prince|princesse"
           r"|général|gouverneur|gouverneure|sénateur|sénatrice|député|députée|pape|secrétaire"
           r"|maire|préfet|commissaire|ambassadeur|ambassadrice)")
OFTEN = 3
"""Times a titled name has to stand in an article for the article to be about that person."""
NEAR = 300
"""Characters before a sentence in which the story it goes on with has to stand."""


@lru_cache(maxsize=16)
def protagonists(text: str) -> frozenset[str]:
    """The names by which an article presents ordinary people: with their age or trade, or by a
    given name alone."""
    found = {m.group(1) for m in _PRESENTED.finditer(text)}
    barred = lexicon().experience.not_names
    for match in _BARE.finditer(text):
        name = match.group(1)
        before = text[max(0, match.start() - 24) : match.start()].split()
        familiar = name.lower() in given_names() and name.lower() not in barred
        if familiar and not (before and before[-1][:1].isupper()):
            found.add(name)
    return frozenset(found)


@lru_cache(maxsize=16)
def portrayed(text: str) -> frozenset[str]:
    """Family names of the people a portrait keeps coming back to ("M. Lamy", "Mme Diop").

    Holders of a public office are left out: what they do in it is news and no life.
    """
    seen = Counter(match.group(1) for match in _TITLED.finditer(text))
    return frozenset(
        name for name, times in seen.items()
        if times >= OFTEN and not re.search(rf"{_OFFICE}\b[^.!?\n]{{0,60}}{re.escape(name)}", text)
    )


def _lived(scene: Scene, head: Token, who: Token) -> bool:
    """A titled person of a portrait, or the pronoun after one, in a past tense."""
    if form(head).tense not in _PAST or any(c.dep_ == "aux:pass" for c in head.children):
        return False
    text, start = scene.view.document.text, scene.view.sentence.start
    names = portrayed(text)
    if not names:
        return False
    if who.text in names or any(c.text in names for c in who.children):
        return True
    if low(who) not in {"il", "elle", "-t-il", "-t-elle", "-il", "-elle"}:
        return False
    near = text[max(0, start - NEAR) : start + (who.idx if who.idx else 0)]
    return any(name in near for name in names)


def protagonist(scene: Scene, head: Token) -> Token | None:
    """The subject of ``head`` if it is a person the article tells of."""
    who = subject(head)
    if who is None or impersonal(head) or who.dep_ == "expl:subj":
        return None
    document, sentence = scene.view.document, scene.view.sentence
    if lemma_of(head) not in lexicon().experience.opining - _MADE and _lived(scene, head, who):
        return who
    names = protagonists(document.text)
    if not names or lemma_of(head) in lexicon().experience.opining - _MADE:
        return None
    before = document.text[max(0, sentence.start - NEAR) : sentence.start]
    if who.pos_ == "PROPN" or (who.text[:1].isupper() and who.text in names):
        return who if who.text in names else None
    near = any(re.search(rf"\b{re.escape(name)}\b", before) for name in names)
    if low(who) in {"il", "elle", "-t-il", "-t-elle", "-il", "-elle"}:
        return who if near and _personal(head) else None
    if lemma_of(who) in lexicon().experience.figures and any(
            low(c) in {"le", "la", "l'", "notre", "ce", "cette"} for c in who.children):
        return who if near else None
    return None


def _personal(head: Token) -> bool:
    """Whether a pronoun's predicate is told of a person: a verb with its object or complement,
    or a noun or a place after "être"; "elle est rapide" may be a machine."""
    if any(c.dep_ == "cop" for c in head.children):
        return head.pos_ == "NOUN"
    return form(head).mood == "ind"


def goes_on(scene: Scene, head: Token) -> bool:
    """Whether a sentence in a past tense stands in the author's own story."""
    if form(head).tense not in _PAST or impersonal(head):
        return False
    who = subject(head)
    if who is None or low(who) in {"cela", "ça", "ce", "c'", "rien"}:
        return False
    text, start, end = scene.view.document.text, scene.view.sentence.start, scene.view.sentence.end
    first = text.rfind("\n\n", 0, start) + 1
    last = text.find("\n\n", end)
    around = text[max(first, start - NEAR) : start] + " " + text[
        end : min(end + NEAR, last if last >= 0 else len(text))]
    return _SELF.search(re.sub(r"[«“\"][^»”\"]*[»”\"]", "", around)) is not None
