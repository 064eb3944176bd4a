"""Commands for authors: check the course, take items out, bring items in."""

import argparse
import sys
from pathlib import Path
from typing import Any

from zhixing.actor import Locale
from zhixing.course.folders import own_course, shipped_course
from zhixing.errors import FaultsError, InputError, MissingError
from zhixing.text import Text, catalogue

_FORMATS = (".xlsx", ".gift", ".zip")


def add_content(commands: Any, where: argparse.ArgumentParser, locale: Locale) -> None:
    """Add ``zhixing content …`` to the command line."""

    def says(key: str) -> str:
        return catalogue().say(key, locale)

    content = commands.add_parser("content", help=says("bank.help.content"))
    kinds = content.add_subparsers(required=True, metavar="COMMAND")

    check = kinds.add_parser("check", parents=[where], help=says("bank.help.check"))
    check.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=says("bank.help.folder"))
    check.set_defaults(run=check_content)

    out = kinds.add_parser("export", parents=[where], help=says("bank.help.export"))
    out.add_argument("--to", type=Path, required=True, metavar="FILE", help=says("bank.help.to"))
    out.add_argument("--unit", metavar="ID", help=says("bank.help.export-unit"))
    out.set_defaults(run=export_content)

    bring = kinds.add_parser("import", parents=[where], help=says("bank.help.import"))
    bring.add_argument("file", type=Path, metavar="FILE", help=says("bank.help.file"))
    bring.add_argument(
        "companion", type=Path, nargs="?", metavar="COMPANION", help=says("bank.help.companion")
    )
    bring.add_argument("--unit", required=True, metavar="ID", help=says("bank.help.import-unit"))
    bring.add_argument("--into", type=Path, metavar="FOLDER", help=says("bank.help.into"))
    bring.add_argument("--title-zh", metavar="TITLE", help=says("bank.help.title-zh"))
    bring.add_argument("--title-en", metavar="TITLE", help=says("bank.help.title-en"))
    bring.set_defaults(run=import_content)


def check_content(options: argparse.Namespace, locale: Locale) -> int:
    """List everything that is wrong; return 1 if anything is.

    Raises:
        MissingError: there is no such folder.
        InputError: there are no units in it.
    """
    from zhixing.course.check import check_course  # noqa: PLC0415  (no other command checks)

    folders = _folders(options) if options.folder is None else (options.folder,)
    for folder in folders:
        if not folder.is_dir():
            raise MissingError("bank.error.no-folder", {"path": folder})
    found = check_course(*folders)
    if not found.units:
        raise InputError("bank.error.no-units", {"path": folders[0]})
    if found.faults:
        raise FaultsError("bank.error.faults", list(found.faults))
    _say("bank.said.well", locale, units=found.units, items=found.items)
    return 0


def export_content(options: argparse.Namespace, locale: Locale) -> int:
    """Write items to a file; its ending says in which form.

    Raises:
        InputError: the ending is none that we write, or the file is there already.
    """
    from zhixing.course.bank.source import read_sources  # noqa: PLC0415  (no other command needs it)

    path: Path = options.to
    if path.suffix.lower() not in _FORMATS:
        raise InputError("bank.error.format", {"known": " ".join(_FORMATS), "found": path.suffix})
    sources = read_sources(_folders(options), options.unit)
    out = _write(path, sources, locale)
    _say("bank.said.exported", locale, path=path, items=sum(len(each.items) for each in sources) - len(out))
    if out:
        _say("bank.said.left-out", locale, count=len(out), items=", ".join(out))
    return 0


def _write(path: Path, sources: Any, locale: Locale) -> tuple[str, ...]:
    content: bytes
    out: tuple[str, ...] = ()
    if path.suffix.lower() == ".xlsx":
        from zhixing.course.bank.excel_out import bank_file  # noqa: PLC0415  (loads xlsxwriter)

        content = bank_file(sources, locale)
    elif path.suffix.lower() == ".gift":
        from zhixing.course.bank.gift_out import gift  # noqa: PLC0415

        written = gift(sources)
        content, out = written.text.encode(), written.out
    else:
        from zhixing.course.bank.qti import package  # noqa: PLC0415

        packed = package(sources)
        content, out = packed.content, packed.out
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise InputError("bank.error.file-there", {"path": path}) from error
    except OSError as error:
        raise InputError("bank.error.not-written", {"path": path}) from error
    return out


def import_content(options: argparse.Namespace, locale: Locale) -> int:
    """Make a new unit of what a file holds: all of it, or nothing."""
    from zhixing.course.bank.taking import take  # noqa: PLC0415  (no other command needs it)

    files = [path for path in (options.file, options.companion) if path is not None]
    into = options.into or own_course(options.home)
    title = None
    if options.title_zh or options.title_en:
        title = Text(options.title_zh or "", options.title_en or "")
    taken = take(files, options.unit, into, title=title, courses=_folders(options, into))
    _say("bank.said.imported", locale, path=taken.folder, items=taken.items)
    for key, params in _told(taken.notes):
        _say(key, locale, **params)
    _say("bank.said.next", locale, path=taken.folder)
    return 0


def _told(notes: Any) -> list[tuple[str, dict[str, object]]]:
    """Put notes of one sort into one sentence."""
    gathered: dict[str, list[dict[str, object]]] = {}
    for key, params in notes:
        gathered.setdefault(key, []).append(params)
    return [
        (key, {"items": ", ".join(str(each["item"]) for each in many)} if "item" in many[0] else many[0])
        for key, many in gathered.items()
    ]


def _folders(options: argparse.Namespace, *more: Path) -> tuple[Path, ...]:
    found = dict.fromkeys([shipped_course(), own_course(options.home), *more])
    return tuple(folder for folder in found if folder.is_dir())


def _say(key: str, locale: Locale, **params: object) -> None:
    sys.stdout.write(catalogue().say(key, locale, **params) + "\n")
