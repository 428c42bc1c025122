"""Precision and recall of near-duplicate groups on copies made from real press articles.

::

    python benchmarks/duplicates.py [TSV] [--size 0]

From each article of ``../shared/press`` copies are made the way newsrooms make them: cut to its
beginning, with a reworded headline, with a notice appended, with 5 and 10 % of its words changed,
and all of these at once. Printed: recall per kind of copy (the copy is in its article's group),
pairwise precision and recall of all groups, and the time. With ``--size N`` the articles are also
repeated with four fifths of their words changed, which must not be grouped, up to N texts.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from toolkit.corpus.duplicates import cluster

PRESS = Path(__file__).resolve().parents[2] / "shared" / "press" / "masakhanews-fra-dev.tsv"
NOTICE = ("\nRetrouvez toute l'actualité de la rédaction sur notre site et dans notre application. "
          "Inscrivez-vous à la lettre du matin. Tous droits de reproduction réservés.")
KINDS = ("cut", "headline", "notice", "edits 5 %", "edits 10 %", "all at once")


def articles(path: Path) -> list[tuple[str, str]]:
    """(headline, text) of every article."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [(row["headline"], row["text"]) for row in csv.DictReader(handle, delimiter="\t")]


def edited(text: str, share: float, words: list[str], random_: random.Random) -> str:
    """The text with this share of its words replaced, dropped or doubled."""
    found = []
    for word in text.split(" "):
        if random_.random() >= share:
            found.append(word)
            continue
        what = random_.random()
        if what < 0.6:
            found.append(random_.choice(words))
        elif what < 0.8:
            found.extend((word, random_.choice(words)))
    return " ".join(found)


def beginning(text: str, share: float) -> str:
    """The first sentences, up to this share of the text."""
    end = int(len(text) * share)
    stop = text.rfind(". ", 0, end)
    return text[: stop + 1 if stop > 0 else end]


def copies(
    headline: str, text: str, words: list[str], random_: random.Random
) -> dict[str, str]:
    """Kind of copy → its text, headline above."""
    other = edited(headline, 0.5, words, random_)
    return {
        "cut": f"{headline}\n{beginning(text, random_.uniform(0.35, 0.7))}",
        "headline": f"{other}\n{text}",
        "notice": f"{headline}\n{text}{NOTICE}",
        "edits 5 %": f"{headline}\n{edited(text, 0.05, words, random_)}",
        "edits 10 %": f"{headline}\n{edited(text, 0.10, words, random_)}",
        "all at once": f"{other}\n{edited(beginning(text, 0.6), 0.07, words, random_)}{NOTICE}",
    }


def corpus(rows: list[tuple[str, str]], size: int) -> list[tuple[str, str]]:
    """(id, text): the articles, their copies, and unlike texts of the same words up to ``size``."""
    random_ = random.Random(7)
    words = re.findall(r"\w+", " ".join(text for _, text in rows))
    found = []
    for number, (headline, text) in enumerate(rows):
        found.append((f"{number:05}/article", f"{headline}\n{text}"))
        found += [(f"{number:05}/{kind}", copy)
                  for kind, copy in copies(headline, text, words, random_).items()]
    number = len(rows)
    while len(found) < size:
        headline, text = rows[number % len(rows)]
        unlike = edited(f"{headline}\n{text}", 0.8, words, random_)
        found.append((f"{number:05}/article", unlike))
        number += 1
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tsv", nargs="?", type=Path, default=PRESS)
    parser.add_argument("--size", type=int, default=0)
    given = parser.parse_args()
    texts = corpus(articles(given.tsv), given.size)
    started = time.perf_counter()
    members = cluster(texts)
    seconds = time.perf_counter() - started
    truth = {id: id.partition("/")[0] for id, _ in texts}
    for kind in KINDS:
        pairs = [(id, f"{truth[id]}/article") for id, _ in texts if id.endswith("/" + kind)]
        hits = sum(members[one].cluster == members[two].cluster for one, two in pairs)
        print(f"{kind:12} recall {hits / len(pairs):.3f} ({hits} of {len(pairs)})")
    groups: dict[str, list[str]] = {}
    for id, member in members.items():
        groups.setdefault(member.cluster, []).append(id)
    said = right = 0
    for ids in groups.values():
        for one, two in combinations(ids, 2):
            said += 1
            right += truth[one] == truth[two]
    true = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    print(f"pairs        precision {right / max(1, said):.4f}, recall {right / true:.4f}")
    print(f"{len(texts)} texts, {len(groups)} groups, {seconds:.1f} s")


if __name__ == "__main__":
    main()
