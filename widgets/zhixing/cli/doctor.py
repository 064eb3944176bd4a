"""Says in sentences what is wrong with a machine, before a class finds out."""

import argparse
import importlib.util
import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable

from zhixing.activity.guard import sentences
from zhixing.actor import Locale
from zhixing.cli.fork import SlowError, fork_once
from zhixing.cli.manage import say
from zhixing.errors import SetupError, ZhixingError
from zhixing.home import Home
from zhixing.records import Store
from zhixing.records.schema import current, known
from zhixing.resources import data, workbooks
from zhixing.server.place import lan_address
from zhixing.text import catalogue

_LEAST_FREE = 500 * 1024 * 1024


def doctor(options: argparse.Namespace, locale: Locale) -> int:
    """Look at everything a class needs; return 1 if something must be mended."""
    home = Home.find(options.home)
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", _python),
        ("content", _content),
        ("kernel", _kernel),
        ("live", fork_once),
        ("home", lambda: _home(home)),
        ("database", lambda: _database(options.database or home.database)),
        ("port", lambda: _port(options.port)),
        ("network", lan_address),
    ]
    troubles = 0
    for name, check in checks:
        try:
            found = check()
        except SlowError as slow:
            say("doctor-live-slow", locale, what=catalogue().explain(slow, locale))
        except ZhixingError as error:
            troubles += 1
            sentence = sentences(error)["en" if locale is Locale.EN else "zh"]
            say("doctor-trouble", locale, what=sentence)
        else:
            say(f"doctor-{name}", locale, found=found)
    say("doctor-well" if troubles == 0 else "doctor-ill", locale, count=troubles)
    return 0 if troubles == 0 else 1


def _python() -> str:
    missing = [
        name
        for name in ("voila", "ipywidgets", "anywidget", "pandas", "plotly", "docx", "segno")
        if importlib.util.find_spec(name) is None
    ]
    if missing:
        raise SetupError("cli.error.missing-packages", {"names": ", ".join(missing)})
    return ".".join(str(part) for part in sys.version_info[:3])


def _content() -> str:
    books = sorted(workbooks().rglob("*.ipynb"))
    if not books or not (data() / "policy.toml").exists():
        raise SetupError("cli.error.no-content", {"path": workbooks()})
    return str(len(books))


def _kernel() -> str:
    listed = subprocess.run(
        [sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    specs = json.loads(listed.stdout or b"{}").get("kernelspecs", {})
    if "python3" not in specs:
        raise SetupError("cli.error.no-kernel")
    return str(specs["python3"]["resource_dir"])


def _home(home: Home) -> str:
    free = shutil.disk_usage(home.path).free
    if free < _LEAST_FREE:
        raise SetupError("cli.error.little-disk", {"path": home.path, "free": free // 2**20})
    return f"{home.path} ({free // 2**30} GB)"


def _database(address: str) -> str:
    store = Store.open(address)
    try:
        found = current(store)
    finally:
        store.close()
    if found is not None and found > known():
        raise SetupError("records.error.newer-schema", {"found": found, "known": known()})
    url = store.engine.url
    return (
        url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    )


def _port(port: int) -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SetupError("server.error.port-taken", {"host": "127.0.0.1", "port": port}) from error
    return str(port)
