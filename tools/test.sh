#!/usr/bin/env bash
# Everything that must hold: form, workbooks, units, the store on both databases, pages, browser.
set -euo pipefail
bash tools/check.sh
echo "→ notebooks run (nbval)"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
ZHIXING_HOME=$home .venv/bin/pytest -q -n 2 --dist loadfile -p no:cacheprovider -o addopts="" --nbval-lax workbooks
echo "→ tests of units (every core)"
.venv/bin/pytest -q -n auto tests/unit tests/test_*.py
# Tests of one file share a server, so two files at a time.
by_file="-n 2 --dist loadfile --no-loadscope-reorder"
echo "→ tests of server, kernels and workbooks"
.venv/bin/pytest -q $by_file tests/server tests/kernels tests/workbooks
echo "→ tests of pages"
.venv/bin/pytest -q $by_file tests/browser
