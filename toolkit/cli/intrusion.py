"""``toolkit intrusion``: can people tell what a topic is about?"""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import _options as options


@click.group(name="intrusion")
def command() -> None:
    """Have people find the word, or the topic, that does not belong; score what they found.

    \b
    Examples:
      toolkit intrusion sheets RUN --out sheets/ --coders 3
      toolkit intrusion score RUN sheets/intrusion-1.csv sheets/intrusion-2.csv
    """


@command.command()
@options.run_argument
@click.option("--out", required=True, type=click.Path(path_type=Path),
              help="The folder to write one sheet per coder to.")
@click.option("--coders", type=click.IntRange(1), default=2, show_default=True)
@click.option("--passages", type=click.IntRange(0), default=20, show_default=True,
              help="Passages for the tasks on topics.")
@click.option("--replace", is_flag=True, help="Make new tasks; sheets given out lose their key.")
def sheets(run: Path, out: Path, coders: int, passages: int, replace: bool) -> None:
    """Write sheets without the answers, which stay in RUN/topics/intrusion-key.csv.

    Coders write the number of the option that does not belong in the column "answer".

    \b
    Example:
      toolkit intrusion sheets RUN --out sheets/ --coders 3
    """
    from toolkit.workflow.intrusion import intrusion_sheets
    from toolkit.workflow.main import Run

    for path in intrusion_sheets(
        Run(run), out, coders=coders, passages=passages, replace=replace
    ):
        click.echo(path)


@command.command()
@options.run_argument
@click.argument("filled", nargs=-1, required=True, type=click.Path(path_type=Path))
def score(run: Path, filled: tuple[Path, ...]) -> None:
    """Score FILLED sheets: share of intruders found, with its interval, beside chance.

    \b
    Example:
      toolkit intrusion score RUN sheets/intrusion-1.csv sheets/intrusion-2.csv
    """
    from toolkit.workflow.intrusion import score_intrusion, unanswered
    from toolkit.workflow.main import Run

    opened = Run(run)
    for row in score_intrusion(opened, filled).to_dict("records"):
        who = row["coder"] or ("all" if not row["about"] else row["label"] or row["about"])
        click.echo(f"{row['kind']}\t{who}\t{row['found']}/{row['n']}\t{row['share']:.2f} "
                   f"[{row['low']:.2f}, {row['high']:.2f}]\tchance {row['chance']:.2f}")
    left = unanswered(opened, filled)
    if left:
        click.echo(f"{left} tasks without an answer, not counted", err=True)
