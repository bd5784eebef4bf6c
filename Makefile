# The commands of the house. `make run` shows the example; `make test` is what a change has to pass.

PYTHON ?= $(shell for p in python3.11 python3; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := $(BIN)/uv
export UV_LINK_MODE ?= copy

.PHONY: install run lint check test bench proof wheelhouse sbom lock

# The environment, from the locked files; nothing is done twice.
install: .venv/.project

.venv/.uv-$(UV_VERSION):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/.packages: requirements-dev.txt .venv/.uv-$(UV_VERSION)
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

.venv/.project: pyproject.toml .venv/.packages
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# An invented area in a database of its own, served on this machine.
run: install
	$(BIN)/wsoa demo

lint: install
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# For every commit: what is wrong without running the whole.
check: lint
	$(BIN)/python -m pytest -q tests/rules tests/structure $(PYTEST_ARGS)

# The tests write in memory where there is much of it, for SQLite waits at every save for what is a disk.
IN_MEMORY := $(shell df --output=avail -m /dev/shm 2>/dev/null | awk 'NR > 1 && $$1 > 4096 { print "/dev/shm" }')

# Everything once, on SQLite and PostgreSQL; the last line is pytest's own count. The linters run beside the tests: what
# they find wrong is told below that line, and fails the run. Byte code is kept, whatever the shell says of it: the tests
# start many a process.
test: install
	@told=$$(mktemp); $(MAKE) --no-print-directory lint >$$told 2>&1 & linting=$$!; \
	PYTHONDONTWRITEBYTECODE= PYTEST_DEBUG_TEMPROOT=$(IN_MEMORY) $(BIN)/python -m pytest -n 2 --dist worksteal -rfEs $(PYTEST_ARGS); tested=$$?; \
	wait $$linting || { cat $$told; tested=1; }; rm -f $$told; exit $$tested

# Side by side with the floor and the peers; writes bench.json.
bench: install
	$(BIN)/python -m tests.benchmarks.run

# The proofs at their full numbers; too long for every change.
proof: install
	WSOA_PROOF=full $(BIN)/python -m pytest -m "proof or journey" -rfEs $(PYTEST_ARGS)

# All that a machine without the internet installs the tracker from: our wheel and every locked one, held to its hash here
# and by the list of hashes that goes along. That machine has the same kind of processor and the same Python, 3.11 say.
WHEELHOUSE := dist/wheelhouse
wheelhouse: install
	rm -rf $(WHEELHOUSE) && mkdir -p $(WHEELHOUSE)
	$(BIN)/python -m pip download --quiet --only-binary :all: --require-hashes --dest $(WHEELHOUSE) -r requirements.txt
	$(BIN)/python -m hatchling build --target wheel --directory $(WHEELHOUSE)
	set -- $(WHEELHOUSE)/wsoa_tracker-*.whl && { \
		echo "wsoa-tracker==$$(echo $$1 | cut -d- -f2) --hash=sha256:$$(sha256sum $$1 | cut -d' ' -f1)"; \
		cat requirements.txt; } >$(WHEELHOUSE)/requirements.txt
	cp -r docs/operations $(WHEELHOUSE)/
	@cd $(WHEELHOUSE) && echo "Carry the folder $(WHEELHOUSE) across, and tell the other side this by another way:" && \
		sha256sum requirements.txt

# What the tracker is made of, for whoever has to know: the locked packages and the vendored browser files (CycloneDX).
sbom: install
	@mkdir -p dist
	$(BIN)/python .ci/sbom.py >dist/sbom.json

# The locked files, drawn again from pyproject.toml; the development versions follow the run-time ones.
# LOCK_ARGS=--upgrade moves every package to its newest release.
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-build-options $(LOCK_ARGS) pyproject.toml --extra postgres
lock: .venv/.uv-$(UV_VERSION)
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraints requirements.txt --output-file requirements-dev.txt

-include api/static/vendor/vendor.mk
