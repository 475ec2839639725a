# Everything a newcomer types. `make help` lists it.

SHELL := /bin/sh
BIN := .venv/bin
OUT ?= out
CYCLES ?= 500
EXAMPLES ?= 200
WORKERS ?= auto
TORTURE := tests/sync/test_killed.py tests/sync/test_model.py tests/sync/test_concurrency.py
CODE := organiser_kit sync ui assets tests packaging

.DEFAULT_GOAL := help
.PHONY: help setup postgresql run test lint types contracts unit papers references print-test torture mutants format tour demo guide bench lock audit i18n licences wheel clean

help: ## list what can be done
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## prepare this folder: system libraries, .venv, locked dependencies
	@sh packaging/setup.sh

run: setup ## live a practice evening: the desktop, or without a display the same evening into out/
	@OUT="$(OUT)" sh packaging/run.sh

test: setup lint types contracts unit ## every check: lint, types, contracts between packages, tests

lint: setup ## style and forbidden calls
	@echo "Style …"
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

types: setup ## types, strictly
	@echo "Types …"
	@$(BIN)/mypy

contracts: setup ## who may import whom
	@echo "Contracts between packages …"
	@$(BIN)/lint-imports

postgresql: setup ## the programs of PostgreSQL, which the tests of the server start
	@$(BIN)/python packaging/pg_check.py

unit: postgresql ## the tests alone; ARGS="-k name" chooses some, WORKERS=0 runs them in one process
	@echo "Tests …"
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

papers: setup ## print every paper in every size, language and print, and look at each page
	@$(BIN)/python -m pytest -p no:randomly --numprocesses $(WORKERS) --dist worksteal --every-paper tests/papers $(ARGS)

references: setup ## keep how every paper looks now in tests/data/papers: look at what changed before you commit it
	@$(BIN)/python -m pytest -p no:randomly --renew-references tests/papers/test_references.py
	@git status --short tests/data/papers

print-test: setup ## print badges through a real CUPS, which is installed if need be; needs the rights of root
	@$(BIN)/python packaging/cups_check.py
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m cups tests/printing $(ARGS)

torture: postgresql ## kill and disturb for as long as you like: CYCLES=500 kills, EXAMPLES=200 fleets
	@$(BIN)/python -m pytest -s --timeout=0 --cycles=$(CYCLES) --examples=$(EXAMPLES) $(TORTURE) $(ARGS)

mutants: postgresql ## break the code on purpose, one way after another: the tests must notice each
	@$(BIN)/python packaging/mutants.py $(ARGS)

format: setup ## rewrite the code in the house style
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

demo: setup ## play a whole evening without a window; papers go to out/
	@$(BIN)/organiser-kit demo --out "$(OUT)"

tour: setup ## draw every page of the desktop into out/screenshots
	@$(BIN)/organiser-kit tour --out "$(OUT)/screenshots"

guide: setup ## renew the pictures of the user guide and of the README
	@$(BIN)/python packaging/guide.py

bench: postgresql ## measure speed; prints ratios
	@$(BIN)/python -m pytest -m benchmark -p no:randomly -s --timeout=0 tests/benchmarks $(ARGS)

lock: setup ## choose the newest allowed dependencies again
	@$(BIN)/python packaging/lock.py
	@sh packaging/setup.sh
	@$(BIN)/python packaging/licences.py

audit: setup ## look the locked dependencies up among known vulnerabilities (needs a network)
	@$(BIN)/pip-audit --require-hashes --disable-pip -r packaging/lock/dev.txt

i18n: setup ## gather the texts of the code, then rebuild the catalogues
	@$(BIN)/python packaging/i18n.py extract
	@$(BIN)/python packaging/i18n.py update
	@$(BIN)/python packaging/i18n.py compile
	@$(BIN)/python packaging/i18n.py check

licences: setup ## renew the table of dependencies in docs/licences.md
	@$(BIN)/python packaging/licences.py

wheel: setup ## build the wheel into dist/
	@$(BIN)/python -m hatchling build -t wheel

clean: ## throw away everything that can be made again
	@rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
