"""Weights of the criteria: shared out by the class, compared by experts, adopted by the facilitator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.people import people
from zhixing.classroom.rules import MAY, BallotMode, Door, WindowState, ballot_doors, require
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.decisions.service import save_paper, working_paper
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.topics.rules.consistency import Reading, read_pairs
from zhixing.topics.rules.criteria import Criterion
from zhixing.topics.rules.weighing import (
    LEAST_ADOPTED,
    LEAST_SHOWN,
    Hidden,
    Way,
    Weighed,
    check_pairs,
    check_points,
    weigh_pairs,
    weigh_points,
)
from zhixing.topics.service.proposals import RATINGS, all_topics, subject_topics
from zhixing.topics.service.queue import Standing
from zhixing.topics.service.setting import class_policy, criteria, limits, weights
from zhixing.topics.service.votes import window_for

WEIGHT_POINTS = "weight-points"
WEIGHT_PAIRS = "weight-pairs"
PURPOSE = {Way.POINTS: WEIGHT_POINTS, Way.PAIRS: WEIGHT_PAIRS}
RECORD = "topic-weights"
"""Subject of the paper that says which weights were adopted, when and by whom."""


_HIDDEN = {Hidden.FEW: "weights.error.too-few", Hidden.LATE: "weights.error.late"}


@dataclass(frozen=True, slots=True)
class InForce:
    """The weights in force and how they came about.

    Args:
        way: as the class's policy says; None where somebody has set other weights by hand.
        shares: weight of each rating criterion, summing to one.
        adopted: when the facilitator adopted them, None where nobody has.
        raters: on how many ballots they rest.
        cr: consistency ratio of the group's comparisons.
        version: what the next adoption has to have seen.
    """

    way: Way | None
    shares: Mapping[str, float]
    adopted: str | None
    raters: int | None
    cr: float | None
    version: int


def points_subject(_db: Work, _classroom_id: str) -> dict[str, Any]:
    """Return what a window of points opened now is about.

    Raises:
        RefusedError: ``weights.error.nothing-to-weigh``.
    """
    asked = [criterion.id for criterion in criteria().ratings]
    if len(asked) < 2:
        raise RefusedError("weights.error.nothing-to-weigh")
    return {"criteria": asked}


def pairs_subject(db: Work, classroom_id: str, *, everybody: bool = False) -> dict[str, Any]:
    """Return what a window of comparisons opened now is about: it is the experts', where a class has any.

    Args:
        db: the unit of work.
        classroom_id: the class.
        everybody: open it for learners beside the experts.

    Raises:
        RefusedError: ``weights.error.nothing-to-weigh``.
    """
    doors = [Door.COMPARE_CRITERIA.value]
    if everybody or experts(db, classroom_id) == 0:
        doors.append(Door.CAST_BALLOT.value)
    return {**points_subject(db, classroom_id), "doors": doors}


def experts(db: Work, classroom_id: str) -> int:
    """Count the experts of a class, here or not."""
    return sum(1 for row in people(db, classroom_id) if not MAY[Door.COMPARE_CRITERIA].isdisjoint(row.roles))


def open_weighing(db: Work, actor: Actor, way: Way, *, everybody: bool = False) -> None:
    """Open a window of points or of comparisons.

    Raises:
        RefusedError: not the facilitator's, or ratings have begun: nothing could be adopted any more.
        ConflictError: it is open already.
    """
    require(actor, Door.RUN_SESSION)
    _refuse_once_rated(db, actor.classroom)
    subject = (
        points_subject(db, actor.classroom)
        if way is Way.POINTS
        else pairs_subject(db, actor.classroom, everybody=everybody)
    )
    ballots.open_window(db, actor, PURPOSE[way], subject, BallotMode.CONFIDENTIAL)


def give_points(db: Work, actor: Actor, window_id: str, key: str, points: object) -> None:
    """Share a hundred points out over the criteria.

    Raises:
        InputError: as `check_points`.
        RefusedError: the window is closed, or the voter has voted from another device.
    """
    window = window_for(db, actor, window_id, WEIGHT_POINTS, points_subject)
    ballots.cast(db, actor, window.id, key, {"points": check_points(points, asked_in(window))})


def compare_criteria(db: Work, actor: Actor, window_id: str, key: str, pairs: object) -> None:
    """Cast one's comparisons.

    Raises:
        InputError: as `check_pairs`.
        RefusedError: the window is closed, it is the experts', or the voter has voted from another device.
    """
    window = window_for(db, actor, window_id, WEIGHT_PAIRS, pairs_subject)
    ballots.cast(db, actor, window.id, key, {"pairs": check_pairs(pairs, asked_in(window))})


def examine(pairs: object) -> Reading:
    """Return what comparisons say that nobody has cast yet; nothing is stored.

    Raises:
        InputError: as `check_pairs`.
    """
    asked = criteria().ratings
    return read_pairs(check_pairs(pairs, asked), [criterion.id for criterion in asked])


def asked_in(window: WindowRow) -> list[Criterion]:
    """Return the criteria that a window is about."""
    return [criteria().get(name) for name in window.subject["criteria"]]


def weighed(db: Work, window: WindowRow | None, *, adopting: bool = False) -> Weighed | None:
    """Return what the ballots of a window make of the weights, None before it is revealed.

    Args:
        db: the unit of work.
        window: the window.
        adopting: for the facilitator, who adopts; the class and the wall see the experts' only of some more.
    """
    if window is None or window.state != WindowState.REVEALED:
        return None
    asked, cast = list(window.subject["criteria"]), ballots.contents(db, window.id)
    cell = limits(class_policy(db, window.classroom_id)).min_cell
    if window.purpose == WEIGHT_POINTS:
        found = weigh_points([ballot["points"] for ballot in cast], asked, cell)
    else:
        found = weigh_pairs([ballot["pairs"] for ballot in cast], asked, cell)
    if db.get_one(ClassroomRow, window.classroom_id).kind == "solo":
        return found
    panel = LEAST_ADOPTED if adopting else LEAST_SHOWN
    least = max(cell, LEAST_ADOPTED) if Door.CAST_BALLOT in ballot_doors(window.subject) else panel
    return found.told(least, late=ballots.differs_by_few(db, window, least))


def adopt(db: Work, actor: Actor, way: Way, seen_version: int) -> None:
    """Let weights be in force from now on; the record keeps who did it and when.

    Args:
        db: the unit of work.
        actor: the facilitator.
        way: which of the three.
        seen_version: the version of the record on the facilitator's page, 0 for none.

    Raises:
        RefusedError: not the facilitator's; ratings have begun; there is no revealed result, or it is of too
            few, or of other criteria than the class rates by now.
        ConflictError: somebody else adopted weights meanwhile.
    """
    require(actor, Door.RUN_SESSION)
    _refuse_once_rated(db, actor.classroom)
    asked = [criterion.id for criterion in criteria().ratings]
    found = Weighed(0, dict.fromkeys(asked, 1 / len(asked)))
    if way is not Way.EQUAL:
        found = _revealed(db, actor, way)
    shares = {name: round(share, 6) for name, share in (found.shares or {}).items()}
    if set(shares) != set(asked):
        raise RefusedError("weights.error.other-criteria")
    content = {"way": way.value, "shares": shares, "raters": found.raters or None, "cr": found.cr}
    save_paper(db, actor, RECORD, content, seen_version, door=Door.RUN_SESSION)
    room = db.get_one(ClassroomRow, actor.classroom)
    values = {f"topic.weight.{name}": share for name, share in shares.items()}
    room.policy = {**(room.policy or {}), **values, "topic.weighing": way.value}
    db.touch(actor.classroom, "weights")


def _revealed(db: Work, actor: Actor, way: Way) -> Weighed:
    found = weighed(db, ballots.current_window(db, actor.classroom, PURPOSE[way]), adopting=True)
    if found is None:
        raise RefusedError("weights.error.not-revealed")
    if found.shares is None:
        if not found.linked:
            raise RefusedError("weights.error.not-linked")
        numbers = {"raters": found.raters, "least": found.least}
        raise RefusedError(_HIDDEN[found.hidden or Hidden.FEW], numbers)
    return found


def in_force(db: Work, classroom_id: str) -> InForce:
    """Return the weights that ratings count with now."""
    values = class_policy(db, classroom_id)
    shares, way = weights(values), Way(values.word("topic.weighing"))
    record = working_paper(db, classroom_id, RECORD)
    kept = {} if record is None else record.content
    version = 0 if record is None else record.version
    as_adopted = kept.get("way") == way and all(
        abs(share - kept["shares"].get(name, 0)) < 1e-4 for name, share in shares.items()
    )
    if record is None or not as_adopted:
        even = max(shares.values()) - min(shares.values()) < 1e-4
        return InForce(Way.EQUAL if even else None, shares, None, None, None, version)
    return InForce(way, shares, record.changed, kept["raters"], kept["cr"], version)


def is_locked(db: Work, classroom_id: str) -> bool:
    """Tell whether ratings have begun: weights chosen after that could be chosen for their winner.

    A round whose topic is finished keeps its own weights and leaves the next round free to choose.
    """
    window = ballots.current_window(db, classroom_id, RATINGS)
    if window is None:
        return False
    rated = [row for row in all_topics(db, classroom_id) if row.id in subject_topics(window)]
    return not any(row.standing == Standing.FINISHED for row in rated)


def _refuse_once_rated(db: Work, classroom_id: str) -> None:
    if is_locked(db, classroom_id):
        raise RefusedError("weights.error.rated-already")
