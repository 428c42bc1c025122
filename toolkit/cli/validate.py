"""``toolkit validate``: a run beside what people coded."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import _options as options

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@options.run_argument
@click.option("--gold", "gold", type=_FILE, multiple=True, required=True,
              help="A coded article (JSONL, docs/claims.md); may be given several times.")
@click.option("--second", "second", type=_FILE, multiple=True,
              help="The same articles coded by somebody else; may be given several times.")
def command(run: Path, gold: tuple[Path, ...], second: tuple[Path, ...]) -> None:
    """Score RUN against people's codings, and say so in its report and methods texts.

    Precision, recall and F1 per label with intervals that resample articles, Krippendorff's alpha
    between machine and person and, with --second, between people. Noted in RUN/run.json.

    \b
    Examples:
      toolkit validate RUN --gold a.jsonl --gold b.jsonl
      toolkit validate RUN --gold a.jsonl --second a-other-coder.jsonl
    """
    from toolkit.workflow.main import Run
    from toolkit.workflow.stages import validate, write_report

    opened = Run(run)
    found = validate(opened, gold=gold, second=second)
    for label, told in found["scores"].items():
        cells = "  ".join(f"{name} {_shown(told[name])}" for name in ("precision", "recall", "f1"))
        click.echo(f"{label:28} {cells}  alpha {_shown(found['machine'][label])}")
    click.echo(write_report(opened))


def _shown(one: dict[str, float | None]) -> str:
    if one["value"] is None:
        return "–"
    limits = "" if one["low"] is None else f" [{one['low']:.2f}; {one['high']:.2f}]"
    return f"{one['value']:.2f}{limits}"
