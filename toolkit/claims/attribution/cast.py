"""Who appears in an article: the people and organisations it names, under all their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.naming import is_name_token, name_run
from toolkit.claims.attribution.unit import Unit, fold
from toolkit.claims.attribution.verbs import BE, HAVE

_NOT_NAMES = frozenset(["VERB", "AUX", "ADP", "ADV", "CCONJ", "SCONJ", "DET", "PRON", "INTJ"])




@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something named: ``words`` are the folded words of its longest name.

    ``sure`` when a title, a given name or a role noun says it is a person; shape alone does not,
    and then it must stand once without preposition (``bare``) and never with an article
    (``placed``).
    """

    name: str
    kind: str
    gender: str = ""
    words: tuple[str, ...] = ()
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    sure: bool = False
    bare: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of an entity: token span ``[start, end)``, its role noun included."""

    entity: Entity
    start: int
    end: int
    subject: bool


class Cast:
    """The entities of one article and where each sentence names them."""

    def __init__(self, units: Iterable[tuple[int, Unit]]) -> None:
        self._by_word: dict[str, list[Entity]] = {}
        self._by_name: dict[str, Entity] = {}
        self.mentions: dict[int, list[Mention]] = {}
        pairs = list(units)
        # A word the article also writes small is no name for opening a sentence; one it writes
        # large inside a sentence is.
        self._inside = frozenset(
            word for _, unit in pairs for i, word in enumerate(unit.low)
            if i > unit.first and is_name_token(unit, i) and unit.pos[i - 1] != "PUNCT"
        )
        self._common = frozenset(
            word for _, unit in pairs for i, word in enumerate(unit.low) if not unit.capital(i)
        )
        for _, unit in pairs:
            self._collect(unit)
        for index, unit in pairs:
            self.mentions[index] = self._mentions(unit)

    def find(self, unit: Unit, start: int, end: int, *, kind: str = "") -> Entity | None:
        """The entity named inside a token span: the first of ``kind``, else the first known."""
        first: Entity | None = None
        i = start
        while i < end:
            stop = min(name_run(unit, i), end) if is_name_token(unit, i) else i
            if stop > i:
                entity = self._lookup(unit, *_without_title(unit, i, stop))
                if entity is not None and (not kind or entity.kind == kind):
                    return entity
                first = first or entity
                i = stop
            i += 1
        return first

    def people(self) -> list[Entity]:
        """The people of the article, in the order in which it names them."""
        return [e for e in self._by_name.values() if e.kind == "person"]

    def with_noun(self, noun: str) -> list[Entity]:
        """People presented with this noun ("ministre") somewhere in the article."""
        return [e for e in self._by_name.values() if e.kind == "person" and noun in e.nouns]

    def _collect(self, unit: Unit) -> None:
        for start, end in _runs(unit, self._common):
            first, last = _without_title(unit, start, end)
            if last - first < 1:
                continue
            if " ".join(unit.low[first:last]) in lexicon.words("cues", "no_sources"):
                continue
            kind = _kind(unit, start, first, last)
            known = kind == "organisation" or start < first or _person_noun(unit, start)
            known = known or unit.low[first] in lexicon.given_names()
            if start == unit.first and last - first == 1 and not self._seen(unit, first):
                continue
            if last - first >= 2 or known:
                self._add(unit, first, last, kind, start)

    def _seen(self, unit: Unit, i: int) -> bool:
        """The only word of a name that opens a sentence is known as a name otherwise."""
        word = unit.low[i]
        acts = i + 1 < len(unit) and unit.pos[i + 1] in ("VERB", "AUX") and unit.pos[i] == "PROPN"
        if acts and word not in lexicon.words("cues", "sentence_openers"):
            return True
        return word in self._inside or word in lexicon.given_names() or unit.raw(i).isupper() or (
            word in lexicon.role_table()[1])

    def _add(self, unit: Unit, first: int, last: int, kind: str, start: int) -> Entity:
        name = unit.text(first, last)
        key = fold(name)
        entity = self._by_name.get(key)
        if entity is None:
            words = tuple(unit.low[first:last])
            entity = Entity(name, kind, words=words)
            self._by_name[key] = entity
            for word in words:
                self._by_word.setdefault(word, []).append(entity)
        given = unit.low[first].split("-")[0] in lexicon.given_names()
        named = start < first or given or _person_noun(unit, start) or _role_after(unit, last)
        if 2 <= last - first <= 4 and (given or _role_after(unit, last)) and kind != "person":
            kind = kind if first == start and _article_before(unit, start) else "person"
        entity.sure = entity.sure or named
        entity.bare = entity.bare or not _governed(unit, start)
        if entity.sure and kind == "person":
            entity.kind = "person"
        elif not entity.sure and (_article_before(unit, start) or not entity.bare):
            entity.kind = "organisation"
        elif kind == "person" and entity.name != entity.name.upper() and not entity.placed:
            entity.kind = "person"
        entity.placed = entity.placed or _article_before(unit, start)
        self._describe(unit, entity, start, first, last)
        return entity

    def _describe(self, unit: Unit, entity: Entity, start: int, first: int, last: int) -> None:
        """Note gender and role nouns from title, given name, and the words on both sides."""
        if entity.kind != "person":
            return
        title = unit.low[start] if start < first else ""
        given = unit.low[first].split("-")[0]
        entity.gender = (
            entity.gender or _title_gender(title) or lexicon.given_names().get(given, "")
        )
        nouns, _ = lexicon.role_table()
        person = lexicon.words("nouns", "person")
        near = [*range(max(0, start - 3), start)]
        if last < len(unit) and unit.low[last] == ",":
            near += [*range(last + 1, min(len(unit), last + 5))]
        for k in near:
            word = unit.low[k]
            if word in nouns or word in person:
                entity.nouns.add(word)
                if word in nouns and nouns[word] not in entity.roles:
                    entity.roles.append(nouns[word])
                if not entity.gender and word.endswith(("euse", "trice", "ienne", "ière", "ée")):
                    entity.gender = "f"

    def _mentions(self, unit: Unit) -> list[Mention]:
        found = []
        for start, end in _runs(unit, self._common):
            first, last = _without_title(unit, start, end)
            entity = self._lookup(unit, first, last)
            if entity is None:
                continue
            if start < first and not entity.gender:
                entity.gender = _title_gender(unit.low[start])
            begin = _with_role(unit, start)
            subject = any(unit.dep[k].startswith("nsubj") for k in range(begin, end))
            found.append(Mention(entity, begin, end, subject))
        return found

    def _lookup(self, unit: Unit, first: int, last: int) -> Entity | None:
        if last <= first:
            return None
        if last - first == 1 and unit.low[first] in lexicon.role_table()[1]:
            return self._by_name.get(unit.low[first])
        exact = self._by_name.get(fold(unit.text(first, last)))
        wanted = set(unit.low[first:last])
        best = exact
        for entity in self._by_word.get(unit.low[last - 1], [])[-8:]:
            longer = best is None or len(entity.words) > len(best.words)
            if entity.kind == "person" and wanted <= set(entity.words) and longer:
                best = entity
        return best


def _runs(unit: Unit, common: frozenset[str]) -> list[tuple[int, int]]:
    """Runs of capitalised words that are names, not just the first word of a sentence."""
    found = []
    i = unit.first
    while i < len(unit):
        if not is_name_token(unit, i) or unit.mark(i):
            i += 1
            continue
        end = name_run(unit, i)
        initial = i == unit.first or unit.low[i - 1] in (
            "«", '"', "“", ":", ".", "!", "?", "…", "—", "–", "-", "''"
        )
        if initial and unit.pos[i] != "PROPN" and not _name_like(unit, i, end):
            i += 1
            continue
        given = unit.low[i].split("-")[0] in lexicon.given_names()
        verbal = (
            unit.low[i] in HAVE or unit.low[i] in BE or (unit.low[i].endswith("ez") and not given)
        )
        if initial and (
            verbal or unit.pos[i] in _NOT_NAMES or (unit.low[i] in common and not given)
        ):
            i += 1
            continue
        found.append((i, end))
        i = end
    return found


def _name_like(unit: Unit, i: int, end: int) -> bool:
    """A first word of a sentence that is a given name, an acronym, or begins a longer name."""
    raw = unit.raw(i)
    if (raw.isupper() and len(raw) > 1) or (unit.low[i] in titles() and end - i >= 2):
        return True
    return unit.low[i].split("-")[0] in lexicon.given_names() or (
        end - i >= 2 and unit.pos[i] not in ("NOUN", "ADJ", *_NOT_NAMES))


def titles() -> frozenset[str]:
    """"M.", "Mme", "Dr": what stands before a person's name."""
    return frozenset().union(
        *(lexicon.words("titles", k) for k in ("masculine", "feminine", "either"))
    )


def _without_title(unit: Unit, start: int, end: int) -> tuple[int, int]:
    """The run without "M.", "Mme", "Dr"."""
    while start < end - 1 and (unit.low[start] in titles() or unit.low[start] == "."):
        start += 1
    return start, end


def _title_gender(title: str) -> str:
    if title in lexicon.words("titles", "feminine"):
        return "f"
    return "m" if title in lexicon.words("titles", "masculine") else ""


def _with_role(unit: Unit, start: int) -> int:
    """Where the noun phrase begins when a role and a determiner precede the name."""
    j = start - 1
    while j >= 0 and start - j < 5 and (
        unit.pos[j] == "ADJ" or unit.low[j] == "ex" or lexicon.is_person_noun(unit.low[j])
        or lexicon.noun_is("organisation", unit.low[j])
    ):
        j -= 1
    if (
        j < start - 1
        and j >= 0
        and (unit.pos[j] == "DET" or unit.low[j] in ("l'", "le", "la", "son", "sa"))
    ):
        return j
    return start


def _kind(unit: Unit, start: int, first: int, last: int) -> str:
    """"person" or "organisation", from title, given name, neighbours and shape."""
    if start < first:
        return "person"
    words = unit.low[first:last]
    name = " ".join(words)
    if name in lexicon.role_table()[1] or words[-1] in lexicon.words("cues", "organisation_ends"):
        return "organisation"
    if words[0] in lexicon.role_table()[1] and len(words[0]) > 3:
        return "organisation"  # "Microsoft Exchange"
    before = unit.low[start - 1] if start > 0 else ""
    country = last - first == 1 and before in ("la", "l'", "en")  # "la France"
    if words[0].split("-")[0] in lexicon.given_names() and not country:
        return "person"
    if before in lexicon.words("nouns", "organisation"):
        return "organisation"
    if _person_noun(unit, start):
        return "person"
    if before in ("le", "la", "l'", "les", "du", "au", "aux", "des", "chez"):
        return "organisation"
    if any(unit.raw(k).isupper() and len(unit.raw(k)) > 2 for k in range(first, last)):
        return "person" if last - first == 3 else "organisation"
    if any(unit.low[k] in ("de", "of", "et", "&", "the", "des", "du") for k in range(first, last)):
        return "person" if words[0] in lexicon.given_names() else "organisation"
    return "person" if 2 <= last - first <= 4 else "organisation"


def _role_after(unit: Unit, last: int) -> bool:
    """"Will Grant, correspondant à La Havane": a role stands in apposition."""
    return last + 1 < len(unit) and unit.low[last] == "," and (
        lexicon.is_person_noun(unit.low[last + 1])
        or (unit.low[last + 1] in ("ancien", "ancienne", "ex") and last + 2 < len(unit)))


def _governed(unit: Unit, start: int) -> bool:
    """After a preposition."""
    before = unit.low[start - 1] if start > 0 else ""
    return before in ("de", "d'", "du", "des", "of") or (start > 0 and unit.pos[start - 1] == "ADP")


def _article_before(unit: Unit, start: int) -> bool:
    """"la Lloyd's List", "à New York": no person is named like that."""
    before = unit.low[start - 1] if start > 0 else ""
    return before in ("le", "la", "l'", "les", "à", "en", "au", "aux", "vers", "chez", "dans")


def _person_noun(unit: Unit, start: int) -> bool:
    for k in range(start - 1, max(-1, start - 3), -1):
        word = unit.low[k]
        if lexicon.noun_is("organisation", word) and not lexicon.noun_is("person", word):
            return False
        if lexicon.is_person_noun(word):
            return True
        if unit.pos[k] not in ("ADJ", "NOUN"):
            return False
    return False
