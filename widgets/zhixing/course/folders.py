"""Where units are: the product's, and those of trainers in the data directory."""

import logging
from functools import cache
from pathlib import Path

from zhixing import resources
from zhixing.actor import Locale
from zhixing.home import data_directory
from zhixing.text import catalogue

log = logging.getLogger(__name__)

UNIT = "unit.toml"
OWN = "course"
"""Folder of the data directory in which trainers keep their own units."""


def shipped_course() -> Path:
    """Return the folder of the product's units."""
    return resources.data() / "course"


def own_course(home: Path | None = None) -> Path:
    """Return the folder of one's own units; it need not be there."""
    return data_directory(home) / OWN


@cache
def units_in_use() -> tuple[Path, ...]:
    """Return the folder of every unit of the course: the product's, then one's own that are sound.

    A unit of one's own with a fault stays out and is named in the log: it must not close the course.
    """
    from zhixing.course.check import check_course  # noqa: PLC0415  (it reads units through this module)

    found = unit_folders(shipped_course())
    own = unit_folders(own_course()) if own_course().is_dir() else []
    for folder in own:
        faults = check_course(*found, folder).faults
        for fault in faults:
            log.warning("%s: %s", folder.name, catalogue().explain(fault, Locale.ZH))
            log.warning("%s: %s", folder.name, catalogue().explain(fault, Locale.EN))
        if not faults:
            found.append(folder)
    return tuple(found)


def unit_folders(*folders: Path) -> list[Path]:
    """Return the folders of units: those that hold a ``unit.toml``, and all below the others, by name.

    Hidden ones are none: an import that was cut off leaves one, editors and version control keep theirs.
    """
    found: list[Path] = []
    for folder in folders:
        is_unit = (folder / UNIT).exists()
        below = () if is_unit else folder.iterdir()
        found += [folder] if is_unit else sorted(path for path in below if _is_shown(path))
    return found


def _is_shown(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")
