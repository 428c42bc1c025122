"""A comparison as a value to work with: its tables, its figures, its warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from toolkit.errors import UsageError
from toolkit.settings import Settings
from toolkit.workflow.compare import rows_of
from toolkit.workflow.folder import RunFolder

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.report.figures import Picture

TABLE_NAMES = {
    "corpus": "corpus", "profiles": "profiles", "mixes": "mixes", "differences": "differences",
    "keyness": "keyness", "narratives": "narratives", "narrative_sides": "narrative_sides",
    "narrative_claims": "narrative_claims", "travelling": "figures",
    "travelling_mentions": "figure_mentions", "actors": "actors", "actions": "edges",
    "roles": "roles", "voices": "voices", "verbs": "verbs", "speakers": "speakers",
    "over_time": "over_time", "change_points": "change_points",
}
"""Name of a table here -> its file in the run's folder `narratives/`."""


class Comparison:
    """What the groups of a run tell, in tables and figures.

    ``result.profiles`` (shares per group), ``differences`` (of shares, per pair of groups),
    ``mixes`` (distances), ``keyness``, ``narratives`` with ``narrative_sides`` and
    ``narrative_claims`` (the same claim through the articles), ``travelling`` with
    ``travelling_mentions`` (figures that travel), ``actors``, ``actions``, ``roles``, ``voices``,
    ``verbs``, ``speakers``, ``over_time``, ``change_points``, ``corpus``: pandas DataFrames.
    ``figures``: pictures by name, drawn when shown. ``warnings``: what must be said beside them.
    ``estimates``: the long table of the run folder. The comparison also behaves like that table
    (``result.query(...)``, ``result["value"]``, ``len(result)``).
    """

    def __init__(self, folder: RunFolder, settings: Settings) -> None:
        """The comparison just written to ``folder``: read now, so that a later one is another."""
        import pandas as pd

        self._folder = folder
        self._settings = settings
        found = {name: folder.path / "narratives" / f"{file}.parquet"
                 for name, file in TABLE_NAMES.items()}
        self.estimates: pd.DataFrame = folder.frame("comparisons")
        self.tables: dict[str, pd.DataFrame] = {
            name: pd.read_parquet(path) for name, path in found.items() if path.is_file()}
        self.warnings: list[str] = list(folder.record().get("warnings", ()))

    @property
    def by(self) -> str:
        """The column that makes the groups."""
        return self._settings.compare.by

    @cached_property
    def figures(self) -> dict[str, Picture]:
        """Every figure by name; each shows itself in a notebook, ``.figure()`` is matplotlib's."""
        from toolkit.report.figures import pictures
        from toolkit.workflow.report import report_model

        model = report_model(self._folder, self._settings)
        own = {TABLE_NAMES[name]: rows_of(table) for name, table in self.tables.items()}
        return pictures(replace(model, comparisons=rows_of(self.estimates),
                                narratives={**model.narratives, **own}))

    @property
    def groups(self) -> list[str]:
        """The groups compared."""
        return list(self.tables["corpus"]["group"])

    def figure(self, name: str) -> Picture:
        """One figure by name.

        Raises:
            UsageError: no such figure; the message lists those there.
        """
        if name not in self.figures:
            raise UsageError(f'no figure "{name}"', expected="one of " + ", ".join(self.figures))
        return self.figures[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self.tables:
            return self.tables[name]
        if not hasattr(self.estimates, name):
            raise AttributeError(f"no table {name!r}; there are {', '.join(self.tables)}")
        return getattr(self.estimates, name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.tables})

    def __getitem__(self, key: Any) -> Any:
        return self.estimates[key]

    def __len__(self) -> int:
        return len(self.estimates)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.estimates)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} ({len(table)})" for name, table in self.tables.items())
        return (f"Comparison by {self.by} of {', '.join(self.groups)}\n"
                f"tables: {sizes}\nfigures: {', '.join(self.figures)}\n"
                f"warnings: {len(self.warnings)}")

    def _repr_html_(self) -> str:
        """The groups, the warnings, and what else there is to look at."""
        told = "".join(f"<li>{escape(line)}</li>" for line in self.warnings)
        sizes = ", ".join(f"<code>{name}</code> ({len(table)})"
                          for name, table in self.tables.items())
        shown = ", ".join(f"<code>{escape(name)}</code>" for name in self.figures)
        corpus: Any = self.tables["corpus"]
        return (f"<p><b>Comparison by {escape(self.by)}</b></p>{corpus.to_html(index=False)}"
                f"<p>tables: {sizes}</p><p>figures: {shown}</p><ul>{told}</ul>")
