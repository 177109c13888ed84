# Khabar: every target makes the environment it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD := ../shared/gold
# A wheel with compiled stages, installed apart: beside the sources it would hide every change of them.
COMPILED := .venv-compiled

.PHONY: demo test test-compiled lint bench score clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/.ready
	$(BIN)/khabar demo --html brief.html

lint: $(VENV)/.ready
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

$(COMPILED)/.ready: pyproject.toml $(shell find src -name '*.py')
	$(PYTHON) -m venv $(COMPILED)
	$(COMPILED)/bin/pip install --quiet --upgrade pip build
	rm -rf dist/compiled
	HATCH_BUILD_HOOKS_ENABLE=1 $(COMPILED)/bin/python -m build --outdir dist/compiled
	$(COMPILED)/bin/pip install --quiet --force-reinstall "$$(ls dist/compiled/*.whl)[bench,dev]"
	touch $@

bench: $(COMPILED)/.ready
	$(COMPILED)/bin/python -m benchmarks

test-compiled: $(COMPILED)/.ready
	$(COMPILED)/bin/pytest tests

score: $(VENV)/.ready
	$(BIN)/khabar read $(GOLD)/pages/*.txt --manifest $(GOLD)/pages/manifest.json --json > r.jsonl
	$(PYTHON) $(GOLD)/score.py $(GOLD) r.jsonl --pages $(GOLD)/pages

clean:
	rm -rf $(VENV) $(COMPILED) dist build
