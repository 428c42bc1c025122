"""``toolkit model``: train a French pipeline, and measure any."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(name="model")
def command() -> None:
    """Train a French spaCy pipeline from treebanks, or measure one.

    \b
    Examples:
      toolkit model evaluate fr_sequoia-ud-test.conllu.xz
      toolkit model evaluate treebanks/ --pipeline fr_core_news_md --json
      toolkit model train fr_sequoia-ud-train.conllu fr_gsd-ud-dev.conllu --out my-pipeline
    """


@command.command()
@click.argument("treebanks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path),
              help="The folder to write the pipeline to.")
@click.option("--settings", "settings_file", type=click.Path(path_type=Path),
              help="A TOML file of training settings. [those of the shipped pipeline]")
@click.option("--dev", type=click.Path(path_type=Path),
              help="A treebank to score the result on.")
@click.option("--quiet", is_flag=True, help="No lines on standard error.")
def train(
    treebanks: tuple[Path, ...], out: Path, settings_file: Path | None, dev: Path | None,
    quiet: bool,
) -> None:
    """Train from Universal Dependencies TREEBANKS (.conllu, .conllu.xz, or folders of them).

    The first file's conventions are the ones the pipeline answers in.

    \b
    Example:
      toolkit model train fr_sequoia-ud-train.conllu.xz fr_pud-ud-test.conllu.xz --out NEW
    """
    from toolkit.french.build import train_pipeline
    from toolkit.french.evaluation import as_table, evaluate

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    nlp = train_pipeline(treebanks, out, settings=settings_file, report=say)
    if dev is not None:
        click.echo(as_table(evaluate(nlp, [dev])))
    click.echo(out)


@command.command()
@click.argument("dictionary", type=click.Path(path_type=Path))
@click.argument("affixes", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path),
              help="The .npz file to write.")
def lexicon(dictionary: Path, affixes: Path, out: Path) -> None:
    """Derive the form lexicon from a Hunspell DICTIONARY and its AFFIXES.

    They need morphological fields (po:, is:), as the Dicollecte dictionaries have them.

    \b
    Example:
      toolkit model lexicon fr.dic fr.aff --out forms.npz
    """
    from toolkit.french.lexicon import build_lexicon, expand_hunspell

    table = build_lexicon(expand_hunspell(dictionary, affixes))
    table.save(out)
    click.echo(f"{len(table.keys)} forms: {out}")


@command.command()
@click.argument("treebanks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--pipeline", help="An installed spaCy pipeline or a folder. [the shipped one]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(treebanks: tuple[Path, ...], pipeline: str | None, as_json: bool) -> None:
    """Score a pipeline from raw text on gold TREEBANKS, as spaCy's published figures are scored.

    Ten sentences at a time are given as raw text; contracted forms are merged; punctuation is left
    out of UAS and LAS.
    """
    from toolkit.french import evaluation
    from toolkit.french.pipeline import load

    results = evaluation.evaluate(load(pipeline), treebanks)
    click.echo(evaluation.as_json(results) if as_json else evaluation.as_table(results))
