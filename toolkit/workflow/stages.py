"""The verbs of the library, for notebooks: each redoes one stage of a run and returns its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.settings import Settings, load_settings
from toolkit.workflow import claims as claims_stage
from toolkit.workflow import compare as compare_stage
from toolkit.workflow import export as export_stage
from toolkit.workflow import kwic as kwic_stage
from toolkit.workflow import report as report_stage
from toolkit.workflow import topics as topics_stage
from toolkit.workflow.compared import Comparison
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.main import Run, read_into, settings_of, stage
from toolkit.workflow.progress import Progress, silent
from toolkit.workflow.validate import validation

if TYPE_CHECKING:
    import pandas as pd


def changed(run: Run, options: dict[str, Any]) -> Settings:
    """The run's settings with dotted ``options`` laid over them."""
    base = settings_of(run.folder)
    given = {key: value for key, value in options.items() if value is not None}
    flat = {
        f"{section}.{key}": value
        for section, values in base.model_dump().items() if isinstance(values, dict)
        for key, value in values.items()
    }
    return load_settings(options={"seed": base.seed, **flat, **given})


def _section(name: str, options: dict[str, Any]) -> dict[str, Any]:
    """Options of one stage as dotted settings; the seed stands above the sections."""
    return {key if key == "seed" else f"{name}.{key}": value for key, value in options.items()}


def ingest(
    sources: Sequence[str | Path] | str | Path, out: str | Path, *,
    settings: Settings | None = None, strict: bool = False, text_column: str | None = None,
    progress: Progress = silent,
) -> Run:
    """Read the articles of ``sources`` into a new run folder."""
    folder = read_into(
        sources, out, settings or load_settings(), strict=strict, text_column=text_column,
        progress=progress,
    )
    return Run(folder.path)


def recorded_sources(path: Path) -> tuple[list[str], str | None]:
    """The sources the run at ``path`` was made from, and the text column named for them."""
    record = RunFolder.open(path).record()
    return list(record["sources"]), record.get("text_column")


def extract_claims(
    run: Run, *, workers: int = 1, progress: Progress = silent, **options: Any
) -> pd.DataFrame:
    """Parse a run's sentences and write its claims; ``options`` as in settings (pipeline=…)."""
    chosen = changed(run, _section("claims", options))
    stage(run.folder, "claims", lambda: claims_stage.claims(
        run.folder, chosen, workers=workers, progress=progress), chosen)
    return run.table("claims")


_OF_ONE_ENGINE = {
    "options": {}, "seeds": "", "zeroshot": "", "model": "", "embeddings": "tfidf", "n_topics": 0,
}


def find_topics(run: Run, *, progress: Progress = silent, **options: Any) -> pd.DataFrame:
    """Find topics again; ``options`` as in settings (engine="reinert", n_topics=8 …).

    What was asked of another engine before (its options, seeds, number of topics, a saved model)
    is not asked of a new one.
    """
    if options.get("engine") not in (None, run.settings.topics.engine):
        given = {key: value for key, value in options.items() if value is not None}
        options = {**_OF_ONE_ENGINE, **given}
    elif options.get("engine") is not None and options.get("model") is None:
        options = {**options, "model": ""}  # naming an engine asks for topics of its own
    chosen = changed(run, _section("topics", options))
    stage(run.folder, "topics", lambda: topics_stage.topics(
        run.folder, chosen, progress=progress), chosen)
    return run.table("topics")


def compare(run: Run, *, progress: Progress = silent, **options: Any) -> Comparison:
    """Compare the groups of a run again: tables, figures and warnings for a notebook.

    Args:
        run: the run; its tables and `run.json` are written anew.
        options: as in settings (``by="genre"``, ``stratify="month"``, ``resamples=5000``,
            ``seed=1``).
    Raises:
        DataError: no such column; the message lists those there.
    """
    chosen = changed(run, _section("compare", options))
    stage(run.folder, "compare", lambda: compare_stage.compare(
        run.folder, chosen, progress=progress), chosen)
    return Comparison(run.folder, chosen)


def validate(
    run: Run, gold: Sequence[str | Path], *, second: Sequence[str | Path] = (),
) -> dict[str, Any]:
    """Score a run against coded articles (JSONL), and note it for its report and methods texts.

    Returns coded, scores, machine, people: see ``toolkit validate --help``.
    """
    chosen = run.settings
    return validation(run.folder, [Path(p) for p in gold],
                      [Path(p) for p in second], resamples=chosen.compare.resamples,
                      seed=chosen.seed)


def write_report(run: Run, *, progress: Progress = silent, **options: Any) -> Path:
    """Write the page and the figures again; ``options`` as in settings (language="en")."""
    chosen = changed(run, _section("report", options))
    page: Path = stage(run.folder, "report", lambda: report_stage.report(
        run.folder, chosen, progress=progress), chosen)
    return page


def export(run: Run, out: str | Path, *, format: str = "csv") -> list[Path]:
    """Write every table of a run as CSV or JSONL; returns the files."""
    return export_stage.export(run.folder, Path(out), format=format)


def kwic(run: Run, pattern: str, *, width: int = 60, regex: bool = False) -> pd.DataFrame:
    """Concordances of ``pattern`` in the body of the articles, one row per occurrence."""
    import pandas as pd

    lines = kwic_stage.kwic(run.folder, pattern, width=width, regex=regex)
    columns = ["doc", "start", "end", "left", "keyword", "right", "source", "date", "zone"]
    return pd.DataFrame([asdict(line) for line in lines], columns=columns)
