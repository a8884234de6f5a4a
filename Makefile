# The commands are explained in CONTRIBUTING.md.
.DELETE_ON_ERROR:
.PHONY: demo test check docs screenshot lock

# uv takes the system's certificates, as pip and the OpenAI client do: proxies add theirs there.
export UV_SYSTEM_CERTS := true

PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/ready

demo: $(READY)
	@OPENAI_API_KEY= OPENAI_BASE_URL= $(BIN)/briefing make seeds/putin-warns-nato-over-long-range-weapons.txt

test: $(READY)
	$(BIN)/python -m pytest -m "not installed" --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY)
	$(BIN)/python docs/write.py

# Needs Chromium.
screenshot: $(READY)
	$(BIN)/python docs/screenshot.py

# Every version, pinned by hash, for all systems and Pythons; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --group dev --generate-hashes \
		--no-annotate --no-header pyproject.toml -o constraints.txt
	uv pip compile --universal --python-version 3.11 --group bench -c constraints.txt --generate-hashes \
		--no-annotate --no-header -o constraints-bench.txt
	uv pip compile --universal --python-version 3.11 --group model --generate-hashes --no-deps \
		--no-annotate --no-header -o constraints-model.txt

# uv where it is installed, venv and pip where not; nothing outside $(VENV) is changed.
$(READY): constraints.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'briefing needs Python 3.11 or newer: make PYTHON=python3.12 …')"
	if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV) && \
		uv pip install --quiet --python $(VENV) --require-hashes -r constraints.txt && \
		uv pip install --quiet --python $(VENV) --no-deps --no-build-isolation -e . ; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt && \
		$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . ; \
	fi
	@echo ready > $@
