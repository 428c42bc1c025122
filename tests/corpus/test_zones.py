"""What is article, title, page and reader, without markup. Pages and lines are our own."""

from __future__ import annotations

import pytest

from toolkit.codebook import check
from toolkit.corpus import segment
from toolkit.corpus.zones.lexicon import ZoneFile, build, lexicon
from toolkit.errors import KnowledgeError
from toolkit.records import Document

MARKS = {"#": "heading", "=": "body", "-": "boilerplate", ">": "comment"}
FIRST = (
    "Les bureaux changent de visage depuis l'arrivée des assistants automatiques, et personne ne "
    "sait où le mouvement s'arrêtera. Les salariés observent, les directions comptent."
)
SECOND = (
    "Les premiers bilans sont contrastés : le temps gagné sur les courriels se perd souvent dans "
    "la relecture des réponses. Les équipes s'en plaignent à voix basse."
)
THIRD = (
    "Reste à savoir qui décidera de l'usage de ces heures rendues, car rien ne dit qu'elles "
    "iront au repos. Le débat ne fait que commencer."
)


def zones(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """(zone, text) of every sentence."""
    return [(s.zone, s.text) for s in segment(Document(id="d", text=text, title=title))]


def page(marked: str) -> tuple[str, list[str]]:
    """A page written with a mark before each line: its text, and the zone of each line."""
    lines = [line for line in marked.strip().splitlines() if line.strip()]
    return "\n".join(line[2:] for line in lines), [MARKS[line[0]] for line in lines]


def line_zones(text: str, title: str | None = None) -> list[str]:
    """The zone of the first sentence of each line."""
    found: dict[int, str] = {}
    for sentence in segment(Document(id="d", text=text, title=title)):
        found.setdefault(sentence.paragraph, sentence.zone)
    return [found[number] for number in sorted(found)]


BETWEEN = [
    # page text between two paragraphs
    ("-", "Lire aussi : Caisses automatiques, ce que disent les clientes"),
    ("-", "À lire aussi"),
    ("-", "A LIRE AUSSI > L'entrepôt avant les robots"),
    ("-", "Lire également : notre dossier sur la formation"),
    ("-", "À découvrir aussi : le métier de relecteur"),
    ("-", "La suite après la publicité"),
    ("-", "Publicité"),
    ("-", "Photo : le siège de l'entreprise, en mars"),
    ("-", "Crédit photo : Agence Lumière"),
    ("-", "© Agence Lumière"),
    ("-", "Une salariée devant son écran. PHOTO L. VASSEUR"),
    ("-", "Getty Images"),
    ("-", "Illustration / Shutterstock"),
    ("-", "Photo by Jane on Unsplash"),
    ("-", "a woman sitting in front of a laptop computer"),
    ("-", "person holding white robot toy near window"),
    ("-", "Une femme travaille devant deux écrans"),
    ("-", "Portrait d'un ouvrier dans son atelier"),
    ("-", "Figure 2 – Part des tâches confiées à un logiciel"),
    ("-", "Tableau 1 : Effectifs par service (source : enquête interne)"),
    ("-", "Source : Institut des bureaux, 2023"),
    ("-", "Source : enquête interne"),
    ("-", "Partager sur Facebook"),
    ("-", "Partager cet article"),
    ("-", "Facebook Twitter LinkedIn"),
    ("-", "12 partages"),
    ("-", "Article réservé aux abonnés"),
    ("-", "Il vous reste 62 % de cet article à lire."),
    ("-", "Vous avez lu 2 articles ce mois-ci."),
    ("-", "Déjà abonné ? Connectez-vous"),
    ("-", "Nous utilisons des cookies pour améliorer votre visite."),
    ("-", "Tout accepter"),
    ("-", "Continuer sans accepter"),
    ("-", "Inscrivez-vous à notre newsletter"),
    ("-", "Recevez chaque matin notre lettre par e-mail"),
    ("-", "Abonnez-vous pour 1 € par mois"),
    ("-", "Téléchargez notre livre blanc sur les assistants"),
    ("-", "Suivez-nous sur LinkedIn"),
    ("-", "Retrouvez tous nos articles sur www.exemple.fr"),
    ("-", "https://www.exemple.fr/dossier/assistants"),
    ("-", "contact@exemple.fr"),
    ("-", "#travail #automatisation"),
    ("-", "Mots-clés : emploi, formation, automatisation"),
    ("-", "Le Travail sans nom, Éditions du Quai, 212 pages, 18 €."),
    ("-", "— Claire Fontanel, secrétaire de direction"),
    ("-", "Bruno Delmas, directeur des études chez Robotix"),
    ("-", "M. D. :"),
    # look-alikes: text and titles of the article
    ("=", "Lire un contrat demande du temps, et les assistants ne le font pas mieux."),
    ("=", "Partager la valeur créée par les machines reste un sujet de lutte."),
    ("=", "Le directeur des études, Bruno Delmas, n'a pas souhaité répondre."),
    ("=", "Recevoir une prime ne console personne, disent les caissières."),
    ("=", "Publicité et marketing sont les premiers métiers touchés par la vague."),
    ("=", "Les cookies et les traceurs ont appris aux publicitaires à nous suivre."),
    ("=", "Le 12 mars 2024, la direction a annoncé la fermeture du service."),
    ("=", "Il vous reste une chose à faire : demander à vos équipes."),
    ("=", "Formez vos équipes avant d'acheter un outil."),
    ("=", "Prenez le temps d'écouter ceux qui travaillent."),
    ("=", "Les abonnés au gaz sont mieux informés que les salariés."),
    ("=", "- former les équipes"),
    ("=", "• mesurer les gains"),
    ("=", "✅ La machine trie les courriels"),
    ("=", "« Je n'ai jamais vu un robot s'excuser. »"),
    ("=", "La photo de l'équipe est restée au mur, dit le gardien."),
    ("=", "Sources d'inquiétude ou de fierté, les robots ne laissent personne froid."),
    ("=", "C'est donc ça, le progrès ?"),
    ("#", "Une peur ancienne"),
    ("#", "Vers la fin des bureaux ?"),
    ("#", "2. Ce que coûte la relecture"),
    ("#", "II. Les effets sur la paie"),
    ("#", "UNE VIGILANCE NÉCESSAIRE"),
    ("#", "Destruction d'emplois massive…"),
    ("#", "…et la qualité décline"),
    ("#", "Conclusion"),
    ("#", "L'IA, une compétence de plus"),
    ("#", "Photographes, les oubliés de la vague"),
    ("#", "Partager le travail ou partager les heures"),
    ("#", "Robots : amis ou rivaux ?"),
    ("#", "« Un outil, pas un collègue »"),
    ("#", "Abonnés absents"),
]


@pytest.mark.parametrize(("mark", "line"), BETWEEN, ids=[line for _, line in BETWEEN])
def test_a_line_between_paragraphs(mark: str, line: str) -> None:
    found = line_zones(f"Un titre d'article\n{FIRST}\n{line}\n{SECOND}\n{THIRD}")
    assert found == ["heading", "body", MARKS[mark], "body", "body"]


AFTER = [
    ("-", "Non merci"),
    ("-", "Évaluer gratuitement mon poste"),
    ("-", "Télécharger le guide"),
    ("-", "Prendre rendez-vous avec un conseiller"),
    ("-", "En savoir plus"),
    ("-", "CADEAU :"),
    ("-", "NOTRE CABINET VOUS ACCOMPAGNE !"),
    ("-", "Transmettez-nous votre CV en cliquant sur le lien suivant."),
    ("-", "Claire Fontanel"),
    ("-", "C. F."),
    ("-", "MD"),
    ("-", "Avec AFP"),
    ("-", "Propos recueillis par Claire Fontanel"),
    ("-", "Tous droits réservés"),
    ("-", "© 2024 Le Journal du Quai. Tous droits réservés."),
    ("-", "Retour à l'accueil"),
    ("-", "Article précédent"),
    ("-", "3 commentaires"),
    ("-", "Laisser un commentaire"),
    ("-", "Mentions légales"),
    ("-", "Sources : Institut des bureaux, Baromètre 2023 ; Observatoire du quai."),
    ("#", "État des lieux."),
    ("=", "Le travail, lui, attend toujours sa réponse."),
    ("=", "« La révolution n'est pas technique, elle est humaine. »"),
    ("=", "Rien n'est joué."),
    ("=", "Et demain ?"),
    ("=", "Qui vivra verra !"),
    ("=", "L'avenir dira qui de la machine ou du salarié avait finalement raison"),
    ("=", "Sources : ces données s'appuient sur une enquête interne et ne valent que pour elle."),
    (">", "Merci pour cet article très juste !"),
    (">", "Excellent article, qui donne à réfléchir sur nos métiers."),
    (">", "Bravo pour cette analyse, je me suis reconnue."),
    (">", "Tout à fait d'accord avec vous, mon usine vit la même chose."),
]


@pytest.mark.parametrize(("mark", "line"), AFTER, ids=[line for _, line in AFTER])
def test_a_line_after_the_article(mark: str, line: str) -> None:
    found = line_zones(f"Un titre d'article\n{FIRST}\n{SECOND}\n{THIRD}\n{line}")
    assert found == ["heading", "body", "body", "body", MARKS[mark]]


BEFORE = [
    "Accueil > Actualités > Travail", "Accueil / Blog / Métiers", "TRIBUNE",
    "ÉCONOMIE | TRAVAIL", "9/5/20257 min read", "Publié le 3 mai 2024 à 11h50",
    "Publié le 3 mai 2024 par Claire Fontanel",
    "Mis à jour le 12/05/2024 à 10:30", "lundi 3 mars 2025", "3 mai 2024 | 6 min", "May 9, 2025",
    "Temps de lecture : 6 minutes", "Lecture 5 min", "5 min de lecture", "7 min read",
    "Par Claire Fontanel", "Par Claire Fontanel, consultante en organisation",
    "Par la rédaction", "Propos recueillis par Claire Fontanel", "Écrit par Claire Fontanel",
    "Claire Fontanel | Le Quai | 18 septembre 2025", "Claire Fontanel", "312 vues",
    "Écouter l'article", "Article réservé aux abonnés", "Partager", "Catégorie : travail",
    "brown wooden table in front of a white building",
]


@pytest.mark.parametrize("line", BEFORE)
def test_a_line_under_the_title(line: str) -> None:
    found = line_zones(f"Un titre d'article\n{line}\n{FIRST}\n{SECOND}\n{THIRD}")
    assert found == ["heading", "boilerplate", "body", "body", "body"]


@pytest.mark.parametrize("line", ["TRIBUNE", "Accueil > Blog", "3 mai 2024", "Économie"])
def test_a_line_over_the_title(line: str) -> None:
    found = line_zones(f"{line}\nCe que les assistants font aux bureaux\n{FIRST}\n{SECOND}")
    assert found == ["boilerplate", "heading", "body", "body"]


INSIDE = [
    ("-", "Découvrez comment votre service peut en profiter."),
    ("-", "Pour en parler, prenons rendez-vous : https://exemple.fr/agenda"),
    ("-", "N'hésitez pas à nous contacter pour un premier échange."),
    ("-", "Abonnez-vous à notre lettre du jeudi."),
    ("-", "Téléchargez notre guide des assistants."),
    ("-", "Dites-le-moi en commentaire !"),
    ("-", "Propos recueillis par Claire Fontanel"),
    ("-", "(Lire aussi notre article sur la formation.)"),
    ("-", "Cliquez ici pour lire le rapport."),
    ("-", "Bruno Delmas, directeur des études chez Robotix"),
    ("=", "Les dirigeants découvrent comment leurs équipes contournent l'outil."),
    ("=", "N'hésitez pas à former vos équipes avant d'acheter."),
    ("=", "Les salariés prennent rendez-vous avec leur médecin."),
    ("=", "Un clic suffit pour tout effacer."),
    ("=", "L'abonnement au logiciel coûte trois cents euros par mois."),
    ("=", "Bruno Delmas, directeur des études chez Robotix, ne dit rien d'autre."),
    ("=", "L'étude est consultable depuis mai (https://exemple.fr/etude)."),
    ("=", "Le guide se télécharge peu, regrette le cabinet."),
]


@pytest.mark.parametrize(("mark", "sentence"), INSIDE, ids=[s for _, s in INSIDE])
def test_a_sentence_inside_a_paragraph(mark: str, sentence: str) -> None:
    found = zones(f"Un titre d'article\n{FIRST} {sentence}\n{SECOND}")
    assert [zone for zone, text in found if text == sentence] == [MARKS[mark]]
    assert [zone for zone, text in found if text != sentence] == ["heading"] + 4 * ["body"]


PAGES = {
    "blog with lists and form": """
- Accueil > Blog > RH
# Comment les assistants changent le recrutement
- Publié le 3 avril 2024 par Sophie Martinel
- Sommaire
- 1. Les avantages
- 2. Les limites
= Le recrutement change vite. Les entreprises reçoivent des centaines de candidatures par semaine.
# 1. Les avantages
= Les outils offrent plusieurs bénéfices aux recruteurs :
= Analyse rapide des dossiers
= Planification des entretiens
= Rédaction des annonces
= Ces gains sont réels, mais ils ne disent pas tout. Les recruteurs doivent rester vigilants.
# 2. Les limites
# Les biais
= Un modèle nourri de décisions passées reproduit les discriminations passées. Le risque est majeur.
- Vous souhaitez aller plus loin ? Téléchargez notre guide gratuit.
- Partager sur Facebook
- Articles similaires
- Comment rédiger une bonne annonce ?
- À propos de l'auteur
- Sophie Martinel est consultante depuis dix ans. Elle accompagne les petites entreprises.
- Laisser un commentaire
- Votre adresse e-mail ne sera pas publiée.
""",
    "lists without bullets": """
# Les recruteurs face aux assistants
= À l'heure où les assistants entrent dans les services, la question revient. Faut-il s'inquiéter ?
# Les atouts des assistants pour le recrutement
= Analyse rapide des dossiers
= Tri automatique des candidatures
= Planification des entretiens
= Rédaction des annonces
= Ces fonctions font gagner un temps précieux aux équipes. Elles ne remplacent pas l'écoute.
# Ce que la machine ne sait pas faire
= Ressentir une émotion
= Gérer un conflit
= Donner du sens
= Inspirer confiance
# Les limites juridiques
= Le règlement classe le recrutement parmi les usages à haut risque. Les entreprises s'y préparent.
= 🎯 Un objectif clair
= 🤝 Une équipe impliquée
# En résumé
= Gain de temps : le tri se fait en quelques minutes
= Qualité : les annonces sont mieux rédigées
= L'assistant n'est qu'un outil. L'humain reste le décideur, et il faut le répéter souvent.
""",
    "a title said twice": f"""
# Les heures rendues par la machine
# Les heures rendues par la machine
- 3 mai 2024
= {FIRST}
= {SECOND}
""",
    "network post": """
# Les assistants vont-ils remplacer les chefs ?
= J'entends cette question chaque semaine.
= Et ma réponse est toujours la même : non.
= Parce qu'un chef ne se contente pas d'organiser.
= Il écoute.
= Le logiciel, lui, calcule.
= ✅ Il résume vos réunions
= ✅ Il trie vos courriels
= Mais il ne sait pas dire à un salarié qu'il a bien travaillé.
- Dites-le-moi en commentaire 👇
- #Travail #Management
""",
    "interview with labels": """
# « Le robot déplace le travail »
- Propos recueillis par Jean-Marc Dubosc
= Elle a passé dix ans dans les usines de la vallée. De cette enquête, elle a tiré un livre.
= Le Quai : Pourquoi cette peur revient-elle toujours ?
= E. C. : Parce qu'on regarde les emplois au lieu des tâches. Une machine en grignote une partie.
= Que faudrait-il faire ?
= E. C. : Négocier branche par branche. La formation est un droit, elle doit le rester.
= Et l'État ?
= E. C. : Il peut fixer des règles, mais il ne peut pas tout. Les entreprises décident encore.
""",
    "comments as a blog engine writes them": f"""
# Une chance pour l'emploi public ?
= {FIRST}
= {SECOND}
- 2 commentaires
> Paul D. dit :
> 14 juin 2023 à 9 h 02 min
> Dans ma commune, nous avons fait le même constat.
> Répondre
> Lucie dit :
> 15 juin 2023 à 18 h 44 min
> L'outil coûte trop cher pour une mairie.
> Répondre
- © 2023 Le Quai
""",
    "comments without any label": f"""
= {FIRST}
# Une peur ancienne
= {SECOND}
= {THIRD}
- MD
> Quel beau texte, merci !
> Dans mon atelier, les salaires n'ont pas suivi. On nous promet mieux depuis dix ans.
""",
    "standfirst closed by a byline": """
- ENQUÊTE
# Derrière l'écran, des mains
# Ils trient des images pour quelques centimes. Rencontre avec ceux que la machine cache.
- Par Rémi Castagne
- Publié le 12 juin 2025
= On vous a dit que la machine apprenait toute seule. C'est faux, et des milliers de gens le savent.
= Clarisse vit à quarante kilomètres de la ville. Elle coche des cases jusqu'à minuit chaque soir.
""",
    "notes after the article": f"""
# Les heures rendues
= {FIRST}
= {SECOND}
- Notes et références
- [1] Institut des bureaux, Baromètre 2023, p. 12.
- [2] https://exemple.fr/etude
""",
    "pull quote signed below": f"""
# Les heures rendues
= {FIRST}
= « On nous a demandé d'expliquer nos gestes à l'outil qui devait nous remplacer un jour. »
- Nadège Baraton-Ilse, secrétaire de direction
= {SECOND}
- Lire aussi
- Caisses automatiques : le bilan
= {THIRD}
""",
    "two titles in a row": f"""
# Les heures rendues
= {FIRST}
# Ce que gagnent les bureaux
# Le temps
= {SECOND}
""",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_whole_page(name: str) -> None:
    text, expected = page(PAGES[name])
    lines = text.splitlines()
    assert list(zip(line_zones(text), lines)) == list(zip(expected, lines))


def test_one_long_line_is_all_body() -> None:
    text = f"{FIRST} Lire aussi : {SECOND} A regarder sur notre site : {THIRD}"
    assert {zone for zone, _ in zones(text)} == {"body"}


def test_the_documents_own_title_is_a_heading() -> None:
    title = "Le robot arrive, les salariés s'organisent et la direction se tait."
    text = f"{title}\n{FIRST}\n{SECOND}"
    assert zones(text, title)[0][0] == "heading"
    assert zones(text, title.replace("'", "’"))[0][0] == "heading"


def test_a_question_to_the_reader_goes_with_its_call() -> None:
    call = "Et vous, qu'en pensez-vous ? Dites-le-moi en commentaire !"
    text = f"Un titre d'article\n{FIRST}\n{call}"
    assert [zone for zone, _ in zones(text)][-2:] == ["boilerplate", "boilerplate"]


def test_apostrophes_spaces_and_invisible_marks_do_not_matter() -> None:
    for line in ("L\ufeffire aussi : les robots", "Propos\u00a0recueillis par Anne\u202fRoy",
                 "Publie\u0301 le 3 mai 2024", "J’accepte"):
        found = line_zones(f"Un titre d'article\n{FIRST}\n{SECOND}\n{line}")
        assert found[-1] == "boilerplate", line


def test_every_sentence_says_why() -> None:
    text, _ = page(PAGES["blog with lists and form"])
    rules = {s.rule for s in segment(Document(id="d", text=text))}
    assert {"title", "breadcrumb", "table_of_contents", "list_item", "section_title"} <= rules


def test_the_shipped_lexicon_is_valid() -> None:
    assert len(lexicon().whole) > 15


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("(", "not a regular expression"), ("%mois%", "no fragment")],
)
def test_a_broken_pattern_is_named(pattern: str, message: str) -> None:
    raw = {
        "fragments": {}, "opening": [], "inside": [], "section": [],
        "whole": [{"rule": "date", "pattern": pattern}],
        "comments": {"marked": [], "voice": []},
        "words": {name: [] for name in (
            "english", "french", "verbs", "roles", "forenames", "categories", "sentence_openers",
            "presenting", "circumstances",
        )},
    }
    with pytest.raises(KnowledgeError, match=message) as caught:
        build(check(raw, ZoneFile, place="zones.toml"))
    assert "whole[0] (date)" in str(caught.value)
