"""The time a claim points to, in made-up sentences dated 15 March 2024."""

from __future__ import annotations

import pytest
import spacy

from tests.claims.counting import calls
from tests.claims.view_helper import views_of
from toolkit.claims import horizon
from toolkit.records import Horizon

DATE = "2024-03-15"

# sentence → verbatim, kind, first and last year for an article of March 2024.
AHEAD: list[tuple[str, tuple[str, str, int | None, int | None]]] = [
    ("D'ici 2030, la moitié des postes changeront.", ("D'ici 2030", "absolute", 2024, 2030)),
    ("D’ici à 2030, la moitié des postes changeront.", ("D’ici à 2030", "absolute", 2024, 2030)),
    ("D'ici fin 2026, l'outil sera partout.", ("D'ici fin 2026", "absolute", 2024, 2026)),
    ("À l'horizon 2035, tout sera différent.", ("À l'horizon 2035", "absolute", 2024, 2035)),
    ("Les usines fermeront avant 2030.", ("avant 2030", "absolute", 2030, 2030)),
    ("La règle s'appliquera dès 2026.", ("dès 2026", "absolute", 2026, 2026)),
    ("La règle vaudra à partir de 2027.", ("à partir de 2027", "absolute", 2027, 2027)),
    ("Le contrat court jusqu'en 2029.", ("jusqu'en 2029", "absolute", 2029, 2029)),
    ("Il manquera des ingénieurs en 2030.", ("en 2030", "absolute", 2030, 2030)),
    ("Le service ouvrira en septembre 2025.", ("en septembre 2025", "absolute", 2025, 2025)),
    ("D'ici dix ans, les caisses auront disparu.", ("D'ici dix ans", "relative", 2024, 2034)),
    ("D'ici cinq à dix ans, tout changera.", ("D'ici cinq à dix ans", "relative", 2024, 2034)),
    ("Le métier disparaîtra sous trois ans.", ("sous trois ans", "relative", 2024, 2027)),
    ("Dans dix ans, on en rira.", ("Dans dix ans", "relative", 2034, 2034)),
    ("Dans dix à vingt ans, on en rira.", ("Dans dix à vingt ans", "relative", 2034, 2044)),
    ("La hausse viendra dans six mois.", ("dans six mois", "relative", 2024, 2024)),
    ("Il partira dans les mois à venir.", ("dans les mois à venir", "relative", 2024, None)),
    ("Le marché doublera dans les cinq prochaines années.",
     ("dans les cinq prochaines années", "relative", 2024, 2029)),
    ("Il triplera au cours des dix prochaines années.",
     ("au cours des dix prochaines années", "relative", 2024, 2034)),
    ("Elle signera l'an prochain.", ("l'an prochain", "relative", 2025, 2025)),
    ("Elle signera l'année prochaine.", ("l'année prochaine", "relative", 2025, 2025)),
    ("Tout sera prêt avant la fin de l'année.",
     ("avant la fin de l'année", "relative", 2024, 2024)),
    ("Tout changera d'ici la fin de la décennie.",
     ("d'ici la fin de la décennie", "relative", 2024, 2029)),
    ("Elle suivra en avril une formation.", ("en avril", "relative", 2024, 2024)),
    ("Elle suivra en janvier une formation.", ("en janvier", "relative", 2025, 2025)),
    ("L'outil sera installé à la rentrée.", ("à la rentrée", "relative", 2024, 2024)),
    ("Les machines seront amorties en dix-huit mois.",
     ("en dix-huit mois", "relative", 2024, 2025)),
    ("Le gain se verra dès les trois premiers mois.",
     ("dès les trois premiers mois", "relative", 2024, 2024)),
    ("Dès le début de l'année prochaine, la banque fermera deux guichets.",
     ("Dès le début de l'année prochaine", "relative", 2025, 2025)),
    ("La réforme s'appliquera fin de l'année prochaine.",
     ("fin de l'année prochaine", "relative", 2025, 2025)),
    ("Elle formera tout le monde dans les prochaines deux années.",
     ("dans les prochaines deux années", "relative", 2024, 2026)),
    ("L'atelier rouvrira le 9 septembre.", ("le 9 septembre", "relative", 2024, 2024)),
    ("La mesure sera prolongée jusqu'au 15 août.",
     ("jusqu'au 15 août", "relative", 2024, 2024)),
    ("Le jury se réunira mardi prochain.", ("mardi prochain", "relative", 2024, 2024)),
    ("L'accord devrait être signé ce mois-ci.", ("ce mois-ci", "relative", 2024, 2024)),
    ("Cette année, la caisse devrait perdre cent agents.",
     ("Cette année", "relative", 2024, 2024)),
    ("L'effectif se stabilisera d'ici à l'été prochain.",
     ("d'ici à l'été prochain", "relative", 2024, 2025)),
    ("Le calendrier sera communiqué ultérieurement.", ("ultérieurement", "vague", None, None)),
    ("Les robots arriveront bientôt.", ("bientôt", "vague", None, None)),
    ("Prochainement, l'outil notera les agents.", ("Prochainement", "vague", None, None)),
    ("À terme, l'outil remplacera l'accueil.", ("À terme", "vague", None, None)),
    ("À court ou moyen terme, l'accueil fermera.",
     ("À court ou moyen terme", "vague", None, None)),
    ("Elle s'imposera dans un avenir proche.", ("dans un avenir proche", "vague", None, None)),
    ("D'ici là, il faudra former les agents.", ("D'ici là", "vague", None, None)),
    ("À l'avenir, chacun aura son assistant.", ("À l'avenir", "vague", None, None)),
    ("Tôt ou tard, la loi suivra.", ("Tôt ou tard", "vague", None, None)),
    ("Demain, les machines écriront les contrats.", ("Demain", "vague", None, None)),
]

# sentence → why it points nowhere ahead.
NOT_AHEAD: list[tuple[str, str]] = [
    ("En 2019, personne n'y croyait.", "past year"),
    ("L'atelier a rouvert le 9 septembre.", "a past day"),
    ("Le jury s'est réuni mardi, la décision tombera.", "the day belongs to the past clause"),
    ("Cette année, la caisse a perdu cent agents.", "this year, in the past"),
    ("La direction avait promis qu'elle signerait mardi.", "ahead of a past moment only"),
    ("Les accidents ont reculé en cinq ans, et la baisse continuera.", "a span of the past clause"),
    ("En 2024, la règle est simple.", "the article's own year, no future verb"),
    ("L'usine a fermé en mai 1998.", "past month"),
    ("Depuis 2010, les caisses ferment.", "since"),
    ("En avril, l'usine a fermé.", "past month"),
    ("Il y a dix ans, on riait.", "past"),
    ("Les dix dernières années furent rudes.", "past span"),
    ("Dix ans plus tard, tout avait changé.", "past span"),
    ("Dans les deux ans qui ont suivi, tout a fermé.", "past span"),
    ("On ignore les effets à long terme.", "describes a noun"),
    ("Le chômage de longue durée recule.", "duration"),
    ("L'avenir appartient aux patients.", "a noun"),
    ("L'avenir du travail inquiète.", "a noun"),
    ("Il prépare le monde de demain.", "complement of a noun"),
    ("Les métiers de demain attirent.", "complement of a noun"),
    ("Désormais, tout passe par l'outil.", "present"),
    ("À ce jour, rien n'est signé.", "present"),
    ("Aujourd'hui, tout passe par l'outil.", "present"),
    ("Dans dix entreprises, on hésite.", "place"),
    ("Dans l'atelier, on hésite.", "place"),
    ("Sous la pression, il signe.", "cause"),
    ("Il a travaillé pendant dix ans.", "past duration"),
    ("D'ici, on voit l'usine.", "place"),
    ("Elle vient d'ici.", "place"),
    ("C'est un jour férié.", "a day"),
    ("Nous verrons plus loin l'article 2030.", "number"),
    ("Le train part à l'heure.", "time of day"),
    ("La prochaine réunion sera longue.", "next meeting"),
    ("Un proche de la direction le confirme.", "a close person"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, Horizon | None]:
    texts = [row[0] for table in (AHEAD, NOT_AHEAD) for row in table]
    return {text: horizon.find(view) for text, view in zip(texts, views_of(texts, date=DATE))}


@pytest.mark.parametrize(("sentence", "expected"), AHEAD, ids=[row[0][:40] for row in AHEAD])
def test_horizon_is_verbatim_and_resolved(
    found: dict[str, Horizon | None], sentence: str,
    expected: tuple[str, str, int | None, int | None],
) -> None:
    item = found[sentence]
    assert item is not None
    assert (item.text, item.kind, item.year_from, item.year_to) == expected


@pytest.mark.parametrize(("sentence", "why"), NOT_AHEAD, ids=[row[0][:40] for row in NOT_AHEAD])
def test_what_does_not_point_ahead(
    found: dict[str, Horizon | None], sentence: str, why: str
) -> None:
    assert found[sentence] is None, why


def test_undated_article_keeps_the_words_and_no_year() -> None:
    (view,) = views_of(["Sous trois ans, tout changera."])
    item = horizon.find(view)
    assert item is not None
    assert (item.text, item.year_from, item.year_to) == ("Sous trois ans", None, None)


@pytest.mark.parametrize(("sentence", "ahead"), [
    ("En 2030, les robots livreront le pain.", True),
    ("En 2010, les robots livraient le pain.", False),
])
def test_undated_article_needs_a_future_for_a_bare_year(sentence: str, ahead: bool) -> None:
    (view,) = views_of([sentence])
    assert (horizon.find(view) is not None) == ahead


def test_a_year_wins_over_a_vague_term() -> None:
    (view,) = views_of(["Bientôt, et d'ici 2030 au plus tard, tout changera."], date=DATE)
    item = horizon.find(view)
    assert item is not None and item.text == "d'ici 2030"


def test_present_anchor_only_on_request() -> None:
    (view,) = views_of(["Désormais, tout passe par l'outil."], date=DATE)
    assert horizon.find(view) is None
    item = horizon.find(view, present=True)
    assert item is not None and (item.text, item.kind) == ("Désormais", "present")


def test_offsets_point_into_the_document() -> None:
    (view,) = views_of(["Tout changera sous trois ans."], date=DATE, offset=11)
    item = horizon.find(view)
    assert item is not None
    assert view.document.text[item.start:item.end] == item.text == "sous trois ans"


@pytest.mark.parametrize("piece", ["d'ici 2030 ", "à long terme ", "demain ", "dans dix ans, "])
def test_time_grows_with_length_only(piece: str) -> None:
    blank = spacy.blank("fr")

    def cost(times: int) -> int:
        doc = blank.make_doc("Il viendra " + piece * times)
        return calls(lambda: horizon.candidates(doc, 2024, 3))

    cost(2)
    short, long = cost(100), cost(800)
    assert long < short * 8 * 1.5, (short, long)


ODD = ["", " ", "🙂", "\u200b", "d'ici", "2030", "e\u0301te\u0301 2030", "…"]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read_without_error(text: str) -> None:
    (view,) = views_of([text])
    item = horizon.find(view)
    assert item is None or view.document.text[item.start:item.end] == item.text
