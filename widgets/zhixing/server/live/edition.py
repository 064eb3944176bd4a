"""An edition of a workbook: executed at one version of its content, ready to be forked."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zhixing.kernels import Nursery, Template
from zhixing.server.live.content import Cells


@dataclass(eq=False)
class Edition:
    """An executed workbook.

    Args:
        book: address of the workbook.
        template: what can be forked.
        nursery: where it lives.
        cells: its code cells.
    """

    book: str
    template: Template
    nursery: Nursery
    cells: Cells
    _shown: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def version(self) -> str:
        """The version of its content, which a page names when it connects."""
        return self.template.version

    @cached_property
    def key(self) -> str:
        """What a kernel's environment names to be forked from here."""
        return f"{self.book}:{self.version}"

    def outputs(self, cell: str) -> list[dict[str, Any]]:
        """Return what a cell shows."""
        return self.template.outputs.get(cell, [])

    def shown(self, cell: str) -> str:
        """Return outputs and widgets of a cell as the inside of a JSON object, the same for every reader."""
        if cell not in self._shown:
            outputs = self.outputs(cell)
            content = {"outputs": outputs, "state": self.template.needs(outputs)}
            self._shown[cell] = json.dumps(content, ensure_ascii=False, separators=(",", ":"))[1:-1]
        return self._shown[cell]
