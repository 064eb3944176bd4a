"""What a people sheet would change, as a page shows it: words in both languages, before and after."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from zhixing.teams.rules.profile import SubTopicRef
from zhixing.teams.rules.sheet import PeopleSheet
from zhixing.teams.rules.sheet_plan import Entry, Plan
from zhixing.teams.rules.sheet_whose import Present
from zhixing.text import Text
from zhixing.topics.service.wording import both

COLUMNS = MappingProxyType(
    {
        "name": "members.column.name",
        "unit": "members.column.unit",
        "short": "members.column.short",
        "post": "members.column.post",
        "seat": "members.column.seat",
        "role": "members.column.role",
        "specialty": "members.column.specialty",
        "experience": "members.column.experience",
        "level": "members.column.level",
        "outlook": "members.column.outlook",
        "languages": "members.column.languages",
        "wishes": "members.column.wishes",
    }
)
"""Headings by column."""
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "level": MappingProxyType(
            {"leader": "members.level.leader", "front-line": "members.level.front-line"}
        ),
        "outlook": MappingProxyType(
            {
                "theory": "members.outlook.theory",
                "practice": "members.outlook.practice",
                "both": "members.outlook.both",
            }
        ),
        "role": MappingProxyType(
            {
                "learner": "members.role.learner",
                "liaison": "members.role.liaison",
                "group-leader": "members.role.group-leader",
                "facilitator": "members.role.facilitator",
                "convenor": "members.role.convenor",
                "leader": "members.role.leader",
                "expert": "members.role.expert",
                "office": "members.role.office",
                "owner": "members.role.owner",
            }
        ),
    }
)
"""Words of columns in which there are only some."""


def shown(sheet: PeopleSheet, plan: Plan, now: Present) -> dict[str, Any]:
    """Return the preview: who is new, what changes of whom, who stays, and what to look at."""
    units = {unit.name: unit.short for unit in now.units}
    return {
        "token": plan.fingerprint(),
        "file": sheet.file,
        "moved": bool(plan.faults),
        "new": [_line(entry, units, now.sub_topics) for entry in plan.new],
        "changed": [_line(entry, units, now.sub_topics) for entry in plan.changed],
        "same": plan.same,
        "absent": plan.absent,
        "without_unit": [_who(entry, units) for entry in plan.entries if not entry.roster.unit],
        "namesakes": [
            {**_who(entry, units), "others": [units.get(name, name) for name in entry.namesakes if name]}
            for entry in plan.entries
            if entry.namesakes
        ],
    }


def _who(entry: Entry, units: Mapping[str, str]) -> dict[str, Any]:
    unit = entry.roster.unit
    return {"row": entry.number, "name": entry.roster.name, "unit": units.get(unit, unit)}


def _line(entry: Entry, units: Mapping[str, str], sub_topics: Sequence[SubTopicRef]) -> dict[str, Any]:
    cells = [
        {
            "column": both(COLUMNS[name]).json(),
            "before": worded(name, entry.changes.get(name), sub_topics).json(),
            "after": worded(name, value, sub_topics).json(),
        }
        for name, value in entry.given.items()
    ]
    return {**_who(entry, units), "cells": cells}


def worded(column: str, value: Any, sub_topics: Sequence[SubTopicRef]) -> Text:
    """Return a value as a person reads it."""
    if value in ("", None, ()):
        return both("members.sheet.nothing")
    key = WORDS.get(column, {}).get(str(value))
    if key is not None:
        return both(key)
    parts = [str(value)]
    if column == "wishes":
        titles = {each.id: f"{each.number} {each.title}" for each in sub_topics}
        parts = [titles.get(wish, "") for wish in value]
    elif column == "languages":
        parts = list(value)
    return Text("；".join(parts), "; ".join(parts))
