"""Figures in made-up French sentences: what is one, what only looks like one, what it is worth."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.counting import calls
from tests.claims.view_helper import views_of
from toolkit.claims import quantities
from toolkit.claims.quantities.numbers import numbers, spelled_value
from toolkit.records import Quantity

# sentence → the figures it holds, verbatim.
FIGURES: list[tuple[str, list[str]]] = [
    ("Le canal a coûté 46 des 54 parcelles du village.", ["46 des 54"]),
    ("Sur le quai, 218 dockers sur les 3 700 ont signé.", ["218 dockers sur les 3 700"]),
    ("Il a signé un contrat de trois ans.", ["trois ans"]),
    ("L'âge moyen des conducteurs est de 47 ans.", ["47 ans"]),
    # percent and points, all four spaces
    ("Le chômage touche 12 % des ouvriers.", ["12 %"]),
    ("Le chômage touche 12\u00a0% des ouvriers.", ["12\u00a0%"]),
    ("Le chômage touche 12\u202f% des ouvriers.", ["12\u202f%"]),
    ("Le chômage touche 12\u2009% des ouvriers.", ["12\u2009%"]),
    ("Le chômage touche 12% des ouvriers.", ["12%"]),
    ("Le chômage touche douze pour cent des ouvriers.", ["douze pour cent"]),
    ("Vingt et un pour cent des cadres se forment.", ["Vingt et un pour cent"]),
    ("Quatre-vingt-dix pour cent des postes changent.", ["Quatre-vingt-dix pour cent"]),
    ("La part monte de 3,5 points.", ["3,5 points"]),
    ("L'activité gagne 0,4 point de PIB.", ["0,4 point de PIB"]),
    ("Les ventes bondissent de +13 % en un an.", ["+13 %"]),
    # ratios
    ("Un salarié sur trois craint pour son poste.", ["Un salarié sur trois"]),
    ("Une petite entreprise sur quatre a franchi le pas.", ["Une petite entreprise sur quatre"]),
    ("Près d'un Français sur deux y pense.", ["un Français sur deux"]),
    ("Dix-neuf emplois sur vingt changeront.", ["Dix-neuf emplois sur vingt"]),
    ("Seuls 3 recruteurs sur 10 lisent les lettres.", ["3 recruteurs sur 10"]),
    ("Deux sur cinq refusent.", ["Deux sur cinq"]),
    # fractions
    ("Un quart des agents hésite.", ["Un quart"]),
    ("Les trois quarts des tâches sont répétitives.", ["trois quarts"]),
    ("Plus de la moitié des équipes s'y opposent.", ["la moitié"]),
    ("Le tiers des effectifs partira.", ["Le tiers"]),
    ("Deux tiers des métiers évoluent.", ["Deux tiers"]),
    # multipliers
    ("L'usine produit deux fois plus de pièces.", ["deux fois plus"]),
    ("Elle en vend trois fois moins.", ["trois fois moins"]),
    ("Le coût a été multiplié par 2,5.", ["multiplié par 2,5"]),
    ("Le délai a été divisé par deux.", ["divisé par deux"]),
    ("Il faut le double de personnel.", ["le double"]),
    # counts: the counted noun stays outside
    ("L'atelier emploie 217 ouvriers.", ["217"]),
    ("L'enquête a interrogé 1 500 employeurs.", ["1 500"]),
    ("L'enquête a interrogé 1\u202f500 employeurs.", ["1\u202f500"]),
    ("Le groupe compte 2000 agents.", ["2000"]),
    ("Le plan prévoit 12.500 départs.", ["12.500"]),
    ("Elle gère sept équipes.", ["sept"]),
    ("Huit agents sur dix s'en servent chaque matin.", ["Huit agents sur dix"]),
    ("L'outil épargne deux bonnes heures de saisie.", ["deux bonnes heures"]),
    ("Le guichet sera vide d'ici trois à cinq ans.", []),
    ("La réponse arrive dans un délai de quinze jours.", []),
    ("Les équipes se réunissent de neuf heures à midi.", []),
    ("La salle contient quatre ou cinq bureaux.", ["quatre ou cinq"]),
    ("Trois cent mille personnes seraient concernées.", ["Trois cent mille"]),
    ("On attend 10 à 15 candidats.", ["10 à 15"]),
    ("Une dizaine de stagiaires ont été reçus.", ["Une dizaine"]),
    ("Une centaine de postes seront ouverts.", ["Une centaine"]),
    ("Onze d'entre eux ont refusé.", ["Onze"]),
    # magnitudes
    ("Le pays perdrait 3,5 millions d'emplois.", ["3,5 millions"]),
    ("Un million de postes sont vacants.", ["Un million"]),
    ("Deux millions et demi d'actifs sont visés.", ["Deux millions et demi"]),
    ("Trois virgule cinq milliards d'heures sont en jeu.", ["Trois virgule cinq milliards"]),
    # money
    ("L'abonnement coûte 220€ par mois.", ["220€ par mois"]),
    ("Le virement a été facturé 4,9 €.", ["4,9 €"]),
    ("Le marché pèse 27 milliards de dollars.", ["27 milliards de dollars"]),
    ("L'État promet 5 Md€.", ["5 Md€"]),
    ("La start-up a levé 30 M€.", ["30 M€"]),
    ("Le fonds vaut $5 millions.", ["$5 millions"]),
    ("Une prime de cinq cents euros est versée.", ["cinq cents euros"]),
    ("La facture atteint 3.000 milliards FCFA.", ["3.000 milliards FCFA"]),
    # durations and measures
    ("Elle gagne une heure par jour.", ["une heure par jour"]),
    ("Les gains fondent de moitié.", ["moitié"]),
    ("L'outil épargne 1 à 3 heures par jour.", ["1 à 3 heures par jour"]),
    ("La formation dure six mois.", ["six mois"]),
    ("Le procès a duré trois décennies.", ["trois décennies"]),
    ("Le dépôt se trouve à 600 km.", ["600 km"]),
    ("Le centre consomme 40 MW.", ["40 MW"]),
    ("Elle répond à un courriel 40 fois par jour.", ["40 fois par jour"]),
    # ranges and changes
    ("Entre 250 et 420 milliards d'euros seraient gagnés.", ["250 et 420 milliards d'euros"]),
    ("La hausse serait de 20 à 30 %.", ["20 à 30 %"]),
    ("La hausse serait de 20-30 %.", ["20-30 %"]),
    ("Le taux passe de 14,6 % à 20 %.", ["de 14,6 % à 20 %"]),
    ("La croissance est à deux chiffres.", ["à deux chiffres"]),
    ("De dix à vingt salariés partiront.", ["dix à vingt"]),
    ("Le budget est de 47 % ici, de 34 % là.", ["47 %", "34 %"]),
]

# sentence → why nothing in it is a figure.
LOOK_ALIKES: list[tuple[str, str]] = [
    ("Une couturière de 25 ans a déposé la plainte.", "an age tells who somebody is"),
    ("Une jeune vendeuse de dix-neuf ans a signé.", "an age tells who somebody is"),
    ("Sofia, 26 ans, hausse les épaules.", "an age tells who somebody is"),
    ("Sofia (26 ans) hausse les épaules.", "an age tells who somebody is"),
    ("Le rapport date de 2019.", "year"),
    ("En 2025, tout changera.", "year"),
    ("L'usine a ouvert en mai 1998.", "month and year"),
    ("La loi date du 12 mars 2021.", "date"),
    ("Rendez-vous le 14 juillet.", "day"),
    ("Le scrutin a lieu les 7 et 14 avril.", "days"),
    ("Mis à jour le 12/03/2024.", "numeric date"),
    ("Mis à jour le 2024-03-12.", "ISO date"),
    ("Les années 1980 ont vu les robots arriver.", "decade"),
    ("Les années 80 ont vu les robots arriver.", "short decade"),
    ("Une loi des années 2000 l'encadre.", "decade"),
    ("Le premier trimestre 2019 fut morose.", "quarter"),
    ("Le bilan 2010-2020 est maigre.", "span of years"),
    ("L'article L6313-4 le prévoit.", "law article"),
    ("L'article 5 du décret le prévoit.", "article number"),
    ("Le modèle GPT-4 rédige bien.", "version"),
    ("Le Web 2.0 a vingt ans de retard.".replace("vingt ans de retard", "vieilli"), "version"),
    ("Windows 95 a tout changé.", "product"),
    ("L'industrie 4.0 promet beaucoup.", "label"),
    ("La 5G arrive dans les ateliers.", "glued letter"),
    ("Des avatars 3D accueillent le public.", "glued letter"),
    ("Le CAC 40 recule.", "name"),
    ("Le G20 se réunit.", "name"),
    ("La banque N26 facture tout.", "name"),
    ("Au XXIe siècle, on travaille autrement.", "ordinal"),
    ("Le 1er salon du travail ouvre.", "ordinal"),
    ("La 5e édition ouvre ses portes.", "ordinal"),
    ("C'est la troisième révolution.", "ordinal word"),
    ("Il leur faut une sixième compétence.", "ordinal word"),
    ("Le support de niveau 1 disparaît.", "level"),
    ("Voir page 12.", "page"),
    ("L'étape 3 consiste à tester.", "step"),
    ("On cherche un mouton à 5 pattes.", "idiom"),
    ("On cherche un mouton à cinq pattes.", "idiom"),
    ("Le robot veille 24/7.", "idiom"),
    ("Le robot veille 24 heures sur 24.", "idiom"),
    ("Le robot veille 7 jours sur 7.", "idiom"),
    ("Elle loge dans un hôtel 5 étoiles.", "rank"),
    ("On est à mille lieues du compte.", "idiom"),
    ("Il y a dix ans, personne n'y croyait.", "past anchor"),
    ("Il y a plus de 20 ans, personne n'y croyait.", "past anchor"),
    ("Six mois plus tard, tout était fini.", "past anchor"),
    ("D'ici dix ans, tout changera.", "horizon"),
    ("Sous trois ans, tout changera.", "horizon"),
    ("Dans cinq ans, tout changera.", "horizon"),
    ("Les deux dernières années furent rudes.", "past anchor"),
    ("On en saura plus dans les trois prochaines années.", "horizon"),
    ("Les deux syndicats ont signé.", "definite, anaphoric"),
    ("L'un des deux délégués a signé.", "definite"),
    ("Deux des plus grandes banques ont signé.", "partitive"),
    ("Pour deux raisons, le projet échoue.", "enumeration"),
    ("Il faut distinguer trois types d'outils.", "enumeration"),
    ("On trouve des milliards pour tout.", "vague"),
    ("Des milliers de clients affluent.", "vague"),
    ("Plusieurs dizaines de postes sont en jeu.", "vague"),
    ("La plupart des salariés se taisent.", "majority word"),
    ("Un robot remplace une machine.", "articles un and une"),
    ("Un seul emploi, une seule vie.", "articles"),
    ("Un tableau neuf décore la salle.", "neuf, adjective"),
    ("Le marché change : 1. former, puis 2. informer.".replace("1. former, puis 2. informer",
                                                              "former, informer"), "no number"),
    ("1. Former les équipes.", "list number"),
    ("2) Informer les élus.", "list number"),
    ("L'outil reste imparfait [3].", "footnote"),
    ("Le 0800 01 23 45 reste muet.", "telephone"),
    ("Voir https://exemple.org/2024/12/article-77 pour la suite.", "URL"),
    ("À 8 heures, l'équipe arrive.", "clock"),
    ("La réunion commence à 14 h.", "clock"),
    ("Le vol part à 8h30.", "clock"),
    ("Il faut un quart d'heure pour lire.", "idiom"),
    ("Il vise le zéro défaut.", "zero"),
]

# sentence → kind, minimum, maximum, unit, modifier of its first figure.
VALUES: list[tuple[str, tuple[str, float, float, str | None, str | None]]] = [
    ("Environ 12 % des agents partent.", ("percent", 12, 12, "%", "approx")),
    ("Près de 12 % des agents partent.", ("percent", 12, 12, "%", "approx")),
    ("Plus de 40 % des agents partent.", ("percent", 40, 40, "%", "lower")),
    ("Au moins 40 % des agents partent.", ("percent", 40, 40, "%", "lower")),
    ("Moins de 10 % des agents partent.", ("percent", 10, 10, "%", "upper")),
    ("Jusqu'à 30 % des agents partiraient.", ("percent", 30, 30, "%", "upper")),
    ("Seuls 17 % des agents restent.", ("percent", 17, 17, "%", "only")),
    ("À peine 13 % des agents restent.", ("percent", 13, 13, "%", "only")),
    ("Il ne reste que 9 % des agents.", ("percent", 9, 9, "%", "only")),
    ("Un agent sur quatre part.", ("ratio", 0.25, 0.25, None, None)),
    ("Deux tiers des agents partent.", ("fraction", 2 / 3, 2 / 3, None, None)),
    ("La moitié des agents part.", ("fraction", 0.5, 0.5, None, None)),
    ("On compte 42 à 47 % de départs.", ("percent", 42, 47, "%", None)),
    ("Le pays perdrait 3,5 millions d'emplois.", ("magnitude", 3.5e6, 3.5e6, None, None)),
    ("Deux millions et demi d'actifs partent.", ("magnitude", 2.5e6, 2.5e6, None, None)),
    ("Le marché pèse 27 milliards de dollars.", ("money", 27e9, 27e9, "USD", None)),
    ("Le virement coûte 4,9 €.", ("money", 4.9, 4.9, "EUR", None)),
    ("Elle gagne 1 à 3 heures par jour.", ("duration", 1, 3, "heure/jour", None)),
    ("L'usine produit deux fois plus.", ("multiplier", 2, 2, "fois", None)),
    ("Le délai a été divisé par quatre.", ("multiplier", 0.25, 0.25, "fois", None)),
    ("Les ventes ont augmenté de 18 %.", ("change", 18, 18, "%", None)),
    ("Les ventes ont reculé de 5 points.", ("change", 5, 5, "points", None)),
    ("Le taux passe de 14 % à 20 %.", ("change", 14, 20, "%", None)),
    ("Une dizaine d'agents partent.", ("count", 10, 10, None, "approx")),
    ("L'atelier emploie 1 500 ouvriers.", ("count", 1500, 1500, None, None)),
]

BASES = [
    ("Le chômage touche 12 % des ouvriers.", "des ouvriers"),
    ("Le plan vise 1 500 emplois qualifiés.", "emplois qualifiés"),
    ("Le pays perdrait 3 millions d'emplois.", "d'emplois"),
    ("Un quart de la population active craint l'IA.", "de la population active"),
]


def _found(sentences: list[str]) -> list[tuple[Quantity, ...]]:
    return [quantities.find(view) for view in views_of(sentences)]


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Quantity, ...]]:
    texts = list(dict.fromkeys(
        row[0] for table in (FIGURES, LOOK_ALIKES, VALUES, BASES) for row in table
    ))
    return dict(zip(texts, _found(texts)))


@pytest.mark.parametrize(("sentence", "expected"), FIGURES, ids=[row[0][:40] for row in FIGURES])
def test_figures_are_cut_as_coders_cut_them(
    found: dict[str, tuple[Quantity, ...]], sentence: str, expected: list[str]
) -> None:
    assert [item.text for item in found[sentence]] == expected


@pytest.mark.parametrize(("sentence", "why"), LOOK_ALIKES, ids=[row[0][:40] for row in LOOK_ALIKES])
def test_look_alikes_are_no_figures(
    found: dict[str, tuple[Quantity, ...]], sentence: str, why: str
) -> None:
    assert [item.text for item in found[sentence]] == [], why


@pytest.mark.parametrize(("sentence", "expected"), VALUES, ids=[row[0][:40] for row in VALUES])
def test_figures_are_normalised(
    found: dict[str, tuple[Quantity, ...]], sentence: str,
    expected: tuple[str, float, float, str | None, str | None],
) -> None:
    item = found[sentence][0]
    kind, low, high, unit, modifier = expected
    assert (item.kind, item.unit, item.modifier) == (kind, unit, modifier)
    assert item.value_min == pytest.approx(low)
    assert item.value_max == pytest.approx(high)


@pytest.mark.parametrize(("sentence", "base"), BASES)
def test_base_is_what_is_counted(
    found: dict[str, tuple[Quantity, ...]], sentence: str, base: str
) -> None:
    assert found[sentence][0].base == base


def test_offsets_point_into_the_document() -> None:
    (view,) = views_of(["Ici, 3,5 millions de postes et 220€ de prime."], offset=17)
    items = quantities.find(view)
    assert [view.document.text[item.start:item.end] for item in items] == [i.text for i in items]
    assert len(items) == 2


def test_works_without_tags() -> None:
    doc = spacy.blank("fr")("Un salarié sur trois et 1 500 postes en 2024.")
    assert [item.text for item in quantities.figures(doc)] == ["Un salarié sur trois", "1 500"]


def test_refusals_name_their_rule() -> None:
    doc = next(iter(views_of(["D'ici dix ans, l'article 5 datera de 2030."]))).doc
    assert {(item.text, rule) for item, rule in quantities.refused(doc)} == {
        ("dix ans", "anchor"), ("5", "label"), ("2030", "year"),
    }


@pytest.mark.parametrize(("words", "value"), [
    ("vingt et un", 21), ("quatre-vingt-dix", 90), ("soixante et onze", 71), ("cent vingt", 120),
    ("deux mille trois cents", 2300), ("septante", 70), ("trois cent mille", 300_000),
])
def test_spelled_numbers(words: str, value: float) -> None:
    assert spelled_value(words) == value


def test_what_is_no_number_has_no_value() -> None:
    assert spelled_value("bonjour") is None


@given(st.text(alphabet="0123456789 ,.%-/–€deuxtroiscnqmill\u00a0\u202f", max_size=80))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_without_error_and_offsets_hold(text: str) -> None:
    doc = spacy.blank("fr")(text)
    for item in quantities.figures(doc):
        assert doc.text[item.start:item.end] == item.text
    ends = [0, *(number.end for number in numbers(text))]
    assert all(number.start >= end for number, end in zip(numbers(text), ends))


@pytest.mark.parametrize("piece", ["1 ", "12 % ", "un sur trois ", "deux ", "3,5 millions ", "9-"])
def test_time_grows_with_length_only(piece: str) -> None:
    blank = spacy.blank("fr")
    blank.max_length = 10**7

    def cost(size: int) -> int:
        doc = blank.make_doc(piece * (size // len(piece)))
        return calls(lambda: quantities.figures(doc))

    cost(200)
    short, long = cost(2_000), cost(16_000)
    assert long < short * 8 * 1.5, (short, long)
