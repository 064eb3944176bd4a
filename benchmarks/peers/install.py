"""The neighbours' virtual environment: made on demand, outside the checkout."""

import os
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return where it is: ``BENCH_PEERS``, else the user's cache."""
    named = os.environ.get("BENCH_PEERS")
    return Path(named) if named else user_cache_path("zhixing-benchmarks") / "peers"


def program(name: str) -> Path:
    """Return a program of it."""
    return folder() / "bin" / name


def is_installed() -> bool:
    """Tell whether the neighbours are there."""
    return all(program(name).exists() for name in ("panel", "solara", "streamlit"))


def install() -> None:
    """Make it, or bring it to what ``requirements.txt`` asks for."""
    if not program("python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder())], check=True)
    command = [
        str(program("python")),
        "-m",
        "pip",
        "install",
        "--requirement",
        str(_HERE / "requirements.txt"),
    ]
    subprocess.run(command, check=True)
