"""The corpora keep their promises: complete metadata, sizes, and gold that points right."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from toolkit.records import KINDS, QUOTE_TYPES, SOURCE_TYPES, STANCES, ZONES

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
DEMO = CORPORA / "demo"
COLUMNS = ["file", "title", "author", "date", "source", "genre", "url"]
FRAMES = frozenset({
    "replacement", "augmentation", "new_jobs", "skills", "human_value", "productivity", "wellbeing",
    "inequality", "regulation", "social_dialogue", "organisation", "control", "service_quality",
    "inevitability",
})
FIELDS = frozenset({
    "doc", "start", "end", "text", "zone", "claim", "kinds", "negated", "epistemic", "source",
    "source_type", "quote", "quantities", "horizon", "stance", "frames",
})
NON_ARTICLES = {"LICENSE", "README.md", "metadata.csv"}


def read_metadata() -> list[dict[str, str]]:
    with (DEMO / "metadata.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def raw(name: str, root: Path = DEMO) -> str:
    return (root / name).read_bytes().decode("utf-8")


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def body_words(name: str) -> int:
    """Words of the prose: lines (or HTML paragraphs of the article) that are not page furniture."""
    text = raw(name)
    if name.endswith(".html"):
        article = re.search(r"<article.*?</article>", text, re.S)
        assert article, f"{name}: no <article>"
        blocks = re.findall(r"<p>(.*?)</p>", article[0], re.S)
        lines = [unescape(re.sub(r"<[^>]+>", "", block)) for block in blocks]
    else:
        lines = text.splitlines()
    return sum(len(line.split()) for line in lines if len(line.split()) >= 12)


METADATA = read_metadata()
GOLD = sorted((DEMO / "gold").glob("*.jsonl"))
CODED = sorted((CORPORA / "coded" / "gold").glob("*.jsonl"))


def test_metadata_columns_and_every_cell_filled() -> None:
    with (DEMO / "metadata.csv").open(encoding="utf-8", newline="") as handle:
        assert next(csv.reader(handle)) == COLUMNS
    for row in METADATA:
        empty = [column for column in COLUMNS if not (row[column] or "").strip()]
        assert not empty, f"{row['file']}: empty {empty}"


def test_metadata_lists_exactly_the_articles() -> None:
    found = {
        path.relative_to(DEMO).as_posix()
        for path in DEMO.rglob("*")
        if path.is_file() and path.name not in NON_ARTICLES and "gold" not in path.parts
    }
    listed = [row["file"] for row in METADATA]
    assert len(listed) == len(set(listed))
    assert set(listed) == found


def test_corpus_is_large_and_spread_enough() -> None:
    assert len(METADATA) >= 16
    assert len({row["source"] for row in METADATA}) == 4
    assert len({row["genre"] for row in METADATA}) == 4
    assert len({row["date"][:7] for row in METADATA}) >= 5
    assert Counter(Path(row["file"]).suffix for row in METADATA)[".html"] >= 2
    assert min(Counter(row["source"] for row in METADATA).values()) >= 4


@pytest.mark.parametrize("row", METADATA, ids=lambda row: row["file"])
def test_row_has_iso_date_and_invented_address(row: dict[str, str]) -> None:
    assert date.fromisoformat(row["date"]).isoformat() == row["date"]
    assert row["file"].split("/")[1].startswith(row["date"])
    assert row["url"].startswith("https://example.org/")


@pytest.mark.parametrize("name", [row["file"] for row in METADATA])
def test_body_has_between_350_and_700_words(name: str) -> None:
    assert 350 <= body_words(name) <= 700


def test_figure_travels_through_all_four_sources() -> None:
    pattern = re.compile(r"38\s?%|[Pp]rès de 40\s?%|[Qq]uatre postes sur dix")
    sources = {row["source"] for row in METADATA if pattern.search(unescape(raw(row["file"])))}
    assert len(sources) == 4


def test_gold_covers_one_text_article_per_source() -> None:
    docs = {read_jsonl(path)[0]["doc"] for path in GOLD}
    by_file = {row["file"]: row["source"] for row in METADATA}
    assert len(GOLD) == 4
    assert all(doc.endswith(".txt") for doc in docs)
    assert len({by_file[doc] for doc in docs}) == 4


def test_every_coded_article_has_its_gold() -> None:
    articles = {path.stem for path in (CORPORA / "coded").glob("*.txt")}
    assert articles == {path.stem for path in CODED}
    assert len(articles) >= 50


@pytest.mark.parametrize("path", GOLD + CODED, ids=lambda path: path.name)
def test_gold_offsets_are_exact_and_partition_the_text(path: Path) -> None:
    records = read_jsonl(path)
    text = raw(records[0]["doc"], path.parents[1])
    position = 0
    for record in records:
        assert record["doc"] == records[0]["doc"]
        assert text[record["start"] : record["end"]] == record["text"]
        assert record["text"] == record["text"].strip() != ""
        assert not text[position : record["start"]].strip(), f"uncoded before {record['start']}"
        position = record["end"]
    assert not text[position:].strip()


@pytest.mark.parametrize("path", GOLD + CODED, ids=lambda path: path.name)
def test_gold_labels_are_valid(path: Path) -> None:
    for record in read_jsonl(path):
        assert set(record) - {"source_full", "source_elsewhere"} == FIELDS
        assert record["zone"] in ZONES and record["stance"] in STANCES
        assert record["source_type"] in SOURCE_TYPES and record["quote"] in QUOTE_TYPES
        assert record["epistemic"] in {"asserted", "hedged"}
        assert set(record["kinds"]) <= set(KINDS) and set(record["frames"]) <= FRAMES
        assert bool(record["kinds"]) == record["claim"]
        assert record["kinds"] == ["assertion"] or "assertion" not in record["kinds"]
        assert not record["claim"] or record["zone"] == "body"


@pytest.mark.parametrize("path", GOLD + CODED, ids=lambda path: path.name)
def test_gold_spans_are_verbatim(path: Path) -> None:
    for record in read_jsonl(path):
        for span in [*record["quantities"], record["horizon"]]:
            assert span is None or span in record["text"]
        whole = raw(record["doc"], path.parents[1])
        place = whole if record.get("source_elsewhere") else record["text"]
        assert record["source"] is None or record["source"] in place
        assert (record["source_type"] == "author") == (record["quote"] == "none")


def test_pairs_are_many_balanced_and_distinct() -> None:
    pairs = read_jsonl(CORPORA / "pairs" / "claim_pairs.jsonl")
    counts = Counter(pair["relation"] for pair in pairs)
    assert set(counts) == {"same", "opposite", "related", "unrelated"}
    assert len(pairs) >= 140
    assert max(counts.values()) <= 1.25 * min(counts.values())
    assert all(set(pair) == {"a", "b", "relation"} and pair["a"] != pair["b"] for pair in pairs)
    assert len({frozenset((pair["a"], pair["b"])) for pair in pairs}) == len(pairs)
