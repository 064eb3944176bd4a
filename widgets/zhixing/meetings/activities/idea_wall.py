"""A group's wall of ideas: worked on at the table's laptop, read by the group's members."""

from typing import Any, ClassVar

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.meetings.activities.idea_acts import IDEA_ACTS
from zhixing.meetings.activities.round_acts import ROUND_ACTS
from zhixing.meetings.activities.slip_acts import SLIP_ACTS
from zhixing.meetings.activities.wall_act import board_of
from zhixing.meetings.rules.ideas import HEADING_AT_MOST, Idea, Ideas
from zhixing.meetings.rules.rounds import FOLLOWING, Stage, TableRole
from zhixing.meetings.rules.screen import pages
from zhixing.meetings.service import ideas as service
from zhixing.meetings.service.slips import Outcome, at_table, expected_slips, slip_holds
from zhixing.meetings.service.standing import Standing, standing
from zhixing.records import Work
from zhixing.teams.service.membership import may_in


class IdeaWall(Activity):
    """One board of a lane, in a meeting."""

    name: ClassVar[str] = "idea-wall"
    module: ClassVar[str] = "meetings/static/idea-wall.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"ideas", "meetings", "teams", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (*ROUND_ACTS, *IDEA_ACTS, *SLIP_ACTS)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the wall that is worked on; while people write, only the clock; never a slip."""
        now = standing(db, actor, board_of(params), params.get("meeting", ""), params.get("lane"))
        if now is None:
            return {"meeting": None}
        leads = may_in(db, actor, Door.LEAD_MEETING, now.place.lane or None)
        leads = leads and not now.confirmed
        wall, values = now.wall, now.values
        writing = wall.stage is Stage.WRITE
        shown = Ideas(()) if writing else now.ideas
        people = at_table(wall, len(now.members))
        following = FOLLOWING.get(wall.board)
        return {
            "meeting": now.meeting.id,
            "lane": now.place.lane,
            "may_lead": leads,
            "confirmed": now.confirmed,
            "board": wall.board.value,
            "wall": wall.key,
            "walls": [
                {"key": each.key, "about": now.words.get(each.about or ""), "stage": each.stage.value}
                for each in now.whole.of(wall.board)
            ],
            "trail": list(now.trail),
            "stage": wall.stage.value,
            "ends": wall.ends,
            "minutes": values.int("ideas.silent-minutes"),
            "turn": {"count": wall.turn, "people": people, "all_passed": wall.passed >= people},
            "count": len(now.ideas.standing),
            "ideas": [_idea(each, now.ideas) for each in shown.standing],
            "withdrawn": [_idea(each, now.ideas) for each in shown.withdrawn],
            "headings": list(shown.headings),
            "suggestions": _suggestions(now) if leads else [],
            "slips": _slips(now, leads=leads),
            "result": None if now.outcome is None else result_view(now.outcome, now.ideas),
            "chosen": list(wall.chosen),
            "following": None if following is None else following.value,
            "pages": _pages(now) if leads else None,
            "roles": [_role(role, now) for role in TableRole],
            "members": [{"id": each.id, "name": each.name} for each in now.members] if leads else [],
            "most": {"characters": values.int("ideas.characters"), "heading": HEADING_AT_MOST},
        }


def _idea(idea: Idea, ideas: Ideas) -> dict[str, Any]:
    return {
        "id": idea.id,
        "number": idea.number,
        "text": idea.text,
        "heading": idea.heading,
        "version": idea.version,
        "under": [
            {"id": each.id, "number": each.number, "text": each.text} for each in ideas.under.get(idea.id, ())
        ],
        "twin": ideas.twins.get(idea.id),
    }


def _suggestions(now: Standing) -> list[list[str]]:
    if now.wall.stage is not Stage.CLUSTER:
        return []
    return [list(group) for group in service.suggestions(now.wall, now.ideas, now.values)]


def _slips(now: Standing, *, leads: bool) -> dict[str, Any]:
    return {
        "method": now.wall.method.value,
        "each": slip_holds(now.wall, now.ideas, now.values),
        "count": len(now.entered),
        "entered": list(now.entered) if leads else [],
        "expected": expected_slips(now.wall, len(now.members)),
    }


def _pages(now: Standing) -> dict[str, int] | None:
    if now.wall.stage in {Stage.WRITE, Stage.RANK, Stage.RESULT}:
        return None
    count = len(pages(now.ideas.standing))
    usual = count - 1 if now.wall.stage is Stage.COLLECT else 0
    page = usual if now.wall.page is None else min(now.wall.page, count - 1)
    return {"page": page, "count": count} if count > 1 else None


def _role(role: TableRole, now: Standing) -> dict[str, Any]:
    person = now.whole.roles.get(role)
    name = next((each.name for each in now.members if each.id == person), None)
    return {"role": role.value, "person": person if name is not None else None, "name": name}


def result_view(found: Outcome, ideas: Ideas) -> dict[str, Any]:
    """Return a result as pages show it: the order alone where there are too few slips for points."""
    return {
        "slips": found.slips,
        "counted": found.counted,
        "level": None if found.agreement is None else found.agreement.level.value,
        "w": None if found.agreement is None else round(found.agreement.w, 2),
        "ties": [
            {"place": place, "numbers": [ideas.by_id[each.id].number for each in shared]}
            for place, shared in found.ties.items()
        ],
        "entries": [
            {
                "id": each.id,
                "number": ideas.by_id[each.id].number,
                "text": ideas.by_id[each.id].text,
                "heading": ideas.by_id[each.id].heading,
                "place": each.place,
                "tied": each.tied,
                "named": each.chosen_by > 0,
                "points": each.points if found.counted else None,
                "chosen_by": each.chosen_by if found.counted else None,
            }
            for each in found.tallies
        ],
    }
