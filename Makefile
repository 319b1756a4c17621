# Two commands matter: `make demo` and `make test`. Everything they need is installed by this file.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export UV_PYTHON_DOWNLOADS := never
UV := .tools/bin/uv
BIN := .venv/bin
PLUGINS := $(patsubst plugins/%/pyproject.toml,plugins/%,$(wildcard plugins/*/pyproject.toml))
PORT ?= 8000
comma := ,
SKIP := ,$(ANJIAN_TEST_WITHOUT),

.PHONY: help setup demo test check format frontend lock system-test-parts bench clean

help:
	@echo 'make setup   create .venv with core, plugins, tools and built assets'
	@echo 'make demo    set up, build the synthetic city, compile its reports, serve it on 127.0.0.1:$(PORT)'
	@echo 'make test    set up, run every test (unit, property, browser, PostgreSQL)'
	@echo 'make check   format, lint, types, import contracts, docs'

setup: .venv/.ready frontend

$(UV):
	python3 -m pip install --quiet --disable-pip-version-check --target .tools uv

.venv/.ready: requirements.lock pyproject.toml $(addsuffix /pyproject.toml,$(PLUGINS)) | $(UV)
	test -x $(BIN)/python || $(UV) venv --quiet --python 'python>=3.11' .venv
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e . $(addprefix -e ,$(PLUGINS))
	touch $@

frontend: core/anjian/web/static/dist/manifest.json

core/anjian/web/static/dist/manifest.json: .venv/.ready $(shell find frontend -type f -not -path '*/node_modules/*')
	$(BIN)/python frontend/npm.py ci --no-audit --no-fund --loglevel=error
	$(BIN)/python frontend/npm.py run --silent build
	touch $@

demo: setup
	ANJIAN_INSTANCE=var/demo $(BIN)/anjian demo --out var/demo --port $(PORT)

# Debian's Chromium, Chinese fonts and PostgreSQL serve the tests only. Where one cannot be had, the tests fail naming it.
system-test-parts:
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  want=''; \
	  [[ "$(SKIP)" == *,browser,* ]] || command -v chromium >/dev/null || want="$$want chromium fonts-noto-cjk"; \
	  [[ "$(SKIP)" == *,postgres,* ]] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || want="$$want postgresql"; \
	  if [ -n "$$want" ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$want; fi; \
	fi

# The core alone, as it is with no plugin installed.
.venv-core/.ready: requirements.lock pyproject.toml | $(UV)
	test -x .venv-core/bin/python || $(UV) venv --quiet --python 'python>=3.11' .venv-core
	$(UV) pip sync --quiet --python .venv-core/bin/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python .venv-core/bin/python --no-deps -e .
	touch $@

# Three runs, so that nothing runs twice for the same reason. First the core without any plugin, on SQLite. Then, beside all plugins,
# their own tests and what looks at the installed plugins: leaks are looked for and the city is built where there is most of both.
# Last, on PostgreSQL beside all plugins, the core's tests that stand on a database, and of each plugin its tables, registers and
# section; but not the walk over every address (the same filter, the same pages). Without PostgreSQL (ANJIAN_TEST_WITHOUT) the second run takes everything.
ON_POSTGRES := tests $(wildcard $(foreach name,conformance section registers service,plugins/*/tests/test_$(name).py))
# The long ones come first: a worker that has done its half takes over what is left of the other's, and the end is short.
BESIDE_PLUGINS := $(addprefix tests/,leaks browser testing docs migrations plugin_api plugin_host reports/sections web test_app.py) plugins
PARALLEL := -n auto --dist worksteal
test: setup system-test-parts .venv-core/.ready
	.venv-core/bin/pytest $(PARALLEL) tests --ignore tests/leaks --ignore tests/testing --ignore tests/reports/sections/test_rows.py -m 'not browser and not postgres'
	$(BIN)/pytest $(PARALLEL) $(if $(findstring $(comma)postgres$(comma),$(SKIP)),,$(BESIDE_PLUGINS))
	$(if $(findstring $(comma)postgres$(comma),$(SKIP)),@echo 'NOT TESTED on PostgreSQL (ANJIAN_TEST_WITHOUT)',$(BIN)/pytest $(PARALLEL) $(ON_POSTGRES) --database postgres --ignore tests/leaks/test_routes.py -m 'not browser')

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy core $(foreach plugin,$(PLUGINS),$(wildcard $(plugin)/anjian_*))
	$(BIN)/lint-imports
	$(BIN)/python frontend/npm.py run --silent check

format: setup
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: $(UV)
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra postgres --group dev pyproject.toml -o requirements.lock

bench: setup
	for file in bench/*.py; do $(BIN)/python $$file || exit 1; done

clean:
	rm -rf .venv .venv-core .tools var frontend/node_modules core/anjian/web/static/dist
