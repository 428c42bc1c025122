"""The lines of an article as the zone rules see them: plain text, words, how they end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from toolkit.corpus.blocks import Block
from toolkit.corpus.zones.lexicon import Cue, lexicon
from toolkit.records import Zone

# No line longer than this is a label, a button or a caption.
MAX_LABEL = 300
# A label that ends in a full stop has at most this many words.
MAX_CLOSING = 4
# What of a long line the rules may look at.
MAX_SEEN = 2000

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_BULLET = re.compile(r"(?:[-–—*•●▪‣◦■►✓✔✅❌☑·o➤➡👉🔹🔸]️?|\(?\d{1,2}[.)°]|[a-z]\))\s+")
_NUMBERED = re.compile(
    r"(?:\(?\d{1,2}[.)°/]|[IVX]{1,5}[.)]|(?:étape|partie|chapitre) \d+|\d\ufe0f?\u20e3)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"([.!?…:;,])[\s\"'»”)\]]*$")
_QUOTED = re.compile(r"[«“\"]")
_CLAUSE = re.compile(
    r"\b(?:il|elle|on|je|nous|vous|ils|elles|qui|[cç]a|cela) [^\W_]{2,}|\b[cjnst]'[^\W_]+"
    r"|[^\W_]-(?:t-)?(?:il|elle|on|ils|elles|ce|vous|nous|je)\b"
    r"|\b[^\W_]{2,}(?:aient|eront|iront|eraient|irait|erait|issent)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'.-]*(?: (?:de|du|des|von|van|le|la|el|ben|d'|bin|[A-ZÀ-Þ][\w'.-]*)){1,4}$"
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]{2,3}|(?:[A-ZÀ-Þ]\.[ -]?){2,4})$")


@dataclass(slots=True)
class Line:
    """One block: ``text`` is made plain for matching only, ``zone`` is decided step by step."""

    index: int
    text: str
    words: list[str]
    sentences: int
    gap: int
    zone: Zone | None = None
    rule: str = ""
    ends: str = field(default="", init=False)
    bullet: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        match = _ENDS.search(self.text[-12:])
        self.ends = match.group(1) if match else ""
        self.bullet = _BULLET.match(self.text) is not None

    @property
    def open(self) -> bool:
        """Whether no rule has decided yet."""
        return self.zone is None

    def decide(self, zone: Zone, rule: str) -> None:
        """Give the line its zone; the first rule that speaks is kept."""
        if self.zone is None:
            self.zone, self.rule = zone, rule

    @property
    def prose(self) -> bool:
        """A paragraph of running text, by its length and its full stop."""
        count = len(self.words)
        if self.sentences >= 2 and count >= 8 and self.ends not in ("", ":"):
            return True
        return (count >= 14 and self.ends in tuple(".?!…")) or count >= 28 or (
            self.sentences >= 3 and count >= 8
        )

    @property
    def caps(self) -> bool:
        """Written in capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)

    @property
    def numbered(self) -> bool:
        """Opens with a figure or a Roman numeral of an outline."""
        return _NUMBERED.match(self.text) is not None

    @property
    def marked(self) -> bool:
        """Opens with a pictogram: "🎯 Objectif clair"."""
        return unicodedata.category(self.text[0]) == "So" if self.text else False

    @property
    def quoted(self) -> bool:
        """Opens with a quotation mark."""
        return _QUOTED.match(self.text) is not None

    @property
    def clause(self) -> bool:
        """Holds a finite verb, as far as word forms tell."""
        low = {word.casefold() for word in self.words}
        return bool(low & lexicon().verbs) or _CLAUSE.search(self.text) is not None

    @property
    def nominal(self) -> bool:
        """A label of a few words with a full stop ("État des lieux."), by its first word."""
        if not 1 <= len(self.words) <= MAX_CLOSING or self.clause or self.quoted:
            return False
        first = re.split(r"[-']", self.words[0].casefold())[0]
        if first in lexicon().sentence_openers or first.endswith("ment"):
            return False
        return self.text[:1].isupper() and not self.name

    @property
    def name(self) -> bool:
        """Looks like a person's name and nothing else."""
        text = self.text.strip(" .,-–—")
        if not _NAME.match(text) or len(text) > 60:
            return False
        first = text.split()[0].split("-")[0].casefold()
        return first in lexicon().forenames

    @property
    def initials(self) -> bool:
        """Two or three capitals alone: "MD", "J.-P. D."."""
        return _INITIALS.match(self.text) is not None

    def matches(self, cue: Cue) -> bool:
        """Whether the whole line is what ``cue`` describes."""
        return (
            len(self.text) <= MAX_LABEL
            and len(self.words) <= cue.words
            and cue.regex.fullmatch(self.text) is not None
            and not (cue.verbless and self.clause)
        )


def plain(text: str) -> str:
    """``text`` for matching only: composed, spaces and apostrophes plain, nothing invisible."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(seen.replace("’", "'").replace("ʼ", "'").split())


def words_of(text: str) -> list[str]:
    """The words of a plain text; "n'est" is one, punctuation none."""
    return _WORD.findall(text)


def lines_of(
    text: str, parts: list[tuple[Block, list[tuple[int, int]]]]
) -> list[Line]:
    """One :class:`Line` per block, in order. A long line is read by its beginning and its end."""
    found = []
    for index, (block, spans) in enumerate(parts):
        raw = text[block.start : block.end]
        if len(raw) > MAX_SEEN:
            raw = raw[: MAX_SEEN // 2] + " " + raw[-MAX_SEEN // 2 :]
        seen = plain(raw)
        found.append(Line(index, seen, words_of(seen), len(spans), block.gap))
    return found
