"""What every kind looks at: the sentence, its main clauses, its figures and its horizon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.claims.article import View
from toolkit.claims.expressions import Hit, hits
from toolkit.claims.proposition import cluster, descent
from toolkit.french.clauses import RELATIVES, clause_head, rank
from toolkit.french.mood import low
from toolkit.records import Evidence, Horizon, Quantity

if TYPE_CHECKING:
    from toolkit.french.frozen import Token


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence prepared for the kinds.

    ``path`` leads from the outermost clause of the claim's holder to the proposition; ``heads``
    are the predicates of its main level; ``held`` are the document spans of the words attributed
    to a source (empty for the author).
    """

    view: View
    path: tuple[Token, ...]
    heads: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    horizon: Horizon | None

    @classmethod
    def of(
        cls, view: View, quantities: tuple[Quantity, ...], horizon: Horizon | None
    ) -> Scene:
        """Read the main clauses once for all kinds."""
        return cls(view, descent(view), cluster(view), quantities, horizon)

    @property
    def predicates(self) -> tuple[Token, ...]:
        """The frames and the main clauses, each once."""
        return tuple(dict.fromkeys((*self.path, *self.heads)))

    def token(self, kind: str, rule: str, cue: Token) -> Evidence:
        """Evidence on one token."""
        return self.view.evidence(f"kinds.{kind}", rule, cue)

    def at(self, kind: str, rule: str, hit: Hit) -> Evidence:
        """Evidence on an expression."""
        return self.view.evidence_inside(f"kinds.{kind}", rule, hit.start, hit.end)

    def said(self, token: Token) -> bool:
        """Whether the token stands outside the clause that only tells who speaks."""
        report = self.view.voice.report
        if report is None:
            return True
        at = self.view.offset(token)
        return not report[0] <= at < report[1]

    def central(self, token: Token) -> bool:
        """Whether the token belongs to the claim: to no relative clause but "ce qui", and not to
        the clause that tells who speaks."""
        if not self.said(token):
            return False
        home = clause_head(token)
        hops = 0
        while rank(home) == "relative" and hops < 8:
            if not _resumes(home):
                return home.head == home
            home, hops = clause_head(home.head), hops + 1
        return True

    def phrases(self, phrases: tuple[str, ...], barred: tuple[str, ...] = ()) -> Iterator[Hit]:
        """The expressions that belong to the claim and are no part of a barred one."""
        shut = [(h.start, h.end) for h in hits(self.view.doc, barred)] if barred else []
        for hit in hits(self.view.doc, phrases):
            inside = any(a <= hit.start and hit.end <= b for a, b in shut)
            if not inside and self.said(hit.token):
                yield hit


def _resumes(home: Token) -> bool:
    """"…, ce qui P": a relative that goes on with the main clause."""
    for token in home.subtree:
        if low(token) in RELATIVES:
            before = token.doc[token.i - 1] if token.i else None
            return before is not None and low(before) in {"ce", "celui", "celle", "ceux"}
        if token.i >= home.i:
            break
    return False
