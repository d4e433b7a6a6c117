# On a fresh machine with python3 (3.11 or newer), venv and make: `make demo` and `make test`. Nothing else is needed.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
SET_UP = $(VENV)/set-up
# The compiled catalogues are no files of git, and `git clean -x` takes them away while it leaves the environment.
CATALOGUES = $(patsubst %.po,%.mo,$(wildcard src/verbetertool/locale/*/LC_MESSAGES/*.po))
STAMP = $(SET_UP) $(CATALOGUES)
BROWSER_STAMP = tests/browser/node_modules/set-up
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Commands are started as modules: the first line of their scripts can't hold every name that a folder may have.

.PHONY: demo quick test slow browser-tools pictures docs messages format goldens benchmark fuzz-short fuzz mutation coverage audit wheels lock

demo: $(STAMP)
	$(BIN)/python -m verbetertool demo -o verbetertool-demo

test: $(STAMP)
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/python -c "from importlinter.cli import lint_imports_command as check; check()"
	$(BIN)/python -m pytest -n auto

# For every save. What is slowest in it is named: more than a tenth of a second is for the mark `thorough` (docs/testing.md).
quick: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow and not thorough and not hypothesis" --durations=5 --durations-min=0.5 \
		tests/unit tests/rubrics tests/golden/test_golden.py::test_one_of_each_document

# What builds wheels and environments, and opens browsers: run by .ci/run too.
slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

# What tests/browser drives a browser with, and checks with. The browser itself, Java and node come from the system.
browser-tools: $(BROWSER_STAMP)

# The documentation site, in site/; needs the extra `docs`.
docs: $(STAMP)
	$(INSTALL) --require-hashes --requirement requirements/docs.txt
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs site

# Renews the catalogues of other languages from the code, and compiles them (CONTRIBUTING.md, "To add a language").
messages: $(STAMP)
	$(BIN)/python tools/messages.py update
	$(BIN)/python tools/messages.py compile

format: $(STAMP)
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

# Nothing is installed but files whose hash stands in requirements/dev.txt; hatchling, which builds us, is among them.
$(SET_UP): pyproject.toml requirements/dev.txt
	$(PYTHON) tools/new_venv.py $(VENV)
	$(INSTALL) --require-hashes --requirement requirements/dev.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	touch $(SET_UP)

%.mo: %.po | $(SET_UP)
	$(BIN)/python tools/messages.py compile

$(BROWSER_STAMP): $(SET_UP) requirements/browser.txt tests/browser/package-lock.json
	$(INSTALL) --require-hashes --requirement requirements/browser.txt
	npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund
	touch $(BROWSER_STAMP)

# Fuzzing of every way in, with atheris where it has a wheel and with hypothesis everywhere (docs/testing.md).
fuzz-short: $(STAMP)
	-$(INSTALL) --require-hashes --requirement requirements/fuzz.txt
	$(BIN)/python -m tests.fuzz.run 60

fuzz: $(STAMP)
	$(INSTALL) --require-hashes --requirement requirements/fuzz.txt
	$(BIN)/python -m tests.fuzz.run $(or $(SECONDS),9600) .fuzz

# Changes the scoring and the validation in small ways, and sees whether a test fails (docs/testing.md). A quarter of an hour.
mutation: $(STAMP)
	$(INSTALL) --require-hashes --requirement requirements/mutation.txt
	$(BIN)/python -m mutmut run
	$(BIN)/python -m mutmut results

# Which lines the quick tests run. A report, no threshold.
coverage: $(STAMP)
	$(INSTALL) --require-hashes --requirement requirements/mutation.txt
	$(BIN)/python -m coverage run --source=src/verbetertool -m pytest -q
	$(BIN)/python -m coverage report --skip-covered

# Known weaknesses of what we install; and a wheel of it for every system and Python. "Skipped" where nobody answers.
audit: $(STAMP)
	-$(INSTALL) --require-hashes --requirement requirements/supply.txt
	$(BIN)/python tools/audit.py

wheels: $(STAMP)
	$(BIN)/python tools/wheels.py

# Renews requirements/ and constraints.txt after a change in pyproject.toml (tools/lock.py).
lock: $(STAMP)
	$(INSTALL) --require-hashes --requirement requirements/supply.txt
	$(BIN)/python tools/lock.py

# What a round and a start cost; a quarter of an hour. yamale and check-jsonschema are measured where they are installed.
# The start is that of a wheel: a checkout reads YAML and compiles templates each time.
benchmark: $(STAMP)
	rm -rf build/benchmark
	$(PYTHON) -m venv build/benchmark/env
	build/benchmark/env/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m build --wheel --no-isolation --outdir build/benchmark .
	build/benchmark/env/bin/python -m pip install --quiet --disable-pip-version-check --no-deps build/benchmark/*.whl
	build/benchmark/env/bin/python benchmarks/startup.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python -m benchmarks.words

# Renews the golden reports on purpose; look at the difference before you commit it.
goldens: $(STAMP)
	$(BIN)/python -m tests.golden.states

# Renews the pictures of README.md.
pictures: $(BROWSER_STAMP)
	$(BIN)/python tools/pictures.py
