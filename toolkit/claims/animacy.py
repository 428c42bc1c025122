"""Who the subject of a verb is: somebody who decides, a tool, or a thing that happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from toolkit.claims.lemmas import lemma_of
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import subject
from toolkit.french.mood import low

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

Being = Literal["person", "institution", "tool", "name", "thing", "none"]
_PERSONAL = frozenset({"je", "j'", "tu", "nous", "vous", "on", "l'on", "qui", "chacun", "chacune",
                       "certains", "personne", "quiconque", "-nous", "-vous", "-on", "-t-on",
                       "-je", "-tu", "ceux", "celui", "beaucoup", "tous", "toutes", "autres"})


class Animacy(BaseModel):
    """``data/lexicons/animacy.toml``."""

    model_config = ConfigDict(extra="forbid")
    persons: frozenset[str]
    institutions: frozenset[str]
    tools: frozenset[str]
    undergoing: frozenset[str]


def lexicon() -> Animacy:
    """The shipped nouns."""
    return load_lexicon("animacy", Animacy)


def of_subject(head: Token) -> Being:
    """What kind of being the subject of a predicate names; "none" without a subject.

    A relative "qui" is taken for what it stands for, a coordinated predicate shares the subject
    of the first, and "il", "elle" are "name" (somebody or something named before).
    """
    who = subject(head)
    hops = 0
    while who is None and head.dep_ == "conj" and hops < 4:
        head, hops = head.head, hops + 1
        who = subject(head)
    if who is None:
        return "none"
    if low(who) in {"qui", "lequel"} and head.dep_ == "acl:relcl":
        who = head.head
    return of_noun(who)


def of_noun(token: Token) -> Being:
    """The same for one noun or pronoun."""
    text, lemma = low(token), lemma_of(token)
    words = lexicon()
    forms = {text, lemma, text.rstrip("s")}
    if forms & _PERSONAL or forms & words.persons:
        return "person"
    if token.pos_ == "NUM" or text in {"%", "plupart", "majorité", "partie", "moitié", "nombre"}:
        inner = [c for c in token.children if c.dep_ in {"nmod", "obl:arg", "nmod:appos"}]
        return of_noun(inner[0]) if inner else "thing"
    if forms & words.tools:
        return "tool"
    if forms & words.institutions:
        return "institution"
    if text in {"il", "elle", "ils", "elles", "-il", "-elle", "-ils", "-elles", "lui", "-t-il",
                "-t-elle"}:
        return "name"
    if token.pos_ == "PROPN":
        return "name"
    return "thing"
