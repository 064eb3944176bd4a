"""The solver's process: one question, one answer, ended in time and with its parent."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from zhixing.errors import SetupError

START = 20.0
"""Seconds it may take beyond its own limit: to start on a slow machine, to read and to write."""

_log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "zhixing.teams.solver")


def ask(question: Mapping[str, Any], seconds: float) -> dict[str, Any] | None:
    """Return the solver's answer, or None when it had to be ended because its time was over.

    Raises:
        SetupError: ``grouping.error.solver``, it ended without an answer.
    """
    try:
        ended = subprocess.run(  # noqa: S603  (our own module, nothing of it comes from outside)
            [*COMMAND, str(os.getpid())],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=seconds + START,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if ended.returncode != 0:
        reason = ended.stderr.decode("utf-8", "replace").strip()
        _log.error("The solver ended with %s: %s", ended.returncode, reason)
        raise SetupError("grouping.error.solver")
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer
