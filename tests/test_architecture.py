"""The house rules, read off the syntax trees: who imports whom, how large things grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "toolkit"
FILES = sorted(ROOT.rglob("*.py"))
FOUNDATION = {"errors", "records", "codebook", "settings"}
ALLOWED = {
    "errors": set(),
    "records": set(),
    "codebook": {"errors"},
    "settings": {"errors", "codebook"},
    "statistics": {"errors", "records"},
    "corpus": FOUNDATION,
    "french": FOUNDATION,
    "claims": FOUNDATION | {"french"},
    "topics": FOUNDATION | {"statistics"},
    "narratives": FOUNDATION | {"statistics"},
    "coding": FOUNDATION | {"statistics"},
    "report": FOUNDATION,
    "workflow": FOUNDATION | {
        "statistics", "corpus", "french", "claims", "topics", "narratives", "coding", "report",
    },
    "cli": FOUNDATION | {"workflow", "french", "corpus", "claims", "topics"},
}
HEAVY = {
    "spacy", "torch", "pandas", "sklearn", "bertopic", "matplotlib", "pyarrow", "umap", "hdbscan",
    "transformers", "sentence_transformers", "trafilatura",
}


def room(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            if node.module == "toolkit":
                found |= {f"toolkit.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_import_only_downwards(path: Path) -> None:
    own = room(path)
    if own in ("__init__", "__main__"):
        return
    names = {name.split(".")[1] for name in imports(ast.parse(path.read_text("utf-8")))
             if name.startswith("toolkit.")}
    rooms = names & set(ALLOWED)
    assert own in ALLOWED, f"toolkit/{own} is no room of the house"
    assert rooms <= ALLOWED[own] | {own}, f"{path} imports {sorted(rooms - ALLOWED[own] - {own})}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") < 400, f"{path} has 400 lines or more"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{path}: {node.name} has {lines} lines"
            count = len(node.args.posonlyargs) + len(node.args.args)
            count -= bool(node.args.args) and node.args.args[0].arg in ("self", "cls")
            assert count <= 6, f"{path}: {node.name} takes {count} positional parameters"


def test_public_functions_have_docstrings() -> None:
    bare = []
    for path in FILES:
        for node in ast.parse(path.read_text("utf-8")).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
            if public and not ast.get_docstring(node):
                bare.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert bare == []


@pytest.mark.parametrize("command", ["import toolkit", "from toolkit.cli import cli; "
                                     "cli(['--help'], standalone_mode=False)"])
def test_help_and_import_load_nothing_heavy(command: str) -> None:
    check = f"{command}\nimport sys; print('LOADED', sorted(set(sys.modules) & {HEAVY!r}))"
    out = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert out.stdout.strip().endswith("LOADED []")
