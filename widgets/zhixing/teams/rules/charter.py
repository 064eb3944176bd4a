"""The charter of a group (小组公约): what it is to solve, and how its members work together."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from zhixing.errors import InputError
from zhixing.teams.rules.task import check_date

LINE_AT_MOST = 120
TEXT_AT_MOST = 1000
ENTRIES_AT_MOST = 12
SUB_GROUPS_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be there first, and by which date; blank while it is open."""

    what: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class SubGroup:
    """Some members who work on one part together.

    Args:
        name: what it is called.
        purpose: which part it works on.
        people: ids of its members.
    """

    name: str
    purpose: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charter:
    """What a group agrees on.

    Args:
        problem: what the group is to solve.
        agreements: how its members work together, one line each.
        rhythm: when and how often it meets.
        support: who supports it, such as sponsor and convenor.
        milestones: what comes first.
        sub_groups: who works together within the group.
    """

    problem: str = ""
    agreements: tuple[str, ...] = ()
    rhythm: str = ""
    support: str = ""
    milestones: tuple[Milestone, ...] = ()
    sub_groups: tuple[SubGroup, ...] = ()

    def json(self) -> dict[str, Any]:
        """Return the form that is stored and shown."""
        raw = asdict(self)
        raw["agreements"] = list(self.agreements)
        raw["milestones"] = list(raw["milestones"])
        raw["sub_groups"] = [{**each, "people": list(each["people"])} for each in raw["sub_groups"]]
        return raw

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            problem=raw["problem"],
            agreements=tuple(raw["agreements"]),
            rhythm=raw["rhythm"],
            support=raw["support"],
            milestones=tuple(Milestone(**each) for each in raw["milestones"]),
            sub_groups=tuple(
                SubGroup(each["name"], each["purpose"], tuple(each["people"])) for each in raw["sub_groups"]
            ),
        )

    def of(self, members: Collection[str]) -> Self:
        """Return the charter without people who are no longer in the group, and without empty lines."""
        sub_groups = (
            replace(each, people=tuple(one for one in each.people if one in members))
            for each in self.sub_groups
        )
        return replace(
            self,
            agreements=tuple(line for line in self.agreements if line),
            milestones=tuple(each for each in self.milestones if each.what or each.by),
            sub_groups=tuple(each for each in sub_groups if each.name or each.purpose or each.people),
        )

    def checked(self) -> Self:
        """Return it, if it can be stored.

        Raises:
            InputError: something is too long or too many, a date is none, a sub-group has no name, or
                somebody is in two of them.
        """
        for name in ("problem", "rhythm", "support"):
            _check_length(name, getattr(self, name), TEXT_AT_MOST)
        for line in self.agreements:
            _check_length("agreements", line, LINE_AT_MOST)
        _check_count("agreements", len(self.agreements), ENTRIES_AT_MOST)
        _check_count("milestones", len(self.milestones), ENTRIES_AT_MOST)
        _check_count("sub_groups", len(self.sub_groups), SUB_GROUPS_AT_MOST)
        for each in self.milestones:
            _check_length("milestones", each.what, LINE_AT_MOST)
            if not each.what:
                raise InputError("charter.error.date-alone")
            if each.by:
                check_date(each.by)
        seen: set[str] = set()
        for sub_group in self.sub_groups:
            self._check_sub_group(sub_group, seen)
        return self

    @staticmethod
    def _check_sub_group(each: SubGroup, seen: set[str]) -> None:
        _check_length("sub_groups", each.name, LINE_AT_MOST)
        _check_length("sub_groups", each.purpose, LINE_AT_MOST)
        if not each.name:
            raise InputError("charter.error.sub-group-name")
        if seen.intersection(each.people):
            raise InputError("charter.error.two-sub-groups", {"name": each.name})
        seen.update(each.people)


_LONG = {
    "problem": "charter.error.problem-long",
    "rhythm": "charter.error.rhythm-long",
    "support": "charter.error.support-long",
    "agreements": "charter.error.agreement-long",
    "milestones": "charter.error.milestone-long",
    "sub_groups": "charter.error.sub-group-long",
}
_MANY = {
    "agreements": "charter.error.agreements-many",
    "milestones": "charter.error.milestones-many",
    "sub_groups": "charter.error.sub-groups-many",
}


def _check_length(field: str, text: str, most: int) -> None:
    if len(text) > most:
        raise InputError(_LONG[field], {"most": most, "found": len(text)})


def _check_count(field: str, found: int, most: int) -> None:
    if found > most:
        raise InputError(_MANY[field], {"most": most, "found": found})
