"""What the parser sees of a token: its form, its ends, its shape, and the lexicon's readings."""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.french.lexicon import WIDTH, Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAD, UNKNOWN, ROOT_WORD = 0, 1, 2
_FIRST = 3

AFFIXES: tuple[tuple[str, int, int], ...] = (
    ("prefix", 1, 256),
    ("prefix", 3, 3000),
    ("suffix", 1, 256),
    ("suffix", 2, 1500),
    ("suffix", 3, 4000),
    ("suffix", 4, 6000),
    ("shape", 0, 512),
)
"""(kind, characters, rows of the hash table) of every column after the word's own."""

_LOOKALIKES = str.maketrans(
    {
        "’": "'", "ʼ": "'", "‘": "'", "´": "'", "＇": "'", "‐": "-", "‑": "-", "−": "-",
        "“": "«", "„": "«", "‹": "«", "”": "»", "›": "»", "…": "...", "\u00ad": "",
        "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    }
)  # fmt: skip


def plain(form: str) -> str:
    """The form with accents composed and typographic variants brought to one character.

    For looking words up only: its length may differ from the form's.
    """
    return unicodedata.normalize("NFC", form).translate(_LOOKALIKES) or form


def shape(form: str) -> str:
    """Letters and digits by class, runs cut at three: "Xxx", "dd,d", "XXX-Xx"."""
    out: list[str] = []
    for char in form:
        kind = (
            "d" if char.isdigit()
            else "X" if char.isupper()
            else "x" if char.isalpha()
            else char
        )  # fmt: skip
        if out[-3:] != [kind] * 3:
            out.append(kind)
    return "".join(out[:12])


@dataclass(slots=True)
class Featurizer:
    """Maps forms to rows of integers and to lexicon bits; remembers the forms it has seen."""

    words: dict[str, int]
    lexicon: Lexicon
    _seen: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)

    def columns(self) -> int:
        """Integers per token: the word's number and one bucket per affix."""
        return 1 + len(AFFIXES)

    def encode(self, forms: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows for a sentence, an artificial root first.

        Returns:
            Integers, shape (1 + len(forms), columns()), and bits as 0.0 or 1.0, shape
            (1 + len(forms), WIDTH).
        """
        import numpy as np

        pairs = [self._look_up(form) for form in forms]
        rows = np.zeros((len(forms) + 1, self.columns()), dtype=np.int64)
        rows[0, 0] = ROOT_WORD
        if pairs:
            rows[1:] = [pair[0] for pair in pairs]
        masks = np.asarray([0, *(pair[1] for pair in pairs)], dtype=np.uint64)
        places = np.arange(WIDTH, dtype=np.uint64)
        bits = ((masks[:, None] >> places[None, :]) & np.uint64(1)).astype(np.float32)
        return rows, bits

    def _look_up(self, form: str) -> tuple[tuple[int, ...], int]:
        known = self._seen.get(form)
        if known is None:
            if len(self._seen) > 200_000:  # bounds memory on endless streams; order-independent
                self._seen.clear()
            text = plain(form)
            known = (self._row(text), self.lexicon.features(text))
            self._seen[form] = known
        return known

    def _row(self, text: str) -> tuple[int, ...]:
        lower = text.lower()
        row = [self.words.get(word_key(lower), UNKNOWN)]
        for kind, size, buckets in AFFIXES:
            piece = (
                lower[:size] if kind == "prefix"
                else lower[-size:] if kind == "suffix"
                else shape(text)
            )  # fmt: skip
            row.append(1 + zlib.crc32(piece.encode("utf-8", "surrogatepass")) % (buckets - 1))
        return tuple(row)


def word_key(lower: str) -> str:
    """Digits count as one word per length pattern: figures say nothing by their value."""
    if any(char.isdigit() for char in lower):
        return "".join("0" if char.isdigit() else char for char in lower)
    return lower


def count_words(sentences: Iterable[Sequence[str]], *, least: int = 2) -> dict[str, int]:
    """Numbers for the words that occur at least `least` times, most frequent first."""
    counts = Counter(word_key(plain(form).lower()) for forms in sentences for form in forms)
    ranked = sorted((-n, word) for word, n in counts.items() if n >= least)
    return {word: place for place, (_, word) in enumerate(ranked, start=_FIRST)}
