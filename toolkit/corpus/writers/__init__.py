"""Our corpora in the forms other tools read, and one without texts that can be shared."""

from __future__ import annotations

from toolkit.corpus.writers.iramuteq import write_iramuteq
from toolkit.corpus.writers.textfree import write_text_free
from toolkit.corpus.writers.txm import write_txm

__all__ = ["write_iramuteq", "write_text_free", "write_txm"]
