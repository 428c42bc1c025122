"""``toolkit export``: the tables of a run, or its articles, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import _options as options

FORMATS = ["csv", "jsonl", "iramuteq", "txm", "text-free"]


@click.command()
@options.run_argument
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv",
              show_default=True,
              help="jsonl has the annotation guide's field names; text-free holds no text.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write.")
def command(run: Path, form: str, out: Path) -> None:
    """Write the tables or the articles of RUN to --out.

    \b
    Examples:
      toolkit export RUN --format jsonl --out tables/
      toolkit export RUN --format iramuteq --out iramuteq/
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import export

    for path in export(Run(run), out, format=form):
        click.echo(path)
