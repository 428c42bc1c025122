"""The main job on a small corpus with everything a folder can hold: from files to the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import toolkit
from toolkit.errors import DataError, UsageError
from toolkit.records import KINDS, QUOTE_TYPES, SOURCE_TYPES, STANCES, ZONES
from toolkit.settings import load_settings
from toolkit.workflow.main import Run

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"
GUIDE = (
    "doc", "start", "end", "text", "zone", "claim", "kinds", "negated", "epistemic", "source",
    "source_type", "quote", "quantities", "horizon", "stance", "frames",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    for outlet in ("la-cadence", "brevan-lhosme"):
        (folder / outlet).mkdir(parents=True)
        for path in sorted((DEMO / outlet).glob("*.txt"))[:2]:
            shutil.copy(path, folder / outlet / path.name)
    shutil.copy(DEMO / "metadata.csv", folder / "metadata.csv")
    latin = "L'été dernier, les salariés ont négocié un accord sur l'usage des logiciels. " * 3
    (folder / "latin.txt").write_bytes(latin.encode("cp1252"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    english = "The robots will take some of the jobs, but people will find others in time. " * 4
    (folder / "english.txt").write_text(english, "utf-8")
    return folder


@pytest.fixture(scope="module")
def run(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return toolkit.run(corpus, out=tmp_path_factory.mktemp("out") / "run")


def test_every_table_figure_and_page_is_there(run: Run) -> None:
    for name in ("documents", "sentences", "claims", "passages", "topics", "assignments",
                 "comparisons", "rejected"):
        assert (run.path / f"{name}.parquet").is_file()
        assert (run.path / "tables" / f"{name}.csv").is_file()
    assert run.report.is_file() and (run.path / "figures" / "kinds.svg").is_file()
    assert len(run.documents) == 5 and len(run.claims) > 30


def test_offsets_hold_everywhere(run: Run) -> None:
    texts = dict(zip(run.documents["id"], run.documents["text"]))
    for table in (run.sentences, run.claims, run.passages):
        for row in table.itertuples():
            assert texts[row.doc][row.start : row.end] == row.text
    for row in run.claims.itertuples():
        for item in row.evidence:
            assert texts[row.doc][item["start"] : item["end"]] == item["cue"]
        for item in row.quantities:
            assert texts[row.doc][item["start"] : item["end"]] == item["text"]


def test_what_cannot_be_used_is_listed_with_reason_and_advice(run: Run) -> None:
    rejected = {Path(row.path).name: row for row in run.rejected.itertuples()
                if row.kind != "metadata"}
    assert {"empty.txt", "binary.txt", "english.txt"} == set(rejected)
    assert rejected["english.txt"].kind == "language"
    assert all(row.reason and row.advice for row in rejected.values())
    assert "latin.txt" in set(run.documents["id"])


def test_metadata_reach_documents_and_groups(run: Run) -> None:
    sources = set(run.documents["source"].dropna())
    assert {"La Cadence", "Brévan & Lhosme"} <= sources
    profile = run.comparisons.query("section == 'profile' and measure == 'kinds'")
    assert sources <= set(profile["group"])


def test_labels_are_the_guides(run: Run) -> None:
    claims = run.claims
    assert set(claims["kinds"].explode()) <= set(KINDS)
    assert set(claims["quote"]) <= set(QUOTE_TYPES)
    assert set(claims["source_type"]) <= set(SOURCE_TYPES)
    assert set(claims["stance"]) <= set(STANCES)
    assert set(run.sentences["zone"]) <= set(ZONES)
    assert claims["confidence"].between(0, 1).all() and claims["salience"].between(0, 1).all()


def test_jsonl_has_the_guides_field_names(run: Run, tmp_path: Path) -> None:
    files = {path.name for path in toolkit.export(run, tmp_path, format="jsonl")}
    assert {"claims.jsonl", "sentences.jsonl"} <= files
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(rows) == len(run.claims)
    for row in rows:
        assert set(GUIDE) <= set(row)
        assert row["horizon"] is None or isinstance(row["horizon"], str)
        assert all(isinstance(item, str) for item in row["quantities"])
    assert rows[0]["doc"].startswith("brevan-lhosme/")


def test_csv_export_copies_the_tables(run: Run, tmp_path: Path) -> None:
    for path in toolkit.export(run, tmp_path):
        assert path.read_bytes() == (run.path / "tables" / path.name).read_bytes()


def test_the_same_input_gives_the_same_bytes_on_two_workers(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    again = toolkit.ingest(corpus, tmp_path / "again")
    toolkit.extract_claims(again, workers=2)
    for name in ("documents", "sentences", "claims", "terms", "rejected"):
        assert again.folder.file(name).read_bytes() == run.folder.file(name).read_bytes(), name


def test_a_stage_can_be_redone_with_other_settings(run: Run) -> None:
    result = toolkit.compare(run, by="genre")
    assert "presse syndicale" in set(result["group"])
    assert run.settings.compare.by == "genre"
    toolkit.compare(run, by="source")


def test_a_comparison_is_tables_figures_and_warnings(run: Run) -> None:
    import matplotlib.figure

    genres = toolkit.compare(run, by="genre")
    sources = toolkit.compare(run, by="source")
    assert "presse syndicale" in genres.groups and "La Cadence" in sources.groups
    for name in ("profiles", "differences", "mixes", "keyness", "narratives", "narrative_claims",
                 "travelling", "actors", "actions", "roles", "voices", "verbs", "speakers",
                 "over_time", "change_points", "corpus"):
        assert getattr(sources, name) is sources.tables[name]
    # It stays usable as the long table, and keeps its own groups after the next comparison.
    assert len(genres.query("section == 'profile'")) == (genres["section"] == "profile").sum()
    assert set(genres.figures["kinds"].table["group"]) == set(genres.groups)
    kinds = sources.figure("kinds")
    assert kinds._repr_png_().startswith(b"\x89PNG")
    assert 'alt="' in kinds._repr_html_() and isinstance(kinds.figure(), matplotlib.figure.Figure)
    assert any("described, not tested" in line for line in sources.warnings)
    assert "<code>keyness</code>" in sources._repr_html_() and "tables:" in repr(sources)
    with pytest.raises(UsageError, match="one of kinds"):
        sources.figure("knids")
    with pytest.raises(AttributeError, match="profiles"):
        sources.proflies  # noqa: B018


def test_a_column_nobody_has_is_refused_before_the_long_stages(
    corpus: Path, tmp_path: Path
) -> None:
    settings = load_settings(options={"compare.by": "couleur"})
    with pytest.raises(DataError, match=r'no column "couleur".*source'):
        toolkit.run(corpus, tmp_path / "run", settings=settings)
    assert not (tmp_path / "run" / "claims.parquet").exists()


def test_a_column_is_known_by_the_name_it_had_in_the_table(run: Run) -> None:
    by_source, by_journal = toolkit.compare(run, by="source"), toolkit.compare(run, by="journal")
    assert by_journal.groups == by_source.groups


def test_an_unknown_table_names_the_known_ones(run: Run) -> None:
    with pytest.raises(UsageError, match="claims"):
        run.table("clams")


def test_codings_by_people_reach_the_record_the_report_and_the_methods(run: Run) -> None:
    gold = DEMO / "gold"
    coded = sorted(path for path in gold.rglob("*.jsonl") if any(
        identity.endswith(json.loads(path.read_text("utf-8").splitlines()[0])["doc"])
        for identity in run.documents["id"]))
    assert coded
    toolkit.write_report(run, language="en")
    assert "no human validation" in (run.path / "methods.en.md").read_text("utf-8")
    found = toolkit.validate(run, coded, second=coded)
    assert run.record["validation"] == found and found["scores"]["claim"]["f1"]["value"] > 0.9
    assert all(one["value"] in (1.0, None) for one in found["people"].values())
    page = toolkit.write_report(run).read_text("utf-8").split('<script type="application/json"')[0]
    for language, words in (("en", "alpha between people"), ("fr", "alpha entre personnes")):
        text = (run.path / f"methods.{language}.md").read_text("utf-8")
        assert words in text and "no human validation" not in text
        assert "aucune validation humaine" not in text
    assert "Alpha between people" in page and "No human validation" not in page
    toolkit.extract_claims(run)
    assert run.record["validation"] is None
