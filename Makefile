# The only door: make run · make test · make check · make fix · make hunt · make bench
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export STREEKWERK_DATA ?= var
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test check fix hunt bench lock quick clean

run: $(VENV)/.installed
	@$(BIN)/streekwerk demo --folder sample --port $(PORT)

# Everything the continuous integration runs: checks, then all tests on SQLite and on PostgreSQL.
test: $(VENV)/.installed-dev
	@tests/prepare
	@$(MAKE) --no-print-directory check
	@tests/run

# The fast half: no browser, SQLite only.
quick: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -m "not browser and not slow"

check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m django makemigrations --check --dry-run --settings streekwerk.config.settings_test > /dev/null \
	  || { echo "A migration is missing: run python -m django makemigrations."; exit 1; }

# Examples nobody has seen yet for every law, ROUNDS times over; what is found becomes an @example of its test.
ROUNDS ?= 10
hunt: $(VENV)/.installed-dev
	@for round in $$(seq $(ROUNDS)); do echo "== $$round"; \
	  $(BIN)/python -m pytest -m "hypothesis and not browser" --hypothesis-profile hunt -n logical || exit 1; done

fix: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.installed-dev
	@for bench in bench/[a-z]*.py; do echo; echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

# The locks hold versions and hashes, never where a package came from.
lock: $(VENV)/.installed-dev
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header -q -o requirements/base.txt
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header -q -o requirements/dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Streekwerk needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>&1)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2> /dev/null || { \
	  echo "This Python has no venv; installing it with apt-get …"; \
	  rm -rf $(VENV); apt-get update -qq && apt-get install -y -qq python3-venv; $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "Streekwerk wordt klaargezet (eenmalig, een paar minuten) …"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

clean:
	@rm -rf $(VENV) var
