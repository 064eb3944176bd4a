"""The vote: who may go on to be rated."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import cast, contents, current_window, solo_window, window_of
from zhixing.classroom.rules import WindowState
from zhixing.classroom.tables import WindowRow
from zhixing.errors import InputError, RefusedError
from zhixing.records import Work
from zhixing.topics.rules import Overall, Selection, check_votes, pick_rated
from zhixing.topics.service.conditions import overalls, verdict_rows
from zhixing.topics.service.proposals import (
    VOTES,
    all_topics,
    compared_topics,
    in_order,
    subject_topics,
)
from zhixing.topics.service.setting import class_policy, criteria, weights
from zhixing.topics.tables import TopicRow


def condition_subject(db: Work, classroom_id: str) -> dict[str, Any]:
    """Return what the tables judge from now on; it may be nothing."""
    return {"topics": [row.id for row in compared_topics(db, classroom_id)]}


def vote_subject(db: Work, classroom_id: str) -> dict[str, Any]:
    """Return what a vote opened now is about.

    Raises:
        RefusedError: ``topics.error.nothing-to-vote``.
    """
    subject = condition_subject(db, classroom_id)
    if not subject["topics"]:
        raise RefusedError("topics.error.nothing-to-vote")
    return subject


def vote_topics(db: Work, actor: Actor, window_id: str, key: str, topics: Sequence[str]) -> None:
    """Cast a vote for some topics.

    Args:
        db: the unit of work.
        actor: the voter.
        window_id: the open window; somebody alone needs none.
        key: the random key of the voter's browser.
        topics: ids, one vote each.

    Raises:
        InputError: no topic, too many, one twice, or one that is not offered.
        RefusedError: the window is closed, or the voter has voted from another device.
    """
    window = window_for(db, actor, window_id, VOTES, vote_subject)
    check_votes(topics, subject_topics(window), class_policy(db, actor.classroom).int("topic.votes-each"))
    cast(db, actor, window.id, key, {"topics": list(topics)})


def window_for(
    db: Work,
    actor: Actor,
    window_id: str,
    purpose: str,
    subject: Callable[[Work, str], dict[str, Any]],
) -> WindowRow:
    """Return the window somebody votes in: the named one, or alone the one that fits the topics now.

    Raises:
        MissingError: no such window in this class.
        InputError: the window is about something else.
    """
    if actor.solo:
        return solo_window(db, actor, purpose, subject(db, actor.classroom))
    window = window_of(db, actor, window_id)
    if window.purpose != purpose:
        raise InputError("topics.error.wrong-window")
    return window


def vote_counts(db: Work, window: WindowRow | None) -> Counter[str]:
    """Return the votes by topic; not to be shown before the reveal."""
    if window is None:
        return Counter()
    return Counter(topic for ballot in contents(db, window.id) for topic in ballot["topics"])


def rated_topics(db: Work, classroom_id: str) -> tuple[Selection, list[TopicRow]]:
    """Return which topics go on to be rated, and the topics that were to choose from.

    The latest vote that is over decides; without one, the topics that the conditions leave.
    """
    return selection(db, classroom_id, finished_vote(db, classroom_id))


def finished_vote(db: Work, classroom_id: str) -> WindowRow | None:
    """Return the latest vote if it is over."""
    window = current_window(db, classroom_id, VOTES)
    return None if window is None or window.state == WindowState.OPEN else window


def selection(db: Work, classroom_id: str, window: WindowRow | None) -> tuple[Selection, list[TopicRow]]:
    """Return what a vote (or, without one, the list of topics) leaves to be rated."""
    if window is None:
        rows = compared_topics(db, classroom_id)
    else:
        offered = subject_topics(window)
        rows = [row for row in all_topics(db, classroom_id) if row.id in offered and _stands(row)]
        rows = in_order(db, classroom_id, rows)
    verdicts = overalls(rows, verdict_rows(db, rows))
    at_most = class_policy(db, classroom_id).int("topic.rated-at-most")
    order = [row.id for row in rows]
    return pick_rated(vote_counts(db, window), verdicts, order, at_most), rows


def _stands(row: TopicRow) -> bool:
    return not row.withdrawn and row.merged_into is None and row.standing != "finished"


def rating_subject(db: Work, classroom_id: str) -> dict[str, Any]:
    """Return what a round of ratings opened now is about.

    Raises:
        RefusedError: ``topics.error.nothing-to-rate``, ``topics.error.vote-first``.
    """
    if needs_vote(db, classroom_id):
        raise RefusedError("topics.error.vote-first")
    chosen, _ = rated_topics(db, classroom_id)
    if not chosen.kept:
        raise RefusedError("topics.error.nothing-to-rate")
    return {
        "topics": list(chosen.kept),
        "criteria": [criterion.id for criterion in criteria().ratings],
        "weights": weights(class_policy(db, classroom_id)),
    }


def needs_vote(db: Work, classroom_id: str) -> bool:
    """Tell whether there are more topics than can be rated and no vote has chosen between them."""
    if finished_vote(db, classroom_id) is not None:
        return False
    _, rows = selection(db, classroom_id, None)
    verdicts = overalls(rows, verdict_rows(db, rows))
    left = sum(1 for overall in verdicts.values() if overall is not Overall.NO)
    return left > class_policy(db, classroom_id).int("topic.rated-at-most")


def has_tie(db: Work, classroom_id: str) -> bool:
    """Tell the facilitator whether order, not votes, decided the last place of those that are rated."""
    return rated_topics(db, classroom_id)[0].tie
