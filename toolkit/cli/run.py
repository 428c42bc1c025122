"""``toolkit run``: everything, from files to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli import _options as options


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path),
              help="The run folder to write.")
@options.reading
@options.claiming
@options.modelling
@options.comparing
@click.option("--report-language", type=click.Choice(["fr", "en"]),
              help="Language of the report. [fr]")
@options.shared
@options.quiet
def command(sources: tuple[Path, ...], out: Path, settings_file: Path | None, **given: Any) -> None:
    """Read SOURCES and write claims, topics, comparisons and a report to --out.

    A source is a folder, a file (text, HTML …), or a table (CSV, TSV, JSONL) with a text column.
    A metadata.csv in a folder gives title, author, date, source, genre and url per file.

    \b
    Examples:
      toolkit run articles/ --out RUN
      toolkit run press.tsv blog/ --out RUN --engine reinert --by genre
      toolkit run articles/ --out RUN --report-language en --quiet
    """
    from toolkit.settings import load_settings
    from toolkit.workflow.main import run

    settings = load_settings(settings_file, options.settings_options(given))
    with options.bars(given["quiet"]) as progress:
        done = run(
            list(sources), out, settings=settings, strict=given["strict"],
            text_column=given["text_column"], workers=given["workers"], progress=progress,
        )
    if not given["quiet"]:
        counts = done.record["counts"]
        click.echo(
            f"{counts['documents']} articles, {counts['claims']} claims, "
            f"{counts['topics']} topics, {counts['rejected']} rejected", err=True,
        )
    click.echo(done.report)
