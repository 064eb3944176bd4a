"""The data directory: everything personal lives here, never in the checkout."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "ZHIXING_HOME"
DATABASE_VARIABLE = "ZHIXING_DATABASE"


def data_directory(chosen: str | Path | None = None) -> Path:
    """Return the chosen directory, else ``ZHIXING_HOME``, else the user's own; it need not be there."""
    place = chosen or os.environ.get(VARIABLE) or platformdirs.user_data_path("zhixing", appauthor=False)
    return Path(place).expanduser().absolute()


@dataclass(frozen=True, slots=True)
class Home:
    """A data directory and what lies in it."""

    path: Path

    @classmethod
    def find(cls, chosen: str | Path | None = None) -> "Home":
        """Return the data directory, made where it is not there yet."""
        path = data_directory(chosen)
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(path)

    @property
    def database(self) -> str:
        """Address of the database: ``ZHIXING_DATABASE``, else a SQLite file in the directory."""
        return os.environ.get(DATABASE_VARIABLE) or f"sqlite:///{(self.path / 'zhixing.db').as_posix()}"

    @property
    def pages(self) -> Path:
        """Folder of executed workbooks, one file per content version."""
        path = self.path / "pages"
        path.mkdir(exist_ok=True)
        return path

    def secret(self) -> str:
        """Return the key that signs cookies, made on first use and readable by its owner only."""
        path = self.path / "secret"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        fresh = secrets.token_hex(32)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(fresh)
        return fresh
