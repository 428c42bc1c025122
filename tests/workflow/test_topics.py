"""The topics of a run: every option reaches the engine, and every result can be asked for."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import toolkit
from tests.topics.test_embeddings import _model2vec
from toolkit.errors import EngineError, KnowledgeError, PipelineError, RunError, UsageError
from toolkit.settings import load_settings
from toolkit.workflow.main import Run
from toolkit.workflow.topic_checks import numbers_to_try
from toolkit.workflow.topic_settings import static_vectors

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"
QUICK = {"stability_seeds": 0, "stability_articles": 0, "curve": "", "held_out": 0.0}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Articles read and parsed, no topics yet."""
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    for outlet in sorted(path for path in DEMO.iterdir() if path.is_dir()):
        for path in sorted(outlet.glob("*.txt"))[:2]:
            (folder / outlet.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / outlet.name / path.name)
    shutil.copy(DEMO / "metadata.csv", folder / "metadata.csv")
    run = toolkit.ingest(folder, tmp_path_factory.mktemp("out") / "run")
    toolkit.extract_claims(run)
    return run


@pytest.fixture
def run(parsed: Run, tmp_path: Path) -> Run:
    shutil.copytree(parsed.path, tmp_path / "run")
    return Run(tmp_path / "run")


def found(run: Run, **options: Any) -> Any:
    return toolkit.find_topics(run, **(QUICK | options))


def cli(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "toolkit.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("name", ["bertopic", "nmf", "reinert"])
def test_a_file_of_names_and_merges_survives_a_rerun_of_every_engine(run: Run, name: str) -> None:
    first = found(run, engine=name, n_topics=3)
    form = (run.path / "topics" / "form.toml").read_text(encoding="utf-8")
    for label in first["label"][:2]:
        form = form.replace(f"label = {json.dumps(label, ensure_ascii=False)}", 'label = "À moi"')
    (run.path / "topics.toml").write_text(form, encoding="utf-8")
    for _ in range(2):
        again = found(run, engine=name, n_topics=3)
        assert list(again["label"]).count("À moi") == 1 and len(again) == 2
    assert (run.path / "topics.toml").read_text(encoding="utf-8") == form
    assert run.record["topics"]["info"]["topics_before_edits"] == 3


@pytest.mark.parametrize("unit", ["sentence", "passage", "document"])
def test_each_unit(run: Run, unit: str) -> None:
    found(run, engine="nmf", unit=unit, n_topics=2)
    counts = run.passages["sentences"].map(len)
    assert (counts == 1).all() if unit == "sentence" else counts.max() > 1
    if unit == "document":
        assert run.passages["doc"].is_unique


def test_voices_are_told_apart_or_left_out(run: Run) -> None:
    found(run, engine="nmf", unit="sentence", n_topics=2)
    voices = run.passages["voice"].value_counts()
    assert voices["author"] and voices["quoted"]
    with open(run.path / "topics" / "by_voice.csv", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    counted = {voice: sum(int(r["passages"]) for r in rows if r["group"] == voice)
               for voice in ("author", "quoted")}
    assert 0 < counted["quoted"] <= voices["quoted"] and counted["author"] <= voices["author"]
    for voice in ("author", "quoted"):
        found(run, engine="nmf", unit="sentence", voice=voice, n_topics=2)
        assert set(run.passages["voice"]) == {voice}


def test_guided_by_the_codebook_and_by_a_file(run: Run, tmp_path: Path) -> None:
    found(run, seeds="codebook")
    guided = run.record["topics"]["info"]["guided"]
    assert "Remplacement" in guided["labels"] and len(guided["labels"]) > 5
    seeds = tmp_path / "seeds.toml"
    seeds.write_text('[topics]\n"Bureau" = ["appel", "licorne"]\n', encoding="utf-8")
    found(run, seeds=str(seeds))
    guided = run.record["topics"]["info"]["guided"]
    assert guided["labels"] == ["Bureau"] and guided["unknown_words"] == {"Bureau": ["licorne"]}


def test_topics_named_beforehand(run: Run, tmp_path: Path) -> None:
    named = tmp_path / "named.toml"
    named.write_text('[topics]\n"Les appels" = ["appel", "client"]\n', encoding="utf-8")
    table = found(run, zeroshot=str(named), options={"zeroshot_threshold": 0.2})
    assert "Les appels" in list(table["label"])


def test_a_broken_file_of_seeds_is_named(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[topics]\n"Santé" = "médecin"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wrong\.toml.*Santé"):
        found(run, seeds=str(wrong))


def test_what_an_engine_cannot_do_is_told_with_the_engine_that_can(run: Run) -> None:
    with pytest.raises(EngineError, match="bertopic"):
        found(run, engine="reinert", seeds="codebook")


def test_another_engine_is_not_asked_what_the_first_was(run: Run) -> None:
    found(run, seeds="codebook", options={"resolution": 1.3})
    found(run, engine="reinert")
    assert run.settings.topics.seeds == "" and run.settings.topics.options == {}


def test_static_vectors_of_a_model_reach_the_engine(run: Run, tmp_path: Path) -> None:
    folder = _model2vec(tmp_path / "static")
    found(run, embeddings=f"model2vec:{folder}", n_topics=2)
    assert run.record["topics"]["info"]["embedding"] == f"model2vec:{folder}"
    assert (run.path / ".embeddings.sqlite").is_file()
    with pytest.raises(EngineError, match="nowhere"):
        found(run, embeddings=f"sentence-transformers:{tmp_path / 'nowhere'}")


def test_vectors_of_a_pipeline_reach_the_engine(run: Run, tmp_path: Path) -> None:
    import numpy as np
    import spacy

    with pytest.raises(PipelineError, match="no static vectors"):
        found(run, embeddings="spacy")
    nlp = spacy.blank("fr")
    rng = np.random.default_rng(0)
    for word in sorted({form for row in run.terms["forms"] for form in row}):
        nlp.vocab.set_vector(word, rng.normal(size=12).astype("float32"))
    nlp.to_disk(tmp_path / "vectors")
    vectors = static_vectors(str(tmp_path / "vectors"))(["le client appelle", "un robot"])
    assert vectors.shape == (2, 12) and np.isfinite(vectors).all()


@pytest.mark.parametrize(("option", "value", "message"), [
    ("--model", "nowhere", "no such topic model folder"), ("--seeds", "nowhere.toml", "nowhere"),
    ("--embeddings", "model2vec:nowhere", "nowhere"), ("--embeddings", "glove", "model2vec"),
    ("--engine", "lda", "bertopic"),
])
def test_what_cannot_be_done_is_told_before_any_work(
    tmp_path: Path, option: str, value: str, message: str
) -> None:
    done = cli("run", DEMO, "--out", tmp_path / "run", option, value, "-q")
    assert done.returncode in (1, 2) and message in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "run").exists()


def test_the_tree_of_topics_is_kept(run: Run) -> None:
    table = found(run, n_topics=3)
    assert len(run.record["topics"]["info"]["hierarchy"]) == len(table) - 1


def test_coherence_is_measured_again_on_articles_held_out(run: Run) -> None:
    found(run, engine="nmf", n_topics=2, held_out=0.25)
    quality = run.record["topics"]["quality"]
    assert quality["npmi_held_out"]["n"] == 2 and quality["c_v_held_out"]["value"] is not None


def test_a_model_places_new_articles(run: Run, tmp_path: Path) -> None:
    table = found(run)
    before = run.assignments
    other = tmp_path / "other"
    shutil.copytree(run.path, other)
    placed = toolkit.find_topics(Run(other), model=str(run.path))
    assert list(placed["label"]) == list(table["label"])
    after = Run(other).assignments
    assert (before["topic"] == after["topic"]).mean() > 0.9
    model = toolkit.load_topic_model(run.path)
    assert [topic.label for topic in model.topics] == list(table["label"])
    found(Run(other), engine="bertopic")  # naming an engine fits topics again
    assert Run(other).settings.topics.model == ""


@pytest.mark.parametrize(("field", "value", "message"), [
    ("language", "de", "language"), ("format", 99, "another version"),
])
def test_a_model_that_cannot_be_used_says_why(
    run: Run, field: str, value: Any, message: str
) -> None:
    found(run)
    path = run.path / "topics" / "model" / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {field: value}), "utf-8")
    done = cli("topics", run.path, "--model", path.parent, "-q")
    assert done.returncode == 1 and message in done.stderr and "Traceback" not in done.stderr
    missing = cli("topics", run.path, "--model", run.path / "nowhere", "-q")
    assert missing.returncode == 1 and "nowhere" in missing.stderr


def test_a_run_without_a_model_says_which_engine_makes_one(run: Run) -> None:
    found(run, engine="nmf")
    with pytest.raises(EngineError, match="bertopic"):
        toolkit.load_topic_model(run.path)


def test_two_engines_side_by_side(run: Run) -> None:
    found(run, engine="nmf", n_topics=2)
    agreement = toolkit.compare_engines(run, "reinert", n_topics=2)
    assert agreement.ari.value is not None and agreement.ari.n > 10
    with open(run.path / "topics" / "disputed.csv", encoding="utf-8", newline="") as handle:
        assert len(list(csv.DictReader(handle))) == len(agreement.disputed)
    done = cli("topics", run.path, "--compare", "reinert", "-q")
    assert done.stdout.startswith("adjusted Rand index\t0."), done.stderr
    assert "disputed\t" in done.stdout and " common\t" in done.stdout
    found(run, engine="nmf", n_topics=3)
    assert not (run.path / "topics" / "agreement.csv").exists()  # those topics are no more


def test_a_curve_over_numbers_of_topics(run: Run) -> None:
    found(run, engine="nmf", n_topics=2)
    curve = toolkit.topic_curve(run, (2, 3))
    assert list(curve["k"]) == [2, 3] and curve["npmi"].between(-1, 1).all()
    done = cli("topics", run.path, "--curve", "3-2", "-q")
    assert done.returncode == 2 and "2-12" in done.stderr


def test_numbers_are_tried_unasked_only_on_small_corpora() -> None:
    settings = load_settings()
    assert list(numbers_to_try(settings, 95, 18)) == list(range(2, 10))
    assert not numbers_to_try(settings, 501, 200)
    asked = load_settings(options={"topics.curve": "3-4"})
    assert list(numbers_to_try(asked, 9000, 900)) == [3, 4]


def test_intrusion_tasks_leave_without_answers_and_come_back(run: Run, tmp_path: Path) -> None:
    found(run, engine="nmf", n_topics=5)
    done = cli("intrusion", "sheets", run.path, "--out", tmp_path / "sheets", "--coders", "2")
    assert done.returncode == 0, done.stderr
    sheets = sorted((tmp_path / "sheets").iterdir())
    assert len(sheets) == 2 and "intruder" not in sheets[0].read_text("utf-8-sig")
    with open(run.path / "topics" / "intrusion-key.csv", encoding="utf-8", newline="") as handle:
        key = {row["task"]: row["intruder"] for row in csv.DictReader(handle)}
    with open(sheets[0], encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with open(sheets[0], "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"answer": key[row["task"]]} for row in rows)
    table = toolkit.score_intrusion(run, [sheets[0]])
    whole = table[(table["about"] == "") & (table["coder"] == "")]
    assert (whole["share"] == 1.0).all() and (whole["low"] < 1.0).all()
    scored = cli("intrusion", "score", run.path, *sheets)
    assert "chance" in scored.stdout and "without an answer" in scored.stderr
    again = cli("intrusion", "sheets", run.path, "--out", tmp_path / "sheets")
    assert again.returncode == 2 and "--replace" in again.stderr


def test_scores_without_exported_tasks_say_how_to_export_them(run: Run, tmp_path: Path) -> None:
    found(run, engine="nmf", n_topics=2)
    with pytest.raises(UsageError, match="toolkit intrusion sheets"):
        toolkit.score_intrusion(run, [tmp_path / "sheet.csv"])


def test_a_run_without_topics_says_so(run: Run) -> None:
    with pytest.raises(RunError, match="toolkit topics"):
        toolkit.compare_engines(run, "nmf")
