"""Lemmas as edit scripts: "cut two characters, add er", learnt as labels (Straka 2018)."""

from __future__ import annotations

import re
import unicodedata


def script(form: str, lemma: str) -> str:
    """The shortest script that turns `form` into `lemma`; see :func:`apply` for its shape."""
    form = unicodedata.normalize("NFC", form)
    lowered = form.lower()
    kept, folded = _shared(form, lemma), _shared(lowered, lemma)
    if max(kept, folded) == 0:
        return "=" + lemma
    if folded > kept or lemma == lemma.lower():
        return f"l{len(lowered) - folded}+{lemma[folded:]}"
    return f"k{len(form) - kept}+{lemma[kept:]}"


def apply(rule: str, form: str) -> str:
    """Carry out a script on a form.

    "=de le" gives that lemma whatever the form; "l2+er" lower-cases, cuts two characters and adds
    "er"; "k1+" keeps the case and cuts one. A script that would leave nothing keeps the form.
    """
    form = unicodedata.normalize("NFC", form)
    if rule.startswith("="):
        return rule[1:]
    cut, _, add = rule[1:].partition("+")
    base = form.lower() if rule.startswith("l") else form
    return base[: max(0, len(base) - int(cut))] + add or form


_STEMS = (  # how a verb in -er changes its stem before a mute e: "déploie", "complète", "jette"
    (re.compile(r"i(?=er$)"), "y"),
    (re.compile(r"è(?=[^aeiouy]{1,2}er$)"), "é"),
    (re.compile(r"è(?=[^aeiouy]{1,2}er$)"), "e"),
    (re.compile(r"([lt])\1(?=er$)"), r"\1"),
    (re.compile(r"ç(?=er$)"), "c"),
    (re.compile(r"ge(?=er$)"), "g"),
)


def infinitives(lemma: str) -> list[str]:
    """``lemma``, and what it may be if the form's stem was not the infinitive's.

    "déploier" (from "déploient") gives "déployer" too; of the spellings the caller keeps the one
    that is a word.
    """
    return [lemma, *(p.sub(r, lemma) for p, r in _STEMS if p.search(lemma))]


def _shared(left: str, right: str) -> int:
    """Length of the common beginning."""
    for place, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return place
    return min(len(left), len(right))
