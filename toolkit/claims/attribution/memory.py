"""Who was named and who spoke last, sentence after sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.claims.attribution.cast import Cast, Entity
from toolkit.claims.attribution.unit import fold
from toolkit.records import SourceType

FORGOTTEN = 8
"""Sentences without a mention after which a person is no longer the one "il" or a bare quotation
stands for."""

SPOKEN = 3
"""Sentences after which who spoke last is no longer the one who goes on speaking."""

THIRD = {
    "il": "m", "-il": "m", "-t-il": "m", "lui": "m", "celui-ci": "m", "elle": "f", "-elle": "f",
    "-t-elle": "f", "celle-ci": "f", "dernier": "m", "dernière": "f", "intéressé": "m",
    "intéressée": "f",
}
PLURAL = frozenset([
    "ils", "-ils", "-t-ils", "eux", "ceux-ci", "derniers", "elles", "-elles", "-t-elles",
    "celles-ci", "dernières",
])


def is_pronoun(text: str) -> bool:
    """A source that is only "il", "elle", "lui"."""
    return fold(text) in THIRD or fold(text) in PLURAL


@dataclass(frozen=True, slots=True)
class Identity:
    """Who holds a claim: the words that say so, and who they stand for."""

    text: str | None
    kind: SourceType
    full: str | None = None
    role: str | None = None
    entity: Entity | None = None
    plural: bool = False


NOBODY = Identity(None, "unspecified")


class Memory:
    """Who was named last, sentence after sentence."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._people: dict[Entity, tuple[int, int]] = {}
        self._texts: dict[Entity, str] = {}
        self._organisation: tuple[Entity, int] | None = None
        self.study: tuple[str, str | None, int] | None = None
        self.plural: tuple[Identity, int] | None = None
        self.group: tuple[Identity, str, int] | None = None
        self.speaker: tuple[Identity, str, int] | None = None

    def spoke(self, identity: Identity, gender: str, sentence: int) -> None:
        """Somebody said something in a sentence; a pronoun stands for whom it means."""
        name = identity.text
        if name is not None and is_pronoun(name):
            name = identity.full
        if name is not None:
            self.speaker = (replace(identity, text=name, full=None), gender, sentence)

    def last_speaker(self, sentence: int, gender: str = "") -> Identity | None:
        """Who spoke last, close by, where nobody else was the subject of a sentence since."""
        if self.speaker is None or sentence - self.speaker[2] > SPOKEN:
            return None
        identity, known, when = self.speaker
        known = known or (identity.entity.gender if identity.entity else "")
        if gender and known != gender and (known or identity.entity is None):
            return None
        person = self.person(sentence, gender)
        other = person is not None and person is not identity.entity
        if other and person is not None and self._people[person][0] > when:
            return None
        return identity

    def note(self, entity: Entity, sentence: int, weight: int, text: str | None = None) -> None:
        """Entity met in a sentence; weight 2 for a subject or speaker, 1 for a mere mention."""
        if entity.kind == "organisation":
            if weight > 1 or self._organisation is None or sentence - self._organisation[1] > 2:
                self._organisation = (entity, sentence)
            return
        old = self._people.get(entity, (-99, -99))
        strong = sentence if weight > 1 else old[0]
        self._people[entity] = (strong, sentence)
        if text:
            self._texts[entity] = text

    def seen(self, entity: Entity) -> int:
        """The last sentence that named this person."""
        return self._people.get(entity, (-99, -99))[1]

    def text_of(self, entity: Entity) -> str:
        """The words that named this entity last."""
        return self._texts.get(entity, entity.name)

    def person(self, sentence: int, gender: str = "") -> Entity | None:
        """The person last in view, as subject or speaker first; None when nobody is."""
        best: tuple[tuple[int, int], Entity] | None = None
        for entity, (strong, seen) in self._people.items():
            if gender and entity.gender and entity.gender != gender:
                continue
            if sentence - seen > FORGOTTEN:
                continue
            rank = (max(strong, seen - 3), seen)
            if best is None or rank >= best[0]:
                best = (rank, entity)
        return best[1] if best else None

    def organisation(self, sentence: int) -> Entity | None:
        """The organisation last in view."""
        if self._organisation and sentence - self._organisation[1] <= 2 * FORGOTTEN:
            return self._organisation[0]
        return None
