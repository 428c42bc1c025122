"""French text to spaCy Docs: the shipped pipeline, how it is trained and measured."""

from toolkit.french.pipeline import load, parse

__all__ = ["load", "parse"]
