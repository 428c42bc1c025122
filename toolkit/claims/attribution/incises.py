"""Reports set into or after the words they attribute: "…, explique la sociologue", "…, dit-il"."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.naming import name_run
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.sayings import is_agent, is_informant
from toolkit.claims.attribution.unit import STOPS, Phrase, Report, Span, Unit, split_tail
from toolkit.claims.attribution.verbs import BE, CLITICS, HAVE, Verb, verb_at

_BOUNDARY = frozenset([
    ",", "—", "–", "-", "»", "”", '"', "’", "''", "’’", "›", "?", "!", "…", "...", "(", ";",
    "mais", "et",
])
_TAILS = frozenset([
    "-il", "-elle", "-ils", "-elles", "-on", "-t-il", "-t-elle", "-t-ils", "-t-elles", "-t-on",
    "-je", "-nous", "il", "elle", "ils", "elles", "on", "-t",
])
_READ = frozenset(["lire", "lit", "apprend", "apprendre", "entendre"])


def incises(unit: Unit, *, masked: frozenset[int] = frozenset()) -> list[Report]:
    """Every inverted report of the sentence.

    Args:
        unit: the sentence.
        masked: tokens inside quoted speech; an incise never stands there.
    """
    found: list[Report] = []
    past = -1
    if (said := _said_so(unit)) is not None:
        found.append(said)
    places = sorted({*unit.verbs, *(i for i, word in enumerate(unit.low) if word == "comme")})
    for i in places:
        if i < past or i < unit.first or (i in masked and not _breaks_in(unit, i, masked)):
            continue
        report = _reading(unit, i) or _incise(unit, i, masked) or _as_says(unit, i)
        if report is not None:
            found.append(report)
            past = unit.find(report.span[1])
    return found


def _said_so(unit: Unit) -> Report | None:
    """"C'est ce qu'a dit X", "Ainsi parle X", after what X said."""
    i = unit.first
    opening = unit.low[i:i + 3] == ("c'", "est", "ce") or unit.low[i:i + 2] == ("c'est", "ce")
    near = range(i, min(len(unit), i + 5))
    start = next((k for k in near if unit.low[k] in ("que", "qu'")), None)
    if not opening or start is None:
        return None
    for k in range(start + 1, min(len(unit), start + 12)):
        verb = verb_at(unit, k, loose=True) if k in unit.verbs else None
        if verb is None or verb.lemma not in lexicon.frame("that"):
            continue
        holder = phrase_at(unit, start + 1, stop=verb.start)
        if holder is None or holder.end != verb.start:
            holder = _holder(unit, verb)[0]
        if holder is None or not is_agent(unit, holder):
            return None
        span = unit.offsets(i, max(verb.end, holder.end))
        return Report("said", verb.klass, verb.lemma, holder, unit.offsets(verb.start, verb.end),
                      span, ())
    return None


def _incise(unit: Unit, i: int, masked: frozenset[int]) -> Report | None:
    verb = verb_at(unit, i, loose=True)
    if verb is None or verb.mood in ("infinitive", "gerund") or verb.passive:
        return None
    if verb.klass == "norm":
        return None
    boundary, like = _boundary(unit, verb.start, masked)
    holder, end = _holder(unit, verb)
    if boundary is None and not (holder is not None and _unmarked(unit, verb, holder)):
        return None
    if holder is None or unit.low[holder.head] in ("-je", "-nous", "je", "nous"):
        return None
    pronoun = unit.low[holder.head] in _TAILS
    if not pronoun and verb.person not in ("3", "13"):
        return None
    if not pronoun and not _trusted(unit, verb, holder, end, like, masked):
        return None
    if pronoun and unit.low[len(unit) - 1] == "?" and not _quoted_before(unit, verb.start, masked):
        return None
    stop = _end(unit, end, masked)
    start = verb.start - 1 if like else verb.start
    return _make(unit, "as_says" if like else "incise", verb, holder, (start, stop))


def _breaks_in(unit: Unit, i: int, masked: frozenset[int]) -> bool:
    """An incise inside the marks: "« P, raconte Mme Durand. Q »"; a comma stands before it."""
    j = i - 1
    while j > 0 and (unit.low[j] in HAVE or unit.low[j] in BE or unit.low[j] in CLITICS
                     or unit.low[j] in _TAILS or unit.pos[j] == "ADV"):
        j -= 1
    if j not in masked or unit.low[j] != ",":
        return False
    after = i + 1
    if split_tail(unit.low[i])[1] or any(
        unit.low[k] in _TAILS for k in range(j, min(len(unit), i + 2))
    ):
        return True
    while after < len(unit) and unit.pos[after] == "ADV":
        after += 1
    holder = phrase_at(unit, after) if after < len(unit) else None
    if holder is None or unit.low[holder.start] in ("mon", "ma", "mes", "notre", "nos"):
        return False
    ends = holder.end >= len(unit) or unit.pos[holder.end] in ("PUNCT", "ADP")
    return ends and is_agent(unit, holder)


def _make(unit: Unit, rule: str, verb: Verb, holder: Phrase | None, bounds: Span) -> Report:
    start, stop = bounds
    pieces: list[Span] = []
    if start > unit.first:
        pieces.append(_trimmed(unit, unit.first, start))
    if stop < len(unit):
        pieces.append(_trimmed(unit, stop, len(unit)))
    return Report(
        rule=rule, verb=verb.klass, lemma=verb.lemma, holder=holder,
        cue=unit.offsets(verb.start, verb.end), span=unit.offsets(start, max(stop, start + 1)),
        content=tuple(piece for piece in pieces if piece[0] < piece[1]),
    )


def _trimmed(unit: Unit, start: int, end: int) -> Span:
    """Offsets of a stretch without the punctuation at its edges."""
    while start < end and unit.pos[start] == "PUNCT":
        start += 1
    while end > start and unit.pos[end - 1] == "PUNCT":
        end -= 1
    if start >= end:
        return (unit.starts[min(start, len(unit) - 1)],) * 2
    return unit.offsets(start, end)


def _boundary(unit: Unit, start: int, masked: frozenset[int]) -> tuple[int | None, bool]:
    """(index of what precedes the incise, -1 at the start; whether "comme" opens it)."""
    if (
        start > 1
        and unit.low[start - 1] in ("le", "l'")
        and unit.low[start - 2] in ("comme", "que")
    ):
        start -= 1  # "comme le disait X": the tagger may read "le" as an article
    j = start - 1
    while j >= unit.first and unit.pos[j] == "ADV" and unit.low[j] not in ("comme",):
        j -= 1
    if j < unit.first:
        quoted = unit.first < len(unit) and unit.raw(unit.first)[:1].islower()
        return (-1, False) if quoted or j < start - 1 or start == unit.first else (None, False)
    likewise = unit.low[j] in ("que", "qu'") and unit.low[j - 1] == "ainsi"
    if unit.low[j] == "comme" or (likewise and unit.low[max(0, j - 2)] not in ("est", "c'est")):
        return j, True
    if j in masked:
        return j, False
    if unit.low[j] in _BOUNDARY and unit.low[j] not in ("et", "mais"):
        return j, False
    return None, False


_BARE = frozenset([
    "expliquer", "dire", "ajouter", "préciser", "souligner", "affirmer", "déclarer", "indiquer",
    "confier", "raconter", "poursuivre", "conclure", "témoigner",
])


def _unmarked(unit: Unit, verb: Verb, holder: Phrase) -> bool:
    """"40 degrés explique Mme Durand": the comma is missing, a person's name follows."""
    if verb.lemma not in _BARE or verb.start - unit.first < 3 or not unit.capital(holder.head):
        return False
    before = unit.low[verb.start - 1]
    if before in ("que", "qu'", "qui", "dont", "où", "ce", "comme", "et", "l'") or (
        unit.pos[verb.start - 1] in ("PRON", "DET", "SCONJ", "CCONJ", "PROPN", "AUX", "ADP")
    ):
        return False
    title = unit.low[holder.start] in ("m.", "mme", "dr", "pr", "me", "mlle")
    return title or unit.low[holder.start].split("-")[0] in lexicon.given_names()


def _holder(unit: Unit, verb: Verb) -> tuple[Phrase | None, int]:
    """The inverted subject and the token after it (or after the verb when it stands inside)."""
    for j in range(verb.start, min(len(unit), verb.end + 1)):
        if unit.low[j] in _TAILS and (unit.low[j].startswith("-") or unit.low[j - 1].endswith("-")):
            return Phrase(j, j + 1, j), max(verb.end, j + 1)
        if split_tail(unit.low[j])[1]:
            return Phrase(j, j + 1, j), max(verb.end, j + 1)
    j = verb.end
    while j < len(unit) and (unit.pos[j] == "ADV" or unit.low[j] in _ASIDES):
        step = 1 if unit.low[j] not in _ASIDES else _aside(unit, j)
        if not step:
            return None, j
        j += step
    if j >= len(unit) or unit.mark(j):
        return None, j
    found = phrase_at(unit, j)
    return found, found.end if found else j


_DAYS = frozenset([
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier",
])
_ASIDES = _DAYS | frozenset([
    "à", "pour", "au", "aux", "devant", "dans", "lors", "sur", "auprès", ",", "de", "quant",
    "en", "non", "avec", "sans", "tout", "d'", "mi-figue",
])


def _aside(unit: Unit, j: int) -> int:
    """Tokens of what may stand between verb and subject: "à la BBC", "devant le Sénat", "pour sa
    part", ", lundi,"; 0 when no noun phrase follows it."""
    if unit.low[j] in _DAYS:
        return 2 if unit.low[j + 1:j + 2] in (("matin",), ("soir",), ("dernier",)) else 1
    for size in (4, 3, 2, 1):
        if " ".join(unit.low[j:j + size]).replace("' ", "'") in lexicon.words("cues", "asides"):
            return size
    if unit.low[j] == ",":
        for k in range(j + 2, min(len(unit) - 1, j + 9)):
            if unit.low[k] == ",":
                return k + 1 - j if phrase_at(unit, k + 1) else 0
        return 0
    if unit.low[j] in ("de", "quant", "en", "non", "avec", "sans", "tout", "d'", "mi-figue"):
        return 0
    inner = phrase_at(unit, j + 1)
    if inner is None:
        return 0
    end = _before_name(unit, inner)
    if end >= len(unit):
        return 0
    return end - j if phrase_at(unit, end) is not None or unit.low[end] in _ASIDES else 0


def _before_name(unit: Unit, heard: Phrase) -> int:
    """"à la presse Marie Durand": those who heard it end where the speaker's name begins."""
    if not unit.capital(heard.head):
        for k in range(heard.head + 1, heard.end):
            named = name_run(unit, k) - k >= 2
            if named and unit.pos[k - 1] in ("NOUN", "ADJ"):
                return k
    return heard.end


def _trusted(
    unit: Unit, verb: Verb, holder: Phrase, end: int, like: bool, masked: frozenset[int]
) -> bool:
    """Whether a noun phrase after the verb is its subject and can speak."""
    quoted = _quoted_before(unit, verb.start, masked)
    speaks = is_agent(unit, holder) or is_informant(unit, holder)
    if not speaks and (not quoted or verb.lemma in lexicon.frame("evidential")):
        return False
    if like:
        return True
    if verb.end < len(unit) and unit.low[verb.end] in ("que", "qu'"):
        return False
    if quoted:
        return True
    if end + 1 < len(unit) and unit.low[end] in ("et", "ou", "puis") and (
        unit.pos[end + 1] in ("VERB", "AUX", "PRON", "ADV")
    ):
        return False  # "il entre, salue le président et sort"
    if verb.lemma in lexicon.frame("person_object"):
        # "…, a averti le président." ends the sentence; "…, salue le public et sort" does not.
        compound = verb.index > verb.start and unit.pos[verb.start] == "AUX"
        final = _end(unit, end, masked) >= len(unit) - 1
        sure = _tree_subject(unit, verb, holder) or (compound and final)
        return sure and not _has_subject(unit, verb)
    apart = unit.low[verb.start - 1] == ","
    if apart and verb.lemma in _BARE and name_run(unit, holder.head) - holder.head >= 2:
        return True  # "Pas toujours, affirme Marie Durand, soudeuse et élue."
    closes = apart and _end(unit, end, masked) >= len(unit) - 1
    return _is_aside(unit, verb.start, end) or (closes and holder.end >= end)


def _is_aside(unit: Unit, start: int, end: int) -> bool:
    """A main clause stands before or after: else the verb is the sentence's own ("Le maire, qui a
    signé, a exhorté ses voisins")."""
    if any(unit.pos[k] in ("VERB", "AUX") for k in range(end + 1, len(unit))):
        return True
    relative = False
    for k in range(unit.first, start):
        word = unit.low[k]
        if word in ("qui", "que", "qu'", "dont", "où"):
            relative = True
        elif word == ",":
            relative = False
        elif unit.pos[k] in ("VERB", "AUX") and not relative:
            return True
    return False


def _quoted_before(unit: Unit, start: int, masked: frozenset[int]) -> bool:
    j = start - 1
    while j >= 0 and unit.low[j] in (",", "-", "—", "–", "?", "!", "…", "."):
        j -= 1
    return j in masked or (j >= 0 and unit.mark(j)) or start - 1 in masked


def _tree_subject(unit: Unit, verb: Verb, holder: Phrase) -> bool:
    tokens = unit.tokens
    inside = range(holder.start, holder.end)
    return any(unit.dep[k].startswith("nsubj") and tokens[k].head.i == tokens[verb.index].i
               for k in inside)


def _has_subject(unit: Unit, verb: Verb) -> bool:
    """A subject of its own before the verb, as in "il entre, annonce la mesure et sort"."""
    token = unit.tokens[verb.index]
    return any(child.dep_.startswith("nsubj") and child.i < token.i for child in token.children)


def _end(unit: Unit, i: int, masked: frozenset[int]) -> int:
    """Past what belongs to the attributing clause: up to the next comma, mark or stop."""
    j = i
    while j < len(unit):
        crosses = (j in masked) != (i - 1 in masked)
        if crosses or unit.mark(j) or unit.low[j] in STOPS or unit.low[j] in (")", "—"):
            break
        if unit.low[j] == "," and not _goes_on(unit, j):
            break
        j += 1
    return j


def _goes_on(unit: Unit, comma: int) -> bool:
    """After this comma the attributing clause continues ("…, dans un communiqué", "en riant")."""
    j = comma + 1
    if j >= len(unit):
        return False
    return unit.low[j] in (
        "dans",
        "lors",
        "en",
        "citant",
        "interrogé",
        "interrogée",
        "cité",
        "citée",
        "devant",
        "joint",
        "jointe",
        "ajoutant",
        "précisant",
        "selon",
        "à",
        "sur",
        "qui",
    )


def _reading(unit: Unit, i: int) -> Report | None:
    """"peut-on lire dans le rapport", "apprend-on de source syndicale"."""
    word, tail = split_tail(unit.low[i])
    if word not in _READ:
        return None
    window = unit.low[max(0, i - 2):i + 2]
    if tail != "on" and "-on" not in window and "-t-on" not in window:
        return None
    start = i
    while start > 0 and (
        unit.low[start - 1] in ("-on", "-t-on", "peut") or unit.low[start - 1] == "peut-on"
    ):
        start -= 1
    j = i + 1
    while j < len(unit) and (
        unit.low[j] in ("-on", "-t-on", "dans", "sur", "de", "chez", "auprès", "du")
        or unit.pos[j] == "ADV"
    ):
        j += 1
    holder = phrase_at(unit, j) if j < len(unit) else None
    verb = Verb(i, start, i + 1, "lire", "finite")
    stop = _end(unit, holder.end if holder else i + 1, frozenset())
    return _make(unit, "reading", verb, holder, (start, stop))


def _as_says(unit: Unit, i: int) -> Report | None:
    """"comme X l'explique, P": the subject stands before the verb."""
    if unit.low[i] != "comme" or i + 1 >= len(unit):
        return None
    holder = phrase_at(unit, i + 1)
    if holder is None or holder.end >= len(unit) or unit.low[holder.end] not in ("l'", "le", "lui"):
        return None
    verb = None
    for k in range(holder.end + 1, min(len(unit), holder.end + 5)):
        verb = verb_at(unit, k, loose=True)
        if verb is not None:
            break
    if verb is None or verb.lemma not in lexicon.frame("that") or not is_agent(unit, holder):
        return None
    stop = _end(unit, verb.end, frozenset())
    return _make(unit, "as_says", verb, holder, (i, stop))
