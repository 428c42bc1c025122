"""What we write, the tools and our own readers read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from toolkit.corpus import read, segment
from toolkit.corpus.aliases import source_aliases
from toolkit.corpus.mending import mend
from toolkit.corpus.writers import write_iramuteq, write_text_free, write_txm
from toolkit.errors import KnowledgeError, UsageError
from toolkit.records import Document

DOCUMENTS = [
    Document("a/un.txt", "Les ateliers s'équipent.\n\n**** *faux_départ\nLes équipes *essaient*.",
             title="Un titre", source="L'Œil d'essai", date="2024-09-11", genre="presse",
             meta=(("région", "Île-de-France"),)),
    Document("b/un.txt", "Un second texte, plus court.", source="Le Relais", date="2024"),
    Document("vide", "  "),
]


def test_an_iramuteq_corpus_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "corpus.txt"
    assert write_iramuteq(DOCUMENTS, path, fields=("source", "date", "genre", "région")) == 2
    text = path.read_text("utf-8")
    assert text.startswith("**** *id_a_un.txt *source_L_OEil_d_essai *date_2024-09-11 "
                           "*genre_presse *region_Ile-de-France *am_2024-09\n")
    assert text.count("****") == 2 and "\n\n****" in text
    first, second = (item for item in read([path]) if isinstance(item, Document))
    assert first.date == "2024-09-11" and first.genre == "presse" and first.format == "iramuteq"
    assert first.text.splitlines()[-1] == "Les équipes essaient ."
    assert (second.source, second.date) == ("Le Relais", "2024")
    assert dict(first.meta)["region"] == "Ile-de-France"


def test_a_txm_folder_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "txm"
    assert write_txm(DOCUMENTS, folder) == 2
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert next(iter(rows[0])) == "id" and all(name.isascii() for name in rows[0])
    assert rows[1]["genre"] == "NA" and rows[0]["doc"] == "a/un.txt"
    assert {f"{row['id']}.txt" for row in rows} | {"metadata.csv"} == {
        path.name for path in folder.iterdir()
    }
    found = {item.source: item for item in read([folder]) if isinstance(item, Document)}
    assert found["L'Œil d'essai"].text == DOCUMENTS[0].text
    assert found["L'Œil d'essai"].title == "Un titre" and found["Le Relais"].date == "2024"
    with pytest.raises(UsageError, match="not empty"):
        write_txm(DOCUMENTS, folder)


def test_a_text_free_export_holds_no_word_of_the_texts(tmp_path: Path) -> None:
    path = tmp_path / "free.jsonl"
    sentences = segment(DOCUMENTS[0])
    assert write_text_free(DOCUMENTS[:2], path, sentences=sentences) == 2
    content = path.read_text("utf-8")
    assert "équip" not in content and "Un titre" not in content
    rows = [json.loads(line) for line in content.splitlines()]
    assert [row["kind"] for row in rows] == ["document"] * 2 + ["sentence"] * len(sentences)
    assert len(rows[0]["sha256"]) == 64 and rows[0]["characters"] == len(DOCUMENTS[0].text)
    assert (rows[2]["start"], rows[2]["end"]) == (sentences[0].start, sentences[0].end)


@pytest.mark.parametrize(("found", "name"), [
    ("LE MONDE", "Le Monde"), ("Le Monde (site web)", "Le Monde"), ("lemonde.fr", "Le Monde"),
    ("https://www.lemonde.fr", "Le Monde"), ("La Croix, no. 43018", "La Croix"),
    ("Le Figaro, n° 25 431", "Le Figaro"), ("Ouest France", "Ouest-France"),
    ("Le Monde diplomatique", "Le Monde diplomatique"), ("AFP", "Agence France-Presse"),
    ("Le Relais d'essai", "Le Relais d'essai"), (None, None),
])
def test_one_name_per_source(found: str | None, name: str | None) -> None:
    assert source_aliases().name(found) == name


def test_the_name_as_found_is_kept() -> None:
    unified = source_aliases().unify(Document("a", "Texte.", source="lemonde.fr"))
    assert unified.source == "Le Monde" and ("source_raw", "lemonde.fr") in unified.meta
    same = Document("a", "Texte.", source="Le Monde")
    assert source_aliases().unify(same) is same


def test_a_users_table_wins_and_is_checked(tmp_path: Path) -> None:
    own = tmp_path / "sources.toml"
    own.write_text('[sources]\n"Relais" = ["Le Relais d\'essai", "LR"]\n', "utf-8")
    assert source_aliases(own).name("LR") == "Relais"
    assert source_aliases(own).name("lemonde.fr") == "Le Monde"
    for bad, said in (('[sources]\nA = ["x"]\nB = ["X"]\n', "stands for"),
                      ('noise = ["("]\n', "regular expression"), ("[souces]\n", "souces")):
        own = tmp_path / f"{len(bad)}.toml"
        own.write_text(bad, "utf-8")
        with pytest.raises(KnowledgeError, match=said):
            source_aliases(own)


def test_mojibake_is_mended_only_on_request_and_kept() -> None:
    text = "L’usine est prÃªte.\nLes Ã©quipes ont Ã©tÃ© formÃ©es.\nRien à dire ici, « vraiment »."
    mended = mend(Document("a", text))
    assert mended.text.startswith("L’usine est prête.\nLes équipes ont été formées.\nRien à dire")
    assert dict(mended.meta)["text_as_found"] == text and "mended" in mended.warnings[-1]
    clean = Document("a", "L’usine est prête.")
    assert mend(clean) is clean
