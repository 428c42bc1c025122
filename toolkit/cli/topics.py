"""``toolkit topics``: find the topics of a run again, or look at those it has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import _options as options

if TYPE_CHECKING:
    from toolkit.workflow.main import Run

_MODELLING = ("engine", "unit", "voice", "embeddings", "n_topics", "seeds", "zeroshot", "model")


@click.command()
@options.run_argument
@options.modelling
@click.option("--compare", "other", metavar="ENGINE",
              help="Set another engine beside the topics found: agreement, matches, disputes.")
@click.option("--curve", metavar="FROM-TO",
              help="Try these numbers of topics: stability, coherence, smallest topic.")
@click.option("--seed", type=click.IntRange(0), help="The one source of chance.")
@options.quiet
def command(run: Path, other: str | None, curve: str | None, **given: Any) -> None:
    """Find the topics of RUN again, with another engine, unit or embedding.

    With --compare or --curve alone, the topics that RUN has are kept and looked at.

    \b
    Examples:
      toolkit topics RUN --engine nmf --n-topics 8
      toolkit topics RUN --engine reinert --option double=true
      toolkit topics RUN --seeds codebook          guided by the frames of the codebook
      toolkit topics RUN --compare reinert         do both engines find the same topics?
      toolkit topics RUN --curve 2-12              how many topics?
      toolkit topics NEW --model RUN               place new articles in the topics of RUN
    """
    from toolkit.workflow.main import Run

    opened = Run(run)
    chosen = {key: given[key] for key in (*_MODELLING, "seed")}
    chosen["options"] = options.engine_options(given["engine_options"])
    asked = any(value is not None for value in chosen.values())
    if asked or not (other or curve):
        _find(opened, chosen, quiet=given["quiet"])
    if curve:
        _curve(opened, curve)
    if other:
        _compare(opened, other)
    if not given["quiet"]:
        click.echo(f"Tables: {run / 'topics'}; toolkit report {run} draws them.", err=True)


def _find(run: Run, chosen: dict[str, Any], *, quiet: bool) -> None:
    from toolkit.workflow.stages import find_topics

    with options.bars(quiet) as progress:
        result = find_topics(run, progress=progress, **chosen)
    told = {row["topic"]: row for row in ((run.record["topics"].get("stability") or {})
                                          .get("survival") or ())}
    for row in result.itertuples():
        runs = f"\t{told[row.id]['found']}/{told[row.id]['of']}" if row.id in told else ""
        click.echo(f"{row.id}\t{row.size}\t{row.label}{runs}")
    if reason := run.record["topics"]["reason"]:
        click.echo(f"No topics: {reason}", err=True)


def _curve(run: Run, asked: str) -> None:
    from toolkit.errors import UsageError
    from toolkit.workflow.topic_stages import topic_curve

    low, _, high = asked.partition("-")
    if not (low.isdigit() and high.isdigit() and 2 <= int(low) <= int(high)):
        raise UsageError(f'--curve "{asked}"', expected="two numbers from 2 on, such as 2-12")
    table = topic_curve(run, (int(low), int(high)))
    click.echo(table.round(3).to_string(index=False, na_rep="–"))


def _compare(run: Run, other: str) -> None:
    from toolkit.workflow.topic_stages import compare_engines, matches

    found = compare_engines(run, other)
    for name, figure in (("adjusted Rand index", found.ari), ("mutual information", found.nmi)):
        value = figure.reason if figure.value is None else f"{figure.value:.3f}"
        click.echo(f"{name}\t{value}\t{figure.n} passages")
    click.echo(f"disputed\t{len(found.disputed)} passages")
    for row in matches(run):
        partner = row["other_label"] or "–"
        click.echo(f"{row['label']}\t{partner}\t{row['common']} common\t{row['jaccard']:.2f}")
