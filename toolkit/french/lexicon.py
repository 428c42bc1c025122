"""Word-form knowledge for the parser: which readings a French form can have.

A reading is a set of tags ("noun, feminine, plural", "verb, future, third person"). The lexicon
keeps one bit per tag and a hash per form, so that half a million forms weigh some three megabytes.
It answers for words no treebank shows, rare moods above all ("numériserait", "délocaliseront").

The shipped table is derived from the Dicollecte spelling dictionary (Mozilla Public License 2.0)
by :func:`expand_hunspell`; see docs/model-card.md.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAGS: tuple[str, ...] = (
    "noun", "adj", "adv", "verb", "aux", "proper", "name", "grammatical", "det", "pron",
    "prep", "conj", "interj", "number", "infi", "ppre", "ppas", "ipre", "iimp", "ipsi",
    "ifut", "cond", "spre", "simp", "impe", "1sg", "2sg", "3sg", "1pl", "2pl", "3pl",
    "mas", "fem", "epi", "sg", "pl", "inv", "v-intr", "v-trans", "v-indir", "v-pron",
)  # fmt: skip
WIDTH = len(TAGS) + 2
"""Bits per form: the tags, then "found as written" and "found in lower case only"."""

_BIT = {tag: 1 << place for place, tag in enumerate(TAGS)}
_PARTS = {
    "nom": "noun", "adj": "adj", "adv": "adv", "advint": "adv", "negadv": "adv", "npr": "proper",
    "prn": "name", "patr": "name", "mg": "grammatical", "det": "det", "detpos": "det",
    "detind": "det", "detdem": "det", "detneg": "det", "detex": "det", "prep": "prep",
    "prepv": "prep", "cjco": "conj", "cjsub": "conj", "cj": "conj", "interj": "interj",
    "nb": "number", "nbro": "number", "prodem": "pron", "proind": "pron", "prorel": "pron",
    "proint": "pron", "proneg": "pron", "propersuj": "pron", "properobj": "pron",
    "proadv": "pron",
}  # fmt: skip


def fingerprint(form: str) -> int:
    """The 32-bit key of a form (CRC-32 of its UTF-8 bytes: the same on every machine)."""
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Readings of word forms; `keys` is sorted, `classes[values[i]]` are the bits of `keys[i]`."""

    keys: NDArray[np.uint32]
    values: NDArray[np.uint16]
    classes: NDArray[np.uint64]

    def bits(self, form: str) -> int:
        """The union of a form's readings as written, one bit per tag; 0 when it is unknown."""
        key = fingerprint(form)
        # A key of the array's own type: any other makes numpy convert the whole array.
        place = int(self.keys.searchsorted(self.keys.dtype.type(key)))
        if place == len(self.keys) or int(self.keys[place]) != key:
            return 0
        return int(self.classes[int(self.values[place])])

    def features(self, form: str) -> int:
        """Readings as written and, for a capitalised form, in lower case; `WIDTH` bits."""
        own = self.bits(form)
        lower = form.lower()
        if lower == form:
            return own | ((1 << len(TAGS)) if own else 0)
        folded = self.bits(lower)
        found = (1 << len(TAGS)) if own else (1 << (len(TAGS) + 1)) if folded else 0
        return own | folded | found

    def save(self, path: Path) -> None:
        """Write the table as a compressed .npz file."""
        import numpy as np

        np.savez_compressed(path, keys=self.keys, values=self.values, classes=self.classes)


def has_tag(lexicon: Lexicon, form: str, tag: str) -> bool:
    """Whether a form has, as written, a reading with ``tag`` (one of TAGS)."""
    return bool(lexicon.bits(form) & _BIT[tag])


def load_lexicon(path: Path) -> Lexicon:
    """Read a table that :meth:`Lexicon.save` wrote.

    Raises:
        KnowledgeError: the file is missing or is not such a table.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as table:
            return Lexicon(table["keys"], table["values"], table["classes"])
    except (OSError, KeyError, ValueError) as problem:
        raise KnowledgeError(
            f"cannot read the form lexicon ({problem})",
            place=str(path),
            expected="a .npz file with keys, values and classes",
            advice="reinstall the package, or rebuild it with `toolkit model lexicon`",
        ) from problem


def build_lexicon(readings: Iterable[tuple[str, frozenset[str]]]) -> Lexicon:
    """Pack (form, tags) pairs; a form given several times keeps all its readings."""
    import numpy as np

    bits: dict[int, int] = {}
    for form, tags in readings:
        value = 0
        for tag in tags:
            value |= _BIT[tag]
        key = fingerprint(form)
        bits[key] = bits.get(key, 0) | value
    keys = sorted(bits)
    classes = sorted(set(bits.values()))
    number = {value: place for place, value in enumerate(classes)}
    return Lexicon(
        np.asarray(keys, dtype=np.uint32),
        np.asarray([number[bits[key]] for key in keys], dtype=np.uint16),
        np.asarray(classes, dtype=np.uint64),
    )


def expand_hunspell(dictionary: Path, affixes: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Every (form, tags) that a Hunspell dictionary with `po:`/`is:` fields generates.

    Only suffix rules with two-character flags are applied: the prefix rules of French
    dictionaries are elided articles, which the tokenizer splits off.

    Raises:
        KnowledgeError: a file cannot be read, or a rule's condition is no pattern.
    """
    rules = _suffix_rules(affixes)
    for line in _lines(dictionary)[1:]:
        entry, _, fields = line.partition(" ")
        stem, _, flags = entry.partition("/")
        stem = stem.replace("’", "'")
        tags = _tags(fields)
        if not stem or not tags:
            continue
        verbal = "verb" in tags
        if not verbal or "infi" in tags:
            yield stem, tags
        for place in range(0, len(flags) - 1, 2):
            for strip, add, condition, extra in rules.get(flags[place : place + 2], ()):
                if condition.search(stem) and stem.endswith(strip):
                    form = stem[: len(stem) - len(strip)] + add
                    yield form, _derived(tags, extra)


def _derived(tags: frozenset[str], extra: frozenset[str]) -> frozenset[str]:
    """A rule's gender and number replace the stem's; a participle may stand as an adjective."""
    kept = set(tags)
    for group in (("mas", "fem", "epi"), ("sg", "pl", "inv")):
        if extra.intersection(group):
            kept.difference_update(group)
    return frozenset(kept | extra)


_Rule = tuple[str, str, re.Pattern[str], frozenset[str]]


def _suffix_rules(path: Path) -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for number, line in enumerate(_lines(path), start=1):
        parts = line.split()
        if len(parts) < 5 or parts[0] != "SFX":
            continue
        strip = "" if parts[2] == "0" else parts[2]
        add = parts[3].split("/", 1)[0]
        try:
            condition = re.compile(parts[4] + "$")
        except re.error as problem:
            raise KnowledgeError(
                f'condition "{parts[4]}" ({problem})',
                place=f"{path}, line {number}",
                expected="a suffix condition such as [^sxz]",
                advice="correct the line",
            ) from problem
        rules.setdefault(parts[1], []).append(
            (strip, "" if add == "0" else add, condition, _tags(" ".join(parts[5:])))
        )
    return rules


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise KnowledgeError(
            f"cannot read the dictionary ({problem})",
            place=str(path),
            expected="a UTF-8 Hunspell .dic and .aff pair",
            advice="check the path",
        ) from problem


def _tags(fields: str) -> frozenset[str]:
    found: set[str] = set()
    for field in fields.split():
        kind, _, value = field.partition(":")
        value = value.rstrip("!")
        if kind not in ("po", "is"):
            continue
        if re.match(r"v[0-3]", value):
            found.add("aux" if value.startswith("v0") else "verb")
            found.add("verb")
            marks = {"i": "v-intr", "t": "v-trans", "n": "v-indir", "p": "v-pron"}
            found.update(marks[mark] for mark in value[2:7] if mark in marks)
        elif value in _PARTS:
            found.add(_PARTS[value])
        elif value in _BIT:
            found.add(value)
    return frozenset(found)
