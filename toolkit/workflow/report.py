"""Stage 5: the report page and the figures, from the tables as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.codebook import load_codebook
from toolkit.report.figures import draw_figures
from toolkit.report.model import ReportModel
from toolkit.report.page import render
from toolkit.settings import Settings
from toolkit.workflow.compare import narrative_rows
from toolkit.workflow.folder import RunFolder, replacing
from toolkit.workflow.progress import Progress, silent
from toolkit.workflow.topic_tables import topic_rows


def report_model(folder: RunFolder, settings: Settings) -> ReportModel:
    """Everything the report shows; stages not yet run leave their part empty."""

    def rows(table: str) -> list[dict[str, Any]]:
        return list(folder.rows(table)) if folder.has(table) else []

    codebook = load_codebook(Path(settings.claims.codebook) if settings.claims.codebook else None)
    labels = {frame.id: {"fr": frame.label_fr, "en": frame.label_en} for frame in codebook.frames}
    record = folder.record()
    return ReportModel(
        record=record | {"settings": settings.model_dump()},
        documents=rows("documents"), sentences=rows("sentences"), claims=rows("claims"),
        passages=rows("passages"), topics=rows("topics"), assignments=rows("assignments"),
        comparisons=rows("comparisons"), rejected=rows("rejected"), codebook=labels,
        narratives=narrative_rows(folder) | topic_rows(folder),
        warnings=record.get("warnings", []),
    )


def report(folder: RunFolder, settings: Settings, *, progress: Progress = silent) -> Path:
    """Write `report.html` and `figures/`; returns the page's path."""
    progress("report", 0, None)
    model = report_model(folder, settings)
    draw_figures(model, folder.path / "figures")
    page = folder.path / "report.html"
    with replacing(page) as scratch:
        scratch.write_text(render(model), encoding="utf-8")
    progress("report", 1, 1)
    return page
