# Two targets do all the set-up: `make demo` and `make test`. Both are safe to repeat.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READERS := tests/readers
DEMO_SITE := fixtures/sites/pelican

.PHONY: help demo test lint format bench clean

help:
	@echo "make demo   build a real site from fixtures/ into demo/ and show what changed"
	@echo "make test   check style and types, and run every test"
	@echo "make lint   check style and types only"
	@echo "make format bring the code into its style"
	@echo "make bench  measure speed and memory"

$(BIN)/smoopt: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

# The tests that open pages in a browser use Debian's Chromium where none is installed.
chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  sudo=$$(command -v sudo || true); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq chromium >/dev/null; }
.PHONY: chromium

# Independent readers of social markup, run with the Node that comes from PyPI.
$(READERS)/node_modules/.installed: $(READERS)/package.json $(BIN)/smoopt
	$(BIN)/python $(READERS)/install.py
	@touch $@

demo: $(BIN)/smoopt
	@rm -rf demo
	$(BIN)/smoopt build $(DEMO_SITE) -o demo/site --diff | head -n 60
	$(BIN)/smoopt build $(DEMO_SITE) -o demo/site
	@echo
	@echo "Open demo/site/index.html and a post of it; where every value comes from:"
	$(BIN)/smoopt explain "$$(ls -d demo/site/2026/*.html demo/site/*.html 2>/dev/null | grep -v index | head -n 1)" --site demo/site | head -n 24

lint: $(BIN)/smoopt
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint chromium $(READERS)/node_modules/.installed
	$(BIN)/pytest -n 2

format: $(BIN)/smoopt
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BIN)/smoopt
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/site.py

clean:
	rm -rf $(VENV) demo $(READERS)/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
