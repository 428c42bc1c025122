"""The report page: one file, no network, everything that came from an article escaped."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from toolkit.report.findings import findings
from toolkit.report.model import ReportModel
from toolkit.report.payload import payload, shown_documents
from toolkit.report.texts import Texts, texts

_HERE = Path(__file__).parent


def render(model: ReportModel) -> str:
    """The whole page as HTML, in the language of the run's settings."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    words = texts(model.record.get("settings", {}).get("report", {}).get("language", "fr"))
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    environment.filters["percent"] = words.percent
    environment.filters["number"] = words.number
    data = payload(model, words)
    scripts = _scripts()
    return environment.get_template("report.html.j2").render(
        t=words, model=model, data=data, json=script_json(data), styles=_styles(),
        scripts=scripts, policy=_policy(scripts), findings=findings(model, words),
        flow=_flow(model), zones=Counter(row["zone"] for row in model.sentences),
        topics=_topics(model), sampled=_sampled(model, words),
        source_names=sorted({str(row["source"]) for row in model.documents if row["source"]}),
    )


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
        *(_read("assets", name) for name in ("report.js", "claims.js", "concordance.js")),
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


def _flow(model: ReportModel) -> dict[str, int]:
    kept = len(model.documents)
    rejected = sum(1 for row in model.rejected if row["kind"] not in ("metadata", "warning"))
    copies = sum(1 for row in model.documents if not row.get("representative", True))
    return {"found": kept + rejected, "rejected": rejected, "duplicates": copies, "kept": kept}


def _topics(model: ReportModel) -> list[dict[str, Any]]:
    """Topics with the text of their typical passages and their share of passages."""
    passages = {row["id"]: row for row in model.passages}
    total = len(model.assignments) or 1
    titles = {row["id"]: row for row in model.documents}
    found = []
    for topic in model.topics:
        typical = [passages[name] for name in topic["typical"] if name in passages][:3]
        found.append(dict(topic) | {
            "share": topic["size"] / total,
            "passages": [
                {"text": row["text"], "document": titles.get(row["doc"], {})} for row in typical
            ],
        })
    return found


def _sampled(model: ReportModel, words: Texts) -> str:
    shown, total = len(shown_documents(model)), len(model.documents)
    if shown == total:
        return ""
    seed = model.record.get("settings", {}).get("seed", 0)
    return words["sampled"].format(shown=shown, total=total, seed=seed)
