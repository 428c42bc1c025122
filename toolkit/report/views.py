"""The tables of the comparison as the page's sections show them: sorted, grouped, cut, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from toolkit.records import KINDS
from toolkit.report.charts import key_rows, names_of
from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts, rejections

MOST_NARRATIVES = 40
MOST_FIGURES = 30
MOST_ROWS = 60
_MOST_WORDS = 25
_DOUBTFUL = 0.5

View = dict[str, Any]


def narratives(model: ReportModel) -> View:
    """Groups of claims that say the same or the opposite, the disputed and widest first.

    ``rows``: each narrative with its ``sides`` (one row per group); ``more``: how many are left
    to the table in the run folder.
    """
    sides: dict[str, list[Row]] = defaultdict(list)
    for row in model.narratives.get("narrative_sides", ()):
        sides[row["narrative"]].append(row)
    rows = sorted(
        model.narratives.get("narratives", ()),
        key=lambda r: (not r["contested"], -r["n_groups"], -r["n_articles"], -r["n_claims"],
                       r["narrative"]),
    )
    shown = [dict(row) | {"sides": sides[row["narrative"]]} for row in rows[:MOST_NARRATIVES]]
    return {"rows": shown, "more": len(rows) - len(shown)}


def travelling(model: ReportModel) -> View:
    """Figures found in several articles, each with its mentions in order of date."""
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row in model.narratives.get("figure_mentions", ()):
        mentions[row["figure"]].append(row)
    rows = sorted(
        model.narratives.get("figures", ()),
        key=lambda r: (-r["n_articles"], -r["n_mentions"], r["figure"]),
    )
    shown = [dict(row) | {"mentions": mentions[row["figure"]]} for row in rows[:MOST_FIGURES]]
    return {"rows": shown, "more": len(rows) - len(shown)}


def actors(model: ReportModel) -> View:
    """Who acts, over all groups and in each; the roles that a person must settle."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    actions: dict[str, Counter[str]] = defaultdict(Counter)
    objects: dict[str, Counter[str]] = defaultdict(Counter)
    for row in model.narratives.get("actors", ()):
        for column in ("as_agent", "as_object", "negated", "hedged", "positive", "negative"):
            total[row["actor"]][column] += row[column]
    for row in model.narratives.get("edges", ()):
        if row["action"]:
            actions[row["agent"]][row["action"]] += row["n_claims"]
        if row["object"]:
            objects[row["agent"]][row["object"]] += row["n_claims"]
    ranked = sorted(
        total, key=lambda a: (-total[a]["as_agent"] - total[a]["as_object"], a)
    )
    rows = [
        {"actor": name, **total[name], "actions": _commonest(actions[name]),
         "acts_on": _commonest(objects[name])} for name in ranked[:MOST_ROWS]
    ]
    roles = sorted(
        model.narratives.get("roles", ()),
        key=lambda r: (-r["n_claims"], r["actor"], r["group"], r["role"]),
    )
    return {
        "rows": rows, "more": len(ranked) - len(rows), "roles": roles[:MOST_ROWS],
        "more_roles": max(0, len(roles) - MOST_ROWS),
    }


def _commonest(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts, key=lambda name: (-counts[name], name))[:4])


def voices(model: ReportModel) -> View:
    """Roles by group with their shares, verb classes by group, and the named sources."""
    spoken = [r for r in model.narratives.get("voices", ()) if r["measure"] == "voice"]
    verbs = model.narratives.get("verbs", ())
    speakers = sorted(
        model.narratives.get("speakers", ()),
        key=lambda r: (-r["n_claims"], r["speaker"], r["group"]),
    )
    return {
        "roles": _crossed(spoken, "source_role"), "verbs": _crossed(verbs, "verb_class"),
        "speakers": speakers[:MOST_ROWS], "more": max(0, len(speakers) - MOST_ROWS),
    }


def _crossed(rows: Iterable[Row], column: str) -> View:
    """A table with a line per code, the commonest first, and a column per group."""
    cells: dict[str, dict[str, Row]] = defaultdict(dict)
    groups: dict[str, None] = {}
    for row in rows:
        cells[row[column]][row["group"]] = row
        groups[row["group"]] = None
    sums = {code: sum(r["count"] or 0 for r in line.values()) for code, line in cells.items()}
    codes = sorted((c for c in cells if sums[c]), key=lambda c: (-sums[c], c))
    return {"groups": list(groups), "codes": codes, "cells": cells}


def change_points(model: ReportModel) -> View:
    """Ruptures that were tested, the surest first; why the others were not."""
    rows = model.narratives.get("change_points", ())
    tested = [row for row in rows if row["p"] is not None]
    tested.sort(key=lambda r: (r["q"] if r["q"] is not None else 1.0, r["p"], r["label"]))
    reasons = Counter(row["reason"] for row in rows if row["p"] is None and row["reason"])
    reason = reasons.most_common(1)[0][0] if reasons else ""
    return {"rows": tested[:MOST_ROWS], "reason": reason}


def keyness(model: ReportModel) -> list[View]:
    """Per group its most distinctive words, expressions and actors with all their figures."""
    found: dict[str, list[Row]] = defaultdict(list)
    for unit in ("lemma", "word", "term"):
        for row in key_rows(model, lambda r, unit=unit: r["unit"] == unit):  # type: ignore[misc]
            if sum(1 for r in found[row["group"]] if r["unit"] == unit) < _MOST_WORDS:
                found[row["group"]].append(row)
    return [{"group": group, "rows": rows} for group, rows in sorted(found.items())]


def quality(model: ReportModel, texts: Texts) -> View:
    """What the run itself says of its quality: topic measures, doubtful claims, warnings."""
    topics = model.record.get("topics") or {}
    measures = [
        {"name": texts.label(name)} | dict(value)
        for name, value in (topics.get("quality") or {}).items() if isinstance(value, dict)
    ]
    stable = topics.get("stability") or {}
    for key, name in (("seeds", "stability_seeds"), ("articles", "stability_samples")):
        if stable.get(key):
            measures.append({"name": texts[name]} | dict(stable[key]))
    doubtful = sum(
        1 for row in model.claims
        if row["confidence"] is not None and row["confidence"] < _DOUBTFUL
    )
    return {
        "measures": measures, "doubtful": doubtful,
        "doubtful_share": doubtful / len(model.claims) if model.claims else None,
        "doubt_below": _DOUBTFUL, "reading": _reading(model),
    }


_OF_ONE = {"claim": {"all": True}, "negated": {"negated": True}, "hedged": {"epistemic": True},
           "attributed": {"attribution": True}}


def validation(model: ReportModel, texts: Texts) -> View:
    """The scores of the run beside people's codings, named, each with the claims it speaks of; {}
    if nobody coded."""
    found = model.record.get("validation") or {}
    names, order = names_of(model, texts), (*_OF_ONE, *(f"kinds.{kind}" for kind in KINDS))
    rows = []
    for label, told in sorted((found.get("scores") or {}).items(), key=lambda item: (
            order.index(item[0]) if item[0] in order else len(order), item[0])):
        measure, _, code = label.partition(".")
        shown = f"{texts.measure(measure)} : {names.get(code, texts.label(code))}"
        rows.append({
            "name": shown if code else texts.label(measure), **told,
            "machine": found["machine"][label],
            "people": found["people"].get(label), "open": _OF_ONE.get(label, {measure: code}),
        })
    return {"rows": rows, **found["coded"], "people": bool(found["people"])} if rows else {}


def flow(model: ReportModel) -> dict[str, int]:
    """Articles found, set aside, near-duplicates, analysed; and kept ones with a remark."""
    known: set[str] = {str(row["id"]) for row in model.documents}
    rejected = [row for row in model.rejected if row["kind"] not in ("metadata", "warning")]
    # An article that was read but whose claims failed stands among the documents already.
    lost = [row for row in rejected if row["kind"] != "claims" and row["place"] not in known]
    copies = sum(1 for row in model.documents if not row.get("representative", True))
    return {
        "found": len(model.documents) + len(lost), "rejected": len(lost), "duplicates": copies,
        "kept": len(model.documents), "warned": len(model.rejected) - len(lost),
    }


def flow_steps(model: ReportModel, texts: Texts) -> list[tuple[str, int, str]]:
    """The flow as rows of a table (name, count, the list of articles behind it): the steps
    `run.json` tells, or the counts of the tables."""
    counts = flow(model)
    told = [
        (_step_name(step["step"], texts), step["left"] if not step["removed"] else -step["removed"],
         _list_of(step["step"]))
        for step in model.record.get("flow") or ()
        if step["removed"] or step["step"] in ("found", "kept")
    ]
    if not told:
        names = ("found", "rejected", "duplicates", "kept")
        return [(texts[f"flow_{name}"], counts[name], _list_of(name))
                for name in (*names, "warned")]
    marked = [(texts[f"flow_{key}"], counts[name], lists) for key, name, lists in (
        ("marked", "duplicates", "copies"), ("warned", "warned", "warned"))]
    return told + [row for row in marked if row[1]]


_LISTS = {"found": "kept", "kept": "kept", "duplicates": "copies", "warned": "warned"}
_REMARKS = ("metadata", "warning")
"""Kinds of rows of `rejected` that are remarks on an article that was kept."""


def _list_of(step: str) -> str:
    """Which rows of the page's tables of articles stand behind a step of the flow."""
    return _LISTS.get(step, "rejected")


def articles(model: ReportModel, shown: Collection[str]) -> list[View]:
    """The documents with the number of their claims, the ``lists`` they stand in, and whether
    the page holds their text."""
    made = Counter(row["doc"] for row in model.claims)
    lines = [line for line, _ in _reading(model)]
    return [dict(row) | {
        "claims": made[row["id"]], "shown": row["id"] in shown, "lists": " ".join((
            "kept", *(["copies"] if not row.get("representative", True) else []),
            *(f"read-{n}" for n, line in enumerate(lines) if line in (row.get("warnings") or ())),
        ))} for row in model.documents]


def rejected(model: ReportModel, texts: Texts) -> list[View]:
    """The rows of `rejected` with the ``lists`` they stand in, and the reason in the page's
    language (``told``, by its code) before the details as they were noted."""
    told = rejections()
    return [dict(row) | {
        "told": told.get(row.get("code") or "", {}).get(texts.language, ""),
        "lists": "warned" if row["kind"] in _REMARKS else (
            "rejected copies" if row["kind"] == "duplicate" else "rejected"),
    } for row in model.rejected]


def _reading(model: ReportModel) -> list[tuple[str, int]]:
    """Remarks on reading and the number of articles that have them, the commonest first."""
    counts = Counter(w for row in model.documents for w in row.get("warnings") or ())
    return counts.most_common(MOST_ROWS)


def _step_name(step: str, texts: Texts) -> str:
    """A step of the flow in the report's language; the reason of "off topic" is kept."""
    name, _, reason = step.partition(": ")
    label = texts["flow_" + name.replace(" ", "_")]
    return f"{label} ({texts.label(reason)})" if reason else label


def topic_cards(model: ReportModel) -> Sequence[View]:
    """Topics with the text of their typical passages and their share of passages."""
    passages = {row["id"]: row for row in model.passages}
    total = len(model.assignments) or 1
    titles = {row["id"]: row for row in model.documents}
    stable = ((model.record.get("topics") or {}).get("stability") or {}).get("survival") or ()
    runs = {row["topic"]: row for row in stable}
    found = []
    for topic in model.topics:
        typical = [passages[name] for name in topic["typical"] if name in passages][:3]
        found.append(dict(topic) | {
            "share": topic["size"] / total, "runs": runs.get(topic["id"]),
            "passages": [
                {"text": row["text"], "document": titles.get(row["doc"], {})} for row in typical
            ],
        })
    return found


def topic_findings(model: ReportModel, texts: Texts) -> View:
    """What stands beside the cards: tests, another engine, marks of classes, voices, intruders.

    Each part is empty where the run has no such table; ``disputed`` shows the first passages.
    """
    tables = model.narratives
    disputed = tables.get("topics_disputed", ())
    marks: dict[int, dict[str, list[Row]]] = defaultdict(lambda: {"over": [], "under": []})
    for row in tables.get("topics_profiles", ()):
        marks[row["topic"]]["over" if row["chi2"] > 0 else "under"].append(row)
    voices = [dict(row) | {"group": texts.label(f"voice_{row['group']}")}
              for row in tables.get("topics_by_voice", ())]
    return {
        "agreement": tables.get("topics_agreement", ()),
        "matches": tables.get("topics_matches", ()),
        "disputed": disputed[:MOST_FIGURES], "more_disputed": max(0, len(disputed) - MOST_FIGURES),
        "marks": dict(marks), "variables": tables.get("topics_variables", ()),
        "voices": _crossed([{**row, "count": row["passages"]} for row in voices], "label")
        if len({row["group"] for row in voices}) > 1 else None,
        "intrusion": [row for row in tables.get("topics_intrusion", ()) if not row["about"]],
        "words_found": {row["about"]: row for row in tables.get("topics_intrusion", ())
                        if row["kind"] == "word" and row["about"]},
    }
