"""Who acts: agents, what they do to whom, and the part this gives them in the story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.narratives.options import DEFAULT, Options
from toolkit.narratives.tables import (
    NO_VALUE,
    Rows,
    as_list,
    as_text,
    body_claims,
    frame,
    group_articles,
)
from toolkit.narratives.thesaurus import read
from toolkit.narratives.words import WORD, agent_name, lexicon, plain

if TYPE_CHECKING:
    import pandas as pd

Claim = dict[str, Any]
ACTOR_COLUMNS = (
    "group", "actor", "as_agent", "as_object", "n_articles", "negated", "hedged", "positive",
    "negative", "actions", "acts_on",
)
EDGE_COLUMNS = (
    "group", "agent", "action", "object", "n_claims", "n_articles", "negated", "hedged", "doc",
    "start", "end", "text",
)
ROLE_COLUMNS = (
    "group", "actor", "role", "n_claims", "n_articles", "share", "status", "doc", "start", "end",
    "text",
)
ROLES = ("hero", "villain", "victim", "beneficiary")
PREFILLED = "prefilled"
_MOST = 8
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Actors:
    """``actors`` per group; ``edges`` agent -> object by action; ``roles`` for people to settle."""

    actors: pd.DataFrame
    edges: pd.DataFrame
    roles: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Deed:
    """One claim as somebody doing something to somebody."""

    claim: Claim
    group: str
    agent: str | None
    action: str | None
    object: str | None


def actors(
    claims: Rows, documents: Rows, *, by: str = "source", options: Options = DEFAULT
) -> Actors:
    """Who is said to act, on what, and which part that suggests.

    Args:
        claims: rows with ``agent``, ``action``, ``object`` (any may be missing).
        documents: rows of `documents`.
        by: the column of documents whose groups are described.
    Returns:
        ``actors``: how often each is agent and object, in how many articles, with its commonest
        actions and objects. ``edges``: one row per group, agent, action and object, with its
        first claim as an example: the rows of a network. ``roles``: hero, villain, victim or
        beneficiary, pre-filled (``status`` "prefilled") from verbs that harm or help, a denial
        turning them round; a person settles them. ``share`` = of the actor's claims in the group.
    Raises:
        DataError: no such column.
    """
    records: list[Claim] = body_claims(frame(claims, "claims")).to_dict("records")  # type: ignore[assignment]
    articles = frame(documents, "documents")
    groups, _ = group_articles(articles, by, max_groups=options.max_groups)
    place = {i: groups.names[g] if g >= 0 else NO_VALUE for i, g in zip(groups.ids, groups.codes)}
    deeds = [
        _deed(claim, place[str(claim["doc"])])
        for claim in records if place.get(str(claim["doc"]), NO_VALUE) in groups.names
    ]
    return Actors(_actors(deeds), _edges(deeds), _roles(deeds))


def roles_of(claim: Claim) -> list[tuple[str, str]]:
    """(actor, role) pairs that a claim's syntax suggests, as the table ``roles`` counts them."""
    return _parts(_deed(claim, NO_VALUE)) if as_list(claim["kinds"]) else []


def _deed(claim: Claim, group: str) -> _Deed:
    return _Deed(claim, group, _party(claim.get("agent")), _verb(claim.get("action")),
                 _party(claim.get("object")))


def _party(text: Any) -> str | None:
    """The name of an agent or object; none for a pronoun or for a whole clause."""
    name = agent_name(as_text(text))
    if name is None or len(name.split()) > _LONGEST:
        return None
    known, second = lexicon(), name.split()[1:2]
    # An article after the first word makes it a verb with its object: "consulter les élus".
    if second and second[0] in known.determiners - known.term_links:
        return None
    return name


def _verb(text: Any) -> str | None:
    """The action in lower case; none for "être" and "avoir", which do nothing to anybody."""
    action = as_text(text)
    if action is None:
        return None
    verb = plain(action)
    return None if verb in lexicon().stop_words else verb


def _actors(deeds: Sequence[_Deed]) -> pd.DataFrame:
    import pandas as pd

    found: dict[tuple[str, str], list[tuple[str, _Deed]]] = defaultdict(list)
    for deed in deeds:
        if deed.agent:
            found[deed.group, deed.agent].append(("agent", deed))
        if deed.object and deed.object != deed.agent:
            found[deed.group, deed.object].append(("object", deed))
    rows = []
    for (group, actor), parts in found.items():
        doing = [deed for part, deed in parts if part == "agent"]
        rows.append({
            "group": group, "actor": actor, "as_agent": len(doing),
            "as_object": len(parts) - len(doing),
            "n_articles": len({deed.claim["doc"] for _, deed in parts}),
            "negated": sum(bool(deed.claim["negated"]) for deed in doing),
            "hedged": sum(deed.claim["epistemic"] == "hedged" for deed in doing),
            "positive": sum(deed.claim["stance"] == "positive" for _, deed in parts),
            "negative": sum(deed.claim["stance"] == "negative" for _, deed in parts),
            "actions": _common(deed.action for deed in doing),
            "acts_on": _common(deed.object for deed in doing),
        })
    rows.sort(key=lambda row: (row["group"], -row["as_agent"] - row["as_object"], row["actor"]))
    return pd.DataFrame(rows, columns=list(ACTOR_COLUMNS))


def _common(names: Any) -> list[str]:
    counts = Counter(name for name in names if name)
    return sorted(counts, key=lambda name: (-counts[name], name))[:_MOST]


def _edges(deeds: Sequence[_Deed]) -> pd.DataFrame:
    import pandas as pd

    found: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for deed in deeds:
        if deed.agent and deed.action and deed.object:
            found[deed.group, deed.agent, deed.action, deed.object].append(deed.claim)
    rows = [{
        "group": group, "agent": agent, "action": action, "object": target,
        "n_claims": len(claims), "n_articles": len({claim["doc"] for claim in claims}),
        "negated": sum(bool(claim["negated"]) for claim in claims),
        "hedged": sum(claim["epistemic"] == "hedged" for claim in claims), **_example(claims),
    } for (group, agent, action, target), claims in found.items()]
    rows.sort(key=lambda row: (row["group"], -row["n_claims"], row["agent"], row["action"],
                               row["object"]))
    return pd.DataFrame(rows, columns=list(EDGE_COLUMNS))


def _example(claims: Sequence[Claim]) -> Claim:
    first = claims[0]
    return {"doc": first["doc"], "start": first["start"], "end": first.get("end"),
            "text": first["text"]}


def _roles(deeds: Sequence[_Deed]) -> pd.DataFrame:
    import pandas as pd

    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    totals: Counter[tuple[str, str]] = Counter()
    for deed in deeds:
        for party in {deed.agent, deed.object} - {None}:
            totals[deed.group, str(party)] += 1
        parts = _parts(deed)
        for party, role in parts:
            found[deed.group, party, role].append(deed.claim)
    rows = [{
        "group": group, "actor": actor, "role": role, "n_claims": len(claims),
        "n_articles": len({claim["doc"] for claim in claims}),
        "share": len(claims) / totals[group, actor], "status": PREFILLED, **_example(claims),
    } for (group, actor, role), claims in found.items()]
    rows.sort(key=lambda row: (row["group"], -row["n_claims"], row["actor"],
                               ROLES.index(row["role"])))
    return pd.DataFrame(rows, columns=list(ROLE_COLUMNS))


def _parts(deed: _Deed) -> list[tuple[str, str]]:
    """(actor, role) that a deed suggests; none where nothing is done to anybody.

    Doing away with a bad thing is a good deed ("réduire les inégalités"), and a bad thing is
    neither victim nor beneficiary. Verbs without object ("les postes disparaissent") give none.
    """
    if deed.action is None or deed.object is None or deed.object == deed.agent:
        return []
    deeds = lexicon().deeds
    hits = [hit for hit in read(WORD.findall(deed.action)) if hit.axis in deeds]
    target = sum(hit.good for hit in read(WORD.findall(plain(deed.object))) if not hit.act)
    value = 0
    for hit in hits:
        value += hit.sign * target if hit.axis == "amount" else hit.good
    if target < 0 and not any(hit.axis == "amount" for hit in hits):
        value = -value
    if bool(deed.claim["negated"]):
        value = -value
    if value == 0:
        return []
    parts = [] if deed.agent is None else [(deed.agent, "hero" if value > 0 else "villain")]
    if target >= 0 and not any(hit.axis == "amount" for hit in hits):
        parts.append((deed.object, "beneficiary" if value > 0 else "victim"))
    return parts
