"""Parsing texts already cut into sentences: one tree each, offsets kept, nothing refused."""

from __future__ import annotations

import time
import unicodedata

import pytest

from toolkit.errors import PipelineError
from toolkit.french.pipeline import CHUNK, load, parse

ODD = {
    "empty": "",
    "space": " ",
    "breaks": "\n\n",
    "leading": "  L'usine ferme.",
    "inner-break": "L'usine\n\nferme ses portes.",
    "emoji": "Super 😀👩‍💻 outil !",
    "invisible": "Em\u200bploi\ufeff en dan\u00adger.",
    "nfd": unicodedata.normalize("NFD", "L'employé a été remplacé."),
    "no-break": "«\u00a0Les robots\u202f!\u00a0»",
    "symbols": "*** — ### • ///",
    "two-sentences": "Il part. Elle reste. Qui sait ?",
}


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_odd_texts_are_one_sentence_with_their_offsets(text: str) -> None:
    (doc,) = parse([text])
    assert doc.text == text
    assert len(list(doc.sents)) == (1 if text else 0)
    assert sum(token.head.i == token.i for token in doc) == (1 if text else 0)
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.pos_ and token.tag_ == token.pos_ and token.dep_


def test_texts_come_back_in_order_and_alike_in_any_batch() -> None:
    texts = [f"L'entreprise numéro {n} supprimera {n} postes." for n in range(30)]
    whole = [doc.to_json() for doc in parse(texts)]
    assert [doc["text"] for doc in whole] == texts
    assert whole == [doc.to_json() for doc in parse(texts, batch_size=7)]
    assert whole[3] == next(parse([texts[3]])).to_json()


def test_worker_processes_give_the_same() -> None:
    texts = ["Les usines ferment.", "Qui aidera les salariés ?", "", "mot " * CHUNK] * 3
    alone = [doc.to_json() for doc in parse(texts)]
    assert alone == [doc.to_json() for doc in parse(texts, n_process=2, batch_size=2)]


def test_a_long_line_is_one_sentence_in_time_that_grows_with_length_only() -> None:
    text = "Le robot aide les salariés, " * 1_500
    start = time.perf_counter()
    (doc,) = parse([text])
    assert time.perf_counter() - start < 60
    assert doc.text == text
    assert len(text) > 10 * CHUNK
    assert len(list(doc.sents)) == 1
    assert sum(token.dep_ == "ROOT" for token in doc) == 1


def test_a_long_word_without_spaces_is_kept() -> None:
    text = "a" * (3 * CHUNK)
    (doc,) = parse([text])
    assert doc.text == text
    assert len(list(doc.sents)) == 1


def test_running_text_is_cut_into_sentences_by_the_pipeline_itself() -> None:
    doc = load()("Les usines ferment. Les salariés cherchent un emploi.\n\nQui les aidera ?")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Les usines ferment.",
        "Les salariés cherchent un emploi.",
        "Qui les aidera ?",
    ]


def test_another_pipeline_keeps_one_sentence_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    import spacy

    folder = tmp_path_factory.mktemp("blank") / "fr"
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(folder)
    docs = list(parse(["Il part. Elle reste.", "x " * CHUNK], pipeline=str(folder)))
    assert docs[1].text == "x " * CHUNK
    assert [len(list(doc.sents)) for doc in docs] == [1, 1]


@pytest.mark.parametrize("name", ["fr_no_such_pipeline", "/no/such/folder"])
def test_a_missing_pipeline_says_what_to_do(name: str) -> None:
    with pytest.raises(PipelineError) as caught:
        load(name)
    message = str(caught.value)
    assert name in message
    assert "expected an installed spaCy package" in message
    assert "Install it" in message


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nothing")
    with pytest.raises(PipelineError, match="Check that the folder"):
        load(str(folder))
