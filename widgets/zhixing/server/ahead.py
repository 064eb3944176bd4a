"""What a page with live cells fetches before a frame needs it: the client, and after it what draws charts."""

import re
from dataclasses import dataclass
from functools import cache

from zhixing.activity import asset

_FOLDER = "kernels/static/live/"
_CLIENT = "client.js"
_CHART = re.compile(r"figure-\w+\.js")
_IMPORT = re.compile(r"""(import\(|from|import)\s*["']\./([\w.-]+\.js)["']""")


@dataclass(frozen=True, slots=True)
class Ahead:
    """Front-end files by their address below the versioned folder.

    Args:
        soon: every frame runs them.
        later: a frame with a chart runs them.
    """

    soon: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@cache
def ahead() -> Ahead:
    """Follow the imports of the built client: what it runs always, and what it loads for a chart."""
    soon = _reached([_CLIENT], through={_CLIENT})
    charts = [name for each in soon for _, name in _imports(each) if _CHART.fullmatch(name)]
    later = [name for name in _reached(charts, through=set(charts)) if name not in soon]
    return Ahead(tuple(_FOLDER + name for name in soon), tuple(_FOLDER + name for name in later))


def _reached(names: list[str], through: set[str]) -> list[str]:
    """Return these files and all they import; what is imported on demand only from some of them."""
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += [each for kind, each in _imports(name) if kind != "import(" or name in through]
    return found


@cache
def _imports(name: str) -> list[tuple[str, str]]:
    return _IMPORT.findall(asset.static_files()[_FOLDER + name].read_text(encoding="utf-8"))
