"""Who writes or speaks, said in the third person above the text or under it.

A text in the first person opens with a standfirst ("Potière depuis vingt ans, Anne Lorrain
raconte …") and closes with a note ("Anne Lorrain est potière à Vallauris."). Both name somebody
whom the text itself never names: its author.
"""

from __future__ import annotations

import re

from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import Line

# A presentation is a paragraph of so many words, among the first or the last lines.
MAX_WORDS = 70
FIRST = 6
LAST = 3
MAX_NOTE = 3
_CAPITAL = r"(?-i:[A-ZÀ-Þ])[\w'-]+"
_NAME = rf"{_CAPITAL}(?: (?:de|du|des|d'|le|la|von|van|ben|el))* ?{_CAPITAL}(?: {_CAPITAL})?"
_RUBRIC = r"(?:[A-ZÀ-Þ][\w' -]{3,20}[.:–—-]{1,2} )?"
_APPOSED = re.compile(rf"{_RUBRIC}(?P<role>{_CAPITAL})\b[^.!?«]{{0,150}}, (?P<name>{_NAME})\b")
_TOLD = re.compile(rf"{_RUBRIC}(?P<name>{_NAME})(?:, [^.!?«]{{3,120}},)? (?P<verb>[\w'-]+)")
_SPEECH = re.compile(
    r"(?:prise de parole|discours|allocution|intervention|témoignage|entretien|conversation"
    r"|interview|rencontre|tribune|carte blanche|chronique|lettre|récit|extraits?|propos) "
    rf"(?:de|d'|du|avec|à) ?[^.!?]{{0,30}}?(?P<name>{_NAME})",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:je|moi|mon|ma|mes|nous|notre|nos)\b|\b[jJ]'|\b[mM]'", re.IGNORECASE)
_QUOTE = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_INITIALS = r"(?:[A-ZÀ-Þ]\.[ -]?){2,4}"
_IS = re.compile(
    rf"(?P<name>{_NAME}|{_INITIALS}) ?(?:est|enseigne|dirige|travaille|préside|écrit|tient|vit"
    r"|anime|exerce|publie|a publié|vient de publier|a fondé|coordonne|étudie|collabore|signe|élève"
    r"|cultive|soigne|milite)\b"
)


def mark_presentations(lines: list[Line]) -> None:
    """A paragraph above a first-person text that presents its author is a standfirst."""
    head = [line for line in lines[1 : 1 + FIRST] if line.open and len(line.words) >= 8][:2]
    for line in head:
        rest = [other for other in lines[line.index + 1 :] if other.open]
        if len(line.words) > MAX_WORDS or _mine(line) or not _personal(rest):
            continue
        name = _presented(line)
        if name and _unnamed(name, rest):
            line.decide("heading", "standfirst")
            return


def _presented(line: Line) -> str:
    """The name of the person whom the line presents, "" without one."""
    spoken = _SPEECH.match(line.text)
    if spoken is not None and line.sentences == 1 and not line.clause:
        return spoken["name"]
    apposed = _APPOSED.match(line.text)
    if apposed is not None and not _opens_sentence(apposed["role"]):
        return apposed["name"]
    told = _TOLD.match(line.text)
    if told is not None and told["verb"].casefold() in lexicon().presenting:
        return told["name"]
    return ""


def _opens_sentence(word: str) -> bool:
    """Whether a first word is a determiner or an adverb, so that no bare role stands there."""
    low = word.casefold()
    known = lexicon()
    if low in known.sentence_openers or low in known.french or low in known.circumstances:
        return True
    return low.endswith(("ment", "ant"))


def _mine(line: Line) -> bool:
    return _FIRST_PERSON.search(_QUOTE.sub("", line.text)) is not None


def _personal(lines: list[Line]) -> bool:
    """Whether the text below speaks in the first person, in three of its paragraphs."""
    return sum(_mine(line) for line in lines if len(line.words) >= 8) >= 3


def _unnamed(name: str, lines: list[Line]) -> bool:
    """Whether no line of the text has the surname; a note about the author is none of the text."""
    surname = re.compile(r"\b" + re.escape(name.split()[-1]) + r"\b")
    others = [line for line in lines if line.prose and not line.text.startswith(name)]
    return not any(surname.search(line.text) for line in others)


def mark_author_notes(lines: list[Line]) -> None:
    """ "Anne Lorrain est potière à Vallauris. Elle y tient boutique." under a text of others."""
    left = [line for line in lines if line.open]
    for line in left[max(3, len(left) - LAST) :]:
        match = _IS.match(line.text)
        if match is None or line.sentences > MAX_NOTE or _mine(line):
            continue
        above = [other for other in lines if other.index < line.index and other.open]
        if match["name"].endswith(".") or (_personal(above) and _unnamed(match["name"], above)):
            line.decide("boilerplate", "about_author")
