"""A whole ipykernel in a forked child, started after imports; ``attach`` has the one made of a workbook."""

import os
import time
from typing import Any

from zhixing.kernels.warden import Request, imported

_LAZY = [
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.debugger_backport",
    "IPython.core.display_functions",
    "IPython.core.historyapp",
    "IPython.core.magics",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.lib.pretty",
    "IPython.utils.wildcard",
    "asyncio.selector_events",
    "bdb",
    "cmd",
    "code",
    "comm",
    "encodings.ascii",
    "encodings.idna",
    "encodings.latin_1",
    "faulthandler",
    "ipykernel.comm",
    "ipykernel.control",
    "ipykernel.debugger",
    "ipykernel.displayhook",
    "ipykernel.heartbeat",
    "ipykernel.iostream",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.shellchannel",
    "ipykernel.subshell_manager",
    "ipykernel.zmqshell",
    "jedi",
    "matplotlib_inline.backend_inline",
    "pdb",
    "psutil",
    "resource",
    "stringprep",
    "tornado.platform.asyncio",
    "tornado.queues",
    "zmq.asyncio",
    "zmq.eventloop.zmqstream",
]
"""What ipykernel and IPython load when they start or are first used."""


def preload() -> None:
    """Import all that the start of a kernel would import."""
    imported(_LAZY)


def settle(request: Request) -> None:
    """Take over environment and working directory of the kernel that was asked for."""
    os.environ.clear()
    os.environ.update(request.message["env"])
    time.tzset()
    os.chdir(request.message["cwd"])


def configured() -> Any:
    """Return ipykernel's application, set up as a child of the nursery needs it.

    Its parent is not polled for: the child dies with it. History would open a database.
    """
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  (loads IPython)

    app = IPKernelApp.instance()
    app.parent_handle = 0
    app.log_level = 50
    app.config.HistoryManager.enabled = False
    app.config.HistoryManager.hist_file = ":memory:"
    return app


def run(request: Request) -> None:
    """Be an ordinary kernel until it ends.

    Args:
        request: ``connection_file``, ``env``, ``cwd``; with it a descriptor on which readiness is told.
    """
    settle(request)
    app = configured()
    app.initialize(["-f", request.message["connection_file"]])
    widgets_at_home()
    told(request.descriptors)
    app.start()


def widgets_at_home() -> None:
    """Begin without widgets, and let browsers create some.

    ipywidgets registers for that at import, when there was no shell yet; who imported may have tried some.
    """
    import ipywidgets  # noqa: PLC0415  (a process that runs no widgets never gets here)

    ipywidgets.Widget.close_all()
    ipywidgets.register_comm_target()


def told(descriptors: list[int]) -> None:
    """Say that the kernel is ready, and close what it was said on."""
    for descriptor in descriptors:
        os.write(descriptor, b"R")
        os.close(descriptor)
