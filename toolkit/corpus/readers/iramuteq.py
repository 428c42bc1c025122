"""IRaMuTeQ and Alceste corpora: starred lines, then the text they describe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.corpus.columns import FIELDS, find
from toolkit.corpus.decode import kind_of
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._pieces import MAX_PIECE, encoding_of, told, too_long
from toolkit.corpus.source import Item, Source

SUFFIXES = (".txt",)
# "**** *source_x" opens a text, as does the older "0001 *source_x".
_START = re.compile(r"(?:\*{4}|(?P<number>\d{3,6}))[ \t]+(?P<stars>\*\S.*)$|\*{4}\s*$")
_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:(?:\*{4}|\d{3,6})[ \t]+\*[^\s*]|\*{4}[ \t]*\r?\n)"
)
_THEME = re.compile(r"-\*(\S+)\s*$")


def sniff(source: Source) -> int:
    """A starred line before anything else."""
    return 90 if not kind_of(source.head) and _HEAD.match(source.head) else 0


def read(source: Source) -> Iterator[Item]:
    """The texts of a corpus; their variables fill the fields they name, the others go to meta.

    A variable is cut at its first "_"; one without a value is "true". Lines "-*theme" are no
    text: they are kept in meta, as "themes". What stands before the first starred line is told.

    Raises:
        ReadError: no text, or no known encoding.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "iramuteq", told(encoding), dateless=True)
    yield from some(_texts(made, encoding), source, 'a line such as "**** *source_x"')


def _texts(made: Articles, encoding: str) -> Iterator[Item]:
    stars: str | None = None
    number: str | None = None
    body: list[str] = []
    size = 0
    with made.source.path.open(encoding=encoding, errors="replace") as handle:
        while line := handle.readline(MAX_PIECE):
            match = _START.match(line)
            if match is None:
                size += len(line)
                if size <= MAX_PIECE:
                    body.append(line)
                else:
                    body.clear()
                continue
            if stars is not None:
                yield _text(made, stars, number, body, size)
            stars, number = match["stars"] or "", match["number"]
            body, size = [], 0
    if stars is not None:
        yield _text(made, stars, number, body, size)


def _text(made: Articles, stars: str, number: str | None, body: list[str], size: int) -> Item:
    if size > MAX_PIECE:
        return made.rejected(too_long(), key=number)
    themes = [match[1] for line in body if (match := _THEME.match(line.strip()))]
    lines = [line.strip() for line in body if not _THEME.match(line.strip())]
    variables: dict[str, str | None] = {}
    for star in stars.split():
        name, mark, value = star.lstrip("*").partition("_")
        if name:
            variables[name] = value if mark else "true"
    fields = [field for field in FIELDS if field not in ("text", "id")]
    found = {column: field for field, column in find(list(variables), *fields).items()}
    facts = {found.get(name, name): value for name, value in variables.items()}
    # Values hold no blanks there; "Le_Monde" is a name of two words.
    for field in ("title", "author", "source", "section", "genre"):
        if said := facts.get(field):
            facts[field] = said.replace("_", " ")
    if themes:
        facts["themes"] = "; ".join(themes)
    return made.document(lines, facts, key=number)
