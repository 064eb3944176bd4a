"""JupyterLab and the stock voila command as processes of their own, on a copy of the workbooks."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serving import free_port
from zhixing import resources

_START_SECONDS = 90
_SETTING = {"fetchNews": "false", "checkForUpdates": False}


@dataclass
class Jupyter:
    """A running Jupyter server.

    Args:
        address: where it is, with the slash at its end.
        home: the data directory its kernels use.
        lines: what it has written to its terminal.
    """

    address: str
    home: Path
    lines: list[str]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database that the kernels write to."""
        address = f"file:{self.home / 'zhixing.db'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute(query).fetchall()


@contextmanager
def jupyter(place: Path, command: str, *options: str, path: str = "") -> Iterator[Jupyter]:
    """Run a command of Jupyter's on a copy of the workbooks, with settings of its own."""
    books, home, own = place / "workbooks", place / "home", place / "jupyter"
    shutil.copytree(resources.workbooks(), books)
    home.mkdir()
    setting = own / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    setting.parent.mkdir(parents=True)
    setting.write_text(json.dumps(_SETTING), encoding="utf-8")
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHIXING_", "JUPYTER"))
    }
    port = free_port()
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name(command)), *options, f"--port={port}", *([path] if path else [])],
        cwd=books,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={
            **inherited,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{inherited['PATH']}",
            "ZHIXING_HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(own / "config"),
            "JUPYTER_DATA_DIR": str(own / "data"),
            "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
            "IPYTHONDIR": str(own / "ipython"),
        },
    )
    lines: list[str] = []
    said = threading.Event()

    def read() -> None:
        for line in process.stdout or ():
            lines.append(line)
            if re.search(rf"http://\S+:{port}/", line):
                said.set()
        said.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        assert said.wait(_START_SECONDS), "".join(lines)
        assert process.poll() is None, "".join(lines)
        yield Jupyter(f"http://127.0.0.1:{port}/", home, lines)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
        reader.join(10)
        if process.stdout is not None:
            process.stdout.close()
