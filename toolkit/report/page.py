"""The report page: one file, no network, everything that came from an article escaped."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from toolkit.report import views
from toolkit.report.charts import group_name, names_of
from toolkit.report.findings import findings
from toolkit.report.model import ReportModel
from toolkit.report.notices import notices
from toolkit.report.payload import payload, shown_documents
from toolkit.report.svg import network, tree
from toolkit.report.texts import Texts, texts
from toolkit.report.topic_charts import topic_tree

_HERE = Path(__file__).parent


_SCRIPTS = (
    "report.js", "open.js", "claims.js", "concordance.js", "lists.js", "plots.js", "charts.js",
)


def render(model: ReportModel) -> str:
    """The whole page as HTML, in the language of the run's settings."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    words = texts(model.record.get("settings", {}).get("report", {}).get("language", "fr"))
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": words.percent, "number": words.number, "label": words.label,
        "measure": words.measure, "limits": words.estimate,
    }
    data = payload(model, words)
    scripts = _scripts()
    return environment.get_template("report.html.j2").render(
        t=words, model=model, data=data, json=script_json(data), styles=_styles(),
        scripts=scripts, policy=_policy(scripts), sampled=_sampled(model, words),
        **_sections(model, words), **_pictures(model, words),
    )


def _sections(model: ReportModel, words: Texts) -> dict[str, Any]:
    settings = model.record.get("settings", {})
    names = names_of(model, words)
    return {
        "findings": findings(model, words), "notices": notices(model, words),
        "tiles": _tiles(model), "rejected": views.rejected(model, words),
        "articles": views.articles(model, {row["id"] for row in shown_documents(model)}),
        "flow_steps": views.flow_steps(model, words),
        "zones": Counter(row["zone"] for row in model.sentences),
        "topics": views.topic_cards(model), "narratives": views.narratives(model),
        "travelling": views.travelling(model), "actors": views.actors(model),
        "voices": views.voices(model), "changes": views.change_points(model),
        "keyness": views.keyness(model), "quality": views.quality(model, words),
        "validated": bool(model.record.get("validation")),
        "validation": views.validation(model, words),
        "by": settings.get("compare", {}).get("by", "source"),
        "name": lambda code: names.get(code, words.label(code)),
        "group": lambda name: group_name(name, words),
    }


def _tiles(model: ReportModel) -> list[tuple[int, str, dict[str, Any]]]:
    """The counts at the head of the page, each with what it opens."""
    sources = {str(row["source"]) for row in model.documents if row["source"]}
    return [
        (len(model.documents), "articles", {"list": "kept"}),
        (len(sources), "sources", {"list": "kept"}),
        (sum(row["words"] or 0 for row in model.documents), "words", {"zone": "body"}),
        (len(model.claims), "claims_count", {"all": True}),
    ]


def _pictures(model: ReportModel, words: Texts) -> dict[str, Any]:
    """The SVG drawings; safe to include, they escape what they are given."""
    laid = topic_tree(model, words)
    return {
        "network": network(model.narratives.get("edges", ()), words["network"]),
        "tree": tree(laid["merges"], laid["names"], laid["title"], topics=laid["topics"]),
        "tree_title": laid["title"], "tree_note": laid["note"],
        "topic_findings": views.topic_findings(model, words),
    }


def script_json(value: Any) -> str:
    """JSON that can stand in a script element: no ``<``, no line separators of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _read(*parts: str) -> str:
    return _HERE.joinpath(*parts).read_text(encoding="utf-8")


def _scripts() -> list[str]:
    locale = _read("vendor", "plotly-locale-fr.js")
    files = [
        _read("vendor", "plotly-cartesian.min.js"),
        "(function(){var module={};" + locale + ";Plotly.register(module.exports);})();",
        _read("vendor", "tabulator.min.js"),
        *(_read("assets", name) for name in _SCRIPTS),
    ]
    return [text.replace("//# sourceMappingURL=", "// ") for text in files]


def _styles() -> str:
    return _read("vendor", "tabulator_simple.min.css").replace(
        "/*# sourceMappingURL=", "/* "
    ) + _read("assets", "report.css")


def _policy(scripts: list[str]) -> str:
    """A content security policy that lets these very scripts run, and nothing else."""
    hashes = " ".join(
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _sampled(model: ReportModel, words: Texts) -> str:
    shown, total = len(shown_documents(model)), len(model.documents)
    if shown == total:
        return ""
    seed = model.record.get("settings", {}).get("seed", 0)
    return words["sampled"].format(shown=shown, total=total, seed=seed)
