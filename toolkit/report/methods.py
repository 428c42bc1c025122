"""A methods section written from the run's own record, for a person to check and complete."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from toolkit.report import views
from toolkit.report.model import ReportModel
from toolkit.report.texts import Texts, texts

LANGUAGES = ("fr", "en")
_HERE = Path(__file__).parent


def methods(model: ReportModel, language: str) -> str:
    """The methods section as Markdown, in ``language`` ("fr" or "en").

    Every number comes from `run.json` or from the tables' sizes; what the run cannot know is
    marked "À COMPLÉTER" ("TO COMPLETE"), and the lack of human validation is said at the head.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    words = texts(language)
    environment = Environment(
        # Markdown, not HTML: nothing is escaped, and nothing here comes from an article's text.
        loader=FileSystemLoader(_HERE / "templates"), autoescape=False,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    environment.filters |= {
        "percent": words.percent, "number": words.number, "label": words.label,
        "limits": words.estimate,
    }
    template = environment.get_template(f"methods.{language}.md.j2")
    return template.render(**_facts(model, words), t=words)


def _facts(model: ReportModel, words: Texts) -> dict[str, Any]:
    record = model.record
    settings = record.get("settings", {})
    topics = record.get("topics") or {}
    dates = sorted(str(row["date"]) for row in model.documents if row.get("date"))
    sources = Counter(str(row["source"]) for row in model.documents if row.get("source"))
    counts: Counter[str] = Counter()
    for row in model.documents:
        counts[str(row.get("source") or "")] += row.get("words") or 0
    return {
        "record": record, "flow": views.flow(model), "topics": topics,
        "corpus": settings.get("corpus", {}), "claims": settings.get("claims", {}),
        "chosen": settings.get("topics", {}), "compare": settings.get("compare", {}),
        "seed": settings.get("seed"), "dates": (dates[0], dates[-1]) if dates else None,
        "undated": len(model.documents) - len(dates), "sources": sorted(sources.items()),
        "source_words": counts, "words": sum(counts.values()),
        "zones": Counter(row["zone"] for row in model.sentences),
        "sentences": len(model.sentences), "n_claims": len(model.claims),
        "passages": len(model.passages), "n_topics": len(model.topics),
        "validation": views.validation(model, words), "hashes": record.get("hashes", {}),
        "versions": record.get("versions", {}),
        "families": _families(model), "stability": topics.get("stability") or {},
        "quality": topics.get("quality") or {}, "embedding": (topics.get("info") or {}).get(
            "embedding"),
        "methods": sorted({str(row["method"]) for row in model.comparisons if row["method"]}),
    }


def _families(model: ReportModel) -> int:
    """Tests made in the comparison: the differences and mixes that have a p."""
    tables = ("differences", "mixes")
    return sum(
        1 for name in tables for row in model.narratives.get(name, ()) if row["p"] is not None
    )
