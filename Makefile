# The two commands are `make serve` and `make test`; both prepare .venv by themselves.
# PYTHON names another Python 3.11 or newer; HOST, PORT and DATA say where to serve and where the state lives.

PYTHON ?=
HOST ?= 127.0.0.1
PORT ?= 7860
DATA ?= data
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: serve test clean
.DELETE_ON_ERROR:

serve: .venv/installed
	$(BIN)/integrity ingest --library --data-dir $(DATA)
	$(BIN)/integrity serve --host $(HOST) --port $(PORT) --data-dir $(DATA)

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest $(PYTEST)

.venv/python:
	@found=; for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Python 3.11 or newer is needed and none was found; install one, or name it: make serve PYTHON=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	echo "Making .venv with $$($$found --version)"; $$found -m venv .venv
	$(PIP) install --upgrade pip
	touch $@

.venv/installed: pyproject.toml constraints.txt | .venv/python
	@echo "Installing what the program needs (once; some minutes)"
	$(PIP) install -c constraints.txt -e .
	touch $@

.venv/installed-dev: pyproject.toml constraints.txt | .venv/python
	@echo "Installing what the program and its tests need (once; some minutes)"
	$(PIP) install -c constraints.txt -e '.[dev]'
	touch $@ .venv/installed

clean:
	rm -rf .venv build dist *.egg-info
