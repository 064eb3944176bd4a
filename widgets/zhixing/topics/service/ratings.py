"""Ratings: cast them, and read what they say."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import cast, contents, current_window, differs_by_few, sample_window
from zhixing.classroom.rules import WindowState
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.records import Work
from zhixing.topics.rules import (
    Cell,
    Limits,
    Result,
    Round,
    Scores,
    Shift,
    check_scores,
    compute,
    most_disputed,
    remembered,
    shift,
    tells_the_late,
)
from zhixing.topics.service.proposals import RATINGS, all_topics, subject_topics
from zhixing.topics.service.setting import class_policy, criteria, limits, round_weights
from zhixing.topics.service.shown import pictures_json
from zhixing.topics.service.votes import rating_subject, window_for
from zhixing.topics.service.wording import both


def rate_topics(db: Work, actor: Actor, window_id: str, key: str, scores: Scores) -> None:
    """Cast a rating of every topic on every criterion.

    Args:
        db: the unit of work.
        actor: the rater.
        window_id: the open window; somebody alone needs none.
        key: the random key of the rater's browser.
        scores: topic to criterion to score.

    Raises:
        InputError: a cell is empty or off the scale; the sentence names topic and criterion.
        RefusedError: the window is closed, or the rater has rated from another device.
    """
    window = window_for(db, actor, window_id, RATINGS, rating_subject)
    offered = subject_topics(window)
    titles = {row.id: row.title for row in all_topics(db, actor.classroom)}
    asked = [criteria().get(criterion) for criterion in window.subject["criteria"]]
    scale = class_policy(db, actor.classroom).span("scale.ratings")
    check_scores(scores, {topic: titles.get(topic, topic) for topic in offered}, asked, scale)
    cast(db, actor, window.id, key, {"scores": {topic: dict(given) for topic, given in scores.items()}})


def result(db: Work, classroom_id: str) -> Result | None:
    """Return the result of the latest round, None before it is revealed."""
    window = current_window(db, classroom_id, RATINGS)
    if window is None or window.state != WindowState.REVEALED:
        return None
    return result_of(db, window)


def result_of(db: Work, window: WindowRow) -> Result:
    """Return what the ballots of a window say; not to be shown before the reveal."""
    values = class_policy(db, window.classroom_id)
    solo = db.get_one(ClassroomRow, window.classroom_id).kind == "solo" and not window.sample
    given = round_weights(values, window)
    asked = tuple((criterion, given[criterion]) for criterion in window.subject["criteria"])
    sheets = tuple(_frozen(scores) for scores in scores_of(db, window))
    return _computed(sheets, subject_topics(window), asked, limits(values), solo=solo)


def scores_of(db: Work, window: WindowRow) -> list[dict[str, dict[str, int]]]:
    """Return the scores of all ballots of a window; not to be shown before the reveal."""
    return [ballot["scores"] for ballot in contents(db, window.id)]


Sheet = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def _frozen(scores: Scores) -> Sheet:
    return tuple(
        (topic, tuple((criterion, score) for criterion, score in given.items() if score is not None))
        for topic, given in scores.items()
    )


@lru_cache(maxsize=8)
def _computed(
    sheets: tuple[Sheet, ...],
    topics: tuple[str, ...],
    asked: tuple[tuple[str, float], ...],
    values: Limits,
    *,
    solo: bool,
) -> Result:
    # 300 phones ask for the same result in the same second; the same ballots are computed once.
    ballots = [{topic: dict(given) for topic, given in sheet} for sheet in sheets]
    return compute(ballots, topics, dict(asked), values, solo=solo)


def disputed_cell(db: Work, classroom_id: str) -> Cell | None:
    """Return the cell to talk about between the two rounds, with its counts; None while ratings come in.

    None as well when nobody disagrees, or too few have rated for counts to be shown.
    """
    window = current_window(db, classroom_id, RATINGS)
    if window is None or window.state == WindowState.OPEN:
        return None
    bounds = limits(class_policy(db, classroom_id))
    return most_disputed(scores_of(db, window), subject_topics(window), window.subject["criteria"], bounds)


def revealed_or_sample(db: Work, classroom_id: str) -> tuple[WindowRow | None, bool]:
    """Return the latest revealed round and False, else the example round (试评) and True."""
    window = current_window(db, classroom_id, RATINGS)
    if window is not None and window.state == WindowState.REVEALED:
        return window, False
    return sample_window(db, classroom_id, RATINGS), True


def before_reopen(db: Work, window: WindowRow) -> dict[str, Any]:
    """Return what is remembered of a round when it is reopened: means by topic, never a single ballot.

    With fewer raters than ``survey.min-cell`` of a topic nothing is kept of it but how many rated.
    """
    return _round_of(db, window).json()


def pictures(db: Work, classroom_id: str, found: Result, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return what the pictures of the revealed result need; no rater is in it."""
    window = current_window(db, classroom_id, RATINGS)
    changed = None if window is None else shift_of(db, window)
    scale = class_policy(db, classroom_id).span("scale.ratings")
    return pictures_json(found, titles, criteria().ratings, scale, changed)


def shift_of(db: Work, window: WindowRow) -> Shift | None:
    """Return what changed since the round before.

    None without one, or where too few have rated, then, now or in between.
    """
    before = window.subject.get("before")
    if not before or hides_shift(db, window):
        return None
    return shift(Round.parse(before), _round_of(db, window))


def hides_shift(db: Work, window: WindowRow) -> bool:
    """Tell whether what changed is withheld because so few came in between that it would tell their marks."""
    before = window.subject.get("before")
    if not before:
        return False
    raters = len(scores_of(db, window))
    return tells_the_late(Round.parse(before), raters, _least(db, window)) or hides_late_ballots(db, window)


def hides_late_ballots(db: Work, window: WindowRow) -> bool:
    """Tell whether single ballots are withheld: beside those shown before, the few since would stand out."""
    return differs_by_few(db, window, _least(db, window))


def hidden_texts(db: Work, classroom_id: str) -> list[dict[str, str]]:
    """Return what the page of the result withholds because few came in between, and why."""
    window = current_window(db, classroom_id, RATINGS)
    if window is None or not hides_shift(db, window):
        return []
    return [both("result.left-out.late-shift", least=_least(db, window)).json()]


def _round_of(db: Work, window: WindowRow) -> Round:
    values = class_policy(db, window.classroom_id)
    given = round_weights(values, window)
    asked = {criterion: given[criterion] for criterion in window.subject["criteria"]}
    return remembered(scores_of(db, window), subject_topics(window), asked, _least(db, window))


def _least(db: Work, window: WindowRow) -> int:
    """Return the fewest raters whose marks are told together."""
    if db.get_one(ClassroomRow, window.classroom_id).kind == "solo":
        return 1
    return limits(class_policy(db, window.classroom_id)).min_cell
