"""The frames of one sentence: only what the sentence itself names.

One strong cue, two different weak ones, or one weak cue near a sentence that names the frame
outright propose a frame. A repeated word counts once; what a trap covers counts for nothing. A
denial keeps its frame, and good or bad is no frame but stance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from toolkit.claims.cues import Hit, hits
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.claims.article import View
    from toolkit.codebook import Codebook

# How many sentences away a frame named outright still helps a weak cue.
REACH = 2

# The share of an article's sentences that must name AI, a tool or work for the article to be about
# them. Press articles on health, war or sport name teams, missions and secretaries (the
# codebook's ``trades``) as often as articles on work do, but no AI: where fewer sentences than
# ``AI_SHARE`` name it, only words that say nothing but work count.
TOPIC_SHARE, AI_SHARE = 0.15, 0.02
# Groups of which one must stand in a sentence of any other article for most frames to be there.
AT_WORK = frozenset(("anchors", "tools", "work"))
# Shares mean little in a text of fewer sentences: there each sentence is taken at its word.
SHORT = 12

# Cues that share this many letters at their start are of one family.
STEM = 5

# The frames of a sentence, and the cues that propose them.
Framed: TypeAlias = tuple[tuple[str, ...], tuple[Evidence, ...]]


def frames(
    view: View, codebook: Codebook, *, near: frozenset[str] = frozenset()
) -> Framed:
    """The frames of ``view`` in the codebook's order, and the cues that propose them.

    ``near`` are frames that sentences around this one name outright: they let a single weak cue
    stand. :func:`article_frames` works them out for a whole article.

    Passes for ``replacement``: "Des emplois seront détruits"; looks alike and does not:
    "Ce logiciel en remplace un autre".
    """
    found = hits(view.doc, codebook)
    if not found:
        return (), ()
    by_group: dict[str, list[Hit]] = {}
    for hit in found:
        by_group.setdefault(hit.group, []).append(hit)
    taken = [
        hit for frame in codebook.active
        for hit in kept(frame.id, "strong", by_group) if hit.first < hit.last
    ]
    names: list[str] = []
    proof: list[Evidence] = []
    for frame in codebook.active:
        reasons = proposed(frame.id, by_group, taken)
        if not reasons and frame.id in near:
            weak = kept(frame.id, "weak", by_group)
            reasons = [("weak_near", hit) for hit in weak if not _trapped(hit, taken)][:1]
        if reasons:
            names.append(frame.id)
            proof += [_evidence(view, frame.id, rule, hit) for rule, hit in reasons]
    return tuple(names), tuple(proof)


def article_frames(
    views: Sequence[View], codebook: Codebook
) -> list[Framed]:
    """The frames of every sentence of one article, neighbours taken into account.

    ``views`` are the article's sentences in order. A sentence whose only cue for a frame is weak
    gets the frame when one of the ``REACH`` sentences before or after names it outright.
    """
    alone = [frames(view, codebook) for view in views]
    if not on_topic(views, codebook):
        plain = [_without_weak(found) for found in alone]
        if len(views) < SHORT:
            return plain
        return [_at_work(view, found, codebook) for view, found in zip(views, plain)]
    outright = [
        frozenset(item.field.removeprefix("frames.") for item in proof
                  if item.rule.startswith("strong:"))
        for _, proof in alone
    ]
    result = []
    for place, view in enumerate(views):
        around = outright[max(0, place - REACH):place] + outright[place + 1:place + 1 + REACH]
        near = frozenset().union(*around)
        result.append(frames(view, codebook, near=near) if near - set(alone[place][0])
                      else alone[place])
    return result


def on_topic(views: Sequence[View], codebook: Codebook) -> bool:
    """Whether AI or work is what the article is about, by the share of sentences that name it.

    Passes: one sentence in five names a job or an employer, or a tool beside an algorithm. Looks
    alike and does not: "L'équipe a changé de secrétaire" all over an article on a club.
    """
    ai = sum(any(hit.group == "anchors" for hit in hits(view.doc, codebook)) for view in views)
    if ai > AI_SHARE * len(views):
        named = [{hit.group for hit in hits(view.doc, codebook)} & AT_WORK for view in views]
    else:
        named = [{hit.group for hit in _plain(view, codebook)} & {"work"} for view in views]
    return sum(map(bool, named)) >= TOPIC_SHARE * len(views)


def _plain(view: View, codebook: Codebook) -> list[Hit]:
    """The cues of ``view`` without the words of work that are at home in other subjects too."""
    found = hits(view.doc, codebook)
    trades = {hit.head for hit in found if hit.group == "trades"}
    return [hit for hit in found if hit.group != "work" or hit.head not in trades]


def _at_work(view: View, found: Framed, codebook: Codebook) -> Framed:
    """The frames without those that need AI or work where the sentence names neither."""
    names, proof = found
    if not names or any(hit.group in AT_WORK for hit in _plain(view, codebook)):
        return found
    gone = {frame.id for frame in codebook.active if frame.at_work}
    return (
        tuple(name for name in names if name not in gone),
        tuple(item for item in proof if item.field.removeprefix("frames.") not in gone),
    )


def _without_weak(found: Framed) -> Framed:
    """The frames that need no pair of weak cues: elsewhere "stage" and "budget" mean little."""
    names, proof = found
    weak = {item.field for item in proof if item.rule.startswith("two_weak:")}
    return (
        tuple(name for name in names if f"frames.{name}" not in weak),
        tuple(item for item in proof if item.field not in weak),
    )


def kept(name: str, strength: str, by_group: dict[str, list[Hit]]) -> list[Hit]:
    """The cues of frame ``name`` that no trap covers."""
    found = by_group.get(f"{name}/{strength}")
    if not found:
        return []
    traps = by_group.get(f"{name}/traps", [])
    return [hit for hit in found if not _trapped(hit, traps)]


def proposed(
    name: str, by_group: dict[str, list[Hit]], taken: list[Hit]
) -> list[tuple[str, Hit]]:
    """Why frame ``name`` is proposed: (rule, cue) pairs, empty when it is not.

    ``taken`` are the strong cues of several words, of all frames: a weak cue inside one of
    them has said what it had to say ("remplacer l'humain" does not make *human_value*).
    """
    strong = kept(name, "strong", by_group)
    if strong:
        return [("strong", hit) for hit in _distinct(strong)]
    weak = _distinct(
        [hit for hit in kept(name, "weak", by_group) if not _trapped(hit, taken)]
    )
    if len(weak) >= 2:
        return [("two_weak", hit) for hit in weak]
    return []


def _trapped(hit: Hit, traps: list[Hit]) -> bool:
    """Whether a trap covers the cue's head or all of it."""
    return any(
        trap.first <= hit.head <= trap.last or (trap.first <= hit.first and hit.last <= trap.last)
        for trap in traps
    )


def _distinct(found: list[Hit]) -> list[Hit]:
    """One hit per cue and per place, so that a repeated word does not make a frame."""
    kept: list[Hit] = []
    for hit in found:
        if not any(_family(hit, other) or _same(hit, other) for other in kept):
            kept.append(hit)
    return kept


def _family(one: Hit, other: Hit) -> bool:
    """The same cue, or words of one family: "suppression" and "supprimer" say one thing."""
    return one.cue[:STEM] == other.cue[:STEM]


def _same(one: Hit, other: Hit) -> bool:
    return one.first <= other.last and other.first <= one.last


def _evidence(view: View, name: str, rule: str, hit: Hit) -> Evidence:
    span = view.doc[hit.first:hit.last + 1]
    return view.evidence(f"frames.{name}", f"{rule}:{hit.cue}", span)
