# `make run` opens the sample case, `make test` runs every check. Both set up what they need.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
# Two workers: the machines this is checked on have two cores.
JOBS ?= 2
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: run test lint types contracts tests bench drill pictures strings lock clean

run: $(VENV)/.ready
	$(BIN)/geoapp demo

test: lint types contracts tests

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

contracts: $(VENV)/.ready
	$(BIN)/lint-imports

tests: $(VENV)/.ready
	$(BIN)/pytest -n $(JOBS) --dist worksteal -q

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks

drill: $(VENV)/.ready
	$(BIN)/python tests/drill/kill_while_writing.py --rounds 200
	$(BIN)/python tests/drill/kill_while_writing.py --rounds 200 --encrypted
	$(BIN)/python tests/drill/kill_while_writing.py --rounds 200 --commands
	$(BIN)/python tests/drill/kill_while_writing.py --rounds 200 --commands --encrypted
	$(BIN)/python tests/drill/kill_while_writing.py --rounds 200 --window
	$(BIN)/python tests/drill/kill_while_writing.py --rounds 200 --window --encrypted
	$(BIN)/python tests/drill/random_histories.py --rounds 300
	$(BIN)/pytest -n $(JOBS) -q tests/unit --hypothesis-profile drill

pictures: $(VENV)/.ready
	$(BIN)/python docs/pictures.py

# What the window says, brought up to date in its other languages; fails while a text has none.
strings: $(VENV)/.ready
	$(BIN)/python -m geoapp.ui.translations.collect
	$(BIN)/pyside6-lrelease -silent geoapp/ui/translations/geoapp_ko.ts \
	  -qm geoapp/ui/translations/geoapp_ko.qm

# The marker file is newer than the lock file only when everything is installed.
$(VENV)/.ready: requirements.lock pyproject.toml
	sh .ci/system_packages.sh $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:
	$(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --extra dev --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
