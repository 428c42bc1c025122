"""Files to documents: readers, sentences and zones, language, dates.

``read(sources)`` yields documents and `rejected` rows; ``segment(document)`` splits a document
into sentences with exact offsets and zones.
"""

from __future__ import annotations

from toolkit.corpus.dates import parse_date
from toolkit.corpus.read import read
from toolkit.corpus.sentences import segment

__all__ = ["parse_date", "read", "segment"]
