"""The vendored library is exactly what its sources and the lock file give."""

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
VENDOR = Path(str(files("zhixing"))) / "activity" / "static" / "vendor"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> Path:
    node = shutil.which("node")
    assert node is not None, "Node 20 is needed: see CONTRIBUTING.md"
    assert (CHECKOUT / "node_modules" / "esbuild").is_dir(), "run `npm ci` first"
    folder = tmp_path_factory.mktemp("vendor")
    subprocess.run([node, "tools/vendor.js", str(folder)], cwd=CHECKOUT, check=True, timeout=60)
    return folder


@pytest.mark.parametrize("name", ["preact.js", "LICENSES.txt"])
def test_vendored_file_is_what_its_sources_give(rebuilt, name):
    assert (VENDOR / name).read_bytes() == (rebuilt / name).read_bytes()


def test_vendored_library_names_its_licences():
    text = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    assert "The MIT License" in text
    assert "Apache License" in text


def test_vendored_library_asks_for_nothing_from_elsewhere():
    text = (VENDOR / "preact.js").read_text(encoding="utf-8")
    assert "import(" not in text
    assert 'from"' not in text
    assert "fetch(" not in text
