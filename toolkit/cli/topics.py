"""``toolkit topics``: find the topics of a run again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@options.modelling
@click.option("--seed", type=click.IntRange(0), help="The one source of chance.")
@options.quiet
def command(run: Path, **given: Any) -> None:
    """Find the topics of RUN again, with another engine, unit or embedding.

    \b
    Examples:
      toolkit topics RUN --engine nmf --n-topics 8
      toolkit topics RUN --engine reinert --option double=true
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import find_topics

    opened = Run(run)
    chosen = {key: given[key] for key in ("engine", "unit", "embeddings", "n_topics", "seed")}
    chosen["options"] = options.engine_options(given["engine_options"])
    with options.bars(given["quiet"]) as progress:
        result = find_topics(opened, progress=progress, **chosen)
    for row in result.itertuples():
        click.echo(f"{row.id}\t{row.size}\t{row.label}")
