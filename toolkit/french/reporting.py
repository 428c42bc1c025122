"""Give training sentences a reporting clause with the subject after its verb.

"Les prix baissent." becomes "Les prix baissent, explique la chercheuse." or
"« Les prix baissent », a-t-elle ajouté hier.", annotated as in Sequoia: the reported sentence
keeps the root, the reporting verb hangs on it as "parataxis:insert".
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.errors import KnowledgeError
from toolkit.french.conllu import ROOT, Tree, TreeToken
from toolkit.french.store import MODELS

PATTERNS = MODELS / "reporting.toml"
_KEYS = ("present", "imperfect", "participles", "adverbs", "subjects", "complements")
_FINITE = "Mood=Ind|Number=Sing|Person=3|Tense={}|VerbForm=Fin"
_LONGEST = 60


def add_reporting(tree: Tree, draw: random.Random) -> Tree:
    """The sentence with a reporting clause; unchanged when it has no verb or no final stop."""
    tokens = tree.tokens
    root = next(place for place, token in enumerate(tokens) if token.head == ROOT)
    last = tokens[-1]
    fits = (
        3 < len(tokens) < _LONGEST
        and "Mood=" in "".join(t.feats for t in tokens if t.head == root or t.head == ROOT)
        and last.form in (".", "?", "!")
        and all(token.head != len(tokens) - 1 for token in tokens)
        and not any(token.form in '"«»' for token in tokens)
    )
    if not fits:
        return tree
    body = list(tokens if last.form != "." else tokens[:-1])
    if draw.random() < 0.5:
        body = [replace(t, head=ROOT if t.head == ROOT else t.head + 1) for t in body]
        root += 1
        body.insert(0, _token("«", "«", "PUNCT", "", (root, "punct")))
        body.append(_token("»", "»", "PUNCT", "", (root, "punct")))
    if last.form == ".":
        body[-1] = replace(body[-1], space_after=False)
        body.append(_token(",", ",", "PUNCT", "", (root, "punct")))
    body += _clause(len(body), root, draw)
    body.append(_token(".", ".", "PUNCT", "", (root, "punct")))
    return Tree(tuple(body), tree.treebank)


def _clause(start: int, root: int, draw: random.Random) -> list[TreeToken]:
    """The reporting verb, its subject, perhaps an adverb; it begins at `start`."""
    words = _patterns()
    kind = draw.random()
    pronoun = draw.random() < 0.2
    out: list[TreeToken] = []
    if kind < 0.35:
        form, lemma = draw.choice(words["participles"])
        verb = start + (2 if pronoun else 1)
        out.append(_token("a", "avoir", "AUX", _FINITE.format("Pres"), (verb, "aux:tense")))
        if pronoun:
            out[-1] = replace(out[-1], space_after=False)
            out.append(_pronoun(verb, draw, linked=True))
        feats = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
        out.append(_token(form, lemma, "VERB", feats, (root, "parataxis:insert")))
    else:
        tense, key = ("Pres", "present") if kind < 0.85 else ("Imp", "imperfect")
        form, lemma = draw.choice(words[key])
        verb = start
        out.append(
            _token(form, lemma, "VERB", _FINITE.format(tense), (root, "parataxis:insert"))
        )
        if pronoun:
            out[-1] = replace(out[-1], space_after=False)
            out.append(_pronoun(verb, draw, linked=form[-1] in "ae"))
    if draw.random() < 0.2:
        adverb = draw.choice(words["adverbs"])
        out.append(_token(adverb, adverb, "ADV", "", (verb, "advmod")))
    if not pronoun:
        out += _subject(start + len(out), verb, draw)
    return out


def _pronoun(verb: int, draw: random.Random, *, linked: bool) -> TreeToken:
    """ "-t-il" after a vowel, "-il" after a consonant, and the feminine."""
    word, gender = draw.choice((("il", "Masc"), ("elle", "Fem")))
    feats = f"Emph=No|Gender={gender}|Number=Sing|Person=3|PronType=Prs"
    return _token(("-t-" if linked else "-") + word, "il", "PRON", feats, (verb, "nsubj"))


def _subject(start: int, verb: int, draw: random.Random) -> list[TreeToken]:
    """ "la sociologue", half of the time with a complement: "la sociologue du groupe"."""
    words = _patterns()
    noun, gender = draw.choice(words["subjects"])
    out = [
        _article(noun, gender, start + 1),
        _token(noun, noun, "NOUN", f"Gender={gender}|Number=Sing", (verb, "nsubj")),
    ]
    if draw.random() < 0.5:
        return out
    other, sex = draw.choice(words["complements"])
    head = start + 1
    if other[0] in "aeéiouh" or sex == "Fem":
        end = start + 4
        out.append(_token("de", "de", "ADP", "", (end, "case")))
        out.append(_article(other, sex, end))
    else:
        end = start + 3
        feats = f"Definite=Def|Gender={sex}|Number=Sing|PronType=Art"
        out.append(_token("du", "de le", "ADP", feats, (end, "case")))
    out.append(_token(other, other, "NOUN", f"Gender={sex}|Number=Sing", (head, "nmod")))
    return out


def _article(noun: str, gender: str, head: int) -> TreeToken:
    if noun[0] in "aeéiouh":
        feats = "Definite=Def|Number=Sing|PronType=Art"
        return replace(_token("l'", "le", "DET", feats, (head, "det")), space_after=False)
    form = "la" if gender == "Fem" else "le"
    feats = f"Definite=Def|Gender={gender}|Number=Sing|PronType=Art"
    return _token(form, "le", "DET", feats, (head, "det"))


def _token(form: str, lemma: str, pos: str, feats: str, link: tuple[int, str]) -> TreeToken:
    return TreeToken(form, lemma, pos, feats, link[0], link[1], True)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Any]:
    return read_patterns(PATTERNS)


def read_patterns(path: Path) -> dict[str, Any]:
    """The word lists of a file like data/models/reporting.toml.

    Raises:
        KnowledgeError: the file cannot be read, or a list is missing or ill-formed.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise KnowledgeError(
            f"cannot read the reporting clauses ({problem})",
            place=str(path),
            expected="TOML with " + ", ".join(_KEYS),
            advice="reinstall the package",
        ) from problem
    for key in _KEYS:
        values = found.get(key)
        width = 1 if key == "adverbs" else 2
        if not isinstance(values, list) or not values or not all(
            isinstance(value, str) if width == 1 else isinstance(value, list) and len(value) == 2
            for value in values
        ):
            raise KnowledgeError(
                f"{key} is not a list of {'words' if width == 1 else 'pairs of words'}",
                place=f"{path}: {key}",
                expected="a list that is not empty",
                advice="correct the file",
            )
    return found
