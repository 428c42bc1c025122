"""Networks on disk: labels as JSON, weights in half precision, the form lexicon they need."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import PipelineError
from toolkit.french.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

MODELS = Path(__file__).resolve().parent.parent / "data" / "models"
FORMS = MODELS / "forms.npz"
"""The form lexicon that comes with the package."""


def save_network(path: Path, labels: dict[str, Any], weights: Weights) -> None:
    """Write labels.json and weights.npz into a folder; the same network gives the same bytes."""
    import numpy as np

    path.mkdir(parents=True, exist_ok=True)
    record = {"forms": forms_digest(), "labels": labels}
    (path / "labels.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8"
    )
    halves = {name: weights[name].astype(np.float16) for name in sorted(weights)}
    np.savez_compressed(path / "weights.npz", allow_pickle=False, **halves)


def load_network(path: Path) -> tuple[dict[str, Any], Weights]:
    """Read what :func:`save_network` wrote, weights as float32.

    Raises:
        PipelineError: a file is missing or broken, or the network was trained with another form
            lexicon than the package's.
    """
    import numpy as np

    try:
        record = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        with np.load(path / "weights.npz", allow_pickle=False) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        labels, forms = dict(record["labels"]), str(record["forms"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise PipelineError(
            f"cannot read the network ({problem})",
            place=str(path),
            expected="labels.json and weights.npz as `toolkit model train` writes them",
            advice="train it again, or reinstall the package",
        ) from problem
    if forms != forms_digest():
        raise PipelineError(
            f"trained with the form lexicon {forms[:12]}, not the installed one",
            place=str(path),
            expected=f"the lexicon {forms_digest()[:12]}",
            advice="train it again with this version of the package",
        )
    return labels, weights


@lru_cache(maxsize=1)
def forms() -> Lexicon:
    """The package's form lexicon, read once."""
    return load_lexicon(FORMS)


@lru_cache(maxsize=1)
def forms_digest() -> str:
    """SHA-256 of the form lexicon's file."""
    return hashlib.sha256(FORMS.read_bytes()).hexdigest()
