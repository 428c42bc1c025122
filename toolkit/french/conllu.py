"""Read Universal Dependencies treebanks (CoNLL-U), contracted forms merged.

"du", "aux", "auquel" stay one token, as in the raw text: the contraction takes the part of speech,
head and relation of its topmost word, the lemmas of all ("de le"), and the union of the features.
This is the convention of ``spacy convert --merge-subtokens``, so scores compare with spaCy's.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ReadError, SourceError

ROOT = -1
"""Head of a sentence's root."""

_SUFFIXES = (".conllu", ".conllu.xz")


@dataclass(frozen=True, slots=True)
class TreeToken:
    """One token: `head` counts from 0 within the sentence and is ROOT for the root."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """One annotated sentence; `treebank` is the file's name up to the first hyphen."""

    tokens: tuple[TreeToken, ...]
    treebank: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file, heads still counted from 1."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    space_after: bool


def find_treebanks(paths: Iterable[Path]) -> list[Path]:
    """The CoNLL-U files that the paths name; a folder stands for the files in it, sorted.

    Raises:
        SourceError: a path does not exist, or a folder holds no treebank.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name.endswith(_SUFFIXES))
            if not inside:
                raise SourceError(
                    "no treebank in this folder",
                    place=str(path),
                    expected="files ending in .conllu or .conllu.xz",
                    advice="name the folder that holds them",
                )
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            raise SourceError(
                "no such file or folder",
                place=str(path),
                expected="a CoNLL-U file (.conllu or .conllu.xz) or a folder of them",
                advice="correct the path",
            )
    return found


def read_treebank(path: Path) -> Iterator[Tree]:
    """Yield the sentences of one file, contractions merged.

    Raises:
        ReadError: a line breaks the format; the message names file and line.
    """
    name = path.name.split(".", 1)[0].split("-", 1)[0]
    opener = lzma.open if path.name.endswith(".xz") else open
    try:
        with opener(path, "rb") as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
            for start, block in _blocks(text):
                yield Tree(_sentence(block, start, path), name)
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as problem:
        raise ReadError(
            f"cannot read the treebank ({problem})",
            place=str(path),
            expected="UTF-8 CoNLL-U, plain or .xz",
            advice="check the file, or leave it out",
        ) from problem


def read_treebanks(paths: Iterable[Path]) -> list[Tree]:
    """Every sentence of every treebank named, in order; see find_treebanks and read_treebank."""
    return [tree for path in find_treebanks(paths) for tree in read_treebank(path)]


def _blocks(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    start = 1
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r\n")
        if line:
            if not block:
                start = number
            block.append(line)
        elif block:
            yield start, block
            block = []
    if block:
        yield start, block


def _sentence(block: list[str], start: int, path: Path) -> tuple[TreeToken, ...]:
    rows: list[_Row] = []
    spans: list[tuple[int, int, str, bool]] = []
    for number, line in enumerate(block, start=start):
        if line.startswith("#"):
            continue
        place = f"{path}, line {number}"
        cells = line.split("\t")
        if len(cells) != 10:
            raise _bad(f"{len(cells)} tab-separated fields", place, "10")
        if "." in cells[0]:
            continue  # an empty node of the enhanced graph: no word of the text
        spaced = "SpaceAfter=No" not in cells[9].split("|")
        if "-" in cells[0]:
            spans.append(_span(cells, spaced, place, len(rows)))
            continue
        rows.append(_row(cells, spaced, place, len(rows) + 1))
    _check(rows, spans, f"{path}, line {start}")
    return _merge(rows, spans)


def _row(cells: list[str], spaced: bool, place: str, expected: int) -> _Row:
    if cells[0] != str(expected):
        raise _bad(f'word number "{cells[0]}"', place, f'"{expected}"')
    if not cells[6].isdigit():
        raise _bad(f'head "{cells[6]}"', place, "a word number, or 0 for the root")
    if not cells[3].isupper():
        raise _bad(f'part of speech "{cells[3]}"', place, "a universal tag such as NOUN")
    feats = "" if cells[5] == "_" else cells[5]
    if feats and not all("=" in feature for feature in feats.split("|")):
        raise _bad(f'features "{cells[5]}"', place, 'Name=Value pairs joined by "|"')
    return _Row(cells[1], cells[2], cells[3], feats, int(cells[6]), cells[7], spaced)


def _span(cells: list[str], spaced: bool, place: str, seen: int) -> tuple[int, int, str, bool]:
    first, _, last = cells[0].partition("-")
    if not (first.isdigit() and last.isdigit() and int(first) == seen + 1 <= int(last)):
        raise _bad(f'contraction range "{cells[0]}"', place, f'a range from {seen + 1}, as "3-4"')
    return int(first), int(last), cells[1], spaced


def _check(rows: list[_Row], spans: list[tuple[int, int, str, bool]], place: str) -> None:
    if not rows:
        raise _bad("a block without words", place, "a sentence")
    if spans and spans[-1][1] > len(rows):
        raise _bad(f"a contraction up to word {spans[-1][1]}", place, f"at most {len(rows)}")
    if sum(row.head == 0 for row in rows) != 1:
        raise _bad(f"{sum(row.head == 0 for row in rows)} roots", place, "one word with head 0")
    for start, row in enumerate(rows, start=1):
        if row.head > len(rows):
            raise _bad(f"head {row.head} of word {start}", place, f"at most {len(rows)}")
        node, steps = start, 0
        while node and steps <= len(rows):
            node, steps = rows[node - 1].head, steps + 1
        if node:
            raise _bad(f"a cycle of heads through word {start}", place, "a tree")


def _bad(found: str, place: str, expected: str) -> ReadError:
    return ReadError(
        found, place=place, expected=expected, advice="correct the line, or leave the file out"
    )


def _merge(
    rows: list[_Row], spans: list[tuple[int, int, str, bool]]
) -> tuple[TreeToken, ...]:
    starts = {first: (last, form, spaced) for first, last, form, spaced in spans}
    groups: list[tuple[list[int], str, bool]] = []
    number = 1
    while number <= len(rows):
        last, form, spaced = starts.get(
            number, (number, rows[number - 1].form, rows[number - 1].space_after)
        )
        groups.append((list(range(number, last + 1)), form, spaced))
        number = last + 1
    place = {word: index for index, (words, _, _) in enumerate(groups) for word in words}
    place[0] = ROOT
    return tuple(_token(rows, words, form, spaced, place) for words, form, spaced in groups)


def _token(
    rows: list[_Row], words: list[int], form: str, spaced: bool, place: dict[int, int]
) -> TreeToken:
    outside = [word for word in words if rows[word - 1].head not in words]
    top = min(outside, key=lambda word: (_depth(rows, word), word))
    row = rows[top - 1]
    if len(words) == 1:
        return TreeToken(
            row.form, row.lemma, row.pos, row.feats, place[row.head], row.dep, row.space_after
        )
    union: dict[str, set[str]] = {}
    for word in words:
        for feature in filter(None, rows[word - 1].feats.split("|")):
            name, _, values = feature.partition("=")
            union.setdefault(name, set()).update(values.split(","))
    feats = "|".join(f"{name}={','.join(sorted(union[name]))}" for name in sorted(union))
    lemma = " ".join(rows[word - 1].lemma for word in words)
    return TreeToken(form, lemma, row.pos, feats, place[row.head], row.dep, spaced)


def _depth(rows: list[_Row], word: int) -> int:
    steps = 0
    while word:
        word, steps = rows[word - 1].head, steps + 1
    return steps
