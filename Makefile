# Dragoman. The two commands: `make demo` codes a real article, `make test` checks everything.
# Variables: PYTHON (an interpreter, 3.11 or later), TORCH_INDEX (a package index that has a CPU
# build of torch; without it the registry's own build is taken), PIP_FLAGS (anything else for pip),
# TESTERS (how many processes test; one more than cores, for tests wait too), BASE (the branch that check-dictionaries compares with; from where this branch left it).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
RUN := $(VENV)/bin/python
BASE ?= origin/main
TESTERS ?= $(shell expr $$(nproc) + 1)
SINCE = $(patsubst %...,%,$(BASE))...
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) $(PIP_FLAGS)

.PHONY: help demo test suite check examples parses dictionaries check-dictionaries docs serve score bench compiled screenshot audit train lock wheel clean

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 20

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or later: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.runtime: requirements.lock | $(VENV)/.made
	@echo "Installing the pinned packages into $(VENV) (once; a few minutes at most)"
	$(PIP) -r requirements.lock
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) -r requirements-dev.lock
	touch $@

demo: $(VENV)/.runtime ## Start the service, code the bundled article, print its events, stop
	$(RUN) -m tools.demo examples/article.json

test: $(VENV)/.dev ## Everything: style, types, dictionary examples, tests; side by side, so read the end of each
	$(MAKE) --no-print-directory --jobs=3 check examples suite

suite: $(VENV)/.dev ## The tests alone
	$(RUN) -m pytest --numprocesses=$(TESTERS) --dist=loadfile --no-loadscope-reorder

check: $(VENV)/.dev ## Style and types alone
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

examples: $(VENV)/.runtime ## The dictionaries' own examples: make examples [ONLY="part of a file name or id"]
	$(RUN) -m coder dictionaries test $(ONLY)

parses: $(VENV)/.runtime ## Parse all dictionary examples and the corpus again, and say what changed (two minutes)
	$(RUN) -m coder dictionaries parse --all

dictionaries: $(VENV)/.runtime ## Look over all dictionary files for mistakes; takes seconds
	$(RUN) -m coder dictionaries check

check-dictionaries: $(VENV)/.runtime ## What a pull request is told: mistakes, examples of what changed since BASE (origin/main), events gained and lost
	$(RUN) -m coder dictionaries check
	$(RUN) -m coder dictionaries test --changed "$(SINCE)"
	$(RUN) -m coder dictionaries diff "$(SINCE)"

docs: $(VENV)/.dev ## Bring what is generated from the dictionaries up to date: docs/coverage.md, docs/ontology.md, docs/reference/, lists in schemas/
	$(RUN) -m tools.render_schemas
	$(RUN) -m tools.render_ontology
	$(RUN) -m tools.coverage
	$(RUN) -m tools.render_reference
	$(RUN) -m tools.render_prose

serve: $(VENV)/.runtime ## Keep the service up (address and limits: docs/settings.md)
	$(RUN) -m coder serve

score: $(VENV)/.runtime ## Measure against a gold file: make score GOLD=path [ERRORS=1] [DEFAULT=1]
	$(if $(GOLD),,$(error say which: make score GOLD=path/to/gold.jsonl))
	$(RUN) -m tools.score $(GOLD) $(if $(ERRORS),--errors) $(if $(DEFAULT),--default)

bench: $(VENV)/.runtime ## Speed in one table: stages, growth, whole articles, start (some minutes)
	$(RUN) -m bench.speed

compiled: $(VENV)/.dev ## A copy in build/compiled whose stages are machine code, as in the image (needs a C compiler)
	rm -rf build/compiled && mkdir -p build/compiled && cp -r coder build/compiled/
	ln -s $(addprefix ../../,$(filter-out coder build,$(wildcard *))) build/compiled/
	$(RUN) tools/compile.py build/compiled/coder

screenshot: $(VENV)/.dev ## Take the pictures of the workbench and the monitor anew (needs Chromium)
	$(RUN) -m tools.screenshot

audit: $(VENV)/.dev ## Ask whether the pinned packages have known weaknesses (needs pip-audit and a network; says so where it has not)
	$(RUN) -m tools.audit

train: $(VENV)/.runtime ## Train the parsing model: make train TREEBANKS=folder OUT=folder (models/train/README.md)
	$(RUN) -m models.train $(or $(TREEBANKS),treebanks) $(or $(OUT),build/model) $(TRAIN_FLAGS)

wheel: $(VENV)/.dev ## Build the wheel into dist/
	$(RUN) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: ## Write the lock files anew from pyproject.toml, in a fresh environment
	$(PYTHON) -m tools.lock

clean: ## Remove what was built here (the environment stays; remove $(VENV) by hand)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .cache
	find coder schemas tools tests -name __pycache__ -type d -prune -exec rm -rf {} +
