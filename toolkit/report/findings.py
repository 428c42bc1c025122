"""The main findings in words: tested differences first, then what can only be described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.report.charts import NO_VALUE, names_of
from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts

_MOST = 6
_FLOOR = 5  # articles a group must have before a difference is put into words
_LEVEL = 0.05
_WHOLE = ("kinds", "frames")
_PLAIN = "assertion"  # the kind of a claim that is of no other kind: its rank says nothing
_TELLING = 0.05  # a gap between groups worth a sentence where it is not tested


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, whether a test or intervals stand behind it, and the claims it speaks of."""

    text: str
    tested: bool
    open: dict[str, Any]


def findings(model: ReportModel, texts: Texts) -> list[Finding]:
    """Sentences for the overview; says so when no difference can be claimed.

    Differences are told where q is below 0.05; where nothing was tested, where the intervals of
    two groups of at least five articles do not touch. What follows is description.
    """
    names = names_of(model, texts)
    told = list(_differences(model, names, texts)) or list(_apart(model, names, texts))
    if not told:
        told = [Finding(texts["finding_none"], False, {})]
    return [*told[:_MOST], *_described(model, names, texts)]


def _differences(
    model: ReportModel, names: dict[str, str], texts: Texts
) -> Iterator[Finding]:
    rows = [
        row for row in model.narratives.get("differences", ())
        if row["q"] is not None and row["q"] < _LEVEL and row["difference"] is not None
    ]
    rows.sort(key=lambda row: (-abs(row["difference"]), row["label"], row["group_a"]))
    widest = {(row["measure"], row["label"]): row for row in reversed(rows)}
    for row in rows:
        if widest[row["measure"], row["label"]] is not row:
            continue  # one sentence per label: its widest difference
        a, b = ("a", "b") if row["difference"] > 0 else ("b", "a")
        low, high = row["low"], row["high"]
        if a == "b" and low is not None:
            low, high = -high, -low
        yield Finding(texts["finding_difference"].format(
            group=row[f"group_{a}"], other=row[f"group_{b}"],
            label=names.get(row["label"], texts.label(row["label"])),
            value=texts.percent(row[f"share_{a}"]), other_value=texts.percent(row[f"share_{b}"]),
            unit=texts["passages" if row["measure"] == "topics" else "claims_count"],
            gap=_points(abs(row["difference"]), texts), low=_points(low, texts),
            high=_points(high, texts), q=texts.number(row["q"], 3),
        ), True, {"group": row[f"group_{a}"], row["measure"]: row["label"]})


def _points(value: float | None, texts: Texts) -> str:
    return texts.number(None if value is None else 100 * value)


def _apart(model: ReportModel, names: dict[str, str], texts: Texts) -> Iterator[Finding]:
    for high, low in _parted(model):
        yield Finding(texts["finding_share"].format(
            group=high["group"], label=names.get(high["label"], texts.label(high["label"])),
            value=texts.percent(high["value"]), low=texts.percent(high["low"]),
            high=texts.percent(high["high"]), other=low["group"],
            other_value=texts.percent(low["value"]),
        ), True, {"group": high["group"], high["measure"]: high["label"]})


def _parted(model: ReportModel) -> list[tuple[Row, Row]]:
    """(highest, lowest) group of each label whose intervals do not touch, widest gap first."""
    cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in model.comparisons:
        usable = row["value"] is not None and row["low"] is not None
        if row["section"] == "profile" and usable and (row["n_articles"] or 0) >= _FLOOR:
            cells[row["measure"], row["label"]].append(row)
    pairs = []
    for rows in cells.values():
        high = max(rows, key=lambda row: row["value"])
        low = min(rows, key=lambda row: row["value"])
        if high["low"] > low["high"]:
            pairs.append((high, low))
    pairs.sort(key=lambda pair: (pair[1]["value"] - pair[0]["value"], pair[0]["label"]))
    return pairs


def _described(model: ReportModel, names: dict[str, str], texts: Texts) -> list[Finding]:
    told = [
        *_leading(model, names, texts), *_stances(model, texts), *_contested(model, texts),
        *_travelling(model, texts), *_floor(model, texts),
    ]
    if model.topics and model.assignments:
        first = max(model.topics, key=lambda topic: topic["size"])
        share = texts.percent(first["size"] / len(model.assignments))
        told.append(Finding(
            texts["finding_topic"].format(label=first["label"], value=share), False,
            {"topics": first["id"]},
        ))
    return told


def _leading(model: ReportModel, names: dict[str, str], texts: Texts) -> Iterator[Finding]:
    """The commonest kind and frame of the whole corpus."""
    claims = [row for row in model.claims if row["kinds"]]
    for measure in _WHOLE:
        counts: dict[str, int] = defaultdict(int)
        for row in claims:
            for code in row[measure] or ():
                counts[code] += code != _PLAIN
        if not any(counts.values()):
            continue
        code = min(counts, key=lambda c: (-counts[c], c))
        yield Finding(texts["finding_leading"].format(
            measure=texts.measure(measure), label=names.get(code, texts.label(code)),
            value=texts.percent(counts[code] / len(claims)), count=texts.number(counts[code]),
            total=texts.number(len(claims)),
        ), False, {measure: code})


def _stances(model: ReportModel, texts: Texts) -> Iterator[Finding]:
    for stance in ("positive", "negative"):
        rows = [
            row for row in model.comparisons
            if row["section"] == "profile" and row["measure"] == "stance"
            and row["label"] == stance and row["value"] is not None and row["group"] != NO_VALUE
        ]
        if len(rows) < 2:
            continue
        most = max(rows, key=lambda row: row["value"])
        least = min(rows, key=lambda row: row["value"])
        if most["value"] - least["value"] >= _TELLING:
            yield Finding(texts["finding_stance"].format(
                group=most["group"], stance=texts.label(stance), other=least["group"],
                value=texts.percent(most["value"]), other_value=texts.percent(least["value"]),
            ), False, {"group": most["group"], "stance": stance})


def _contested(model: ReportModel, texts: Texts) -> Iterator[Finding]:
    rows = [row for row in model.narratives.get("narratives", ()) if row["contested"]]
    if rows:
        row = max(rows, key=lambda r: (r["n_groups"], r["n_articles"], r["n_claims"]))
        yield Finding(texts["finding_contested"].format(
            text=row["affirm_text"] or row["deny_text"], affirm=row["n_affirm"],
            deny=row["n_deny"], articles=row["n_articles"],
        ), False, {"narrative": row["narrative"]})


def _travelling(model: ReportModel, texts: Texts) -> Iterator[Finding]:
    rows = model.narratives.get("figures", ())
    if not rows:
        return
    row = max(rows, key=lambda r: (r["n_articles"], r["n_mentions"]))
    changes = {
        change for mention in model.narratives.get("figure_mentions", ())
        if mention["figure"] == row["figure"] for change in mention["changes"] or ()
    }
    yield Finding(texts["finding_figure"].format(
        text=row["quantity"], articles=texts.number(row["n_articles"]),
        changes=", ".join(sorted(texts.label(c) for c in changes)) or texts["none"],
    ), False, {"figure": row["figure"]})


def _floor(model: ReportModel, texts: Texts) -> Iterator[Finding]:
    """Who is given the floor most by each group, where its role is known."""
    best: dict[str, Row] = {}
    for row in model.narratives.get("voices", ()):
        if row["measure"] != "voice" or not row["value"] or row["source_role"] == "unknown":
            continue
        if row["group"] not in best or row["value"] > best[row["group"]]["value"]:
            best[row["group"]] = row
    for group, row in list(best.items())[:4]:
        yield Finding(texts["finding_voice"].format(
            group=group, role=texts.label(row["source_role"]), value=texts.percent(row["value"]),
        ), False, {"group": group, "source_role": row["source_role"]})
