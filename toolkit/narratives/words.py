"""Words as narratives compare them: tokens without a model, names of agents, folded spellings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon

WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
"""A run of letters and digits, hyphens inside; an apostrophe parts ("l'emploi" is two words)."""
_PART = re.compile(r"[^\s'’,;:«»\"“”()]+['’]?")


class _Plural(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ending: str
    singular: str


class Lexicon(BaseModel):
    """The shipped ``data/lexicons/narratives.toml``."""

    model_config = ConfigDict(extra="forbid")
    stop_words: frozenset[str]
    numbers: frozenset[str]
    light: frozenset[str]
    term_links: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    name_ends: frozenset[str]
    deeds: frozenset[str]
    invariable: frozenset[str]
    plural: tuple[_Plural, ...]
    aliases: dict[str, tuple[str, ...]]
    reporting: frozenset[str]
    inversions: tuple[str, ...]
    denying: tuple[str, ...]
    refuted: frozenset[str]


def lexicon() -> Lexicon:
    """The words this room knows, read once."""
    found: Lexicon = load_lexicon("narratives", Lexicon)
    return found


def plain(text: str) -> str:
    """Lower case, straight apostrophes, composed accents: for comparing, never for offsets."""
    return unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("‑", "-")


def unaccented(text: str) -> str:
    """``text`` in lower case without accents ("Métiers" -> "metiers")."""
    parts = unicodedata.normalize("NFD", plain(text))
    return "".join(char for char in parts if not unicodedata.combining(char))


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, elided forms apart ("l'IA" -> "l", "ia")."""
    return WORD.findall(plain(text))


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The singular of a noun or adjective in lower case, by its ending; invariable words stay."""
    known = lexicon()
    if word in known.invariable or word in known.stop_words:
        return word
    for rule in known.plural:
        if word.endswith(rule.ending) and len(word) - len(rule.ending) >= 2 and len(word) > 3:
            return word[: len(word) - len(rule.ending)] + rule.singular
    return word


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {name: shown for shown, names in lexicon().aliases.items() for name in names}


def _leads(words: list[str], known: Lexicon) -> bool:
    """Whether the first word only determines or counts: "les", "deux", "1 450", "38 % des"."""
    first = words[0]
    return first in known.determiners or first in known.numbers or not first[0].isalpha()


@lru_cache(maxsize=50_000)
def agent_name(text: str | None) -> str | None:
    """One name for the ways an agent is written: no determiner, singular, aliases joined.

    "Les entreprises", "une entreprise" -> "entreprise"; "L’intelligence artificielle" -> "IA".
    A name in capitals stays as written ("la banque Orlande" is a bank, "Orlande SA" a name).
    ``None`` for nothing, or for a pronoun, which names nobody by itself.
    """
    written = _PART.findall(unicodedata.normalize("NFC", text or ""))
    words = [plain(word).rstrip("'") for word in written]
    known = lexicon()
    if len(words) == 1 and words[0] in known.pronouns:
        return None
    while len(words) > 1 and _leads(words, known):
        words, written = words[1:], written[1:]
    ends = [i for i, word in enumerate(words) if i > 0 and word in known.name_ends]
    stop = ends[0] if ends else len(words)
    words, written = words[:stop], written[:stop]
    silent = known.pronouns | known.determiners | known.numbers
    if not words or words[0] in known.pronouns or (len(words) == 1 and words[0] in silent):
        return None
    if not words[0][0].isalpha():
        return None
    folded = [singular(word) for word in words]
    shown = _aliases().get(" ".join(words)) or _aliases().get(" ".join(folded))
    if shown:
        return shown
    parts = written if written[0][0].isupper() else folded
    return "".join(
        part.rstrip("'’") + ("'" if word.endswith(("'", "’")) else " ")
        for part, word in zip(parts, written)
    ).strip()
