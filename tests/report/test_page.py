"""The page: self-contained, escaped, in both languages; findings only where intervals part."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.sample import HOSTILE, TEXT, model
from toolkit.errors import UsageError
from toolkit.report.findings import findings
from toolkit.report.page import render, script_json
from toolkit.report.texts import texts

ROOM = Path(__file__).resolve().parents[2] / "toolkit" / "report"


@pytest.fixture(scope="module")
def page() -> str:
    return render(model())


def test_nothing_from_an_article_becomes_markup(page: str) -> None:
    assert HOSTILE not in page
    assert "<img" not in page and "javascript:hacked" not in page.split('id="data"')[0]


def test_the_page_asks_for_nothing_outside_itself(page: str) -> None:
    head = page.split('<script type="application/json"')[0]
    assert not re.search(r"""(?:src|href)=["']https?:""", head)
    assert "default-src 'none'" in html.unescape(head)


def test_the_policy_names_exactly_the_scripts_of_the_page(page: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts
    }
    allowed = set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", html.unescape(page.split("<title>")[0])))
    assert hashes == allowed and len(scripts) == 10


def test_the_data_reads_back(page: str) -> None:
    text = re.search(r'id="data">(.*?)</script>', page, flags=re.DOTALL)
    assert text is not None
    data = json.loads(text.group(1))
    claim = data["claims"][0]
    assert data["texts"][claim["d"]] == TEXT
    assert TEXT[claim["s"] : claim["e"]].startswith("L’IA détruira")


@pytest.mark.parametrize("value", ["</script>", "\u2028", "&amp;", "<!--"])
def test_json_in_a_script_holds_no_markup(value: str) -> None:
    text = script_json({"x": value})
    assert json.loads(text) == {"x": value}
    assert not set(text) & set("<>&\u2028\u2029")


def test_both_languages_have_the_same_words() -> None:
    keys = [
        {(section, key) for section, value in tomllib.loads(path.read_text("utf-8")).items()
         for key in (value if isinstance(value, dict) else [""])}
        for path in sorted((ROOM / "texts").glob("*.toml"))
    ]
    assert len(keys) == 2 and keys[0] == keys[1]


def test_english_page() -> None:
    assert '<html lang="en">' in render(model("en"))


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="en, fr"):
        texts("de")


def test_vendored_files_are_the_ones_recorded() -> None:
    listed = tomllib.loads((ROOM / "vendor" / "vendored.toml").read_text("utf-8"))["file"]
    for entry in listed:
        data = (ROOM / "vendor" / entry["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["name"]
    code = {path.name for path in (ROOM / "vendor").iterdir() if path.suffix in (".js", ".css")}
    assert code == {entry["name"] for entry in listed}


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [(1234567.5, 1, "1\u202f234\u202f567,5", "1,234,567.5"), (None, 0, "–", "–")],
)
def test_numbers(value: float | None, digits: int, french: str, english: str) -> None:
    assert texts("fr").number(value, digits) == french
    assert texts("en").number(value, digits) == english


def test_percent_is_written_as_in_french() -> None:
    assert texts("fr").percent(0.425, 1) == "42,5\u00a0%"


def test_a_difference_is_told_only_where_intervals_part_and_articles_suffice() -> None:
    told = findings(model(), texts("fr"))
    assert told[0].tested and told[0].text.startswith("Le Pays : Remplacement dans 60\u00a0%")
    few = [dict(row, n_articles=4) for row in model().comparisons]
    close = [dict(row, low=0.1, high=0.7) for row in model().comparisons]
    for rows in (few, close, []):
        first = findings(replace(model(), comparisons=rows), texts("fr"))[0]
        assert first.text == texts("fr")["finding_none"] and not first.tested


def test_a_large_corpus_is_sampled_and_says_so() -> None:
    base = model()
    settings = {"seed": 1, "report": {"language": "fr", "max_articles": 1}}
    page = render(replace(base, record=dict(base.record, settings=settings)))
    assert "Cette page montre 1 articles sur 2" in page
    assert page == render(replace(base, record=dict(base.record, settings=settings)))


def test_an_empty_run_has_a_page() -> None:
    base = model()
    empty = replace(base, documents=[], sentences=[], claims=[], topics=[], assignments=[],
                    comparisons=[], rejected=[])
    assert texts("fr")["none_rejected"] in render(empty)
