"""The recommendation: proposed by the result, written by people, submitted for approval."""

from dataclasses import dataclass, field
from datetime import date

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window, turnout
from zhixing.classroom.people import people, seats
from zhixing.classroom.rules import Door, WindowState, may, require
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import Submission
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.text import Text
from zhixing.topics.rules import Criterion, Origin, Overall, Recommendation, Result
from zhixing.topics.rules.recommendation import Basis
from zhixing.topics.service.conditions import overalls, verdict_rows
from zhixing.topics.service.proposals import RATINGS, VOTES, all_topics, listed_topics, subject_topics
from zhixing.topics.service.queue import Standing, finish_topic, queued, reorder_queue, topic_in_work
from zhixing.topics.service.ratings import result, result_of
from zhixing.topics.service.rounds import (
    SUBJECT,
    latest_recommendation,
    recommendation_subject,
)
from zhixing.topics.service.setting import class_policy, criteria, limits, round_weights
from zhixing.topics.service.table_advice import all_advice
from zhixing.topics.service.verdict import decide_recommendation
from zhixing.topics.service.wording import stability_sentence

__all__ = [
    "SUBJECT",
    "Draft",
    "PaperFacts",
    "basis",
    "decide_recommendation",
    "finish_topic",
    "paper_facts",
    "queued",
    "recommendation",
    "recommendation_subject",
    "reorder_queue",
    "submit_recommendation",
    "topic_in_work",
    "writing_progress",
]


@dataclass(frozen=True)
class Draft:
    """Where a class's recommendation stands.

    Args:
        result: the revealed result it comes from; None before the reveal.
        topics: titles of the topics that may be recommended, by id; none that is off the list or finished.
        submission: the latest version submitted, with the decision on it.
        designated: titles, by id, of the topics a leader has named; they may be recommended without a rating.
    """

    result: Result | None
    topics: dict[str, str]
    submission: Submission | None
    designated: dict[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to recommend."""
        return self.result is not None or self.submission is not None

    @property
    def proposed(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """首选, 备选 and 暂缓 as the result has them, without what may not be recommended any more."""
        if self.result is None:
            return None, None, ()
        first, second = (
            topic if topic in self.topics else None for topic in (self.result.first, self.result.runner_up)
        )
        return first, second, tuple(topic for topic in self.result.held if topic in self.topics)


def recommendation(db: Work, classroom_id: str) -> Draft:
    """Return where a class's recommendation stands."""
    rows = all_topics(db, classroom_id)
    window = current_window(db, classroom_id, RATINGS)
    offered = set(subject_topics(window)) if window is not None else set()
    rows = [row for row in rows if row.standing != Standing.FINISHED]
    listed = listed_topics(db, classroom_id, rows)
    designated = {row.id: row.title for row in listed if row.origin == Origin.LEADER}
    standing = [row for row in rows if not row.withdrawn and row.merged_into is None]
    return Draft(
        result=result(db, classroom_id),
        topics={row.id: row.title for row in standing if row.id in offered or row.id in designated},
        submission=latest_recommendation(db, classroom_id),
        designated=designated,
    )


def submit_recommendation(db: Work, actor: Actor, paper: Recommendation, seen_version: int) -> Submission:
    """Submit the recommendation for approval; every version is kept, with how it was rated.

    A topic that a leader has named may be submitted before, or without, any rating.

    Raises:
        RefusedError: not this person's, no result yet, or it was approved.
        InputError: something is missing.
        ConflictError: somebody submitted a version meanwhile; the sentence names its time.
    """
    require(actor, Door.WRITE_RECOMMENDATION)
    standing = recommendation(db, actor.classroom)
    named = {paper.chosen, *([paper.runner_up] if paper.runner_up else []), *paper.held}
    if not standing.is_open and not named <= set(standing.designated):
        raise RefusedError("topics.error.no-result")
    content = paper.checked(standing.topics).json()
    content["titles"] = {topic: standing.topics[topic] for topic in sorted(named)}
    content["basis"] = basis(db, actor.classroom, standing.result).json()
    subject, door = recommendation_subject(db, actor.classroom), Door.WRITE_RECOMMENDATION
    return decisions.submit(db, actor, subject, content, seen_version, door=door)


def basis(db: Work, classroom_id: str, found: Result | None) -> Basis:
    """Return how the topics of a class were rated, as it stands now; ``found`` is what came of it."""
    values = class_policy(db, classroom_id)
    kind = values.word("topic.rating-is")
    window = current_window(db, classroom_id, RATINGS)
    if window is None or found is None:
        return Basis(kind=kind)
    return Basis(
        raters=found.raters,
        on_paper=turnout(db, window).paper,
        rounds=2 if window.subject.get("before") else 1,
        weighing=values.word("topic.weighing"),
        weights={name: round(100 * weight, 1) for name, weight in round_weights(values, window).items()},
        kind=kind,
    )


@dataclass(frozen=True)
class PaperFacts:
    """What the paper for approval says; no rater is in it.

    Args:
        classroom: name of the class.
        proposed: how many topics were proposed.
        judged: how many were judged on all conditions.
        votes: how many ballots were cast, paper included.
        raters: how many rated, paper included.
        criteria: the rating criteria.
        recommendation: what is recommended.
        titles: titles by id.
        stability: how firmly the first place stands.
        version: version of the submission; 0 before the first.
        basis: how it was rated.
        approved: the day on which the leader approved it.
    """

    classroom: str
    proposed: int
    judged: int
    votes: int
    raters: int
    criteria: tuple[Criterion, ...]
    recommendation: Recommendation
    titles: dict[str, str]
    stability: Text | None
    version: int
    basis: Basis = field(default_factory=Basis)
    approved: date | None = None


def paper_facts(db: Work, actor: Actor) -> PaperFacts:
    """Return what the paper for approval says, from the latest submission or else from the result.

    Raises:
        RefusedError: not this person's, or there is no result yet.
    """
    if not (may(actor, Door.SEE_EXPORTS) or may(actor, Door.WRITE_RECOMMENDATION)):
        require(actor, Door.SEE_EXPORTS)
    standing = recommendation(db, actor.classroom)
    if not standing.is_open:
        raise RefusedError("topics.error.no-result")
    everything = all_topics(db, actor.classroom)
    with_examples = any(row.sample for row in listed_topics(db, actor.classroom, everything))
    rows = [row for row in everything if with_examples or not row.sample]
    verdicts = overalls(rows, verdict_rows(db, rows))
    window = current_window(db, actor.classroom, RATINGS)
    revealed = window is not None and window.state == WindowState.REVEALED
    found = result_of(db, window) if window is not None and revealed else None
    values = limits(class_policy(db, actor.classroom))
    submission = standing.submission
    stored = submission.content.get("basis") if submission is not None else None
    return PaperFacts(
        classroom=db.get_one(ClassroomRow, actor.classroom).name,
        proposed=len(rows),
        judged=sum(1 for overall in verdicts.values() if overall is not Overall.OPEN),
        votes=_ballots(db, current_window(db, actor.classroom, VOTES)),
        raters=found.raters if found is not None else 0,
        criteria=criteria().ratings,
        recommendation=_paper(standing),
        titles={row.id: row.title for row in everything},
        stability=stability_sentence(found, values) if found is not None else None,
        version=submission.version if submission is not None else 0,
        basis=Basis.parse(stored) if stored is not None else basis(db, actor.classroom, found),
        approved=submission.decision.day
        if submission is not None and submission.is_approved and submission.decision is not None
        else None,
    )


def _paper(standing: Draft) -> Recommendation:
    if standing.submission is not None:
        return Recommendation.parse(standing.submission.content)
    first, runner_up, held = standing.proposed
    return Recommendation(first or "", runner_up, held, "", "", "", ())


def _ballots(db: Work, window: WindowRow | None) -> int:
    if window is None:
        return 0
    counted = turnout(db, window)
    return counted.voted + counted.paper


def writing_progress(db: Work, classroom_id: str) -> list[dict[str, int]]:
    """Return for each table whether it has written its advice, or somebody at it has submitted a version."""
    wrote = decisions.submitters(db, classroom_id, recommendation_subject(db, classroom_id))
    done = {row.seat for row in people(db, classroom_id) if row.id in wrote}
    done |= set(all_advice(db, classroom_id))
    return [{"seat": seat, "done": int(seat in done), "total": 1} for seat in seats(db, classroom_id)]
