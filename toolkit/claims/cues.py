"""All cues of a codebook in one pass over a parsed sentence.

Each cue is indexed by the inflected forms of its first word (of its verb or head noun for pairs),
so a word costs one dictionary look-up however long the codebook is. A cue word matches a token
by form or by lemma, and only with a part of speech it can have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.claims.inflection import any_forms, forms
from toolkit.claims.relations import compound_end, described_by, governed
from toolkit.claims.words import ELIDED, Word, bare, fold, parts_of, words_of
from toolkit.codebook import Codebook, CueSet

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc

# Which tags a cue of a part of speech may meet. Generous where taggers are known to waver:
# participles are tagged VERB or ADJ, capitalised or foreign nouns PROPN, X or ADJ.
COMPATIBLE: dict[str, frozenset[str]] = {
    "NOUN": frozenset(("NOUN", "PROPN", "X", "SYM", "")),
    "VERB": frozenset(("VERB", "AUX", "")),
    "ADJ": frozenset(("ADJ", "VERB", "")),
    "ADV": frozenset(("ADV", "ADP", "SCONJ", "CCONJ", "ADJ", "NOUN", "PRON", "")),
}
_PARTICIPLE = frozenset(("ADJ", "NOUN"))
_SLIP = frozenset(("ADV", "ADJ", "DET", "NUM"))
# At most this many adverbs, adjectives or determiners slip between two words of a phrase.
SLIPS = 2
# "…" in a phrase leaves room for at most this many words.
GAP = 4
# A cue is noted at most this often in one sentence: no rule counts further, and a line of a
# megabyte stays linear.
REPEATS = 8
# Words up to this length are taken for function words.
SHORT = 3


class Hit(NamedTuple):
    """A cue that was found: the group it belongs to, its name, the tokens it covers."""

    group: str
    cue: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A cue in the index: ``test`` says how the rest of it is checked.

    Compared by identity: a hash over its sets of forms, taken for every word of a corpus, would
    cost more than the match itself.
    """

    group: str
    cue: str
    test: str
    rest: tuple[frozenset[str] | str, ...] = ()
    role: str = ""
    pos: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two entries the same."""
        return self.group, self.cue, self.test, self.rest, self.role, self.pos

    @property
    def needed(self) -> frozenset[str] | None:
        """The longest word of a phrase after its first: without it there is no match."""
        parts = [part for part in self.rest if isinstance(part, frozenset)]
        if self.test != "phrase" or not parts:
            return None
        return max(parts, key=lambda forms: min(map(len, forms)))


class Matcher:
    """The compiled cues of several groups ("skills/strong", "anchors" …)."""

    def __init__(self, groups: Mapping[str, CueSet]) -> None:
        self._by_form: dict[str, list[_Entry]] = defaultdict(list)
        self._by_lemma: dict[str, list[_Entry]] = defaultdict(list)
        self._bare: dict[str, list[_Entry]] = defaultdict(list)
        self._known: dict[tuple[object, ...], _Entry] = {}
        # Phrases by a word they cannot do without: most open with a word every sentence has.
        self._waiting: dict[str, set[_Entry]] = defaultdict(set)
        self._held: set[_Entry] = set()
        for group, cues in groups.items():
            self._compile(group, cues)
        for form, entries in self._by_form.items():
            self._bare[bare(form)] += entries

    def _compile(self, group: str, cues: CueSet) -> None:
        for pos, names in (
            ("NOUN", cues.nouns), ("VERB", cues.verbs), ("ADJ", cues.adjectives),
            ("ADV", cues.adverbs),
        ):
            for name in names:
                self._word(group, fold(name), pos)
        for form in cues.forms:
            capitals = form.upper() == form and form.lower() != form
            parts = parts_of(form)
            if len(parts) > 1:
                rest = tuple(frozenset((part,)) for part in parts[1:])
                self._add((parts[0],), _Entry(group, form, "phrase", rest))
            else:
                self._add((fold(form),), _Entry(group, form, "capitals" if capitals else "form"))
        for phrase in cues.phrases:
            first, *others = [self._part(part) for part in parts_of(phrase)]
            assert isinstance(first, frozenset), f"a phrase cannot begin with a gap: {phrase!r}"
            self._add(first, _Entry(group, phrase, "phrase", tuple(others)))
        self._relations(group, cues)

    def _relations(self, group: str, cues: CueSet) -> None:
        for pair in cues.pairs:
            nouns = _union(pair.nouns, "NOUN")
            for verb in (name.removeprefix("se ").removeprefix("s'") for name in pair.verbs):
                name = f"{verb} + {pair.nouns[0]} …"
                entry = _Entry(group, name, "pair", (nouns,), pair.role, "VERB")
                self._inflected(fold(verb), "VERB", entry)
        for compound in cues.compounds:
            of = _union(compound.of, "NOUN")
            for head in compound.heads:
                name = f"{head} de {compound.of[0]} …"
                entry = _Entry(group, name, "compound", (of,), pos="NOUN")
                self._inflected(fold(head), "NOUN", entry)
        for described in cues.described:
            adjectives = _union(described.adjectives, "ADJ")
            for noun in described.nouns:
                name = f"{noun} ~ {described.adjectives[0]} …"
                entry = _Entry(group, name, "described", (adjectives,), pos="NOUN")
                self._inflected(fold(noun), "NOUN", entry)

    def _word(self, group: str, lemma: str, pos: str) -> None:
        parts = parts_of(lemma)
        if len(parts) > 1:
            others = tuple(self._part(part) for part in parts[1:])
            self._add(_phrase_forms(parts[0]), _Entry(group, lemma, "phrase", others))
            return
        self._inflected(lemma, pos, _Entry(group, lemma, "word", pos=pos))

    def _inflected(self, lemma: str, pos: str, entry: _Entry) -> None:
        self._by_lemma[lemma].append(self._add(forms(lemma, pos), entry))

    def _add(self, keys: Iterable[str], entry: _Entry) -> _Entry:
        """Index ``entry`` under the forms of its first word; of equal entries one is kept."""
        entry = self._known.setdefault(entry.identity, entry)
        for key in sorted(keys):
            self._by_form[key].append(entry)
        needed = entry.needed
        if needed is not None:
            self._held.add(entry)
            for form in needed:
                self._waiting[form].add(entry)
        return entry

    def _possible(self, words: list[Word]) -> set[_Entry]:
        """The phrases whose needed word stands somewhere in the sentence."""
        present = {word.key for word in words} | {word.lemma for word in words}
        return set().union(*(self._waiting[form] for form in present if form in self._waiting))

    @staticmethod
    def _part(part: str) -> frozenset[str] | str:
        return part if part == "…" else _phrase_forms(part)

    def find(self, doc: Doc) -> list[Hit]:
        """The cues of every group in ``doc`` (each ``REPEATS`` times at most), in order."""
        words = words_of(doc)
        hits: list[Hit] = []
        seen: Counter[_Entry] = Counter()
        missing = self._held - self._possible(words)
        for place, word in enumerate(words):
            entries = self._by_form.get(word.key, [])
            if not entries and word.raw.isupper() and len(word.raw) > 1:
                entries = self._bare.get(bare(word.key), [])
            by_lemma = self._by_lemma.get(word.lemma, []) if word.whole else []
            if not entries and not by_lemma:
                continue
            for entry in dict.fromkeys([*entries, *by_lemma]):
                if entry in missing or seen[entry] >= REPEATS:
                    continue
                hit = self._test(doc, words, place, entry)
                if hit is not None:
                    seen[entry] += 1
                    hits.append(hit)
        hits.sort(key=lambda hit: (hit.first, hit.last, hit.group, hit.cue))
        return hits

    def _test(self, doc: Doc, words: list[Word], place: int, entry: _Entry) -> Hit | None:
        word = words[place]
        if entry.test == "phrase":
            last = _follow(doc, words, place, entry.rest)
            return None if last is None else _hit(entry, word.token, words[last].token, word.token)
        if entry.test in ("form", "capitals"):
            fits = word.raw.isupper() if entry.test == "capitals" else word.whole
            return _hit(entry, word.token, word.token, word.token) if fits else None
        if not word.whole or not _fits(doc, word, entry.pos):
            return None
        if entry.test == "word":
            return _hit(entry, word.token, word.token, word.token)
        wanted = entry.rest[0]
        assert isinstance(wanted, frozenset)
        token = doc[word.token]
        if entry.test == "pair":
            other = governed(token, wanted, entry.role)
        elif entry.test == "compound":
            other = compound_end(token, wanted)
        else:
            other = described_by(token, wanted)
        if other is None:
            return None
        return _hit(entry, min(word.token, other), max(word.token, other), word.token)


def _hit(entry: _Entry, first: int, last: int, head: int) -> Hit:
    return Hit(entry.group, entry.cue, first, last, head)


@lru_cache(maxsize=4096)
def _phrase_forms(part: str) -> frozenset[str]:
    known = ELIDED.get(part.removesuffix("'") + "e" if part.endswith("'") else part)
    return known if known is not None else any_forms(part) | {part}


def _union(names: Iterable[str], pos: str) -> frozenset[str]:
    return frozenset().union(*(forms(fold(name), pos) for name in names))


def _fits(doc: Doc, word: Word, pos: str) -> bool:
    """Whether the token can be a ``pos``; a participle used as adjective is still its verb."""
    tag = doc[word.token].pos_
    if tag in COMPATIBLE[pos]:
        return not (pos == "NOUN" and tag == "PROPN" and word.raw[:1].isupper() and word.token > 0
                    and not word.raw.isupper())
    if pos == "VERB" and tag == "NOUN":  # "la nuit" is no form of "nuire"
        return word.key.endswith(("é", "ée", "és", "ées"))
    if pos == "VERB" and tag in _PARTICIPLE:
        return word.key.endswith(("é", "ée", "és", "ées", "i", "ie", "is", "ies", "it", "its", "u",
                                  "ue", "us", "ues", "ite", "ites", "ant", "ise", "ises"))
    return False


def _follow(
    doc: Doc, words: list[Word], place: int, rest: tuple[frozenset[str] | str, ...]
) -> int | None:
    """Where the phrase that opens at ``place`` ends, ``None`` if it does not follow."""
    last, room = place, 0
    for part in rest:
        if isinstance(part, str):
            room = GAP
            continue
        step = _step(doc, words, last, part, room)
        if step is None:
            return None
        last, room = step, 0
    return last


def _step(
    doc: Doc, words: list[Word], last: int, wanted: frozenset[str], room: int
) -> int | None:
    slips = 0
    for place in range(last + 1, min(len(words), last + 2 + max(room, SLIPS))):
        word = words[place]
        # "au-dessus" holds no "à": part of a word only continues that same word.
        joined = word.whole or word.token == words[last].token
        if joined and (word.key in wanted or (word.whole and word.lemma in wanted)):
            return place
        if not word.whole and word.key in wanted and len(word.key) > SHORT:
            return place
        token = doc[word.token]
        if token.is_punct and word.key not in ("'",):
            return None
        if room:
            continue
        if token.pos_ not in _SLIP:
            return None
        slips += 1
        if slips > SLIPS:
            return None
    return None


@lru_cache(maxsize=8)
def matcher(codebook: Codebook) -> Matcher:
    """The compiled cues of ``codebook``: frames, traps, anchors, stance."""
    groups: dict[str, CueSet] = {}
    for frame in codebook.active:
        groups[f"{frame.id}/strong"] = frame.strong
        groups[f"{frame.id}/weak"] = frame.weak
        groups[f"{frame.id}/traps"] = frame.traps
    groups |= {
        "anchors": codebook.anchors, "tools": codebook.tools, "work": codebook.work,
        "trades": codebook.trades, "people": codebook.people,
        "stance/positive": codebook.stance.positive,
        "stance/negative": codebook.stance.negative,
        "stance/gains": codebook.stance.gains, "stance/losses": codebook.stance.losses,
        "stance/relieving": codebook.stance.relieving,
        "stance/growing": codebook.stance.growing, "stance/contrast": codebook.stance.contrast,
        "stance/traps": codebook.stance.traps,
    }
    return Matcher({name: cues for name, cues in groups.items() if not cues.empty})


def hits(doc: Doc, codebook: Codebook) -> list[Hit]:
    """The cues of ``codebook`` in ``doc``; found once per Doc and kept on it."""
    key = f"toolkit.cues:{codebook.hash}"
    found: list[Hit] | None = doc.user_data.get(key)
    if found is None:
        found = matcher(codebook).find(doc)
        doc.user_data[key] = found
    return list(found)
