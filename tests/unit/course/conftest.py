"""The trial unit as a course of its own."""

import pytest

from course_parts import ITEMS, UNIT, forget
from zhixing.course import content, units


@pytest.fixture
def trial(tmp_path, monkeypatch):
    """Have a course of the trial unit alone."""
    folder = tmp_path / "course" / "trial"
    folder.mkdir(parents=True)
    (folder / "unit.toml").write_text(UNIT, encoding="utf-8")
    (folder / "items.toml").write_text(ITEMS, encoding="utf-8")
    for module in (content, units):
        monkeypatch.setattr(module, "units_in_use", lambda: (folder,))
    forget()
    yield units.unit_of("t01")
    monkeypatch.undo()
    forget()
