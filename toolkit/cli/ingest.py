"""``toolkit ingest``: read the articles of a run again, or for the first time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@options.reading
@options.shared
@options.quiet
def command(
    run: Path, sources: tuple[Path, ...], settings_file: Path | None, **given: Any
) -> None:
    """Read SOURCES into the folder RUN; without SOURCES, those the run was made from.

    \b
    Examples:
      toolkit ingest RUN articles/
      toolkit ingest RUN press.csv --column title=Titre --column date=Jour
      toolkit ingest RUN
    """
    from toolkit.settings import load_settings
    from toolkit.workflow.stages import ingest, recorded_sources

    settings = load_settings(settings_file, options.settings_options(given))
    paths: list[str | Path] = list(sources)
    text_column = given["text_column"]
    if not paths:
        recorded, column = recorded_sources(run)
        paths, text_column = list(recorded), text_column or column
    with options.bars(given["quiet"]) as progress:
        done = ingest(
            paths, run, settings=settings, strict=given["strict"], text_column=text_column,
            progress=progress,
        )
    counts = done.record["counts"]
    click.echo(f"{counts['documents']} articles, {counts['sentences']} sentences, "
               f"{counts['rejected']} rejected")
