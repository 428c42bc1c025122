"""Dates as articles write them."""

from __future__ import annotations

import pytest

from toolkit.corpus import parse_date

READ = [
    ("11 septembre 2024", "2024-09-11"),
    ("1er mai 2023", "2023-05-01"),
    ("lundi 3 mars 2025 à 11h50", "2025-03-03"),
    ("Publié le 12 août 2023", "2023-08-12"),
    ("15 févr. 2024", "2024-02-15"),
    ("sept. 2024", "2024-09"),
    ("Décembre 2021", "2021-12"),
    ("DECEMBRE 2021", "2021-12"),
    ("2024", "2024"),
    ("2024-09", "2024-09"),
    ("2024-09-11", "2024-09-11"),
    ("2024-09-11T10:20:00+02:00", "2024-09-11"),
    ("2024/9/1", "2024-09-01"),
    ("20240911", "2024-09-11"),
    ("Wed, 11 Sep 2024 10:00:00 GMT", "2024-09-11"),
    ("September 11, 2024", "2024-09-11"),
    ("11th May 2024", "2024-05-11"),
    ("25/9/2024", "2024-09-25"),
    ("9/25/2024", "2024-09-25"),
    ("5/5/2025", "2025-05-05"),
    ("9.5.2025", "2025-05-09"),
    ("25-09-24", "2024-09-25"),
]


@pytest.mark.parametrize(("text", "iso"), READ)
def test_a_date_is_read_as_far_as_it_goes(text: str, iso: str) -> None:
    assert parse_date(text) == (iso, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9/5/2025", "ambiguous"), ("9/5/20257 min read", "ambiguous"), ("03-04-24", "ambiguous"),
        ("31 février 2024", "does not exist"), ("2024-13-01", "no such month"),
        ("hier", "not understood"), ("mai", "not understood"), ("12 mai 0099", "no plausible year"),
    ],
)
def test_what_is_no_date_stays_raw_with_a_warning(text: str, said: str) -> None:
    iso, warning = parse_date(text)
    assert iso is None
    assert warning is not None and said in warning and text in warning


def test_a_blank_is_neither_date_nor_fault() -> None:
    assert parse_date(" \n") == (None, None)
