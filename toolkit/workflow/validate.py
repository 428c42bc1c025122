"""A run beside what people coded: scores and agreement, noted in `run.json` and reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.coding.gold import machine_codings, named_as, read_codings
from toolkit.coding.scores import agreement, scores
from toolkit.errors import UsageError
from toolkit.records import Claim, Estimate
from toolkit.workflow.convert import claim_from, sentence_from
from toolkit.workflow.folder import RunFolder


def validation(
    folder: RunFolder, gold: Sequence[Path], second: Sequence[Path] = (), *,
    resamples: int = 2000, seed: int = 0,
) -> dict[str, Any]:
    """Score the run's claims against ``gold``, note it in `run.json`, and return it.

    Args:
        gold: JSONL files in the annotation guide's form: the reference coding.
        second: the same articles coded by somebody else, for the agreement between people.
    Returns:
        ``coded`` (articles, sentences, files), ``scores`` (label -> precision, recall, f1),
        ``machine`` and ``people`` (label -> alpha; ``people`` is empty without ``second``).
    Raises:
        DataError: a file that cannot be read so, or an article the run does not hold.
    """
    reference = _codings(folder, gold)
    sentences = [sentence_from(row) for row in folder.rows("sentences")]
    claims = [claim_from(row) for row in folder.rows("claims")]
    judged = machine_codings(reference, sentences, claims)
    people: dict[str, Estimate] = {}
    if second:
        other = _codings(folder, second)
        both = {coding.doc for coding in other}
        shared = [coding for coding in reference if coding.doc in both]
        if not shared:
            raise UsageError("--second codes none of the articles of --gold",
                             expected="a second coding of the same articles")
        people = agreement([shared, machine_codings(shared, (), other)],
                           resamples=resamples, seed=seed)
    body = [coding for coding in reference if coding.zone == "body"]
    found = {
        "coded": {"articles": len({coding.doc for coding in body}), "sentences": len(body),
                  "files": [path.name for path in (*gold, *second)]},
        "scores": {label: {name: _plain(one) for name, one in three.items()} for label, three in
                   scores(reference, judged, resamples=resamples, seed=seed).items()},
        "machine": _told(agreement([reference, judged], resamples=resamples, seed=seed)),
        "people": _told(people),
    }
    folder.note(validation=found)
    return found


def _codings(folder: RunFolder, paths: Sequence[Path]) -> list[Claim]:
    documents = [row["id"] for row in folder.rows("documents", ["id"])]
    return [coding for path in paths
            for coding in named_as(read_codings(path), documents, str(path))]


def _plain(estimate: Estimate) -> dict[str, Any]:
    return {key: round(value, 10) if isinstance(value, float) else value
            for key, value in asdict(estimate).items() if key != "p"}


def _told(estimates: dict[str, Estimate]) -> dict[str, Any]:
    return {label: _plain(one) for label, one in estimates.items()}
