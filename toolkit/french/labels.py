"""The label inventories a parser is trained for, read off its treebanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.french import edits
from toolkit.french.conllu import Tree
from toolkit.french.features import count_words

_FINITE_TAGS = {
    ("Ind", "Pres"): "ipre",
    ("Ind", "Imp"): "iimp",
    ("Ind", "Fut"): "ifut",
    ("Ind", "Past"): "ipsi",
    ("Cnd", "Pres"): "cond",
    ("Sub", "Pres"): "spre",
    ("Sub", "Imp"): "simp",
    ("Sub", "Past"): "simp",
    ("Imp", "Pres"): "impe",
}
MOOD_TAGS = ("infi", "ppre", "ppas", *dict.fromkeys(_FINITE_TAGS.values()))
"""The lexicon's tags for moods and tenses."""

_PERSONS = ("1", "2", "3")
_NUMBERS = ("Plur", "Sing")


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything the network's outputs and inputs are numbered by.

    `morphs` are "POS|Name=Value|…" strings, those seen in training first (`seen` of them), then
    the persons and numbers that a seen mood and tense can also take.
    """

    words: dict[str, int]
    treebanks: list[str]
    morphs: list[str]
    seen: int
    values: list[str]
    lemmas: list[str]
    relations: list[str]

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries, for the model's folder."""
        return asdict(self)

    def table(self) -> list[list[float]]:
        """(morphs, values): 1.0 where a label contains a value."""
        place = {value: number for number, value in enumerate(self.values)}
        rows = []
        for morph in self.morphs:
            row = [0.0] * len(self.values)
            for value in morph_values(morph):
                row[place[value]] = 1.0
            rows.append(row)
        return rows


def build_inventory(trees: Sequence[Tree], *, least_lemmas: int = 2) -> Inventory:
    """Count words, labels and edit scripts; the first tree's treebank becomes number 0."""
    morphs = Counter(morph_of(t.pos, t.feats) for tree in trees for t in tree.tokens)
    seen = sorted(morphs)
    extra = sorted(set(_completed(seen)).difference(seen))
    scripts = Counter(edits.script(t.form, t.lemma) for tree in trees for t in tree.tokens)
    values = sorted({value for morph in (*seen, *extra) for value in morph_values(morph)})
    return Inventory(
        words=count_words([t.form for t in tree.tokens] for tree in trees),
        treebanks=list(dict.fromkeys(tree.treebank for tree in trees)),
        morphs=seen + extra,
        seen=len(seen),
        values=values,
        lemmas=sorted(rule for rule, n in scripts.items() if n >= least_lemmas) or sorted(scripts),
        relations=sorted({t.dep for tree in trees for t in tree.tokens}),
    )


def morph_of(pos: str, feats: str) -> str:
    """One label for part of speech and features."""
    return f"{pos}|{feats}" if feats else pos


def morph_values(morph: str) -> list[str]:
    """The parts that labels share: the part of speech, each feature, mood with tense."""
    pos, *feats = morph.split("|")
    pairs = dict(feature.split("=", 1) for feature in feats)
    values = [f"pos={pos}", *feats]
    if "Mood" in pairs:
        values.append(f"Mood+Tense={pairs['Mood']}+{pairs.get('Tense', '')}")
    return values


def mood_tag(morph: str) -> str | None:
    """The lexicon's tag that a verb form with this label must have; None for other labels."""
    pos, *feats = morph.split("|")
    if pos not in ("VERB", "AUX"):
        return None
    pairs = dict(feature.split("=", 1) for feature in feats)
    if pairs.get("VerbForm") == "Fin":
        return _FINITE_TAGS.get((pairs.get("Mood", ""), pairs.get("Tense", "")))
    if pairs.get("VerbForm") == "Inf":
        return "infi"
    return {"Pres": "ppre", "Past": "ppas"}.get(pairs.get("Tense", ""))


def _completed(morphs: Iterable[str]) -> Iterable[str]:
    for morph in morphs:
        if "Mood=" not in morph or "Person=" not in morph or "Number=" not in morph:
            continue
        pos, *feats = morph.split("|")
        pairs = dict(feature.split("=", 1) for feature in feats)
        for person in _PERSONS:
            for number in _NUMBERS:
                changed = {**pairs, "Person": person, "Number": number}
                yield "|".join([pos, *(f"{name}={changed[name]}" for name in pairs)])
