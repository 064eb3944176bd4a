"""What is shipped: the same dependencies everywhere, and a wheel that works without the checkout."""

import json
import os
import queue
import re
import socket
import subprocess
import sys
import sysconfig
import threading
import tomllib
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120

CONDA_EXTRAS = {
    "python": "conda installs Python itself; pip reads requires-python",
    "pip": "installs the project into the environment, see the last line of environment.yml",
}
PIP_NAMES = {"psycopg[binary]": "psycopg"}  # conda brings the PostgreSQL library itself; pip needs the extra


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def bounds(requirement: str) -> tuple[str, str]:
    """Split ``name[extra]>=1.2`` into name and bounds."""
    matched = re.fullmatch(r"([A-Za-z0-9_.\[\]-]+?)((?:[<>=!~].*)?)", requirement.replace(" ", ""))
    assert matched, requirement
    return matched[1], matched[2]


def conda_dependencies() -> tuple[dict[str, str], list[str]]:
    """Read the plain lines and the pip lines of environment.yml; it has no other form."""
    plain: list[str] = []
    by_pip: list[str] = []
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").partition("dependencies:\n")[2]
    for line in lines.splitlines():
        if line.startswith("  - ") and not line.endswith(":"):
            plain.append(line.removeprefix("  - "))
        elif line.startswith("      - "):
            by_pip.append(line.removeprefix("      - "))
        else:
            assert line == "  - pip:", line
    return dict(map(bounds, plain)), by_pip


def test_both_ways_to_install_name_the_same_packages_with_the_same_bounds():
    wanted = dict(map(bounds, project()["dependencies"]))
    wanted = {PIP_NAMES.get(name, name): bound for name, bound in wanted.items()}
    found, by_pip = conda_dependencies()
    assert found.pop("python") == project()["requires-python"]
    assert {name: found.pop(name) for name in CONDA_EXTRAS if name in found} == {"pip": ""}
    *only_pip, itself = by_pip
    assert found | dict(map(bounds, only_pip)) == wanted
    assert itself == "-e ."


def test_every_direct_dependency_is_explained_to_the_next_engineer():
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {row.split("|")[1].strip().strip("`") for row in told.splitlines() if row.startswith("| `")}
    extras = [line for group in project()["optional-dependencies"].values() for line in group]
    wanted = {bounds(line)[0] for line in [*project()["dependencies"], *extras]}
    wanted |= set(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"])
    assert wanted - named == set()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    # Without isolation the build needs no network; hatchling is one of the packages for development.
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def shipped(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(*folders: str) -> set[str]:
    """The files of the checkout below some folders, generated ones left out."""
    unwanted = ("__pycache__", ".ipynb_checkpoints")
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not set(unwanted) & set(path.parts)
    }


def test_the_wheel_holds_everything_the_product_reads(shipped):
    wanted = {name.removeprefix("widgets/") for name in files("widgets/zhixing")}
    wanted |= {f"zhixing/_shipped/{name}" for name in files("workbooks", "data")}
    assert wanted - shipped == set()


@pytest.mark.parametrize(
    "name",
    [
        "zhixing/_shipped/workbooks/03-choose-topic.ipynb",
        "zhixing/_shipped/workbooks/facilitator/board.ipynb",
        "zhixing/_shipped/data/policy.toml",
        "zhixing/_shipped/data/demo/organisation.toml",
        "zhixing/activity/static/kit.css",
        "zhixing/activity/static/vendor/LICENSES.txt",
        "zhixing/server/templates/zhixing/index.html.j2",
        "zhixing/server/templates/live/index.html.j2",
        "zhixing/records/migrations/env.py",
        "zhixing/text/catalogue/zh-CN/cli.toml",
        "zhixing/text/catalogue/en/cli.toml",
        "zhixing/documents/skeleton/styles.xml",
    ],
)
def test_the_wheel_holds_one_of_each_kind(shipped, name):
    assert name in shipped


def test_the_wheel_holds_the_licence_and_no_tests(shipped):
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in shipped)
    assert [name for name in shipped if "tests/" in name or name.endswith(".pyc")] == []


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """Return the bin folder of a fresh environment with the wheel in it.

    The wheel is really installed. The packages it depends on are lent by the environment of this test run,
    for the test to be quick and to need no network: a .pth file adds that folder to the path. A folder added
    so has its own .pth files ignored, and with them the one that leads to the checkout.
    """
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False, symlinks=True)
    bin_folder = place / "bin"
    python = bin_folder / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    command += ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return bin_folder


def environment(home: Path) -> dict[str, str]:
    """The environment of somebody's terminal: nothing of the test run leads to the checkout."""
    unwanted = ("PYTHON", "VIRTUAL_ENV", "ZHIXING", "PYTEST", "JUPYTER")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    # The front-end files of Voila and nbconvert are lent like the packages.
    lent = Path(sys.prefix) / "share" / "jupyter"
    return {
        **kept,
        "JUPYTER_PATH": str(lent),
        "ZHIXING_HOME": str(home),
        "ZHIXING_LANG": "en",
        "PYTHONUNBUFFERED": "1",
    }


def test_what_is_read_comes_from_the_package(installed, tmp_path):
    look = (
        "import zhixing, zhixing.resources as r; print(zhixing.__file__, r.workbooks(), r.data(), sep='\\n')"
    )
    told = subprocess.run(
        [installed / "python", "-c", look],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(tmp_path),
        timeout=PATIENCE,
    ).stdout.splitlines()
    assert len(told) == 3
    for path in told:
        assert Path(path).exists()
        assert Path(path).is_relative_to(installed.parent)


@pytest.fixture(scope="module")
def address(installed, tmp_path_factory) -> Iterator[str]:
    """Serve outside the checkout; return the address that was printed."""
    home = tmp_path_factory.mktemp("elsewhere")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [installed / "zhixing", "serve", "--no-browser", "--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=home,
        env=environment(home),
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        lines: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=follow, args=(process, lines), daemon=True)
        reader.start()
        said = ""
        try:
            while not (found := re.search(r"http://\S+", said)):
                line = lines.get(timeout=PATIENCE)
                assert line, f"the server ended: {said}"
                said += line
            yield found[0]
        finally:
            process.terminate()
            process.wait(30)
            reader.join(10)


def follow(process: subprocess.Popen[str], lines: "queue.Queue[str]") -> None:
    """Pass on what a process says, and an empty line when it has ended."""
    for line in process.stdout or ():
        lines.put(line)
    lines.put("")


def read(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.status, answer.read().decode()


def test_the_installed_server_is_well(address):
    assert address.startswith("http://127.0.0.1:")
    status, body = read(f"{address}healthz")
    assert (status, json.loads(body)["status"]) == (200, "ok")


@pytest.mark.parametrize(
    ("page", "prose"),
    [
        ("book/start", "走完这本工作簿，您会有一个自己的行动学习项目"),
        ("book/choose-topic", "Look at the conditions first"),
    ],
)
def test_the_installed_server_shows_workbooks(address, page, prose):
    status, body = read(f"{address}{page}")
    assert status == 200
    assert prose in body
    assert "data-activity=" in body


def test_the_installed_server_sends_the_front_end(address):
    _, page = read(f"{address}book/start")
    (sheet,) = re.findall(r'href="/(static/\w+/style\.css)"', page)
    status, css = read(f"{address}{sheet}")
    assert status == 200
    assert "--zx-" in css


def quotations() -> list[tuple[str, str]]:
    """The code that CONTRIBUTING.md quotes: file and piece, pieces parted by empty lines at the margin."""
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.findall(r"```(?:python|js)\n(?:#|//) (widgets/\S+)\n(.*?)```", told, re.DOTALL)
    return [(file, piece.strip("\n")) for file, code in found for piece in re.split(r"\n\n(?=\S)", code)]


@pytest.mark.parametrize(("file", "piece"), quotations())
def test_quoted_code_is_the_code(file, piece):
    assert piece in (ROOT / file).read_text(encoding="utf-8")


def test_something_is_quoted():
    assert len(quotations()) >= 3
