# The commands of the project. `make serve` and `make test` do all their set-up themselves.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := .make

CLASS ?=
HOST  ?= 127.0.0.1
PORT  ?= 8866
WIFI  ?=

.PHONY: help serve test check soak vendor clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(STAMP)/run ## start: make serve, or make serve CLASS=DEMO HOST=0.0.0.0
	@$(BIN)/zhixing serve $(if $(CLASS),--class "$(CLASS)") --host "$(HOST)" --port "$(PORT)" $(if $(WIFI),--wifi "$(WIFI)") $(SERVE)

test: $(STAMP)/dev $(STAMP)/node $(STAMP)/system ## run every check and test
	@bash tools/test.sh

check: $(STAMP)/dev $(STAMP)/node ## run the checks of form only: lint, types, layers
	@bash tools/check.sh

soak: $(STAMP)/dev $(STAMP)/node $(STAMP)/system ## run the long repetitions
	@$(BIN)/pytest -m soak

vendor: $(STAMP)/node ## rebuild the vendored front-end library
	@npm run --silent vendor

clean: ## remove what set-up made
	rm -rf $(VENV) $(STAMP) node_modules dist

$(STAMP)/run: pyproject.toml
	@echo "→ Python packages for running (first time: a few minutes) · 安装运行所需软件包（首次需几分钟）"
	@bash tools/setup.sh run "$(PYTHON)"
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/dev: pyproject.toml
	@echo "→ Python packages for development · 安装开发所需软件包"
	@bash tools/setup.sh dev "$(PYTHON)"
	@mkdir -p $(STAMP) && touch $@ $(STAMP)/run

$(STAMP)/node: package.json package-lock.json
	@echo "→ Front-end tools · 安装前端工具"
	@bash tools/setup.sh node
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/system: tools/setup.sh
	@echo "→ Browser, database, office, fonts · 安装浏览器、数据库、办公软件和字体"
	@bash tools/setup.sh system
	@mkdir -p $(STAMP) && touch $@
