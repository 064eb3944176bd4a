"""Why somebody is in their group, in sentences; who is kept apart is no reason that is told."""

from typing import Any

from zhixing.actor import Actor
from zhixing.records import Work
from zhixing.teams.rules.reasons import reasons
from zhixing.teams.rules.request import Rule
from zhixing.teams.rules.saying import worded
from zhixing.teams.service.groupings import grouping_of
from zhixing.teams.service.groupings_changing import duties_offered
from zhixing.teams.service.groupings_view import scene


def why(db: Work, actor: Actor, grouping_id: str, person: str) -> dict[str, Any]:
    """Return why somebody is in their group, and why they might hold their duty, in both languages.

    Raises:
        RefusedError: not for whoever does not form groups.
        MissingError: ``teams.error.no-grouping``.
    """
    seen = scene(db, actor, grouping_of(db, actor, grouping_id))
    if seen is None or person not in seen.draft.places:
        return {"reasons": [], "duty": []}
    found = reasons(seen.request, seen.draft.places, person)
    told = [worded(each.saying, seen.request, seen.names) for each in found if each.rule is not Rule.APART]
    duty = [
        each.why
        for each in duties_offered(seen.request, seen.draft)
        if each.person == person and each.duty == seen.draft.duty(person)
    ]
    return {"reasons": [each.json() for each in told], "duty": [each.json() for each in duty]}
