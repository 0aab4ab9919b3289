# Yuanhua: everything that is run by hand or by a machine. `make` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.SILENT:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV := .venv
SETUP := $(VENV)/.set-up# made last: without it a virtual environment counts as half-made
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet --quiet install
TORCH = $(shell sed -n 's/^torch==.*/&/p' requirements.txt)
TORCH_CPU := https://download.pytorch.org/whl/cpu

# Development data that is not shipped with the project; targets that need it say so and do nothing where it is missing.
SHARED ?= ../shared
DEV := $(SHARED)/eval/dev
TODAY ?= 2026-11-22# the day that the questions of the evaluation are asked on
EVAL := var/eval
SKIPPED = echo "skipped: $@ needs development data in $(1), which is not shipped"

.PHONY: help setup run test test-slow check format coverage index eval eval-samples attribution bench bench-forms bench-public bench-scale encodings pictures model signs clean

help: ## list the targets
	grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(SETUP) ## create .venv with the locked packages
	echo "$(VENV) holds the locked packages"

# PyPI's torch brings CUDA on Linux, so its CPU build is put in first: from the configured package sources, else PyTorch's.
$(SETUP): requirements.txt requirements-dev.txt
	echo "setting up $(VENV) with the locked packages; the first time takes some minutes"
	trap 'test -e $(SETUP) || rm -rf $(VENV)' EXIT
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11")'
	test -e $(SETUP) || $(PYTHON) -m venv --clear $(VENV)
	case "$$(uname)" in
	Linux) $(PIP) --no-deps $(TORCH)+cpu 2>/dev/null || $(PIP) --no-deps --index-url $(TORCH_CPU) $(TORCH)+cpu ;;
	*) $(PIP) --no-deps $(TORCH) ;;
	esac
	$(PIP) --requirement requirements.txt --requirement requirements-dev.txt
	touch $(SETUP)

run: $(SETUP) ## build the index if there is none, answer one question as proof, start the bot
	index=$$($(PY) -c 'import config, pathlib; print(config.load_config(pathlib.Path("config.toml")).index)' 2>/dev/null || true)
	test -e "$$index/current" || { echo "building the index from the meeting texts"; $(PY) bot.py index; }
	echo "answering one question as proof"
	$(PY) bot.py ask "what did the secretary say about foreign investment" --limit 1
	echo "starting the bot: on Telegram with TELEGRAM_BOT_TOKEN, else as a local chat"
	exec $(PY) bot.py

test: $(SETUP) ## the fast tests
	echo "running the fast tests"
	$(PY) -m pytest

test-slow: $(SETUP) ## the slow tests: end to end, crash, fuzz
	echo "running the slow tests"
	$(PY) -m pytest -m slow

check: $(SETUP) ## format, lint, types and the direction of imports
	echo "checking format, lint, types and the direction of imports"
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

format: $(SETUP) ## mend the format and what else can be mended by a machine
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

coverage: $(SETUP) ## how much of index/ and retrieval/ the fast tests run
	$(PY) -m pytest --cov --cov-report=term

index: $(SETUP) ## build the index from the meeting texts
	$(PY) bot.py index

eval: $(SETUP) ## score our answers to the development questions
	if [ ! -d $(DEV) ]; then $(call SKIPPED,$(DEV)); exit; fi
	echo "answering the questions of $(DEV) over its documents, as of $(TODAY)"
	mkdir -p $(EVAL)
	from="--docs $(DEV)/docs --index $(EVAL)/index"
	$(PY) bot.py index $$from
	$(PY) bot.py ask --batch $(DEV)/questions.jsonl --json --today $(TODAY) $$from > $(EVAL)/answers.jsonl
	$(PY) $(SHARED)/eval/score.py $(DEV)/questions.jsonl $(EVAL)/answers.jsonl --docs $(DEV)/docs
	echo "the same by our own measure"
	$(PY) bot.py eval $(DEV)/questions.jsonl --today $(TODAY) $$from

eval-samples: $(SETUP) ## the same over the sample meetings, by our own measure
	echo "answering tests/samples/questions.jsonl over docs/, as of $(TODAY)"
	mkdir -p $(EVAL)
	$(PY) bot.py index --docs docs --index $(EVAL)/samples > $(EVAL)/samples.txt
	$(PY) bot.py eval tests/samples/questions.jsonl --docs docs --index $(EVAL)/samples --today $(TODAY)

attribution: $(SETUP) ## score who speaks where in the development documents
	if [ ! -d $(DEV) ]; then $(call SKIPPED,$(DEV)); exit; fi
	echo "comparing who speaks where with the labels of $(DEV)"
	$(PY) $(SHARED)/eval/score_turns.py $(DEV)/attribution.jsonl $(DEV)/docs --command '$(PY) bot.py turns {file} --json'

bench: $(SETUP) ## measure building, asking and memory
	$(PY) -m bench.spine --today $(TODAY)

bench-forms: $(SETUP) ## measure whether the language forms of a question find the same passages
	$(PY) -m bench.forms --today $(TODAY)

bench-public: $(SETUP) ## measure retrieval on public questions, beside words alone and vectors alone
	if [ ! -d $(SHARED)/eval/public ]; then $(call SKIPPED,$(SHARED)/eval/public); exit; fi
	$(PY) -m bench.public $(SHARED)/eval/public

bench-scale: $(SETUP) ## measure a question at 20,000 passages, stage by stage, one thread
	if [ ! -d ../shared/data ]; then $(call SKIPPED,../shared/data); exit; fi
	OMP_NUM_THREADS=1 $(PY) -m bench.scale --rebuild

encodings: $(SETUP) ## measure how often the encoding of a text is found
	if [ ! -d $(SHARED)/eval/public ]; then $(call SKIPPED,$(SHARED)/eval/public); exit; fi
	$(PY) -m bench.encodings $(SHARED)/eval/public

pictures: $(SETUP) ## draw the README's pictures; needs chromium and fonts
	$(PY) bot.py index --docs docs --index $(EVAL)/samples
	$(PY) -m pictures.draw --index $(EVAL)/samples

model: $(SETUP) ## train the shipped model again
	if [ ! -d $(SHARED)/data ]; then $(call SKIPPED,$(SHARED)/data); exit; fi
	$(PIP) --requirement requirements-training.txt
	$(PY) -m training.train --data $(SHARED)/data

signs: $(SETUP) ## fit again what each sign of a passage counts, after the model
	if [ ! -d $(SHARED)/data ]; then $(call SKIPPED,$(SHARED)/data); exit; fi
	$(PIP) --requirement requirements-training.txt
	$(PY) -m training.telling
	$(PY) -m training.train --data $(SHARED)/data --hold-out --output var/held-out
	$(PY) -m training.ranking --model var/held-out

clean: ## remove .venv, caches and evaluations; the index stays
	rm -rf $(VENV) $(EVAL) .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
