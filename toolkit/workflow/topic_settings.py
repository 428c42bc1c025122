"""What an engine is told: its own options, and what only the run knows (files, vectors, seeds)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from toolkit.codebook import check, load_codebook, read_toml
from toolkit.errors import EngineError, PipelineError
from toolkit.settings import Settings
from toolkit.topics.embeddings import embedder
from toolkit.topics.engines.base import TopicInput, engine, engine_names
from toolkit.topics.guidance import terms_of
from toolkit.topics.vocabulary import vocabulary
from toolkit.workflow.folder import RunFolder

EDITS = "topics.toml"
CODEBOOK = "codebook"


class SeedFile(BaseModel):
    """A TOML file of topics to be guided to or named beforehand: label = [words]."""

    model_config = ConfigDict(extra="forbid")
    topics: dict[str, list[str]] = Field(min_length=1)


def engine_settings(
    folder: RunFolder, settings: Settings, *, name: str | None = None
) -> dict[str, Any]:
    """The settings handed to an engine, but for its seeds (see :func:`guided`).

    Args:
        folder: of the run; a `topics.toml` there names and merges topics.
        settings: the run's.
        name: another engine than the settings name; it is given nothing of that one's own options.

    Raises:
        EngineError: something was asked of an engine that has no such setting.
    """
    wanted = settings.topics
    known = engine(name or wanted.engine).defaults
    asked: dict[str, Any] = {}
    if name is None:
        asked = {key: value for key, value in (
            ("n_topics", wanted.n_topics), ("seeds", wanted.seeds), ("zeroshot", wanted.zeroshot),
            ("embeddings", wanted.embeddings if wanted.embeddings != "tfidf" else ""),
        ) if value}
        _refuse_unknown(asked, known, wanted.engine)
        asked = {key: asked[key] for key in ("n_topics", "embeddings") if key in asked}
    if "edits" in known and (folder.path / EDITS).is_file() and name is None:
        asked["edits"] = str(folder.path / EDITS)
    if "cache" in known:
        asked["cache"] = str(folder.path / ".embeddings.sqlite")
    if asked.get("embeddings") == "spacy":
        asked["vectors"] = static_vectors(settings.claims.pipeline or None)
    return {**(wanted.options if name is None else {}), **asked}


def check_asked(settings: Settings) -> None:
    """Refuse, before any work, what the topics stage could not do: an unknown engine, a setting
    that the engine lacks, a file of seeds that is not one, an embedding model that is not there.

    Raises:
        UsageError, EngineError, KnowledgeError: each names what was asked and what there is.
    """
    wanted = settings.topics
    known = engine(wanted.engine).defaults
    for key in ("seeds", "zeroshot"):
        if (path := getattr(wanted, key)) and path != CODEBOOK:
            check(read_toml(Path(path)), SeedFile, place=path)
    _refuse_unknown(
        {key: True for key in ("n_topics", "seeds", "zeroshot") if getattr(wanted, key)}
        | ({"embeddings": True} if wanted.embeddings != "tfidf" else {}), known, wanted.engine,
    )
    if wanted.embeddings == "spacy":
        static_vectors(settings.claims.pipeline or None)
    elif wanted.embeddings != "tfidf":
        embedder(wanted.embeddings)


def _refuse_unknown(asked: Mapping[str, Any], known: Mapping[str, Any], name: str) -> None:
    for key in asked:
        if key not in known:
            able = [other for other in engine_names() if key in engine(other).defaults]
            raise EngineError(
                f'topic engine "{name}" has no setting "{key}"',
                expected="engine " + " or ".join(able),
                advice=f"Leave out --{key.replace('_', '-')}, or choose another engine",
            )


def static_vectors(pipeline: str | None) -> Callable[[Sequence[str]], Any]:
    """The static vectors of a pipeline, as a function from texts to rows."""
    import numpy as np

    from toolkit.french import load

    nlp = load(pipeline)
    if nlp.vocab.vectors.shape[1] == 0:
        raise PipelineError(
            "this pipeline has no static vectors", place=pipeline or "the shipped pipeline",
            expected="a pipeline with vectors, such as fr_core_news_md",
            advice="Name one with --pipeline, or leave --embeddings at tfidf",
        )
    return lambda texts: np.array([nlp.make_doc(text).vector for text in texts])


def guided(settings: Settings, data: TopicInput) -> tuple[dict[str, Any], dict[str, Any]]:
    """Seed words of guided topics and of topics named beforehand, for the engine and the record.

    Of the codebook, frames none of whose words tie passages together are left out, and told; a
    word of a user's own file that nobody writes is the engine's to refuse.
    """
    chosen: dict[str, Any] = {}
    told: dict[str, Any] = {}
    for key in ("seeds", "zeroshot"):
        wanted: str = getattr(settings.topics, key)
        if wanted == CODEBOOK:
            chosen[key], left = _of_codebook(settings, data)
            told[f"{key}_left_out"] = left
        elif wanted:
            chosen[key] = check(read_toml(Path(wanted)), SeedFile, place=wanted).topics
    return chosen, told


def _of_codebook(settings: Settings, data: TopicInput) -> tuple[dict[str, list[str]], list[str]]:
    path = settings.claims.codebook
    codebook = load_codebook(Path(path) if path else None)
    known = set(vocabulary(data).terms)
    found: dict[str, list[str]] = {}
    left: list[str] = []
    for frame in codebook.active:
        label = frame.label_fr.split(",")[0]
        words = [word for word in frame.seed_words if known.intersection(terms_of(word, data))]
        if words:
            found[label] = words
        else:
            left.append(label)
    if not found:
        raise EngineError(
            "no word of the codebook's frames stands in the passages",
            expected="seed words of the corpus",
            advice="Give a TOML file of label = [words] instead of codebook",
        )
    return found, left
