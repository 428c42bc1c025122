"""Where French sentences end, and where they only seem to. "‖" marks the expected boundaries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED
from toolkit.corpus import segment
from toolkit.corpus.sentences import split
from toolkit.records import Document

ABBREVIATIONS = [
    "M. Dupuis arrive.‖ Mme. Roy part.",
    "Le rapport de MM. Roy et Blin est clair.‖ On le lira.",
    "Le Dr. Aubert et le Pr. Caron se taisent.",
    "Me. Lenoir plaide.‖ Dis-le-moi.‖ Les juges écoutent.",
    "Donne-le moi.‖ Non.",
    "Certains outils, p. ex. Robotix, coûtent cher.",
    "Voir cf. Martin, chap. 3, p. 12.‖ Le reste suit.",
    "L'art. L. 1221-1 du code s'applique.‖ L'employeur le sait.",
    "L'art. 12 est abrogé.",
    "Il aime l'art.‖ Les machines aussi.",
    "Le vol. II manque.‖ Il est perdu.",
    "Après le vol.‖ Elle rentre.",
    "Le n° 3.‖ Le n° 4.",
    "Vers 50 av. J.-C. les outils changent.",
    "C'était en 50 av. J.-C.‖ Les Gaulois travaillaient.",
    "Il trie, classe, range, etc.‖ Les autres regardent.",
    "Il trie, classe, etc. dans un bureau.",
    "Trier (classer, ranger, etc.) prend du temps.",
    "Dupont et al. (2020) le montrent.‖ Nous le croyons.",
    "La société Robotix Inc. vend des machines.",
    "Elle travaille chez Robotix Inc.‖ Son frère aussi.",
    "Le prix baisse, i.e. il tombe.",
    "Le match homme vs. machine continue.",
    "Rendez-vous le 3 janv. 2024 à Lyon.",
    "Il est env. 15 heures.",
    "Le C.D.D. de Paul expire.",
    "Il vit aux U.S.A.‖ Elle vit en France.",
    "L'U.R.S.S. et Tchernobyl inquiètent.",
]
INITIALS = [
    "B. Teboul signe.‖ J.-P. Roy relit.",
    "J. P. Roy relit le texte.",
    "Selon A. Le Goff, rien ne change.",
    "Le plan B.‖ Les salariés le connaissent.",
    "C'est la vitamine C.‖ Elle protège.",
    "Les virus A, B, C et D.‖ Parmi eux, le dernier.",
    "Il fait 37 °C.‖ Cela suffit.",
    "Le Ballon d'Or.‖ « C'est fini. »",
    "Ch. Martin et Ph. Durand arrivent.",
    "Le magasin J. C. Roy ferme à Washington, D. C. hier.",
    "C'est le plan B.‖ C'est le seul.",
    "Une économie en K.‖ Ceux qui suivent gagnent.",
]
NUMBERS = [
    "Cela coûte 3.5 euros.‖ C'est peu.",
    "Il gagne 1.500 euros.‖ Elle en gagne 2,5 fois plus.",
    "C'était en 2020.‖ 25 ans plus tard, tout a changé.",
    "La version 3.1 est sortie.‖ La 4.0 attend.",
    "Il est 9 h.‖ Le bureau ouvre.",
    "Il faut 10 min. pour lire.",
    "1. Former les équipes.",
    "2. Mesurer.‖ 3. Corriger.",
    "I. Le contexte",
    "IV. Les effets sur l'emploi.",
    "a. Premier point.",
    "Le chiffre est faux.1‖ Les auteurs l'admettent.",
    "Le chiffre est faux.[3]‖ Les auteurs l'admettent.",
    "Le chiffre est faux.²‖ Les auteurs l'admettent.",
    "Louis XIV.‖ Le roi travaille.",
]
ELLIPSES = [
    "L'avenir du travail…‖ Nous l'imaginons autrement.",
    "Le travail change… ou presque.",
    "Il hésite... puis il part.",
    "Il hésite...‖ Puis il part.",
    "Il n'y avait plus personne…rien.",
    "Des jardins, du recyclage…‖ Les villes suivent.",
    "Les robots (…) travaillent.",
    "Ils arrivent.‖ (…) Ils repartent.",
    "Les robots […] arrivent.‖ Puis rien.",
    "Former, trier, etc...‖ Voilà la liste.",
    "…et la suite arrive.",
]
QUESTIONS = [
    "Qui décide ?‖ Personne.",
    "Qui décide ? qui paie ? qui travaille ?",
    "Vraiment ?!‖ Oui.",
    "Enfin !!!‖ Le robot marche.",
    "Qui l'eût cru ? !‖ Moi.",
    "C'est (encore!) plus cher.",
    "Les robots (vraiment ?) arrivent.",
    "Yahoo! a licencié.‖ Personne n'a bronché.",
    "« Qui paie ? » demande Paul.",
    "« Qui paie ? », demande Paul.",
    "« Qui paie ! » s'écrie-t-elle.‖ Silence.",
    "\"Qui paie ?\" a demandé le syndicat.",
    "« Qui paie ? »‖ La question reste ouverte.",
    "Le livre « Faut-il payer ? » de Paul est sorti.",
]
QUOTES = [
    "« Je pars. »‖ Il part.",
    "« Je pars ».‖ Il part.",
    "« Je pars.‖ Je ne reviendrai pas », dit-il.",
    "\"Je pars.‖ Je ne reviendrai pas\", dit-il.",
    "“Je pars.‖ Je ne reviendrai pas”, dit-il.",
    "Il dit : \"Je pars.\"‖ Elle reste.",
    "Il dit : \"Je pars\".‖ Elle reste.",
    "Il part.‖ \"Je reste\", dit-elle.",
    'Il part."‖ Elle reste.',
    "\"Il part. \"‖ Elle reste.",
    "Il dit « oui. »‖ Elle dit « non ».",
    "Il n'existe pas » Même les autres le disent.",
    "« Il a dit \"non\". »‖ Elle rit.",
    "Il a crié : « Stop ! ».‖ Tous s'arrêtent.",
    "''Je pars.''‖ M. Roy se lève.",
    "‹ Je pars. ›‖ Il part.",
    "Le « tandem augmenté » plaît.‖ Il rassure.",
    "Des \"compétences\" parfois floues.‖ Des mots.",
    "« Je pars.‖ – Déjà ?‖ – Oui. »",
    "« Le mot “robot.” est vieux », dit-elle.",
    "Un « mouton à 5 pattes ».‖ Voilà l'idéal.",
    "Il ajoute.‖ «Je reste.»‖ Puis il sort.",
]
GLUED = [
    "C'est la fin.‖Début d'une autre.",
    "Est-ce la fin ?‖Oui.",
    "Une tâche ajoutéeaccess-it.fr : voilà.",
    "Le site Booking.com vend.‖ Il gagne.",
    "Voir https://exemple.fr/page.html?id=3.Suite pour lire.",
    "Voir www.exemple.fr.‖ Le site répond.",
    "Écrire à paul.roy@exemple.fr.‖ Il répond.",
    "Le framework Node.JS plaît.",
    "En 2020.‖Les choses changent.",
    "Fin de citation. »‖Les suites arrivent.",
    "M.Dupuis arrive.",
    "Ph.D en poche, elle part.",
    "Le fichier rapport.pdf est lourd.",
    "L'outil .NET marche.",
    "Il part.‖(Elle reste.)",
]
OTHER = [
    "Il part ; elle reste.",
    "Trois choix : partir, rester, attendre.",
    "Il part – elle reste – ils attendent.",
    "Il part.‖ – Elle reste.",
    "Il part.‖ (Elle reste.)‖ Ils attendent.",
    "Il part (voir la p. 3. Roy le dit) demain.",
    "Il part.‖ 🤖 Le robot reste.",
    "Il part.‖ iPhone en main, elle reste.",
    "Il part tranquillement.‖ mais elle reste.",
    "Il part.‖ 200 salariés restent.",
    "• Former‖ • Trier‖ • Classer",
    "Le taux A → B change.",
    "Il part .‖ Elle reste .",
    "Pas de point final",
    "Il part.‖ À demain.",
    "Il part.‖ Œuvrer reste possible.",
    "Il part.‖ Élodie reste.",
    "Il part.‖ E\u0301lodie reste.",
    "Il part.‖ 他留下。",
    "Il part.‖​ Elle reste.",
    "Le patron.‖ Les élèves.",
]
LINES = [
    "Un titre\nUne phrase.",
    "Liste :\n- un point ;\n- un autre ;\n- le dernier.",
    "Premier paragraphe.\r\n\r\nSecond paragraphe.",
    "Fin de ligne sans point\nUne autre ligne",
    "Une phrase.\u2028Une autre.",
    "Un\n\n\n\nDeux",
]


def spans(text: str) -> list[str]:
    return [text[start:end] for _, found in split(text) for start, end in found]


@pytest.mark.parametrize(
    "marked",
    [*ABBREVIATIONS, *INITIALS, *NUMBERS, *ELLIPSES, *QUESTIONS, *QUOTES, *GLUED, *OTHER],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("‖")]
    assert spans(marked.replace("‖", "")) == expected


@pytest.mark.parametrize("text", LINES)
def test_every_line_is_a_sentence_of_its_own(text: str) -> None:
    assert spans(text) == [line.strip() for line in text.splitlines() if line.strip()]


def wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


PROSE = (
    "Les machines travaillent la nuit et les salariés du bureau relisent le matin ce que la "
    "chaîne a produit, pendant que la direction compte les heures gagnées. "
)


def test_lines_wrapped_to_a_width_are_joined() -> None:
    text = wrapped(PROSE * 4, 72)
    assert len(text.splitlines()) > 8
    assert [s.replace("\n", " ") for s in spans(text)] == [PROSE.strip()] * 4
    check(text)


def test_wrapped_paragraphs_and_titles_stay_apart() -> None:
    text = f"Un titre\n\n{wrapped(PROSE * 3, 66)}\n\n{wrapped(PROSE * 3, 66)}"
    assert len(spans(text)) == 7


def test_short_lines_are_no_wrapped_prose() -> None:
    items = ["Trier les candidatures", "répondre aux clients", "classer les dossiers"]
    verse = "\n".join(items * 5)
    assert len(spans(verse)) == 15


def check(text: str) -> None:
    """Sentences partition the non-blank text, in order, with exact offsets."""
    document = Document(id="d", text=text)
    found = segment(document)
    place = 0
    for number, sentence in enumerate(found):
        assert sentence.index == number
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert not text[place : sentence.start].strip()
        assert sentence.rule
        place = sentence.end
    assert not text[place:].strip()


PIECES = st.sampled_from([
    "Le robot", " part", ".", "...", "…", " ?", "!", " ", "\n", "\n\n", "«", "»", '"', "“", "”",
    "'", "’", "(", ")", "[", "]", "M. ", "etc.", "p. ex. ", "3,5", "1 000", "n° 4", "J.-C.",
    "https://a.fr/b", "a@b.fr",
    "🤖", "👩‍💻", "\u200b", "\u200f", "\u00a0", "\u202f", "e\u0301", "A",
    "B.", "- ",
    "• ", ";",
    ":", ",", "Lire aussi", "Répondre", "MD", "Par Paul Roy", "12 mai 2024", "\t", "\r\n", "\u2028",
])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_partition_of_french_debris(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_partition_of_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", [
    "«\u00a0Il dit. " * 10_000,
    "0123456789" * 20_000,
    "🤖" * 20_000,
    "\u200f\u200e" * 20_000,
    "Les salariés partent. " * 40_000,
    "( " * 20_000,
    "MD\n" * 10_000,
], ids=["unclosed quotes", "figures", "emoji", "marks", "one long line", "brackets", "initials"])
def test_odd_giants_do_not_break_anything(text: str) -> None:
    check(text)


def test_blank_text_has_no_sentence() -> None:
    assert segment(Document(id="d", text=" \n\t\u00a0\n")) == []


def test_sections_and_paragraphs_are_counted() -> None:
    long = "Une phrase assez longue pour être un paragraphe de texte courant."
    text = f"{long} Une autre.\nUn intertitre\n{long}"
    found = segment(Document(id="d", text=text))
    assert [(s.paragraph, s.section) for s in found] == [(0, 0), (0, 0), (1, 1), (2, 1)]


def gold_rows() -> list[dict[str, object]]:
    paths = sorted((SHARED / "gold").glob("*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="needs ../shared")
def test_gold_sentences_are_found() -> None:
    gold = gold_rows()
    right = total = 0
    for doc in sorted({str(row["doc"]) for row in gold}):
        rows = [row for row in gold if row["doc"] == doc]
        with (Path(SHARED) / "corpus" / doc).open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        last = max(int(str(row["end"])) for row in rows)
        found = {(s.start, s.end) for s in segment(Document(id=doc, text=text)) if s.start < last}
        wanted = {(row["start"], row["end"]) for row in rows}
        right += 2 * len(found & wanted)
        total += len(found) + len(wanted)
    assert right / total >= 0.99
