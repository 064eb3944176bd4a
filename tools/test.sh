#!/usr/bin/env bash
# Everything that must hold: form, workbooks, units, the store on both databases, pages, browser.
set -euo pipefail
bash tools/check.sh
echo "→ notebooks run (nbval)"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
ZHIXING_HOME=$home .venv/bin/pytest -q -p no:cacheprovider -o addopts="" --nbval-lax workbooks
# Units share nothing, so every core takes its part; kernels need the machine to themselves.
echo "→ tests of units (every core)"
.venv/bin/pytest -q -n auto tests/unit tests/test_*.py
echo "→ tests of server, kernels and workbooks"
.venv/bin/pytest -q tests/server tests/kernels tests/workbooks
# A browser waits more than it works: two files at a time.
echo "→ tests of pages"
.venv/bin/pytest -q -n 2 --dist loadfile tests/browser
