"""Noun phrases cut from the surface: where the words that name a source begin and end."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.naming import (
    DETERMINERS,
    OF,
    PRONOUNS,
    is_name_token,
    name_run,
)
from toolkit.claims.attribution.shares import out_of
from toolkit.claims.attribution.unit import Phrase, Unit

_PLACE = frozenset([
    "à", "au", "aux", "en", "chez", "pour", "sur", "auprès", "of", "for", "the", "contre",
])
_MANY = frozenset([
    "nombreux", "nombreuses", "autres", "récents", "récentes", "nouvelles", "grands", "grandes",
    "hauts", "multiples", "rares",
])
LONGEST = 30
"""Tokens a noun phrase may hold; a longer one is cut there, so that time stays linear."""


def _leads(unit: Unit, i: int, start: int) -> bool:
    """A word before the noun that is no determiner: "%", "ex", an adjective, "la plupart des"."""
    word, pos = unit.low[i], unit.pos[i]
    after = i + 1 if i + 1 < len(unit) else i
    if word in ("%", "ex", "feu", "quasi") or pos == "SYM":
        return True
    if pos == "ADJ" and after > i and unit.low[after] != ",":
        return unit.pos[after] in ("NOUN", "PROPN", "ADJ", "PUNCT")
    if pos == "ADV" and word in ("tout", "toute", "très", "plus", "encore"):
        return True
    if word in OF and i > start:
        return unit.low[i - 1] in _PARTS or unit.low[i - 1] in ("%", "cent", "pour cent")
    return word in _PARTS and unit.low[after] in OF


_PARTS = frozenset(["nombre", "plupart", "moitié", "tiers", "quart", "majorité", "bien"])


def _skip_determiners(unit: Unit, i: int) -> int:
    """Past determiners, numbers, shares ("64 % des") and adjectives that precede a noun."""
    start = i
    while i < len(unit) and i - start < 8:
        word = unit.low[i]
        if word in DETERMINERS or unit.pos[i] in ("DET", "NUM"):
            i += 1
        elif i == start and word in ("de", "d'") and unit.low[i + 1:i + 2] and (
            unit.low[i + 1] in _MANY
        ):
            i += 2
        elif _leads(unit, i, start):
            i += 1
        else:
            break
    return i


def phrase_at(unit: Unit, i: int, *, stop: int | None = None) -> Phrase | None:
    """The noun phrase that starts exactly at token ``i``; None when none does.

    Apposed roles ("Marie Durand, sociologue à Lyon") and acronyms in brackets belong to it;
    relative clauses, places and dates after it do not.
    """
    limit = min(len(unit) if stop is None else stop, i + LONGEST)
    if i >= limit:
        return None
    if unit.low[i] in PRONOUNS and unit.low[i] not in ("l'",) and not _determines(unit, i):
        end = i + 1
        return Phrase(i, end, i)
    if (among := _among(unit, i, limit)) is not None:
        return among
    head = _skip_determiners(unit, i)
    if head >= limit:
        share = limit - 1 > i and unit.low[limit - 1] == "%" and head == limit
        return Phrase(i, limit, limit - 1) if share else None
    if is_name_token(unit, head):
        end = min(name_run(unit, head), limit)
        return _extend(unit, i, head, end, limit, named=True)
    if unit.pos[head] in ("NOUN", "PROPN", "X") or _known_noun(unit.low[head]):
        return _extend(unit, i, head, head + 1, limit, named=False)
    if unit.pos[head] == "ADJ" and head > i:
        return _extend(unit, i, head, head + 1, limit, named=False)
    if head > i and unit.pos[i] in ("NUM", "PRON", "DET") and unit.low[i] not in ("l'", "la", "le"):
        return Phrase(i, head, head - 1)
    return None


def _among(unit: Unit, i: int, limit: int) -> Phrase | None:
    """"l'un de ses collègues", "un de nos chefs", "l'une des autrices": one of several."""
    if (share := out_of(unit, i, limit)) is not None:
        return share
    one = i + 1 if unit.low[i] == "l'" else i
    if one + 2 >= limit or unit.low[one] not in ("un", "une", "l'un", "l'une", "deux", "trois"):
        return None
    of = unit.low[one + 1]
    owned = unit.low[one + 2] in DETERMINERS or unit.pos[one + 2] == "DET"
    if not (of == "des" or (of in ("de", "d'") and owned)):
        return None
    inner = phrase_at(unit, one + 2, stop=limit)
    return None if inner is None else Phrase(i, inner.end, inner.head)


def _determines(unit: Unit, i: int) -> bool:
    """"certaines études": a word that can be a pronoun, before a noun."""
    if unit.low[i] not in DETERMINERS or i + 1 >= len(unit):
        return False
    return unit.pos[i + 1] in ("NOUN", "ADJ", "PROPN", "DET", "NUM")


def _known_noun(word: str) -> bool:
    return lexicon.is_person_noun(word) or any(
        word in lexicon.words("nouns", key) for key in ("organisation", "study"))


def _extend(unit: Unit, start: int, head: int, end: int, limit: int, *, named: bool) -> Phrase:
    """Take in what follows the core: adjectives, names, complements, appositions."""
    name_seen = named
    last_noun = head
    while end < limit:
        word, pos = unit.low[end], unit.pos[end]
        if is_name_token(unit, end) and pos != "VERB":
            if name_seen and is_name_token(unit, end - 1):
                break  # somebody else's name begins: "à la BBC Andrée Vial"
            end = min(name_run(unit, end), limit)
            name_seen = True
        elif pos == "ADJ" and not (name_seen and end == head + 1 and not named):
            end += 1
        elif pos == "NOUN" and not name_seen and unit.low[end - 1] not in (",",):
            last_noun, end = end, end + 1
        elif word == "sur" and end + 1 < limit and unit.pos[end + 1] == "NUM" and not name_seen:
            end += 2  # "un salarié sur trois"
        elif word in OF or _goes_on_at(unit, (head, last_noun), end, name_seen):
            after = _complement(unit, end, limit)
            if after is None:
                break
            last_noun, end, _ = after
        elif word in lexicon.words("cues", "made") and _is_made(unit, last_noun, start, end):
            end, before = _made_by(unit, end, limit), end
            if end == before:
                break
        elif (further := _qualified(unit, end, limit)) > end:
            end = further
        elif _is_year(unit, last_noun, end):
            end += 1  # "une étude de mars 2019 de l'agence"
        elif word == "depuis" and _since(unit, head, end, limit):
            end += 3  # "infirmière depuis dix ans"
        elif word == "(" or (word == "-" and unit.ends[end - 1] == unit.starts[end]):
            if (after_bracket := _bracket(unit, end, limit)) is None:
                break
            end = after_bracket
        elif word == "et" and not named and (more := _joined(unit, end, limit)) is not None:
            last_noun, end = more
        else:
            break
    phrase = Phrase(start, end, head)
    return _with_apposition(unit, phrase, limit, named=name_seen)


def _goes_on_at(unit: Unit, nouns: tuple[int, int], i: int, name_seen: bool) -> bool:
    """A place at ``i`` belongs to the phrase: to its head if a post, else to the last noun."""
    head, last = nouns
    if unit.low[i] not in _PLACE:
        return False
    return _takes_place(unit, head if _is_post(unit, head) else last, i, name_seen)


def _is_made(unit: Unit, noun: int, start: int, i: int) -> bool:
    """"une étude menée par X", "les experts consultés par X"."""
    if any(lexicon.noun_is("study", unit.low[k]) for k in range(start, noun + 1)):
        return True
    return unit.low[i].startswith(("interrogé", "consulté", "cité")) and not unit.capital(noun)


def _qualified(unit: Unit, i: int, limit: int) -> int:
    """Past "chargée des prêts à la banque", "basé à Lyon", "passée inaperçue"; ``i`` when no
    participle with a complement stands there ("publiée mardi" tells when, not who)."""
    if unit.pos[i] not in ("VERB", "ADJ", "NOUN") or not _is_participle(unit, i):
        return i
    end = i + 1
    while end < limit and unit.pos[end] == "ADV" and end - i < 4:
        end += 1
    start = end
    for _ in range(3):
        places = unit.low[end] in _AFTER_PARTICIPLE if end < limit else False
        inner = phrase_at(unit, end + 1, stop=limit) if places and end + 1 < limit else None
        if inner is None:
            break
        end = inner.end
    dated = end > start and unit.pos[end - 1] == "NUM"
    return end if end > start and not dated else i


_AFTER_PARTICIPLE = frozenset([
    "par", "à", "au", "aux", "dans", "de", "du", "des", "d'", "auprès", "chez", "sur", "en",
    "pour", "avec",
])


def _is_participle(unit: Unit, i: int) -> bool:
    form = unit.tokens[i].morph
    return "Part" in form.get("VerbForm", []) and "Pres" not in form.get("Tense", [])


def _is_post(unit: Unit, head: int) -> bool:
    """The head is a post somebody holds: its place may come after other complements."""
    return not unit.capital(head) and lexicon.is_person_noun(unit.low[head])


def _takes_place(unit: Unit, noun: int, i: int, name_seen: bool) -> bool:
    """"professeur à l'université", "rapport sur l'emploi", but not "Marie Durand à la radio"."""
    if noun != i - 1 and unit.pos[i - 1] not in ("ADJ", "NOUN", "PROPN"):
        return False
    word = unit.low[noun]
    if unit.capital(noun) and noun == i - 1 and word in lexicon.words("nouns", "organisation"):
        return True  # "l'Association pour l'emploi"
    if name_seen and word not in lexicon.role_table()[0]:
        return False
    known = word in lexicon.role_table()[0] or word in lexicon.words("nouns", "study")
    is_role = known or word in lexicon.words("nouns", "person")
    # "à la BBC" after a bare name is where it was said; after a role it is where one works.
    if not is_role or (name_seen and unit.capital(i - 1)):
        return False
    return unit.low[i] not in ("à", "au", "aux") or not _media_follows(unit, i)


def _media_follows(unit: Unit, i: int) -> bool:
    """"à la BBC", "aux journalistes": the medium it was said to."""
    nouns, names = lexicon.role_table()
    return any("media" in (names.get(word), nouns.get(word)) for word in unit.low[i + 1:i + 4])


def _complement(unit: Unit, i: int, limit: int) -> tuple[int, int, bool] | None:
    """Past one prepositional complement: (its noun, its end, whether it is a name)."""
    j = i + 1
    while j < limit and (unit.low[j] in DETERMINERS or unit.pos[j] in ("DET", "NUM", "ADP")):
        if unit.low[j] in ("selon", "par", "avec", "lors", "dans"):
            return None
        j += 1
    while (
        j < limit and unit.pos[j] == "ADJ" and j + 1 < limit and unit.pos[j + 1] in ("NOUN", "ADJ")
    ):
        j += 1
    if j >= limit:
        return None
    if is_name_token(unit, j):
        return j, min(name_run(unit, j), limit), True
    if unit.pos[j] in ("NOUN", "PROPN", "X") or _known_noun(unit.low[j]):
        return j, j + 1, False
    return None


def _made_by(unit: Unit, i: int, limit: int) -> int:
    """Past "menée par Upwork", "publiée mardi par l'institut", "auprès de"."""
    # "publiée mardi", "menée auprès de": without its maker the participle is no part of the name
    asked = unit.low[i].startswith(("interrogé", "consulté", "cité", "intitulé", "baptisé"))
    end = i + 1 if asked else i
    for j in range(i + 1, min(limit, i + 8)):
        if unit.low[j] in ("par", "dans", "auprès", "pour", "chez"):
            if unit.low[j] == "auprès":
                return end
            inner = phrase_at(unit, j + 1, stop=limit)
            return inner.end if inner else end
        if unit.low[j] in (",", ":", "que", "qu'") or unit.pos[j] in ("VERB", "AUX"):
            return end
    return end


def _is_year(unit: Unit, month: int, i: int) -> bool:
    word = unit.low[i]
    dated = unit.low[month] in lexicon.words("cues", "no_apposition") and month == i - 1
    return dated and word.isdigit() and len(word) == 4


def _since(unit: Unit, head: int, i: int, limit: int) -> bool:
    """"depuis dix ans" after a post somebody holds."""
    post = _is_post(unit, head) or not unit.capital(head)
    return post and i + 2 < limit and unit.pos[i + 1] == "NUM" and (
        unit.low[i + 2] in ("ans", "mois", "années", "an"))


def _bracket(unit: Unit, i: int, limit: int) -> int | None:
    """Past "(CGT)", or past a hyphen glued to a name."""
    if unit.low[i] == "-":
        return i + 2 if i + 1 < limit else None
    spelt = i + 1 < limit and unit.capital(i + 1)  # "(Organisation de coopération …)"
    for j in range(i + 1, min(limit, i + (12 if spelt else 7))):
        if unit.low[j] == ")":
            return j + 1
    return None


def _joined(unit: Unit, i: int, limit: int) -> tuple[int, int] | None:
    """Past "et directrice du centre": a second noun of the same phrase."""
    inner = _complement(unit, i, limit)
    if inner is None or inner[2]:
        return None
    noun, end, _ = inner
    for j in range(end, min(limit, end + 4)):
        if unit.pos[j] in ("VERB", "AUX"):
            return None
    return noun, end


def _with_apposition(unit: Unit, phrase: Phrase, limit: int, *, named: bool) -> Phrase:
    """Add ", sociologue à Lyon" to a name, or ", Marie Durand" to a role."""
    i = phrase.end
    if i + 1 >= limit or unit.low[i] != ",":
        return phrase
    inner: Phrase | None = None
    start = i + 1
    j = start
    while j < limit and (unit.low[j] in ("ex", "ancien", "ancienne", "le", "la", "l'", "un", "une",
                                         "alors", "actuel", "actuelle", "-", "son", "sa", "vice")
                         or (unit.pos[j] == "NUM" and unit.low[j].isdigit())):
        j += 1
    if named and j < limit:
        bare = (
            unit.pos[j] == "NOUN"
            and j == start
            and unit.low[j] not in lexicon.words("cues", "no_apposition")
        )
        where = _closed_place(unit, start, limit)
        if where is not None:
            return Phrase(phrase.start, where, phrase.head)
        age = unit.low[j] == "ans" and j > start
        if age:
            return _with_apposition(
                unit, Phrase(phrase.start, j + 1, phrase.head), limit, named=True
            )
        if bare or lexicon.is_person_noun(unit.low[j]):
            inner = _extend(unit, start, j, j + 1, limit, named=False)
        elif j > start and _is_body(unit, j) and not _is_time(unit, phrase):
            body = _extend(unit, start, j, j + 1, limit, named=False)
            inner = body if _closed(unit, body.end, limit) else None
    elif _is_post(unit, phrase.head) and (other := _named_post(unit, start, limit)):
        inner = other
    elif name_run(unit, start) - start >= 2 and lexicon.is_person_noun(unit.low[phrase.head]):
        inner = Phrase(start, name_run(unit, start), start)
    if inner is None:
        return phrase
    return Phrase(phrase.start, inner.end, phrase.head)


def _is_body(unit: Unit, j: int) -> bool:
    """"Odalis, une agence de presse": an apposed noun says what the named body is."""
    known = lexicon.noun_is("organisation", unit.low[j])
    return known and unit.pos[j] == "NOUN" and unit.low[j - 1] in ("un", "une", "le", "la", "l'")


def _is_time(unit: Unit, phrase: Phrase) -> bool:
    """"Lundi, l'armée": a day is nobody's name."""
    times = lexicon.words("cues", "no_apposition")
    return any(unit.low[k] in times for k in range(phrase.start, phrase.end))


def _closed(unit: Unit, end: int, limit: int) -> bool:
    """Nothing but the close of an apposition follows: no list goes on there."""
    if end >= limit or end >= len(unit):
        return True
    return unit.low[end] in (",", ".", ")") and "et" not in unit.low[end + 1:end + 2]


def _named_post(unit: Unit, i: int, limit: int) -> Phrase | None:
    """"son avocat, le juriste suisse Ueli Frei": a second post, with the name."""
    if unit.low[i] not in ("le", "la", "l'") or i + 2 >= limit:
        return None
    if not lexicon.is_person_noun(unit.low[i + 1]):
        return None
    inner = _extend(unit, i, i + 1, i + 2, limit, named=False)
    return inner if is_name_token(unit, inner.end - 1) else None


def _closed_place(unit: Unit, i: int, limit: int) -> int | None:
    """Past ", de l'université de Nantes," after a name: a place between two commas."""
    if unit.low[i] not in ("de", "du", "d'", "des", "chez"):
        return None
    inner = phrase_at(unit, i + 1, stop=limit)
    if inner is None:
        return None
    end = inner.end
    for _ in range(3):
        if end >= len(unit) or unit.low[end] == "," or end == len(unit) - 1:
            return end
        further = unit.low[end] in OF or unit.low[end] in _PLACE
        inner = phrase_at(unit, end + 1, stop=limit) if further and end + 1 < limit else None
        if inner is None:
            return None
        end = inner.end
    return None
