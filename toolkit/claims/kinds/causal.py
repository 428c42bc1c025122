"""Causal: one thing brings about, enables, changes, prevents or results from another.

Passes: "L'IA transforme les métiers.", "elle permet de gagner du temps", "faute de formation",
"rend le travail plus dense", ", forçant la technologie à se verticaliser". Looks alike and does
not: "pour faire face à la demande" (a purpose), "l'IA générative", "se rendre compte", "entend
redéfinir" (a plan), "un dialogue s'ouvre".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.animacy import of_subject
from toolkit.claims.expressions import Hit, hits
from toolkit.claims.kinds.causal_links import explains, light, links
from toolkit.claims.kinds.lexicon import Causal, lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.modality import devoir
from toolkit.claims.negators import of_predicate
from toolkit.french.clauses import (
    clause_head,
    finite_clauses,
    governs,
    is_clause,
    marker,
    rank,
    subject,
)
from toolkit.french.mood import form, is_imperative, is_infinitive, low, lows
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token


_TELLING = frozenset({"savoir", "voir", "dire", "montrer", "rappeler", "expliquer", "indiquer",
                      "souligner", "noter", "écrire", "démontrer", "annoncer", "préciser",
                      "confirmer", "constater", "observer", "croire", "penser"})
_WHEN = frozenset({"cours", "fil", "sein", "moment", "début", "fin", "rythme", "total", "titre",
                   "an", "année", "mois", "siècle", "départ", "passage", "maximum", "minimum"})
"""Nouns with "à" that tell when or how far a thing changed ("au cours de"), not what it reached."""


def find(scene: Scene) -> Iterator[Evidence]:
    """Causal verbs of the main level and its adjuncts, connectives, constructions, nouns."""
    words = lexicon().causal
    barred = [(h.start, h.end) for h in hits(scene.view.doc, words.not_causal)]
    for head in scene.predicates:
        for token in _actions(head):
            if not _barred(token, barred) and not is_imperative(head) and not _aim(head, words):
                yield from _verb(scene, token, head, words)
        yield from _noun(scene, head, words)
        yield from _adjective(scene, head, words)
    for token in finite_clauses(scene.view.doc):
        if _ensues(token, words) and not _barred(token, barred) and scene.central(token):
            yield scene.token("causal", "ensuing", token)
        elif token not in scene.predicates and rank(token) != "relative":
            yield from _embedded(scene, token, words)
        elif _resumes(token) and not _barred(token, barred) and scene.central(token):
            yield from _verb(scene, token, clause_head(token), words)
    for i, text in enumerate(lows(scene.view.doc)):
        if not text.endswith("ant"):
            continue
        token = scene.view.doc[i]
        if not _barred(token, barred) and scene.said(token):
            yield from _participle(scene, token, words)
    for hit in scene.phrases(words.phrases, words.not_causal):
        if scene.central(hit.token):
            yield scene.at("causal", "construction", hit)
    for hit in scene.phrases(words.connectives, words.not_causal):
        if _connects(scene, hit):
            yield scene.at("causal", "connective", hit)
    yield from _since(scene)
    yield from links(scene)


def _since(scene: Scene) -> Iterator[Evidence]:
    """"Comme les bras manquent, le groupe automatise": "comme" over a clause that opens the
    sentence gives a cause, over a noun it compares. "Sans formation, …" names what lacks."""
    start = _lead(scene)
    words = (t for t in scene.view.doc[start:] if t.is_alpha and low(t) not in {"mais", "et", "or"})
    first = next(words, None)
    lack = first is not None and low(first) in {"sans", "faute"}
    if first is not None and lack and first.head.pos_ in {"NOUN", "PRON"}:
        yield scene.token("causal", "lack", first)
    if first is None or low(first) != "comme" or not is_clause(first.head):
        return
    if lemma_of(first.head) in _TELLING:
        return  # "Comme chacun sait, …"
    if first.head.i > first.i and first.head.dep_ == "advcl" and scene.said(first.head):
        yield scene.token("causal", "connective", first)


def _lead(scene: Scene) -> int:
    """The first token after an opening adverbial set off by a comma ("De plus, comme …")."""
    for token in scene.view.doc[:6]:
        if low(token) == ",":
            before = scene.view.doc[: token.i]
            opens = low(scene.view.doc[0]) in {"sans", "faute", "comme"}
            plain = not opens and not any(
                is_clause(t) or t.pos_ in {"VERB", "AUX", "PROPN"} for t in before)
            return token.i + 1 if plain else 0
    return 0


def _embedded(scene: Scene, clause: Token, words: Causal) -> Iterator[Evidence]:
    """"On voit que la grêle ruine les vergers", "…, bien que le gel ralentisse la pousse": a
    subordinate that is no relative tells a cause when a thing is what acts and the verb is plain;
    "on se demande si le gel ruine …" and "… que le groupe supprime des postes" do not."""
    if marker(clause) in {"si", "s'"} or not scene.said(clause):
        return
    if of_subject(clause) not in {"thing", "tool"}:
        return
    for token in _actions(clause):
        if lemma_of(token) not in words.wide | words.causatives:
            yield from (e for e in _verb(scene, token, clause, words)
                        if e.rule in {"verb", "effect", "making"})


def _aim(head: Token, words: Causal) -> bool:
    """"L'objectif est d'alléger la charge", "le défi consiste à …": what is aimed at has not
    been brought about."""
    who = subject(head)
    return who is not None and lemma_of(who) in words.aims and (
        lemma_of(head) == "consister" or any(c.dep_ == "cop" for c in head.children))


def _barred(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _actions(head: Token) -> Iterator[Token]:
    """The predicate and the infinitives it governs; a plan, a wish, a need governs none that count.

    "entend redéfinir", "il faut réduire", "a vocation à transformer" bring nothing about.
    """
    chain = governs(head)
    stops = lexicon().prediction.planning | lexicon().causal.needing
    for token in chain:
        yield token
        if lemma_of(token) in stops and devoir(token) != "likelihood":
            return
    for child in chain[-1].children:
        if child.dep_ == "conj" and is_infinitive(child):
            yield child


def _resumes(token: Token) -> bool:
    """The verb of "ce qui …", or of a relative whose verb can only be of cause ("qui empêche")."""
    if not is_clause(token) or rank(token) != "relative":
        return False
    if lemma_of(token) in lexicon().causal.strong:
        return True
    ce = _ce(token, ("qui", "que"))
    if ce is None:
        return False
    # "sait ce qui la retarde": what a verb of knowing has for its object is no statement.
    before = token.doc[ce - 1] if ce else None
    return before is None or before.pos_ != "VERB" or is_infinitive(before)


def _ce(token: Token, relatives: tuple[str, ...]) -> int | None:
    """Where the "ce" of ", ce qui l'a mené à …" stands, if the clause's relative follows one."""
    return next((t.i - 1 for t in token.children
                 if low(t) in relatives and t.i and low(t.doc[t.i - 1]) == "ce"), None)


def _ensues(token: Token, words: Causal) -> bool:
    """", ce qui + verb": what was just said brings it about, unless the verb only shows, says or
    weighs it ("ce qui montre", "ce qui représente", "ce qui est rare")."""
    ce = _ce(token, ("qui",))
    if not ce or not is_clause(token) or lemma_of(token) in words.not_ensuing:
        return False
    apart = low(token.doc[ce - 1]) in {",", "–", "—", "-", "("}
    return apart and not any(c.dep_ == "cop" for c in token.children)


def _participle(scene: Scene, token: Token, words: Causal) -> Iterator[Evidence]:
    """", forçant la technologie à …", "en libérant …"; a gerund that opens the sentence is the
    means by which the rest comes about, whatever its verb."""
    if token.pos_ in {"NOUN", "PROPN", "DET", "ADP", "ADV"} or not scene.central(token):
        return
    before = [low(t) for t in token.doc[max(0, token.i - 4) : token.i]]
    gerund = _after_en(token)
    infinitive = _infinitive_of_participle(token)
    if gerund and _opens(token) and infinitive not in words.gerunds_of_speech:
        yield scene.token("causal", "gerund", token)
    elif infinitive in words.verbs | words.making and _followed(token) and (
            gerund or "," in before[-3:]):
        yield scene.token("causal", "participle", token)
    elif not gerund and _results(token) and infinitive not in words.not_ensuing:
        yield scene.token("causal", "result", token)


def _after_en(token: Token) -> bool:
    """Whether "en" stands before the participle with nothing but clitics and adverbs between;
    in "en tant que maire vivant à …" it does not."""
    for before in reversed(token.doc[max(0, token.i - 4) : token.i]):
        if low(before) == "en":
            return True
        if before.pos_ not in {"PRON", "ADV", "PART"} and low(before) not in {"le", "la", "les",
                                                                              "l'", "ne", "n'"}:
            return False
    return False


def _results(token: Token) -> bool:
    """", touchant ainsi un public plus large": the comma and "ainsi" make it a result."""
    around = [low(t) for t in token.doc[max(0, token.i - 2) : token.i + 2]]
    return "ainsi" in around and "," in around and low(token) != "ainsi"


def _opens(token: Token) -> bool:
    """Whether "en" and its gerund stand first in the sentence or under "c'est"."""
    lead = [low(t) for t in token.doc[: token.i] if t.is_alpha or low(t) in {"c'", "n'"}]
    if "en" not in lead:
        return False
    return not set(lead[: lead.index("en")]) - {"mais", "et", "car", "or", "donc", "c'", "est",
                                                "ainsi", "bref", "c'est"}


def _followed(token: Token) -> bool:
    """Whether the participle has something it acts on: a noun phrase or an infinitive after it,
    or a clitic before it."""
    clitic = token.i and low(token.doc[token.i - 1]) in {"le", "la", "les", "l'", "nous", "vous",
                                                        "leur", "lui"}
    after = [t.pos_ for t in token.doc[token.i + 1 : token.i + 3]]
    return bool(clitic) or bool({"DET", "NOUN", "PROPN", "ADP", "ADJ"} & set(after))


def _infinitive_of_participle(token: Token) -> str:
    """"forçant" -> "forcer", "réduisant" -> "réduire": of a regular verb, or as lemmatised."""
    given = lemma_of(token)
    if given.endswith(("er", "ir", "re")):
        return given
    stem = low(token)[:-3]
    for ending, infinitive in (("ç", "cer"), ("ge", "ger"), ("iss", "ir"), ("uis", "uire")):
        if stem.endswith(ending):
            return stem[: -len(ending)] + infinitive
    return stem + "er"


def _verb(scene: Scene, token: Token, head: Token, words: Causal) -> Iterator[Evidence]:
    """A verb of change with what it changes."""
    lemma = lemma_of(token)
    if any(_causative(c) for c in (token, *token.children)
           if lemma_of(c) in words.causatives and (c == token or c.dep_ == "aux:caus")) and (
               of_subject(head) not in {"person", "institution"}):
        yield scene.token("causal", "causative", token)
    elif lemma in words.making and _makes(token):
        yield scene.token("causal", "making", token)
    elif lemma in words.effect_first and any(low(t) in {"de", "d'", "du", "des"} for t in
                                             token.doc[token.i + 1 : token.i + 4]):
        yield scene.token("causal", "effect_first", token)
    elif lemma == "avoir" and any(
            c.dep_.startswith(("obj", "obl")) and c.i > token.i and lemma_of(c) in words.effects
            for c in token.children):
        yield scene.token("causal", "effect", token)
    elif light(token, head, words) and not _unchanged(head, lemma):
        yield scene.token("causal", "light", token)
    elif explains(token, head):
        yield scene.token("causal", "explains", token)
    elif lemma == "faire" and _turns_into(token):
        yield scene.token("causal", "making", token)
    elif lemma in words.helping and _helps(token):
        yield scene.token("causal", "helping", token)
    elif lemma == "être" or lemma not in words.verbs:
        return
    elif not _pronominal(token) and _changes(token, head, words) and not _unchanged(head, lemma):
        yield scene.token("causal", "verb", token)


def _unchanged(head: Token, lemma: str) -> bool:
    """"L'IA ne détruira pas ce métier": what is said not to happen brings nothing about; "ne
    permet pas", "n'empêche pas" still say what hinders or lets."""
    denied = of_predicate(head)
    return denied is not None and denied.status == "denied" and (
        lemma not in lexicon().causal.strong)


def _causative(token: Token) -> bool:
    """"fait tomber les murs", "laisse penser": faire or laisser right over an infinitive."""
    if any(low(c) in {"se", "s'"} for c in token.doc[max(0, token.i - 1) : token.i]):
        return False  # "se faire vacciner" is a passive
    following = [t for t in token.doc[token.i + 1 : token.i + 4] if t.pos_ not in {"ADV", "PRON"}]
    return bool(following) and is_infinitive(following[0]) and low(following[0]) not in {
        "valoir", "savoir", "remarquer", "observer", "penser", "croire", "entendre", "paraître",
        "supposer", "voir", "deviner"}


def _turns_into(token: Token) -> bool:
    """"font de moi une candidate": faire with "de" + somebody, then what it makes of them."""
    after = token.doc[token.i + 1 : token.i + 9]
    words = [low(t) for t in after]
    if not words or words[0] not in {"de", "d'", "du", "des"} or _pronominal(token):
        return False
    whole = any(c.dep_ == "obj" and c.i > token.i + 2 and any(
        low(d) in {"un", "une", "le", "la", "l'", "des"} for d in c.children)
        for c in token.children)
    return whole


def _helps(token: Token) -> bool:
    """"aide les équipes à décider": somebody is enabled to do something, whoever the subject."""
    passive = any(c.dep_ == "aux:pass" for c in token.children)
    return not passive and not _pronominal(token) and any(
        is_infinitive(c) and marker(c) in {"à", "de", "d'"} for c in token.subtree
        if c.i > token.i)


def _makes(token: Token) -> bool:
    if _pronominal(token) or any(low(t) in {"se", "s'"} for t in
                                 token.doc[max(0, token.i - 1) : token.i]):
        return False
    doc, end = token.doc, min(len(token.doc), token.i + 9)
    if any(doc[i].pos_ == "DET" and doc[i + 1].pos_ == "NOUN" and doc[i + 2].pos_ == "ADJ"
           and (i + 3 >= len(doc) or doc[i + 3].pos_ in {"PUNCT", "ADP", "CCONJ", "SCONJ"})
           for i in range(token.i + 1, end - 2) if i - token.i < 3):
        return True  # "rend la route glissante"
    for adjective in token.subtree:
        if adjective.i <= token.i or adjective.pos_ not in {"ADJ", "VERB"}:
            continue
        before = token.doc[max(token.i, adjective.i - 3) : adjective.i]
        graded = any(low(c) in {"plus", "moins", "très", "si", "trop"} for c in before)
        if adjective.dep_ == "xcomp" or (adjective.dep_ in {"amod", "acl", "advcl"} and graded):
            return True
    return False


def _pronominal(token: Token) -> bool:
    """"se réduit", "s'améliore": the thing changes by itself."""
    return any(low(c) in {"se", "s'"} and c.dep_.startswith(("expl", "obj", "iobj"))
               for c in token.children)


def _changes(token: Token, head: Token, words: Causal) -> bool:
    """Whether the verb has an object or a complement it acts on, or is a passive with an agent."""
    deps = {c.dep_.split(":")[0] for c in token.children if c.i > token.i or low(c) in {
        "l'", "le", "la", "les", "en", "nous", "vous", "lui", "leur"}}
    passive = any(c.dep_ == "aux:pass" for c in token.children)
    if passive:
        return any((c.dep_ == "obl:agent" or any(low(g) == "par" for g in c.children))
                   and c.pos_ != "NUM" for c in token.children if c.i > token.i)
    if not deps & {"obj", "xcomp", "ccomp", "obl", "iobj"}:
        return False
    if lemma_of(token) in words.alone and "obj" not in deps:
        return False  # "a diminué de moitié": the thing changes by itself
    if lemma_of(token) in words.wide:
        toward = any(low(g) in {"à", "au", "aux"} for c in token.children
                     if c.dep_.startswith("obl") and lemma_of(c) not in _WHEN for g in c.children)
        return ("obj" in deps or toward) and of_subject(head) in {"tool", "thing"}
    return True


def _adjective(scene: Scene, head: Token, words: Causal) -> Iterator[Evidence]:
    """"est bénéfique pour l'emploi", "est nuisible au sommeil": what it does, and to what."""
    if lemma_of(head) not in words.adjectives or not form(head).finite:
        return
    if not any(c.dep_ == "cop" for c in head.children):
        return
    toward = {low(t) for t in head.doc[head.i + 1 : head.i + 4]}
    if toward & {"pour", "à", "au", "aux"}:
        yield scene.token("causal", "adjective", head)


def _noun(scene: Scene, head: Token, words: Causal) -> Iterator[Evidence]:
    """"est un levier de", "devient un catalyseur": a noun of cause as attribute."""
    candidates = [head] if any(c.dep_ == "cop" for c in head.children) else []
    for token in governs(head):
        if lemma_of(token) in words.linking:
            candidates += [c for c in token.children
                           if c.dep_ in {"xcomp", "obj", "obl:arg", "obl:mod"} and c.i > token.i]
        if token != head and any(c.dep_ == "cop" for c in token.children):
            candidates.append(token)
    for token in candidates:
        inside = any(low(c) in {"dans", "sur", "sous", "chez"} for c in token.children)
        if lemma_of(token) in words.nouns and form(head).finite and not inside:
            yield scene.token("causal", "noun", token)


def _connects(scene: Scene, hit: Hit) -> bool:
    """Whether a connective joins something to the claim (not inside a relative clause)."""
    token = hit.token
    if hit.text in {"résultat", "conséquence"}:
        after = scene.view.sentence.text[hit.end : hit.end + 3]
        return ":" in after or "," in after
    if hit.text == "car":
        return token.pos_ != "NOUN" and (token.i > 0)
    if hit.text in {"d'où"} and "?" in scene.view.sentence.text:
        return False
    home = clause_head(token)
    return scene.central(token) or marker(home) in {"parce", "puisque", "car"}
