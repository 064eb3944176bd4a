#!/usr/bin/env bash
# Everything that must hold: form, workbooks, units, the store on both databases, pages, browser.
set -euo pipefail
bash tools/check.sh
echo "→ notebooks run (nbval)"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
ZHIXING_HOME=$home .venv/bin/pytest -q -p no:cacheprovider -o addopts="" --nbval-lax workbooks
echo "→ tests"
.venv/bin/pytest -q
