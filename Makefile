# The two commands are `make briefing` and `make test`. Both need Python 3.11+ and make, nothing else.
PYTHON ?= python3
CORES  ?= all
PORT   ?= 8000
# Who sits at the desk; her decisions stand in files of this name.
REVIEWER ?= $(shell whoami)
BIN    := .venv/bin
READY  := .venv/.ready

# Some container images switch bytecode off, which makes every start two to four times slower.
export PYTHONDONTWRITEBYTECODE=
export PATH := $(CURDIR)/$(BIN):$(PATH)

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -ec

.PHONY: help setup cluster bench build briefing test check status desk serve docs clean lock lint canary

help:
	@echo "make briefing   build the book from literature/ (STRICT=1: fail if any entry was set aside)"
	@echo "make test       run every test"
	@echo "make check      validate all inputs in seconds, without building"
	@echo "make status     what the next human task is"
	@echo "make desk       decide on a page of this machine (REVIEWER=your-name)"
	@echo "make serve      open the built book on http://localhost:$(PORT)"
	@echo "make cluster    add what sends stages to a cluster (Slurm and others) to the environment"
	@echo "make docs       the documentation as a site, in docs/_build/html"
	@echo "make bench      time and memory of every stage by the size of the review (SIZES=\"1000 10000\")"
	@echo "make clean      remove everything that was built"
	@echo "make lint       code style and types"
	@echo "make canary     build a tiny book with the newest Sphinx and theme (maintainers)"
	@echo "make lock       write requirements.lock anew (maintainers)"

$(READY): requirements.lock pyproject.toml
	@echo "Setting up the environment from requirements.lock (once; a minute or two)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make briefing PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q workflow/evidence
	@$(BIN)/python -m evidence.build.set_up
	@touch $@

# what `evidence build --profile` needs to send stages to Slurm or another scheduler, and files through a folder or S3
cluster: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-cluster.lock

# as in the Makefile of a review that begins, so that the same workflows serve both
setup: $(READY)
build: briefing

briefing: $(READY)
	@evidence build --cores $(CORES) $(if $(STRICT),--strict)

test: $(READY)
	@bash tests/run.sh

check: $(READY)
	@evidence check --ledger

status: $(READY)
	@evidence status

desk: $(READY)
	@evidence desk --reviewer $(REVIEWER)

serve: $(READY)
	@evidence serve --port $(PORT)

# outside the test suite: minutes to hours, by SIZES; OPTIONS names peers, plots and where the figures go (tests/benchmarks/scale.py)
bench: $(READY)
	@python tests/benchmarks/scale.py $(SIZES) $(OPTIONS)

lint: $(READY)
	@ruff check . && ruff format --check . && snakefmt --check Snakefile workflow/evidence/engine/Snakefile && mypy && snakemake --lint

canary: $(READY)
	@bash .ci/canary

docs: $(READY)
	@python docs/build.py

clean:
	rm -rf results book/_build docs/_build logs .snakemake

LOCKED = $(PYTHON) -m uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate pyproject.toml
# What the cluster's extra adds to requirements.lock, at the versions that stand there; botocore alone asks for an older python-dateutil.
ALREADY = sed -n '/^python-dateutil==/d; s/^\([a-z0-9.-]*\)==\(.*\) \\$$/$(1)/p' requirements.lock

lock:
	$(LOCKED) --extra build --extra test -o requirements.lock
	$(LOCKED) --extra cluster --constraint <($(call ALREADY,\1==\2)) $$($(call ALREADY,--no-emit-package \1)) -o requirements-cluster.lock
