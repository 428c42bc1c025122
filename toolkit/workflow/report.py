"""Stage 5: the report page, the figures and the methods texts, from the tables as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.codebook import load_codebook
from toolkit.report.figures import draw_figures
from toolkit.report.methods import LANGUAGES, methods
from toolkit.report.model import ReportModel
from toolkit.report.page import render
from toolkit.settings import Settings
from toolkit.workflow.compare import narrative_rows
from toolkit.workflow.folder import RunFolder, replacing
from toolkit.workflow.progress import Progress, silent
from toolkit.workflow.topic_tables import topic_rows

Rows = list[dict[str, Any]]


def report_model(folder: RunFolder, settings: Settings) -> ReportModel:
    """Everything the report shows; stages not yet run leave their part empty."""

    def rows(table: str) -> Rows:
        return list(folder.rows(table)) if folder.has(table) else []

    codebook = load_codebook(Path(settings.claims.codebook) if settings.claims.codebook else None)
    labels = {frame.id: {"fr": frame.label_fr, "en": frame.label_en} for frame in codebook.frames}
    record = folder.record()
    claims = rows("claims")
    further = narrative_rows(folder) | topic_rows(folder)
    further["claim_tags"] = claim_tags(claims)
    further["key_forms"] = key_forms(further.get("keyness", []), rows("terms"))
    return ReportModel(
        record=record | {"settings": settings.model_dump()},
        documents=rows("documents"), sentences=rows("sentences"), claims=claims,
        passages=rows("passages"), topics=rows("topics"), assignments=rows("assignments"),
        comparisons=rows("comparisons"), rejected=rows("rejected"), codebook=labels,
        narratives=further, warnings=record.get("warnings", []),
    )


def claim_tags(claims: Iterable[dict[str, Any]]) -> Rows:
    """The names under which the comparison counts a claim's agent, object and reporting verb.

    One row per claim: claim (its id), agent, object (``None`` without one), verb_class, and
    roles: (actor, role) pairs its syntax suggests.
    """
    from toolkit.narratives.actors import roles_of
    from toolkit.narratives.voices import reporting_cue
    from toolkit.narratives.words import agent_name

    return [
        {"claim": claim["id"], "agent": agent_name(claim["agent"]),
         "object": agent_name(claim["object"]), "verb_class": reporting_cue(claim)[0],
         "roles": [list(pair) for pair in roles_of(claim)]}
        for claim in claims
    ]


def key_forms(keyness: Iterable[dict[str, Any]], terms: Iterable[dict[str, Any]]) -> Rows:
    """How the articles write each distinctive lemma: rows of item and form, sorted."""
    wanted = {row["item"] for row in keyness if row["unit"] == "lemma"}
    found: dict[str, set[str]] = defaultdict(set)
    for row in terms:
        for form, lemma in zip(row["forms"] or (), row["lemmas"] or ()):
            if lemma in wanted:
                found[lemma].add(form.lower())
    return [{"item": item, "form": form} for item in sorted(found) for form in sorted(found[item])]


def report(folder: RunFolder, settings: Settings, *, progress: Progress = silent) -> Path:
    """Write `report.html`, `figures/`, `methods.fr.md` and `methods.en.md`; returns the page."""
    progress("report", 0, None)
    model = report_model(folder, settings)
    draw_figures(model, folder.path / "figures")
    for language in LANGUAGES:
        _write(folder.path / f"methods.{language}.md", methods(model, language))
    page = folder.path / "report.html"
    _write(page, render(model))
    progress("report", 1, 1)
    return page


def _write(path: Path, text: str) -> None:
    with replacing(path) as scratch:
        scratch.write_text(text, encoding="utf-8")
