"""``toolkit claims``: parse the sentences of a run and extract its claims again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@options.claiming
@click.option("--seed", type=click.IntRange(0), help="The one source of chance.")
@options.quiet
def command(run: Path, **given: Any) -> None:
    """Extract the claims of RUN again, with another pipeline or codebook.

    \b
    Examples:
      toolkit claims RUN --codebook mine.toml
      toolkit claims RUN --pipeline fr_core_news_md --workers 2
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import extract_claims

    opened = Run(run)
    chosen = {key: given[key] for key in ("pipeline", "codebook", "seed")}
    with options.bars(given["quiet"]) as progress:
        result = extract_claims(opened, workers=given["workers"], progress=progress, **chosen)
    click.echo(f"{len(result)} claims")
