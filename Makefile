# `make run` sets everything up and opens the terminal; `make help` lists the rest.
# Everything is made below .venv and build. Outside the checkout: system packages, where they are missing and the rights
# are there (packaging/install-system.sh), and the state that `make run` keeps (~/.local/state/smart-teller, or STATE).

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
STAMPS := .venv/stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
VOICE_PIP := build/voice-models/venv/bin/python -m pip --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest
QML := $(wildcard ui/qml/*.qml ui/qml/*/*.qml)

# WINDOW=1: a window instead of the full screen. STATE=dir: the folder of the state. PYTHON: the one to use.
WINDOW ?=
STATE ?=
# Test processes side by side. Tests share no port and no folder, and no test depends on speed.
WORKERS ?= 2

.PHONY: help run test check screens storyboards bench drill docs lock clean voice-models setup setup-test system-test

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: setup ## open the terminal with its simulator and the reference bank (WINDOW=1, STATE=dir, PANEL_PORT=n, BANK_PORT=n)
	@$(BIN)/kiosk sandbox $(if $(filter-out 0,$(WINDOW)),--window) $(if $(STATE),--state '$(STATE)') \
		$(if $(PANEL_PORT),--panel-port $(PANEL_PORT)) $(if $(BANK_PORT),--bank-port $(BANK_PORT))

test: setup-test ## run all tests (WORKERS=0: one after another, in one process)
	@$(PYTEST) --numprocesses $(WORKERS) --dist loadfile

check: setup-test ## look for faults without running: style, types, imports, QML, documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports --no-logo
	$(if $(QML),$(BIN)/pyside6-qmllint --max-warnings 0 -I ui/qml $(QML))
	$(PYTEST) -q tests/repo

screens: setup-test ## draw every prompt in every language and mode into build/screens
	$(BIN)/python -m tests.screens

storyboards: setup-test ## play all storyboard files; the report is in build/storyboards
	@$(BIN)/kiosk storyboard run storyboards --report build/storyboards

bench: setup-test ## measure; prints a table, writes build/bench.json
	@$(BIN)/python packaging/quicken.py
	$(BIN)/python -m tests.bench

drill: setup-test ## provoke failures (kills, power cuts, hangs) and watch what becomes of them
	$(PYTEST) --verbose -m drill

docs: setup-test ## write the documents that write themselves
	$(BIN)/python -m bank.problems > docs/problems.md
	$(BIN)/python -m kiosk.money.events > docs/journal.md

voice-models: build/voice-models/venv/made ## make the ears' models anew, and measure them (an hour on two idle cores; a trial: UTTERANCES=n PASSES=n COUNT=n OUT=dir)
	OPENBLAS_NUM_THREADS=1 build/voice-models/venv/bin/python packaging/voice-models/main.py all zh en \
		$(if $(UTTERANCES),--utterances '$(UTTERANCES)') $(if $(PASSES),--passes '$(PASSES)') \
		$(if $(COUNT),--count '$(COUNT)') $(if $(OUT),--out '$(OUT)')

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --universal --group build --upgrade \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock
	uv pip compile pyproject.toml --universal --group build --extra test --constraint requirements.lock \
	    --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements-test.lock
	packaging/voice-models/lock.sh

clean: ## remove everything that was made
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- the environment -----------------------------------------------------------------------------------------------

setup: $(STAMPS)/run ## make the environment to run in
setup-test: system-test $(STAMPS)/test ## make the environment to test in

$(STAMPS)/system-run: packaging/apt-run.txt packaging/install-system.sh
	@packaging/install-system.sh packaging/apt-run.txt
	@mkdir -p $(@D) && touch $@

# Looked at each time: what was missing may have come, and what is missing is said before the tests that skip.
system-test:
	@packaging/install-system.sh --may-miss packaging/apt-test.txt

# The libraries for graphics cards, some GB, are put in only where the torch that came does not start without them.
build/voice-models/venv/made: $(addprefix packaging/voice-models/,requirements.lock cuda.lock apt.txt) packaging/find-python.sh
	@packaging/install-system.sh packaging/voice-models/apt.txt
	@python=$$(PYTHON='$(PYTHON)' packaging/find-python.sh) && "$$python" -m venv build/voice-models/venv
	@echo "Installing what making models needs"
	@$(VOICE_PIP) install --quiet --no-deps --require-hashes -r packaging/voice-models/requirements.lock
	@build/voice-models/venv/bin/python -c 'import torch' 2>build/voice-models/torch.txt || \
		$(VOICE_PIP) install --quiet --no-deps --require-hashes -r packaging/voice-models/cuda.lock
	@touch $@

$(STAMPS)/environment: packaging/find-python.sh | $(STAMPS)/system-run
	@python=$$(PYTHON='$(PYTHON)' packaging/find-python.sh) && echo "Making .venv with $$python" && "$$python" -m venv .venv
	@touch $@

# `kiosk` is put in last and without a build environment of its own: the lock has what building it needs.
# `compat` makes a plain path entry of the checkout, which type checkers and a quick start like best.
$(STAMPS)/run: requirements.lock pyproject.toml packaging/quicken.py $(STAMPS)/environment
	@echo "Installing what the lock pins (half a minute the first time)"
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@$(BIN)/python packaging/quicken.py
	@touch $@

$(STAMPS)/test: requirements-test.lock $(STAMPS)/run | system-test
	@echo "Installing what tests need"
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements-test.lock
	@touch $@
