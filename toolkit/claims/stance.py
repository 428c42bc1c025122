"""Stance: what a sentence says AI, automation or digital tools do to work or to people.

Good, harm, both, or neither. Neither when the sentence speaks of something else: cues of good or
harm only count when the sentence names AI or a tool, says "elle" or "cette technologie" of one
just named, or tells of jobs lost or created in an article that is about AI. A denied harm is
neither, a harm made less is good, a prescription is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.claims.cues import Hit, hits
from toolkit.claims.relations import agent_of
from toolkit.claims.words import fold
from toolkit.records import Evidence, Stance

if TYPE_CHECKING:
    from toolkit.claims.article import View
    from toolkit.codebook import Codebook
    from toolkit.french.frozen import Doc, Token

# An article is about AI when at least this share of its sentences names it. The opinion articles
# on the subject have 0.16 to 0.51, press articles on other subjects 0.00 to 0.02 (2026-11).
TOPIC_SHARE = 0.08
# Where the article is about work (this share of its sentences), less is enough.
WORK_SHARE, TOPIC_SHARE_AT_WORK = 0.15, 0.04
# How many sentences back a pronoun may find the AI it stands for.
MEMORY = 2
# How many words after an object's head its complement may name the AI that undergoes the verb.
OBJECT_REACH = 4
# How many words after "grâce à" the AI it credits may stand.
CAUSE_REACH = 8

_CAUSES = frozenset(("grâce à", "à cause de"))
_ANAPHORS = frozenset(("il", "elle", "ils", "elles", "cela", "ça", "ceci", "celle-ci", "celui-ci"))
_DEMONSTRATIVES = frozenset(("ce", "cet", "cette", "ces"))
_DENIALS = frozenset(("pas", "jamais", "aucun", "aucune", "rien", "ni", "nullement", "guère"))
_DENYING = ("advmod", "det", "cc", "nsubj", "obj")
_BANS = frozenset(("interdire", "proscrire", "bannir", "refuser", "exclure", "nier"))
_ASKING = frozenset((
    "demander", "savoir", "ignorer", "interroger", "question", "dire", "voir", "sondage",
    "déterminer", "comprendre", "examiner", "étudier", "vérifier", "débattre",
))
_GAINS = ("stance/positive", "stance/gains")
_LOSSES = ("stance/negative", "stance/losses")
_BY_THEMSELVES = frozenset(("stance/gains", "stance/losses"))
_TOOLS = frozenset(("anchors", "tools"))
_DOERS = _TOOLS | {"people", "work"}
_BAPTISED = ("baptisé", "nommé", "appelé", "dénommé", "surnommé", "intitulé")
_DWINDLING = frozenset(("baisser", "diminuer", "reculer", "chuter", "fondre", "disparaître"))
_PATH = ("nmod", "amod", "acl", "obl:arg", "appos")
_CLAUSES = ("advcl", "acl:relcl", "ccomp", "conj", "parataxis", "parataxis:insert")
_FOILS = (("loin", "de"), ("loin", "d'"), ("plutôt", "que"), ("plutôt", "qu'"), ("au", "lieu"))
_DUTIES = frozenset(("falloir", "devoir", "convenir", "importer"))
_DUTY_ADJECTIVES = frozenset(
    ("crucial", "essentiel", "nécessaire", "important", "indispensable", "urgent", "primordial",
     "impératif", "vital", "souhaitable", "préférable")
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences around one say.

    The article is about AI; AI was named just before; the names the article gives its tools.
    """

    about_ai: bool = False
    named_before: bool = False
    names: frozenset[str] = frozenset()


NO_CONTEXT = Context()


def contexts(views: Sequence[View], codebook: Codebook) -> list[Context]:
    """The context of each sentence of one article, in order."""
    named = [any(hit.group == "anchors" for hit in hits(view.doc, codebook)) for view in views]
    tools = [any(hit.group == "tools" for hit in hits(view.doc, codebook)) for view in views]
    share = sum(named) / len(views) if views else 0.0
    at_work = sum(any(hit.group == "work" for hit in hits(view.doc, codebook)) for view in views)
    about = share >= TOPIC_SHARE or (
        share >= TOPIC_SHARE_AT_WORK and at_work >= WORK_SHARE * len(views)
    )
    names = frozenset().union(*(_christened(view.doc) for view in views)) if about else frozenset()
    result = []
    for place in range(len(views)):
        before = range(max(0, place - MEMORY), place)
        near = any(
            named[i] or (about and (tools[i] or _calls(views[i].doc, names))) for i in before
        )
        result.append(Context(about, near, names))
    return result


def _christened(doc: Doc) -> frozenset[str]:
    """The names given to tools: "un assistant baptisé Iris"."""
    return frozenset(
        token.text for before, token in pairwise(token for token in doc if not token.is_quote)
        if token.text[:1].isupper() and fold(before.text).rstrip("es").startswith(_BAPTISED)
    )


def _calls(doc: Doc, names: frozenset[str]) -> bool:
    return bool(names) and any(token.text in names for token in doc)


def stance(
    view: View, codebook: Codebook, *, negated: bool = False, context: Context = NO_CONTEXT
) -> tuple[Stance, tuple[Evidence, ...]]:
    """What ``view`` says AI does to work or people, and the cues that say so.

    ``negated`` tells that the main proposition is denied, ``context`` what stands around it
    (:func:`contexts`). "none" with no evidence when AI is not what acts.
    """
    found = hits(view.doc, codebook)
    subject = _subject(view.doc, found, context)
    if not subject:
        return "none", ()
    good, harm = _votes(view.doc, found, negated)
    if subject == "jobs":  # without AI in sight only the jobs themselves tell
        groups = {hit.group for hit in found}
        good = good if groups & {"new_jobs/strong", "stance/gains"} else []
        harm = harm if groups & {"replacement/strong", "wellbeing/strong", "stance/losses"} else []
    elif subject == "undergone":
        own = {hit.head for hit in found if hit.group in _BY_THEMSELVES}
        good, harm = ([hit for hit in side if hit.head in own] for side in (good, harm))
    good = [
        hit for hit in good
        if not _prescribed(view.doc, hit) and not _elsewhere(view.doc, hit, found)
    ]
    harm = [hit for hit in harm if not _prescribed(view.doc, hit)]
    value = _decide(view.doc, found, good, harm)
    if value == "none":
        return value, ()
    chosen = good * (value != "negative") + harm * (value != "positive")
    return value, tuple(
        view.evidence("stance", f"{subject}:{hit.cue}", view.doc[hit.first:hit.last + 1])
        for hit in chosen
    )


def _subject(doc: Doc, found: list[Hit], context: Context) -> str:
    """How the sentence is about AI, "" when it is not.

    "named"; in an article about AI also "tool", "anaphor" of what was just named, "jobs" lost or
    made, or an "effect" told right after AI was named.
    """
    groups = {hit.group for hit in found}
    if "anchors" in groups:
        return "named"
    if not context.about_ai:
        return ""
    if "tools" in groups or _calls(doc, context.names):
        return "tool"
    if context.named_before and any(_anaphor(token) for token in doc):
        return "anaphor"
    if groups & {"replacement/strong", "new_jobs/strong", "wellbeing/strong"}:
        return "jobs"
    if groups & _BY_THEMSELVES:
        return "undergone"
    if context.named_before and groups & {"productivity/strong", "augmentation/strong"}:
        return "effect"
    return ""


def _anaphor(token: Token) -> bool:
    """A pronoun as subject, or "cette technologie", "ce mouvement" at the head of a clause."""
    key = fold(token.text)
    if key in _ANAPHORS:
        return token.dep_.startswith("nsubj")
    return key in _DEMONSTRATIVES and token.pos_ == "DET" and token.head.dep_.startswith("nsubj")


def _votes(doc: Doc, found: list[Hit], negated: bool) -> tuple[list[Hit], list[Hit]]:
    """The cues for good and for harm, after denials, foils and what makes less of them."""
    traps = [hit for hit in found if hit.group == "stance/traps"]
    relief = [hit for hit in found if hit.group == "stance/relieving"]
    named = [hit for hit in found if hit.group in ("anchors", "tools")]
    good: list[Hit] = []
    harm: list[Hit] = []
    for hit in _longest([h for h in found if h.group in _GAINS + _LOSSES]):
        if any(trap.first <= hit.head <= trap.last for trap in traps):
            continue
        if _denied(doc, hit, negated) or _foil(doc, hit) or _done_to(doc, hit, named):
            continue
        if hit.cue in _CAUSES and not _named_after(hit, named):
            continue
        positive = hit.group in _GAINS
        whole = hit.group in _BY_THEMSELVES  # it already counts what is made less
        if (not whole and (_relieved(doc, hit, relief) or _after(doc, hit, "moins"))) or (
            positive and _after(doc, hit, "trop")
        ):
            positive = not positive
        (good if positive else harm).append(hit)
    return good, harm


def _longest(found: list[Hit]) -> list[Hit]:
    """Of cues on the same words, the longest; a verb inside a longer cue votes once."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h.first - h.last, h.first, h.cue)):
        if not any(other.first <= hit.head <= other.last for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.first, h.last))


def _denied(doc: Doc, hit: Hit, negated: bool) -> bool:
    """Whether the cue, or the verb it hangs on, stands under "ne … pas"."""
    token: Token = doc[hit.head]
    if {"ne", "sans", "moins"} & set(hit.cue.split()):
        return False  # the cue is itself a denial: "ne répond pas"
    for _ in range(6):
        below = {fold(child.text) for child in token.children if child.dep_ in _DENYING}
        if below & _DENIALS or ("personne" in below and below & {"ne", "n'"}):
            return True
        if token.head is not token and fold(token.head.lemma_) in _BANS and token.dep_ == "obj":
            return True
        if _nobody(token) or _unreal(token):
            return True
        if token.dep_ == "ROOT" or token.dep_ in _CLAUSES:
            own = any(fold(child.text) in ("ne", "n'") for child in token.children)
            return negated and own
        token = token.head
    return False


def _nobody(verb: Token) -> bool:
    """Whether what the verb bears on is none: "aucun poste ne sera supprimé"."""
    return any(
        fold(below.text) in ("aucun", "aucune", "nul", "nulle")
        for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass", "obj")
        for below in child.children if below.dep_ == "det"
    )


def _unreal(token: Token) -> bool:
    """Whether the clause is only asked or thought of: "savoir si elle remplacera", "sans gêner".

    Also what stands under a denied verb: "je ne crains pas que cela m'isole".
    """
    marks = {fold(child.text) for child in token.children if child.dep_ in ("mark", "case")}
    if "sans" in marks and token.pos_ == "VERB":
        return True
    if token.dep_ not in ("ccomp", "xcomp", "obj", "acl", "advcl"):
        return False
    if marks & {"si", "s'"} and fold(token.head.lemma_) in _ASKING:
        return True
    below = {fold(child.text) for child in token.head.children if child.dep_ == "advmod"}
    return token.dep_ == "ccomp" and bool(below & _DENIALS)


def _foil(doc: Doc, hit: Hit) -> bool:
    """Whether the cue is what is ruled out: "loin de remplacer", "au lieu de le remplacer"."""
    for place in range(max(0, hit.first - 5), hit.first):
        pair = (fold(doc[place].text), fold(doc[place + 1].text))
        if pair in _FOILS and not any(token.is_punct for token in doc[place:hit.first]):
            return True
    return False


def _named_after(hit: Hit, named: list[Hit]) -> bool:
    """Whether AI is the cause told by "grâce à" or "à cause de"."""
    return any(hit.last < other.first <= hit.last + CAUSE_REACH for other in named)


def _after(doc: Doc, hit: Hit, word: str) -> bool:
    """Whether ``word`` stands right before an adjective: "trop rapide", "moins nocif"."""
    return (
        hit.first > 0 and fold(doc[hit.first - 1].text) == word
        and doc[hit.head].pos_ in ("ADJ", "VERB")
    )


def _done_to(doc: Doc, hit: Hit, named: list[Hit]) -> bool:
    """Whether AI only undergoes what the cue says: "des poètes améliorent l'IA"."""
    verb: Token = doc[hit.head]
    if not named or verb.pos_ != "VERB":
        return False
    for child in verb.children:
        if child.dep_ in ("obj", "nsubj:pass"):
            # No further than the object's own complement: a long subtree is often a wrong one.
            near = range(child.left_edge.i, min(child.right_edge.i, child.i + OBJECT_REACH) + 1)
            if all(other.first in near and other.last in near for other in named):
                return True
    return False


def _relieved(doc: Doc, hit: Hit, relief: list[Hit]) -> bool:
    """Whether something makes less of what the cue names: "réduire le stress", "moins de …"."""
    for other in relief:
        if other.first <= hit.head <= other.last:
            continue
        near = other.last < hit.first <= other.last + 4 and not any(
            token.is_punct or token.pos_ in ("VERB", "SCONJ", "CCONJ")
            for token in doc[other.last + 1:hit.first]
        )
        if near and doc[hit.head].pos_ in ("NOUN", "ADJ"):
            return True
        if _undergoes(doc, hit, other):
            return True
    return False


def _undergoes(doc: Doc, hit: Hit, relief: Hit) -> bool:
    """Whether the cue is inside what the relieving verb bears on: "les appels perdus divisés"."""
    token: Token = doc[hit.head]
    for _ in range(4):
        if token.head.i == relief.head and token.i != relief.head:
            dwindles = fold(token.head.lemma_) in _DWINDLING and token.dep_ == "nsubj"
            return dwindles or token.dep_ in ("obj", "nsubj:pass")
        if token.dep_ not in _PATH:
            return False
        token = token.head
    return False


def _prescribed(doc: Doc, hit: Hit) -> bool:
    """Whether the cue stands under "il faut", "doit", "il est crucial de"."""
    token: Token = doc[hit.head]
    if any(  # "mieux vaut", "vaut mieux"
        {fold(one.text), fold(two.text)} == {"mieux", "vaut"} for one, two in pairwise(doc)
    ):
        return True
    for _ in range(4):
        if token.dep_ == "ROOT":
            break
        head = token.head
        lemma = fold(head.lemma_)
        likely = hit.group in _BY_THEMSELVES and "Mood=Cnd" in str(head.morph)
        if lemma in _DUTIES and token.dep_ in ("xcomp", "ccomp", "csubj", "obj") and not likely:
            return True
        if lemma in _DUTY_ADJECTIVES and token.dep_ in ("xcomp", "ccomp", "csubj"):
            return True
        if fold(head.text) == "intérêt" and head.dep_ == "obj":  # "avoir tout intérêt à"
            return True
        token = head
    return False


def _elsewhere(doc: Doc, hit: Hit, found: list[Hit]) -> bool:
    """Whether another thing than AI does the good: "un simple appel permettrait de résoudre cela".

    People may be its subject: they do it with the machine.
    """
    verb: Token = doc[hit.head]
    if hit.group != "stance/positive" or verb.pos_ != "VERB":
        return False
    agent = agent_of(verb)
    if agent is None or agent.pos_ != "NOUN":
        return False
    doers = {h.head for h in found if h.group in _DOERS}
    phrase = range(agent.left_edge.i, verb.i if agent.i < verb.i else agent.right_edge.i + 1)
    return agent.i not in doers and not any(
        h.group in _TOOLS and h.head in phrase for h in found
    ) and not any(fold(child.text) in _DEMONSTRATIVES for child in agent.children)


def _decide(doc: Doc, found: list[Hit], good: list[Hit], harm: list[Hit]) -> Stance:
    if not good and not harm:
        return "none"
    if _shared_out(doc):
        return "mixed"
    if good and not harm:
        return "positive"
    if harm and not good:
        return "negative"
    contrast = [hit for hit in found if hit.group == "stance/contrast"]
    first_good, first_harm = good[0].head, harm[0].head
    low, high = sorted((first_good, first_harm))
    if any(low <= hit.head <= high or hit.first == 0 for hit in contrast):
        return "mixed"
    return "positive" if len(good) > len(harm) else "negative"


def _shared_out(doc: Doc) -> bool:
    """"les uns … d'autres …" joined by a contrast: good to some, harm to others."""
    keys = [fold(token.text) for token in doc]
    for place, (one, two) in enumerate(pairwise(keys)):
        if (one in ("d'", "les") and two == "autres") or (one == "d'" and two == "autre"):
            before = keys[max(0, place - 6):place]
            if {"mais", "tandis", "alors", "quand", "pendant"} & set(before):
                return True
    return False
