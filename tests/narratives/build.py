"""Small tables for tests of this room: our own sentences, no pipeline."""

from __future__ import annotations

from typing import Any

import numpy as np

Row = dict[str, Any]


def document(identity: str, source: str | None, **fields: Any) -> Row:
    """A row of `documents`."""
    base: Row = {"id": identity, "title": f"Titre de {identity}", "author": None, "date": None,
                 "source": source, "genre": None, "section": None, "url": None, "words": 400}
    return base | fields


def claim(doc: str, text: str, **fields: Any) -> Row:
    """A row of `claims`; an asserted claim of the author unless told otherwise."""
    base: Row = {
        "doc": doc, "start": 0, "end": len(text), "text": text, "kinds": ["assertion"],
        "negated": False, "epistemic": "asserted", "source": None, "source_type": "author",
        "source_full": None, "source_role": None, "quote": "none", "quantities": [],
        "horizon": None, "stance": "none", "frames": [], "agent": None, "action": None,
        "object": None, "condition": None,
    }
    return base | fields


def percent(text: str, value: float, **fields: Any) -> Row:
    """A quantity in per cent."""
    base: Row = {"text": text, "start": 0, "end": len(text), "kind": "percent",
                 "value_min": value, "value_max": value, "unit": "%", "base": None,
                 "modifier": None}
    return base | fields


def corpus(
    sizes: dict[str, int], shares: dict[str, float], *, claims: int = 12, seed: int = 0
) -> dict[str, list[Row]]:
    """Articles of several sources; in each, a share of claims is of the frame replacement."""
    rng = np.random.default_rng(seed)
    documents, rows, sentences = [], [], []
    for source, size in sizes.items():
        for n in range(size):
            identity = f"{source}-{n}.txt"
            documents.append(document(identity, source, date=f"2024-{1 + n % 12:02d}-05",
                                      genre="presse" if n % 2 else "blog"))
            for k in range(claims):
                hit = rng.random() < shares[source]
                text = ("L'IA supprime des postes dans les banques." if hit
                        else "L'outil aide les équipes à rédiger leurs courriers.")
                rows.append(claim(
                    identity, text, start=50 * k, end=50 * k + len(text),
                    frames=["replacement"] if hit else ["augmentation"],
                    kinds=["causal"] if hit else ["assertion"],
                    stance="negative" if hit else "positive",
                    agent="L'IA" if hit else "l'outil",
                    source_type="person" if k % 4 == 0 else "author",
                    source_role="union" if k % 8 == 0 else None,
                    quote="direct" if k % 4 == 0 else "none"))
                sentences.append({"doc": identity, "index": k, "start": 50 * k,
                                  "end": 50 * k + len(text), "text": text, "zone": "body"})
    return {"documents": documents, "claims": rows, "sentences": sentences}
