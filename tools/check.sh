#!/usr/bin/env bash
# The checks of form: each is named before it runs; the first that fails ends the run.
set -euo pipefail
bin=.venv/bin
step() { echo "→ $*"; }
step "ruff (lint)";        $bin/ruff check --quiet .
step "ruff (format)";      $bin/ruff format --quiet --check .
step "mypy (types)";       $bin/mypy --no-error-summary
step "import-linter (layers)"; said=$($bin/lint-imports 2>&1) || { echo "$said"; exit 1; }
step "notebooks without outputs"; find workbooks -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*' -print0 | xargs -0 $bin/nbstripout --verify --keep-id
step "tsc and prettier (front end)"; npm run --silent check
