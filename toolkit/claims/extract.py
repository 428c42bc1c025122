"""From a parsed article to its claims: every field of the guide, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.claims.article import Article, View
from toolkit.claims.attribution import attribute
from toolkit.claims.frames import Framed, article_frames
from toolkit.claims.hedging import epistemic
from toolkit.claims.horizon import find as find_horizon
from toolkit.claims.is_claim import judge
from toolkit.claims.kinds import kinds
from toolkit.claims.kinds.telling import settle
from toolkit.claims.negation import negated
from toolkit.claims.quantities import find as find_quantities
from toolkit.claims.roles import Roles, roles
from toolkit.claims.stance import Context, contexts, stance
from toolkit.claims.strength import confidence, with_salience
from toolkit.french import parse
from toolkit.french.frozen import freeze
from toolkit.records import Claim, Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from toolkit.codebook import Codebook

PARSED_ZONES = frozenset({"body", "heading"})


def articles(
    documents: Iterable[tuple[Document, list[Sentence]]],
    *,
    pipeline: str | None = None,
    batch_size: int = 128,
    chunk: int = 32,
) -> Iterator[Article]:
    """Parse documents, ``chunk`` at a time so that memory does not grow with their number.

    Only sentences of the body and headings are parsed; the others keep ``None`` as their Doc.
    """
    stream = iter(documents)
    while group := list(islice(stream, chunk)):
        texts = (s.text for _, sentences in group for s in sentences if s.zone in PARSED_ZONES)
        parsed: Iterator[Doc] = iter(parse(texts, pipeline=pipeline, batch_size=batch_size))
        for document, sentences in group:
            docs = tuple(
                freeze(next(parsed)) if s.zone in PARSED_ZONES else None for s in sentences)
            yield Article(document, tuple(sentences), docs)


def extract(article: Article, codebook: Codebook) -> tuple[Claim, ...]:
    """The claims of one article, in text order, with their salience inside it."""
    views = article.views(attribute(article))
    around = contexts(views, codebook)
    framed = article_frames(views, codebook)
    found: list[tuple[View, Claim]] = []
    for view, context, named in zip(views, around, framed):
        if view.sentence.zone != "body" or not judge(view)[0]:
            continue
        found.append((view, _claim(view, codebook, context, named)))
    return with_salience(article, tuple(confidence(claim) for claim in settle(found)))


def _claim(view: View, codebook: Codebook, context: Context, named: Framed) -> Claim:
    quantities, horizon = find_quantities(view), find_horizon(view)
    kind, kind_proof = kinds(view, quantities=quantities, horizon=horizon)
    denied, denied_proof = negated(view)
    certainty, cond_value, hedge_proof = epistemic(view)
    framed, frame_proof = named
    stand, stance_proof = stance(view, codebook, negated=denied, context=context)
    acts: Roles = roles(view)
    sentence, voice = view.sentence, view.voice
    return Claim(
        id=f"{sentence.doc}:{sentence.start}-{sentence.end}",
        doc=sentence.doc, sentence=sentence.index, start=sentence.start, end=sentence.end,
        text=sentence.text, zone=sentence.zone, kinds=kind, negated=denied, epistemic=certainty,
        source=voice.source, source_type=voice.source_type, source_full=voice.source_full,
        source_role=voice.source_role, source_elsewhere=voice.source_elsewhere,
        quote=voice.quote, quantities=quantities, horizon=horizon, stance=stand, frames=framed,
        agent=acts.agent, action=acts.action, object=acts.object, condition=acts.condition,
        cond_value=cond_value,
        evidence=(
            *voice.evidence, *kind_proof, *denied_proof, *hedge_proof, *frame_proof,
            *stance_proof, *acts.evidence,
        ),
    )
