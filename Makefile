# Two targets do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
# Many tests wait for git and for the disk: one more at a time than there are cores.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: demo test soak format bench pictures snapshots keys clean

demo: $(READY)
	@$(BIN)/tuiwork demo

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(WORKERS)

soak: $(READY)
	$(BIN)/python -m tests.soak $(SOAK)

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m benchmarks $(BENCH)

pictures: $(READY)
	$(BIN)/python docs/pictures.py

snapshots: $(READY)
	TUIWORK_SNAPSHOTS=write $(BIN)/pytest -n auto tests/tui/test_snapshots.py

keys: $(READY)
	$(BIN)/python docs/config_keys.py

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
