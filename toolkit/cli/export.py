"""``toolkit export``: the tables of a run as CSV or JSONL."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv",
              show_default=True, help="JSONL has the field names of the annotation guide.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write.")
def command(run: Path, form: str, out: Path) -> None:
    """Write the tables of RUN to --out.

    \b
    Examples:
      toolkit export RUN --format jsonl --out tables/
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import export

    for path in export(Run(run), out, format=form):
        click.echo(path)
