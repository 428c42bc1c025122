"""The sample run with every further table of a comparison: narratives, figures, actors, time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.report.sample import HOSTILE, TEXT, model
from toolkit.report.model import ReportModel

START = TEXT.index("L’IA")
PAIR = ("Le Pays", "Le Soir d'Anvers")


def _shares(**fixed: Any) -> dict[str, Any]:
    return {"low": 0.1, "high": 0.8, "n_articles": 9, "n_claims": 60, "reason": "",
            "method": "article_jackknife_pooled", "value": 0.4, "count": 24} | fixed


def _narratives() -> dict[str, list[dict[str, Any]]]:
    side = {"affirm_text": HOSTILE, "affirm_doc": "a.txt", "affirm_start": START,
            "affirm_end": START + 5, "deny_text": "Non.", "deny_doc": "b.txt",
            "deny_start": float(START), "deny_end": 20.0, "first_date": "2024-05-01",
            "first_doc": "a.txt"}
    return {
        "narratives": [side | {
            "narrative": "N0001", "n_claims": 2, "n_articles": 2, "n_groups": 2,
            "contested": True, "confidence": 0.9, "n_affirm": 1, "n_deny": 1,
            "first_group": "Le Pays", "concepts": []}],
        "narrative_sides": [side | {
            "narrative": "N0001", "group": "Le Pays", "n_articles": 1, "n_claims": 1, "affirm": 1,
            "deny": 0, "hedged": 0, "attributed": 1}],
        "narrative_claims": [
            {"narrative": "N0001", "side": side_, "doc": doc, "start": START}
            for side_, doc in (("affirm", "a.txt"), ("deny", "b.txt"))],
        "figures": [{"figure": "F0001", "quantity": "40 %", "n_mentions": 2, "n_articles": 2,
                     "first_date": "2024-05-01"}],
        "figure_mentions": [{
            "figure": "F0001", "group": "Le Pays", "doc": "a.txt", "date": "2024-05-01",
            "quantity": "40 %", "base": "des postes", "horizon": None, "source": None,
            "text": HOSTILE, "claim_start": START, "changes": ["base", "horizon"]}],
    }


def _people() -> dict[str, list[dict[str, Any]]]:
    example = {"doc": "a.txt", "start": START, "end": START + 5, "text": HOSTILE}
    return {
        "actors": [{"group": "Le Pays", "actor": "IA", "as_agent": 2, "as_object": 0, "negated": 0,
                    "hedged": 0, "positive": 0, "negative": 1}],
        "edges": [{"group": "Le Pays", "agent": "IA", "action": "détruire", "object": HOSTILE,
                   "n_claims": 2, "negated": 2} | example],
        "roles": [{"group": "Le Pays", "actor": "IA", "role": "villain", "n_claims": 1} | example],
        "voices": [_shares(group="Le Pays", source_role="union", measure="voice")],
        "verbs": [_shares(group="Le Pays", verb_class="factive")],
        "speakers": [{"group": "Le Pays", "speaker": HOSTILE, "source_role": "union",
                      "n_claims": 1, "direct": 1} | example],
        "claim_tags": [{"claim": f"a.txt:{START}-{TEXT.index('. <') + 1}", "agent": "IA",
                        "object": "poste", "verb_class": "unmarked"}],
    }


def _numbers() -> dict[str, list[dict[str, Any]]]:
    difference = {
        "measure": "frames", "label": "replacement", "group_a": PAIR[0], "group_b": PAIR[1],
        "difference": -0.4, "low": -0.5, "high": -0.3, "share_a": 0.2, "share_b": 0.6, "p": 0.001,
        "q": 0.004}
    topics = [{"group": group, "topic": 0, "label": "Postes", "share": 0.5, "low": None,
               "high": None, "residual": 2.5, "articles": 1, "passages": 1} for group in PAIR]
    return {
        "differences": [difference], "mixes": [],
        "over_time": [_shares(period=period, measure="frames", label="replacement")
                      for period in ("2023", "2024")],
        "change_points": [{"measure": "frames", "label": "replacement", "period": "2024",
                           "before": 0.1, "after": 0.4, "p": 0.01, "q": 0.02, "reason": ""}],
        "keyness": [{"group": "Le Pays", "unit": "lemma", "item": "détruire", "z": 3.1,
                     "log_ratio": 2.0, "g2": 9.0, "count": 4.0, "count_rest": 1.0, "q": None,
                     "n_articles": 2}],
        "key_forms": [{"item": "détruire", "form": "détruira"}],
        "topics_by_source": topics,
        "topics_over_time": [row | {"group": period} for row, period in zip(topics, ("2023-05",
                             "2024-05"))],
    }


def full(language: str = "fr") -> ReportModel:
    """The sample with all tables, two topics with a map, a tree and stability, and notices."""
    base = model(language)
    second = dict(base.topics[0]) | {"id": 1, "label": "Soins", "size": 1}
    record = dict(base.record) | {
        "topics": {"engine": "bertopic", "outliers": 0.0, "info": {
            "map": [[0.0, 0.1], [0.4, -0.2]],
            "hierarchy": [{"node": 2, "left": 0, "right": 1, "height": 0.5, "topics": [0, 1]}]},
            "stability": {"survival": [{"topic": 0, "found": 3, "of": 4},
                                       {"topic": 1, "found": 4, "of": 4}]}},
        "notices": [
            {"code": "under_5_articles", "group": "Le Pays", "detail": {"articles": 2}},
            {"code": "rare_labels", "group": None,
             "detail": {"measure": "frames", "labels": ["replacement"]}},
            {"code": "of_tomorrow", "group": None, "detail": {}},
        ],
    }
    return replace(
        base, record=record, topics=[*base.topics, second],
        narratives=_narratives() | _people() | _numbers(),
        warnings=["first line", "second line", "A warning this page has no words for."],
    )
