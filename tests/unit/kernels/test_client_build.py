"""The page client that ships is exactly what its sources and the lock file give, and stays small."""

import gzip
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
BUILT = Path(str(files("zhixing"))) / "kernels" / "static" / "live"
AHEAD_AT_MOST = 90_000
"""Bytes, compressed, that a browser loads before it can show a cell."""


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> Path:
    node = shutil.which("node")
    assert node is not None, "Node 20 is needed: see CONTRIBUTING.md"
    assert (CHECKOUT / "node_modules" / "esbuild").is_dir(), "run `npm ci` first"
    folder = tmp_path_factory.mktemp("client")
    subprocess.run([node, "tools/live.js", str(folder)], cwd=CHECKOUT, check=True, timeout=120)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def ahead() -> list[str]:
    """Names of the scripts that must be there before a cell can be shown."""
    client = (BUILT / "client.js").read_text(encoding="utf-8")
    return ["client.js", *sorted(set(re.findall(r"(?:core|chunk)-[A-Z0-9]{8}\.js", client)))]


def test_built_client_is_what_its_sources_give(rebuilt):
    shipped, fresh = contents(BUILT), contents(rebuilt)
    assert sorted(shipped) == sorted(fresh), "run `npm run vendor`"
    assert [name for name in shipped if shipped[name] != fresh[name]] == [], "run `npm run vendor`"


def test_what_comes_ahead_of_a_cell_is_small():
    assert len(ahead()) >= 3
    packed = sum(len(gzip.compress((BUILT / name).read_bytes(), mtime=0)) for name in ahead())
    assert packed < AHEAD_AT_MOST


def test_every_chunk_that_a_script_names_is_there():
    names = {path.name for path in BUILT.glob("*.js")}
    named = {
        name
        for path in BUILT.glob("*.js")
        for name in re.findall(r"""["']\./([\w.-]+-[A-Z0-9]{8}\.js)["']""", path.read_text(encoding="utf-8"))
    }
    assert named | {"client.js"} == names


@pytest.mark.parametrize("sign", ["jquery:", "lm-DockPanel", "barmode"])
def test_heavy_libraries_wait_until_a_widget_needs_them(sign):
    early = [path for path in BUILT.glob("*.js") if path.name in ahead()]
    later = [path for path in BUILT.glob("*.js") if path.name not in ahead()]
    assert not any(sign in path.read_text(encoding="utf-8") for path in early)
    assert any(sign in path.read_text(encoding="utf-8") for path in later)


def test_built_client_names_its_licences():
    text = (BUILT / "LICENSES.txt").read_text(encoding="utf-8")
    for name in ("@jupyter-widgets/controls", "@lumino/widgets", "backbone", "nouislider", "plotly.js-basic"):
        assert name in text
    assert "Redistributions in binary form" in text
    assert "Permission is hereby granted" in text


def test_what_comes_ahead_asks_for_nothing_from_elsewhere():
    text = "".join((BUILT / name).read_text(encoding="utf-8") for name in ahead())
    namespaces = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"https?://[\w./-]+", text)) <= namespaces
