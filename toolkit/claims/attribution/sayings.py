"""Reports whose verb comes after its subject: "X affirme que P", "X dit savoir", "X : « P »"."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.complements import complement
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.shares import is_share
from toolkit.claims.attribution.subjects import clause_start, subject
from toolkit.claims.attribution.unit import MARKS, Phrase, Report, Unit
from toolkit.claims.attribution.verbs import Verb, find_verbs

_SUBORDINATE = frozenset([
    "si", "s'", "quand", "lorsque", "lorsqu'", "puisque", "puisqu'", "bien", "afin", "alors",
    "tandis", "dont", "où", "parce", "sans", "pour", "avant", "dès",
])
_INANIMATE = frozenset([
    "ce", "c'", "cela", "ça", "ceci", "tout", "rien", "cette", "celui", "celle",
])

def sayings(unit: Unit, *, masked: frozenset[int] = frozenset()) -> list[Report]:
    """Every report of the sentence whose subject precedes its verb.

    Args:
        unit: the sentence.
        masked: tokens inside quoted speech, whose own verbs report nothing of the author's.
    """
    found: list[Report] = [*_hearsay(unit)]
    for verb in find_verbs(unit):
        if verb.index in masked:
            continue
        report = _saying(unit, verb)
        if report is not None and not (report.holder and report.holder.head in masked):
            found.append(report)
    return found


def _hearsay(unit: Unit) -> list[Report]:
    """"Il paraît que P", "il se dit que P": heard from nobody in particular."""
    for i in range(unit.first, min(len(unit) - 3, unit.first + 6)):
        heard = _heard(unit, i) or _counted(unit, i)
        if heard is not None:
            return [heard]
        if unit.low[i] != "il":
            continue
        end = i + 2 if unit.low[i + 1] in ("paraît", "parait", "paraîtrait") else i + 3
        said = unit.low[i + 1] == "se" and unit.low[i + 2] in (
            "dit",
            "murmure",
            "raconte",
            "disait",
        )
        if (end == i + 3 and not said) or unit.low[end] not in ("que", "qu'"):
            continue
        span = unit.offsets(i, end)
        return [Report("impersonal", "neutral", "paraître", None, span, span,
                       (unit.offsets(end, _last(unit)),))]
    return []


def _heard(unit: Unit, i: int) -> Report | None:
    """"On entend souvent dire que P", "on lit partout que P"."""
    if unit.low[i] != "on" or unit.low[i + 1] not in ("entend", "entendait", "lit", "lisait"):
        return None
    for j in range(i + 2, min(len(unit) - 1, i + 6)):
        if unit.low[j] in ("que", "qu'"):
            span = unit.offsets(i, j)
            return Report("impersonal", "neutral", "entendre", Phrase(i, i + 1, i), span, span,
                          (unit.offsets(j, _last(unit)),))
        if unit.pos[j] != "ADV" and unit.low[j] not in ("dire", "ici", "là"):
            return None
    return None


def _counted(unit: Unit, i: int) -> Report | None:
    """"Ils sont 62 % à redouter P", "les sondés sont deux sur trois à penser que P"."""
    if unit.low[i] not in ("sont", "étaient", "seraient", "sommes"):
        return None
    to = next((k for k in range(i + 1, min(len(unit) - 2, i + 22)) if unit.low[k] == "à" and (
        unit.pos[k + 1] in ("VERB", "AUX") or unit.low[k + 1] in ("s'", "se"))), None)
    if to is None or not any(unit.pos[k] == "NUM" or unit.low[k] in ("%", "majorité", "moitié")
                             for k in range(i + 1, to)):
        return None
    verb = to + 2 if unit.low[to + 1] in ("s'", "se") else to + 1
    form = lexicon.verb_forms().get(unit.low[verb])
    known = form is not None and form.mood == "infinitive"
    start = next((k for k in range(unit.first, i) if unit.dep[k].startswith("nsubj")), None)
    if not known or start is None:
        return None
    while start > unit.first and unit.pos[start - 1] in ("DET", "ADJ"):
        start -= 1
    holder = phrase_at(unit, start, stop=i)
    if holder is None or not (is_agent(unit, holder) or is_crowd(unit, holder)):
        return None
    return Report("infinitive", "opinion", form.lemma if form else "", holder,
                  unit.offsets(i, verb + 1), unit.offsets(holder.start, verb + 1),
                  (unit.offsets(verb + 1, max(_last(unit), verb + 2)),))


def _saying(unit: Unit, verb: Verb) -> Report | None:
    if verb.mood == "gerund":
        return _added(unit, verb)
    found = complement(unit, verb)
    if found is None:
        return None
    rule, begin = found
    if verb.passive:
        return _passive(unit, verb, rule, begin)
    holder = subject(unit, verb)
    if holder is None or not _may_report(unit, verb, holder, rule):
        return None
    if not _is_main(unit, verb, holder, unit.first if rule == "clitic" else begin):
        return None
    return _report(unit, verb, holder, rule, begin)


def _added(unit: Unit, verb: Verb) -> Report | None:
    """"X a réagi, affirmant que P": the participle of one whose main verb already speaks."""
    found = complement(unit, verb)
    if found is None or found[0] != "that" or verb.start < 3:
        return None
    if unit.low[verb.start - 1] not in (",", "en"):
        holder = _beside(unit, verb)
        return None if holder is None else _report(unit, verb, holder, "that", found[1])
    gerund = unit.low[verb.start - 1] == "en" and verb.lemma in _DECLARING
    if gerund and (holder := _main_speaker(unit, verb)) is not None:
        return _report(unit, verb, holder, "that", found[1])
    for main in find_verbs(unit):
        if main.end <= verb.start and main.lemma in lexicon.frame("reaction") and not main.passive:
            holder = subject(unit, main)
            if holder is not None and main.mood != "gerund" and is_agent(unit, holder):
                return _report(unit, verb, holder, "that", found[1])
    return None


_DECLARING = frozenset([
    "dire", "déclarer", "affirmer", "indiquer", "expliquer", "préciser", "ajouter", "assurer",
    "annoncer", "soutenir", "prétendre", "répéter", "rappeler", "souligner", "avertir", "insister",
    "arguer", "plaider", "jurer", "promettre", "clamer", "proclamer", "répondre", "rétorquer",
])


def _beside(unit: Unit, verb: Verb) -> Phrase | None:
    """"…, certains affirmant que P": the speaker stands right before the participle."""
    for start in range(max(unit.first, verb.start - 8), verb.start):
        opens = start > 0 and unit.low[start - 1] in (",", "avec", "et", "(", "—", "–")
        if not opens:
            continue
        found = phrase_at(unit, start, stop=verb.start)
        if found is not None and found.end == verb.start:
            return found if is_agent(unit, found) or is_informant(unit, found) else None
    return None


def _main_speaker(unit: Unit, verb: Verb) -> Phrase | None:
    """"La ministre rassure en affirmant que P": the subject of the main verb says P."""
    for k in range(unit.first, verb.start):
        if not unit.dep[k].startswith("nsubj") or unit.tokens[k].head.dep_ != "ROOT":
            continue
        if unit.low[k] in ("je", "j'", "nous", "on", "vous", "tu"):
            return None
        start = k
        while start > unit.first and unit.pos[start - 1] in ("DET", "ADJ", "NUM", "PROPN"):
            start -= 1
        holder = phrase_at(unit, start)
        if holder is not None and holder.end <= verb.start and is_agent(unit, holder):
            return holder
        return None
    return None


def _report(unit: Unit, verb: Verb, holder: Phrase | None, rule: str, begin: int) -> Report:
    start = verb.start if holder is None else min(holder.start, verb.start)
    end = _last(unit)
    if rule == "clitic":
        begin = unit.first
    content = (unit.offsets(begin, end),) if begin < end else ()
    return Report(
        rule=rule, verb=verb.klass, lemma=verb.lemma, holder=holder,
        cue=unit.offsets(verb.start, verb.end),
        span=unit.offsets(start, max(verb.end, start + 1)), content=content,
    )


def _last(unit: Unit) -> int:
    """Past the last token that is not closing punctuation."""
    end = len(unit)
    while end > 1 and unit.low[end - 1] in (".", "!", "?", "…", "..."):
        end -= 1
    return end


def _passive(unit: Unit, verb: Verb, rule: str, begin: int) -> Report | None:
    """"Il a été annoncé que P", "un pic a été signalé": reported by nobody named."""
    agent = next(
        (j for j in range(verb.end, min(len(unit), verb.end + 6)) if unit.low[j] == "par"), -1
    )
    holder = phrase_at(unit, agent + 1) if agent > 0 else None
    if holder is not None and unit.low[holder.head] in ("suite", "exemple", "ailleurs", "erreur"):
        holder = None
    before = unit.low[verb.start - 1] if verb.start > 0 else ""
    impersonal = before in ("il", "l'on") or before.endswith("-il")
    if rule == "that" and impersonal and verb.lemma != "convenir":
        opener = _opener(unit, verb, Phrase(verb.start - 1, verb.start, verb.start - 1))
        if opener in _SUBORDINATE or opener in ("que", "qu'", "qui", "dont"):
            return None
        return _report(unit, verb, holder, "impersonal", begin)
    told = verb.lemma in ("signaler", "rapporter", "confirmer", "révéler", "dénoncer", "critiquer")
    if rule == "passive" and told and (verb.lemma in ("signaler", "rapporter") or holder):
        if holder is not None and not (is_agent(unit, holder) or is_informant(unit, holder)):
            return None
        start = clause_start(unit, verb.start)
        inner = unit.offsets(start, verb.start) if start < verb.start else unit.offsets(0, 1)
        report = _report(unit, verb, holder, "passive", begin)
        return Report(report.rule, report.verb, report.lemma, holder, report.cue, report.span,
                      (inner, *report.content))
    return None


def _may_report(unit: Unit, verb: Verb, holder: Phrase, rule: str) -> bool:
    """Whether this subject can hold a claim with this verb."""
    word = unit.low[holder.head]
    if word in ("je", "j'", "nous", "vous", "tu") or verb.person == "1":
        return False
    if word == "personne" and verb.negated:
        return False
    if rule == "norm" or verb.klass == "norm":
        return rule == "norm" and lexicon.noun_is("legal", word)
    if word in _INANIMATE and holder.end - holder.start == 1:
        return False
    if word == "on":
        dreams = verb.lemma == "croire" and rule != "that"  # "on croit rêver"
        return verb.lemma in lexicon.words("cues", "on_verbs") and verb.mood != "conditional" and (
            rule != "finding" and not dreams)
    if (
        word in ("il", "elle")
        and verb.mood == "conditional"
        and rule == "that"
        and not verb.reflexive
    ):
        return True
    if word == "il" and (verb.lemma == "convenir" or unit.low[verb.end:verb.end + 1] == ("de",)):
        return False
    if word in ("qui", "que", "dont"):
        return False
    if verb.lemma == "découvrir" and word in ("il", "elle", "ils", "elles", "qui"):
        return False  # what happened to somebody, not what a researcher found
    if rule == "finding" and verb.lemma not in lexicon.frame("blaming"):
        return is_informant(unit, holder)
    crowd = is_crowd(unit, holder) and not is_share(unit, holder)
    if verb.lemma in lexicon.frame("mental") and crowd and rule != "that":
        return False
    if verb.lemma in lexicon.frame("evidential") or rule in (
        "finding", "passive", "figure", "verdict", "told"
    ):
        return is_agent(unit, holder) or is_informant(unit, holder)
    return True


def is_informant(unit: Unit, phrase: Phrase) -> bool:
    """A study, figures, a public text: something that can find without being a person."""
    if unit.low[phrase.start] in ("mon", "ma", "mes") and unit.low[phrase.head] == "expérience":
        return False
    return any(lexicon.noun_is("study", unit.low[k]) for k in range(phrase.start, phrase.end)
               if unit.pos[k] in ("NOUN", "PROPN", "X", "ADJ"))


def is_crowd(unit: Unit, phrase: Phrase) -> bool:
    """People at large: a share, a plural, "de nombreux …", with nobody named."""
    words = set(unit.low[phrase.start:phrase.end])
    if unit.low[phrase.head].rstrip("s") in lexicon.words("nouns", "agentive_plural"):
        return False
    if words & {
        "%",
        "certains",
        "certaines",
        "beaucoup",
        "nombreux",
        "nombreuses",
        "gens",
        "plupart",
        "tous",
        "toutes",
        "des",
        "plusieurs",
    }:
        return True
    head = unit.low[phrase.head]
    return (
        head.endswith(("s", "x"))
        and not unit.capital(phrase.head)
        and unit.low[phrase.start] in ("les", "des", "ces", "leurs", "nos", "de", "ils", "elles")
    )


def is_agent(unit: Unit, phrase: Phrase) -> bool:
    """A person, an organisation, a name, a pronoun that can speak."""
    head = unit.low[phrase.head]
    if head in ("il", "elle", "ils", "elles", "certains", "certaines", "beaucoup", "plusieurs",
                "lui", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "d'aucuns", "dernier",
                "dernière", "derniers", "personne", "quelqu'un", "un", "une", "autre", "autres"):
        return True
    if unit.pos[phrase.head] in ("PRON",):
        return False
    for k in range(phrase.start, phrase.end):
        word = unit.low[k]
        if unit.capital(k) and k > 0 and unit.pos[k] in ("PROPN", "NOUN", "X", "ADJ"):
            return True
        if lexicon.is_person_noun(word) or lexicon.noun_is("organisation", word):
            return True
    bare = phrase.start == phrase.head and unit.pos[phrase.head] in ("PROPN", "X", "NOUN")
    if unit.capital(phrase.head) and bare:
        return True
    return "%" in unit.low[phrase.start:phrase.end]


def _is_main(unit: Unit, verb: Verb, holder: Phrase, begin: int) -> bool:
    """Whether what is reported is what the sentence mainly says."""
    whole = max(1, len(unit) - unit.first - (holder.end - holder.start))
    # A colon that ends the sentence leaves what is said to the next one.
    share = (len(unit) - begin) / whole if begin < len(unit) else 1.0
    if verb.start > 0 and unit.low[verb.start - 1] == "qui":
        # "une enquête qui montre que P"; of a person only when little else is said
        return (share >= 0.5 and is_informant(unit, holder)) or share >= 0.65
    opener = _opener(unit, verb, holder)
    if opener in _SUBORDINATE or (opener in ("que", "qu'") and _concedes(unit, verb, holder)):
        return False
    if opener in ("que", "qu'", "qui"):
        return share >= 0.5 and is_informant(unit, holder)
    return share >= 0.2


def _concedes(unit: Unit, verb: Verb, holder: Phrase) -> bool:
    """"bien que certains craignent P", "alors que", "avant que": the main claim comes apart."""
    start = min(holder.start, verb.start)
    return any(
        unit.low[k] in ("que", "qu'") and unit.low[k - 1] in (
            "bien", "alors", "tandis", "avant", "après", "afin", "sans", "pour", "encore", "malgré")
        for k in range(max(unit.first + 1, start - 2), start))


def _opener(unit: Unit, verb: Verb, holder: Phrase) -> str:
    """The word that opens the clause of the verb: a subordinator, or another word."""
    j = min(holder.start, verb.start) - 1
    while j >= unit.first and (unit.low[j] == "," or unit.pos[j] == "ADV") and unit.low[j] not in (
        _SUBORDINATE
    ):
        j -= 1
    if j >= unit.first and unit.low[j] in _SUBORDINATE | {"que", "qu'", "qui"}:
        if unit.low[j] == "pour" or unit.low[j] in MARKS:
            return ""
        return unit.low[j]
    return ""
