"""What claims cost beside the parse alone, and whether memory grows with the number of articles.

    python benchmarks/claims_speed.py ../shared/press/masakhanews-fra-dev.tsv [--articles 60]

Prints processor seconds of a bare ``nlp.pipe`` over the sentences, of everything after the parse,
their ratio, and the peak memory after each third of the articles.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice
from pathlib import Path

from toolkit.claims.extract import PARSED_ZONES, articles, extract
from toolkit.codebook import load_codebook
from toolkit.corpus import read, segment
from toolkit.french import load, parse
from toolkit.french.frozen import freeze
from toolkit.records import Document


def main() -> None:
    """Read, parse, extract, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    args = parser.parse_args()
    documents = (item for item in read([args.source]) if isinstance(item, Document))
    units = [(document, segment(document)) for document in islice(documents, args.articles)]
    texts = [s.text for _, found in units for s in found if s.zone in PARSED_ZONES]
    load()
    codebook = load_codebook()
    for warm in articles(units[:3]):  # lexicons are loaded and patterns compiled once a process
        extract(warm, codebook)

    started = time.process_time()
    for _ in parse(texts):
        pass
    bare = time.process_time() - started

    # What the rules read is a copy of the parse in plain objects: making it is part of their cost.
    # It is timed as it is made, a sentence at a time while the parse runs.
    after = 0.0
    for doc in parse(texts):
        started = time.process_time()
        freeze(doc)
        after += time.process_time() - started

    claims, third = 0, max(1, len(units) // 3)
    for number, article in enumerate(articles(units), 1):
        started = time.process_time()
        claims += len(extract(article, codebook))
        after += time.process_time() - started
        if number % third == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"peak memory after {number} articles: {peak:.0f} MiB")
    words = sum(len(text.split()) for text in texts)
    print(f"{len(units)} articles, {words} words, {claims} claims")
    print(f"bare nlp.pipe {bare:.1f} s, everything after the parse {after:.1f} s "
          f"({100 * after / bare:.0f} % of the parse); {words / bare:.0f} words/s parsed")


if __name__ == "__main__":
    main()
