# Everything starts here: `make help`. Needs nothing but Python 3.11 or newer with venv, and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
export UV_NO_CONFIG := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
COMPILE := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(UV): requirements/bootstrap.txt
	@echo "== a private Python environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit("motcua needs Python 3.11 or newer; say which with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/bootstrap.txt
	@touch $(UV)

$(VENV)/.base: $(UV) requirements/base.txt pyproject.toml
	@echo "== what the product needs (locked with hashes)"
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/base.txt
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@echo "== the planner's compiled parts, once"
	@$(BIN)/motcua plan warm
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo "== what tests, checks and docs need (locked with hashes)"
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: lock
lock: $(UV) ## write the hashed lock files anew from pyproject.toml
	$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(COMPILE) pyproject.toml --extra planner -o requirements/base.txt
	$(COMPILE) pyproject.toml --extra planner --extra roads --extra ray --extra dev -c requirements/base.txt -o requirements/dev.txt
	$(COMPILE) pyproject.toml --extra peers -c requirements/dev.txt -o requirements/peers.txt

.PHONY: setup demo test quick journeys pages check fix docs docs-gen bench migrate shape clean
setup: $(VENV)/.dev ## install everything a developer needs into .venv

demo: $(VENV)/.base ## open a whole demonstration city on http://127.0.0.1:8000
	@$(BIN)/motcua demo $(ARGS)

test: $(VENV)/.dev ## every check and every test; what cannot run says why
	@$(BIN)/python tests/run.py all

quick: $(VENV)/.dev ## the pure packages' tests only, in seconds
	@$(BIN)/python tests/run.py quick

journeys: $(VENV)/.dev ## the journeys in a real browser
	@$(BIN)/python tests/run.py journeys

pages: $(VENV)/.dev ## look at every page of every face with axe, at phone and desk size (slow)
	@$(BIN)/python tests/run.py pages

check: $(VENV)/.dev ## style, types, order of packages, printed pages: all failures, nothing changed
	@$(BIN)/python tests/run.py check

fix: $(VENV)/.dev ## put style right where a tool can
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

$(VENV)/.peers: $(VENV)/.dev requirements/peers.txt
	@echo "== what the benchmarks measure beside ours (locked with hashes)"
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements/peers.txt
	@touch $@

bench: $(VENV)/.peers ## measure, beside others' packages; asserts nothing
	@$(BIN)/pytest tests/bench -m bench -p no:randomly -p no:xdist -s $(ARGS)

docs-gen: $(VENV)/.dev ## print the reference pages from the code
	@$(BIN)/motcua docs print

docs: docs-gen ## build the documentation into site-docs/
	@$(BIN)/mkdocs build --strict -q -d site-docs && echo "Open site-docs/index.html"

migrate: $(VENV)/.base ## bring the database to this version
	@$(BIN)/motcua migrate

shape: $(VENV)/.dev ## lengths of files and functions: information, no gate
	@$(BIN)/python tests/shape.py

clean: ## forget the environment; data in .motcua stays
	rm -rf $(VENV)
