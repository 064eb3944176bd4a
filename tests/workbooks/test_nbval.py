"""The notebooks' own run under nbval would notice a cell that fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zhixing import resources

ROOT = Path(__file__).parents[2]


def run(notebook, home):
    """Run a notebook's cells with the options of tools/test.sh."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHIXING_", "PYTEST"))
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "--nbval-lax",
         "-c", str(ROOT / "pyproject.toml"), str(notebook)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**inherited, "ZHIXING_HOME": str(home)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "wrong", "failed"),
    [
        ('book.activity("course-map")', 'book.activity("no-such-thing")', 1),
        ("open_workbook(", "open_book(", 4),
    ],
)
def test_a_broken_cell_fails(tmp_path, written, wrong, failed):
    notebook = tmp_path / "00-start.ipynb"
    shutil.copy(resources.workbooks() / "00-start.ipynb", notebook)
    source = notebook.read_text(encoding="utf-8")
    escaped, broken = (text.replace('"', '\\"') for text in (written, wrong))
    assert escaped in source
    notebook.write_text(source.replace(escaped, broken), encoding="utf-8")
    done = run(notebook, tmp_path / "home")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{failed} failed" in done.stdout


def test_a_sound_notebook_passes(tmp_path):
    done = run(resources.workbooks() / "00-start.ipynb", tmp_path / "home")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_whole_run_uses_these_options():
    script = (ROOT / "tools" / "test.sh").read_text(encoding="utf-8")
    assert '-p no:cacheprovider -o addopts="" --nbval-lax workbooks' in script
    assert "ZHIXING_HOME=$home" in script
