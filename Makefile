# make site – both sites; make test – everything; make serve – live preview (SITE=intranät for the
# other); make publish – as make site, where history can show the lead times; make lydelse
# RANGE=main..branch – what a branch changes, for who decides; make links – asks other sites
# whether our links lead somewhere, slowly, and writes site/lankar.md; make audit – looks at every kind
# of page in a browser, and writes what the accessibility statement tells of it; make bench – figures (BENCH="--page"
# writes them into docs/matningar.md, "--search --page" those of the search); make bench-search – how well the search answers
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE ?= webbplats
PORT ?= 8000
FORMAT ?= text
RANGE ?= main..HEAD
PAPER ?= html,docx,pdf,md
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: site publish serve check lydelse links test audit bench bench-search lock screenshots clean

site: $(VENV)/.site
	@$(BIN)/styrdok build --strict

publish: $(VENV)/.site
	@$(BIN)/styrdok build --strict --publish

check: $(VENV)/.site
	@$(BIN)/styrdok check --format $(FORMAT)

lydelse: $(VENV)/.site
	@$(BIN)/styrdok lydelse '$(RANGE)' --format $(PAPER)

serve: $(VENV)/.site
	@$(BIN)/styrdok serve --kanal $(SITE) --port $(PORT)

test: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

links: $(VENV)/.test
	@$(BIN)/styrdok build --kanal webbplats
	@$(BIN)/python -m tests.outward

audit: $(VENV)/.test
	@$(BIN)/python -m tests.audit

screenshots: $(VENV)/.test
	@$(BIN)/python -m tests.screenshots

bench: $(VENV)/.site
	@$(BIN)/python -m bench $(BENCH)

bench-search: $(VENV)/.site
	@$(BIN)/python -m bench.search $(BENCH)

# uv is not needed to use the project, only to renew its locks.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --group build --group test -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements-test.lock

clean:
	rm -rf $(VENV) site

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Styrdok behöver Python 3.11 eller senare; det här är %d.%d. Ange en annan: make site PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "Skapar $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock pyproject.toml tools/debian.py tools/pango.py | $(BIN)/python
	@echo "Installerar det som behövs för att bygga …"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m tools.pango
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.site tests/chromium.py tests/nginx.py tests/nu.py
	@echo "Installerar det som behövs för att testa …"
	@$(PIP) --require-hashes -r requirements-test.lock
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.nginx
	@$(BIN)/python -m tests.nu
	@touch $@
