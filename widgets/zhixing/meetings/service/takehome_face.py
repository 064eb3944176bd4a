"""A pack that came back, as a page shows it: what is new, what changes from what to what, what collides."""

from typing import Any

from zhixing.meetings.exchange.compare import Difference, Differences
from zhixing.meetings.exchange.facts import ACTIONS, TASKS
from zhixing.meetings.exchange.read import Edited, ReturnedPack
from zhixing.meetings.exchange.words import COLUMNS, SHEETS, both_sides
from zhixing.meetings.service.takehome_facts import Ground
from zhixing.topics.service.wording import both


def shown(returned: ReturnedPack, found: Differences, ground: Ground) -> dict[str, Any]:
    """Return the preview."""
    return {
        "token": found.fingerprint(),
        "file": returned.file,
        "team": ground.team.id,
        "group": ground.team.name,
        "next": "" if ground.next is None else ground.next.title,
        "new": [_row(edited) for edited in found.new],
        "changes": [_cell(cell, ground) for cell in found.cells if not cell.is_conflict],
        "conflicts": [_cell(cell, ground) for cell in found.conflicts],
        "lapsed": [_place(edited.sheet, edited.row) for edited in found.lapsed],
        "entered": found.entered,
        "same": found.same,
        "gone": returned.gone,
    }


def _place(sheet: str, row: int) -> dict[str, Any]:
    return {"sheet": both(SHEETS[sheet]).json(), "row": row}


def _row(edited: Edited) -> dict[str, Any]:
    cells = [
        {"column": both(COLUMNS[column]).json(), "after": both_sides(column, text).json()}
        for column, text in edited.after.items()
        if text
    ]
    return {**_place(edited.sheet, edited.row), "cells": cells}


def _cell(cell: Difference, ground: Ground) -> dict[str, Any]:
    return {
        **_place(cell.sheet, cell.row),
        "key": cell.key,
        "name": _name(cell, ground),
        "column": both(COLUMNS[cell.column]).json(),
        "before": both_sides(cell.column, cell.before).json(),
        "after": both_sides(cell.column, cell.after).json(),
        "now": both_sides(cell.column, cell.now).json(),
    }


def _name(cell: Difference, ground: Ground) -> str:
    if cell.sheet == TASKS:
        return ground.labels.get(cell.id, "")
    return ground.entry(cell.id).what if cell.sheet == ACTIONS else ground.note(cell.id).text
