"""Public samples of database exports, read as the table beside them says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import SHARED
from toolkit.corpus import read
from toolkit.records import Document

FORMATS = SHARED / "formats"
TABLE = FORMATS / "expected.json"
FILES: dict[str, Any] = (
    json.loads(TABLE.read_text("utf-8"))["files"] if TABLE.exists() else {"none": None}
)


@pytest.mark.skipif(not TABLE.exists(), reason="needs ../shared/formats")
@pytest.mark.parametrize("name", FILES)
def test_every_article_of_a_public_sample_is_read_whole(name: str) -> None:
    wanted = FILES[name]["articles"]
    found = [item for item in read([FORMATS / name], language=None) if isinstance(item, Document)]
    assert len(found) == FILES[name]["n_articles"] == len(wanted)
    for article, expected in zip(found, wanted):
        body = " ".join(article.text.split())
        have = {
            "id": article.id.partition("#")[2] if expected["id"] else None,
            "title": article.title, "date": article.date, "source": article.source,
            "author": article.author, "body_first60": body[:60], "body_last60": body[-60:],
            "body_chars": len(body), "body_words": len(body.split()),
        }
        assert have == {key: expected[key] for key in have}
        assert article.word_count == expected["extra"].get("word_count_field")
        if "section" in expected["extra"]:
            assert article.section == expected["extra"]["section"]
        variables = expected["extra"].get("variables", {})
        assert {k: v == "true" or v for k, v in article.meta if k in variables} == variables
