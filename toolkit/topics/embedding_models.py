"""Embedding models from outside: found, checked, asked, and their answers kept by content."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError, UsageError
from toolkit.topics.engines.base import TopicInput
from toolkit.topics.vocabulary import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_BATCH = 256
# What a model card may say of a model that reads French.
_FRENCH = {"fr", "fra", "fre", "french", "français", "multilingual", "mul"}


@dataclass(frozen=True, slots=True)
class Encoder:
    """``encode`` gives one row per text; ``key`` changes when the model's files do."""

    encode: Callable[[Sequence[str]], Any]
    key: str
    version: str


class ModelEmbedder:
    """An embedder around a ready-made model: nothing is learnt from the corpus."""

    def __init__(self, spec: str, model: Encoder, *, cache: Path | None = None) -> None:
        self.spec = spec
        self._model = model
        self._cache = cache

    def fit(self, data: TopicInput, *, seed: int) -> Floats:
        """The vectors of the passages' texts; the model is not changed."""
        return self.transform(data)

    def transform(self, data: TopicInput) -> Floats:
        """The vectors of the passages' texts."""
        return self._vectors([passage.text for passage in data.passages])

    def words(self, rows: Sequence[Sequence[str]], forms: Mapping[str, str]) -> Floats:
        """The vectors of lists of terms, read as written."""
        return self._vectors([" ".join(forms.get(term, term) for term in row) for row in rows])

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The model's name and key: its files stay where they are."""
        return {"spec": self.spec, "key": self._model.key}, {}

    def _vectors(self, texts: Sequence[str]) -> Floats:
        import numpy as np

        if not texts:
            return np.zeros((0, 1))
        if self._cache is None:
            found = _encode(self._model, texts)
        else:
            found = _through_cache(self._model, texts, self._cache)
        return unit(check_vectors(found, len(texts), self.spec))


def check_vectors(vectors: Any, count: int, spec: str) -> Floats:
    """``vectors`` as a table of numbers, or the error that says what is wrong with them."""
    import numpy as np

    table = np.asarray(vectors, dtype=np.float64)
    if table.ndim != 2 or len(table) != count:
        raise EngineError(
            f"embedding {spec} gave an array of shape {table.shape}",
            expected=f"one row for each of {count} passages",
        )
    bad = np.flatnonzero(~np.isfinite(table).all(axis=1))
    if len(bad):
        raise EngineError(
            f"embedding {spec} gave no number for {len(bad)} of {count} passages "
            f"(the first is number {bad[0]})",
            expected="finite numbers",
            advice="Try another model, or leave these passages out",
        )
    return table


def _encode(model: Encoder, texts: Sequence[str]) -> Floats:
    import numpy as np

    rows = [
        np.asarray(model.encode(texts[at : at + _BATCH]), dtype=np.float64)
        for at in range(0, len(texts), _BATCH)
    ]
    return np.vstack(rows)


def _through_cache(model: Encoder, texts: Sequence[str], path: Path) -> Floats:
    """Vectors from the cache; the missing ones are computed and kept.

    The key of a vector is the model's key and the text, so that a changed model or a changed
    article is never answered with an old vector.
    """
    import numpy as np

    keys = [hashlib.sha256(f"{model.key}\n{text}".encode()).hexdigest() for text in texts]
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, value BLOB)")
        known: dict[str, Any] = {}
        for at in range(0, len(keys), 500):
            chunk = keys[at : at + 500]
            marks = ",".join("?" * len(chunk))
            for key, value in store.execute(
                f"SELECT key, value FROM vectors WHERE key IN ({marks})", chunk
            ):
                known[key] = np.frombuffer(value, dtype="<f8")
        missing = {key: text for key, text in zip(keys, texts) if key not in known}
        if missing:
            rows = check_vectors(
                _encode(model, list(missing.values())), len(missing), model.key.split("@")[0]
            )
            fresh = dict(zip(missing, rows))
            store.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(key, row.astype("<f8").tobytes()) for key, row in fresh.items()],
            )
            known.update(fresh)
    return np.vstack([known[key] for key in keys])


def encoder(
    kind: str, name: str, *, vectors: Callable[[Sequence[str]], Any] | None = None
) -> Encoder:
    """The model called ``name`` of the given kind.

    Raises:
        UsageError: no name was given.
        EngineError: it is missing, cannot be read, or its card names other languages than French.
    """
    if kind == "spacy":
        if vectors is None:
            raise UsageError(
                'embedding "spacy" without vectors',
                expected="a function that gives the vectors of texts",
                advice="Choose a pipeline that has word vectors (--pipeline fr_core_news_md)",
            )
        return Encoder(vectors, f"spacy:{name}", "")
    if not name:
        raise UsageError(
            f'embedding "{kind}" without a model', expected=f"{kind}:FOLDER",
            advice="Name the folder of a model that reads French",
        )
    folder = Path(name).expanduser()
    local = folder.is_dir()
    if not local and (kind == "model2vec" or folder.is_absolute() or name.startswith((".", "~"))):
        raise EngineError(
            "no such model folder", place=name, expected=f"a folder saved by {kind}",
            advice="Correct the path, or use --embeddings tfidf, which needs no model",
        )
    if local:
        _check_language(folder)
    loader = _model2vec if kind == "model2vec" else _sentence_transformers
    encode, version = loader(name, local)
    return Encoder(encode, f"{kind}:{folder_key(folder) if local else name}@{version}", version)


def folder_key(folder: Path) -> str:
    """A digest of the names and contents of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _check_language(folder: Path) -> None:
    """Refuse a model whose card or configuration names languages, and French is not among them."""
    named = _card_languages(folder / "README.md") | _config_languages(folder / "config.json")
    if named and not named & _FRENCH:
        raise EngineError(
            f"model of another language ({', '.join(sorted(named))})", place=str(folder),
            expected="a French or multilingual model",
            advice="Choose another model, or use --embeddings tfidf",
        )


def _card_languages(card: Path) -> set[str]:
    if not card.is_file():
        return set()
    front = re.match(r"---\n(.*?)\n---", card.read_text(encoding="utf-8", errors="replace"), re.S)
    block = re.search(
        r"^language:[ \t]*(.*(?:\n[ \t]*-.*)*)", front.group(1) if front else "", re.M
    )
    return set(re.findall(r"[a-zéèçA-Z]{2,}", block.group(1).lower())) if block else set()


def _config_languages(config: Path) -> set[str]:
    if not config.is_file():
        return set()
    try:
        values = json.loads(config.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise EngineError(
            f"configuration is not JSON ({error})", place=str(config),
            advice="Save the model again",
        ) from error
    named = values.get("language") or []
    return {str(one).lower() for one in ([named] if isinstance(named, str) else named)}


def _model2vec(name: str, local: bool) -> tuple[Callable[[Sequence[str]], Any], str]:
    try:
        import model2vec
    except ImportError as error:
        raise _not_installed("model2vec") from error
    try:
        model = model2vec.StaticModel.from_pretrained(name)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise _unreadable(name, "model2vec", error) from error
    named = {str(one).lower() for one in (model.language or [])}
    if named and not named & _FRENCH:
        raise EngineError(
            f"model of another language ({', '.join(sorted(named))})", place=name,
            expected="a French or multilingual model",
        )
    return lambda texts: model.encode(list(texts)), str(model2vec.__version__)


def _sentence_transformers(name: str, local: bool) -> tuple[Callable[[Sequence[str]], Any], str]:
    try:
        with warnings.catch_warnings():
            import sentence_transformers
    except ImportError as error:
        raise _not_installed("sentence-transformers") from error
    try:
        model = sentence_transformers.SentenceTransformer(name, device="cpu")
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise _unreadable(name, "sentence-transformers", error) from error

    def encode(texts: Sequence[str]) -> Any:
        return model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)

    return encode, str(sentence_transformers.__version__)


def _not_installed(package: str) -> EngineError:
    return EngineError(
        f"package {package} is not installed",
        advice='Install it (pip install "recits-toolkit[embed]"), or use --embeddings tfidf',
    )


def _unreadable(name: str, kind: str, error: Exception) -> EngineError:
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return EngineError(
        f"{kind} model cannot be loaded ({first})", place=name,
        expected=f"a folder saved by {kind}",
        advice="Give the path of a model on this machine, or use --embeddings tfidf",
    )


__all__ = ["Encoder", "ModelEmbedder", "check_vectors", "encoder", "folder_key"]
