#!/usr/bin/env bash
# Everything that must hold: form, units, store on both databases, workbooks, pages, browser.
set -euo pipefail
bash tools/check.sh
echo "→ notebooks run (nbval)"
ZHIXING_HOME=$(mktemp -d) .venv/bin/pytest -q -p no:cacheprovider -o addopts="" -o testpaths="" --nbval-lax workbooks
echo "→ tests"
.venv/bin/pytest -m "not soak"
