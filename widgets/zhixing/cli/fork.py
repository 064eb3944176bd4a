"""Tries whether live cells can be opened the fast way here: a nursery, a small workbook, one session."""

import asyncio
import json
import tempfile
import time
from pathlib import Path

from zhixing.errors import SetupError
from zhixing.kernels import Lost, Nursery, TemplateError
from zhixing.kernels.provisioner import HOOK

_NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [
        {
            "cell_type": "code",
            "id": "slider",
            "source": "import ipywidgets\nipywidgets.IntSlider()",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
    ],
}


class SlowError(SetupError):
    """Live cells work here, but each starts an ordinary kernel."""


def fork_once() -> str:
    """Fork one session and return how long that took.

    Raises:
        SlowError: it does not work here.
    """
    try:
        nursery = Nursery.start(HOOK)
    except Lost as lost:
        raise SlowError("cli.error.no-fork") from lost
    try:
        return asyncio.run(_fork(nursery))
    finally:
        nursery.close()


async def _fork(nursery: Nursery) -> str:
    try:
        await nursery.ready()
    except Lost as lost:
        raise SlowError("cli.error.not-safe", {"found": lost}) from lost
    with tempfile.TemporaryDirectory(prefix="zhixing-") as folder:
        path = Path(folder) / "one.ipynb"
        path.write_text(json.dumps(_NOTEBOOK), encoding="utf-8")
        try:
            template = await nursery.template("one", path, "1")
            began = time.perf_counter()
            session = await template.fork(lambda _: None, lambda _: None)
        except (Lost, TemplateError) as error:
            raise SlowError("cli.error.fork-failed", {"found": error}) from error
        took = time.perf_counter() - began
        session.end()
    return f"{1000 * took:.0f} ms"
