"""Ratings: cast them, and read what they say."""

from functools import lru_cache
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import cast, contents, current_window, sample_window
from zhixing.classroom.rules import WindowState
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.records import Work
from zhixing.topics.rules import Cell, Limits, Result, Scores, check_scores, compute, most_disputed
from zhixing.topics.service.proposals import RATINGS, all_topics, subject_topics
from zhixing.topics.service.setting import class_policy, criteria, limits, weights
from zhixing.topics.service.votes import rating_subject, window_for


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
    given = weights(values)
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


def result_json(found: Result, titles: dict[str, str]) -> dict[str, Any]:
    """Return the numbers of a result as pages show them."""
    names = [(ranked.topic, titles.get(ranked.topic, "")) for ranked in found.ranking]
    return {
        "ranking": [
            {
                "id": ranked.topic,
                "title": titles.get(ranked.topic, ""),
                "place": ranked.place,
                "score": round(ranked.score, 2),
                "low": None if ranked.low is None else round(ranked.low, 2),
                "high": None if ranked.high is None else round(ranked.high, 2),
                "by_criterion": {name: round(mean, 2) for name, mean in ranked.by_criterion.items()},
            }
            for ranked in found.ranking
        ],
        "first": {"id": names[0][0], "title": names[0][1]} if names else None,
        "runner_up": {"id": names[1][0], "title": names[1][1]} if len(names) > 1 else None,
        "held": [{"id": topic, "title": titles.get(topic, "")} for topic in found.held],
        "raters": found.raters,
        "appendix": _appendix_json(found),
    }


def _appendix_json(found: Result) -> dict[str, Any] | None:
    if found.appendix is None:
        return None
    deep = found.appendix
    return {
        "methods": [
            {"id": method.id, "order": list(method.order), "winner": method.winner} for method in deep.methods
        ],
        "kendall_w": None if deep.kendall_w is None else round(deep.kendall_w, 3),
        "flip": [
            {"criterion": flip.criterion, "change": None if flip.change is None else round(flip.change, 3)}
            for flip in deep.flips
        ],
        "severity_changes_winner": deep.severity_changes_winner,
    }
