"""A grouping is worked out: asked from what is stored, taken only if that has not changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zhixing.actor import Actor
from zhixing.errors import ConflictError
from zhixing.records import Store, Work
from zhixing.teams.rules.clash import Clash
from zhixing.teams.rules.grouping import Found
from zhixing.teams.rules.request import Request
from zhixing.teams.service.groupings import draft_of, drafted, keep, request_of
from zhixing.teams.solver import Solved, explain, solve

SECONDS = 10.0
"""So long somebody waits for a grouping; whatever is found by then is shown with its gap."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of working a grouping out.

    Args:
        request: what was asked.
        solved: what the solver found.
        clash: why it found nothing, where the rules cannot hold together.
    """

    request: Request
    solved: Solved
    clash: Clash | None


def work_out(store: Store, actor: Actor, grouping_id: str, version: int) -> Outcome:
    """Find the best grouping for what is stored; the store is free meanwhile.

    Raises:
        RefusedError: not this person's, or the grouping was adopted.
        ConflictError: somebody changed it since the page was drawn.
        InputError: ``grouping.error.nobody``: nobody takes part.
        SetupError: ``grouping.error.solver``.
    """
    with store.read() as db:
        request = request_of(db, actor, draft_of(drafted(db, actor, grouping_id, version)))
    solved = solve(request, SECONDS)
    clash = explain(request, SECONDS) if solved.status == "impossible" else None
    return Outcome(request, solved, clash)


def take(db: Work, actor: Actor, grouping_id: str, version: int, outcome: Outcome) -> int:
    """Store what was found and return the version of the grouping.

    Raises:
        RefusedError: not this person's, or the grouping was adopted meanwhile.
        ConflictError: ``teams.error.solved-meanwhile``: people or rules are no longer those it was found for.
    """
    try:
        row = drafted(db, actor, grouping_id, version)
    except ConflictError as error:
        raise ConflictError("teams.error.solved-meanwhile") from error
    draft = draft_of(row)
    if request_of(db, actor, draft).fingerprint() != outcome.request.fingerprint():
        raise ConflictError("teams.error.solved-meanwhile")
    solved = outcome.solved
    found = Found(solved.status, solved.cost, solved.gap, solved.seconds, asked_of(outcome.request))
    if solved.places:
        return keep(db, row, draft.solved(_ordered(outcome.request, solved.places), found))
    return keep(db, row, draft.at_odds(outcome.clash, found))


def asked_of(request: Request) -> str:
    """Return the mark of people and rules; who is locked and what groups are called changes neither."""
    slots = tuple(replace(slot, name="") for slot in request.slots)
    return replace(request, locked={}, slots=slots).fingerprint()


def _ordered(request: Request, places: Mapping[str, str]) -> dict[str, str]:
    return {each.id: places[each.id] for each in request.candidates if each.id in places}
