"""Options that several commands share, and the progress bar they draw on stderr."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from toolkit.errors import UsageError
from toolkit.workflow.progress import Progress, silent

F = TypeVar("F", bound=Callable[..., Any])

quiet = click.option("-q", "--quiet", is_flag=True, help="No progress bars, no closing lines.")
run_argument = click.argument("run", type=click.Path(path_type=Path))


def _several(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


reading = _several(
    click.option("--language", metavar="CODE",
                 help="Keep articles in this language; any keeps all. [fr]"),
    click.option("--text-column", metavar="NAME",
                 help="The column of a table that holds the articles."),
    click.option("--column", "columns", metavar="FIELD=NAME", multiple=True,
                 help="The column of any field (title, date, source, author, section, url, genre, "
                 "id …); may be given several times."),
    click.option("--strict", is_flag=True, help="Stop at the first article that cannot be read."),
    click.option("--since", metavar="DATE", help="Only articles of this day, month or year on."),
    click.option("--until", metavar="DATE", help="Only articles up to this day, month or year."),
    click.option("--source", "only_sources", metavar="NAME", multiple=True,
                 help="Only this source; may be given several times."),
    click.option("--genre", "only_genres", metavar="NAME", multiple=True,
                 help="Only this genre; may be given several times."),
    click.option("--query", metavar="WORDS",
                 help='Only articles with these words: (IA OU robot*) ET travail SAUF foot.'),
    click.option("--sample", type=click.IntRange(0),
                 help="A random sample of so many articles, stratified by source."),
    click.option("--duplicates", type=click.Choice(["keep", "once"]),
                 help="Count near-duplicates all, or once each. [keep]"),
    click.option("--aliases", metavar="FILE", help="A TOML table of source names to unify."),
    click.option("--mend", is_flag=True, default=None,
                 help="Set right accents that were decoded twice; the text as found is kept."),
)
claiming = _several(
    click.option("--pipeline", metavar="NAME",
                 help="Another installed spaCy pipeline. [the shipped one]"),
    click.option("--codebook", metavar="FILE",
                 help="A TOML codebook that extends or replaces ours."),
    click.option("--workers", type=click.IntRange(1), default=1, show_default=True,
                 help="Processes that extract claims; results do not depend on it."),
)
modelling = _several(
    click.option("--engine", metavar="NAME", help="Topic engine. [bertopic]"),
    click.option("--unit", type=click.Choice(["sentence", "passage", "document"]),
                 help="What topics are found in. [passage]"),
    click.option("--voice", type=click.Choice(["all", "author", "quoted"]),
                 help="Whose sentences: all, or the author's or the quoted ones alone. [all]"),
    click.option("--embeddings", metavar="SPEC",
                 help="tfidf, sentence-transformers:NAME_OR_PATH, model2vec:PATH or spacy. "
                 "[tfidf]"),
    click.option("--n-topics", type=click.IntRange(0),
                 help="How many topics; 0 lets the corpus decide."),
    click.option("--seeds", metavar="codebook|FILE",
                 help="Guided topics: the codebook's frames, or a TOML file of label = [words]."),
    click.option("--zeroshot", metavar="codebook|FILE",
                 help="Topics named beforehand, given in the same way."),
    click.option("--model", metavar="FOLDER",
                 help="Place passages in the topics of this model, or of the run that made it."),
    click.option("--option", "engine_options", metavar="KEY=VALUE", multiple=True,
                 help="A further setting of the engine, by its own name."),
)
comparing = _several(
    click.option("--by", metavar="COLUMN",
                 help="The metadata column that makes the groups. [source]"),
    click.option("--stratify", metavar="COLUMN",
                 help="Compare within the values of this column (genre, month …)."),
    click.option("--resamples", type=click.IntRange(100), help="Resamples of articles. [2000]"),
)
shared = _several(
    click.option("--settings", "settings_file", metavar="FILE", type=click.Path(path_type=Path),
                 help="A TOML file with settings; options win over it."),
    click.option("--seed", type=click.IntRange(0), help="The one source of chance."),
)


def settings_options(given: dict[str, Any]) -> dict[str, Any]:
    """Command-line options as dotted settings; those not given stay ``None``."""
    language = given.get("language")
    return {
        "seed": given.get("seed"),
        "corpus.language": "" if language == "any" else language,
        "corpus.since": given.get("since"),
        "corpus.until": given.get("until"),
        "corpus.sources": list(given.get("only_sources") or ()) or None,
        "corpus.genres": list(given.get("only_genres") or ()) or None,
        "corpus.query": given.get("query"),
        "corpus.sample": given.get("sample"),
        "corpus.duplicates": given.get("duplicates"),
        "corpus.aliases": given.get("aliases"),
        "corpus.mend": given.get("mend"),
        "claims.pipeline": given.get("pipeline"),
        "claims.codebook": given.get("codebook"),
        "topics.engine": given.get("engine"),
        "topics.unit": given.get("unit"),
        "topics.voice": given.get("voice"),
        "topics.embeddings": given.get("embeddings"),
        "topics.seeds": given.get("seeds"),
        "topics.zeroshot": given.get("zeroshot"),
        "topics.model": given.get("model"),
        "topics.n_topics": given.get("n_topics"),
        "topics.options": engine_options(given.get("engine_options")),
        "compare.by": given.get("by"),
        "compare.stratify": given.get("stratify"),
        "compare.resamples": given.get("resamples"),
        "report.language": given.get("report_language"),
        **{f"corpus.columns.{field}": name for field, name in pairs(given.get("columns") or ())},
    }


def pairs(columns: tuple[str, ...]) -> list[tuple[str, str]]:
    """``--column FIELD=NAME`` as (field, name).

    Raises:
        UsageError: one without "=", or whose field has a point.
    """
    found = []
    for column in columns:
        field, sign, name = (part.strip() for part in column.partition("="))
        if not sign or not field or "." in field:
            raise UsageError(f'--column "{column}"', expected="FIELD=NAME, such as date=Jour")
        found.append((field, name))
    return found


def engine_options(pairs: tuple[str, ...] | None) -> dict[str, Any] | None:
    """``KEY=VALUE`` pairs as a dictionary; values are read as TOML, else taken as words.

    Raises:
        UsageError: a pair without "=".
    """
    if not pairs:
        return None
    options: dict[str, Any] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise UsageError(f'--option "{pair}"', expected="KEY=VALUE, such as resolution=1.2")
        try:
            options[key.strip()] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            options[key.strip()] = value
    return options


@contextmanager
def bars(quiet: bool) -> Iterator[Progress]:
    """A progress bar per stage on stderr; nothing with ``quiet``."""
    if quiet:
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Rich

    columns = (
        TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )
    with Rich(*columns, console=Console(stderr=True)) as rich:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = rich.add_task(stage, total=total)
            rich.update(tasks[stage], completed=done, total=total)

        yield progress
