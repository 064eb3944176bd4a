"""What code cells show on a workbook's page: places for what needs a kernel, everything else as it is."""

import ast
import logging
import re
from base64 import b64encode
from typing import Any

from markupsafe import Markup, escape

from zhixing.errors import MissingError
from zhixing.server.handler import both
from zhixing.workbook.book import Placeholder

log = logging.getLogger(__name__)

_WIDGET = "application/vnd.jupyter.widget-view+json"
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_PLACE = re.compile(r"<div data-(?:activity|live)=")
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def shown(cell: Any, address: str) -> Markup:
    """Return what a code cell shows; a cell with a widget gets a frame for all of it.

    So does one that may only lack a reader: in a frame it is run for one. A notebook in an old format has no
    names of cells by which a frame could ask.

    Args:
        cell: of an executed notebook.
        address: of the workbook.
    """
    _report(cell)
    if "id" in cell and any(_needs_kernel(output, cell) for output in cell.outputs):
        return Markup(Placeholder({"live": cell.id, "book": address})._repr_html_())  # noqa: S704
    return Markup("\n").join(_output(output, cell) for output in cell.outputs)


def has_place(shown_cells: list[Markup]) -> bool:
    """Tell whether there is a place for a live cell."""
    return any("<div data-live=" in text for text in shown_cells)


def _needs_kernel(output: Any, cell: Any) -> bool:
    if output.output_type == "error":
        return output.ename != MissingError.__name__ and _may_show(cell.source)
    return _WIDGET in output.get("data", {})


def _may_show(source: str) -> bool:
    """Tell whether a cell ends with a value to look at, or displays one."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    return "display(" in source or bool(body and isinstance(body[-1], ast.Expr))


def _report(cell: Any) -> None:
    for output in cell.outputs:
        if output.output_type == "error":
            log.warning("cell %s: %s", cell.get("id", ""), _COLOURS.sub("", "\n".join(output.traceback)))


def _output(output: Any, cell: Any) -> Markup:
    if output.output_type == "stream":
        return _text(output.text) if output.name == "stdout" else Markup()
    if output.output_type == "error":
        return _notice(both("workbook.page.cell-failed", cell=cell.get("id", ""), kind=output.ename))
    return _data(output.data, cell)


def _data(data: dict[str, str], cell: Any) -> Markup:
    """Show the richest form that needs neither a kernel nor a script."""
    if "text/html" in data:
        html = Markup(data["text/html"])  # noqa: S704  (written by whoever may run code here anyway)
        return html if _PLACE.match(html) else _framed(html)
    for kind in _PICTURES:
        if kind in data:
            content = b64encode(data[kind].encode()).decode() if kind == "image/svg+xml" else data[kind]
            return _framed(Markup('<img alt="" src="data:{};base64,{}">').format(kind, content.strip()))
    if "text/plain" in data:
        return _text(data["text/plain"])
    return _notice(both("workbook.page.cell-hidden", cell=cell.get("id", ""), kind=", ".join(data)))


def _text(text: str) -> Markup:
    return _framed(Markup("<pre>{}</pre>").format(escape(_COLOURS.sub("", text))))


def _notice(sentence: Markup) -> Markup:
    return Markup('<p class="zx-notice" data-tone="warn">{}</p>').format(sentence)


def _framed(html: Markup) -> Markup:
    return Markup('<div class="zx-prose zx-table-wrap">{}</div>').format(html)
