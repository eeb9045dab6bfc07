# Each target does the set-up that it needs, and is safe to repeat.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READERS := tests/readers
DEMO_SITE := fixtures/sites/mkdocs
DEMO_PAGE := guide/install/index.html

# The tests start smoopt hundreds of times: what was compiled once is kept.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test test-apart test-generators attack lint format manual bench clean

help:
	@echo "make demo   build a real site from fixtures/ into demo/ and show what changed"
	@echo "make test   check style and types, and run every test"
	@echo "make test-apart  build and install packages, run recipes of hosts, stores and clusters"
	@echo "make test-generators  install the generators of sites that smoopt is a part of, and run them"
	@echo "make attack kill it, swap its files, fill its disk, at length: up to an hour"
	@echo "make lint   check style and types only"
	@echo "make format bring the code into its style"
	@echo "make manual build the manual's site into manual/site, and check it"
	@echo "make bench  measure speed and memory"

$(BIN)/smoopt: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

# The tests open pages in Debian's Chromium: most of them without its windows, which takes half the
# processor time. Where no package can be had, any Chromium does.
chromium:
	@command -v chromium >/dev/null && command -v chromium-headless-shell >/dev/null || { \
	  sudo=$$(command -v sudo || true); \
	  $$sudo apt-get update -qq && \
	  $$sudo apt-get install -y -qq chromium chromium-headless-shell >/dev/null; } || \
	  command -v chromium >/dev/null || command -v google-chrome >/dev/null
.PHONY: chromium

# A real web server, only unpacked: installed, it would begin to serve.
NGINX := .nginx/.unpacked
$(NGINX):
	@mkdir -p $(@D)
	@command -v nginx >/dev/null || { \
	  sudo=$$(command -v sudo || true); $$sudo apt-get update -qq; \
	  cd $(@D) && apt-get download -qq nginx 2>/dev/null && dpkg -x nginx_*.deb .; }
	@touch $@

# Independent readers of social markup, run with the Node that comes from PyPI.
$(READERS)/node_modules/.installed: $(READERS)/package.json $(BIN)/smoopt
	$(BIN)/python $(READERS)/install.py
	@touch $@

demo: $(BIN)/smoopt
	@rm -rf demo
	@echo "What would change in $(DEMO_PAGE) of a site built by MkDocs:"
	@$(BIN)/smoopt build $(DEMO_SITE) --diff 2>/dev/null | \
	  awk '/^--- a\// { shown = $$0 == "--- a/$(DEMO_PAGE)" } /^new file / { shown = 0 } shown'
	$(BIN)/smoopt build $(DEMO_SITE) -o demo/site
	@echo "Where the values of a page come from:"
	@$(BIN)/smoopt explain demo/site/$(DEMO_PAGE) | head -n 32
	@echo "…"
	@echo "What is left to mend in the finished pages:"
	@$(BIN)/smoopt check demo/site --fail-on never | head -n 32
	@echo "…"
	$(BIN)/smoopt preview demo/site --export demo/preview
	@echo "Open demo/site/$(DEMO_PAGE) in a browser: its bar is at the end of the text."
	@echo "Open demo/preview/index.html to see each page as others will show it."

lint: $(BIN)/smoopt
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Three on two cores: a third of the time, tests wait for browsers and for other processes. What
# begins first says tests/conftest.py.
test: lint chromium $(NGINX) $(READERS)/node_modules/.installed
	$(BIN)/pytest -n 3 --dist loadgroup --no-loadscope-reorder

# What takes environments or processes of its own: a minute and a half.
test-apart: $(BIN)/smoopt
	$(BIN)/pytest -n 2 -m apart

# Each generator is installed once, in a folder of its own, and builds the site of its own beginning.
# With ALL=1 those that take minutes are among them.
test-generators: $(BIN)/smoopt chromium
	$(BIN)/python -m tests.generators.install $(if $(ALL),--all)
	$(BIN)/pytest -n 2 --dist loadgroup -m "generator$(if $(ALL), or slow_generator)" tests/generators

# Each attack is in the tests, too, but short. With other examples each time, and on a disk.
attack: export TMPDIR ?= /tmp
attack: $(BIN)/smoopt chromium $(READERS)/node_modules/.installed
	$(BIN)/pytest -n 2 tests/attack
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -n 2 tests/test_laws.py tests/html/test_marks.py \
	  tests/build/test_incremental.py tests/build/test_rebuild.py tests/plugin/test_compiled_templates.py \
	  tests/builtin/test_published_payloads.py tests/preview/test_hostile_pages_in_browser.py \
	  tests/check/report/test_html_report_in_browser.py

format: $(BIN)/smoopt
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Zensical warns of links to pages that are not there, smoopt of all others.
manual: $(BIN)/smoopt
	$(BIN)/python tools/make_manual.py manual
	cd manual && ../$(BIN)/zensical build --strict
	cd manual && ../$(BIN)/smoopt build site/ --fail-on warning
	cd manual && ../$(BIN)/smoopt check site/ --fail-on warning
	@echo "Open manual/site/index.html in a browser."

bench: $(BIN)/smoopt
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/stages.py
	$(BIN)/python benchmarks/watch.py
	$(BIN)/python benchmarks/pictures.py
	$(BIN)/python benchmarks/peers.py

clean:
	rm -rf $(VENV) .generators .nginx demo manual $(READERS)/node_modules benchmarks/peers/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
