# The two commands of the README: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint docs golden clean

demo: $(VENV)/.installed
	$(BIN)/onym check --exit-zero seeds
	$(BIN)/onym fix --diff --exit-zero seeds

test: lint
	$(BIN)/pytest -n 2

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/onym rules test
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.developing
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/console.py
	$(BIN)/python docs/picture.py

golden: $(VENV)/.developing
	$(BIN)/pytest tests/reporters --golden-update

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --group dev
	touch $@

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
