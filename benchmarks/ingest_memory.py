"""The memory one large export takes while it is read, for three formats.

::

    python benchmarks/ingest_memory.py [--megabytes 1024] [--formats europresse jsonl factiva]

For each format an export of that size is written under the system's temporary folder, read to its
end in a process of its own without keeping anything, and deleted. Printed: articles, seconds, the
peak resident memory after the first 1,000 articles and at the end. Flat means that both are alike.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from toolkit.corpus.readers import choose
from toolkit.corpus.source import Source
from toolkit.records import Document

LINE = "Les équipes de l'atelier essaient depuis mars un logiciel qui classe les dossiers. "
BODY = [LINE * 8] * 8


def europresse(n: int) -> str:
    """One article of a Europresse export."""
    body = "".join(f"<p>{line}</p>" for line in BODY)
    return (f'<article><span class="DocPublicationName">Journal</span><span class="DocHeader">'
            f'Économie, mercredi 11 septembre 2024 640 mots</span><p class="titreArticleVisu">'
            f'Titre {n}</p><div class="DocText"><div class="docOcurrContainer">{body}</div></div>'
            f'<div class="publiC-lblNodoc">news·20240911·J·{n}</div></article>\n')


def jsonl(n: int) -> str:
    """One line of JSON."""
    row = {"id": n, "titre": f"Titre {n}", "date": "2024-09-11", "texte": "\n".join(BODY)}
    return json.dumps(row, ensure_ascii=False) + "\n"


def factiva(n: int) -> str:
    """One article of a Factiva XML answer."""
    body = "".join(f"<paragraph>{line}</paragraph>" for line in BODY)
    return (f"<article><accessionNo>J{n:010}</accessionNo><headline><paragraph>Titre {n}"
            f"</paragraph></headline><publicationDate><date>2024-09-11</date></publicationDate>"
            f"<sourceName>Journal</sourceName><tailParagraphs>{body}</tailParagraphs></article>\n")


FORMATS: dict[str, tuple[str, Callable[[int], str], str, str]] = {
    "europresse": ("export.html", europresse, "<html><body>\n", "</body></html>\n"),
    "jsonl": ("export.jsonl", jsonl, "", ""),
    "factiva": ("export.xml", factiva, "<PPSResponse>\n", "</PPSResponse>\n"),
}


def write(path: Path, name: str, size: int) -> None:
    """An export of about ``size`` bytes."""
    _, article, head, foot = FORMATS[name]
    with path.open("w", encoding="utf-8") as handle:
        handle.write(head)
        number = written = 0
        while written < size:
            number += 1
            text = article(number)
            written += len(text.encode("utf-8"))
            handle.write(text)
        handle.write(foot)


def measure(path: Path) -> None:
    """Read one file to its end and print the figures."""
    started = time.perf_counter()
    source = Source.of(path, path.name)
    chosen = choose(source)
    assert chosen is not None
    count = early = 0
    for item in chosen[1].read(source):
        count += isinstance(item, Document)
        if count == 1000:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.perf_counter() - started
    print(f"{chosen[0]:11} {path.stat().st_size / 2**20:7.0f} MB {count:8} articles "
          f"{seconds:6.1f} s   peak {early / 1024:.0f} MB after 1,000, {late / 1024:.0f} MB at end")


def main() -> None:
    """Write, measure and delete an export of each format."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--formats", nargs="+", choices=list(FORMATS), default=list(FORMATS))
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure)
        return
    for name in given.formats:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / FORMATS[name][0]
            write(path, name, given.megabytes * 2**20)
            subprocess.run([sys.executable, __file__, "--measure", str(path)], check=True)


if __name__ == "__main__":
    main()
