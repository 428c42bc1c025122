"""Content analysis of the French discourse on AI and work."""

from __future__ import annotations

__version__ = "0.1.0"
