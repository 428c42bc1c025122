"""Where the sentences of one block end: French punctuation, quotation marks, abbreviations.

One pass from left to right, no look-back beyond a word, so that time grows with the length
of the text. A stop closes a sentence when what stands before it is no abbreviation and what
stands after it can open a sentence; closing marks belong to the sentence they close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.corpus.lexicon import Stops, stops

_SCAN = re.compile(
    r"[.!?…‽。！？]+(?:\s{0,2}[!?]+)*|[\"“”«»()\[\]]|(?<=\s)[•●▪‣◦■►✓✔✅❌☑](?=\s)"
)
_BULLETS = frozenset("•●▪‣◦■►✓✔✅❌☑")
_CLOSERS = frozenset("»›”)]")
_OPENERS = frozenset("«‹“„\"'‘([—–-•●▪‣◦■►¿¡*_➡👉")
_AFTER_CLOSER = frozenset(".,;:!?…)]»”")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_GLUED_NOTE = re.compile(r"\d{1,2}(?=\s+[^\W\d_a-zà-öø-ÿ])")
_WORD = re.compile(r"[^\W_]+(?:[.\-&][^\W_]+)*$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]$")
_INITIALS = re.compile(r"(?:[CPT]hr?|[CF]l|Fr|[A-ZÀ-Þ])(?:[.-]{1,2}[A-ZÀ-Þ])*$")
_SERIES = re.compile(r"\b[A-ZÀ-Þ],? (?:et|ou) [A-ZÀ-Þ]$")
_WORDLIKE = re.compile(r"[aeéèêiouy]s?$|[nt]s$", re.IGNORECASE)
_MARKER = re.compile(r"[\W_]*(?:\d{1,2}|[IVX]{1,5}|[A-Za-z])(?:[.]\d{1,2})*$")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+\b|[A-Z]\b|[A-Z]\.)")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_VISIBLE = re.compile(r"\w")
# A parenthesis longer than this is a passage of its own: its sentences are split.
MAX_ASIDE = 300
# The stretch before a stop that can hold an abbreviation.
MAX_WORD = 24


@lru_cache(maxsize=1)
def _address() -> re.Pattern[str]:
    """Web and mail addresses, whose stops end nothing. The look-behinds keep the time linear."""
    endings = "|".join(re.escape(name) for name in stops().domains)
    return re.compile(
        r"https?://[^\s«»\"”<>]+"
        r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
        r"|(?<![\w.-])(?:www\.[\w.-]+|(?:[^\W_][\w-]{0,62}\.)+(?:" + endings + r")(?![\w-]))"
        r"(?:/[^\s«»\"”<>]*)?",
        re.IGNORECASE,
    )


def _addresses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for match in _address().finditer(text, start, end):
        stop = match.end()
        while stop > match.start() and text[stop - 1] in ".,;:!?)]…'’":
            stop -= 1
        found.append((match.start(), stop))
    return found


def _asides(text: str, start: int, end: int) -> dict[int, int]:
    """Short parentheses of a block: where each opens → where it closes."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for match in re.compile(r"[()\[\]]").finditer(text, start, end):
        if match.group() in "([":
            open_at.append(match.start())
        elif open_at:
            opened = open_at.pop()
            if match.start() - opened <= MAX_ASIDE:
                pairs[opened] = match.start()
    return pairs


class Splitter:
    """Splits one block of ``text``; holds what was read so far (quotation, aside, sentence)."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.sentence = start
        self.quoted = False
        self.aside = -1
        self.known: Stops = stops()
        self._asides = _asides(text, start, end)
        self._addresses = _addresses(text, start, end)
        self._address_at = 0

    def spans(self) -> Iterator[tuple[int, int]]:
        """The sentences of the block, without the white space between them."""
        position = self.sentence
        while (match := _SCAN.search(self.text, position, self.end)) is not None:
            position = match.end()
            mark = match.group()[0]
            if mark in _BULLETS:
                cut = match.start()
            elif mark in '"“”«»()[]':
                self._mark(match.start())
                continue
            else:
                cut, position = self._stop(match.start(), match.end())
            if cut > self.sentence:
                span = self._trim(self.sentence, cut)
                self.sentence = cut
                if span is not None:
                    yield span
        span = self._trim(self.sentence, self.end)
        if span is not None:
            yield span

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def _char(self, at: int) -> str:
        return self.text[at] if at < self.end else " "

    def _mark(self, at: int) -> None:
        """Remember that a quotation or a parenthesis opened or closed."""
        mark = self.text[at]
        if mark in "([":
            close = self._asides.get(at, -1)
            begins = self._trim(self.sentence, at) is None
            bare = not self.text[at + 1 : close].strip(" .…")
            if close > self.aside and not begins and not bare:
                self.aside = close
        elif mark == '"':
            self.quoted = self._opens(at)
        elif mark in "«“":
            self.quoted = True
        elif mark in "»”":
            self.quoted = False

    def _opens(self, at: int) -> bool:
        """Whether the straight quotation mark at ``at`` opens: by its neighbours, else in turn."""
        before = self.text[at - 1] if at > 0 else " "
        after = self._char(at + 1)
        left = before.isspace() or before in "([«“—–-'’/"
        right = after.isspace() or after in _AFTER_CLOSER
        if left != right:
            return left
        return not self.quoted

    def _stop(self, start: int, end: int) -> tuple[int, int]:
        """Judge the stop at ``[start, end)``: (where to cut or -1, where to read on)."""
        if self._in_address(start):
            return -1, end
        if start < self.aside:
            return -1, end
        run = self.text[start:end]
        close = self._close(start, end)
        if self._ends(start, end, close, run):
            note = _GLUED_NOTE.match(self.text, close, self.end) if close == end else None
            cut = note.end() if note and self.text[start - 1].isalpha() else close
            return cut, cut
        return -1, close

    def _in_address(self, at: int) -> bool:
        spans = self._addresses
        while self._address_at < len(spans) and spans[self._address_at][1] <= at:
            self._address_at += 1
        return self._address_at < len(spans) and spans[self._address_at][0] <= at

    def _close(self, start: int, at: int) -> int:
        """Past the closing marks, notes and doubled stops that follow a stop."""
        stop = at
        while stop < self.end:
            mark = self.text[stop]
            note = _FOOTNOTE.match(self.text, stop, self.end)
            if note:
                stop = note.end()
                continue
            if mark in ".!?…" and stop > at:
                stop += 1
                continue
            probe = stop
            while probe < self.end and probe - stop < 2 and self.text[probe].isspace():
                probe += 1
            if probe >= self.end or not self._closes(stop, probe):
                break
            if self.text[probe] in '»”"':
                self.quoted = False
            stop = probe + 1
        return stop

    def _closes(self, stop: int, at: int) -> bool:
        """Whether the mark at ``at``, which follows a stop, closes what went before."""
        mark = self.text[at]
        after = self._char(at + 1)
        loose = after.isspace() or after in _AFTER_CLOSER
        if mark in _CLOSERS:
            return True
        if mark == '"':
            return (loose and (at == stop or self.quoted)) or (at == stop and self.quoted)
        return mark in "'’“" and at == stop and (loose or after in "'’")

    def _ends(self, start: int, end: int, close: int, run: str) -> bool:
        """Whether the stop with its closing marks ends the sentence."""
        if close >= self.end:
            return True
        before = self.text[start - 1] if start > self.sentence else ""
        if close == end and not self.text[end].isspace():
            return self._ends_glued(start, end, run, before)
        if run == "." and close == end:
            verdict = self._abbreviation(start, end)
            if verdict is not None:
                return verdict
        if self._bare_ellipsis(start, close):
            begins = self._trim(self.sentence, start - 1) is None
            return not begins and self._opens_sentence(close, strict=True)
        if run[0] == "!" and self._last_word(start).casefold() in self.known.exclaimed:
            return self._capital(close) and self._next_starts(close)
        strict = run != "." or close > end or self._short(start)
        return self._opens_sentence(close, strict=strict)

    def _bare_ellipsis(self, start: int, close: int) -> bool:
        """"(…)" and "[...]": words left out, not a voice that trails off."""
        return start > 0 and self.text[start - 1] in "([" and self.text[close - 1] in ")]"

    def _short(self, start: int) -> bool:
        """Before a lower-case word, only the stop after a long word is one: "etc. dans"."""
        word = self._last_word(start)
        if word.casefold() in self.known.may_end or len(word) < 3:
            return True
        return len(word) < 5 and not _WORDLIKE.search(word)

    def _last_word(self, at: int) -> str:
        match = _WORD.search(self.text[max(self.sentence, at - MAX_WORD) : at])
        return match.group() if match else ""

    def _next_word(self, at: int) -> str:
        match = _NEXT_WORD.search(self.text, at, min(self.end, at + MAX_WORD))
        if match is None:
            return ""
        # "C'est" opens a sentence, the "C." of "D. C." does not.
        single = len(match.group()) == 1 and match.group() not in "AÀY"
        return "" if single and self._char(match.end()) not in "'’" else match.group()

    def _ends_glued(self, start: int, end: int, run: str, before: str) -> bool:
        """A stop with no space after it: "fin.Début" ends, "Booking.com" and "3.5" do not."""
        after = self.text[end]
        if after in '"«“([—–•' and before and not before.isspace():
            return self._opens_sentence(end, strict=True)
        note = _GLUED_NOTE.match(self.text, end, self.end)
        if run == "." and note and before.isalpha() and len(self._last_word(start)) > 3:
            return True
        if not after.isupper():
            return not (after.isalnum() or after.isascii()) and not after.islower()
        if run != ".":
            return True
        word = self._last_word(start)
        if len(word) < 2 or self._is_abbreviation(word) or "." in word:
            return False
        tail = self._char(end + 1)
        return (before.islower() or before.isdigit() or before in "»”)%") and (
            tail.islower() or tail in "'’" or (tail == " " and after in "AÀ")
        )

    def _is_abbreviation(self, word: str) -> bool:
        low = word.casefold()
        known = self.known
        return word in known.titles or low in known.inner or low in known.before_number

    def _abbreviation(self, start: int, end: int) -> bool | None:
        """True or False when the word before decides, ``None`` when what follows must."""
        if start - self.sentence <= 8 and _MARKER.match(self.text, self.sentence, start):
            return False
        word = self._last_word(start)
        low = word.casefold()
        known = self.known
        if word in known.titles or low in known.inner or self._pair(start) in known.inner:
            return False
        if low in known.before_number and self._numbered(end):
            return False
        if _INITIALS.match(word) and "-" not in word and len(word) <= 2:
            return self._after_initial(start, word, end)
        if low in known.may_end or self._pair(start) in known.may_end:
            return self._capital(end)
        if _DOTTED.match(word):
            return "-" not in word and self._capital(end) and self._next_starts(end)
        if len(word) == 1 and word.isalpha():
            return self._opens_sentence(end, strict=True)
        if _INITIALS.match(word):
            return "-" not in word and None
        return None

    def _pair(self, at: int) -> str:
        """The last two words, for abbreviations written in two: "p. ex.", "et al."."""
        words = self.text[max(self.sentence, at - MAX_WORD) : at].casefold().split()
        return " ".join(words[-2:])

    def _numbered(self, at: int) -> bool:
        """Whether a figure, a Roman numeral, a lettered article or a lower-case word follows."""
        match = re.compile(r"\s*").match(self.text, at, self.end)
        place = match.end() if match else at
        after = self._char(place)
        if after.isdigit() or after.islower():
            return True
        return _ROMAN_OR_LETTER.match(self.text, place, self.end) is not None

    def _capital(self, at: int) -> bool:
        """Whether a capital follows, behind any opening marks: no figure, no lower case."""
        while at < self.end and (self.text[at].isspace() or self.text[at] in _OPENERS):
            at += 1
        return self._char(at).isupper()

    def _next_starts(self, at: int) -> bool:
        """Whether the next word is one that opens sentences ("Les", "Mais")."""
        return self._next_word(at).casefold() in self.known.starters

    def _after_initial(self, start: int, word: str, end: int) -> bool:
        """ "B. Teboul" goes on; "le plan B. Les salariés" stops."""
        if not self._capital(end):
            return False
        follows = self._next_word(end).casefold()
        if follows not in self.known.starters:
            return False
        if follows not in self.known.particles:
            return True
        if self.text[start - len(word) - 1 : start - len(word)] == "°":
            return True
        if _SERIES.search(self.text[max(self.sentence, start - MAX_WORD) : start]):
            return True
        before = self._last_word(start - len(word) - 1)
        return before.casefold() in self.known.letter_nouns

    def _opens_sentence(self, at: int, *, strict: bool) -> bool:
        """Whether what stands at ``at`` can open a sentence.

        ``strict``: a lower-case word cannot ("… ? » demande-t-elle").
        """
        opened = False
        while at < self.end:
            mark = self.text[at]
            if mark in _OPENERS:
                opened = opened or mark in "«“\"([—–-"
            elif not mark.isspace():
                break
            at += 1
        if at >= self.end:
            return False
        mark = self.text[at]
        if mark.islower():
            if self._char(at + 1).isupper() and not opened:
                return True
            return not strict and not (opened and self.text[at - 1] in " -–—(")
        if mark.isalnum():
            return True
        if mark == "…" or self.text.startswith("...", at):
            return not strict
        return not mark.isascii() or mark in "#@$&"


def split_block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as half-open spans into ``text``.

    Together they hold every character of the block that is not white space. Never empty for a
    block with a visible character.
    """
    return list(Splitter(text, start, end).spans())
