"""Generated French articles on known themes, for tests that need topics to be found."""

from __future__ import annotations

import numpy as np

from toolkit.records import Passage
from toolkit.topics.analyser import analyse
from toolkit.topics.engines.base import TopicInput

_THEMES = {
    "formation": """formation compétence apprentissage stage diplôme école reconversion tuteur
        certification module apprenant pédagogie atelier programme bilan enseignant""",
    "santé": """hôpital infirmier patient diagnostic médecin soin urgence clinique radiologue
        ordonnance traitement aide-soignant dossier chirurgie consultation service""",
    "usine": """usine robot chaîne atelier opérateur capteur maintenance machine ouvrier cadence
        production pièce soudure panne logistique entrepôt""",
    "droit": """loi règlement juge contrat tribunal licenciement avocat convention décret salarié
        recours procédure syndicat accord préavis indemnité""",
}
THEMES: dict[str, list[str]] = {theme: words.split() for theme, words in _THEMES.items()}
COMMON = ["travail", "entreprise", "année", "outil", "question", "équipe", "projet", "monde"]


def articles(count: int = 16, *, passages: int = 4, seed: int = 0) -> tuple[TopicInput, list[str]]:
    """``count`` articles, one theme each in turn, and the theme of each passage.

    Every passage draws three words in four from its theme and the rest from common words.
    """
    rng = np.random.default_rng(seed)
    names = list(THEMES)
    made: list[Passage] = []
    truth: list[str] = []
    for article in range(count):
        theme = names[article % len(names)]
        at = 0
        for _ in range(passages):
            words = [
                str(rng.choice(THEMES[theme] if rng.random() < 0.75 else COMMON))
                for _ in range(30)
            ]
            text = " ".join(words).capitalize() + "."
            made.append(Passage(
                id=f"a{article}:{at}-{at + len(text)}", doc=f"a{article}", start=at,
                end=at + len(text), text=text, sentences=(0,), words=30,
            ))
            truth.append(theme)
            at += len(text) + 1
    sources = [f"source {int(p.doc[1:]) % 2}" for p in made]
    dates = [f"2024-{1 + int(p.doc[1:]) % 3:02d}-15" for p in made]
    return analyse(made, groups=sources, dates=dates), truth


def passages_of(texts: list[str], *, doc: str | None = None) -> list[Passage]:
    """One passage per text, each its own article unless ``doc`` is given."""
    return [
        Passage(id=f"p{place}", doc=doc or f"d{place}", start=0, end=len(text), text=text,
                sentences=(0,), words=len(text.split()))
        for place, text in enumerate(texts)
    ]
