"""Mood and tense of French verbs, from the parse and, where it errs, from the form itself.

A future or conditional is its stem plus an ending, and the stem is the infinitive for all but some
thirty verbs (Grevisse & Goosse, *Le bon usage*, §§ 798-806). So "considérons" cannot be the future
of *considérer* ("considérerons"), nor "montrait" a conditional of *montrer* ("montrerait"),
whatever a statistical tagger says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

_KEY = "toolkit.notes"
_FUTURE = re.compile(r"(?P<stem>\w*r)(?P<end>ai|as|a|ons|ez|ont)$")
_CONDITIONAL = re.compile(r"(?P<stem>\w*r)(?P<end>ais|ait|ions|iez|aient)$")
_GO = frozenset({"vais", "vas", "va", "allons", "allez", "vont"})
_WENT = frozenset({"allais", "allait", "allions", "alliez", "allaient"})
_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|re|oir)$")
AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
SUBJECTS = frozenset(
    {"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer", "csubj", "csubj:pass", "expl:subj"}
)


class MoodLexicon(BaseModel):
    """``data/lexicons/mood.toml``: irregular future stems."""

    model_config = ConfigDict(extra="forbid")
    stems: dict[str, str]


class Form(NamedTuple):
    """What a predicate's verb group says about time and reality.

    ``mood``: ``ind``, ``cnd``, ``sub``, ``imp``, ``inf``, ``part`` or ``none`` (no verb).
    ``tense``: ``pres``, ``impf``, ``past``, ``fut``, ``fut_perf``, ``near_fut`` (aller +
    infinitive), ``fut_in_past`` (allait + infinitive), ``pres_perf``, ``plup``, ``cnd_past`` or
    ``none``.
    ``verb`` is the finite token (auxiliary, copula or the verb itself), ``None`` without one.
    """

    mood: str
    tense: str
    verb: Token | None

    @property
    def finite(self) -> bool:
        """True for a verb that carries a tense and a person."""
        return self.mood in {"ind", "cnd", "sub", "imp"}

    @property
    def future(self) -> bool:
        """True for futur simple, futur antérieur and present *aller* + infinitive."""
        return self.tense in {"fut", "fut_perf", "near_fut"}


def feat(token: Token, name: str) -> str:
    """One morphological feature ("Mood" -> "Ind"), "" where the tagger gives none."""
    return "|".join(token.morph.get(name, []))


def low(token: Token) -> str:
    """The token's text, lower-cased, with the straight apostrophe."""
    try:
        return token.folded
    except AttributeError:  # a token of spaCy's own
        return token.text.lower().replace("\u2019", "'")


def notes(doc: Doc) -> dict[Any, Any]:
    """What the rules have already found out about a parsed sentence, kept with it."""
    kept: dict[Any, Any] | None = doc.user_data.get(_KEY)
    if kept is None:
        kept = doc.user_data[_KEY] = {}
    return kept


def lows(doc: Doc) -> list[str]:
    """``low`` of every token."""
    kept = notes(doc)
    found: list[str] | None = kept.get("lows")
    if found is None:
        found = kept["lows"] = [low(token) for token in doc]
    return found


def _stem_fits(stem: str, given: str) -> bool:
    """Whether ``stem`` can be the future stem of ``given``."""
    irregular = load_lexicon("mood", MoodLexicon).stems
    for known, infinitive in irregular.items():
        if stem.endswith(known) and given == stem[: -len(known)] + infinitive:
            return True
    if given.endswith("e"):
        return stem == given[:-1]
    if stem == given:
        return True
    # jettera, appellera, achètera, nettoiera: the stem vowel or consonant shifts before a mute e
    # (accents folded by hand so that é/è of "cédera/cèdera" and e/è of "achètera" agree).
    return given.endswith("er") and stem.endswith("er") and _skeleton(stem) == _skeleton(given)


def _belies(stem: str, given: str) -> bool:
    """Whether the lemma is an infinitive that makes the form another tense: "considérons" is of
    "considérer", whose future stem would be longer than "considér-". No verb ends in "-erer".
    """
    return not stem.endswith("er") and given in {stem[:-1] + "rer", stem[:-1] + "rir"}


def _skeleton(text: str) -> str:
    folded = text.translate(str.maketrans("éèê", "eee")).replace("y", "i")
    return re.sub(r"([lt])\1", r"\1", folded)


def _known_stem(stem: str) -> bool:
    irregular = load_lexicon("mood", MoodLexicon).stems
    return any(
        stem == known or (len(known) > 3 and stem.endswith(known) and len(stem) <= len(known) + 5)
        for known in irregular
    )


def _synthetic(token: Token, pattern: re.Pattern[str], *, tagged: bool) -> bool:
    """Whether the form is stem + ending of ``pattern``; ``tagged`` is what the tagger says."""
    text = low(token).lstrip("-")
    match = pattern.search(text)
    if match is None or (token.pos_ not in {"VERB", "AUX"} and not tagged):
        return False
    stem, given = match["stem"], token.lemma_.lower()
    # No verb's other stems end in "-er" without an accent: "-erait", "-era" can be nothing else.
    if stem.endswith("er") or _stem_fits(stem, given) or _known_stem(stem):
        return True
    # The lemma is no infinitive, or one of another verb: the tagger's word is all there is,
    # unless the verb's own infinitive contradicts it (considérons, montrait).
    return tagged and not _belies(stem, given)


def is_future_form(token: Token) -> bool:
    """True for a synthetic future ("remplacera", "feront"), false for "considérons", "montra"."""
    tagged = feat(token, "Tense") == "Fut"
    return _synthetic(token, _FUTURE, tagged=tagged)


def is_conditional_form(token: Token) -> bool:
    """True for a synthetic conditional ("pourrait"), false for "montrait", "considérait"."""
    tagged = feat(token, "Mood") == "Cnd"
    return _synthetic(token, _CONDITIONAL, tagged=tagged)


def lemma(token: Token) -> str:
    """The lemma, lower-cased; of a future or conditional the infinitive its form shows.

    A lemmatiser trained on few futures invents some ("semblerer" for "semblerait"); the stem
    tells the infinitive without it.
    """
    given = token.lemma_.lower()
    if token.pos_ not in {"VERB", "AUX"}:
        return given
    text = low(token).lstrip("-")
    match = _FUTURE.search(text) or _CONDITIONAL.search(text)
    if match is None:
        return given
    if _known_stem(match["stem"]) and token.pos_ == "VERB":
        return _infinitive_of(match["stem"]) or given
    if _stem_fits(match["stem"], given):
        return given
    if is_future_form(token) or is_conditional_form(token):
        return _infinitive_of(match["stem"]) or given
    return given


def _infinitive_of(stem: str) -> str | None:
    irregular = load_lexicon("mood", MoodLexicon).stems
    for known, infinitive in sorted(irregular.items(), key=lambda item: -len(item[0])):
        if stem == known or (len(known) > 3 and stem.endswith(known)):
            return stem[: -len(known)] + infinitive
    if stem.endswith(("er", "ir")):
        return stem
    return stem + "e" if stem.endswith(("dr", "tr", "uir", "vr", "pr", "lur")) else None


def is_infinitive(token: Token) -> bool:
    """True for an infinitive, by its tag or by its ending on a verb that has no other tag."""
    tag = feat(token, "VerbForm")
    if tag:
        return tag == "Inf"
    return token.pos_ in {"VERB", "AUX"} and bool(_INFINITIVE.search(low(token)))


def is_participle(token: Token) -> bool:
    """True for a past participle."""
    return feat(token, "VerbForm") == "Part" and feat(token, "Tense") != "Pres"


def is_finite(token: Token) -> bool:
    """True for a verb or auxiliary that carries tense: by tag, or by a future/conditional form."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if feat(token, "VerbForm") == "Fin" or feat(token, "Mood"):
        return True
    return is_future_form(token) or is_conditional_form(token)


def simple(token: Token) -> tuple[str, str]:
    """Mood and tense of one verb token, without its auxiliaries."""
    if is_conditional_form(token):
        return "cnd", "pres"
    if is_future_form(token):
        return "ind", "fut"
    if is_infinitive(token):
        return "inf", "none"
    tag, mood = feat(token, "VerbForm"), feat(token, "Mood")
    if tag in {"Part", "Ger"}:
        return "part", "pres" if feat(token, "Tense") == "Pres" else "past"
    if not mood and tag != "Fin":
        return "none", "none"
    # A tagged future or conditional whose form is none (see above) is a present or an imperfect.
    fallen = "impf" if mood == "Cnd" else "pres"
    name = {"Ind": "ind", "Cnd": "ind", "Sub": "sub", "Imp": "imp"}.get(mood, "ind")
    tense = {"Pres": fallen, "Imp": "impf", "Past": "past", "Fut": "pres"}
    return name, tense.get(feat(token, "Tense"), fallen)


def auxiliaries(head: Token) -> list[Token]:
    """The auxiliaries and the copula of a predicate, in order."""
    return [child for child in head.children if child.dep_ in AUXILIARIES]


def complement(verb: Token) -> Token | None:
    """The infinitive a semi-auxiliary governs ("va [devenir]", "peuvent [être]"), if any."""
    for child in verb.children:
        governed = child.i > verb.i and child.dep_ in {"xcomp", "ccomp"}
        if governed and _has_infinitive(child):
            return child
    # A tagger that misses the relation still leaves the infinitive next to the verb.
    for i in range(verb.i + 1, min(verb.i + 5, len(verb.doc))):
        token = verb.doc[i]
        if is_infinitive(token) and token.pos_ in {"VERB", "AUX"}:
            return token if token.dep_ not in AUXILIARIES else token.head
        if token.pos_ not in {"ADV", "PRON"} and low(token) not in {"-"}:
            return None
    return None


def _has_infinitive(token: Token) -> bool:
    return is_infinitive(token) or any(is_infinitive(a) for a in auxiliaries(token))


_PERFECT = {"pres": "pres_perf", "impf": "plup", "past": "plup", "fut": "fut_perf"}


def form(head: Token) -> Form:
    """Mood and tense of the predicate ``head``: auxiliaries, copula and *aller* + infinitive read.

    >>> form(doc[3])  # "L'IA va devenir ..."          # doctest: +SKIP
    Form(mood='ind', tense='near_fut', verb=va)
    """
    try:
        found: Form | None = head.noted_form
    except AttributeError:  # a token of spaCy's own
        return _form(head)
    if found is None:
        found = head.noted_form = _form(head)
    return found


def _form(head: Token) -> Form:
    helpers = auxiliaries(head)
    finite = [t for t in helpers if is_finite(t)]
    verb = finite[0] if finite else (head if head.pos_ in {"VERB", "AUX"} else None)
    if verb is None:
        return Form("inf", "none", helpers[0]) if helpers else Form("none", "none", None)
    mood, tense = simple(verb)
    if verb != head and verb.dep_ in {"aux:tense", "aux"}:
        if mood == "cnd":
            return Form(mood, "cnd_past", verb)
        return Form(mood, _PERFECT.get(tense, tense), verb)
    if verb != head and verb.dep_ != "cop" and any(h.dep_ == "aux:tense" for h in helpers):
        tense = _PERFECT.get(tense, tense)
    if (low(verb) in _GO or low(verb) in _WENT) and complement(verb) is not None:
        return Form(mood, "near_fut" if low(verb) in _GO else "fut_in_past", verb)
    return Form(mood, tense, verb)


def has_subject(head: Token) -> bool:
    """Whether the predicate has a subject of its own, expressed."""
    return any(child.dep_ in SUBJECTS for child in head.children)


def _reflexive(head: Token) -> bool:
    """"Arrêtez-vous.": the pronoun after the verb is no subject when nothing is asked."""
    following = head.doc[head.i + 1 : head.i + 2]
    after = bool(following) and low(following[0]) in {"-vous", "-nous", "-toi"}
    return after and "?" not in head.doc.text and head.dep_ in {"ROOT", "root", "conj"}


def is_imperative(head: Token) -> bool:
    """An order: tagged as one, or a subjectless "-ez"/"-ons" form that opens its clause.

    "Formez vos équipes." is one; "Vous formez vos équipes et recrutez." is not: a coordinated
    verb shares the subject of the first.
    """
    if head.pos_ not in {"VERB", "AUX"} or head.dep_ in AUXILIARIES or auxiliaries(head):
        return False
    if is_infinitive(head) or is_future_form(head) or (has_subject(head) and not _reflexive(head)):
        return False
    if is_conditional_form(head) or head.dep_ in {"acl", "acl:relcl", "advcl", "amod", "xcomp"}:
        return False
    if any(c.dep_ == "mark" or feat(c, "PronType") == "Rel" for c in head.children):
        return False
    if head.dep_ == "conj" and (has_subject(head.head) or head.head.dep_ in {"acl:relcl", "advcl"}):
        return False
    if feat(head, "Mood") == "Imp":
        return True
    return low(head).endswith(("ez", "ons")) and feat(head, "VerbForm") != "Part"
