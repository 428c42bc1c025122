"""Word- and topic-intrusion tasks of a run: sheets for people, and what they found."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError, UsageError
from toolkit.records import Estimate
from toolkit.topics.intrusion import Score, score, topic_tasks, word_tasks, write_tasks
from toolkit.workflow.main import Run
from toolkit.workflow.topic_stages import stored_topics
from toolkit.workflow.topic_tables import write_table

if TYPE_CHECKING:
    import pandas as pd

KEY = Path("topics") / "intrusion-key.csv"


def intrusion_sheets(
    run: Run, out: str | Path, *, coders: int = 2, passages: int = 20, replace: bool = False
) -> list[Path]:
    """Write one sheet per coder to ``out``, all with the same tasks and none with the answers.

    The answers are kept in the run folder (`topics/intrusion-key.csv`) and must not be shown to
    coders. Word intrusion has a task per topic; topic intrusion, ``passages`` tasks, where there
    are five topics or more.

    Raises:
        UsageError: sheets were exported before and may be with coders; ``replace`` makes new ones.
        EngineError: fewer than two topics, or none with five words.
        RunError: the run has no topics.
    """
    key = run.path / KEY
    if key.exists() and not replace:
        raise UsageError(
            "sheets of this run were exported before", place=str(key),
            expected="a run without intrusion tasks",
            advice="Score those, or ask for new ones with --replace (old sheets lose their key)",
        )
    topics, data = stored_topics(run)
    seed = run.settings.seed
    tasks = word_tasks(topics, data, seed=seed)
    try:
        tasks += topic_tasks(topics, data, count=passages, seed=seed)
    except EngineError:
        if not tasks:
            raise  # with too few topics for choices between topics, word tasks alone are given
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    sheets = [folder / f"intrusion-{number}.csv" for number in range(1, coders + 1)]
    write_tasks(tasks, sheets[0], key)
    for sheet in sheets[1:]:
        shutil.copyfile(sheets[0], sheet)
    return sheets


def score_intrusion(run: Run, sheets: Sequence[str | Path]) -> pd.DataFrame:
    """What coders found: one row for all, one per coder, one per topic or passage.

    Writes `topics/intrusion.csv`, which the report shows. ``share`` (0 to 1) of intruders found
    has Wilson's interval; ``chance`` is what guessing gives: words of a topic that nobody tells
    from a stranger are a topic in name only.

    Raises:
        UsageError: no tasks were exported from this run.
        DataError: a sheet that is not one of these, or an answer out of range, with its line.
    """
    import pandas as pd

    key = run.path / KEY
    if not key.is_file():
        raise UsageError(
            "no intrusion tasks were exported from this run", place=str(run.path),
            advice=f"Write them with `toolkit intrusion sheets {run.path} --out sheets/`",
        )
    paths = [Path(sheet) for sheet in sheets]
    whole = score(paths, key)
    rows = _rows(whole, "", whole.found) if paths else []
    for path in paths:
        rows += _rows(score([path], key), path.stem, None)
    labels = {str(row.id): row.label for row in run.topics.itertuples()}
    for name, found in whole.by_about.items():
        kind, _, about = name.partition(":")
        rows.append(_row(kind, "", found, whole.chance) | {
            "about": about, "label": labels.get(about, "") if kind == "word" else ""})
    write_table(run.path / "topics", "intrusion", rows)
    return pd.DataFrame(rows)


def unanswered(run: Run, sheets: Sequence[str | Path]) -> int:
    """How many tasks coders left empty; they count for nothing."""
    return len(score([Path(sheet) for sheet in sheets], run.path / KEY).unanswered)


def _rows(
    scored: Score, coder: str, found: Mapping[str, Estimate] | None
) -> list[dict[str, Any]]:
    return [
        _row(kind, coder, one, scored.chance)
        for kind, one in (scored.found if found is None else found).items()
    ]


def _row(kind: str, coder: str, one: Estimate, chance: Mapping[str, float]) -> dict[str, Any]:
    hits = None if one.value is None else round(one.value * one.n)
    return {
        "kind": kind, "about": "", "label": "", "coder": coder, "found": hits, "n": one.n,
        "share": one.value, "low": one.low, "high": one.high, "chance": chance.get(kind),
    }
