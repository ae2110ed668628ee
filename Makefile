# Two commands do all: `make demo` and `make test`. Needed before: Python 3.11 or newer with venv, and make.
PYTHON ?= python3
UV := .venv/bin/uv
RUN := .venv/bin/
DEMO := demo

.PHONY: demo test lint docs bench gate clean sync sync-dev system

help:
	@echo "make demo    set up, run the main job on examples/iraq-2020, say where the post is"
	@echo "make test    set up for development and run every test"
	@echo "make lint    format, lint, types, imports"
	@echo "make docs    build the documentation into site/"
	@echo "make bench   run the benchmarks"

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sijill needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(RUN)python -m pip install --quiet --disable-pip-version-check uv==0.13.9

sync: $(UV)
	$(UV) sync --quiet --frozen --inexact --no-default-groups

sync-dev: $(UV)
	$(UV) sync --quiet --frozen --inexact --all-extras --all-groups

demo: sync
	@bash examples/iraq-2020/demo.sh $(DEMO)

system:
	@bash tools/system_packages.sh

test: sync-dev system
	OPENBLAS_NUM_THREADS=1 $(RUN)python -m pytest -n 2  # each worker has a core of its own

lint: sync-dev
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports

docs: sync-dev
	$(RUN)python tools/build_reference.py --check
	$(RUN)mkdocs build --strict --quiet --site-dir site
	@echo "documentation: $(CURDIR)/site/index.html"

bench: sync-dev
	$(RUN)python benchmarks/startup.py
	$(RUN)python benchmarks/count.py
	$(RUN)python benchmarks/million.py
	$(RUN)python benchmarks/reading.py

gate: sync-dev
	$(RUN)python eval/gate.py

clean:
	rm -rf $(DEMO) site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
