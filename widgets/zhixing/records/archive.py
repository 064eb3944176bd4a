"""The format of a backup, whichever database: a zip of a manifest and each table as JSON lines."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from zhixing.errors import InputError, Location

_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1 << 20
_LONGEST_LINE = 1 << 24


class TableNote(BaseModel):
    """What the manifest says of one table; ``sha256`` is of its JSON lines."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    columns: tuple[str, ...]
    rows: int
    sha256: str


class Manifest(BaseModel):
    """What a backup says of itself; ``revision`` is the schema's, ``created`` is UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal["zhixing-backup-1"] = "zhixing-backup-1"
    revision: str
    created: str
    tables: dict[str, TableNote]


def write_table(
    archive: zipfile.ZipFile, name: str, columns: tuple[str, ...], rows: Iterable[Iterable[Any]]
) -> TableNote:
    """Write one table and return its line of the manifest."""
    count, digest = 0, hashlib.sha256()
    with archive.open(_member(name), "w", force_zip64=True) as file:
        for count, row in enumerate(rows, 1):  # noqa: B007  (the last one counts)
            # ASCII only: half a surrogate pair, which a page may send, survives as an escape.
            line = (
                json.dumps(dict(zip(columns, row, strict=True)), separators=(",", ":")).encode("ascii")
                + b"\n"
            )
            digest.update(line)
            file.write(line)
    return TableNote(columns=columns, rows=count, sha256=digest.hexdigest())


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write what the backup says of itself."""
    archive.writestr(_MANIFEST, manifest.model_dump_json(indent=1))


class Archive:
    """An opened backup. It is read in place, never unpacked to disk.

    Attributes:
        manifest: what it says of itself.
    """

    def __init__(self, path: Path, archive: zipfile.ZipFile, limit: int) -> None:
        self._path = path
        self._archive = archive
        self.manifest = self._read_manifest(limit)

    @classmethod
    @contextmanager
    def open(cls, path: Path, limit: int) -> Iterator["Archive"]:
        """Open a backup and check its outside.

        Args:
            path: the file.
            limit: most bytes it may unpack to.

        Raises:
            InputError: ``records.error.backup-unreadable``.
        """
        with ExitStack() as stack:
            with _readable(path):
                archive = stack.enter_context(zipfile.ZipFile(path))
                opened = cls(path, archive, limit)
            yield opened

    def unreadable(
        self, reason: str, table: str, row: int | None = None, field: str | None = None
    ) -> InputError:
        """Return the error that names a place in the backup."""
        place = Location(_member(table) if table else _MANIFEST, row, field)
        return InputError(
            "records.error.backup-unreadable", {"path": str(self._path), "reason": reason}, place
        )

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield a table's rows with their line numbers; the checksum is compared after the last one.

        Raises:
            InputError: damaged, or not the columns that the manifest names.
        """
        note = self.manifest.tables[table]
        columns, row, digest = set(note.columns), 0, hashlib.sha256()
        with _readable(self._path), self._archive.open(_member(table)) as file:
            while line := file.readline(_LONGEST_LINE):
                row += 1
                digest.update(line)
                yield row, self._parse(line, columns, table, row)
        if row != note.rows or digest.hexdigest() != note.sha256:
            raise self.unreadable("sha256", table)

    def _parse(self, line: bytes, columns: set[str], table: str, row: int) -> dict[str, Any]:
        try:
            content = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self.unreadable("JSON", table, row) from error
        if not isinstance(content, dict) or set(content) != columns:
            raise self.unreadable("columns", table, row)
        return content

    def _read_manifest(self, limit: int) -> Manifest:
        sizes = {info.filename: info.file_size for info in self._archive.infolist()}
        if len(sizes) != len(self._archive.infolist()) or sum(sizes.values()) > limit:
            raise self.unreadable(f"> {limit} B", "")
        if sizes.get(_MANIFEST, _LARGEST_MANIFEST) >= _LARGEST_MANIFEST:
            raise self.unreadable(_MANIFEST, "")
        try:
            manifest = Manifest.model_validate_json(self._archive.read(_MANIFEST))
        except ValidationError as error:
            reason = error.errors()[0]
            raise self.unreadable(reason["type"], "", field=".".join(map(str, reason["loc"]))) from error
        if set(sizes) != {_MANIFEST, *map(_member, manifest.tables)}:
            raise self.unreadable("tables", "")
        return manifest


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    # RuntimeError is how zipfile reports a password or a compression it does not know.
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
        details = {"path": str(path), "reason": str(error)}
        raise InputError("records.error.backup-unreadable", details) from error


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
