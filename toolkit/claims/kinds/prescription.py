"""Prescription: what should, must or is best to be done.

Passes: "Il faut former.", "Les États doivent agir.", "mieux vaut prévenir", "Formez vos équipes.",
"ont tout intérêt à". Looks alike and does not: "Cela doit surprendre." (a guess), "il faut dire
que" (a turn of speech), "l'usine a dû fermer" (a past need), "Il faut deux ans pour apprendre."
(a duration), "doit supporter des hausses" (a burden).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.animacy import of_subject
from toolkit.claims.expressions import fold, word_set
from toolkit.claims.kinds.lexicon import Prescription, lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.modality import devoir
from toolkit.claims.negators import of_predicate
from toolkit.claims.proposition import text_start
from toolkit.french.clauses import (
    MAIN_RANKS,
    finite_clauses,
    governs,
    impersonal,
    is_clause,
    marker,
    rank,
    root,
    subject,
)
from toolkit.french.mood import form, is_imperative, is_infinitive, low, lows
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_SAYING = frozenset({"suggérer", "insister", "proposer", "tenir", "recommander"})
"""Verbs that say with the indicative and demand with the subjunctive."""
_ORDINALS = frozenset({"premier", "première", "deuxième", "second", "seconde", "troisième",
                       "quatrième", "cinquième", "dernier", "dernière"})
_NEXT = frozenset({"désormais", "maintenant", "donc", "d'abord", "alors", "avant", "dorénavant",
                   "surtout", "aujourd'hui"})
LIST_BACK = 800
"""Characters before "La deuxième est de …" in which the list names what it lists."""


def find(scene: Scene) -> Iterator[Evidence]:
    """Impersonal need, duty of a subject that acts, imperatives, what a source recommends."""
    words = lexicon().prescription
    outer = [t for t in (root(scene.view.doc),) if t is not None and scene.said(t)]
    for head in dict.fromkeys((*outer, *scene.predicates)):
        yield from _impersonal(scene, head, words)
        if devoir(head) == "duty" and not _private(head):
            yield scene.token("prescription", "duty", head)
        yield from _order(scene, head)
        yield from _question(scene, head)
    whole = root(scene.view.doc)
    for head in dict.fromkeys((*((whole,) if whole is not None else ()), *scene.predicates)):
        # Who recommends may stand outside the words attributed to him.
        if lemma_of(head) in words.reported and _recommends(head) and of_predicate(head) is None:
            yield scene.token("prescription", "reported", head)
        if _lays_down(head, words):
            yield scene.token("prescription", "norm", head)
        if _demands(head, words) or _advises(scene, head, words):
            yield scene.token("prescription", "demand", head)
    for hit in scene.phrases(words.phrases):
        if scene.central(hit.token):
            yield scene.at("prescription", "phrase", hit)
    yield from _opening(scene, words)
    yield from _wished(scene)
    yield from _superlative(scene, words)
    for clause in finite_clauses(scene.view.doc):
        if _dependent_duty(scene, clause):
            yield scene.token("prescription", "duty", clause)


def _private(head: Token) -> bool:
    """"Je dois cocher un motif": what one person has to do tells of his day."""
    who = subject(head)
    return who is not None and low(who) in {"je", "j'", "-je"}


def _wished(scene: Scene) -> Iterator[Evidence]:
    """"Que le guichet rouvre.", "Qu'ils gardent leurs clés.": a main clause in the subjunctive."""
    if scene.view.sentence.text.rstrip(" »\"”").endswith("?"):
        return
    for head in scene.predicates:
        read, top = form(head), head.head == head or rank(head) in MAIN_RANKS
        if not top or read.tense != "pres" or marker(head) not in {"que", "qu'"}:
            continue
        # Of most verbs the form is that of the indicative too: there "que" has to open it all.
        opens = head.head == head and low(head.doc[0]) in {"que", "qu'"}
        if read.mood == "sub" or (opens and read.mood == "ind"):
            yield scene.token("prescription", "wished", head)


def _superlative(scene: Scene, words: Prescription) -> Iterator[Evidence]:
    """"Le plus urgent est de payer", "le plus sage serait de se taire", "le mieux, c'est de"."""
    present = word_set(scene.view.doc)
    if "plus" not in present or not {"de", "d'"} & present:
        return
    doc = scene.view.doc
    texts = lows(doc)
    for i, text in enumerate(texts[:-4]):
        if text != "plus" or not i or texts[i - 1] != "le" or (
                lemma_of(doc[i + 1]) not in words.adjectives | words.fitting):
            continue
        after = [t for t in texts[i + 2 : i + 6] if t not in {",", "c'", "donc", "alors", "ce"}]
        if after[:1] and after[0] in {"est", "serait", "sera", "reste"} and (
                after[1:2] in (["de"], ["d'"])):
            yield scene.token("prescription", "superlative", doc[i + 1])


def _dependent_duty(scene: Scene, clause: Token) -> bool:
    """A duty in a clause the claim rests on: "signifie que nous devons …", "alors que chacun
    devrait …"; not in a relative, a condition, a question."""
    if clause in scene.predicates or devoir(clause) != "duty" or not scene.said(clause):
        return False
    if rank(clause) == "complement":
        return marker(clause) in {"que", "qu'"}
    return rank(clause) == "adverbial" and marker(clause) in {"alors", "que", "qu'", "car",
                                                              "puisque", "parce"}


def _opening(scene: Scene, words: Prescription) -> Iterator[Evidence]:
    """"Autant s'y mettre", "À nous de jouer", "Place aux actes" at the head of the sentence."""
    start = text_start(scene.view.sentence.text)
    for hit in scene.phrases(words.openings):
        lead = [t for t in scene.view.doc[: hit.token.i]
                if (t.is_alpha or low(t).endswith("'")) and t.idx >= start]
        if any(low(t) not in {"et", "mais", "or", "donc", "alors", "bref"} for t in lead):
            continue
        if scene.view.sentence.text.rstrip(" »\"”").endswith("?"):
            continue
        rest = [t for t in scene.view.doc if t.idx >= hit.end][:3]
        if hit.text == "autant" and not (rest and any(
                is_infinitive(t) for t in rest) and low(rest[0]) not in {"dire", "que", "de"}):
            continue
        if hit.text.startswith(("à ", "pas ", "plus ", "inutile")) and not any(
                is_infinitive(t) for t in rest):
            continue
        yield scene.at("prescription", "opening", hit)


def _demands(head: Token, words: Prescription) -> bool:
    """"demande que", "veut que" over a clause; "appelle les États à agir"."""
    tenses = {"pres", "none", "pres_perf"} if lemma_of(head) in words.calling else {"pres", "none"}
    if form(head).tense not in tenses or form(head).mood not in {"ind", "cnd"}:
        return False
    if of_predicate(head) is not None:
        return False
    below = [c for c in head.children if c.i > head.i]
    if lemma_of(head) in words.demanding:
        return of_subject(head) != "name" and any(
            is_clause(c) and marker(c) in {"que", "qu'", "ce"} and (
                form(c).mood == "sub" or lemma_of(head) not in _SAYING)
            and c.dep_ in {"ccomp", "xcomp", "advcl"} for c in below)
    if lemma_of(head) not in words.calling or of_subject(head) in {"tool", "thing"}:
        return False
    return _called_for(head) or any(
        is_infinitive(c) and marker(c) in {"à", "de", "d'"} for c in head.subtree if c.i > head.i)


def _called_for(head: Token) -> bool:
    """"appelle à plus de respect": what is called for may be a noun."""
    after = [t for t in head.doc[head.i + 1 : head.i + 4] if t.pos_ != "ADV" or low(t) == "plus"]
    if lemma_of(head) != "appeler" or not after or low(after[0]) not in {"à", "au", "aux"}:
        return False
    what = [t for t in head.doc[after[0].i + 1 : after[0].i + 5] if t.pos_ == "NOUN"]
    return bool(what) and lemma_of(what[0]) not in {"midi", "minuit", "heure", "aide", "domicile"}


def _advises(scene: Scene, head: Token, words: Prescription) -> bool:
    """"C'est une nécessité", "l'erreur serait de croire", "la clé consiste à former"."""
    who = subject(head)
    copular = any(c.dep_ == "cop" for c in head.children)
    if copular and lemma_of(head) in words.duties:
        free = not any(low(c) in {"sa", "son", "leur", "leurs", "ses"} for c in head.children)
        return free and form(head).tense in {"pres", "fut"} and head.pos_ == "NOUN"
    if who is None or form(head).tense not in {"pres", "fut"}:
        return False
    if low(who) in _ORDINALS:
        end = scene.view.sentence.start
        before = fold(scene.view.document.text[max(0, end - LIST_BACK) : end])
        if not any(f" {noun}" in before for noun in words.advice):
            return False
    elif lemma_of(who) not in words.advice:
        return False
    verbal = copular and is_infinitive(head)
    return verbal or lemma_of(head) == "consister" or (
        lemma_of(head) == "être" and any(is_infinitive(c) for c in head.children))


def _impersonal(scene: Scene, head: Token, words: Prescription) -> Iterator[Evidence]:
    """"il faut + infinitif / que", "il est urgent de", "il s'agit de + infinitif"."""
    lemma = lemma_of(head)
    chain = governs(head)
    if lemma == "falloir" or low(head) in {"faut", "faudra", "faudrait", "fallait"}:
        if not _speaks(head, words) and _over_action(head) and form(head).tense != "impf":
            yield scene.token("prescription", "need", head)
        return
    if "falloir" in {lemma_of(t) for t in chain[1:]} and form(head).tense == "near_fut":
        yield scene.token("prescription", "need", head)
    if lemma in words.impersonal - {"falloir"} and impersonal(head) and _over_action(head):
        yield scene.token("prescription", "need", head)
    needed = lemma in words.adjectives and any(c.dep_ == "cop" for c in head.children)
    if needed and impersonal(head) and _over_action(head):
        yield scene.token("prescription", "need", head)
    if lemma == "agir" and impersonal(head) and _task(head):
        yield scene.token("prescription", "need", head)
    if _incumbent(head, words):
        yield scene.token("prescription", "incumbent", head)
    if needed and lemma in {"nécessaire", "urgent"} and _needs(head):
        yield scene.token("prescription", "needed", head)


def _needs(head: Token) -> bool:
    """"Un moratoire est nécessaire": a thing that is called for, now."""
    known = form(head).tense == "pres" and of_predicate(head) is None
    return known and of_subject(head) == "thing" and not impersonal(head)


def _task(head: Token) -> bool:
    """"Il s'agit désormais de trier": a task at hand; "il s'agit notamment de payer" explains."""
    denied = of_predicate(head)
    if denied is not None and denied.status != "corrected":
        return False  # "il ne s'agit pas de vendre, mais de louer" sets a task
    # "agit" may be tagged as a past.
    if form(head).tense not in {"pres", "past"} or form(head).mood != "ind":
        return False
    if denied is not None:
        return True
    if not any(is_infinitive(c) for c in head.children):
        return False
    after = [low(t) for t in head.doc[head.i + 1 : head.i + 3]]
    return after[:1] in (["de"], ["d'"]) or bool(set(after) & _NEXT)


def _incumbent(head: Token, words: Prescription) -> bool:
    """"il appartient à X de + infinitif", "c'est à X de + infinitif"."""
    starts = [low(c) for c in head.children if c.i < head.i]
    if lemma_of(head) in words.incumbent:
        opens = "il" in starts
    else:
        opens = bool({"c'", "ce"} & set(starts)) and bool({"à", "au", "aux"} & set(starts)) and (
            lemma_of(head) != "cause")
    return opens and any(
        low(t) in {"de", "d'"} and t.i + 1 < len(t.doc) and t.i > head.i
        and t.doc[t.i + 1].text.endswith(("er", "ir", "re")) for t in head.subtree)


def _speaks(head: Token, words: Prescription) -> bool:
    """"il faut dire que", "il ne faut pas s'y tromper": about the speech, not the world."""
    inner = [c for c in head.children if c.i > head.i and is_infinitive(c)]
    if not inner or lemma_of(inner[0]) not in words.speech:
        return False
    said = any(marker(c) in {"que", "qu'"} for c in inner[0].children)
    return said or lemma_of(inner[0]) in {"tromper", "attendre", "savoir", "oublier"}


def _over_action(head: Token) -> bool:
    """An infinitive or a "que" clause under the need; a mere duration or sum is none."""
    for child in head.children:
        if child.i < head.i or marker(child) in {"pour", "afin", "avant", "sans", "à"}:
            continue
        if is_infinitive(child) or (is_clause(child) and marker(child) in {"que", "qu'"}):
            return True
    # "Il faut un cadre clair": a noun may be what is needed, unless it is measured.
    nouns = [c for c in head.children if c.dep_ in {"obj", "ccomp", "xcomp"} and c.i > head.i]
    return any(n.pos_ == "NOUN" and not any(c.dep_ == "nummod" or c.like_num for c in n.subtree)
               for n in nouns) and lemma_of(head) == "falloir"


def _order(scene: Scene, head: Token) -> Iterator[Evidence]:
    """An imperative addressed to the reader or to all; an instruction in the infinitive."""
    if head in scene.path[:-1]:
        return  # "Soyons clairs : P" orders nothing, it presents P
    if is_imperative(head) and scene.said(head):
        if lemma_of(head) not in lexicon().prediction.telling | lexicon().prescription.telling:
            yield scene.token("prescription", "imperative", head)
    elif is_infinitive(head) and head.dep_ in {"ROOT", "root"} and not is_clause(head):
        start = text_start(scene.view.sentence.text)
        opening = [t for t in scene.view.doc if t.is_alpha and t.idx >= start][:2]
        alone = not any(is_clause(t) and rank(t) != "relative" for t in scene.view.doc)
        if alone and head in opening and not scene.view.sentence.text.rstrip().endswith("?"):
            yield scene.token("prescription", "infinitive", head)


def _question(scene: Scene, head: Token) -> Iterator[Evidence]:
    """"Ne peut-on pas les mobiliser ?": a negative question with pouvoir or devoir proposes."""
    if not scene.view.sentence.text.rstrip(" »\"”").endswith("?"):
        return
    if lemma_of(head) in {"pouvoir", "devoir", "falloir"}:
        found = of_predicate(head)
        if found is not None and found.status == "denied":
            yield scene.token("prescription", "question", head)


def _lays_down(head: Token, words: Prescription) -> bool:
    """"L'accord interdit …", "la loi impose …": a text with force of rule as subject."""
    who = subject(head)
    now = form(head).tense in {"pres", "pres_perf"} and lemma_of(head) in words.laying
    return now and who is not None and lemma_of(who) in words.norms


def _recommends(head: Token) -> bool:
    if lemma_of(head) in {"exiger", "réclamer"} and of_subject(head) in {"thing", "tool"}:
        return False  # "ce diagnostic exige deux examens"
    return form(head).tense in {"pres", "pres_perf", "impf"} and any(
        c.dep_ in {"obj", "ccomp", "xcomp", "obl:arg"} for c in head.children)
