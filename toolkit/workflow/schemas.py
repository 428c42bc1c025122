"""The tables of a run folder: one explicit Arrow schema each, the same whatever is in them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = (
    "documents", "sentences", "claims", "terms", "passages", "topics", "assignments",
    "comparisons", "rejected",
)


@lru_cache(maxsize=1)
def schemas() -> dict[str, pa.Schema]:
    """Table name to schema; built on first use because pyarrow is slow to import."""
    import pyarrow as pa

    text, whole, real, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    texts = pa.list_(text)

    def struct(**fields: pa.DataType) -> pa.StructType:
        return pa.struct(list(fields.items()))

    quantity = struct(
        text=text, start=whole, end=whole, kind=text, value_min=real, value_max=real,
        unit=text, base=text, modifier=text,
    )
    horizon = struct(
        text=text, start=whole, end=whole, kind=text, year_from=whole, year_to=whole
    )
    evidence = struct(field=text, rule=text, start=whole, end=whole, cue=text)
    pair = struct(word=text, weight=real)
    columns: dict[str, dict[str, pa.DataType]] = {
        "documents": dict(
            id=text, title=text, author=text, date=text, date_raw=text, source=text, genre=text,
            section=text, url=text, language=text, path=text, format=text, words=whole,
            word_count=whole, cluster=text, representative=flag, warnings=texts,
            meta=pa.list_(struct(name=text, value=text)), sha256=text, text=text,
        ),
        "sentences": dict(
            doc=text, index=whole, start=whole, end=whole, text=text, zone=text,
            section=whole, paragraph=whole, rule=text,
        ),
        "claims": dict(
            id=text, doc=text, sentence=whole, start=whole, end=whole, text=text, zone=text,
            kinds=texts, negated=flag, epistemic=text, source=text, source_type=text,
            source_full=text, source_role=text, source_elsewhere=flag, quote=text,
            quantities=pa.list_(quantity), horizon=horizon, stance=text, frames=texts,
            agent=text, action=text, object=text, condition=text, cond_value=text,
            confidence=real, salience=real, evidence=pa.list_(evidence),
        ),
        "terms": dict(
            doc=text, sentence=whole, voice=text, forms=texts, lemmas=texts, pos=texts
        ),
        "passages": dict(
            id=text, doc=text, start=whole, end=whole, text=text, sentences=pa.list_(whole),
            section=whole, words=whole, voice=text,
        ),
        "topics": dict(
            id=whole, label=text, words=pa.list_(pair), size=whole, typical=texts, engine=text,
            survival=real, parent=whole,
        ),
        "assignments": dict(passage=text, topic=whole, weight=real),
        "comparisons": dict(
            section=text, measure=text, label=text, group=text, value=real, low=real, high=real,
            n_articles=whole, n_claims=whole, method=text, reason=text, p=real, q=real,
        ),
        "rejected": dict(path=text, place=text, reason=text, advice=text, kind=text),
    }
    return {name: pa.schema(list(fields.items())) for name, fields in columns.items()}
