"""What a person coded, read into the record the extractor writes: :class:`Claim`, one a sentence.

A sentence that makes no claim is a record without a kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from toolkit.errors import DataError
from toolkit.records import KINDS, STANCES, Claim, Sentence, SourceType, Stance, Zone

NEEDED = ("doc", "start", "end", "claim", "kinds", "negated", "epistemic", "source_type", "quote",
          "stance", "frames")


def read_codings(path: Path) -> list[Claim]:
    """The records of a JSONL file in the form of the annotation guide (docs/claims.md).

    Raises:
        DataError: a line that is no JSON, lacks a field, or names an unknown kind or stance; the
            message says which line.
    """
    found = []
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if line.strip():
                found.append(_coded(line, f"{path}, line {number}"))
    if not found:
        raise DataError("no coded sentence", place=str(path), expected="one JSON object a line")
    return found


def _coded(line: str, place: str) -> Claim:
    try:
        row: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"not valid JSON ({error})", place=place,
                        expected="one JSON object a line") from error
    missing = [name for name in NEEDED if name not in row]
    if missing:
        raise DataError(f"no field {', '.join(missing)}", place=place,
                        expected="the fields " + ", ".join(NEEDED))
    checked = (("kind", row["kinds"], KINDS), ("stance", [row["stance"]], STANCES))
    for name, values, known in checked:
        unknown = sorted(set(values) - set(known))
        if unknown:
            raise DataError(f'unknown {name} "{unknown[0]}"', place=place,
                            expected="one of " + ", ".join(known))
    return Claim(
        id=f"{row['doc']}:{row['start']}-{row['end']}", doc=str(row["doc"]), sentence=-1,
        start=int(row["start"]), end=int(row["end"]), text=str(row.get("text", "")),
        zone=cast(Zone, row.get("zone", "body")),
        kinds=tuple(row["kinds"]) if row["claim"] else (), negated=bool(row["negated"]),
        epistemic=row["epistemic"], source=row.get("source"),
        source_type=cast(SourceType, row["source_type"]), quote=row["quote"],
        stance=cast(Stance, row["stance"]), frames=tuple(row["frames"]),
    )


def named_as(codings: Sequence[Claim], documents: Iterable[str], place: str) -> list[Claim]:
    """The codings with the ids of ``documents``: theirs, or the file name these end in.

    Raises:
        DataError: a coded article that the run does not hold, or that two of its articles may be.
    """
    by_name: dict[str, list[str]] = {}
    for identity in documents:
        for name in {identity, identity.rsplit("/", 1)[-1]}:
            by_name.setdefault(name, []).append(identity)
    for name in sorted({coding.doc for coding in codings}):
        homes = by_name.get(name, [])
        if len(homes) != 1:
            raise DataError(
                f'the article "{name}" is ' + ("not in the run" if not homes else
                                               f"in the run {len(homes)} times"),
                place=place, expected="the id of an article of the run, or its file name",
                advice="Write the id of the table documents in the field doc")
    return [replace(coding, doc=by_name[coding.doc][0]) for coding in codings]


def machine_codings(
    reference: Sequence[Claim], sentences: Iterable[Sentence], claims: Iterable[Claim]
) -> list[Claim]:
    """What another coder says of the sentences of ``reference``, in its order.

    A claim belongs to the reference sentence it shares most characters with; several in one
    sentence are pooled, and a sentence without one makes no claim.
    """
    zones = {(s.doc, s.start): s.zone for s in sentences}
    taken = _assigned(reference, claims)
    return [_pooled(coding, taken.get(place, ()), zones.get((coding.doc, coding.start), "body"))
            for place, coding in enumerate(reference)]


def _assigned(reference: Sequence[Claim], claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for place, coding in enumerate(reference):
        spans.setdefault(coding.doc, []).append((coding.start, coding.end, place))
    taken: dict[int, list[Claim]] = {}
    for claim in claims:
        shared = [(min(end, claim.end) - max(start, claim.start), -place)
                  for start, end, place in spans.get(claim.doc, ())]
        if shared and max(shared)[0] > 0:
            taken.setdefault(-max(shared)[1], []).append(claim)
    return taken


def _pooled(coding: Claim, found: Sequence[Claim], zone: Zone) -> Claim:
    made = [claim for claim in found if claim.kinds]
    if not made:
        return replace(coding, kinds=(), negated=False, epistemic="asserted", source=None,
                       source_type="author", quote="none", stance="none", frames=(), zone=zone)
    spoken = next((claim for claim in made if claim.source_type != "author"), made[0])
    stances = {claim.stance for claim in made} - {"none"}
    return replace(
        spoken, start=coding.start, end=coding.end, zone=zone,
        kinds=tuple(k for k in KINDS if any(k in claim.kinds for claim in made)),
        frames=tuple(sorted({frame for claim in made for frame in claim.frames})),
        negated=any(claim.negated for claim in made),
        epistemic="hedged" if any(c.epistemic == "hedged" for c in made) else "asserted",
        stance=cast(Stance, "mixed" if len(stances) > 1 else min(stances, default="none")),
    )
