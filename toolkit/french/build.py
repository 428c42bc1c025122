"""Train a whole pipeline from treebanks and write it as a spaCy folder."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from toolkit.errors import KnowledgeError, PipelineError
from toolkit.french.conllu import Tree, read_treebanks
from toolkit.french.store import MODELS

if TYPE_CHECKING:
    from spacy.language import Language

    from toolkit.french.senter_training import SenterSettings
    from toolkit.french.training import TrainingSettings

SETTINGS = MODELS / "training.toml"
"""The settings that the shipped pipeline was trained with."""

_T = TypeVar("_T")


def train_pipeline(
    treebanks: Sequence[Path],
    out: Path,
    *,
    settings: Path | None = None,
    report: Callable[[str], None] = lambda line: None,
) -> Language:
    """Train tokenizer to trees and write the pipeline to `out`.

    Args:
        treebanks: CoNLL-U files or folders. The first file's conventions are the ones the
            pipeline will answer in; the others teach words and structures.
        out: a folder that does not exist or is empty.
        settings: a TOML file like data/models/training.toml, the default.
        report: gets one line per pass over the data.

    Returns:
        The pipeline as loaded back from `out`: what is measured is what is used.

    Raises:
        SourceError, ReadError: a treebank is missing or breaks the format.
        KnowledgeError: the settings file is not valid.
        PipelineError: `out` holds something already.

    The same treebanks and settings give the same weights on the same kind of processor.
    """
    import spacy

    from toolkit.french import pipeline

    _check_empty(out)
    parser_settings, senter_settings = read_settings(settings or SETTINGS)
    trees = read_treebanks(treebanks)
    pipeline.register()
    nlp = spacy.blank(
        "fr", config={"nlp": {"tokenizer": {"@tokenizers": "toolkit.FrenchTokenizer.v1"}}}
    )
    _add_senter(nlp, trees, senter_settings, report)
    _add_parser(nlp, trees, parser_settings, report)
    names = ", ".join(dict.fromkeys(tree.treebank for tree in trees))
    nlp.meta["name"] = "toolkit"
    nlp.meta["description"] = f"French pipeline trained on {names}"
    nlp.to_disk(out)
    return spacy.load(out)


def _check_empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PipelineError(
            "the folder for the new pipeline is not empty",
            place=str(out),
            expected="a folder that does not exist yet",
            advice="name another with --out, or empty this one",
        )


def _add_senter(
    nlp: Language, trees: Sequence[Tree], settings: SenterSettings, report: Callable[[str], None]
) -> None:
    from toolkit.french.features import Featurizer, count_words
    from toolkit.french.senter import FACTORY, FrenchSenter
    from toolkit.french.senter_training import train_senter
    from toolkit.french.store import forms

    sentences = ([token.form for token in tree.tokens] for tree in trees)
    words = count_words(sentences, least=settings.least_words)
    trained = train_senter(
        trees,
        Featurizer(words, forms()),
        settings,
        report=lambda epoch, loss: report(f"sentences, pass {epoch}: loss {loss:.4f}"),
    )
    component = nlp.add_pipe(FACTORY)
    assert isinstance(component, FrenchSenter)
    component.set_weights(words, _numbers(trained.state_dict()))


def _add_parser(
    nlp: Language, trees: Sequence[Tree], settings: TrainingSettings, report: Callable[[str], None]
) -> None:
    from toolkit.french.component import FACTORY, FrenchParser
    from toolkit.french.features import Featurizer
    from toolkit.french.labels import build_inventory
    from toolkit.french.store import forms
    from toolkit.french.training import Encoder, build_network, train_twice

    inventory = build_inventory(trees)
    trained = train_twice(
        trees,
        Encoder(inventory, Featurizer(inventory.words, forms())),
        build_network(inventory, settings),
        settings,
        report=lambda epoch, loss, _: report(f"parser, pass {epoch}: loss {loss:.3f}"),
    )
    component = nlp.add_pipe(FACTORY)
    assert isinstance(component, FrenchParser)
    component.set_weights(inventory, _numbers(trained.state_dict()))


def _numbers(weights: dict[str, Any]) -> dict[str, Any]:
    """Arrays as they will be read back: rounded to half precision once."""
    import numpy as np

    return {
        name: weight.numpy().astype(np.float16).astype(np.float32)
        for name, weight in weights.items()
        if name != "table"
    }


def read_settings(path: Path) -> tuple[TrainingSettings, SenterSettings]:
    """Parser and sentence-cutter settings of a TOML file.

    Raises:
        KnowledgeError: the file cannot be read, or has an unknown key or a value of another type.
    """
    from toolkit.french.senter_training import SenterSettings
    from toolkit.french.training import TrainingSettings

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise KnowledgeError(
            f"cannot read the training settings ({problem})",
            place=str(path),
            expected="a TOML file with tables [parser] and [senter]",
            advice="correct the file, or leave the option out",
        ) from problem
    for name in found:
        if name not in ("parser", "senter"):
            raise _unknown(name, path, ["parser", "senter"])
    return (
        _fill(TrainingSettings(), found.get("parser", {}), f"{path}: parser"),
        _fill(SenterSettings(), found.get("senter", {}), f"{path}: senter"),
    )


def _fill(default: _T, given: Any, place: str) -> _T:
    """The default value with the given keys replaced, each checked against its type."""
    from dataclasses import is_dataclass, replace

    assert is_dataclass(default) and not isinstance(default, type)
    if not isinstance(given, dict):
        raise _unknown(repr(given), Path(place), ["a table"])
    known = {field.name: getattr(default, field.name) for field in fields(default)}
    changes: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise _unknown(name, Path(place), sorted(known))
        old = known[name]
        if is_dataclass(old) and not isinstance(old, type):
            changes[name] = _fill(old, value, f"{place}.{name}")
        elif isinstance(old, float) and type(value) in (int, float):
            changes[name] = float(value)
        elif type(value) is type(old):
            changes[name] = value
        else:
            raise KnowledgeError(
                f"{name} = {value!r}",
                place=place,
                expected=f"a value of type {type(old).__name__}, such as {old!r}",
                advice="correct the file",
            )
    return replace(default, **changes)


def _unknown(name: str, place: Path, known: list[str]) -> KnowledgeError:
    return KnowledgeError(
        f'unknown key "{name}"',
        place=str(place),
        expected="one of " + ", ".join(known),
        advice="correct or remove it",
    )
