"""One sentence, one voice: the shapes in which French names who says it, in every typography."""

from __future__ import annotations

import pytest

from tests.claims.attributing import voices_of
from toolkit.claims.article import Voice

# (sentence, quote, source type, source or None)
ROWS: list[tuple[str, str, str, str | None]] = [
    # X V que P
    (
        "La ministre Claire Fontaine affirme que les usines embaucheront.",
        "indirect",
        "person",
        "La ministre Claire Fontaine",
    ),
    (
        "Le syndicat estime que la charge a doublé en deux ans.",
        "indirect",
        "organisation",
        "Le syndicat",
    ),
    (
        "La direction a indiqué mardi que l'atelier fermerait en juin.",
        "indirect",
        "organisation",
        "La direction",
    ),
    (
        "Paul Mercier assure, dans un entretien, que rien n'est décidé.",
        "indirect",
        "person",
        "Paul Mercier",
    ),
    (
        "Les ouvriers affirment avoir appris la nouvelle par la radio.",
        "indirect",
        "unspecified",
        "Les ouvriers",
    ),
    (
        "L'entreprise a fait savoir que le logiciel serait retiré.",
        "indirect",
        "organisation",
        "L'entreprise",
    ),
    (
        "La maire tient à rappeler que la ville a payé les machines.",
        "indirect",
        "person",
        "La maire",
    ),
    (
        "Le ministère vient d'annoncer que le décret paraîtra en mars.",
        "indirect",
        "organisation",
        "Le ministère",
    ),
    (
        "Mme Lenoir s'inquiète que les caissières ne soient jamais consultées.",
        "indirect",
        "person",
        "Mme Lenoir",
    ),
    (
        "Le patron s'attend à ce que la moitié des tâches disparaisse.",
        "indirect",
        "person",
        "Le patron",
    ),
    (
        "L'avocate insiste sur le fait que son client n'a rien signé.",
        "indirect",
        "person",
        "L'avocate",
    ),
    (
        "Julien Morel dit avoir perdu trois clients en un mois.",
        "indirect",
        "person",
        "Julien Morel",
    ),
    (
        "Sophie Arnaud, économiste à Lyon, soutient que les salaires suivront.",
        "indirect",
        "person",
        "Sophie Arnaud, économiste à Lyon",
    ),
    (
        "Marc Lebrun, du cabinet Novaly, prévient que la vague arrive.",
        "indirect",
        "person",
        "Marc Lebrun, du cabinet Novaly",
    ),
    (
        "Le groupe emploie neuf cents personnes et le journal Les Temps écrit que tout a triplé.",
        "indirect",
        "organisation",
        "le journal Les Temps",
    ),
    (
        "La commissaire a mis en garde : les petits éditeurs n'y survivront pas.",
        "indirect",
        "person",
        "La commissaire",
    ),
    (
        "L'opposition accuse le gouvernement de cacher les chiffres.",
        "indirect",
        "organisation",
        "L'opposition",
    ),
    (
        "La Fédération estime à 40 000 les postes menacés.",
        "indirect",
        "organisation",
        "La Fédération",
    ),
    ("La CGT dénonce une dégradation des cadences.", "indirect", "organisation", "La CGT"),
    (
        "Le député défend l'idée que les robots doivent payer l'impôt.",
        "indirect",
        "person",
        "Le député",
    ),
    # incises with inversion
    (
        "« Les machines ne dorment jamais », explique la sociologue Anne Vidal.",
        "direct",
        "person",
        "la sociologue Anne Vidal",
    ),
    (
        '"On nous a tout caché", a déclaré Luc Perrin, délégué du personnel.',
        "direct",
        "person",
        "Luc Perrin, délégué du personnel",
    ),
    ("“Le métier change”, constate Inès Caron.", "direct", "person", "Inès Caron"),
    (
        "La charge augmente, explique l'ergonome Hélène Roux.",
        "indirect",
        "person",
        "l'ergonome Hélène Roux",
    ),
    ("Les postes seront maintenus, a promis le directeur.", "indirect", "person", "le directeur"),
    (
        "« Nous tiendrons », a martelé hier à l'Assemblée la députée Rose Martin.",
        "direct",
        "person",
        "la députée Rose Martin",
    ),
    (
        "« L'outil se trompe souvent », note, amusé, le comptable.",
        "direct",
        "person",
        "le comptable",
    ),
    ("« C'est une folie », lâche un ancien cadre.", "direct", "person", "un ancien cadre"),
    (
        "Le texte, précise la ministre, entrera en vigueur en janvier.",
        "indirect",
        "person",
        "la ministre",
    ),
    ("« Qui paiera ? », s'interroge Nadia Ferrand.", "direct", "person", "Nadia Ferrand"),
    (
        "« Il faut former tout le monde ! » s'exclame le proviseur.",
        "direct",
        "person",
        "le proviseur",
    ),
    ("« J'ai appris le métier seule », se souvient-elle.", "direct", "person", "elle"),
    ("« Rien ne presse », a-t-il répondu.", "direct", "person", "il"),
    ("L'outil, dit-on, remplacera les traducteurs.", "indirect", "unspecified", "on"),
    (
        "Le logiciel trie mal les dossiers, peut-on lire dans le rapport de la Cour des comptes.",
        "indirect",
        "study",
        "le rapport de la Cour des comptes",
    ),
    (
        "« La machine, c'est nous », ajoute pour sa part Karim Benali.",
        "direct",
        "person",
        "Karim Benali",
    ),
    (
        "Comme l'explique le notaire Jean Collet, l'acte garde une valeur humaine.",
        "indirect",
        "person",
        "le notaire Jean Collet",
    ),
    (
        "Comme le disait Simone Weil : « L'attention est la forme la plus rare de la générosité ».",
        "direct",
        "person",
        "Simone Weil",
    ),
    (
        "Le travail manuel revient, comme le rappelle l'historien Paul Girard.",
        "indirect",
        "person",
        "l'historien Paul Girard",
    ),
    # prepositions
    (
        "Selon l'Agence nationale du travail, un poste sur dix est vacant.",
        "indirect",
        "organisation",
        "l'Agence nationale du travail",
    ),
    (
        "D'après Camille Duval, professeure de droit, la loi est mal écrite.",
        "indirect",
        "person",
        "Camille Duval, professeure de droit",
    ),
    (
        "Un emploi sur cinq serait exposé, selon une étude du cabinet Novaly.",
        "indirect",
        "study",
        "une étude du cabinet Novaly",
    ),
    (
        "Aux yeux des syndicats, la réforme oublie les intérimaires.",
        "indirect",
        "organisation",
        "syndicats",
    ),
    ("À en croire le directeur, tout ira mieux demain.", "indirect", "person", "le directeur"),
    (
        "De l'avis de la médiatrice, le dialogue reste possible.",
        "indirect",
        "person",
        "la médiatrice",
    ),
    (
        "Pour la sociologue Anne Vidal, l'outil isole les équipes.",
        "indirect",
        "person",
        "la sociologue Anne Vidal",
    ),
    (
        "Pour les économistes, la hausse restera modeste.",
        "indirect",
        "unspecified",
        "les économistes",
    ),
    (
        "Pour Julien Morel, la machine ne comprend rien au métier.",
        "indirect",
        "person",
        "Julien Morel",
    ),
    ("Selon elle, les clients préfèrent une voix.", "indirect", "person", "elle"),
    (
        "Selon certaines sources, la vente serait déjà conclue.",
        "indirect",
        "unspecified",
        "certaines sources",
    ),
    (
        "La panne aurait duré trois jours, d'après plusieurs témoins.",
        "indirect",
        "unspecified",
        "plusieurs témoins",
    ),
    ("Le chiffre est faux, dixit le ministre.", "indirect", "person", "le ministre"),
    # colon
    ("Le préfet prévient : les contrôles seront doublés.", "indirect", "person", "Le préfet"),
    (
        "Nora Blanc résume : « Nous avons gagné du temps et perdu du sens ».",
        "direct",
        "person",
        "Nora Blanc",
    ),
    (
        "Le porte-parole a ajouté : “Aucune usine ne fermera”.",
        "direct",
        "person",
        "Le porte-parole",
    ),
    # signatures
    (
        "« Le travail n'est pas une marchandise. » (Alain Dupuis)",
        "direct",
        "person",
        "Alain Dupuis",
    ),
    (
        "« On ne remplace pas un regard » — Lucie Marchand, infirmière",
        "direct",
        "person",
        "Lucie Marchand, infirmière",
    ),
    # mixed
    ("La sénatrice juge la mesure « absurde ».", "direct", "person", "La sénatrice"),
    ('Le patronat dénonce "une usine à gaz".', "direct", "organisation", "Le patronat"),
    (
        "La direction promet « un accompagnement de chaque salarié jusqu'au reclassement ».",
        "direct",
        "organisation",
        "La direction",
    ),
    (
        "L'enquêtrice affirme que « personne n'a relu les réponses de la machine ».",
        "direct",
        "person",
        "L'enquêtrice",
    ),
    (
        "On se souvient de Pierre Valois qui voulait « une école pour tous et un métier par vie ».",
        "direct",
        "person",
        "Pierre Valois",
    ),
    # studies
    (
        "Une étude de l'université de Nantes montre que les erreurs ont doublé.",
        "indirect",
        "study",
        "Une étude de l'université de Nantes",
    ),
    (
        "Le baromètre publié par l'institut Odalis révèle que 43 % des cadres doutent.",
        "indirect",
        "study",
        "Le baromètre publié par l'institut Odalis",
    ),
    ("Ce rapport met en lumière l'épuisement des équipes.", "indirect", "study", "Ce rapport"),
    (
        "Il cite une enquête qui montre que les jeunes partent plus tôt.",
        "indirect",
        "study",
        "une enquête",
    ),
    (
        "Le sondage indique que deux salariés sur trois utilisent l'outil.",
        "indirect",
        "study",
        "Le sondage",
    ),
    # respondents, nobody named, impersonal
    (
        "64 % des artisans déclarent que l'outil leur fait gagner du temps.",
        "indirect",
        "unspecified",
        "64 % des artisans",
    ),
    (
        "Un salarié sur trois estime que sa formation ne suffit pas.",
        "indirect",
        "unspecified",
        "Un salarié sur trois",
    ),
    ("Certains affirment que la machine pensera un jour.", "indirect", "unspecified", "Certains"),
    (
        "De nombreux experts estiment que la bulle éclatera.",
        "indirect",
        "unspecified",
        "De nombreux experts",
    ),
    ("On dit que les caissières disparaîtront.", "indirect", "unspecified", "On"),
    (
        "Des études récentes montrent que le gain reste faible.",
        "indirect",
        "unspecified",
        "Des études récentes",
    ),
    ("Il a été annoncé que le site fermerait en juin.", "indirect", "unspecified", None),
    ("Il paraît que les robots coûtent moins cher.", "indirect", "unspecified", None),
    ("Une baisse des embauches a été signalée dans la région.", "indirect", "unspecified", None),
    # law and institutions
    (
        "La loi prévoit que chaque salarié sera informé avant l'installation.",
        "indirect",
        "organisation",
        "La loi",
    ),
    (
        "Le règlement européen exige que la machine soit contrôlée.",
        "indirect",
        "organisation",
        "Le règlement européen",
    ),
    # dashes, mismatched, double apostrophes
    ("— Le robot ne fatigue pas, répondit l'ingénieur.", "indirect", "person", "l'ingénieur"),
    ('"La cadence est intenable”, soupire Awa Diallo.', "direct", "person", "Awa Diallo"),
    (
        "''Nous n'avons rien vu venir'', regrette Moussa Traoré.",
        "direct",
        "person",
        "Moussa Traoré",
    ),
    ("‹ Le tri est injuste ›, dénonce la juriste.", "direct", "person", "la juriste"),
    (
        "«Nos tarifs ont baissé de moitié», raconte la traductrice.",
        "direct",
        "person",
        "la traductrice",
    ),
]


@pytest.fixture(scope="module")
def voices() -> dict[str, Voice]:
    return voices_of([row[0] for row in ROWS])


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:50] for row in ROWS])
def test_sentence_is_given_its_source(
    row: tuple[str, str, str, str | None], voices: dict[str, Voice]
) -> None:
    sentence, quote, kind, source = row
    voice = voices[sentence]
    assert (voice.quote, voice.source_type, voice.source) == (quote, kind, source)


def test_every_attribution_says_which_rule_fired_on_which_characters(
    voices: dict[str, Voice],
) -> None:
    for sentence, voice in voices.items():
        assert voice.evidence, sentence
        for proof in voice.evidence:
            assert sentence[proof.start : proof.end] == proof.cue


def test_report_and_content_lie_in_the_sentence(voices: dict[str, Voice]) -> None:
    for sentence, voice in voices.items():
        spans = [*voice.content, *([voice.report] if voice.report else [])]
        assert all(0 <= start <= end <= len(sentence) for start, end in spans), sentence


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("La CGT dénonce une dégradation des cadences.", "reporting.critical"),
        ("La ministre Claire Fontaine affirme que les usines embaucheront.", "reporting.neutral"),
        ("Le syndicat estime que la charge a doublé en deux ans.", "reporting.opinion"),
        (
            "Une étude de l'université de Nantes montre que les erreurs ont doublé.",
            "reporting.factive",
        ),
    ],
)
def test_class_of_the_reporting_verb_is_kept(
    sentence: str, rule: str, voices: dict[str, Voice]
) -> None:
    assert rule in {proof.rule for proof in voices[sentence].evidence}
