"""Articles of several sentences: who "il", "la chercheuse" and a bare quotation stand for."""

from __future__ import annotations

import pytest

from tests.claims.attributing import Line, attribute_all
from toolkit.claims.article import AUTHOR, Voice

# name -> (sentences, {sentence number: expected fields})
ARTICLES: dict[str, tuple[list[Line], dict[int, dict[str, object]]]] = {
    "pronoun_he": (
        [
            "Luc Perrin dirige un atelier de douze personnes.",
            "« La machine a pris deux postes », regrette-t-il.",
        ],
        {
            1: {
                "source": "il",
                "source_full": "Luc Perrin",
                "source_type": "person",
                "quote": "direct",
            }
        },
    ),
    "pronoun_agrees_in_gender": (
        [
            "Anne Vidal et Luc Perrin travaillent dans la même usine.",
            "« Personne ne nous a prévenus », raconte-t-elle.",
            "« On l'a appris par la radio », ajoute-t-il.",
        ],
        {1: {"source_full": "Anne Vidal"}, 2: {"source_full": "Luc Perrin"}},
    ),
    "surname_alone": (
        [
            "La sociologue Hélène Roux a suivi trente équipes.",
            "Roux estime que la charge a doublé.",
        ],
        {1: {"source": "Roux", "source_full": "Hélène Roux", "source_role": "academia"}},
    ),
    "title_and_surname": (
        ["Paul Mercier a fondé la société Novaly.", "M. Mercier assure que les emplois resteront."],
        {1: {"source": "M. Mercier", "source_full": "Paul Mercier"}},
    ),
    "role_for_the_name": (
        [
            "La chercheuse Inès Caron a lu mille offres d'emploi.",
            "« Les annonces se ressemblent toutes », constate la chercheuse.",
        ],
        {1: {"source": "la chercheuse", "source_full": "Inès Caron", "source_role": "academia"}},
    ),
    "this_person": (
        [
            "Karim Benali répare des caisses automatiques.",
            "« Elles tombent en panne chaque jour », confie cet artisan.",
        ],
        {1: {"source_full": "Karim Benali"}},
    ),
    "the_firm": (
        [
            "Novaly a ouvert trois usines cette année.",
            "L'entreprise affirme que les robots y sont rares.",
        ],
        {1: {"source": "L'entreprise", "source_full": "Novaly", "source_type": "organisation"}},
    ),
    "the_study": (
        [
            "Une étude de l'institut Odalis montre que les erreurs ont doublé.",
            "L'étude révèle que les débutants sont les plus touchés.",
        ],
        {
            1: {
                "source": "L'étude",
                "source_type": "study",
                "source_full": "Une étude de l'institut Odalis",
            }
        },
    ),
    "shares_go_on_from_the_study": (
        [
            "Une enquête menée par Odalis révèle que 43 % des cadres doutent de l'outil.",
            "Un tiers des employés estiment que la formation manque.",
        ],
        {
            1: {
                "source": "Une enquête menée par Odalis",
                "source_type": "study",
                "source_elsewhere": True,
            }
        },
    ),
    "conditional_goes_on": (
        [
            "Selon le journal Les Temps, le groupe vendrait deux usines.",
            "Trois cents postes seraient supprimés.",
        ],
        {1: {"source_elsewhere": True, "quote": "indirect", "source_type": "organisation"}},
    ),
    "conditional_with_a_condition_is_the_author_s": (
        [
            "Selon le journal Les Temps, le groupe vendra deux usines.",
            "Si rien ne change, trois cents postes seraient supprimés.",
        ],
        {1: {"quote": "none"}},
    ),
    "quotation_over_sentences": (
        [
            '"Nous avons tout essayé.',
            "Rien n'a marché.",
            'Il faut recommencer", explique Awa Diallo.',
        ],
        {
            0: {"source": "Awa Diallo", "source_elsewhere": True, "quote": "direct"},
            1: {"source": "Awa Diallo", "source_elsewhere": True, "quote": "direct"},
            2: {"source": "Awa Diallo", "source_elsewhere": False, "quote": "direct"},
        },
    ),
    "quotation_after_its_incise": (
        ["« Le métier change », dit Rose Martin.", "« Et nous avec. »"],
        {1: {"source": "Rose Martin", "source_elsewhere": True, "quote": "direct"}},
    ),
    "quotation_after_a_subject": (
        [
            "Moussa Traoré conduit un camion depuis vingt ans.",
            "« Le logiciel décide de ma pause. »",
        ],
        {1: {"source": "Moussa Traoré", "source_type": "person", "source_elsewhere": True}},
    ),
    "reopened_on_each_paragraph": (
        [
            "Nadia Ferrand a répondu par écrit :",
            "\n« Nous n'avons rien caché.",
            "\n« Les comptes sont publics. »",
        ],
        {
            1: {"source": "Nadia Ferrand", "quote": "direct"},
            2: {"source": "Nadia Ferrand", "quote": "direct"},
        },
    ),
    "introduced_by_the_line_before": (
        ["Le maire prévient :", "\n« La ville ne paiera pas deux fois. »"],
        {1: {"source": "Le maire", "source_type": "person", "source_elsewhere": True}},
    ),
    "pull_quote_signed_below": (
        [
            "L'usine a fermé en mars.",
            "\n« On nous a promis des robots, pas le chômage. »",
            ("\nLucie Marchand, déléguée syndicale", "boilerplate"),
            "\nDepuis, le village se vide.",
        ],
        {
            1: {
                "source": "Lucie Marchand, déléguée syndicale",
                "quote": "direct",
                "source_elsewhere": True,
                "source_role": "union",
            },
            3: {"quote": "none"},
        },
    ),
    "pull_quote_without_marks": (
        [
            "L'usine a fermé en mars.",
            "\nD'ici dix ans, la moitié des ateliers aura disparu de la vallée.",
            ("\nPaul Girard, historien du travail", "boilerplate"),
            "\nDepuis, le village se vide.",
        ],
        {
            0: {"quote": "none"},
            1: {"source": "Paul Girard, historien du travail", "quote": "direct"},
        },
    ),
    "byline_at_the_end_signs_nothing": (
        [
            "L'usine a fermé en mars.",
            "\nLe village se vide peu à peu de ses familles.",
            ("\nPaul Girard, historien du travail", "boilerplate"),
        ],
        {0: {"quote": "none"}, 1: {"quote": "none"}},
    ),
    "closing_signature": (
        ["Les plateformes prennent plus qu'elles ne rendent, Rose Martin, ancienne ministre."],
        {0: {"source": "Rose Martin, ancienne ministre", "quote": "direct"}},
    ),
    "nobody_signs": (
        ["« La machine ne pense pas, elle calcule. »"],
        {0: {"source": None, "source_type": "unspecified", "quote": "direct"}},
    ),
    "author_between_two_quotations": (
        [
            "« Je n'ai rien vu », dit Luc Perrin.",
            "L'atelier était vide depuis des heures.",
            "« J'ai couru », ajoute-t-il.",
        ],
        {1: {"quote": "none"}, 2: {"source_full": "Luc Perrin"}},
    ),
    "nested_straight_marks": (
        [
            "Karim Benali sourit.",
            '"Je n\'ai jamais été un "homme pressé".',
            "J'aimais mon atelier.\"",
        ],
        {
            1: {"quote": "direct", "source": "Karim Benali"},
            2: {"quote": "direct", "source": "Karim Benali"},
        },
    ),
    "opening_mark_alone": (
        ['"Les clients reviennent.', "La rue a changé depuis dix ans.", "Les loyers aussi."],
        {0: {"quote": "direct"}},
    ),
    "label_before_the_sentence": (
        ["Netlor a vendu ses entrepôts.", "Lire aussi : L'entreprise affirme qu'elle embauchera."],
        {1: {"source": "L'entreprise", "source_full": "Netlor"}},
    ),
    "acronym_is_known": (
        [
            "Selon l'Office du travail en mer (OTM), la pêche recule.",
            "L'OTM estime que cela durera.",
        ],
        {0: {"source_type": "organisation"}, 1: {"source": "L'OTM", "source_type": "organisation"}},
    ),
    "plural_pronoun": (
        [
            "Les chercheurs affirment que l'outil se trompe.",
            "Ils ajoutent que personne ne le corrige.",
        ],
        {1: {"source": "Ils", "source_full": "Les chercheurs", "source_type": "unspecified"}},
    ),
    "heading_and_comment_are_not_attributed": (
        [
            ("« Nous n'avons plus le temps »", "heading"),
            "Le matin commence tôt.",
            ("Paul dit que c'est faux.", "comment"),
        ],
        {0: {"quote": "none"}, 1: {"quote": "none"}, 2: {"quote": "none"}},
    ),
    "roles": (
        [
            "Le PDG Paul Mercier affirme que tout ira bien.",
            "La CGT dénonce une hausse des cadences.",
            "Selon l'OCDE, la croissance ralentit.",
            "« J'ai perdu mon poste », raconte une caissière.",
            "« Le contrat est nul », explique l'avocate Nora Blanc.",
            "La ministre Rose Martin annonce que la loi sera revue.",
            "Selon le cabinet McKinsey, un emploi sur dix est exposé.",
            "Selon un sondage Ifop, la moitié des Français doutent.",
        ],
        {
            0: {"source_role": "industry"},
            1: {"source_role": "union"},
            2: {"source_role": "international"},
            3: {"source_role": "worker"},
            4: {"source_role": "profession"},
            5: {"source_role": "state"},
            6: {"source_role": "consultancy"},
            7: {"source_role": "pollster"},
        },
    ),
    "incise_inside_the_marks": (
        [
            "« Avant, je triais tout à la main, raconte Awa Diallo, gestionnaire.",
            "Maintenant, je relis la machine. »",
        ],
        {
            0: {"source": "Awa Diallo, gestionnaire", "quote": "direct", "source_elsewhere": False},
            1: {"source": "Awa Diallo, gestionnaire", "quote": "direct", "source_elsewhere": True},
        },
    ),
    "averages_go_on_from_the_study": (
        [
            "Notre enquête auprès de 300 patrons le confirme.",
            "Un employé équipé gagne en moyenne vingt minutes par jour.",
        ],
        {
            0: {"source": "Notre enquête auprès de 300 patrons", "source_type": "study"},
            1: {"source_type": "study", "source_elsewhere": True},
        },
    ),
    "she_is_the_board_named_before": (
        ["La direction a reçu les élus lundi.", "Elle affirme que rien n'est signé."],
        {1: {"source": "Elle", "source_type": "organisation", "source_full": "La direction"}},
    ),
    "somebody_by_country": (
        ["« Je n'irai pas voir le match », dit un Camerounais."],
        {0: {"source": "un Camerounais", "source_type": "person"}},
    ),
    "agreement_binds": (
        ["L'accord interdit toute suppression de poste pendant trois ans."],
        {0: {"source": "L'accord", "source_type": "organisation", "quote": "indirect"}},
    ),
    "named_study_before_the_people_it_asked": (
        ["Une étude d'Odalis met en lumière un fossé : 77 % des employés disent perdre du temps."],
        {0: {"source": "Une étude d'Odalis", "source_type": "study"}},
    ),
    "colon_after_any_action": (
        ["Le gérant se défend de faire marche arrière : « C'est un simple rééquilibrage. »"],
        {0: {"source": "Le gérant", "source_type": "person", "quote": "direct"}},
    ),
    "unknown_role_stays_unknown": (
        ["Luc Perrin affirme que la route est longue."],
        {0: {"source_role": None}},
    ),
}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Voice, ...]]:
    results = attribute_all([lines for lines, _ in ARTICLES.values()])
    return {name: voices for name, (_, voices) in zip(ARTICLES, results)}


@pytest.mark.parametrize("name", ARTICLES)
def test_speaker_is_found(name: str, found: dict[str, tuple[Voice, ...]]) -> None:
    for number, expected in ARTICLES[name][1].items():
        voice = found[name][number]
        seen = {key: getattr(voice, key) for key in expected}
        assert seen == expected, f"sentence {number}: {voice}"


def test_one_voice_per_sentence(found: dict[str, tuple[Voice, ...]]) -> None:
    for name, (lines, _) in ARTICLES.items():
        assert len(found[name]) == len(lines)


def test_a_sentence_without_a_parse_is_the_author_s() -> None:
    from tests.claims.attributing import lay_out
    from toolkit.claims.article import Article
    from toolkit.claims.attribution import attribute

    document, sentences = lay_out(["« Oui », dit-il.", "Non."])
    assert attribute(Article(document, tuple(sentences), (None, None))) == (AUTHOR, AUTHOR)


def test_an_empty_article_has_no_voice() -> None:
    from toolkit.claims.article import Article
    from toolkit.claims.attribution import attribute
    from toolkit.records import Document

    assert attribute(Article(Document("vide", ""), (), ())) == ()
