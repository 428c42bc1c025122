"""Reading CoNLL-U: contractions merged, broken lines named."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from tests.french.tiny import TINY
from toolkit.errors import ReadError, SourceError
from toolkit.french.conllu import ROOT, find_treebanks, read_treebank, read_treebanks


def write(folder: Path, text: str, name: str = "fr_tiny-ud-train.conllu") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_contraction_is_one_token_with_both_lemmas_and_features(tmp_path: Path) -> None:
    first = next(read_treebank(write(tmp_path, TINY)))
    token = first.tokens[5]
    assert (token.form, token.lemma, token.pos, token.dep) == ("du", "de le", "ADP", "case")
    assert token.feats == "Definite=Def|Gender=Masc|Number=Sing|PronType=Art"
    assert first.tokens[token.head].form == "bureau"


def test_text_is_rebuilt_from_forms_and_spaces(tmp_path: Path) -> None:
    texts = [
        "".join(token.form + " " * token.space_after for token in tree.tokens).strip()
        for tree in read_treebank(write(tmp_path, TINY))
    ]
    assert texts[0] == "Le robot remplacera les employés du bureau."
    assert texts[1] == "L'usine ferme, explique-t-elle."


def test_heads_count_from_zero_and_the_root_is_marked(tmp_path: Path) -> None:
    last = read_treebanks([write(tmp_path, TINY)])[-1]
    assert [token.head for token in last.tokens] == [1, ROOT, 3, 1]
    assert last.treebank == "fr_tiny"


def test_contraction_with_a_verb_argument_keeps_the_topmost_word(tmp_path: Path) -> None:
    text = (
        "1\til\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
        "2\tpense\tpenser\tVERB\t_\t_\t0\troot\t_\t_\n"
        "3-4\tauquel\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "3\tà\tà\tADP\t_\t_\t4\tcase\t_\t_\n"
        "4\tlequel\tlequel\tPRON\t_\tPronType=Rel\t2\tobl:arg\t_\t_\n"
    )
    token = next(read_treebank(write(tmp_path, text))).tokens[2]
    assert (token.pos, token.dep, token.head, token.lemma) == ("PRON", "obl:arg", 1, "à lequel")


def test_compressed_files_and_folders_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.conllu.xz").write_bytes(lzma.compress(TINY.encode()))
    write(tmp_path, TINY, "a.conllu")
    (tmp_path / "notes.txt").write_text("not a treebank", encoding="utf-8")
    assert [path.name for path in find_treebanks([tmp_path])] == ["a.conllu", "b.conllu.xz"]
    assert len(read_treebanks([tmp_path])) == 8


WORD = "1\toui\toui\tINTJ\t_\t_\t0\troot\t_\t_\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("1\toui\toui\n", 1, "3 tab-separated fields", id="fields"),
        pytest.param(WORD + WORD, 2, 'word number "1"', id="numbering"),
        pytest.param(WORD.replace("\t0\t", "\t_\t"), 1, 'head "_"', id="head"),
        pytest.param(WORD.replace("INTJ", "intj"), 1, 'part of speech "intj"', id="tag"),
        pytest.param(WORD.replace("\t_\t_\t0", "\t_\tFem\t0"), 1, 'features "Fem"', id="features"),
        pytest.param(WORD.replace("\t0\t", "\t7\t"), 1, "0 roots", id="no-root"),
        pytest.param(WORD + "2\tnon\tnon\tINTJ\t_\t_\t9\tconj\t_\t_\n", 1, "head 9", id="far"),
        pytest.param(
            WORD
            + "2\ta\ta\tX\t_\t_\t3\tdep\t_\t_\n3\tb\tb\tX\t_\t_\t2\tdep\t_\t_\n",
            1,
            "a cycle of heads",
            id="cycle",
        ),
        pytest.param("4-5\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "contraction range", id="range"),
        pytest.param("# text = rien\n", 1, "without words", id="empty"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = write(tmp_path, text + "\n")
    with pytest.raises(ReadError) as caught:
        list(read_treebank(path))
    message = str(caught.value)
    assert f"{path}, line {line}" in message
    assert says in message
    assert "expected" in message


def test_line_numbers_count_earlier_sentences(tmp_path: Path) -> None:
    path = write(tmp_path, WORD + "\n" + WORD + "\n" + "1\tx\n")
    with pytest.raises(ReadError, match="line 5"):
        list(read_treebank(path))


def test_missing_paths_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        find_treebanks([tmp_path / "absent"])
    with pytest.raises(SourceError, match="no treebank"):
        find_treebanks([tmp_path])


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu.xz"
    path.write_bytes(b"not xz at all")
    with pytest.raises(ReadError, match="cannot read the treebank"):
        list(read_treebank(path))
