# On a fresh machine with python3 (3.11 or newer), venv and make: `make demo` and `make test`. Nothing else is needed.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/set-up
BROWSER_STAMP = tests/browser/node_modules/set-up

.PHONY: demo test slow browser-tools pictures docs messages format goldens

demo: $(STAMP)
	$(BIN)/verbetertool demo -o verbetertool-demo

test: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

# What builds wheels and environments, and opens browsers: run by .ci/run too.
slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

# What tests/browser drives a browser with, and checks with. The browser itself, Java and node come from the system.
browser-tools: $(BROWSER_STAMP)

# The documentation site, in site/; needs the extra `docs`.
docs: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs site

# Extracts every message into the catalogues, and compiles them.
messages: $(STAMP)
	$(BIN)/python tools/messages.py update
	$(BIN)/python tools/messages.py compile

format: $(STAMP)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

$(BROWSER_STAMP): $(STAMP) tests/browser/package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,browser]'
	npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund
	touch $(BROWSER_STAMP)

# Renews the golden reports on purpose; look at the difference before you commit it.
goldens: $(STAMP)
	$(BIN)/python -m tests.golden.states

# Renews the pictures of README.md.
pictures: $(BROWSER_STAMP)
	$(BIN)/python tools/pictures.py
