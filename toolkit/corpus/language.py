"""Which language an article and its paragraphs are in (langdetect, always with the same seed)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from toolkit.corpus.blocks import Block, blocks

# Below this many letters a guess is a coin toss ("Déjà vu" is taken for Vietnamese).
MIN_LETTERS = 40
# What the detector reads of a passage: longer ones are no surer, only slower.
SAMPLE = 600
# Lines shorter than this are labels; their language says nothing about the article.
MIN_LINE = 60
# Words that French has and its neighbours have not.
_FRENCH = frozenset({
    "les", "des", "est", "dans", "pour", "qui", "une", "sur", "pas", "avec", "et", "il", "elle",
    "nous", "vous", "sont", "aux", "ce", "cette", "mais", "ou", "où", "être", "du", "au", "que",
    "ne", "plus", "leur", "ces", "ses", "ont", "l'on", "qu'il", "c'est", "n'est", "d'un", "d'une",
})
UNKNOWN = "unknown"


@lru_cache(maxsize=1)
def _factory() -> Any:
    """langdetect's profiles, loaded once. Its seed is set here and nowhere else."""
    from langdetect import DetectorFactory
    from langdetect.detector_factory import PROFILES_DIRECTORY

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory


def detect(text: str) -> str:
    """The language of a passage as ISO 639-1 ("fr", "en"), by its first characters.

    Returns:
        "unknown" below 40 letters and where nothing can be told (figures, addresses).
    """
    from langdetect.lang_detect_exception import LangDetectException

    sample = text[:SAMPLE]
    if sum(mark.isalpha() for mark in sample) < MIN_LETTERS:
        return UNKNOWN
    detector = _factory().create()
    detector.append(sample)
    try:
        return str(detector.detect())
    except LangDetectException:
        return UNKNOWN


def _windows(text: str, parts: list[Block]) -> list[str]:
    """Up to five stretches of running text, spread over the article."""
    prose = [part for part in parts if part.end - part.start >= MIN_LINE] or parts
    joined = ""
    for part in prose:
        joined += text[part.start : min(part.end, part.start + 40 * SAMPLE)] + "\n"
        if len(joined) > 60 * SAMPLE:
            break
    count = min(5, max(1, len(joined) // SAMPLE))
    step = len(joined) // count
    return [joined[place * step : place * step + SAMPLE] for place in range(count)]


def language_of(text: str, *, wanted: str | None = None) -> str:
    """The language of a whole article.

    One stretch of its running text decides when it is in the ``wanted`` language; otherwise up
    to five stretches vote, so that a French article that opens with an English quotation is
    French. "unknown" where too little is written.
    """
    windows = _windows(text, blocks(text))
    if not windows:
        return UNKNOWN
    first = detect(windows[0])
    if first == wanted or len(windows) == 1:
        return first
    votes = [first, *(detect(window) for window in windows[1:])]
    known = [vote for vote in votes if vote != UNKNOWN]
    if not known:
        return UNKNOWN
    if wanted in known and 2 * known.count(wanted) >= len(known):
        return str(wanted)
    return max(sorted(set(known)), key=known.count)


def foreign_paragraphs(text: str, language: str) -> list[tuple[int, int, str]]:
    """Paragraphs of an article that are in another language, as (start, end, language).

    Only paragraphs long enough to tell and, in a French article, poor in French function words
    are looked at: the rest is French without asking.
    """
    found = []
    parts = blocks(text)
    for part in parts if len(parts) > 1 else []:
        passage = text[part.start : part.end]
        if len(passage) < 2 * MIN_LINE or (language == "fr" and _looks_french(passage)):
            continue
        guess = detect(passage)
        if guess not in (language, UNKNOWN):
            found.append((part.start, part.end, guess))
    return found


def _looks_french(passage: str) -> bool:
    words = passage[: 4 * SAMPLE].casefold().replace("’", "'").split()
    return sum(word in _FRENCH for word in words) >= 0.12 * len(words)
