"""The narrative diff: the same claim through the articles, who carries it and who denies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.narratives.grouping import group_claims
from toolkit.narratives.meaning import Meaning, meaning_of
from toolkit.narratives.options import DEFAULT, Options
from toolkit.narratives.profiles import is_quoted
from toolkit.narratives.relation import Rarity, relate
from toolkit.narratives.tables import (
    NO_VALUE,
    Rows,
    as_list,
    as_text,
    body_claims,
    frame,
    group_articles,
)
from toolkit.narratives.words import WORD, plain

if TYPE_CHECKING:
    import pandas as pd

Claim = dict[str, Any]
NARRATIVE_COLUMNS = (
    "narrative", "n_claims", "n_articles", "n_groups", "contested", "confidence", "n_affirm",
    "n_deny",
    "affirm_text", "affirm_doc", "affirm_start", "affirm_end", "deny_text", "deny_doc",
    "deny_start", "deny_end", "first_date", "first_doc", "first_group", "concepts",
)
SIDE_COLUMNS = (
    "narrative", "group", "n_articles", "n_claims", "affirm", "deny", "hedged", "attributed",
    "first_date", "first_doc", "affirm_text", "affirm_doc", "affirm_start", "affirm_end",
    "deny_text", "deny_doc", "deny_start", "deny_end",
)
MEMBER_COLUMNS = (
    "narrative", "side", "group", "doc", "sentence", "start", "end", "text", "date", "hedged",
    "attributed", "source", "quote", "likeness",
)
_SPELLED = {1: "affirm", -1: "deny"}


@dataclass(frozen=True, slots=True)
class NarrativeDiff:
    """``narratives``: one row per claim told in two articles or more; ``sides``: the same per
    group of articles; ``members``: every claim in them."""

    narratives: pd.DataFrame
    sides: pd.DataFrame
    members: pd.DataFrame


def narrative_diff(
    claims: Rows, documents: Rows, *, by: str = "source", options: Options = DEFAULT,
    terms: Rows = None, embeddings: np.ndarray | None = None,
) -> NarrativeDiff:
    """Group claims that say the same or the contrary thing in two articles or more.

    Args:
        claims, documents: rows of those tables; claims of other documents are left out.
        by: the column of documents whose groups are set side by side.
        terms: rows of `terms`, whose lemmas make the comparison of words surer.
        embeddings: (rows of ``claims`` with a kind, dimensions) sentence vectors, to find
            neighbours that share no word.
    Returns:
        Narratives by falling number of articles, groups and confidence. "affirm" is the side of
        most claims, "deny" the contrary one; ``contested`` when both are told; ``first_…`` by
        date (undated articles last); the text of each side is that of its most typical claim,
        with its offsets.
        ``likeness`` (0 to 1) of a claim to that typical one. ``confidence`` (0 to 1) that its
        claims belong together, as the model judges their pairs: a proposal for people to settle.
    Raises:
        DataError: no such column.
    """
    articles = frame(documents, "documents")
    groups, _ = group_articles(articles, by, max_groups=len(articles) or 1)
    table = body_claims(frame(claims, "claims"))
    known = frozenset(groups.ids)
    inside = np.array([str(doc) in known for doc in table["doc"]], dtype=bool)
    records: list[Claim] = table[inside].to_dict("records")  # type: ignore[assignment]
    vectors = None if embeddings is None else np.asarray(embeddings)[inside]
    lemmas = lemmas_by_sentence(frame(terms, "terms")) if terms is not None else {}
    meanings = [meaning_of(claim, lemmas.get((str(claim["doc"]), claim.get("sentence"))))
                for claim in records]
    found = group_claims(meanings, embeddings=vectors)
    place = {identity: (groups.names[g] if g >= 0 else NO_VALUE)
             for identity, g in zip(groups.ids, groups.codes)}
    dates = dict(zip(groups.ids, _dates(articles)))
    told = _told(records, found.group)
    rarity = Rarity(meanings)
    stories = [_Story([
        _Member(records[i], meanings[i], int(found.side[i]), place[str(records[i]["doc"])],
                dates[str(records[i]["doc"])]) for i in members], rarity) for members in told]
    stories.sort(key=_Story.rank)
    rows: tuple[list[Claim], list[Claim], list[Claim]] = ([], [], [])
    for number, story in enumerate(stories):
        name = {"narrative": f"N{number + 1:04d}"}
        rows[0].append(name | story.row())
        rows[1].extend(name | side for side in story.sides())
        rows[2].extend(name | member for member in story.members())
    return NarrativeDiff(*(_table(part, columns) for part, columns in zip(
        rows, (NARRATIVE_COLUMNS, SIDE_COLUMNS, MEMBER_COLUMNS))))


def lemmas_by_sentence(terms: pd.DataFrame) -> dict[tuple[str, Any], dict[str, str]]:
    """(article, sentence) -> form in lower case -> lemma."""
    return {
        (str(doc), sentence): {
            plain(str(form)): str(lemma) for form, lemma in zip(as_list(forms), as_list(lemmas))
            if WORD.fullmatch(plain(str(form)))
        }
        for doc, sentence, forms, lemmas in zip(
            terms["doc"], terms["sentence"], terms["forms"], terms["lemmas"])
    }


def _dates(documents: pd.DataFrame) -> list[str | None]:
    if "date" not in documents.columns:
        return [None] * len(documents)
    return [as_text(date) for date in documents["date"]]


def _told(records: Sequence[Claim], group: np.ndarray) -> list[list[int]]:
    """Groups that stand in two articles or more."""
    members: dict[int, list[int]] = {}
    for i, number in enumerate(group):
        if number >= 0:
            members.setdefault(int(number), []).append(i)
    return [claims for claims in members.values()
            if len({str(records[i]["doc"]) for i in claims}) > 1]


@dataclass(frozen=True, slots=True)
class _Member:
    claim: Claim
    meaning: Meaning
    side: int
    group: str
    date: str | None

    @property
    def hedged(self) -> bool:
        return bool(self.claim["epistemic"] == "hedged")

    @property
    def when(self) -> tuple[str, str, int]:
        """Order of appearance: date, then article, then place in it; undated last."""
        return self.date or "9999", str(self.claim["doc"]), int(self.claim["start"])


class _Story:
    """One narrative: its members, and what the tables say of it."""

    def __init__(self, members: list[_Member], rarity: Rarity) -> None:
        self.rarity = rarity
        self._members = sorted(members, key=lambda member: member.when)
        self._typical = self._centre(self._members)
        self.confidence = round(self._confidence(), 6)

    def rank(self) -> tuple[int, int, float, tuple[str, str, int]]:
        """The most widely told first: articles, then groups, then the surest."""
        articles = len({member.claim["doc"] for member in self._members})
        groups = len({member.group for member in self._members})
        return -articles, -groups, -self.confidence, self._members[0].when

    def row(self) -> Claim:
        """The row of `narratives`."""
        first = self._members[0]
        sides = Counter(member.side for member in self._members)
        shared = Counter(name for m in self._members for name in m.meaning.things | m.meaning.acts)
        most = [name for name, n in sorted(shared.items(), key=lambda item: (-item[1], item[0]))
                if 2 * n > len(self._members)]
        return {
            "n_claims": len(self._members),
            "n_articles": len({m.claim["doc"] for m in self._members}),
            "n_groups": len({m.group for m in self._members}), "contested": len(sides) > 1,
            "confidence": self.confidence,
            "n_affirm": sides[1], "n_deny": sides[-1], **self._wording(self._members),
            "first_date": first.date, "first_doc": first.claim["doc"], "first_group": first.group,
            "concepts": most,
        }

    def sides(self) -> list[Claim]:
        """The rows of `narrative_sides`, one per group of articles that tells it."""
        rows = []
        for group in sorted({m.group for m in self._members}):
            mine = [m for m in self._members if m.group == group]
            sides = Counter(member.side for member in mine)
            rows.append({
                "group": group,
                "n_articles": len({m.claim["doc"] for m in mine}), "n_claims": len(mine),
                "affirm": sides[1], "deny": sides[-1], "hedged": sum(m.hedged for m in mine),
                "attributed": sum(is_quoted(m.claim) for m in mine),
                "first_date": mine[0].date, "first_doc": mine[0].claim["doc"],
                **self._wording(mine),
            })
        return rows

    def members(self) -> list[Claim]:
        """The rows of `narrative_claims`, in order of appearance."""
        return [{
            "side": _SPELLED[m.side], "group": m.group,
            "doc": m.claim["doc"], "sentence": m.claim.get("sentence"), "start": m.claim["start"],
            "end": m.claim.get("end"), "text": m.claim["text"], "date": m.date,
            "hedged": m.hedged, "attributed": is_quoted(m.claim),
            "source": as_text(m.claim.get("source")), "quote": m.claim["quote"],
            "likeness": round(self._likeness(m, self._typical), 6),
        } for m in self._members]

    def _confidence(self) -> float:
        some = [member.meaning for member in self._members[:30]]
        chances = [relate(a, b, self.rarity)[0] for a, b in combinations(some, 2)]
        return float(np.mean(chances))

    def _wording(self, members: Sequence[_Member]) -> Claim:
        """The most typical claim of each side, with its place."""
        told: Claim = {}
        for side, label in _SPELLED.items():
            on_side = [m for m in members if m.side == side]
            claim = self._centre(on_side).claim if on_side else None
            for field in ("text", "doc", "start", "end"):
                told[f"{label}_{field}"] = None if claim is None else claim.get(field)
        return told

    def _centre(self, members: Sequence[_Member]) -> _Member:
        """The member most like the others; the earliest of equals."""
        some = members[:60]
        totals = [sum(self._likeness(a, b) for b in some) for a in some]
        return some[int(np.argmax(np.round(totals, 9)))]

    def _likeness(self, a: _Member, b: _Member) -> float:
        return self.rarity.cosine(a.meaning.things | a.meaning.acts,
                                  b.meaning.things | b.meaning.acts)


def _table(rows: list[Claim], columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns))

