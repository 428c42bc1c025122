"""Stories run over several sentences: what an article tells is settled by its neighbours.

Passes: "Elle avait vendu la barque." alone in an article on ports is news, and no experience;
"La nuit était tombée." between two sentences of a life is part of it. Looks alike and does not:
"J'ai vendu ma barque." (a first person stands by itself), "La nuit tombe tôt en hiver." (present).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.claims.proposition import main_proposition
from toolkit.french.mood import form
from toolkit.records import Claim

if TYPE_CHECKING:
    from toolkit.claims.article import View

_FIELD = "kinds.experience"
_PAST = frozenset({"impf", "pres_perf", "plup", "past"})
WEAK = frozenset({"told", "story", "protagonist", "group"})
"""Rules that need a story around them: a third person or a group in a past tense."""
NEAR = 2
"""Claims on either side among which the story has to go on."""
SHARE = 0.2
"""Share of the claims of an article that tell before it is read as a story."""


def settle(told: list[tuple[View, Claim]]) -> list[Claim]:
    """The claims of an article, in order, with ``experience`` as their neighbours settle it."""
    marks = ["experience" in claim.kinds for _, claim in told]
    story = sum(marks) >= SHARE * len(marks)
    settled = []
    for i, (view, claim) in enumerate(told):
        around = sum(marks[max(0, i - NEAR) : i]) + sum(marks[i + 1 : i + 1 + NEAR])
        if marks[i] and not around and _weak(claim):
            claim = _without(claim)
        elif not marks[i] and story and around >= NEAR and _past(view, claim):
            claim = _within(view, claim)
        settled.append(claim)
    return settled


def _weak(claim: Claim) -> bool:
    """Whether only rules that need a story around them found it."""
    return {e.rule for e in claim.evidence if e.field == _FIELD} <= WEAK


def _past(view: View, claim: Claim) -> bool:
    """A plain assertion in a past tense, in nobody's paraphrase."""
    head = main_proposition(view)
    if claim.kinds != ("assertion",) or claim.quote == "indirect" or head is None:
        return False
    return form(head).tense in _PAST


def _without(claim: Claim) -> Claim:
    kinds = tuple(k for k in claim.kinds if k != "experience") or ("assertion",)
    return replace(claim, kinds=kinds,
                   evidence=tuple(e for e in claim.evidence if e.field != _FIELD))


def _within(view: View, claim: Claim) -> Claim:
    head = main_proposition(view)
    assert head is not None
    proof = view.evidence(_FIELD, "within_story", form(head).verb or head)
    return replace(claim, kinds=("experience",), evidence=(*claim.evidence, proof))
