"""Texts nobody should write: the rules answer, in time, with characters that exist."""

from __future__ import annotations

import pytest

from tests.claims.counting import calls
from tests.claims.views import views
from toolkit.claims.hedging import epistemic
from toolkit.claims.is_claim import judge
from toolkit.claims.kinds import kinds
from toolkit.claims.negation import negated

ODD = {
    "empty": "",
    "digits": "12 34 56 " * 50,
    "emoji": "🙂🙃 L'IA remplacera 🙂 des métiers.",
    "right to left": "\u202eL'IA ne remplace pas les métiers.\u202c",
    "zero width": "L\u200b'IA rem\u200bplace les mé\u200btiers.",
    "decomposed accents": "L'e\u0301quipe ne sera pas remplace\u0301e.",
    "dotted capital I": "\u0130 L'IA peut devenir un risque.",
    "quotation marks": "«" * 400 + " l'IA " + "\"" * 400,
    "negations": "ne pas " * 300,
    "que": "que " * 400,
    "commas": "le robot, " * 300,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_gets_an_answer_whose_cues_exist(name: str) -> None:
    text = ODD[name]
    view = views([text])[0]
    proof = (*kinds(view, quantities=(), horizon=None)[1], *negated(view)[1], *epistemic(view)[2])
    refused = judge(view)[1]
    for evidence in (*proof, *((refused,) if refused else ())):
        assert 0 <= evidence.start <= evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.cue


def test_decomposed_accents_and_typographic_apostrophes_change_nothing() -> None:
    text = "L'IA n'a pas remplacé l'équipe."
    plain, typographic = views([text, text.replace("'", "’")])
    assert negated(plain)[0] is negated(typographic)[0] is True


def test_cost_grows_with_the_length_and_not_with_its_square() -> None:
    unit = "l'IA ne remplace pas les métiers mais elle peut transformer le travail, "
    spent = []
    for times in (40, 40, 160):  # the first one loads lexicons and compiles patterns
        view = views([unit * times])[0]
        spent.append(calls(lambda view=view: (
            judge(view), kinds(view, quantities=(), horizon=None), negated(view),
            epistemic(view))))
    # Calls are counted, not seconds: four times the text makes four times as many, the square 16.
    assert spent[2] < 6 * spent[1]
