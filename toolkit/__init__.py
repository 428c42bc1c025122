"""Content analysis of the French discourse on AI and work.

>>> import toolkit
>>> run = toolkit.run("corpora/demo", out="demo-run")      # doctest: +SKIP
>>> run.claims[["doc", "text", "kinds", "source"]].head()  # doctest: +SKIP

Names are loaded on first use: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Run": "toolkit.workflow.main",
    "run": "toolkit.workflow.main",
    "load_settings": "toolkit.settings",
    "Settings": "toolkit.settings",
    "ingest": "toolkit.workflow.stages",
    "extract_claims": "toolkit.workflow.stages",
    "find_topics": "toolkit.workflow.stages",
    "compare": "toolkit.workflow.stages",
    "compare_engines": "toolkit.workflow.topic_stages",
    "intrusion_sheets": "toolkit.workflow.intrusion",
    "score_intrusion": "toolkit.workflow.intrusion",
    "topic_curve": "toolkit.workflow.topic_stages",
    "load_topic_model": "toolkit.workflow.topic_stages",
    "stored_topics": "toolkit.workflow.topic_stages",
    "write_report": "toolkit.workflow.stages",
    "export": "toolkit.workflow.stages",
    "kwic": "toolkit.workflow.stages",
    "validate": "toolkit.workflow.stages",
    "ToolkitError": "toolkit.errors",
}

__all__ = ["__version__", *sorted(_HOMES)]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
