"""What a comparison warns of, in the report's language, from codes and details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.report.charts import names_of
from toolkit.report.model import ReportModel
from toolkit.report.texts import Texts

_MOST_LABELS = 12


def notices(model: ReportModel, texts: Texts) -> list[tuple[str, dict[str, Any]]]:
    """Every warning as a sentence, and the claims it speaks of ({} where it speaks of none).

    A code without wording is told as the comparison told it.

    A run of an earlier version noted English lines only: these are given as they stand.
    """
    coded = model.record.get("notices")
    if coded is None:
        return [(line, {}) for line in model.warnings]
    names = names_of(model, texts)
    lines = list(model.warnings)
    told = []
    for place, notice in enumerate(coded):
        known = texts.notices.get(notice["code"])
        fallback = lines[place] if place < len(lines) else notice["code"]
        line = known.format_map(_values(notice, names, texts)) if known else fallback
        told.append((line, _behind(notice) if model.claims else {"list": "kept"}))
    return told


def _behind(notice: Mapping[str, Any]) -> dict[str, Any]:
    """What a warning's numbers count: an article, a group, or the whole corpus."""
    detail = notice.get("detail") or {}
    if "article" in detail:
        return {"doc": detail["article"]}
    if notice["code"] == "no_claims_in_group":
        return {"list": "kept"}
    return {"group": notice["group"]} if notice.get("group") else {"all": True}


class _Values(dict[str, str]):
    """A detail the comparison did not give stays a dash: a warning is never lost for it."""

    def __missing__(self, key: str) -> str:
        return "–"


def _values(notice: Mapping[str, Any], names: Mapping[str, str], texts: Texts) -> _Values:
    detail = notice.get("detail") or {}
    values = _Values({key: _plain(value, texts) for key, value in detail.items()})
    measure = str(detail.get("measure", ""))
    if measure:
        values["measure"] = texts.measure(measure)
    if "labels" in detail:
        values["labels"] = _listed(detail["labels"], names, texts)
    if "share" in detail:
        values["share"] = texts.percent(detail["share"])
    values["group"] = str(notice.get("group") or "–")
    return values


def _plain(value: Any, texts: Texts) -> str:
    if isinstance(value, float):
        return texts.number(value, 3)
    return texts.number(value) if isinstance(value, int) else str(value)


def _listed(labels: Iterable[Any], names: Mapping[str, str], texts: Texts) -> str:
    """Names joined; "measure: label" entries have both parts named."""
    told = []
    for label in labels:
        *measure, code = str(label).split(": ", 1)
        name = names.get(code, texts.label(code))
        told.append(f"{texts.measure(measure[0])} : {name}" if measure else name)
    rest = len(told) - _MOST_LABELS
    return " · ".join(told[:_MOST_LABELS]) + (f" (+ {rest})" if rest > 0 else "")
