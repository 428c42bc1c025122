"""Rules from grammar on wordings met outside the coded articles."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.attributing import attribute_all
from tests.claims.views import by_text, kinds_of
from tests.claims.wider_table import DENIED, HEDGED, KINDS, SAID
from toolkit.claims.article import View
from toolkit.claims.hedging import epistemic
from toolkit.claims.negation import negated


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    return by_text([row[1] for row in KINDS] + [row[0] for row in (*DENIED, *HEDGED)])


@pytest.mark.parametrize(("kind", "sentence", "expected"), KINDS)
def test_kind(kind: str, sentence: str, expected: bool) -> None:
    assert (kind in kinds_of(parsed()[sentence])) is expected


@pytest.mark.parametrize(("sentence", "expected"), DENIED)
def test_denied(sentence: str, expected: bool) -> None:
    view = parsed()[sentence]
    assert negated(view)[0] is expected


@pytest.mark.parametrize(("sentence", "expected"), HEDGED)
def test_hedged(sentence: str, expected: bool) -> None:
    view = parsed()[sentence]
    assert (epistemic(view)[0] == "hedged") is expected


@pytest.mark.parametrize("row", SAID, ids=[row[0][:50] for row in SAID])
def test_said(row: tuple[str, str, str, str | None, str | None]) -> None:
    sentence, quote, kind, source, full = row
    ((_, (voice, *_)),) = attribute_all([[sentence]])
    assert (voice.quote, voice.source_type, voice.source) == (quote, kind, source)
    assert full is None or voice.source_full == full
