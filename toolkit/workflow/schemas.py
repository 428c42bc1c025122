"""The tables of a run folder: one explicit schema each, the same whatever is in them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_TEXT, _WHOLE, _REAL, _FLAG, _TEXTS, _WHOLES = "text", "whole", "real", "flag", "texts", "wholes"
_QUANTITY = {
    "text": _TEXT, "start": _WHOLE, "end": _WHOLE, "kind": _TEXT, "value_min": _REAL,
    "value_max": _REAL, "unit": _TEXT, "base": _TEXT, "modifier": _TEXT,
}
_HORIZON = {
    "text": _TEXT, "start": _WHOLE, "end": _WHOLE, "kind": _TEXT, "year_from": _WHOLE,
    "year_to": _WHOLE,
}
_EVIDENCE = {"field": _TEXT, "rule": _TEXT, "start": _WHOLE, "end": _WHOLE, "cue": _TEXT}

# A column is a kind of value, a record (a dictionary) or a list of records ([a dictionary]).
_COLUMNS: dict[str, dict[str, Any]] = {
    "documents": {
        "id": _TEXT, "title": _TEXT, "author": _TEXT, "date": _TEXT, "date_raw": _TEXT,
        "source": _TEXT, "genre": _TEXT, "section": _TEXT, "url": _TEXT, "language": _TEXT,
        "path": _TEXT, "format": _TEXT, "words": _WHOLE, "word_count": _WHOLE, "cluster": _TEXT,
        "representative": _FLAG, "warnings": _TEXTS, "meta": [{"name": _TEXT, "value": _TEXT}],
        "sha256": _TEXT, "text": _TEXT,
    },
    "sentences": {
        "doc": _TEXT, "index": _WHOLE, "start": _WHOLE, "end": _WHOLE, "text": _TEXT,
        "zone": _TEXT, "section": _WHOLE, "paragraph": _WHOLE, "rule": _TEXT,
    },
    "claims": {
        "id": _TEXT, "doc": _TEXT, "sentence": _WHOLE, "start": _WHOLE, "end": _WHOLE,
        "text": _TEXT, "zone": _TEXT, "kinds": _TEXTS, "negated": _FLAG, "epistemic": _TEXT,
        "source": _TEXT, "source_type": _TEXT, "source_full": _TEXT, "source_role": _TEXT,
        "source_elsewhere": _FLAG, "quote": _TEXT, "quantities": [_QUANTITY],
        "horizon": _HORIZON, "stance": _TEXT, "frames": _TEXTS, "agent": _TEXT, "action": _TEXT,
        "object": _TEXT, "condition": _TEXT, "cond_value": _TEXT, "confidence": _REAL,
        "salience": _REAL, "evidence": [_EVIDENCE],
    },
    "terms": {
        "doc": _TEXT, "sentence": _WHOLE, "voice": _TEXT, "forms": _TEXTS, "lemmas": _TEXTS,
        "pos": _TEXTS,
    },
    "passages": {
        "id": _TEXT, "doc": _TEXT, "start": _WHOLE, "end": _WHOLE, "text": _TEXT,
        "sentences": _WHOLES, "section": _WHOLE, "words": _WHOLE, "voice": _TEXT,
    },
    "topics": {
        "id": _WHOLE, "label": _TEXT, "words": [{"word": _TEXT, "weight": _REAL}],
        "size": _WHOLE, "typical": _TEXTS, "engine": _TEXT, "survival": _REAL, "parent": _WHOLE,
    },
    "assignments": {"passage": _TEXT, "topic": _WHOLE, "weight": _REAL},
    "comparisons": {
        "section": _TEXT, "measure": _TEXT, "label": _TEXT, "group": _TEXT, "value": _REAL,
        "low": _REAL, "high": _REAL, "n_articles": _WHOLE, "n_claims": _WHOLE, "method": _TEXT,
        "reason": _TEXT, "p": _REAL, "q": _REAL,
    },
    "rejected": {
        "path": _TEXT, "place": _TEXT, "reason": _TEXT, "advice": _TEXT, "kind": _TEXT,
        "code": _TEXT,
    },
}
TABLES = tuple(_COLUMNS)


@lru_cache(maxsize=1)
def schemas() -> dict[str, pa.Schema]:
    """Table name to Arrow schema; built on first use because pyarrow is slow to import."""
    import pyarrow as pa

    return {
        name: pa.schema([(column, _arrow(kind)) for column, kind in columns.items()])
        for name, columns in _COLUMNS.items()
    }


def _arrow(kind: Any) -> pa.DataType:
    import pyarrow as pa

    if isinstance(kind, list):
        return pa.list_(_arrow(kind[0]))
    if isinstance(kind, dict):
        return pa.struct([(name, _arrow(part)) for name, part in kind.items()])
    plain = {_TEXT: pa.string(), _WHOLE: pa.int64(), _REAL: pa.float64(), _FLAG: pa.bool_()}
    return plain[kind] if kind in plain else pa.list_(plain[kind.removesuffix("s")])
