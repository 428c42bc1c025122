"""Engine ``reinert``: descending hierarchical classification, simple or double.

Passages become rows of a table of "term present or not"; the class of passages with the most
contrasted vocabularies is cut in two, again and again. Nothing is drawn at random: the same
passages give the same topics, whatever their order. The algorithm is in ``topics/reinert``, the
method and its choices in docs/reinert.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError, UsageError
from toolkit.records import Assignment
from toolkit.topics.engines._reinert import (
    Corpus,
    build,
    description,
    edited,
    largest_first,
    topics_of,
    topics_of_classes,
    weights_of,
)
from toolkit.topics.engines.base import (
    TopicInput,
    TopicRun,
    engine,
    engine_names,
    require_passages,
    resolve,
)

if TYPE_CHECKING:
    from toolkit.topics.reinert import Crossed, Level, Partition, Rules, Tree
    from toolkit.topics.reinert.tables import Integers, Sparse

@dataclass(frozen=True, slots=True)
class _Found:
    """``classes`` of the rows (-1 = none), how they were made, and what to tell of it."""

    classes: Integers
    info: dict[str, Any]


class ReinertEngine:
    """Topics as classes of passages whose vocabularies are opposed (Reinert 1983)."""

    name = "reinert"
    minimum = 10
    defaults: Mapping[str, Any] = MappingProxyType({
        "n_topics": None,           # classes; None: as many as chance and class sizes bear out
        "max_topics": None,         # classes tried when n_topics is None; None: 3 to 30 by size
        "min_frequency": None,      # passages a term must be in; None: 2 to 3, 0.2 % of many
        "min_segment_size": 10,     # terms a unit must hold; shorter passages join neighbours
        "min_members": 5,           # units a class must have to be cut
        "contingency": 0.3,         # above it a term stays only on the side that over-uses it
        "min_class_share": 0.02,    # of the units, that a class must hold (n_topics None, terminal)
        "terminal": False,          # cut deeper, then close branches that only shed small classes
        "double": False,            # cross two classifications with different unit sizes
        "min_segment_size_2": None,  # of the second one; None: half of all passages are merged
        "complete": False,          # unplaced passages go to the class of their nearest one
        "stability_runs": None,     # samples of articles for the curve; None: 5 up to 5,000 units
        "chance_draws": None,       # shuffled tables per split; None: 3 up to 500 units, then 1
        "label_words": 4,
        "edits": None,              # file of names and merges by hand
    })

    def fit(self, data: TopicInput, *, settings: Mapping[str, Any], seed: int) -> TopicRun:
        """The classes of ``data``; ``seed`` only draws what the curve over k is made of.

        Returns:
            A run whose ``info`` holds the parameters, the splits, the dendrogram, the curve that
            helps to choose k, the profile of each class (signed chi² and G²), illustrative
            variables (source, year), the map, and why passages are unplaced.
        Raises:
            EngineError: too few passages, all alike, without vocabulary, or of one word each;
                more topics asked for than can be cut.
            UsageError: a setting that is unknown or out of its range.
        """
        chosen = resolve(settings, self.defaults, self.name)
        _check(chosen)
        require_passages(data, self.minimum, name=self.name)
        _require_contrast(data)
        corpus = build(data, chosen["min_frequency"])
        if not corpus.table.nnz:
            raise EngineError(
                f"no term is in {corpus.least} of {len(data)} passages",
                expected=f"terms that come back in at least {corpus.least}",
                advice=f"Lower min_frequency, add articles{_others(len(data))}",
            )
        found = _double(corpus, chosen, seed) if chosen["double"] else _simple(corpus, chosen, seed)
        return _run(corpus, found, chosen)


def _check(chosen: Mapping[str, Any]) -> None:
    least = {"n_topics": 2, "max_topics": 2, "min_frequency": 1, "min_segment_size": 0,
             "min_members": 2, "min_segment_size_2": 0, "stability_runs": 0, "chance_draws": 0,
             "label_words": 1}
    for key, bound in least.items():
        value = chosen[key]
        if value is not None and (isinstance(value, bool) or int(value) != value or value < bound):
            raise UsageError(
                f"{key} = {value}", place="topic engine reinert",
                expected=f"a whole number, {bound} or more",
            )
    for key in ("contingency", "min_class_share"):
        if not 0 <= chosen[key] < 1:
            raise UsageError(
                f"{key} = {chosen[key]}", place="topic engine reinert", expected="0 to below 1"
            )


def _require_contrast(data: TopicInput) -> None:
    """Refuse passages that cannot be opposed: all alike, or with a single term each."""
    kinds = {frozenset(terms) for terms in data.terms if terms}
    if len(kinds) < 2:
        raise EngineError(
            f"all {len(data)} passages hold the same terms",
            expected=f"at least {ReinertEngine.minimum} passages that differ",
            advice="Look for duplicated articles, or boilerplate taken for text",
        )
    if max(len(kind) for kind in kinds) < 2:
        raise EngineError(
            f"one term in each of {len(data)} passages",
            expected=f"at least {ReinertEngine.minimum} passages of two terms or more",
            advice=f"Make the unit larger (unit = document){_others(len(data))}",
        )


def _others(passages: int) -> str:
    works = [
        name for name in engine_names()
        if name != ReinertEngine.name and engine(name).minimum <= passages
    ]
    return f", or use engine {' or '.join(works)}" if works else ""


def _tree(
    corpus: Corpus, chosen: Mapping[str, Any], k: int, min_size: int
) -> tuple[Tree, Sparse, Integers, list[str]]:
    """A tree, the table it was made from, the row of each passage in it, the rows' articles."""
    import numpy as np

    from toolkit.topics.reinert import descend, merge_rows, merge_segments, row_sizes

    units = merge_segments(row_sizes(corpus.table).tolist(), corpus.documents, min_size=min_size)
    table, rows = merge_rows(corpus.table, units)
    documents = [corpus.documents[i] for i in np.unique(units)]
    return descend(table, k=k, rules=_rules(chosen)), table, rows, documents


def _simple(corpus: Corpus, chosen: Mapping[str, Any], seed: int) -> _Found:
    from toolkit.topics.reinert import suggest, summary, terminal_classes

    wanted = chosen["n_topics"]
    depth = wanted or _deepest(corpus, chosen)
    depth *= 2 if wanted and chosen["terminal"] else 1
    tree, table, rows, documents = _tree(corpus, chosen, depth, chosen["min_segment_size"])
    if wanted and tree.max_k < wanted:
        _refuse(tree, wanted, corpus, chosen)
    found = _curve(tree, table, documents, chosen, seed)
    share = chosen["min_class_share"]
    k, reason = suggest(found, rows=tree.rows, min_share=share)
    if chosen["terminal"]:
        nodes = terminal_classes(tree, min_size=max(1, round(share * tree.rows)))
        reason = f"terminal classes of at least {share:.0%} of the units"
        if wanted and len(nodes) > wanted:
            nodes = _fewer(tree, wanted, max(1, round(share * tree.rows)))
        if wanted and len(nodes) < wanted:
            reason += f"; {wanted} were asked for"
    else:
        nodes = tree.leaves(wanted or k)
        reason = "as asked" if wanted else reason
    return _Found(tree.numbered(nodes)[rows], {
        "k": len(nodes), "k_reason": reason, "k_suggested": k, "stopped": tree.stopped,
        "units": tree.rows, "curve": summary.curve(found),
        "splits": summary.splits(tree), "dendrogram": summary.dendrogram(tree, nodes),
    })


def _deepest(corpus: Corpus, chosen: Mapping[str, Any]) -> int:
    """How many classes are tried, unless told: one for ten passages, 3 to 15, later 16 to 30."""
    told: int | None = chosen["max_topics"]
    passages = len(corpus.order)
    return told or min(30, max(3, min(15, passages // 10), passages // 200))


def _curve(
    tree: Tree, table: Sparse, documents: list[str], chosen: Mapping[str, Any], seed: int
) -> list[Level]:
    """What helps to choose the number of classes; fewer draws on larger tables."""
    from toolkit.topics.reinert import beyond_chance, levels, stability

    rules = _rules(chosen)
    runs, draws = chosen["stability_runs"], chosen["chance_draws"]
    runs = (5 if tree.rows <= 5000 else 0) if runs is None else runs
    draws = (3 if tree.rows <= 500 else 1) if draws is None else draws
    found = levels(tree)
    if draws:
        found = beyond_chance(table, tree, found, rules=rules, draws=draws, seed=seed)
    if runs:
        found = stability(table, documents, tree, found, rules=rules, runs=runs, seed=seed)
    return found


def _rules(chosen: Mapping[str, Any]) -> Rules:
    from toolkit.topics.reinert import Rules

    return Rules(min_members=chosen["min_members"], contingency=chosen["contingency"])


def _fewer(tree: Tree, wanted: int, min_size: int) -> list[int]:
    """Terminal classes of the deepest tree that gives no more than ``wanted``."""
    from toolkit.topics.reinert import terminal_classes

    for depth in range(tree.max_k - 1, 1, -1):
        nodes = terminal_classes(tree, min_size=min_size, k=depth)
        if len(nodes) <= wanted:
            return nodes
    return tree.leaves(2)


def _refuse(tree: Tree, wanted: int, corpus: Corpus, chosen: Mapping[str, Any]) -> None:
    raise EngineError(
        f"{len(corpus.order)} passages (in {tree.rows} units) for {wanted} topics: {tree.stopped}",
        place="topic engine reinert",
        expected=f"about {wanted * 2 * chosen['min_members']} units or more",
        advice=f"Ask for {tree.max_k} topics or fewer, add articles{_others(len(corpus.order))}",
    )


def _double(corpus: Corpus, chosen: Mapping[str, Any], seed: int) -> _Found:
    from toolkit.topics.reinert import cross, members_to_classes, partitions, suggest, summary

    wanted, share = chosen["n_topics"], chosen["min_class_share"]
    sizes = _unit_sizes(corpus, chosen)
    (one, rows_one, curve_one), (two, rows_two, curve_two) = (
        _cut_and_curve(corpus, chosen, size, seed) for size in sizes
    )
    # Two trees cut deep agree on much that is shared noise: the total chi² of crossed classes
    # would grow with their number. So neither is read deeper than chance and sizes bear out.
    k_one = suggest(curve_one, rows=one.rows, min_share=share)[0]
    k_two = suggest(curve_two, rows=two.rows, min_share=share)[0]
    depth = wanted or max(k_one, k_two)
    members = max(chosen["min_members"], round(share * len(corpus.order)))
    crossed = cross(
        one, two, (rows_one, rows_two), max_k=depth, min_members=members, keep="strongest"
    )
    found = partitions(crossed, max_k=depth)
    best = _best(found, corpus, wanted, members)
    reason = f"highest total chi² of crossed classes; trees bear out {k_one} and {k_two} classes"
    return _Found(members_to_classes(crossed, best, len(corpus.order)), {
        "k": best.k, "k_reason": "as asked" if wanted else reason,
        "k_suggested": max(k_one, k_two), "min_segment_sizes": list(sizes),
        "partitions": [_partition(item) for item in found],
        "crossed": [_crossing(crossed[i]) for i in best.crossed],
        "curve": summary.curve(curve_one), "curve_2": summary.curve(curve_two),
        "splits": summary.splits(one), "splits_2": summary.splits(two),
    })


def _unit_sizes(corpus: Corpus, chosen: Mapping[str, Any]) -> tuple[int, int]:
    """Terms a unit must hold in the first and in the second classification."""
    import numpy as np

    from toolkit.topics.reinert import row_sizes

    first, second = chosen["min_segment_size"], chosen["min_segment_size_2"]
    if second is None:
        second = max(first + 5, int(np.median(row_sizes(corpus.table))) + 1)
    return first, second


def _best(
    found: list[Partition], corpus: Corpus, wanted: int | None, members: int
) -> Partition:
    picked = [item for item in found if wanted in (None, item.k)]
    if not picked:
        raise EngineError(
            f"the two classifications share no {wanted or 2} separate classes of more than "
            f"{members} passages", place="topic engine reinert",
            expected=f"about {(wanted or 2) * 2 * members} passages or more",
            advice=f"Ask for fewer topics, use double = false{_others(len(corpus.order))}",
        )
    return max(picked, key=lambda item: (item.chi2, -item.k))


def _cut_and_curve(
    corpus: Corpus, chosen: Mapping[str, Any], min_size: int, seed: int
) -> tuple[Tree, Integers, list[Level]]:
    """A tree of the double classification, the row of each passage in it, and its curve."""
    deepest = chosen["n_topics"] or _deepest(corpus, chosen)
    tree, table, rows, documents = _tree(corpus, chosen, deepest, min_size)
    return tree, rows, _curve(tree, table, documents, {**chosen, "stability_runs": 0}, seed)


def _crossing(item: Crossed) -> dict[str, Any]:
    return {"first": list(item.first), "second": list(item.second),
            "chi2": round(item.chi2, 6), "passages": item.size}


def _partition(item: Partition) -> dict[str, Any]:
    return {"k": item.k, "chi2": round(item.chi2, 6), "passages": item.n, "proven": item.proven}


def _run(corpus: Corpus, found: _Found, chosen: Mapping[str, Any]) -> TopicRun:
    import numpy as np
    import scipy

    from toolkit.topics.reinert import complete, profiles

    placed = found.classes
    without = int((placed < 0).sum())
    if chosen["complete"] and without:
        placed = complete(corpus.table, placed)
    shown = int(chosen["label_words"])
    classes, names, told = edited(corpus, largest_first(placed), chosen["edits"], label_words=shown)
    profile = profiles(corpus.table, classes)
    weights = weights_of(corpus, classes, profile)
    labels: dict[int, tuple[int, float | None]] = {
        place: (int(classes[row]), weights[row]) for row, place in enumerate(corpus.order)
    }
    info = {
        "parameters": {key: value for key, value in chosen.items() if key != "edits"},
        "passages": len(corpus.order), "terms": len(corpus.terms), **found.info, **told,
        "class_topics": topics_of_classes(found.classes, classes),
        "unplaced": int((classes < 0).sum()), "completed": without - int((classes < 0).sum()),
        "unplaced_reason": "held none of the terms their class was cut on, or in a class too small",
        **description(corpus, classes, profile),
    }
    return TopicRun(
        ReinertEngine.name,
        topics_of(corpus, classes, profile, label_words=shown, names=names),
        tuple(
            Assignment(passage.id, *labels[place])
            for place, passage in enumerate(corpus.data.passages)
        ),
        info, {"numpy": np.__version__, "scipy": scipy.__version__},
    )


ENGINE = ReinertEngine()
