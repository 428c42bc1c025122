"""The cues of the claim kinds: ``data/lexicons/kinds.toml``, checked on load."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon

Words = frozenset[str]
Phrases = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Statistic(_Part):
    """What tells a measure from a plan."""

    spending: Words
    hoping: Words
    granting: Words
    deals: Words


class Prediction(_Part):
    """What points forward."""

    periphrases: Phrases
    expecting: Words
    promising: Words
    fearing: Words
    supposing: Words
    becoming: Words
    futures: Words
    belonging: Words
    telling: Words
    judging: Words
    planning: Words
    likely: Words
    thinking: Words
    ignoring: Words
    knowing: Words
    announcing: Words


class Causal(_Part):
    """What brings about, changes, prevents or results."""

    verbs: Words
    wide: Words
    strong: Words
    needing: Words
    gerunds_of_speech: Words
    effect_first: Words
    phrases: Phrases
    connectives: Phrases
    weak_connectives: Phrases
    nouns: Words
    linking: Words
    effects: Words
    not_causal: Phrases
    making: Words
    helping: Words
    adjectives: Words
    not_ensuing: Words
    causatives: Words
    reasons: Words
    aims: Words
    alone: Words
    light: dict[str, Words]


class Comparison(_Part):
    """What sets two things against each other."""

    phrases: Phrases
    opposing: Phrases
    not_comparison: Phrases
    degrees: Words
    contrasts: Words
    preferring: Words
    adjectives: Words


class Prescription(_Part):
    """What says what should be done."""

    impersonal: Words
    adjectives: Words
    phrases: Phrases
    incumbent: Words
    norms: Words
    laying: Words
    reported: Words
    telling: Words
    speech: Words
    openings: Phrases
    demanding: Words
    calling: Words
    duties: Words
    advice: Words
    fitting: Words


class Definition(_Part):
    """What names or says what something is."""

    phrases: Phrases
    verbs: Words
    consisting: Words
    not_consisting: Words
    naming: Words
    not_definition: Phrases
    genus: Words
    judging: Words


class Experience(_Part):
    """What a person lived through."""

    group: Words
    first: Words
    own: Words
    telling: Words
    opining: Words
    phrases: Phrases
    living: Words
    human: Words
    opinion_nouns: Words
    statuses: Words
    voices: Phrases
    doing: Words
    figures: Words
    not_names: Words


class KindLexicon(_Part):
    """All of them."""

    statistic: Statistic
    prediction: Prediction
    causal: Causal
    comparison: Comparison
    prescription: Prescription
    definition: Definition
    experience: Experience


def lexicon() -> KindLexicon:
    """The shipped cues."""
    return load_lexicon("kinds", KindLexicon)
