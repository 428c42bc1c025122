"""A small report model, hostile where articles can be hostile."""

from __future__ import annotations

from typing import Any

from toolkit.report.model import ReportModel

HOSTILE = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
TEXT = f"🤖 L’IA détruira 40 % des postes. {HOSTILE} Elle aidera les soignants."


def _document(name: str, source: str, text: str) -> dict[str, Any]:
    return {
        "id": name, "text": text, "title": f"Titre {HOSTILE}", "author": HOSTILE, "source": source,
        "genre": "presse", "date": "2024-05-01", "date_raw": None, "url": "javascript:hacked=1",
        "words": 12, "representative": True,
    }


def _claim(doc: str, start: int, end: int, **fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"{doc}:{start}-{end}", "doc": doc, "start": start, "end": end, "kinds": ["causal"],
        "frames": [], "stance": "none", "negated": False, "epistemic": "asserted", "quote": "none",
        "source": None, "source_full": None, "source_type": "author", "source_role": None,
        "agent": None, "action": None, "object": None, "condition": None, "horizon": None,
        "quantities": [], "confidence": 0.8, "salience": 1.0, "evidence": [],
    }
    return row | fields


def _profile(group: str, value: float, articles: int) -> dict[str, Any]:
    return {
        "section": "profile", "measure": "frames", "label": "replacement", "group": group,
        "value": value, "low": value - 0.05, "high": value + 0.05, "n_articles": articles,
        "n_claims": 60, "method": "jackknife", "reason": "", "p": None, "q": None,
    }


def model(language: str = "fr") -> ReportModel:
    """Two articles, two sources, three claims, one topic."""
    first = TEXT.index("L’IA"), TEXT.index(". <") + 1
    second = TEXT.index("Elle"), len(TEXT)
    cue = TEXT.index("détruira")
    claims = [
        _claim("a.txt", *first, kinds=["prediction"], frames=["replacement"], stance="negative",
               quantities=[{"text": "40 %"}],
               evidence=[{"field": "kinds.prediction", "rule": "prediction.future",
                          "start": cue, "end": cue + 8}]),
        _claim("a.txt", *second, frames=["augmentation"], stance="positive"),
        _claim("b.txt", *first, kinds=["prediction"], frames=["replacement"]),
    ]
    return ReportModel(
        record={
            "settings": {"seed": 1, "report": {"language": language, "max_articles": 400}},
            "topics": {"engine": "bertopic", "outliers": 0.02}, "versions": {"spacy": "3.8"},
        },
        documents=[_document("a.txt", "Le Pays", TEXT), _document("b.txt", HOSTILE, TEXT)],
        sentences=[
            {"doc": name, "start": start, "end": end, "zone": "body"}
            for name in ("a.txt", "b.txt") for start, end in (first, second)
        ],
        claims=claims, passages=[], assignments=[{"passage": "p", "topic": 0}],
        topics=[{"id": 0, "label": HOSTILE, "words": [{"word": "poste", "weight": 1.0}], "size": 1,
                 "typical": [], "survival": None, "parent": None}],
        comparisons=[_profile("Le Pays", 0.6, 9), _profile("Le Soir d'Anvers", 0.2, 9)],
        rejected=[{"path": HOSTILE, "place": "", "reason": "vide", "advice": "", "kind": "file"}],
        codebook={"replacement": {"fr": "Remplacement", "en": "Replacement"}},
    )
