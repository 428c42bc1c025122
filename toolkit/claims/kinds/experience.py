"""Experience: what the author or a named witness lived through.

Passes: "J'ai moi-même connu cette exigence.", "« J'ai tout gardé », se souvient-elle.", "Gareth
Hughes a été reporter pendant trente ans." (a witness whom the article lets speak). Looks alike
and does not: "Je pense que l'IA aidera." (an opinion), "Netflix a gagné des abonnés." (a firm),
"Nous avons perdu l'équilibre." (mankind).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.claims.animacy import of_noun
from toolkit.claims.attribution.lexicon import given_names
from toolkit.claims.kinds.lexicon import Experience, lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.kinds.story import goes_on, protagonist
from toolkit.claims.lemmas import lemma_of
from toolkit.french.clauses import governs, impersonal, is_clause, root, subject
from toolkit.french.mood import AUXILIARIES, form, low, lows
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_PAST = frozenset({"impf", "pres_perf", "plup", "past", "fut_in_past"})
_NAME = r"(?:[A-ZÉÈÀÎÔ][\w'’-]+)(?:\s+(?:de|du|van|von|ben|el)?\s*[A-ZÉÈÀÎÔ][\w'’-]+){0,3}"
LOOK_BACK = 600
"""Characters before the sentence in which "il" or "elle" looks for its witness."""
LOOK_AHEAD = 400
"""Characters after a sentence that presents somebody in which the quotation has to open."""


def find(scene: Scene) -> Iterator[Evidence]:
    """The first person's life, and that of a witness in the article."""
    words = lexicon().experience
    voice = scene.view.voice
    for hit in scene.phrases(words.phrases):
        yield scene.at("experience", "phrase", hit)
    speaking = voice.quote == "direct" and voice.source_type in {"person", "unspecified"}
    for head in scene.predicates:
        yield from _first_person(scene, head, words, speaking)
        if speaking and _told(scene, head):
            yield scene.token("experience", "told", form(head).verb or head)
        elif not speaking:
            yield from _witness(scene, head, words)
        if voice.source_type == "author" or voice.quote == "indirect":
            who = protagonist(scene, head)
            if who is not None:
                yield scene.token("experience", "protagonist", who)
            elif goes_on(scene, head):
                yield scene.token("experience", "story", form(head).verb or head)
        yield from _group(scene, head, words)
    if voice.quote == "indirect":
        yield from _confided(scene)
    if voice.source_type == "author" or speaking:
        yield from _own(scene, words, speaking)


def _first_person(
    scene: Scene, head: Token, words: Experience, speaking: bool
) -> Iterator[Evidence]:
    """"je" as the subject of a verb of doing; opinions in the present are none."""
    who = subject(head)
    if who is None or low(who) not in words.first or form(head).mood not in {"ind"}:
        return
    act = lemma_of(governs(head)[-1])
    tense = form(head).tense
    if tense in _PAST:
        # "j'ai dit que", "j'ai pensé" are of the discourse, unless a witness tells a story.
        lived = speaking or tense != "pres_perf" or act not in words.telling
    else:
        # "je suis convaincu", "je pense" in the present are opinions; "je suis caissière" is not.
        plain = not any(c.dep_ in AUXILIARIES for c in head.children)
        is_noun = speaking and head.pos_ == "NOUN"
        lived = tense == "pres" and (is_noun or _placed(head) or (
            plain and lemma_of(head) not in words.opining))
    if lived:
        yield scene.token("experience", "first_person", who)


def _placed(head: Token) -> bool:
    """"je suis sur un projet", "je ne suis pas là pour juger": where one is, no opinion."""
    be = next((c for c in (head, *head.children) if low(c) == "suis"), None)
    if be is None:
        return False
    after = [low(t) for t in head.doc[be.i + 1 : be.i + 3] if low(t) != "pas"]
    return bool(after) and after[0] in {"sur", "dans", "chez", "là", "devant"}


def _group(scene: Scene, head: Token, words: Experience) -> Iterator[Evidence]:
    """"nous avons testé": what the speaker's group has done."""
    who = subject(head)
    done = form(head).tense in _PAST and lemma_of(governs(head)[-1]) in words.doing
    if who is not None and low(who) == "nous" and done and scene.said(head):
        yield scene.token("experience", "group", who)


def _confided(scene: Scene) -> Iterator[Evidence]:
    """"Elle m'a confié que": somebody told the author."""
    outer = root(scene.view.doc)
    if outer is not None and form(outer).tense in _PAST:
        for child in outer.children:
            if low(child) in {"m'", "me"} and child.i < outer.i:
                yield scene.token("experience", "confided", child)


def _own(scene: Scene, words: Experience, speaking: bool) -> Iterator[Evidence]:
    """"mon téléphone", "ma banque": what belongs to the speaker; "m'a prélevé"."""
    for i, text in enumerate(lows(scene.view.doc)):
        if text not in words.own and text not in {"m'", "me", "moi"}:
            continue
        token = scene.view.doc[i]
        if text in words.own:
            thing = token.dep_ == "det" and lemma_of(token.head) not in words.opinion_nouns
        else:
            thing = (text in {"m'", "me", "moi"} and not speaking
                     and token.head in scene.predicates and _touches(token.head))
        if thing and scene.central(token):
            yield scene.token("experience", "own", token)


def _touches(head: Token) -> bool:
    """"m'a prélevé", "me coûte": something done to the speaker; "me semble" is an opinion."""
    who = subject(head)
    return form(head).tense in _PAST or (who is not None and low(who) == "on") or (
        form(head).tense == "pres" and lemma_of(head) not in lexicon().experience.opining)


def _told(scene: Scene, head: Token) -> bool:
    """A witness tells of people in a past tense: not of "on" in general, no judgement."""
    read = form(head)
    if read.tense not in _PAST or any(c.dep_ == "cop" for c in head.children):
        return False
    who = subject(head)
    if who is None:
        return read.tense != "pres_perf" and head.dep_ == "conj"
    text = low(who).lstrip("-")
    if {"nous", "m'", "me"} & {low(c) for c in head.children if c != who}:
        return True  # "la direction nous a dit": done to the speaker
    if text in {"personne", "rien", "cela", "ça", "ce", "c'"}:
        return False
    if text == "nous":
        return read.tense != "pres_perf"
    if text == "on":
        return True
    if text in {"je", "j'", "tu", "vous", "il", "elle", "ils", "elles"}:
        return True
    return of_noun(who) == "person" and who.pos_ == "NOUN"


def _witness(scene: Scene, head: Token, words: Experience) -> Iterator[Evidence]:
    """A person of the article as subject of a verb that lives are made of."""
    who = subject(head)
    if who is None and head.dep_ == "conj":
        who = subject(head.head)
    if who is None or not is_clause(head) or impersonal(head) or who.dep_ == "expl:subj":
        return
    lemmas = {lemma_of(t) for t in governs(head)}
    if "falloir" in lemmas:
        return
    status = lemma_of(head) in words.statuses and any(c.dep_ == "cop" for c in head.children)
    if not (lemmas & words.living or status):
        return
    if _person(scene, who, sure=status or bool(lemmas & words.human)):
        yield scene.token("experience", "witness", who)


def _person(scene: Scene, who: Token, *, sure: bool) -> bool:
    """Whether the subject is a witness of the article or a pronoun that stands for one.

    ``sure``: the predicate is one that only people have, so that a full name followed by a
    quotation presents a witness even if no verb of speech is next to the name.
    """
    text, start, end = scene.view.document.text, scene.view.sentence.start, scene.view.sentence.end
    before = text[max(0, start - LOOK_BACK) : start]
    names = witnesses(text)
    if low(who) in {"il", "elle"}:
        return any(name in before for name in names) or (sure and _quoted(text, end))
    if who.pos_ != "PROPN":
        return False
    full = any(c.dep_ == "flat:name" for c in who.children)
    if not full and who.text.lower() in given_names():
        return True  # a bare given name is that of a witness, not of a public figure
    return who.text in names or (sure and full and _quoted(text, end))


def _quoted(text: str, end: int) -> bool:
    """Whether a quotation opens soon after ``end``."""
    return any(mark in text[end : end + LOOK_AHEAD] for mark in "«\"“")


@lru_cache(maxsize=16)
def witnesses(text: str) -> frozenset[str]:
    """The names (each of their words) after or before a verb of speech that stays with a person.

    "explique Marie Durand", "Marie Durand se souvient": what follows such a verb in an inversion
    is a person in nearly all cases; of the six gold articles' 9 such names 8 are.
    """
    voices = sorted(lexicon().experience.voices, key=len, reverse=True)
    verbs = "|".join(re.escape(v) for v in voices)
    found: set[str] = set()
    for match in re.finditer(rf"(?:[\"»”],?\s*)(?:{verbs})\s+({_NAME})", text):
        found.update(w for w in match.group(1).split() if w[:1].isupper())
    return frozenset(w for w in found if len(w) > 2)
