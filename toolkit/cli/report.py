"""``toolkit report``: write the page and the figures of a run again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@click.option("--language", type=click.Choice(["fr", "en"]), help="Language of the page.")
@click.option("--seed", type=click.IntRange(0), help="The one source of chance.")
@options.quiet
def command(run: Path, **given: Any) -> None:
    """Write the report page and the figures of RUN again.

    \b
    Examples:
      toolkit report RUN --language en
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import write_report

    opened = Run(run)
    chosen = {"language": given["language"], "seed": given["seed"]}
    with options.bars(given["quiet"]) as progress:
        result = write_report(opened, progress=progress, **chosen)
    click.echo(result)
