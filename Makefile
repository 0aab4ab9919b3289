# Yuanhua: everything that is run by hand or by a machine. `make` lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.set-up
# Development data that is not shipped with the project; targets that need it say so where it is missing.
SHARED ?= ../shared
TODAY ?= 2026-11-22
OUT ?= var

.PHONY: help setup run test test-slow check format index eval eval-samples attribution bench model clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | expand -t 16

$(SETUP): requirements.txt requirements-dev.txt
	@echo "setting up $(VENV): virtual environment and locked packages"
	@$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed, $$($(BIN)/python --version) was found: set PYTHON=..."; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-torch.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt --requirement requirements-dev.txt
	@touch $(SETUP)

setup: $(SETUP) ## create .venv and install the locked packages

run: setup ## set up, build the index if there is none, answer one question as proof, start the bot
	@test -e $(OUT)/index/current || { echo "building the index from docs/"; $(BIN)/python bot.py index; }
	@echo "answering one question as proof"
	@$(BIN)/python bot.py ask "what did the secretary say about foreign investment" --limit 1
	@echo "starting the bot: Telegram with TELEGRAM_BOT_TOKEN, else a local chat (Ctrl-D ends it)"
	@exec $(BIN)/python bot.py

test: setup ## set up and pass the fast tests
	@echo "running the fast tests"
	@$(BIN)/python -m pytest

test-slow: setup ## the slow tests: end to end, crash, fuzz
	@echo "running the slow tests"
	@$(BIN)/python -m pytest -m slow

check: setup ## format, lint, types, import order
	@echo "checking format, lint, types and the direction of imports"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup ## mend format and import order
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
