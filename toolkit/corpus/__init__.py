"""Files to documents: readers, sentences and zones, language, dates.

``segment(document)`` splits a document into sentences with exact offsets and zones.
"""

from __future__ import annotations

from toolkit.corpus.sentences import segment

__all__ = ["segment"]
