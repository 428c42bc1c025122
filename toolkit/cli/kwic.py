"""``toolkit kwic``: concordances."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import _options as options


@click.command()
@options.run_argument
@click.argument("pattern")
@click.option("--width", type=click.IntRange(0, 500), default=60, show_default=True,
              help="Characters either side.")
@click.option("--regex", is_flag=True, help="PATTERN is a regular expression.")
@click.option("--zone", type=click.Choice(["body", "heading", "boilerplate", "comment", "all"]),
              default="body", show_default=True, help="Where to look.")
def command(run: Path, pattern: str, width: int, regex: bool, zone: str) -> None:
    """Print every place PATTERN occurs in the articles of RUN, with its context.

    Case, the kind of apostrophe and the kind of blank are ignored.

    \b
    Examples:
      toolkit kwic RUN "intelligence artificielle"
      toolkit kwic RUN "rempla\\w+" --regex --width 40
    """
    from toolkit.workflow.kwic import kwic
    from toolkit.workflow.main import Run

    for line in kwic(Run(run).folder, pattern, width=width, regex=regex, zone=zone):
        click.echo(f"{line.left:>{width}}  {line.keyword}  {line.right:<{width}}  "
                   f"{line.doc}:{line.start}-{line.end}")
