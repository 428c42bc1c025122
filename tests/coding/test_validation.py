"""A person's coding and the machine's are one record type, scored by the same functions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.coding.gold import machine_codings, named_as, read_codings
from toolkit.coding.scores import agreement, labels_of, scores
from toolkit.errors import DataError
from toolkit.records import Claim


def coding(doc: str, start: int, **fields: Any) -> Claim:
    base: dict[str, Any] = {
        "id": f"{doc}:{start}", "doc": doc, "sentence": 0, "start": start, "end": start + 10,
        "text": "Une phrase.", "kinds": ("assertion",)}
    return Claim(**base | fields)


def line(**fields: Any) -> str:
    base: dict[str, Any] = {
        "doc": "a.txt", "start": 0, "end": 10, "zone": "body", "claim": True, "kinds": ["causal"],
        "negated": False, "epistemic": "hedged", "source": None, "source_type": "author",
        "quote": "none", "quantities": [], "horizon": None, "stance": "negative", "frames": []}
    return json.dumps(base | fields)


def test_a_coded_sentence_is_a_claim_record(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line() + "\n\n" + line(start=11, end=20, claim=False, kinds=[]) + "\n")
    first, second = read_codings(path)
    assert labels_of(first) == {"claim", "kinds.causal", "hedged", "stance.negative"}
    assert labels_of(second) == frozenset()


@pytest.mark.parametrize(("text", "message"), [
    ("{", "line 1: not valid JSON"), ("{}", "line 1: no field doc, start"),
    (line(kinds=["cause"]), 'unknown kind "cause".*one of statistic'),
    (line(stance="bad"), 'unknown stance "bad"'), ("", "no coded sentence"),
])
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_codings(path)


def test_articles_are_found_by_id_or_by_file_name() -> None:
    found = named_as([coding("a.txt", 0)], ["x/a.txt", "x/b.txt"], "gold.jsonl")
    assert found[0].doc == "x/a.txt"
    with pytest.raises(DataError, match="not in the run"):
        named_as([coding("c.txt", 0)], ["x/a.txt"], "gold.jsonl")
    with pytest.raises(DataError, match="2 times"):
        named_as([coding("a.txt", 0)], ["x/a.txt", "y/a.txt"], "gold.jsonl")


def test_claims_go_to_the_sentence_they_share_most_with_and_are_pooled() -> None:
    gold = [coding("a", 0), coding("a", 10), coding("a", 20)]
    claims = [coding("a", 1, kinds=("causal",), stance="positive"),
              coding("a", 2, kinds=("statistic",), stance="negative", negated=True),
              coding("a", 18, end=26, kinds=("prediction",))]
    first, second, third = machine_codings(gold, (), claims)
    assert first.kinds == ("statistic", "causal") and first.negated and first.stance == "mixed"
    assert second.kinds == () and third.kinds == ("prediction",)


def test_scores_by_hand() -> None:
    hedged = {"epistemic": "hedged"}
    gold = [coding(d, s, **(hedged if s < 20 else {})) for d in "ab" for s in (0, 10, 20, 30)]
    judged = [coding(d, s, **(hedged if s in (0, 20) else {})) for d in "ab"
              for s in (0, 10, 20, 30)]
    found = scores(gold, judged)["hedged"]
    assert [found[name].value for name in ("precision", "recall", "f1")] == [0.5, 0.5, 0.5]
    assert found["recall"].n == 4 and found["f1"].low == found["f1"].high == 0.5
    alpha = agreement([gold, judged])["hedged"]
    # 8 units, 16 codes half of which are yes: observed 0.5, expected 8 * 8 * 2 / (16 * 15).
    assert alpha.value == pytest.approx(1 - 0.5 / (128 / 240))


def test_intervals_resample_articles_and_undefined_scores_say_why() -> None:
    gold = [coding("a", 0, negated=True), coding("b", 0, negated=True), coding("c", 0)]
    judged = [coding("a", 0, negated=True), coding("b", 0), coding("c", 0)]
    found = scores(gold, judged)["negated"]
    assert found["recall"].value == 0.5
    assert (found["recall"].low, found["recall"].high) == (0.0, 1.0)
    assert found["precision"].reason == "one_article" and found["precision"].low is None
    never = scores(gold, [coding(d, 0) for d in "abc"])["negated"]["precision"]
    assert never.value is None and never.reason == "never_found"


def test_headings_are_left_out() -> None:
    gold = [coding("a", 0, zone="heading", negated=True), coding("b", 0)]
    assert "negated" in scores(gold, gold) and scores(gold, gold)["negated"]["f1"].value is None
