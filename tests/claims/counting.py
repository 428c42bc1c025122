"""How much work a function does, in calls: what a busy machine does not change."""

from __future__ import annotations

import cProfile
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """The function calls ``work`` makes, those of its callees and of built-ins included."""
    counted = cProfile.Profile()
    counted.enable()
    try:
        work()
    finally:
        counted.disable()
    return sum(entry.callcount for entry in counted.getstats())
