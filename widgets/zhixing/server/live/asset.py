"""Files of Jupyter's own front end: compressed once, kept for ever where their address names a version."""

import asyncio
import gzip
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import FileFindHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler

from zhixing.server.handler import FOR_EVER

VERSION = r"(?:@[\w.]+/)?"
"""A version in an address; it changes when the package does, and says nothing else."""
_NAMES_A_VERSION = re.compile(r"/@[\w.]+/|\.[0-9a-f]{8,}\.\w+$")
_PACKABLE = frozenset({".js", ".css", ".json", ".svg", ".html"})
_LEAST = 1024


@dataclass
class Packer:
    """Compresses files, each once as long as it stays the same."""

    _packed: dict[tuple[str, int, int], asyncio.Task[bytes]] = field(default_factory=dict)

    async def packed(self, path: str) -> bytes | None:
        """Return a file compressed; None where that is not worth it."""
        stat = await asyncio.to_thread(Path(path).stat)
        if Path(path).suffix not in _PACKABLE or stat.st_size < _LEAST:
            return None
        key = (path, stat.st_mtime_ns, stat.st_size)
        task = self._packed.get(key)
        if task is None:
            task = self._packed[key] = asyncio.create_task(asyncio.to_thread(_pack, path))
        return await asyncio.shield(task)


def _pack(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 6, mtime=0)


class Packed:
    """Sends what is compressed already."""

    def initialize(self: Any, packer: Packer, **options: Any) -> None:
        """Take the packer."""
        self._packer = packer
        super().initialize(**options)  # type: ignore[misc]

    @allow_unauthenticated
    async def get(self: Any, path: str, include_body: bool = True) -> None:
        """Send a file, compressed if the browser takes that."""
        whole = include_body and "Range" not in self.request.headers
        if whole and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.path = self.parse_url_path(path)
            found = self.get_absolute_path(self.root, self.path)
            absolute = self.validate_absolute_path(self.root, found)
            packed = None if absolute is None else await self._packer.packed(absolute)
            if packed is not None:
                self.absolute_path = absolute
                self.modified = self.get_modified_time()
                self.set_headers()
                self.clear_header("Accept-Ranges")
                if self.should_return_304():
                    self.set_status(304)
                    return
                self.set_header("Content-Encoding", "gzip")
                self.set_header("Vary", "Accept-Encoding")
                self.finish(packed)
                return
        await super().get(path, include_body)  # type: ignore[misc]

    def set_headers(self: Any) -> None:
        """Let browsers keep what will never change under its address."""
        super().set_headers()  # type: ignore[misc]
        if _NAMES_A_VERSION.search(self.request.path):
            self.set_header("Cache-Control", FOR_EVER)


class PackedTemplate(Packed, TemplateStaticFileHandler):  # type: ignore[misc]
    """Files of a Voila template."""


class PackedStatic(Packed, MultiStaticFileHandler):  # type: ignore[misc]
    """Voila's own files."""


class PackedExtension(Packed, FileFindHandler):  # type: ignore[misc]
    """Widget packages' files."""
