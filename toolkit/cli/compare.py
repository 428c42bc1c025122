"""``toolkit compare``: compare the groups of a run again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@options.comparing
@click.option("--seed", type=click.IntRange(0), help="The one source of chance.")
@options.quiet
def command(run: Path, **given: Any) -> None:
    """Compare the groups of RUN again, by any column of its metadata.

    \b
    Examples:
      toolkit compare RUN --by genre
      toolkit compare RUN --by source --stratify month
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import compare

    opened = Run(run)
    chosen = {key: given[key] for key in ("by", "stratify", "resamples", "seed")}
    with options.bars(given["quiet"]) as progress:
        result = compare(opened, progress=progress, **chosen)
    click.echo(f"{len(result)} estimates")
