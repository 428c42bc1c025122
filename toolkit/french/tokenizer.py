"""Cut French text into tokens as the Universal Dependencies treebanks do, contractions whole.

"l’" and "qu'" are split off, "du" and "aux" are not; "a-t-elle" gives "a" and "-t-elle"; "10 000"
is one token. Typographic variants of apostrophe, hyphen and space are cut alike, composed and
decomposed accents too, and every character of the text is in exactly one token or in the single
space after it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from toolkit.errors import KnowledgeError

RULES = Path(__file__).resolve().parent.parent / "data" / "models" / "tokens.toml"

_APOSTROPHE = "['’ʼ＇]"
_HYPHEN = "[-‐‑]"
_SPACE = "[ \u00a0\u202f\u2009]"
# Marks that belong to the letter before them, and invisible characters that do not end a word.
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_CHAR = f"[\\w{_MARKS}]"
_UNIT = "h|H|km/h|km|m|mm|cm|kg|g|mg|ml|min|s|ans"
_KEYS = ("elided", "clitics", "whole", "dotted")


class FrenchTokenizer:
    """A spaCy tokenizer: callable on a text, without state that needs saving."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._pattern = _pattern()

    def __call__(self, text: str) -> Doc:
        words, spaces = split(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """One Doc per text."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the rules are package data."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> FrenchTokenizer:
        """Nothing to read."""
        return self

    def to_disk(self, path: Path, **_: Any) -> None:
        """Nothing to write."""

    def from_disk(self, path: Path, **_: Any) -> FrenchTokenizer:
        """Nothing to read."""
        return self


@registry.tokenizers("toolkit.FrenchTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], FrenchTokenizer]:
    """For a pipeline's config.cfg."""
    return lambda nlp: FrenchTokenizer(nlp.vocab)


def split(text: str) -> tuple[list[str], list[bool]]:
    """Tokens and whether one plain space follows each.

    ``"".join(word + " " * space)`` over both lists is the text again. Other white space (line
    breaks, no-break spaces, runs) makes tokens of its own, as in spaCy.
    """
    words: list[str] = []
    spaces: list[bool] = []
    last = 0
    for match in _pattern().finditer(text):
        if match.start() > last:
            _add_space(text[last : match.start()], words, spaces)
        words.append(match.group())
        spaces.append(False)
        last = match.end()
    if last < len(text):
        _add_space(text[last:], words, spaces)
    return words, spaces


def _add_space(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    rules = _read(RULES)
    elided = "|".join(map(_literal, sorted(rules["elided"], key=len, reverse=True)))
    clitics = "|".join(map(_literal, sorted(rules["clitics"], key=len, reverse=True)))
    whole = "|".join(map(_literal, sorted(rules["whole"], key=len, reverse=True)))
    dotted = "|".join(map(_literal, sorted(rules["dotted"], key=len, reverse=True)))
    end = f"(?!{_CHAR}|{_HYPHEN}{_CHAR})"
    more = f"{_HYPHEN}(?!(?i:{clitics})(?!{_CHAR}))|{_APOSTROPHE}{_CHAR}"
    clitic = f"{_HYPHEN}(?i:{clitics})(?!{_CHAR}|{more})"
    joint = f"(?:{_HYPHEN}(?:[dDlL]{_APOSTROPHE})?|{_APOSTROPHE}|&|[·•](?={_CHAR}))"
    parts = (
        r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]'’]",
        r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
        rf"(?<!{_CHAR})(?i:{whole}){end}",
        rf"(?<!{_CHAR})(?:{dotted})\.(?!\.|{_CHAR})",
        rf"(?<![\w.])(?:[A-ZÀ-Ý]\.{_HYPHEN}?){{2,8}}(?!{_CHAR})",
        rf"(?<![\w.])[A-ZÀ-Ý]\.(?={_SPACE}\w)",
        rf"(?<!{_CHAR})(?i:{elided}){_APOSTROPHE}(?=[\w«\"“({_MARKS}])",
        rf"(?<!{_CHAR})O{_APOSTROPHE}[A-ZÀ-Ý]{_CHAR}*",
        rf"(?:(?<=[\s(])[-−+])?\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_CHAR}|{_SPACE}?\d)(?:[.,]\d+)?",
        rf"(?:(?<=[\s(])[-−])?\d+(?:[.,:/]\d+)+(?!{_CHAR})",
        rf"(?<=[\s(])[-−]\d+(?!{_CHAR})",
        r"n°s?|°[CF]\b",
        rf"\d+(?=(?:{_UNIT})(?!{_CHAR})|[hH]\d\d(?!{_CHAR}))",
        rf"(?<=\d)(?:(?:{_UNIT})(?!{_CHAR})|[hH](?=\d\d(?!{_CHAR})))",
        rf"(?<={_CHAR}){clitic}",
        rf"{_CHAR}+(?:\.(?:e|ne|le|se|rice|euse|ère|ive)(?:\.?s)?(?!{_CHAR}))",
        rf"{_CHAR}+\((?i:e?s?)\)(?:s(?!{_CHAR}))?",
        rf"{_CHAR}+(?:(?!{clitic}){joint}{_CHAR}+)*",
        rf"[@#]{_CHAR}+",
        r"\.{2,}|-{2,}|\+/-|[!?]{2,}",
        rf"[^\s][{_MARKS}\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*",
    )
    return re.compile("|".join(parts))


def _literal(word: str) -> str:
    """A word of the rules as a pattern: any apostrophe, any hyphen, accents composed or not."""
    out = []
    for char in word:
        apart = unicodedata.normalize("NFD", char)
        if char == "'":
            out.append(_APOSTROPHE)
        elif char == "-":
            out.append(_HYPHEN)
        elif apart != char:
            out.append(f"(?:{char}|{apart})")
        else:
            out.append(re.escape(char))
    return "".join(out)


def _read(path: Path) -> dict[str, list[str]]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise KnowledgeError(
            f"cannot read the tokenizer's rules ({problem})",
            place=str(path),
            expected="TOML with " + ", ".join(_KEYS),
            advice="reinstall the package",
        ) from problem
    for key in _KEYS:
        values = found.get(key)
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise KnowledgeError(
                f"{key} is not a list of words",
                place=f"{path}: {key}",
                expected="a list of non-empty strings",
                advice="correct the file",
            )
    return {key: list(found[key]) for key in _KEYS}
