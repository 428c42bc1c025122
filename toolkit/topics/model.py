"""A fitted topic model that places new passages, kept as JSON and plain arrays, never pickle."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError
from toolkit.records import Assignment, Topic
from toolkit.topics.embeddings import Embedder, Lsa, embedder, in_context
from toolkit.topics.engines.base import OUTLIER, TopicInput
from toolkit.topics.vocabulary import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FORMAT = 1
LANGUAGE = "fr"
_JSON, _ARRAYS = "model.json", "arrays.safetensors"


@dataclass(frozen=True, slots=True)
class CentreModel:
    """Topics by their centres in the embedding space: a new passage goes to the nearest one."""

    engine: str
    embedding: Embedder
    centres: Floats
    topics: tuple[Topic, ...]
    context: float

    def transform(self, data: TopicInput) -> tuple[Assignment, ...]:
        """The nearest topic of each passage, with the cosine similarity as weight.

        A passage without any known word is given topic -1 and no weight.
        """
        with one_thread():
            labels, similar = nearest(self.vectors(data), self.centres)
        return tuple(
            Assignment(
                passage.id, int(label), None if label == OUTLIER else round(float(value), 6)
            )
            for passage, label, value in zip(data.passages, labels, similar)
        )

    def vectors(self, data: TopicInput) -> Floats:
        """The unit vectors in which topics are near or far, one row per passage."""
        return in_context(
            self.embedding.transform(data),
            [passage.doc for passage in data.passages],
            weight=self.context,
        )

    def save(self, folder: Path) -> None:
        """Write ``model.json`` and ``arrays.safetensors``; a folder that holds them is replaced."""
        import numpy as np
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        values, arrays = self.embedding.state()
        record = {
            "format": FORMAT, "language": LANGUAGE, "engine": self.engine,
            "context": self.context, "embedding": values,
            "topics": [
                {"id": topic.id, "label": topic.label, "size": topic.size,
                 "words": [list(pair) for pair in topic.words]}
                for topic in self.topics
            ],
        }
        named = {f"embedding.{name}": np.ascontiguousarray(one) for name, one in arrays.items()}
        save_file({**named, "centres": np.ascontiguousarray(self.centres)}, folder / _ARRAYS)
        text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / _JSON).write_text(text + "\n", encoding="utf-8")


def nearest(vectors: Floats, centres: Floats) -> tuple[Any, Any]:
    """Number of the nearest centre for each row, and the cosine; -1 and 0 for a zero row.

    Ties, after rounding to 6 decimals, go to the smaller number.
    """
    import numpy as np

    similar = np.round(vectors @ centres.T, 6)
    best = np.argmax(similar, axis=1)
    known = np.any(vectors, axis=1)
    return (
        np.where(known, best, OUTLIER),
        np.where(known, similar[np.arange(len(vectors)), best], 0.0),
    )


def load_model(
    folder: Path, *, cache: Path | None = None,
    vectors: Callable[[Sequence[str]], Any] | None = None,
) -> CentreModel:
    """The model saved in ``folder``.

    Args:
        folder: written by :meth:`CentreModel.save`.
        cache: file of kept embeddings, for models with an embedding model from outside.
        vectors: the vectors of texts, for models made with the embedding "spacy".

    Raises:
        EngineError: the folder is missing, is pickled, incomplete, of another language or format,
            or its embedding model has changed since.
    """
    record = _record(folder)
    arrays = _arrays(folder)
    try:
        values = record["embedding"]
        embedding = _embedding(values, arrays, folder, cache=cache, vectors=vectors)
        topics = tuple(
            Topic(
                id=int(one["id"]), label=str(one["label"]), size=int(one["size"]),
                words=tuple((str(word), float(weight)) for word, weight in one["words"]),
                engine=str(record["engine"]),
            )
            for one in record["topics"]
        )
        return CentreModel(
            engine=str(record["engine"]), embedding=embedding, centres=arrays["centres"],
            topics=topics, context=float(record["context"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError(
            f"{_JSON} is incomplete ({error!r})", place=str(folder), expected="a saved topic model",
            advice="Save the model again",
        ) from error


def _record(folder: Path) -> Mapping[str, Any]:
    if not folder.is_dir():
        raise EngineError(
            "no such topic model folder", place=str(folder), expected="a folder with " + _JSON,
            advice="Correct the path, or save a model there first",
        )
    path = folder / _JSON
    if not path.is_file():
        pickles = sorted(one.name for one in folder.iterdir() if one.suffix in {".pkl", ".pickle"})
        raise EngineError(
            f"pickled model ({pickles[0]}): loading it could run any code" if pickles
            else f"no {_JSON}",
            place=str(folder), expected=f"{_JSON} and {_ARRAYS}",
            advice="Fit the topics again and save them with this library",
        )
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise EngineError(
            f"not JSON ({error})", place=str(path), advice="Save the model again"
        ) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        version = record.get("format") if isinstance(record, dict) else None
        raise EngineError(
            f"topic model of format {version!r}", place=str(path), expected=f"format {FORMAT}",
            advice="It was saved by another version: fit the topics again and save them",
        )
    if record.get("language") != LANGUAGE:
        raise EngineError(
            f'topic model of language "{record.get("language")}"', place=str(path),
            expected=f'"{LANGUAGE}"', advice="Fit a model on French articles",
        )
    return record


def _arrays(folder: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    path = folder / _ARRAYS
    try:
        return dict(load_file(path))
    except (OSError, SafetensorError) as error:
        raise EngineError(
            f"arrays cannot be read ({error})", place=str(path), expected="a safetensors file",
            advice="Save the model again",
        ) from error


def _embedding(
    values: Mapping[str, Any], arrays: Mapping[str, Any], folder: Path, *,
    cache: Path | None, vectors: Callable[[Sequence[str]], Any] | None,
) -> Embedder:
    spec = str(values["spec"])
    if spec == Lsa.spec:
        own = {name[10:]: one for name, one in arrays.items() if name.startswith("embedding.")}
        return Lsa.restore(values, own)
    made = embedder(spec, cache=cache, vectors=vectors)
    if made.state()[0].get("key") != values.get("key"):
        raise EngineError(
            f"the embedding model {spec} is not the one the topics were made with",
            place=str(folder), advice="Bring back that model, or fit the topics again",
        )
    return made


__all__ = ["FORMAT", "CentreModel", "load_model", "nearest"]
