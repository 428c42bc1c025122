"""How long 2,000 press articles take to be read, cleaned into sentences and de-duplicated.

::

    python benchmarks/ingest_speed.py [--articles 2000] [--workers 2]

The articles of ``../shared/press`` are repeated with a tenth of their words changed, written as
one Europresse export under the system's temporary folder, read, cut into sentences with zones on
``--workers`` processes, and grouped. The file is deleted.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from duplicates import PRESS, articles, edited

from toolkit.corpus import read, segment
from toolkit.corpus.duplicates import cluster, representatives
from toolkit.records import Document

ARTICLE = """<article><span class="DocPublicationName">Journal {n}, no. {n}</span>
<span class="DocHeader">Économie, mercredi 11 septembre 2024 {words} mots, p. 3</span>
<div class="titreArticle"><p class="titreArticleVisu">{title}</p></div>
<div class="docAuthors">Camille Essai</div><section><div class="DocText clearfix">
<div class="docOcurrContainer">{body}</div></div></section>
<div class="publiC-lblNodoc">news·20240911·J·{n}</div></article>
"""


def export(path: Path, count: int) -> int:
    """Write the export; how many bytes it has."""
    rows = articles(PRESS)
    random_ = random.Random(7)
    words = re.findall(r"\w+", " ".join(text for _, text in rows))
    with path.open("w", encoding="utf-8") as handle:
        handle.write("<html><body>\n")
        for n in range(count):
            title, text = rows[n % len(rows)]
            text = edited(text, 0.1, words, random_) if n >= len(rows) else text
            parts = re.split(r"(?<=\.) ", text)
            body = "".join(f"<p>{html.escape(' '.join(parts[i:i + 4]))}</p>"
                           for i in range(0, len(parts), 4))
            handle.write(ARTICLE.format(n=n, words=len(text.split()), title=html.escape(title),
                                        body=body))
        handle.write("</body></html>\n")
    return path.stat().st_size


def sentences(document: Document) -> int:
    """How many sentences a document has."""
    return len(segment(document))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.html"
        size = export(path, given.articles)
        started = time.perf_counter()
        documents = [item for item in read([path]) if isinstance(item, Document)]
        seconds_read = time.perf_counter() - started
        with ProcessPoolExecutor(given.workers) as pool:
            count = sum(pool.map(sentences, documents, chunksize=50))
        seconds_cut = time.perf_counter() - started - seconds_read
        groups = len(representatives(cluster((d.id, d.text, d.date or "") for d in documents)))
        seconds = time.perf_counter() - started
    print(f"{len(documents)} articles of {size / 2**20:.1f} MB, {count} sentences, {groups} groups")
    print(f"read {seconds_read:.1f} s, sentences and zones {seconds_cut:.1f} s, "
          f"duplicates {seconds - seconds_read - seconds_cut:.1f} s, in all {seconds:.1f} s")


if __name__ == "__main__":
    main()
