# The two commands of the README: `make demo` and `make test`. Everything else serves them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lint types tests slow install clean

demo: $(STAMP)
	$(BIN)/toolkit run corpora/demo --out demo-run

test: check

check: lint types tests

lint: $(STAMP)
	$(BIN)/ruff check toolkit tests benchmarks

types: $(STAMP)
	$(BIN)/mypy

tests: $(STAMP)
	$(BIN)/python -m pytest

slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

install: $(STAMP)

# torch comes first and pinned: an unpinned one pulls several gigabytes of CUDA packages.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	touch $(STAMP)

clean:
	rm -rf $(VENV) demo-run build dist *.egg-info
