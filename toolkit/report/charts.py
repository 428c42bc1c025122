"""Which pictures the report holds, as plain numbers: the page draws them, and figures.py too.

Every chart is a grid: ``values[g][l]`` belongs to ``groups[g]`` and ``labels[l]``; ``low``,
``high``, ``n`` (claims or passages looked at) and ``articles`` have its shape; ``None`` marks what
is undefined. ``open[g][l]`` says which claims stand behind the cell, as {what: value}.
``form`` is "bars", "lines" (groups are series, labels periods) or "heat" (with ``residuals``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts

SHARES = ("kinds", "frames", "stance", "posture", "agents", "source_role", "source_type", "quote")
POSTURE = ("negated", "epistemic", "attribution")
NO_VALUE = "(none)"
_MOST_LABELS = 14
_MOST_GROUPS = 8
_MOST_SERIES = 6
_MOST_WORDS = 15
_FEW = 5

Chart = dict[str, Any]
Cell = Mapping[str, Any]


def charts(model: ReportModel, texts: Texts) -> list[Chart]:
    """All charts: profiles of the groups, topics, time, distinctive words, in the page's order."""
    level = model.record.get("settings", {}).get("compare", {}).get("level", 0.95)
    interval = texts["interval_level"].format(level=texts.percent(level))
    made = (
        *_profiles(model, texts), *_topics(model, texts), *_periods(model, texts),
        *_keyness(model, texts),
    )
    return [chart | {"interval": interval} for chart in made]


def names_of(model: ReportModel, texts: Texts) -> dict[str, str]:
    """Code to readable name: frames by the first part of their label, topics by their label."""
    names = {
        code: short(labels.get(texts.language, code)) for code, labels in model.codebook.items()
    }
    return names | {str(topic["id"]): topic["label"] for topic in model.topics}


def short(label: str) -> str:
    """A label up to its first comma: the name of a frame without what it is glossed by."""
    return label.split(",", 1)[0]


def group_name(group: str, texts: Texts) -> str:
    """The name of a group; articles without a value are "the corpus"."""
    return texts["whole_corpus"] if group == NO_VALUE else group


def _grid(
    chart: Chart, cells: Mapping[tuple[str, str], Cell], groups: Sequence[str],
    labels: Sequence[str],
) -> Chart:
    def column(name: str) -> list[list[Any]]:
        return [[cells.get((g, x), {}).get(name) for x in labels] for g in groups]

    return chart | {
        "values": column("value"), "low": column("low"), "high": column("high"),
        "n": column("n_claims"), "articles": column("n_articles"), "open": column("open"),
    }


def _open(value: float | None, whole: Chart, part: Chart) -> Chart | None:
    """What stands behind a share: the claims with the label; those looked at where none has it."""
    if value is None:
        return None
    return whole | part if value else whole


def _profiles(model: ReportModel, texts: Texts) -> list[Chart]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in model.comparisons:
        if row["section"] == "profile" and row["measure"] != "topics":
            found["posture" if row["measure"] in POSTURE else row["measure"]].append(row)
    names = names_of(model, texts)
    ranked = sorted(found, key=lambda m: (SHARES.index(m) if m in SHARES else len(SHARES), m))
    return [_bars(measure, found[measure], names, texts) for measure in ranked]


def _bars(measure: str, rows: list[Row], names: Mapping[str, str], texts: Texts) -> Chart:
    groups = _first(row["group"] for row in rows)[:_MOST_GROUPS]
    cells: dict[tuple[str, str], Cell] = {
        (row["group"], row["label"]): dict(row) | {"open": _open(
            row["value"], {"group": row["group"]}, {row["measure"]: row["label"]})}
        for row in rows
    }
    labels = _largest(rows, "label", _MOST_LABELS)
    return _grid({
        "id": f"chart-{measure}", "form": "bars", "place": "comparison", "measure": measure,
        "title": texts.measure(measure), "axis": texts["share"], "percent": True,
        "method": _method(rows, texts), "groups": [group_name(g, texts) for g in groups],
        "codes": labels, "labels": [names.get(x, texts.label(x)) for x in labels],
    }, cells, groups, labels)


def _method(rows: Iterable[Row], texts: Texts) -> str:
    used = _first(str(row.get("method") or "") for row in rows)
    return " ; ".join(_first(texts.method(method) for method in used)) or texts.method("default")


def _largest(rows: Iterable[Row], column: str, most: int) -> list[str]:
    totals: dict[str, float] = defaultdict(float)
    for row in rows:
        totals[str(row[column])] += row["value"] or 0.0
    return sorted(totals, key=lambda label: (-totals[label], label))[:most]


def _topics(model: ReportModel, texts: Texts) -> list[Chart]:
    made = []
    heat = _prevalence(model.narratives.get("topics_by_source", ()), "group", texts)
    if heat:
        tests = _tested(model.narratives["topics_by_source"], texts)
        made.append(heat | {"id": "chart-topics", "form": "heat", "place": "topics",
                            "title": texts["map"], "note": f"{texts['heat_note']} {tests}"})
    series = _prevalence(model.narratives.get("topics_over_time", ()), "period", texts)
    if series and len(series["groups"]) > 1:
        few = any((n or 0) < _FEW for row in series["articles"] for n in row)
        tests = _tested(model.narratives["topics_over_time"], texts)
        note = {"note": f"{texts['few_articles_note']} {tests}" if few else tests}
        made.append(_turned(series) | note | {
            "id": "chart-topics-time", "form": "lines", "place": "topics",
            "title": texts["topic_over_time"],
        })
    stable = _survival(model, texts)
    return [*made, stable] if stable else made


def _tested(rows: Sequence[Row], texts: Texts) -> str:
    """The topics whose share differs between the groups, by the test; or why none was made."""
    tested = {row["label"]: row["q"] for row in rows if row.get("q") is not None}
    if not tested:
        reason = next((row["reason"] for row in rows if row.get("reason")), "")
        return texts["topics_untested"].format(reason=texts.label(reason)) if reason else ""
    differ = [f"{label} (q = {texts.number(q, 3)})" for label, q in tested.items() if q < 0.05]
    return texts["topics_differ"].format(topics=" ; ".join(differ) or texts["none_of_them"])


def _prevalence(rows: Sequence[Row], key: str, texts: Texts) -> Chart | None:
    """Topics by groups, or by periods, as the topics stage wrote them."""
    if not rows:
        return None
    groups = _first(row["group"] for row in rows)
    labels = _first(str(row["topic"]) for row in rows)
    names = {str(row["topic"]): row["label"] for row in rows}
    cells: dict[tuple[str, str], Cell] = {
        (row["group"], str(row["topic"])): {
            "value": row["share"], "low": row["low"], "high": row["high"],
            "n_claims": row["passages"], "n_articles": row["articles"],
            "residual": row["residual"],
            "open": _open(row["share"], {"source" if key == "group" else key: row["group"]},
                          {"topics": row["topic"]}),
        } for row in rows
    }
    chart = {
        "measure": "topics", "axis": texts["share_of_articles"], "percent": True,
        "method": texts.method("default"), "groups": groups, "codes": labels,
        "labels": [names[x] for x in labels],
        "residuals": [[cells.get((g, x), {}).get("residual") for x in labels] for g in groups],
    }
    return _grid(chart, cells, groups, labels)


def _turned(chart: Chart) -> Chart:
    """The same grid with topics as series and periods along the axis; the largest topics only."""
    order = sorted(
        range(len(chart["labels"])),
        key=lambda place: -sum(row[place] or 0.0 for row in chart["values"]),
    )[:_MOST_SERIES]
    turned = {
        key: [[row[place] for row in chart[key]] for place in order]
        for key in ("values", "low", "high", "n", "articles", "open", "residuals")
    }
    return chart | turned | {
        "groups": [chart["labels"][place] for place in order], "labels": chart["groups"],
        "codes": chart["groups"],
    }


def _survival(model: ReportModel, texts: Texts) -> Chart | None:
    """How often reruns find each topic again, with the runs in words."""
    told = (model.record.get("topics") or {}).get("stability") or {}
    names = {topic["id"]: topic["label"] for topic in model.topics}
    rows = [row for row in told.get("survival") or () if row["topic"] in names and row["of"]]
    if not rows:
        return None
    group = texts["topic_stability"]
    labels = [str(row["topic"]) for row in rows]
    cells: dict[tuple[str, str], Cell] = {(group, str(row["topic"])): {
        "value": row["found"] / row["of"], "n_claims": row["of"],
        "open": {"topics": row["topic"]}} for row in rows}
    return _grid({
        "id": "chart-stability", "form": "bars", "place": "topics", "measure": "stability",
        "title": group, "axis": texts["stability_share"], "percent": True, "method": "",
        "groups": [group], "codes": labels, "labels": [names[row["topic"]] for row in rows],
    }, cells, [group], labels)


def _periods(model: ReportModel, texts: Texts) -> list[Chart]:
    """Each measure over time, its largest labels as series; nothing with a single period."""
    names = names_of(model, texts)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in model.narratives.get("over_time", ()):
        found["posture" if row["measure"] in POSTURE else row["measure"]].append(row)
    made = []
    for measure, rows in found.items():
        periods = sorted(_first(str(row["period"]) for row in rows))
        if len(periods) < 2 or measure == "topics":
            continue
        series = _largest(rows, "label", _MOST_SERIES)
        cells: dict[tuple[str, str], Cell] = {
            (row["label"], str(row["period"])): dict(row) | {"open": _open(
                row["value"], {"period": str(row["period"])}, {row["measure"]: row["label"]})}
            for row in rows
        }
        made.append(_grid({
            "id": f"chart-time-{measure}", "form": "lines", "place": "time", "measure": measure,
            "title": texts.measure(measure), "axis": texts["share"], "percent": True,
            "method": _method(rows, texts), "labels": periods, "codes": periods,
            "groups": [names.get(x, texts.label(x)) for x in series],
        }, cells, series, periods))
    return made


def _keyness(model: ReportModel, texts: Texts) -> list[Chart]:
    """Per group its most distinctive words, by z."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in key_rows(model, lambda row: row["unit"] in ("lemma", "word")):
        found[row["group"]].append(row)
    made = []
    for number, (group, rows) in enumerate(found.items()):
        top = rows[:_MOST_WORDS]
        labels = [row["item"] for row in top]
        cells: dict[tuple[str, str], Cell] = {(group, row["item"]): {
            "value": row["z"], "n_claims": int(row["count"]), "n_articles": row["n_articles"],
            "open": {"word": row["item"], "group": group}} for row in top}
        made.append(_grid({
            "id": f"chart-keyness-{number}", "form": "bars", "place": "keyness",
            "measure": "keyness", "title": texts["words_of"].format(group=group),
            "axis": texts["log_odds"], "percent": False, "method": "", "groups": [group],
            "codes": labels, "labels": labels,
        }, cells, [group], labels))
    return made


def key_rows(model: ReportModel, wanted: Callable[[Row], bool]) -> list[Row]:
    """Words over-represented in a group, the most distinctive first; groups in their order."""
    rows = [
        row for row in model.narratives.get("keyness", ())
        if row["z"] is not None and row["z"] > 0 and wanted(row)
    ]
    return sorted(rows, key=lambda row: (row["group"], -row["z"], row["item"]))


def _first(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
