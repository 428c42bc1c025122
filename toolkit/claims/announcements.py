"""The text speaks of itself: it announces what it will do, invites the reader along, counts out.

"Dans cet article, nous verrons …", "Prenons un exemple.", "Je vous propose une visite.",
"Deux voies s'ouvrent.", "Reste la paie.". What follows a colon with a verb of its own is said and
not announced: "Soyons francs : le projet a échoué.".
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.claims.article import View
from toolkit.claims.expressions import Hit, fold, hits
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.claims.not_claims import lexicon
from toolkit.claims.questions import own_subject
from toolkit.french.clauses import governs, is_clause, marker, root, subject
from toolkit.french.mood import form, is_finite, is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_FIRST_PLURAL = frozenset({"nous", "on", "je", "j'", "-nous", "-on", "l'on"})
_SPEAKERS = frozenset({"nous", "je", "j'"})
_THIS = frozenset({"ce", "cet", "cette", "notre", "mon"})
_HERE = re.compile(r"voici\b|.{0,90}\b(?:la|le|les|en) voici\W*$")
_LET_ME = re.compile(r"(?:laisse[zs]?|permet(?:s|tez))-(?:moi|nous)\b")
_COLONS = frozenset({":", ";"})
# The longest sentence of each sort: what is longer says something on the way.
MAX_HERE = 25
MAX_COUNTED = 14
MAX_LEAD = 8  # with the colon, which stands apart in French


def announcement(view: View, start: int) -> Evidence | None:
    """The words that make the sentence an announcement, ``None`` when it is none."""
    opening = _opening(view, start)
    if opening is None:
        return None
    if _calls(view, opening) and not _goes_on(view, opening):
        return view.evidence("claim", "announcement", opening)
    return _counted(view) or _by_root(view)


def _calls(view: View, opening: Token) -> bool:
    """Whether the sentence opens with "voici", "reste", "prenons", "laissez-moi"."""
    if _invites(opening) or _remains(view, opening):
        return True
    text = fold(view.sentence.text)[opening.idx :]
    if _LET_ME.match(text):
        return True
    return "voici" in text and _HERE.match(text) is not None and len(text.split()) <= MAX_HERE


def _opening(view: View, start: int) -> Token | None:
    """The first word behind connectors: "Maintenant, [prenons] un cas"."""
    openers = lexicon().openers
    words = list(islice((t for t in view.doc if t.idx >= start and t.is_alpha), 4))
    return next((t for t in words if low(t) not in openers), words[0] if words else None)


def _goes_on(view: View, opening: Token) -> bool:
    """Whether a colon or semicolon leads to a clause: "Soyons francs : le projet a échoué"."""
    colon = next((t for t in view.doc[opening.i :] if t.text in _COLONS), None)
    return colon is not None and any(is_finite(t) for t in view.doc[colon.i :])


def _invites(opening: Token) -> bool:
    """ "Prenons un exemple.", "Penchons-nous sur la paie.", "Ne nous trompons pas."

    "Rappelons que la loi existe." says what it recalls.
    """
    doc, known = opening.doc, lexicon().hortatives
    following = doc[opening.i + 1 : opening.i + 5]
    if low(opening) == "ne" and following and low(following[0]) in {"nous", "soyons"}:
        called = next((t for t in following if low(t).endswith("ons")), None)
    else:
        called = opening if low(opening).split("-")[0] in known else None
    if called is None:
        return False
    return not any(low(t) in {"que", "qu'", "si"} for t in doc[called.i + 1 : called.i + 5])


def _remains(view: View, opening: Token) -> bool:
    """ "Reste la qualité." names what comes next; "Reste à former." and "Reste que" assert."""
    if low(opening) not in {"reste", "restent"} or len(view.doc) > MAX_COUNTED:
        return False
    following = view.doc[opening.i + 1 : opening.i + 2]
    named = bool(following) and following[0].pos_ in {"DET", "NUM", "PROPN"}
    return named and not any(is_finite(t) for t in view.doc[opening.i + 1 :])


def _counted(view: View) -> Evidence | None:
    """ "Deux voies s'ouvrent.", "J'en tire deux leçons.", "Il prend deux formes :".

    A count, and what is counted comes later. "Trois raisons expliquent ce retard." is told apart
    by its verb, "Elle a deux options." by its subject, "Trois ateliers ferment :" by its noun.
    """
    words = lexicon()
    if len(view.doc) > MAX_COUNTED:
        return None
    nouns = [t for t in view.doc if lemma_of(t) in words.listed_nouns and any(
        low(c) in words.counts and c.i < t.i for c in t.children)]
    if not nouns:
        return None
    if view.sentence.text.rstrip().endswith(":"):
        return view.evidence("claim", "announcement", nouns[0])
    head = root(view.doc)
    if head is None or any(t.text in _COLONS for t in view.doc):
        return None
    opens = lemma_of(head) in words.listed_verbs and subject(head) == nouns[0]
    takes = lemma_of(head) in words.counting_verbs and own_subject(head) in _SPEAKERS
    return view.evidence("claim", "announcement", nouns[0]) if opens or takes else None


def _by_root(view: View) -> Evidence | None:
    """Announcements told by their subject and their main verb."""
    head = root(view.doc)
    if head is None or not is_clause(head):
        return None
    # Taggers take "vais" for a form of "voir".
    lemmas = {lemma_of(t) for t in governs(head) if low(t) not in {"vais", "vas", "va", "vont"}}
    for test in (_short_lead, _of_itself, _plan, _disclaimer, _talked_to, _placed):
        proof = test(view, head, lemmas)
        if proof is not None:
            return proof
    return None


def _short_lead(view: View, head: Token, lemmas: set[str]) -> Evidence | None:
    """ "Nous procédons ainsi :", "Le rapport dessine un avenir double :": a list follows."""
    text = view.sentence.text.rstrip()
    own = own_subject(head) in _FIRST_PLURAL
    longest = MAX_LEAD + 1 if own else MAX_LEAD
    if not own and lemmas & lexicon().reporting:
        return None
    if text.endswith(":") and len(text.split()) <= longest:
        return view.evidence("claim", "announcement", head)
    return None


def _of_itself(view: View, head: Token, lemmas: set[str]) -> Evidence | None:
    """ "Ce billet n'est pas un manifeste.", "Cette tribune a pour but de …"."""
    who = subject(head)
    this = who is not None and lemma_of(who) in lexicon().self_nouns and any(
        low(c) in _THIS for c in who.children)
    if who is None or not this or any(c.dep_.startswith("nmod") for c in who.children):
        return None
    aims = any(lemma_of(t) in {"but", "objet", "objectif", "ambition", "vocation"}
               for t in head.subtree) and "avoir" in lemmas
    copula = any(c.dep_ == "cop" for c in head.children) and head.pos_ == "NOUN"
    meant = lemmas & {"viser", "adresser", "vouloir", "entendre", "prétendre"}
    if form(head).tense == "pres" and (aims or copula or meant):
        return view.evidence("claim", "announcement", who)
    return None


def _plan(view: View, head: Token, lemmas: set[str]) -> Evidence | None:
    """What the author is about to tell: "Je voudrais revenir sur …", "Je vous propose une visite".

    With a clause of its own ("Je voudrais rappeler que la loi existe") the sentence says it.
    """
    words = lexicon()
    if own_subject(head) not in _SPEAKERS or _reports_clause(head):
        return None
    around = {low(c) for t in governs(head) for c in t.children}
    told = bool(around & {"vous", "te", "t'"})
    tense = form(head).tense
    given = words.offering | words.giving if tense == "near_fut" else words.offering
    if told and lemmas & given and tense in {"pres", "fut", "near_fut"}:
        return view.evidence("claim", "announcement", head)
    last = governs(head)[-1]
    meant = lemma_of(head) in {"vouloir", "souhaiter", "tenir", "aimer"} or tense == "near_fut"
    if meant and is_infinitive(last) and lemma_of(last) in words.plans:
        return view.evidence("claim", "announcement", last)
    return None


def _reports_clause(head: Token) -> bool:
    """Whether "que" and a clause are told; behind an object ("un cas, que …") it is a relative."""
    below = [c for t in governs(head) for c in t.children]
    told = [c for c in below if c.dep_ == "ccomp" and is_clause(c)]
    return bool(told) and not any(
        c.dep_ == "obj" and c.pos_ == "NOUN" and c.i < told[0].i for c in below)


def _disclaimer(view: View, head: Token, lemmas: set[str]) -> Evidence | None:
    """ "Je ne raconte pas cela pour me plaindre.", "Je ne vous mentirai pas.", "On m'opposera X."

    "Je ne vous ai pas tout dit" and "On m'objectera que …" tell something.
    """
    who = own_subject(head)
    if who not in {"je", "j'", "nous", "on"}:
        return None
    near = {low(c) for t in governs(head) for c in t.children}
    if who == "on" and near & {"m'", "me", "nous"} and lemmas & lexicon().objecting:
        later = form(head).future or form(head).mood == "cnd"
        return view.evidence("claim", "announcement", head) if (
            later and not any(is_clause(c) for c in head.children)) else None
    denied = of_predicate(head)
    if who == "on" or denied is None or denied.status != "denied":
        return None
    spared = near & {"vous", "te", "t'"} and lemmas & lexicon().sparing and form(head).future
    meant = lemmas & lexicon().recounting and any(
        c.dep_ in {"advcl", "obl:mod", "obl"} and marker(c) == "pour" for c in head.children)
    return view.evidence("claim", "announcement", head) if spared or meant else None


def _talked_to(view: View, head: Token, lemmas: set[str]) -> Evidence | None:
    """ "Nous nous entretenons avec une juge.", "Nous avons demandé à un pilote d'expliquer …"."""
    if own_subject(head) == "nous" and not _reports_clause(head):
        below = {lemma_of(t) for c in head.children if c.dep_ in {"xcomp", "ccomp", "advcl"}
                 for t in governs(c)}
        if "entretenir" in lemmas or ("demander" in lemmas and below & lexicon().enlighten):
            return view.evidence("claim", "announcement", head)
    if "répondre" not in lemmas or not form(head).future:
        return None
    asked = [t for t in head.subtree if low(t) in {"question", "questions"} and any(
        low(c) in {"ces", "cette", "vos", "vous"} for c in t.children)]
    return view.evidence("claim", "announcement", asked[0]) if asked else None


def _placed(view: View, head: Token, lemmas: set[str]) -> Evidence | None:
    """A verb of telling with a place in the text, or with the text as its subject."""
    words = lexicon()
    who = subject(head)
    own = who is not None and low(who) in _FIRST_PLURAL
    place = next(hits(view.doc, words.text_places), None)
    if place is not None and _beyond(view, place):
        place = None
    if place is not None and own_subject(head) == "vous" and lemmas & {
        "trouver", "retrouver", "découvrir", "lire", "voir"
    }:
        return _at(view, place)
    if not lemmas & words.text_verbs:
        return None
    text = who is not None and lemma_of(who) in words.text_nouns and any(
        low(c) in _THIS for c in who.children)
    if place is not None and (own or text or who is None):
        return _at(view, place)
    series = next(hits(view.doc, words.series_places), None)
    if series is not None:
        return _at(view, series)
    if who is None:
        return None
    if text and form(head).tense in {"pres", "fut", "near_fut"}:
        return view.evidence("claim", "announcement", who)
    announced = lemmas & {"voir", "revenir", "aborder", "examiner", "détailler"}
    if own and announced and low(who) != "on" and form(head).tense in {"fut", "near_fut"}:
        return view.evidence("claim", "announcement", head)
    told = {low(c) for c in head.subtree} & {"vous", "te", "t'"}
    if own and told and low(who) != "on" and form(head).future:
        return view.evidence("claim", "announcement", head)
    return None


def _beyond(view: View, place: Hit) -> bool:
    """ "plus loin de la mort", "plus loin que prévu" are no places in the text."""
    following = view.doc[place.token.i :]
    after = next((t for t in following if t.idx >= place.end), None)
    return after is not None and low(after) in {"de", "d'", "du", "des", "que", "qu'"}


def _at(view: View, hit: Hit) -> Evidence:
    return view.evidence_inside("claim", "announcement", hit.start, hit.end)
