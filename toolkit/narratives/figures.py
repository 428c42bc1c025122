"""Figures that travel: one figure followed through the articles, with what changes on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from toolkit.narratives.meaning import Figure, Meaning, figures_of, meaning_of
from toolkit.narratives.options import DEFAULT, Options
from toolkit.narratives.profiles import is_quoted
from toolkit.narratives.relation import Rarity
from toolkit.narratives.tables import (
    NO_VALUE,
    Rows,
    as_list,
    as_text,
    body_claims,
    column_of,
    frame,
    group_articles,
)
from toolkit.narratives.thesaurus import broad_concepts
from toolkit.narratives.words import unaccented

if TYPE_CHECKING:
    import pandas as pd

Claim = dict[str, Any]
FIGURE_COLUMNS = (
    "figure", "quantity", "kind", "value_min", "value_max", "unit", "n_mentions", "n_articles",
    "n_groups", "first_date", "first_doc", "first_group", "first_text", "values_vary",
    "bases_vary", "horizons_vary", "sources_vary", "source_dropped", "hedging_varies", "wordings",
)
MENTION_COLUMNS = (
    "figure", "group", "doc", "date", "start", "end", "quantity", "kind", "value_min", "value_max",
    "unit", "modifier", "base", "object", "horizon", "year_from", "year_to", "source", "hedged",
    "negated", "text", "claim_start", "claim_end", "changes",
)
_CHANGES = ("value", "base", "horizon", "source", "hedging", "denial")
_ALIKE, _ALIKE_MOVED = 0.20, 0.45
"""Likeness of contexts that two equal, or two merely close, figures need to be one figure."""
_SMALL = 12
_KIN = frozenset({"percent", "ratio", "fraction"})


@dataclass(frozen=True, slots=True)
class Travels:
    """``figures``: one row per figure told in two articles or more; ``mentions``: each telling."""

    figures: pd.DataFrame
    mentions: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Mention:
    claim: Claim
    quantity: Mapping[str, Any]
    figure: Figure
    meaning: Meaning
    group: str
    date: str | None

    @property
    def when(self) -> tuple[str, str, int]:
        return self.date or "9999", str(self.claim["doc"]), int(self.claim["start"])

    @property
    def source(self) -> str | None:
        if not is_quoted(self.claim):
            return None
        return as_text(self.claim.get("source_full")) or as_text(self.claim.get("source"))


def figures_that_travel(
    claims: Rows, documents: Rows, *, by: str = "source", options: Options = DEFAULT
) -> Travels:
    """Follow each figure through articles: who takes it over, rounded, widened, re-dated, unsigned.

    Args:
        claims: rows with ``quantities`` (each with text, kind, value_min, value_max).
        documents: rows of `documents`.
        by: the column of documents that says who tells.
    Returns:
        Figures by falling number of articles; mentions in order of date with ``changes`` against
        the first one: value, base (what is counted), horizon, source, hedging, denial.
        Two mentions are one figure when their values agree (roundings allowed) and their
        contexts or named sources are alike; a value may differ more when both are.
    Raises:
        DataError: no such column.
    """
    records: list[Claim] = body_claims(frame(claims, "claims")).to_dict("records")  # type: ignore[assignment]
    articles = frame(documents, "documents")
    groups, _ = group_articles(articles, by, max_groups=len(articles) or 1,
                               stratify=options.stratify)
    place = {i: groups.names[g] if g >= 0 else NO_VALUE for i, g in zip(groups.ids, groups.codes)}
    dates = dict(zip(groups.ids, column_of(articles, "date"))) if "date" in articles else {}
    mentions = [
        _Mention(claim, quantity, figure, meaning, place[str(claim["doc"])],
                 dates.get(str(claim["doc"])))
        for claim, meaning, quantity, figure in _figures(records) if str(claim["doc"]) in place
    ]
    return _tables(_clusters(mentions))


def _figures(records: Sequence[Claim]) -> Iterator[tuple[Claim, Meaning, Any, Figure]]:
    for claim in records:
        quantities = as_list(claim.get("quantities"))
        if not quantities:
            continue
        meaning = meaning_of(claim)
        for quantity in quantities:
            for figure in figures_of({"quantities": [quantity]}):
                yield claim, meaning, quantity, figure


def _clusters(mentions: list[_Mention]) -> list[list[_Mention]]:
    """Connected mentions, those in two articles or more, the most widely told first."""
    rarity = Rarity([mention.meaning for mention in mentions])
    parent = list(range(len(mentions)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_scale: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_scale.setdefault(mention.figure.scale, []).append(i)
    for members in by_scale.values():
        members.sort(key=lambda i: (mentions[i].figure.low, i))
        for i, j in _near(members, mentions):
            if root(i) != root(j) and _same(mentions[i], mentions[j], rarity):
                parent[root(j)] = root(i)
    found: dict[int, list[_Mention]] = {}
    for i, mention in enumerate(mentions):
        found.setdefault(root(i), []).append(mention)
    told = [sorted(group, key=lambda m: m.when) for group in found.values()
            if len({m.claim["doc"] for m in group}) > 1]
    return sorted(told, key=lambda g: (-len({m.claim["doc"] for m in g}), -len(g), g[0].when))


def _near(members: list[int], mentions: list[_Mention]) -> Iterator[tuple[int, int]]:
    """Pairs whose values are close enough to be one figure, even after rounding up or down."""
    for at, i in enumerate(members):
        a = mentions[i].figure
        for j in members[at + 1:]:
            b = mentions[j].figure
            room = 0.06 if a.scale == "share" else 0.2 * abs(a.high)
            if b.low > a.high + room:
                break
            yield i, j


def _same(a: _Mention, b: _Mention, rarity: Rarity) -> bool:
    broad = broad_concepts()
    context = [frozenset(m.meaning.things | m.meaning.acts) - broad for m in (a, b)]
    alike = rarity.cosine(*context)
    named = _same_name(a.source, b.source)
    exact = a.figure.low == b.figure.low and a.figure.high == b.figure.high
    small = a.figure.scale != "share" and max(a.figure.high, b.figure.high) < _SMALL
    if small:
        return exact and alike >= _ALIKE_MOVED
    if exact:
        return alike >= _ALIKE or named
    return alike >= _ALIKE_MOVED or (named and alike >= _ALIKE)


def _same_name(a: str | None, b: str | None) -> bool:
    """Whether two sources share a word with a capital: a name, not "une étude"."""
    if a is None or b is None:
        return False
    names = [{unaccented(word) for word in text.replace("’", " ").replace("'", " ").split()
              if word[:1].isupper() and len(word) > 3} for text in (a, b)]
    return bool(names[0] & names[1])


def _tables(clusters: list[list[_Mention]]) -> Travels:
    import pandas as pd

    figures, mentions = [], []
    for number, group in enumerate(clusters):
        name = f"F{number + 1:04d}"
        rows = [_mention_row(name, mention, group[0]) for mention in group]
        figures.append(_figure_row(name, group, rows))
        mentions += rows
    return Travels(pd.DataFrame(figures, columns=list(FIGURE_COLUMNS)),
                   pd.DataFrame(mentions, columns=list(MENTION_COLUMNS)))


def _mention_row(name: str, m: _Mention, first: _Mention) -> Claim:
    horizon = m.claim.get("horizon")
    horizon = horizon if isinstance(horizon, Mapping) else {}
    quantity = m.quantity
    return {
        "figure": name, "group": m.group, "doc": m.claim["doc"], "date": m.date,
        "start": quantity.get("start"), "end": quantity.get("end"),
        "quantity": quantity.get("text"), "kind": quantity.get("kind"),
        "value_min": quantity.get("value_min"), "value_max": quantity.get("value_max"),
        "unit": quantity.get("unit"), "modifier": quantity.get("modifier"),
        "base": as_text(quantity.get("base")), "object": as_text(m.claim.get("object")),
        "horizon": as_text(horizon.get("text")), "year_from": horizon.get("year_from"),
        "year_to": horizon.get("year_to"), "source": m.source,
        "hedged": m.claim["epistemic"] == "hedged", "negated": bool(m.claim["negated"]),
        "text": m.claim["text"], "claim_start": m.claim["start"], "claim_end": m.claim.get("end"),
        "changes": [change for change in _CHANGES if _changed(change, first, m)],
    }


def _changed(what: str, first: _Mention, m: _Mention) -> bool:
    if what == "value":
        return (first.figure.low, first.figure.high) != (m.figure.low, m.figure.high)
    if what == "base":
        mine, theirs = (_counted(x) for x in (m, first))
        return bool(mine and theirs and not mine & theirs)
    if what == "horizon":
        return first.meaning.years != m.meaning.years
    if what == "source":
        if first.source is None or m.source is None:
            return first.source is not m.source
        return not _same_name(first.source, m.source)
    if what == "hedging":
        return bool(first.claim["epistemic"] != m.claim["epistemic"])
    return bool(first.claim["negated"]) != bool(m.claim["negated"])


_COUNTED = frozenset({"job", "task", "worker", "firm", "skill", "customer", "patient", "time"})


def _counted(m: _Mention) -> frozenset[str]:
    """What the figure counts: by its base, else by the countable concepts of the claim."""
    base = as_text(m.quantity.get("base"))
    if base is not None:
        told = meaning_of({"text": base})
        # "des emplois administratifs" counts jobs: what is counted outweighs what it is like.
        return told.things & _COUNTED or told.things | told.acts
    return m.meaning.things & _COUNTED


def _figure_row(name: str, group: list[_Mention], rows: list[Claim]) -> Claim:
    first, head = group[0], rows[0]
    changes = Counter(change for row in rows for change in row["changes"])
    wordings = Counter(str(row["quantity"]) for row in rows)
    return {
        "figure": name, **{key: head[key] for key in (
            "quantity", "kind", "value_min", "value_max", "unit")},
        "n_mentions": len(group), "n_articles": len({m.claim["doc"] for m in group}),
        "n_groups": len({m.group for m in group}), "first_date": first.date,
        "first_doc": first.claim["doc"], "first_group": first.group,
        "first_text": first.claim["text"], "values_vary": changes["value"] > 0,
        "bases_vary": changes["base"] > 0, "horizons_vary": changes["horizon"] > 0,
        "sources_vary": any(_named_apart(a, b) for a, b in combinations(group, 2)),
        "source_dropped": any(m.source is None for m in group) and any(m.source for m in group),
        "hedging_varies": changes["hedging"] > 0,
        "wordings": sorted(wordings, key=lambda text: (-wordings[text], text)),
    }


def _named_apart(a: _Mention, b: _Mention) -> bool:
    return a.source is not None and b.source is not None and not _same_name(a.source, b.source)
