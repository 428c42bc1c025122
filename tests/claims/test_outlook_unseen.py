"""Futures one level down, announcements, and hedges of things: constructions of unseen articles."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.views import by_text, kinds_of
from toolkit.claims.article import View
from toolkit.claims.hedging import epistemic
from toolkit.claims.negation import negated

KINDS = [
    # A future in a content clause is the claim's; one that is asked or unknown is not.
    ("prediction", "Cela signifie que seuls les notaires pourront signer cet acte.", True),
    ("prediction", "Le port est plein et il ne rouvrira pas.", True),
    ("prediction", "La grève dure, de sorte que les rayons seront vides.", True),
    ("prediction", "Nous ne savons pas comment la mairie va réagir.", False),
    ("prediction", "Les marins ne comprennent pas que la digue va céder.", False),
    ("prediction", "Les élus ignorent si le pont sera réparé.", False),
    # What is likely over a clause, what is planned with a date.
    ("prediction", "Il est peu probable que le tunnel rouvre.", True),
    ("prediction", "Une réponse est attendue du ministère.", True),
    ("prediction", "Le groupe annonce une usine pour l'année prochaine.", True),
    ("prediction", "La ville a l'intention de vendre son théâtre.", True),
    ("prediction", "Cela augmente le risque que les barrages cèdent.", True),
    ("prediction", "Ce calcul est le plus probable des trois.", False),
    ("prediction", "Le groupe annonce une perte de dix millions.", False),
    ("prediction", "Les riverains ne craignent pas que la digue cède.", False),
    # What happens at times is no forecast; what may become of something is.
    ("prediction", "La vallée peut devenir un désert.", True),
    ("prediction", "Le sel peut provoquer une fuite.", False),
    # What every member of a class ought to do is a duty.
    ("prescription", "Chaque atelier devrait garder un référent.", True),
    ("prescription", "Toute facture devrait porter un nom.", True),
    ("prescription", "On devrait avoir le droit de refuser.", True),
    ("prescription", "Il devrait être facile de joindre le greffe.", False),
    ("prescription", "Les prix devraient baisser au printemps.", False),
    # A main clause in the subjunctive, a superlative over an infinitive, a call.
    ("prescription", "Que le guichet rouvre le samedi.", True),
    ("prescription", "Que la mairie entende ses voisins.", True),
    ("prescription", "Le plus sage serait de vendre le moulin.", True),
    ("prescription", "Le plus urgent est de payer les moissonneurs.", True),
    ("prescription", "La ville a appelé les habitants à économiser l'eau.", True),
    ("prescription", "Nous supplions les députés de voter ce texte.", True),
    ("prescription", "Encore faudrait-il que les trains arrivent.", True),
    ("prescription", "Un arbitrage est nécessaire.", True),
    ("prescription", "Le plus grand est de Nantes.", False),
    ("prescription", "La vigne est nécessairement taillée.", False),
    ("prescription", "Nous n'exigeons rien de la mairie.", False),
    ("prescription", "Je dois tamponner douze cartes par jour.", False),
    ("prescription", "Il s'agit notamment de payer les cautions.", False),
    ("prescription", "Ce vaccin exige deux piqûres.", False),
    ("prescription", "L'interdiction de pêcher date de mars.", False),
    # What was once thought, or how somebody would feel, foretells nothing.
    ("prediction", "Les voisins croyaient que la gare rouvrirait.", False),
    ("prediction", "Le maire a dit qu'il serait ravi.", False),
]
HEDGED = [
    ("Les armateurs soutiennent que la taxe ferait fuir les clients.", True),
    ("La rive nord est sèche, tandis que la rive sud serait inondée.", True),
    ("Une fuite peut passer inaperçue.", True),
    ("La panne peut être causée par le gel.", True),
    ("Le tableau peut contenir cent lignes.", False),
    ("La somme ne peut pas être remboursée.", False),
    ("Elle peut désormais traduire douze langues.", False),
    ("Cela peut se faire au guichet.", False),
    ("Je plaiderais pour un moratoire.", False),
    ("Aucun formulaire ne saurait en tenir lieu.", False),
    ("Les préfets feraient bien de relire la loi.", False),
    ("Sans ce prêt, j'aurais vendu la ferme.", False),
    ("Ce geste apparemment anodin a coûté cher.", False),
    ("Je ne crains pas que la digue cède.", False),
]
DENIED = [
    # A clause of its own after "mais" lets the denial stand; a phrase or a shared subject does not.
    ("La digue n'est pas finie, mais elle tient.", True),
    ("Le préfet ne paiera pas le péage, mais les maires prendront le bac.", True),
    ("La vigne n'est pas un jardin mais une usine.", False),
    ("Le préfet n'est pas un arbitre mais un joueur, et les maires le savent.", False),
    # What stands instead, after a semicolon or an adverb.
    ("Le bac n'a pas été vendu ; il a été loué.", False),
    ("Le pont n'a pas été vendu ; il faut donc le réparer.", True),
    ("Le juge ne siège pas pour punir, juste pour écouter.", False),
    ("Le choix ne tient pas tant au prix qu'au goût.", False),
    ("Ce jardin n'a jamais eu d'autre but que de plaire.", False),
    # What is said, wherever the verb of saying stands; what is aimed at or supposed.
    ("Vous écrivez que la Loire n'est pas navigable.", True),
    ("Il se peut que la Loire ne soit pas navigable.", False),
    ("Le tout est de ne pas réveiller les voisins.", False),
    ("Jamais, en dix ans de service, elle n'avait eu de blâme.", True),
    ("Rien n'interdit de croire au retour des loups.", False),
    ("Le notaire a nié toute fraude.", False),
]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    return by_text([row[1] for row in KINDS] + [row[0] for row in HEDGED + DENIED])


@pytest.mark.parametrize(("kind", "sentence", "expected"), KINDS)
def test_kind(kind: str, sentence: str, expected: bool) -> None:
    assert (kind in kinds_of(parsed()[sentence])) is expected


@pytest.mark.parametrize(("sentence", "expected"), HEDGED)
def test_hedged(sentence: str, expected: bool) -> None:
    assert (epistemic(parsed()[sentence])[0] == "hedged") is expected


@pytest.mark.parametrize(("sentence", "expected"), DENIED)
def test_denied(sentence: str, expected: bool) -> None:
    assert negated(parsed()[sentence])[0] is expected
