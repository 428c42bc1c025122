"""Who signs a pull quote or an article: names with a role, names alone, initials alone."""

from __future__ import annotations

import re

from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import Line, words_of

_SIGNED = re.compile(
    r"(?P<dash>[-–—―~] ?)?(?P<name>(?:(?:M|Mme|Dr|Pr|Me)\.? )?[A-ZÀ-Þ][\w'.-]+"
    r"(?: (?:de|du|des|von|van|le|la|el|ben|d'|[A-ZÀ-Þ][\w'.-]*)){1,4})"
    r"(?P<role> ?(?:,|\(|-|–|—|/|\|) ?.{2,160})?$"
)
_SPEAKER = re.compile(r"(?:[A-ZÀ-Þ]\.? ?-?){2,4} ?:?$")
_FORENAME = re.compile(r"[-–—―] ?(?P<name>[A-ZÀ-Þ][\w'-]+)(?:, [^.!?:;]{2,60})?")
# A signature is a name and a role, no more.
MAX_WORDS = 24


def signs(text: str) -> bool:
    """Whether a stretch without a full stop is a signature: "Prénom Nom, directeur de …"."""
    if text[-1:] in tuple(".!?…:;,") or len(text) > 220:
        return False
    match = _SIGNED.match(text)
    if match is None or len(words_of(text)) > MAX_WORDS:
        return False
    known = lexicon()
    first = re.split(r"[ -]", match["name"])[0].casefold().rstrip(".")
    named = first in known.forenames or first in {"m", "mme", "dr", "pr", "me"}
    role = {word.casefold() for word in words_of(match["role"] or "")}
    parts = {part for word in role for part in word.split("'")}
    if match["role"] and (parts & known.verbs) - parts.intersection({"a", "as", "es"}):
        return False
    if match["dash"] or match["role"]:
        return named or bool(parts & known.roles)
    return named


def _first_name(text: str) -> bool:
    """ "— Bastien, soudeur, Lorient": a forename behind a dash, with what it is."""
    match = _FORENAME.fullmatch(text)
    return match is not None and match["name"].casefold() in lexicon().forenames


def mark_signatures(lines: list[Line]) -> None:
    """Lines that are a signature, a speaker's initials, or a name under a quotation."""
    for line in lines:
        if not line.open or line.prose or len(line.text) > 220:
            continue
        if line.initials or (line.ends == ":" and _SPEAKER.match(line.text)):
            if line.index:
                line.decide("boilerplate", "initials")
        elif line.index and (
            signs(line.text) or _first_name(line.text) or _under_quote(lines, line)
        ):
            line.decide("boilerplate", "signature")


def _under_quote(lines: list[Line], line: Line) -> bool:
    """A name nobody knows, alone under a line that is wholly a quotation."""
    above = lines[line.index - 1]
    whole = above.quoted and above.text.rstrip(" .!?…")[-1:] in tuple("»”\"")
    if not whole or line.ends or not above.open:
        return False
    match = _SIGNED.match(line.text)
    return match is not None and not line.clause and len(line.words) <= 5
