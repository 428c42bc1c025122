"""Tokens of raw French text: what is split, what stays whole, nothing lost."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.french.tokenizer import split

TABLE = {
    # elisions and their look-alikes
    "L'usine d'Annecy": "L' usine d' Annecy",
    "L’usine d’Annecy": "L’ usine d’ Annecy",
    "jusqu'ici, lorsqu'elle, puisqu’on": "jusqu' ici , lorsqu' elle , puisqu’ on",
    "qu'« elle » vienne": "qu' « elle » vienne",
    "aujourd'hui et quelqu'un": "aujourd'hui et quelqu'un",
    "Aujourd’hui, les prud’hommes": "Aujourd’hui , les prud’hommes",
    "O'Brien arrive": "O'Brien arrive",
    "la main-d'œuvre d'appoint": "la main-d'œuvre d' appoint",
    "si l'on veut": "si l'on veut",
    "c'est-à-dire rien": "c'est-à-dire rien",
    # inversions and their look-alikes
    "explique-t-elle": "explique -t-elle",
    "A-t-il fini, dit-on ?": "A -t-il fini , dit -on ?",
    "Pourrons‑nous suivre ?": "Pourrons ‑nous suivre ?",
    "Est-ce que l'IA aide ?": "Est -ce que l' IA aide ?",
    "Donnez-le-moi, vas-y": "Donnez -le -moi , vas -y",
    "ce métier-là": "ce métier -là",
    "celui-ci ou celle-là": "celui-ci ou celle-là",
    "un rendez-vous peut-être": "un rendez-vous peut-être",
    "au-delà de Bar-le-Duc": "au-delà de Bar-le-Duc",
    "Montigny-en-Ostrevent": "Montigny-en-Ostrevent",
    "porte-parole, week-end": "porte-parole , week-end",
    # contractions stay whole
    "du bureau aux usines": "du bureau aux usines",
    # figures
    "10 000 postes, 3,5 % et 1 200,50 €": "10 000 postes , 3,5 % et 1 200,50 €",
    "10\u202f000 salariés": "10\u202f000 salariés",
    "en 2024 300 postes": "en 2024 300 postes",
    "à 14h30 ou 9h": "à 14 h 30 ou 9 h",
    "le 1er et le 21e siècle": "le 1er et le 21e siècle",
    "1990-1995, 12/03/2024, 2-1": "1990-1995 , 12/03/2024 , 2-1",
    "40% des 25 km": "40 % des 25 km",
    "en hausse de -1,5 point": "en hausse de -1,5 point",
    "la 5G et le H1N1": "la 5G et le H1N1",
    # abbreviations and stops
    "M. Durand et Mme Petit, etc.": "M. Durand et Mme Petit , etc.",
    "J.-P. Martin, A. Roux": "J.-P. Martin , A. Roux",
    "Il part. Elle reste.": "Il part . Elle reste .",
    "Attendre... ou partir…": "Attendre ... ou partir …",
    "cf. p. 12": "cf. p. 12",
    # quotes, brackets, symbols
    "« Non », dit-il": "« Non » , dit -il",
    '"Oui" (enfin)': '" Oui " ( enfin )',
    "R&D, client/serveur": "R&D , client / serveur",
    "https://exemple.fr/a?b=1. Voir a.b@exemple.fr": (
        "https://exemple.fr/a?b=1 . Voir a.b@exemple.fr"
    ),
    "les salarié·e·s, les employé.e.s": "les salarié·e·s , les employé.e.s",
    "le(s) poste(s)": "le(s) poste(s)",
    "#travail @syndicat": "#travail @syndicat",
}


@pytest.mark.parametrize(("text", "expected"), TABLE.items(), ids=list(TABLE))
def test_table(text: str, expected: str) -> None:
    words, spaces = split(text)
    assert "\x1f".join(words) == expected_words(expected)
    assert rebuilt(words, spaces) == text


def expected_words(line: str) -> str:
    """Spaces of the table separate tokens, except inside figures."""
    kept = re.sub(r"(?<=\b\d) (?=\d{3}\b)|(?<=\b\d\d) (?=\d{3}\b)", "\x00", line)
    if "2024 300" in line:
        kept = line
    return kept.replace(" ", "\x1f").replace("\x00", " ")


def rebuilt(words: list[str], spaces: list[bool]) -> str:
    return "".join(word + " " * space for word, space in zip(words, spaces, strict=True))


@pytest.mark.parametrize("text", ["l'été où l'on a été gêné", "Quelqu'un a-t-il appelé ?"])
def test_decomposed_accents_are_cut_alike(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    composed = [unicodedata.normalize("NFC", word) for word in split(apart)[0]]
    assert composed == split(text)[0]


def test_line_breaks_and_runs_of_spaces_are_tokens_of_their_own() -> None:
    assert split("un\n\ndeux  trois ") == (
        ["un", "\n\n", "deux", " ", "trois"],
        [False, False, True, False, True],
    )
    assert split(" ") == ([" "], [False])
    assert split("") == ([], [])


def test_invisible_characters_do_not_end_a_word() -> None:
    assert split("em\u200bploi et tra\u00advail")[0] == ["em\u200bploi", "et", "tra\u00advail"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_every_character_is_kept(text: str) -> None:
    words, spaces = split(text)
    assert rebuilt(words, spaces) == text
    assert all(words)


@given(st.text(alphabet="aé'’-.,« »10 \u00a0\u202f\nt", max_size=60))
def test_every_character_of_french_punctuation_is_kept(text: str) -> None:
    assert rebuilt(*split(text)) == text


@pytest.mark.parametrize("unit", ["a", "a-", "a.", "1 ", "l'", "é", "-t-il", "@", "1,", "\u200b"])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.perf_counter()
    words, spaces = split(text)
    assert time.perf_counter() - start < 10
    assert rebuilt(words, spaces) == text
