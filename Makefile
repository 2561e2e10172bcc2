# make demo: install everything, read examples/ and answer three questions.
# make test: install everything, run every check and the tests one waits for.
# make test-all: install everything, run every check and every test but the rare ones.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all test-rare coverage check docs figures bench dist clean

BIN := .venv/bin
DEMO := .work/demo.kg
# A file of tests at a time in each process, the servers of Java together, the longest first: see tests/conftest.py. Two
# processes more than a small machine has cores: many tests wait for a server, a download or a process that they kill.
PARALLEL := -n 4 --dist loadgroup --no-loadscope-reorder
# Where it is set, each of the many processes that tests start compiles every module anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## Say what there is to make
	@grep -hE '^[a-z-]+: .*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+): .*## (.*)/make \1\t\2/' | expand -t 16

setup: ## Make .venv with everything that uv.lock names
	@.ci/setup

demo: setup ## Read examples/ into a fresh graph and answer three questions
	@.ci/demo $(DEMO)

check: setup ## Run the linters and type checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## Run every check, and the tests of every kind that one waits for
	$(BIN)/pytest -rs $(PARALLEL) -m "not server and not slow and not rare"

test-all: check ## Run every check and every test: servers, faults and kills too, but not the rare ones
	$(BIN)/pytest -rs $(PARALLEL) -m "not rare"

test-rare: setup ## Run the tests that are hardly ever the only ones to fail, most of them of servers
	$(BIN)/pytest -rs $(PARALLEL) -m rare

coverage: setup ## Run every test, and say which lines none of them runs
	$(BIN)/pytest --cov --cov-report=term:skip-covered $(PARALLEL)

docs: setup ## Write the pages that are generated from the code
	$(BIN)/python -m docs.making.generate
	$(BIN)/python -m docs.making.notebook

figures: setup ## Learn all weights anew and take every figure of docs/reading/figures.md (ten minutes; needs ../shared)
	$(BIN)/python -m training.pronouns
	$(BIN)/python -m training.states
	$(BIN)/python -m training.filter
	$(BIN)/kg evaluate --all --page docs/reading/figures.md

bench: setup ## Take the figures of docs/performance.md (about half an hour)
	$(BIN)/python -m benchmarks

dist: setup ## Build the wheel twice, compare, and write the list of what it brings along (SBOM) into .work/dist
	@.ci/dist

clean: ## Remove what the other targets made, .venv apart
	rm -rf .work .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov
