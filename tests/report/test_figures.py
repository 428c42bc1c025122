"""The figures: three formats and a table per chart, the same bytes twice, old ones removed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.report.stories import full
from toolkit.report.figures import FORMATS, draw_figures

FIGURES = {"frames", "topics", "topics-time", "stability", "time-frames", "keyness-0",
           "topics-map", "topics-tree", "network"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("figures")
    (path / "of-an-earlier-run.svg").write_text("<svg/>")
    (path / "mine.txt").write_text("kept")
    draw_figures(full(), path)
    return path


def test_every_chart_has_its_files(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    wanted = {f"{name}.{form}" for name in FIGURES for form in (*FORMATS, "csv")}
    assert names == wanted | {"mine.txt"}


def test_the_table_behind_the_heat_map(folder: Path) -> None:
    with open(folder / "topics.csv", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["group"] for row in rows] == ["Le Pays", "Le Soir d'Anvers"]
    assert rows[0]["share"] == "0.5" and rows[0]["low"] == "" and rows[0]["residual"] == "2.5"


def test_the_same_numbers_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    draw_figures(full(), tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name
