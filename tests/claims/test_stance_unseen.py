"""Stance: who does the good, what is only asked or denied, gains and losses that jobs undergo."""

from __future__ import annotations

import pytest

from tests.claims.view_helper import views_of
from toolkit.claims.relations import agent_of
from toolkit.claims.stance import Context, stance
from toolkit.codebook import load_codebook

# (sentence, value); every one stands in an article about AI
ROWS: list[tuple[str, str]] = [
    # gains and losses told as nouns
    ("La baisse des effectifs touche surtout le premier étage.", "negative"),
    ("On a vu un recul des commandes de dessins.", "negative"),
    ("La hausse des plaintes a surpris la direction.", "negative"),
    ("La réduction des délais a étonné le greffe.", "positive"),
    ("Un gain de temps a été mesuré à l'accueil.", "positive"),
    ("La baisse des températures touche la vallée.", "none"),
    ("La hausse du niveau de la mer est lente.", "none"),
    # verbs made with "être" have their subject as well
    ("Le délai de livraison est tombé à trois jours.", "positive"),
    ("Le rideau est tombé à minuit.", "none"),
    # what people undergo
    ("Les relectrices n'osent plus poser de question.", "negative"),
    ("Les guichetiers se disent incapables de répondre.", "negative"),
    ("Les relectrices osent poser la question.", "none"),
    # another thing does the good
    ("Un simple appel permettrait de résoudre le dossier, pas l'application.", "none"),
    ("L'application permet de résoudre le dossier.", "positive"),
    # less of a quality, less of a fault
    ("Le robot est moins nocif qu'un chef amer.", "positive"),
    ("L'IA est moins efficace qu'un stagiaire.", "negative"),
    # only asked, denied or ruled out
    ("On débat pour savoir si l'IA remplacera les greffiers.", "none"),
    ("Aucun poste ne sera supprimé par l'IA.", "none"),
    ("Je ne crois pas que l'IA menace les notaires.", "none"),
    ("L'IA menace les notaires.", "negative"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    codebook = load_codebook()
    texts = [row[0] for row in ROWS]
    about = Context(about_ai=True)
    return {
        text: stance(view, codebook, context=about)[0]
        for text, view in zip(texts, views_of(texts))
    }


@pytest.mark.parametrize(("sentence", "value"), ROWS, ids=[row[0] for row in ROWS])
def test_stance_of_families(found: dict[str, str], sentence: str, value: str) -> None:
    assert found[sentence] == value


@pytest.mark.parametrize(("sentence", "verb", "agent"), [
    ("Le robot trie les lettres.", "trie", "robot"),
    ("Le robot permet de trier les lettres.", "trier", "robot"),
    ("Les lettres sont triées par le robot.", "triées", "robot"),
])
def test_the_doer_of_a_verb(sentence: str, verb: str, agent: str) -> None:
    (view,) = views_of([sentence])
    (token,) = (token for token in view.doc if token.text == verb)
    doer = agent_of(token)
    assert doer is not None and doer.text == agent
