"""Quotation marks alone, without a model: where quoted words begin and end."""

from __future__ import annotations

import re

import pytest

from tests.claims.counting import calls
from toolkit.claims.attribution.quotes import Layout, direction, find_quotations

_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"»”]?(?=\s+[A-ZÉ«\"“‹])|$)")


def layout(text: str) -> Layout:
    starts, ends, paragraphs = [], [], []
    for number, block in enumerate(re.finditer(r"[^\n]+", text)):
        for found in _SENTENCE.finditer(block.group()):
            starts.append(block.start() + found.start())
            ends.append(block.start() + found.end())
            paragraphs.append(number)
    return Layout(starts, ends, paragraphs)


def inside(text: str) -> list[str]:
    return [text[q.inner[0] : q.inner[1]].strip() for q in find_quotations(text, layout(text))]


ROWS = {
    "guillemets": ("Il dit : « Oui. »", ["Oui."]),
    "guillemets_thin_space": ("Il dit : «\u202fOui.\u202f»", ["Oui."]),
    "guillemets_no_space": ("Il dit «oui» puis «non».", ["oui", "non"]),
    "english": ("Il dit “oui” et “non”.", ["oui", "non"]),
    "straight": ('Il dit "oui" et "non".', ["oui", "non"]),
    "single_guillemets": ("Il dit ‹ oui ›.", ["oui"]),
    "single_curly": ("Il dit ‘oui’ d’une voix lasse.", ["oui"]),
    "double_apostrophes": ("Il dit ''oui'' à l'ami d'hier.", ["oui"]),
    "german_low": ("Il dit „oui“ et part.", ["oui"]),
    "straight_opens_curly_closes": ('Il dit "oui” et part.', ["oui"]),
    "curly_opens_straight_closes": ('Il dit “oui" et part.', ["oui"]),
    "swedish_style": ("Il dit ”oui” et part.", ["oui"]),
    "nested_same_marks": (
        '"Je suis un "animal social". Je le reste."',
        ['Je suis un "animal social". Je le reste.'],
    ),
    "nested_other_marks": (
        "« Il m'a dit “viens” et je suis venu. »",
        ["Il m'a dit “viens” et je suis venu."],
    ),
    "after_elision": ('l\'"ami" part', ["ami"]),
    "spaces_on_both_sides": ('Il dit : " oui. " Puis il part.', ["oui."]),
    "stop_after_the_mark": ('"Oui". "Non".', ["Oui", "Non"]),
    "reopened_paragraphs": ("« Un.\n« Deux.\n« Trois. » Fin.", ["Un.", "Deux.", "Trois."]),
    "reopened_in_line": (
        '"Un point. "Deux points. Trois points".',
        ["Un point.", "Deux points. Trois points"],
    ),
    "missing_closer_stops_at_the_paragraph": (
        "« Sans fin. Suite.\nAutre paragraphe.",
        ["Sans fin. Suite."],
    ),
    "missing_opener_before_an_attribution": ('Tout change", dit-elle.', ["Tout change"]),
    "stray_closer": ("Tout change» sans cesse.", []),
    "over_two_paragraphs": ("« Un. Deux.\nTrois. » Fin.", ["Un. Deux.\nTrois."]),
    "apostrophes_are_no_marks": ("l'ami d'aujourd'hui n'a qu'un mot", []),
    "zero_width_characters": ('Il dit \u200b"oui"\u200b et part.', ["oui"]),
    "right_to_left_marks": ("Il dit \u200f«\u200f oui \u200f»\u200f.", ["\u200f oui \u200f"]),
    "no_marks": ("Rien à signaler.", []),
    "empty": ("", []),
}


@pytest.mark.parametrize("name", ROWS)
def test_quoted_words_are_found(name: str) -> None:
    text, expected = ROWS[name]
    assert inside(text) == [part.strip() for part in expected]


@pytest.mark.parametrize("text", [row[0] for row in ROWS.values()])
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    last = 0
    for quotation in find_quotations(text, layout(text)):
        assert last <= quotation.start <= quotation.inner[0] <= quotation.inner[1] <= quotation.end
        last = quotation.end


@pytest.mark.parametrize(
    ("text", "at", "is_open", "expected"),
    [
        ('dit "oui', 4, False, "open"),
        ('oui" dit', 3, True, "close"),
        ('a " b', 2, False, "open"),
        ('a " b', 2, True, "close"),
        ('("oui', 1, False, "open"),
        ('oui").', 3, True, "close"),
        ("dit «oui", 4, False, "open"),
        ("oui» dit", 3, True, "close"),
        ("oui“ dit", 3, True, "close"),
    ],
)
def test_direction_of_a_mark(text: str, at: int, is_open: bool, expected: str) -> None:
    assert direction(text, at, at + 1, is_open=is_open) == expected


@pytest.mark.parametrize("unit", ["« a. ", '"a b ', "“a” ", "‘a ", "'a ", '" ', "» "])
def test_time_is_linear_in_unclosed_marks(unit: str) -> None:
    def cost(count: int) -> int:
        text = unit * count
        plan = layout(text)
        return calls(lambda: find_quotations(text, plan))

    small, large = cost(2_500), cost(10_000)
    # Four times the marks: a quadratic scan would cost sixteen times as much.
    assert large < 6 * small
