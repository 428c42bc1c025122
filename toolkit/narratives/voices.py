"""Who is made to speak: roles, names and ways of being quoted, by group of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.narratives.estimates import ESTIMATE_COLUMNS, estimate_row
from toolkit.narratives.options import DEFAULT, Options
from toolkit.narratives.profiles import UNKNOWN, is_quoted
from toolkit.narratives.tables import (
    Groups,
    Rows,
    as_list,
    as_text,
    body_claims,
    frame,
    group_articles,
    label_counts,
)
from toolkit.statistics import cluster_shares

if TYPE_CHECKING:
    import pandas as pd

Claim = dict[str, Any]
VOICE_COLUMNS = ("group", "source_role", "measure", *ESTIMATE_COLUMNS)
VERB_COLUMNS = ("group", "verb_class", *ESTIMATE_COLUMNS, "cues")
SPEAKER_COLUMNS = (
    "group", "speaker", "source_role", "source_type", "n_claims", "n_articles", "direct",
    "hedged", "negative", "positive", "doc", "start", "end", "text",
)
_RULE = "reporting."
_UNMARKED = "unmarked"
_MOST_CUES = 8


@dataclass(frozen=True, slots=True)
class Voices:
    """``roles``: what each role is made to say; ``verbs``: how words are given; ``speakers``."""

    roles: pd.DataFrame
    verbs: pd.DataFrame
    speakers: pd.DataFrame


def voices(
    claims: Rows, documents: Rows, *, by: str = "source", options: Options = DEFAULT
) -> Voices:
    """Who speaks in each group of articles besides their authors.

    Args:
        claims: rows of `claims`; ``evidence`` where present tells the reporting verb and its
            class (rule "reporting.CLASS").
        documents: rows of `documents`.
        by: the column of documents whose groups are described.
    Returns:
        ``roles``: per group and role of source, ``voice`` = share of the group's attributed
        claims, and of the role's own claims the shares quoted ``direct``, ``hedged``, with
        ``positive`` and ``negative`` stance; with intervals that resample articles.
        ``verbs``: share of attributed claims per class of reporting verb ("unmarked" without
        one), with the commonest cues. ``speakers``: the named sources, by falling number.
    Raises:
        DataError: no such column.
    """
    records: list[Claim] = body_claims(frame(claims, "claims")).to_dict("records")  # type: ignore[assignment]
    groups, _ = group_articles(frame(documents, "documents"), by, max_groups=options.max_groups)
    spoken: dict[str, list[Claim]] = {name: [] for name in groups.names}
    place = {i: groups.names[g] for i, g in zip(groups.ids, groups.codes) if g >= 0}
    for claim in records:
        if is_quoted(claim) and str(claim["doc"]) in place:
            spoken[place[str(claim["doc"])]].append(claim)
    return Voices(_roles(spoken, groups, options), _verbs(spoken, groups, options),
                  _speakers(spoken))


_WAYS: tuple[tuple[str, Callable[[Claim], bool]], ...] = (
    ("direct", lambda claim: bool(claim["quote"] == "direct")),
    ("hedged", lambda claim: bool(claim["epistemic"] == "hedged")),
    ("positive", lambda claim: bool(claim["stance"] == "positive")),
    ("negative", lambda claim: bool(claim["stance"] == "negative")),
)


def _roles(spoken: dict[str, list[Claim]], groups: Groups, options: Options) -> pd.DataFrame:
    import pandas as pd

    roles = tuple(sorted({_role(claim) for said in spoken.values() for claim in said}))
    rows: list[Claim] = []
    for g, (group, said) in enumerate(spoken.items()):
        ids = tuple(groups.ids[i] for i in groups.rows_of(g))
        top, bottom = label_counts([(str(c["doc"]), [_role(c)]) for c in said], ids, roles)
        shares = cluster_shares(top, bottom, resampling=options.resampling)
        for k, role in enumerate(roles):
            rows.append(_row(group, role, "voice", shares[k], top[:, k], bottom))
            mine = [claim for claim in said if _role(claim) == role]
            if not mine:
                continue
            names = tuple(name for name, _ in _WAYS)
            parts, whole = label_counts(
                [(str(c["doc"]), [name for name, holds in _WAYS if holds(c)]) for c in mine],
                ids, names)
            ways = cluster_shares(parts, whole, resampling=options.resampling)
            rows += [_row(group, role, name, ways[w], parts[:, w], whole)
                     for w, name in enumerate(names)]
    return pd.DataFrame(rows, columns=list(VOICE_COLUMNS))


def _row(group: str, role: str, measure: str, estimate: Any, top: Any, bottom: Any) -> Claim:
    return {"group": group, "source_role": role, "measure": measure,
            **estimate_row(estimate, top, bottom)}


def _role(claim: Claim) -> str:
    return as_text(claim.get("source_role")) or UNKNOWN


def reporting_cue(claim: Claim) -> tuple[str, str | None]:
    """(class of the reporting verb, its words) from the claim's evidence; "unmarked" without."""
    for item in as_list(claim.get("evidence")):
        rule = str(item.get("rule") or "")
        if rule.startswith(_RULE):
            return rule[len(_RULE):].split(".")[0], as_text(item.get("cue"))
    return _UNMARKED, None


def _verbs(spoken: dict[str, list[Claim]], groups: Groups, options: Options) -> pd.DataFrame:
    import pandas as pd

    found = {group: [(claim, *reporting_cue(claim)) for claim in said]
             for group, said in spoken.items()}
    classes = tuple(sorted({name for said in found.values() for _, name, _ in said}))
    rows = []
    for g, (group, said) in enumerate(found.items()):
        ids = tuple(groups.ids[i] for i in groups.rows_of(g))
        top, bottom = label_counts([(str(c["doc"]), [name]) for c, name, _ in said], ids, classes)
        shares = cluster_shares(top, bottom, resampling=options.resampling)
        for k, name in enumerate(classes):
            cues = Counter(cue.lower() for _, other, cue in said if other == name and cue)
            common = sorted(cues, key=lambda cue: (-cues[cue], cue))[:_MOST_CUES]
            rows.append({"group": group, "verb_class": name,
                         **estimate_row(shares[k], top[:, k], bottom), "cues": common})
    return pd.DataFrame(rows, columns=list(VERB_COLUMNS))


def _speakers(spoken: dict[str, list[Claim]]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for group, said in spoken.items():
        named: dict[str, list[Claim]] = defaultdict(list)
        for claim in said:
            name = as_text(claim.get("source_full")) or as_text(claim.get("source"))
            if name is not None:
                named[name].append(claim)
        rows += [_speaker(group, name, claims) for name, claims in named.items()]
    rows.sort(key=lambda row: (row["group"], -row["n_claims"], row["speaker"]))
    return pd.DataFrame(rows, columns=list(SPEAKER_COLUMNS))


def _speaker(group: str, name: str, claims: Sequence[Claim]) -> Claim:
    roles = Counter(_role(claim) for claim in claims)
    types = Counter(str(claim["source_type"]) for claim in claims)
    first = claims[0]
    return {
        "group": group, "speaker": name,
        "source_role": min(roles, key=lambda role: (-roles[role], role)),
        "source_type": min(types, key=lambda kind: (-types[kind], kind)),
        "n_claims": len(claims), "n_articles": len({claim["doc"] for claim in claims}),
        **{way: sum(holds(claim) for claim in claims) for way, holds in _WAYS},
        "doc": first["doc"], "start": first["start"], "end": first.get("end"),
        "text": first["text"],
    }
