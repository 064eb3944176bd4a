"""What the page of a group says of each role."""

import re
import tomllib
from pathlib import Path

import pytest

import zhixing

PAGES = Path(zhixing.__file__).parent / "text" / "catalogue"
SHOWN = (Path(zhixing.__file__).parent / "teams" / "static" / "my-group-roles.js").read_text(encoding="utf-8")
DUTIES = {"convenor": 4, "leader": 3, "liaison": 3, "facilitator": 3}


@pytest.mark.parametrize(("role", "count"), DUTIES.items())
def test_duties_of_the_roles_are_as_many_as_the_checklist_says(role, count):
    for locale in ("zh-CN", "en"):
        said = tomllib.loads((PAGES / locale / "ui-team.toml").read_text(encoding="utf-8"))["role"]
        assert len({said[key] for key in said if re.fullmatch(rf"{role}-\d", key)}) == count
    assert len(re.findall(rf'"ui-team\.role\.{role}-\d"', SHOWN)) == count
