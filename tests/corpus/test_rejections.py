"""Every reason to leave something out has a code, and every code its two sentences."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from toolkit.codebook import data_path

ROOMS = [Path(data_path()).parent / room for room in ("corpus", "workflow")]
# A row made from another row's or an error's own words takes its code too.
HANDED_ON = {("read.py", "_inside"), ("source.py", "rejected")}


def calls(name: str) -> list[tuple[Path, ast.FunctionDef, ast.Call]]:
    found = []
    for path in (path for room in ROOMS for path in sorted(room.rglob("*.py"))):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            found += [
                (path, function, node) for node in ast.walk(function)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                and node.func.id == name
            ]
    return found


def code_of(call: ast.Call, place: int | None = None) -> str | None:
    for keyword in call.keywords:
        if keyword.arg == "code":
            return keyword.value.value if isinstance(keyword.value, ast.Constant) else "?"
    if place is not None and len(call.args) > place:
        value = call.args[place]
        return str(value.value) if isinstance(value, ast.Constant) else "?"
    return None


def test_every_error_of_reading_has_a_code() -> None:
    found = calls("ReadError")
    assert len(found) > 50
    bare = [f"{path.name}: {function.name}, line {call.lineno}" for path, function, call in found
            if code_of(call) is None and (path.name, function.name) not in HANDED_ON]
    assert bare == []
    rows = [f"{path.name}: {function.name}, line {call.lineno}"
            for path, function, call in calls("Rejected") if code_of(call, 5) is None]
    assert rows == []


def test_every_code_is_said_in_both_languages_and_used() -> None:
    reasons = tomllib.loads(data_path("lexicons/rejections.toml").read_text("utf-8"))["reasons"]
    used = {code for name, place in (("ReadError", None), ("UsageError", None), ("Rejected", 5))
            for _, _, call in calls(name) if (code := code_of(call, place)) not in (None, "?")}
    # What is left out on purpose is named by its kind.
    used |= {"duplicate", "off_topic", "not_sampled", "not_opened", "dead_link"}
    assert used == set(reasons)
    for code, said in reasons.items():
        assert set(said) == {"fr", "en"} and all(len(text) > 10 for text in said.values()), code
