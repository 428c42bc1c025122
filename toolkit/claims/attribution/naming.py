"""Where the capitalised words of a name begin and end."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.unit import Unit

OF = frozenset(["de", "du", "des", "d'", "d"])
DETERMINERS = frozenset([
    "le", "la", "l'", "les", "un", "une", "des", "ce", "cet", "cette", "ces", "son", "sa", "ses",
    "leur", "leurs", "mon", "ma", "mes", "notre", "nos", "votre", "vos", "plusieurs", "certains",
    "certaines", "quelques", "chaque", "aucun", "aucune", "tous", "toutes", "tout", "toute",
    "différents", "différentes", "divers", "diverses", "d'autres", "autres", "autre", "nombreux",
    "nombreuses", "quelque", "maints",
])
PRONOUNS = frozenset([
    "il", "elle", "ils", "elles", "on", "lui", "eux", "moi", "nous", "toi", "vous", "je", "j'",
    "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "certains", "certaines", "beaucoup",
    "plusieurs", "personne", "quelqu'un", "chacun", "chacune", "celui", "celle", "ceux",
    "celles", "soi", "d'aucuns", "tous", "toutes", "-il", "-elle", "-ils", "-elles", "-on",
    "-t-il", "-t-elle", "-t-ils", "-t-elles", "-t-on", "-je", "-nous",
])
_PARTICLES = frozenset([
    "von", "van", "der", "den", "ben", "bin", "al", "el", "le", "la", "da", "dos", "di", "del",
    "y", "ould", "ag", "de", "du", "d'", "des", "mac", "st", "saint", "of", "the", "&", "and",
    "for", "sans",
])
_SMALL = frozenset(["CCONJ", "SCONJ", "ADP", "ADV", "PRON", "DET", "AUX", "INTJ"])


def is_name_token(unit: Unit, i: int) -> bool:
    """A capitalised word that can be part of a name."""
    if not unit.capitals[i]:
        return False
    kept = unit.memo.setdefault("names", [None] * len(unit))
    if kept[i] is None:
        kept[i] = _name_token(unit, i)
    return bool(kept[i])


def _name_token(unit: Unit, i: int) -> bool:
    if not unit.capital(i) or unit.pos[i] in ("PUNCT", "NUM") or unit.low[i].endswith("'"):
        return False
    if unit.pos[i] in _SMALL and unit.low[i] not in ("le", "la", "les"):
        # "Et Reuters", "Selon Marie": a capital that only opens the sentence.
        return unit.raw(i).isupper() and len(unit.raw(i)) > 1
    if unit.low[i] in ("le", "la", "les") and i > unit.first and i + 1 < len(unit):
        # "le journal Les Temps": an article inside a name
        return unit.pos[i - 1] == "NOUN" and unit.capital(i + 1)
    return unit.low[i] not in DETERMINERS and unit.low[i] not in PRONOUNS


def name_run(unit: Unit, i: int) -> int:
    """The end of the run of capitalised words that starts at ``i`` (``i`` when there is none)."""
    if i >= len(unit) or not is_name_token(unit, i):
        return i
    end = i + 1
    while end < len(unit) and end - i < 8:
        if is_name_token(unit, end):
            if _new_person(unit, i, end):
                break
            end += 1
            continue
        word = unit.low[end]
        if end == i + 1 and (after := _after_particles(unit, i, end)):
            end = after
            continue
        joins = word in _PARTICLES and end + 1 < len(unit) and is_name_token(unit, end + 1)
        if joins and word in ("le", "la") and _titled(unit, end + 1):
            break  # "à la BBC le Dr Vincent"
        of = word in OF
        if not joins or (of and end - i != 1):
            break
        if of and unit.low[i] in lexicon.words("titles", "masculine") | lexicon.words(
            "titles", "feminine"
        ):
            break
        end += 2
    return end


def _titled(unit: Unit, i: int) -> bool:
    """"M.", "Mme", "Dr": a title that stands before somebody's name."""
    return any(unit.low[i] in lexicon.words("titles", key)
               for key in ("masculine", "feminine", "either"))


def _after_particles(unit: Unit, i: int, end: int) -> int:
    """Past "de la Cruz", "von der Leyen" right after a title or a given name; 0 elsewhere."""
    titled = _titled(unit, i)
    given = unit.low[i].split("-")[0] in lexicon.given_names()
    if not titled and not (given and unit.low[end] in ("von", "van")):
        return 0
    two = end + 2 < len(unit) and unit.low[end] in ("de", "von", "van", "del", "de'") and (
        unit.low[end + 1] in ("la", "las", "los", "le", "l'", "der", "den"))
    if two and is_name_token(unit, end + 2):
        return end + 3
    one = titled and end + 1 < len(unit) and unit.low[end] in ("de", "d'", "du")
    return end + 2 if one and is_name_token(unit, end + 1) else 0


def _new_person(unit: Unit, i: int, k: int) -> bool:
    """"la BBC Raúl Rivas", "du Sénégal Édouard Diatta": a given name after another name."""
    if _titled(unit, i):
        return False
    if _medium_ends(unit, i, k):
        return True
    if unit.low[k].split("-")[0] not in lexicon.given_names():
        return False
    acronym = unit.raw(i).isupper() and len(unit.raw(i)) > 1 and "." not in unit.raw(i)
    before = unit.low[i - 1] if i > 0 else ""
    given = unit.low[i].split("-")[0] in lexicon.given_names()
    place = before in ("à", "en", "depuis") and not given and is_name_token(unit, k + 1)
    return acronym or place or before in ("du", "la", "le", "les", "l'", "au", "aux", "des")


def _medium_ends(unit: Unit, i: int, k: int) -> bool:
    """"à l'AFP Bjarne Solheim": the medium somebody spoke to, then at least two words of a name."""
    if i == 0 or unit.low[i - 1] not in ("à", "la", "l'", "au") or k + 1 >= len(unit):
        return False
    names = lexicon.role_table()[1]
    medium = names.get(" ".join(unit.low[i:k])) == "media"
    longer = any(names.get(" ".join(unit.low[i:k + more])) == "media" for more in (1, 2))
    return medium and not longer and is_name_token(unit, k + 1)
