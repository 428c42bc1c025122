"""Where the words that name a source begin and end, and reports without "que"."""

from __future__ import annotations

import pytest

from tests.claims.attributing import attribute_all, voices_of
from toolkit.claims.article import AUTHOR, Voice

# (sentence, quote, source type, source)
ROWS: list[tuple[str, str, str, str | None]] = [
    # the medium somebody speaks to is no part of the name
    ("« Le port est vide », explique à la BBC Andrée Vial, docker à Brest.", "direct", "person",
     "Andrée Vial, docker à Brest"),
    ("« Le port est vide », raconte à l'AFP Bjarne Solheim, armateur.", "direct", "person",
     "Bjarne Solheim, armateur"),
    ("« Le port est vide », affirme M. de la Torre.", "direct", "person", "M. de la Torre"),
    # participles, brackets, appositions and lists belong to the name
    ("Paul Vial, ingénieur chargé des ponts à la région, affirme que le pont tient.", "indirect",
     "person", "Paul Vial, ingénieur chargé des ponts à la région"),
    ("Selon Odalis, une agence de presse, le port a fermé.", "indirect", "organisation",
     "Odalis, une agence de presse"),
    ("Son porte-parole, le juriste suisse Ueli Frei, estime que le bail est nul.", "indirect",
     "person", "Son porte-parole, le juriste suisse Ueli Frei"),
    ("L'Espagne et la Suède affirment que le traité tient.", "indirect", "organisation",
     "L'Espagne et la Suède"),
    ("La note transmise aux préfets indique que deux ponts sont fermés.", "indirect", "study",
     "La note transmise aux préfets"),
    ("Une étude de mars 2019 de l'institut Odalis montre que la pêche baisse.", "indirect",
     "study", "Une étude de mars 2019 de l'institut Odalis"),
    # data lent by a body
    ("Selon les chiffres de l'agence Odalis, deux ponts sont fermés.", "indirect", "organisation",
     "les chiffres de l'agence Odalis"),
    # told, urged, complained of
    ("La maire évoque un retard de deux ans.", "indirect", "person", "La maire"),
    ("L'agence conseille également aux ports de vendre leurs grues.", "indirect", "organisation",
     "L'agence"),
    ("La fédération exhorte les armateurs à réparer leurs navires.", "indirect", "organisation",
     "La fédération"),
    ("Le syndicat s'inquiète de la hausse des accidents.", "indirect", "organisation",
     "Le syndicat"),
    ("Le patron rassure en affirmant que le site restera ouvert.", "indirect", "person",
     "Le patron"),
    ("Les élus se divisent, certains affirmant que le pont tiendra.", "indirect", "unspecified",
     "certains"),
    ("Le syndicat exprime son inquiétude devant la fermeture du port.", "indirect",
     "organisation", "Le syndicat"),
    ("« Le port est vide », a déclaré à la presse Andrée Vial, docker.", "direct", "person",
     "Andrée Vial, docker"),
    ("Il ressort de l'enquête que deux ponts sont fermés.", "indirect", "study", "l'enquête"),
    ("Selon les termes de l'accord, le port restera ouvert.", "indirect", "organisation",
     "les termes de l'accord"),
    # types: who speaks for a body, where somebody comes from, findings, a bare surname
    ("Les experts de l'OMS affirment que le vaccin protège.", "indirect", "organisation",
     "Les experts de l'OMS"),
    ("Le Sénégalais affirme que la pêche baisse.", "indirect", "person", "Le Sénégalais"),
    ("Les résultats montrent que la pêche baisse.", "indirect", "study", "Les résultats"),
    ("« La pêche baisse », explique Belhomme.", "direct", "person", "Belhomme"),
    ("On pense que la pêche baisse.", "indirect", "unspecified", "On"),
    ("Les médecins pensent que le virus recule.", "indirect", "unspecified", "Les médecins"),
    ("Bien que certains craignent une panne, Mme Vial affirme que le pont tient.", "indirect",
     "person", "Mme Vial"),
    ("Selon Odalis et Malvot, le port restera ouvert.", "indirect", "organisation",
     "Odalis et Malvot"),
    ("Une autre de renchérir : « Le port est mort depuis deux ans. »", "direct", "person",
     "Une autre"),
    ("Dans notre dernier baromètre, 62 % des dockers disent que la grue les aide.", "indirect",
     "study", "notre dernier baromètre"),
    ("Le ministère accuse depuis longtemps l'armateur de frauder.", "indirect", "organisation",
     "Le ministère"),
]

LOOKALIKES = [
    "Elle appelle son fils chaque dimanche.",
    "Le maire demande une subvention à la région.",
    "Les syndicats appellent à débrayer deux heures lundi.",
    "Sur les trente postes qu'elle comptait, il en reste sept.",
    "Le courrier arrive chaque lundi à la mairie.",
    "Le club ferme, tout en gardant ses salariés.",
    "Dans notre dernier atelier, 62 % des pièces sont justes.",
    "L'usine compte vingt grues et la ville en possède dix.",
]


@pytest.fixture(scope="module")
def voices() -> dict[str, Voice]:
    return voices_of([row[0] for row in ROWS] + LOOKALIKES)


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_the_source_is_named_whole(
    row: tuple[str, str, str, str | None], voices: dict[str, Voice]
) -> None:
    sentence, quote, kind, source = row
    voice = voices[sentence]
    assert (voice.quote, voice.source_type, voice.source) == (quote, kind, source)


@pytest.mark.parametrize("sentence", LOOKALIKES)
def test_lookalikes_stay_the_authors(sentence: str, voices: dict[str, Voice]) -> None:
    assert voices[sentence] == AUTHOR


# (sentences, index, source or full name of who speaks there)
SPEAKERS = [
    (["Un docker breton a indiqué que le port fermait.", "« Nous partons tous.",
      "On nous chasse », a-t-il déclaré."], 2, "Un docker breton"),
    (["Les avocats de Malvot disent que le bail est nul.",
      "« Les loyers étaient trop chers pour le port. »"], 1, "Les avocats de Malvot"),
    (["Rémi Vasseur, maire de Brest, estime que le port vivra.",
      "Léa Collin est docker depuis dix ans.", "« Le port est mort », dit-elle."], 2,
     "Léa Collin"),
    (["Selon une étude de l'institut Odalis, le taux atteint 12 %.",
      "Ce taux est passé à 9 % en mars."], 1, "une étude de l'institut Odalis"),
]


def test_who_spoke_last_goes_on_speaking() -> None:
    found = attribute_all([lines for lines, _, _ in SPEAKERS])
    for (lines, index, name), (_, voices) in zip(SPEAKERS, found):
        assert name in (voices[index].source, voices[index].source_full), lines
