"""What French sites print around an article, and sentences that look like it and are not."""

from __future__ import annotations

import pytest

from tests.corpus.test_zones import FIRST, SECOND, THIRD, line_zones
from toolkit.corpus import segment
from toolkit.records import Document

PAGE = [
    "Partager sur WhatsApp",
    "Partager via Facebook Partager via Twitter",
    "Lien copié !",
    "Temps de lecture estimé : 4 min",
    "Publié le 12/03/2024 à 06:00 • Mis à jour le 13/03/2024 à 11:27",
    "Lecture : 3 min.",
    "Publicité",
    "La suite après cette publicité",
    "PUBLICITÉ",
    "Annonce",
    "Contenu partenaire",
    "À lire aussi",
    "Lire aussi : Les caissières face aux automates",
    "À LIRE AUSSI > Les caissières face aux automates",
    "À lire également : comment les banques forment leurs agents",
    "Lire aussi Article réservé à nos abonnés Les caissières face aux automates",
    "Ce contenu est réservé aux abonnés.",
    "Cet article est réservé aux abonnés",
    "La lecture de cet article est réservée aux abonnés.",
    "Pour lire la suite, abonnez-vous",
    "Déjà abonné ? Se connecter",
    "Il vous reste 73.42% de cet article à lire. La suite est réservée aux abonnés.",
    "Lecture du Monde en cours sur un autre appareil.",
    "Découvrir les offres multicomptes",
    "Profitez de tous vos contenus en illimité",
    "Vous pouvez vous désinscrire à tout moment.",
    "En vous inscrivant, vous acceptez nos conditions générales d'utilisation.",
    "Votre adresse e-mail est utilisée pour vous envoyer notre lettre.",
    "Recevez le meilleur de l'actualité chaque matin dans votre boîte mail",
    "S'inscrire à la newsletter",
    "La newsletter Travail : chaque jeudi, les coulisses des entreprises",
    "Ne manquez aucun article",
    "Suivez toute l'actualité sur notre application",
    "Suivez-nous sur Google Actualités",
    "Ajoutez-nous à vos favoris Google",
    "Photo : Jeanne Orvel / Agence Delta",
    "Crédit photo : Jeanne Orvel",
    "© Jeanne Orvel",
    "Un salarié devant un écran, à Lille, le 3 mars 2024. (Jeanne Orvel / AFP)",
    "Des employées d'un centre d'appels à Brest, en janvier 2024. JEANNE ORVEL / AFP",
    "Image d'illustration",
    "Photo d'illustration",
    "Illustration générée par IA",
    "Offre d'emploi : chargé de recrutement (H/F) – CDI – Nantes",
    "Chef de projet IA H/F - CDI - Paris",
    "Voir toutes les offres d'emploi",
    "Postuler à cette offre",
    "Nous recrutons !",
    "Commentaires fermés",
    "Signaler un contenu inapproprié",
    "Signaler une erreur",
    "Une erreur dans l'article ? Proposez-nous une correction",
    "Imprimer",
    "Écouter l'article 5 min",
    "0:00 / 4:12",
    "Votre navigateur ne supporte pas la lecture audio",
    "Activez JavaScript pour afficher ce contenu",
    "Ce contenu n'a pas pu être chargé",
    "Vous avez refusé les cookies associés aux contenus issus de tiers",
    "Gérer mes choix",
    "Accepter et fermer",
    "Accueil  Économie  Emploi",
    "Emploi | Intelligence artificielle | Formation",
    "Thèmes associés : emploi, formation",
    "Dossier : l'IA au travail",
    "Retrouvez tous les épisodes de notre série",
    "Épisode 2/5",
    "Partager l'article",
    "Réagir à cet article",
    "Réagir (12)",
    "12 commentaires",
    "Voir les commentaires",
    "Sur le même sujet",
    "Les plus lus",
    "Nos derniers articles",
    "Articles les plus lus",
    "Newsletter",
    "Haut de page",
    "Lire plus tard",
    "Offrir l'article",
    "Ajouter à vos sélections",
    "Jeanne Orvel (avec AFP)",
    "J. O. avec AFP",
    "La Rédaction",
    "Par Jeanne Orvel Publié le 3 mars 2024 à 10h12",
    "Par Jeanne Orvel, le 03/03/2024",
    "Jeanne Orvel, publié le 3 mars 2024",
    "Mise à jour : 4 mars 2024",
    "Temps de lecture : 5 min 3 mars 2024",
    "03 mars 2024 · 7 min de lecture",
    "Suivre Jeanne Orvel",
    "Traduit de l'anglais par Paul Vinet",
    "Cet article a été initialement publié sur le site Le Quai.",
    "Cet article est republié sous licence Creative Commons. Lire l'article original.",
    "Faites le test",
    "Testez vos connaissances",
    "Demandez une démo gratuite",
    "Réservez votre place",
    "Inscription gratuite",
    "Contactez-nous au 01 23 45 67 89",
    "Lire la suite",
    "Cliquez ici",
    "Tous droits réservés © Le Quai 2024",
    "Mentions légales | CGU | Politique de confidentialité",
    "Contenu conçu et proposé par Delta Conseil",
    "Article sponsorisé",
    "Consulter la version PDF",
    "Télécharger le PDF",
]
TEXT = [
    "Publié en mars, le rapport dit que les emplois de bureau reculent partout en Europe.",
    "La publicité promettait un outil simple, et les équipes n'ont vu que des pannes.",
    "Partager ses données avec la machine inquiète les infirmières de l'hôpital.",
    "Les abonnés à la lettre du syndicat ont reçu le texte de l'accord hier soir.",
    "Suivre une formation ne suffit pas, rappelle la déléguée du personnel.",
    "Réagir vite : c'est ce que demandent les élus du personnel depuis un an.",
    "Imprimer moins, trier plus : la consigne est venue du siège en janvier.",
    "Il reste 40 % des postes à pourvoir dans l'usine, selon la direction.",
    "Les commentaires des clients sont désormais lus par un logiciel.",
    "L'offre d'emploi demandait dix ans d'expérience avec un outil né l'an passé.",
    "Nous recrutons surtout des gens qui savent écouter, dit-elle.",
    "Le 3 mars 2024 à 10 h 12, le serveur s'est arrêté et l'usine avec lui.",
    "La photo montre une caissière devant six automates, et personne d'autre.",
    "À lire les contrats, rien ne garantit que les postes seront maintenus.",
    "Jeanne Orvel est caissière depuis vingt ans et n'a jamais vu un tel silence.",
    "Les conditions générales d'utilisation n'en disent pas un mot, regrette-t-il.",
    "Cliquer, valider, recommencer : voilà ce qu'est devenu le métier.",
    "Signaler une erreur à la machine prend plus de temps que la corriger.",
    "La newsletter interne du groupe n'a pas dit un mot des licenciements.",
    "Le logiciel a-t-il pris les postes du siège et ceux des agences ? Non",
]
PORTRAITS = [
    "Jeanne Orvel est journaliste au service économie.",
    "Paul Vinet est professeur d'économie à l'université de Brumes.",
    "Ana Rey est consultante ; elle accompagne les petites entreprises.",
]


@pytest.mark.parametrize("line", PAGE)
def test_the_page_speaks_between_paragraphs_and_after_them(line: str) -> None:
    between = line_zones(f"Un titre d'article\n{FIRST}\n{line}\n{SECOND}\n{THIRD}")
    # A date or a byline makes what stands above it a standfirst; what follows is the article.
    assert between[2:] == ["boilerplate", "body", "body"]
    after = line_zones(f"Un titre d'article\n{FIRST}\n{SECOND}\n{THIRD}\n{line}")
    assert after == ["heading", "body", "body", "body", "boilerplate"]


@pytest.mark.parametrize("line", TEXT)
def test_a_sentence_that_only_looks_like_it_stays(line: str) -> None:
    between = line_zones(f"Un titre d'article\n{FIRST}\n{line}\n{SECOND}\n{THIRD}")
    assert between == ["heading", "body", "body", "body", "body"]
    after = line_zones(f"Un titre d'article\n{FIRST}\n{SECOND}\n{THIRD}\n{line}")
    assert after == ["heading", "body", "body", "body", "body"]


@pytest.mark.parametrize("line", PORTRAITS)
def test_an_author_is_introduced_at_the_end_only(line: str) -> None:
    after = line_zones(f"Un titre d'article\n{FIRST}\n{SECOND}\n{THIRD}\n{line}")
    assert after[-1] == "boilerplate"
    between = line_zones(f"Un titre d'article\n{FIRST}\n{line}\n{SECOND}\n{THIRD}")
    assert between[2] == "body"


def test_a_title_that_is_a_long_question() -> None:
    title = "Automates : que gagnent vraiment les magasins, et que font les caissières après ?"
    assert line_zones(f"{title}\n{FIRST}\n{SECOND}") == ["heading", "body", "body"]


def test_a_quotation_opening_a_title_is_no_path() -> None:
    title = "« La machine va prendre les caisses » est une question mal posée"
    assert line_zones(f"{title}\n{FIRST}\n{SECOND}") == ["heading", "body", "body"]


def test_links_inside_a_single_line_of_press_text() -> None:
    link = "Lire aussi : Caisses automatiques, qui décide ?"
    lost = "Lire aussi : Le syndicat n'a pas signé l'accord."  # the link's own words were lost
    found = segment(Document(id="d", text=f"{FIRST} {link} {SECOND} {lost}"))
    assert [s.text for s in found if s.zone == "boilerplate"] == [link]
