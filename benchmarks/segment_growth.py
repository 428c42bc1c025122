"""How splitting and zoning time grows with the size of a text, on the worst texts we know.

    python benchmarks/segment_growth.py [--largest 1000000]

Each kind of text is doubled in size; a ratio near 2 is linear, near 4 quadratic.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import pairwise
from time import perf_counter

from toolkit.corpus import segment
from toolkit.records import Document

PROSE = "Les salariés, dit-elle, n'ont pas vu venir la machine ; M. Dupuis, lui, s'en méfiait. "
KINDS: dict[str, Callable[[int], str]] = {
    "one line of prose": lambda n: PROSE * (n // len(PROSE) + 1),
    "paragraphs": lambda n: (PROSE * 5 + "\n\nUn intertitre\n\n") * (n // (5 * len(PROSE)) + 1),
    "short lines": lambda n: "Lire aussi\nMenu\nUn mot\n" * (n // 23 + 1),
    "quoted lines": lambda n: "« Une phrase entre guillemets de presse »\n" * (n // 42 + 1),
    "unclosed quotes": lambda n: '« "“ Il dit. ' * (n // 13 + 1),
    "unclosed brackets": lambda n: "( [ Il part. " * (n // 13 + 1),
    "stops only": lambda n: "." * n,
    "stops and spaces": lambda n: ". " * (n // 2),
    "figures": lambda n: "1234567890" * (n // 10),
    "letters": lambda n: "a" * n,
    "points and letters": lambda n: "a." * (n // 2),
    "at signs": lambda n: "a@b." * (n // 4),
    "white space": lambda n: " \u00a0\t" * (n // 3) + "fin.",
    "emoji": lambda n: "🤖👩‍💻 " * (n // 5),
    "right-to-left marks": lambda n: "\u200fmot\u200e. " * (n // 8),
    "comment labels": lambda n: PROSE * 3 + "\n" + PROSE * 3 + "\n3 commentaires\n" * (n // 15),
    "questions": lambda n: "Et après ?\nPourquoi donc cela ?\n" * (n // 32),
}


def seconds(text: str) -> float:
    """The better of two runs."""
    times = []
    for _ in range(2):
        start = perf_counter()
        segment(Document(id="texte", text=text))
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=1_000_000, help="characters")
    largest = parser.parse_args().largest
    sizes = [largest // 4, largest // 2, largest]
    seconds(PROSE)  # loads the lexicons
    print(f"{'text':24}" + "".join(f"{size:>12,}" for size in sizes) + "   growth per doubling")
    for name, make in KINDS.items():
        times = [seconds(make(size)) for size in sizes]
        ratios = [b / a for a, b in pairwise(times)]
        print(
            f"{name:24}" + "".join(f"{t:>11.2f}s" for t in times)
            + "   " + "  ".join(f"{ratio:.1f}" for ratio in ratios)
        )


if __name__ == "__main__":
    main()
