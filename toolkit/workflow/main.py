"""The main job: every stage in turn, and the run as a value to work with."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import __version__
from toolkit.codebook import data_path, file_hash, load_codebook
from toolkit.errors import UsageError
from toolkit.settings import Settings, load_settings, settings_from
from toolkit.workflow.claims import claims
from toolkit.workflow.compare import check_columns, compare
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.ingest import ingest
from toolkit.workflow.progress import Progress, silent
from toolkit.workflow.report import report
from toolkit.workflow.schemas import TABLES
from toolkit.workflow.topic_models import open_model
from toolkit.workflow.topic_settings import check_asked
from toolkit.workflow.topics import topics

if TYPE_CHECKING:
    import pandas as pd

_LIBRARIES = (
    "spacy", "torch", "bertopic", "scikit-learn", "numpy", "scipy", "pandas", "langdetect",
)


class Run:
    """A run folder as tables: ``run.claims`` is a pandas DataFrame, as is every table.

    Tables: documents, sentences, claims, terms, passages, topics, assignments, comparisons,
    rejected. ``run.record`` is `run.json`; ``run.report`` the path of the page.
    """

    def __init__(self, path: str | Path) -> None:
        self.folder = RunFolder.open(Path(path))

    @property
    def path(self) -> Path:
        """The run's folder."""
        return self.folder.path

    @property
    def record(self) -> dict[str, Any]:
        """What `run.json` says: settings, versions, hashes, counts, seconds."""
        return self.folder.record()

    @property
    def report(self) -> Path:
        """The path of the report page."""
        return self.path / "report.html"

    @property
    def settings(self) -> Settings:
        """The settings the run was made with."""
        return settings_of(self.folder)

    def table(self, name: str) -> pd.DataFrame:
        """One table by name."""
        if name not in TABLES:
            raise UsageError(f'no table "{name}"', expected="one of " + ", ".join(TABLES))
        return self.folder.frame(name)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(name)
        return self.table(name)

    def __repr__(self) -> str:
        counts = self.record.get("counts", {})
        told = ", ".join(f"{value} {key}" for key, value in sorted(counts.items()))
        return f"Run({str(self.path)!r}: {told})"


def run(
    sources: Sequence[str | Path] | str | Path,
    out: str | Path,
    *,
    settings: Settings | None = None,
    strict: bool = False,
    text_column: str | None = None,
    workers: int = 1,
    progress: Progress = silent,
) -> Run:
    """Everything, from files to the report.

    Args:
        sources: folders, files, or tables with a text column.
        out: the folder to write; an earlier run there is replaced, anything else is refused.
        settings: from :func:`toolkit.load_settings`; the shipped defaults if not given.
        strict: stop at the first article that cannot be read.
        text_column: the column of a table that holds the articles, where it cannot be guessed.
        workers: processes that extract claims; results do not depend on it.

    Raises:
        UsageError: a source does not exist.
        SourceError: no article was found in the sources.
    """
    chosen = settings or load_settings()
    check_names(chosen)
    folder = read_into(
        sources, out, chosen, strict=strict, text_column=text_column, progress=progress
    )
    check_columns(folder, chosen)
    stage(folder, "claims", lambda: claims(
        folder, chosen, workers=workers, progress=progress), chosen)
    stage(folder, "topics", lambda: topics(folder, chosen, progress=progress), chosen)
    stage(folder, "compare", lambda: compare(folder, chosen, progress=progress), chosen)
    stage(folder, "report", lambda: report(folder, chosen, progress=progress), chosen)
    return Run(folder.path)


def check_names(settings: Settings) -> None:
    """Refuse before any work what no stage could do: an unknown engine, a model that is not there,
    a broken codebook or file of seeds.
    """
    check_asked(settings)
    if settings.topics.model:
        open_model(Path(settings.topics.model), settings=settings)
    load_codebook(Path(settings.claims.codebook) if settings.claims.codebook else None)


def read_into(
    sources: Sequence[str | Path] | str | Path, out: str | Path, settings: Settings, *,
    strict: bool, text_column: str | None, progress: Progress,
) -> RunFolder:
    """The first stage, into a new folder, noting where the articles came from."""
    paths = [Path(sources)] if isinstance(sources, str | Path) else [Path(s) for s in sources]
    for path in paths:
        if not path.exists():
            raise UsageError(
                "no such file or folder", place=str(path), advice="Check the spelling of the path"
            )
    folder = RunFolder.create(Path(out))
    stage(folder, "ingest", lambda: ingest(
        folder, paths, settings, strict=strict, text_column=text_column, progress=progress
    ), settings)
    folder.note(sources=[str(path) for path in paths], text_column=text_column)
    return folder


def stage(folder: RunFolder, name: str, work: Callable[[], Any], settings: Settings) -> Any:
    """Do one stage's work and note its counts, seconds, settings, versions and hashes."""
    started = time.perf_counter()
    result = work()
    counts = {
        key: value for key, value in result.items()
        if isinstance(value, int) and not isinstance(value, bool)
    } if isinstance(result, dict) else {}
    entries: dict[str, Any] = {
        "toolkit": __version__, "settings": settings.model_dump(), "digest": settings.digest(),
        "counts": counts, "seconds": {name: round(time.perf_counter() - started, 2)},
        "versions": _versions(), "hashes": knowledge_hashes(settings),
    }
    if name == "ingest":
        entries["flow"] = result["flow"]
    if name in ("ingest", "claims"):
        entries["validation"] = None  # scores of other claims than these
    if name == "topics":
        entries["topics"] = result
    if name == "compare":
        entries["warnings"] = result.get("warnings", [])
    folder.note(**entries)
    return result


def settings_of(folder: RunFolder) -> Settings:
    """The settings noted in `run.json`."""
    return settings_from(folder.record()["settings"], place=str(folder.path / "run.json"))


def knowledge_hashes(settings: Settings) -> dict[str, str]:
    """SHA-256 of every knowledge file a run rests on, by its name."""
    files = [data_path("codebook.toml"), *sorted(data_path("lexicons").glob("*.toml"))]
    hashes = {path.relative_to(data_path()).as_posix(): file_hash(path) for path in files}
    if settings.claims.codebook:
        hashes["codebook (user)"] = file_hash(Path(settings.claims.codebook))
    return hashes


def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in _LIBRARIES}
