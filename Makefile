# Khabar: every target makes the environment it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD := ../shared/gold

.PHONY: demo test lint bench score clean

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

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks

score: $(VENV)/.ready
	$(BIN)/khabar read $(GOLD)/pages/*.txt --manifest $(GOLD)/pages/manifest.json --json > r.jsonl
	$(PYTHON) $(GOLD)/score.py $(GOLD) r.jsonl --pages $(GOLD)/pages

clean:
	rm -rf $(VENV) dist build
