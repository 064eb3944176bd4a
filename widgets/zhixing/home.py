"""The data directory: everything personal lives here, never in the checkout."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "ZHIXING_HOME"
DATABASE_VARIABLE = "ZHIXING_DATABASE"


@dataclass(frozen=True, slots=True)
class Home:
    """A data directory and what lies in it."""

    path: Path

    @classmethod
    def find(cls, chosen: str | Path | None = None) -> "Home":
        """Return the chosen directory, else ``ZHIXING_HOME``, else the user's data directory; make it."""
        place = chosen or os.environ.get(VARIABLE) or platformdirs.user_data_path("zhixing", appauthor=False)
        path = Path(place).expanduser().absolute()
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
