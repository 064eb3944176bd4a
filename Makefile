# The commands of the project. `make serve` and `make test` do all their set-up themselves.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# What set-up has done is noted inside the folder it made: whoever deletes the folder has it made again.
RUN    := $(VENV)/.set-up-run
DEV    := $(VENV)/.set-up-dev
NODE   := node_modules/.set-up

CLASS ?=
HOST  ?= 127.0.0.1
PORT  ?= 8866
WIFI  ?=

.PHONY: help serve test check soak vendor system clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(RUN) ## start: make serve, or make serve CLASS=DEMO HOST=0.0.0.0 WIFI=name
	@$(BIN)/zhixing serve $(if $(CLASS),--class "$(CLASS)") --host "$(HOST)" --port "$(PORT)" $(if $(WIFI),--wifi "$(WIFI)") $(SERVE) || [ $$? = 130 ] # Ctrl+C

test: $(DEV) $(NODE) system ## run every check and test
	@bash tools/test.sh

check: $(DEV) $(NODE) ## run the checks of form only: lint, types, layers
	@bash tools/check.sh

soak: $(DEV) $(NODE) system ## run the long repetitions
	@ZHIXING_EXAMPLES=random $(BIN)/pytest -m soak

vendor: $(NODE) ## rebuild the vendored front-end library
	@npm run --silent vendor

clean: ## remove what set-up made
	rm -rf $(VENV) node_modules dist

$(RUN): pyproject.toml
	@echo "→ 安装运行所需软件包（首次需几分钟） · Python packages for running (first time: a few minutes)"
	@bash tools/setup.sh run "$(PYTHON)"
	@touch $@

$(DEV): pyproject.toml
	@echo "→ 安装开发所需软件包（首次需几分钟） · Python packages for development (first time: a few minutes)"
	@bash tools/setup.sh dev "$(PYTHON)"
	@touch $@ $(RUN)

$(NODE): package.json package-lock.json
	@echo "→ 安装前端工具 · Front-end tools"
	@bash tools/setup.sh node
	@touch $@

# Quick when all is there: browser, database, office, fonts.
system: $(DEV)
	@bash tools/setup.sh system
